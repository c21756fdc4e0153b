"""Surveys and their answers: the evidence behind the promises."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time

from sqlalchemy import func, select

from tracker.models.enums import SurveyMethod
from tracker.models.errors import Invalid
from tracker.models.indicator import Measurement
from tracker.models.meeting import MeetingPoint
from tracker.models.problem import Evidence
from tracker.models.question import Figure
from tracker.models.search import folded
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.agenda_links import let_go_in
from tracker.services.agreements import municipality_in
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class SurveyFields:
    """What is entered about a source of evidence. Hours are local time.

    `round_id` is the dialogue round it is an occasion of, `responsible_id` a person.
    """

    municipality: str
    title: str
    method: SurveyMethod
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str | None = None
    audience: str | None = None
    asked: int | None = None
    answered: int | None = None
    result: str | None = None
    limitation: str | None = None
    retention_until: date | None = None
    round_id: int | None = None
    responsible_id: int | None = None
    material: str | None = None


def add_survey(ctx: AppContext, fields: SurveyFields) -> int:
    """Add a survey. Returns its id."""
    with ctx.write("survey.new") as tx:
        return add_survey_in(tx, fields)


def add_survey_in(tx: Transaction, fields: SurveyFields) -> int:
    """As `add_survey`, inside an operation that does more."""
    _check(fields)
    return tx.add(Survey(**_columns(tx, fields))).id


@dataclass(frozen=True, slots=True)
class EditSurvey:
    """New values for a survey as the user saw it at `version`."""

    survey_id: int
    version: int
    fields: SurveyFields


def edit_survey(ctx: AppContext, cmd: EditSurvey) -> None:
    """Change a survey."""
    _check(cmd.fields)
    with ctx.write("survey.edit") as tx:
        survey = tx.get(Survey, cmd.survey_id, cmd.version)
        for name, value in _columns(tx, cmd.fields).items():
            setattr(survey, name, value)


@dataclass(frozen=True, slots=True)
class ResponseFields:
    """One answer. `themes` are names from the code book; new ones are added to it."""

    text: str | None = None
    place: str | None = None
    rating: int | None = None
    respondent_group: str | None = None
    deidentified: bool = False
    themes: tuple[str, ...] = ()
    source_key: str | None = None
    answered_on: date | None = None
    coded_by: str | None = None


def add_responses(
    ctx: AppContext, survey_id: int, responses: Sequence[ResponseFields]
) -> list[int]:
    """Add answers to a survey in one operation. Returns their ids in order."""
    with ctx.write("response.new") as tx:
        return add_responses_in(tx, survey_id, responses)


def add_responses_in(
    tx: Transaction, survey_id: int, responses: Sequence[ResponseFields]
) -> list[int]:
    """As `add_responses`, inside an operation that does more."""
    tx.get(Survey, survey_id)
    for response in responses:
        check_response(response)
    ids = tx.bulk_insert(
        Response,
        [
            {
                "survey_id": survey_id,
                "text": r.text,
                "place": r.place,
                "rating": r.rating,
                "respondent_group": r.respondent_group,
                "deidentified": r.deidentified,
                "source_key": r.source_key,
                "answered_on": r.answered_on,
                "coded_by": r.coded_by,
            }
            for r in responses
        ],
    )
    themes = _theme_ids(tx, {name for response in responses for name in response.themes})
    tx.bulk_insert(
        ResponseTheme,
        [
            {"response_id": row_id, "theme_id": theme_id}
            for row_id, response in zip(ids, responses, strict=True)
            for theme_id in dict.fromkeys(themes[folded(name)] for name in response.themes)
        ],
    )
    return ids


def check_response(fields: ResponseFields) -> None:
    """Raise `Invalid` for an answer that can't be kept."""
    if fields.rating is not None and not 1 <= fields.rating <= 5:
        raise Invalid("response.rating", field="rating", value=fields.rating)
    if not fields.text and fields.rating is None and not fields.themes:
        raise Invalid("response.empty", field="text")


def check_numbers(asked: int | None, answered: int | None) -> None:
    """Raise `Invalid` for fewer than none that were met, or that answered."""
    for name, value in (("asked", asked), ("answered", answered)):
        if value is not None and value < 0:
            raise Invalid("number.negative", field=name, value=value)


def delete_survey(ctx: AppContext, survey_id: int, version: int) -> None:
    """Remove a survey that nothing rests on. Raises `Invalid` when answers or problems use it."""
    with ctx.write("survey.delete") as tx:
        survey = tx.get(Survey, survey_id, version)
        answers = tx.session.scalar(
            select(func.count()).select_from(Response).where(Response.survey_id == survey_id)
        )
        if answers:
            raise Invalid("survey.has_answers", count=answers)
        if tx.session.scalars(select(Evidence.id).where(Evidence.survey_id == survey_id)).first():
            raise Invalid("survey.is_evidence")
        figures = tx.session.scalar(
            select(func.count()).select_from(Figure).where(Figure.survey_id == survey_id)
        )
        if figures:
            raise Invalid("survey.has_figures", count=figures)
        if tx.session.scalars(
            select(Measurement.id).where(Measurement.survey_id == survey_id)
        ).first():
            raise Invalid("survey.is_measured")
        let_go_in(tx, MeetingPoint.survey_id, survey_id)
        tx.delete(survey)


def _theme_ids(tx: Transaction, names: set[str]) -> dict[str, int]:
    """The themes by their folded names; new ones come last in the code book."""
    book = tx.session.scalars(select(Theme)).all()
    known = {folded(row.name): row.id for row in book}
    last = max((row.position for row in book), default=0)
    for name in sorted(names):
        if folded(name) not in known:
            last += 1
            known[folded(name)] = tx.add(Theme(name=name, position=last)).id
    return known


def _columns(tx: Transaction, fields: SurveyFields) -> dict[str, object]:
    values = asdict(fields)
    values["municipality_id"] = municipality_in(tx, values.pop("municipality"))
    return values


def _check(fields: SurveyFields) -> None:
    if not fields.title.strip():
        raise Invalid("field.required", field="title")
    check_numbers(fields.asked, fields.answered)
    if fields.starts_at and fields.ends_at and fields.ends_at < fields.starts_at:
        raise Invalid("hours.end_before_start", field="ends_at")
