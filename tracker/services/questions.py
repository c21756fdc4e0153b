"""Questions that are asked again: entered once, so that two surveys can be compared."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.enums import QuestionMeasure
from tracker.models.errors import Invalid
from tracker.models.indicator import Indicator
from tracker.models.question import Figure, Question
from tracker.models.search import folded
from tracker.models.survey import Theme
from tracker.models.unit_of_work import Transaction
from tracker.models.units import PERCENT, RATING, canonical_unit, check_value
from tracker.services.context import AppContext

WORDING_LENGTH = 300
_ALIKE = 82
"""How alike, of 100, two wordings must be for one to be suggested for the other."""

_UNITS = {QuestionMeasure.MEAN_RATING: RATING, QuestionMeasure.THEME_SHARE: PERCENT}


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """What is asked, and how a survey answers it.

    `unit` is for figures; the mean of the ratings is on their scale and a theme's share in per
    cent. `place` narrows what is worked out from answers to those that speak of it.
    """

    wording: str
    measure: QuestionMeasure = QuestionMeasure.FIGURE
    unit: str = ""
    theme_id: int | None = None
    place: str | None = None


def add_question(ctx: AppContext, fields: QuestionFields) -> int:
    """Add a question. Returns its id. Raises `Invalid` when the book knows the wording."""
    with ctx.write("question.new") as tx:
        return add_question_in(tx, fields)


def add_question_in(tx: Transaction, fields: QuestionFields) -> int:
    """As `add_question`, inside an operation that does more."""
    fields = _checked(tx, fields)
    _check_unknown(tx, fields.wording, None)
    return tx.add(Question(**asdict(fields))).id


@dataclass(frozen=True, slots=True)
class EditQuestion:
    """New values for a question as the user saw it at `version`."""

    question_id: int
    version: int
    fields: QuestionFields


def edit_question(ctx: AppContext, cmd: EditQuestion) -> None:
    """Change a question; the figures that answer it stay, and must fit its unit."""
    with ctx.write("question.edit") as tx:
        question = tx.get(Question, cmd.question_id, cmd.version)
        fields = _checked(tx, cmd.fields)
        _check_unknown(tx, fields.wording, question.id)
        if fields.unit != question.unit:
            for value in tx.session.scalars(
                select(Figure.value).where(Figure.question_id == question.id)
            ):
                check_value(value, fields.unit)
        for name, value in asdict(fields).items():
            setattr(question, name, value)


def delete_question(ctx: AppContext, question_id: int, version: int) -> None:
    """Remove a question. Raises `Invalid` when figures answer it or indicators follow it."""
    with ctx.write("question.delete") as tx:
        question = tx.get(Question, question_id, version)
        for model, code in (
            (Figure, "question.has_figures"),
            (Indicator, "question.is_followed"),
        ):
            count = tx.session.scalar(
                select(func.count()).select_from(model).where(model.question_id == question_id)
            )
            if count:
                raise Invalid(code, count=count)
        tx.delete(question)


def find_question(session: Session, wording: str) -> Question | None:
    """The question with these words, whatever their case, spaces and closing mark."""
    wanted = _key(wording)
    return next((q for q in session.scalars(select(Question)) if _key(q.wording) == wanted), None)


def alike(wording: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `wording` may be meant for, to be suggested and never assumed.

    None when one of them is the same question already, and where the numbers in them differ.
    """
    from rapidfuzz import fuzz, utils

    asked = utils.default_process(wording)
    best: float = _ALIKE
    chosen = None
    for each in known:
        if _key(each) == _key(wording):
            return None
        other = utils.default_process(each)
        if _numbers(other) != _numbers(asked):
            continue
        # Words that one adds to the other count less than words that differ.
        score = (fuzz.token_set_ratio(asked, other) + fuzz.token_sort_ratio(asked, other)) / 2
        if score >= best:
            best, chosen = score, each
    return chosen


def is_same(one: str, other: str) -> bool:
    """Whether two wordings are one question: case, spaces and the closing mark do not matter."""
    return _key(one) == _key(other)


def _key(wording: str) -> str:
    return folded(wording).rstrip(" ?.!:")


def _numbers(text: str) -> list[str]:
    return sorted(word for word in text.split() if any(map(str.isdigit, word)))


def _checked(tx: Transaction, fields: QuestionFields) -> QuestionFields:
    wording = " ".join(fields.wording.split())
    if not _key(wording):
        raise Invalid("field.required", field="wording")
    if len(wording) > WORDING_LENGTH:
        raise Invalid("question.too_long", field="wording", limit=WORDING_LENGTH)
    is_share = fields.measure is QuestionMeasure.THEME_SHARE
    if is_share and fields.theme_id is None:
        raise Invalid("field.required", field="theme_id")
    if is_share and fields.theme_id is not None:
        tx.get(Theme, fields.theme_id)
    is_figure = fields.measure is QuestionMeasure.FIGURE
    place = " ".join((fields.place or "").split())
    return replace(
        fields,
        wording=wording,
        unit=_UNITS.get(fields.measure) or canonical_unit(fields.unit),
        theme_id=fields.theme_id if is_share else None,
        place=None if is_figure or not place else place,
    )


def _check_unknown(tx: Transaction, wording: str, own: int | None) -> None:
    known = find_question(tx.session, wording)
    if known is not None and known.id != own:
        raise Invalid("question.known", field="wording", text=known.wording)
