"""What surveys answer the questions with that are asked again: entered figures, or worked out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.dialogue import DialogueRound
from tracker.models.enums import QuestionMeasure
from tracker.models.question import Figure, Question
from tracker.models.rounding import half_up, whole_percent
from tracker.models.search import folded
from tracker.models.small_groups import FEWEST_TOLD
from tracker.models.survey import Response, ResponseTheme, Survey


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's answer in a survey, or in a dialogue round of several occasions.

    `value` is None where it was worked out from fewer than five answers. `figure_id` is the figure
    that was entered; without one it was worked out.
    """

    survey_id: int | None
    round_id: int | None
    title: str
    on: date
    municipality_id: int
    value: Decimal | None
    answers: int | None
    source: str = ""
    figure_id: int | None = None


Places = dict[tuple[int, str], tuple[int, int]]
"""By survey and folded place: what was counted or added up, and of how many answers."""


def answered_in(session: Session, questions: Sequence[Question]) -> dict[int, tuple[Answered, ...]]:
    """Every answer to the questions, by their ids, oldest first.

    A figure that was entered stands before what its survey's answers say. What was worked out in
    the occasions of a dialogue round is one answer, of the round.
    """
    surveys = {row.id: row for row in session.scalars(select(Survey))}
    rounds = {row.id: row for row in session.scalars(select(DialogueRound))}
    found: dict[int, list[Answered]] = defaultdict(list)
    entered = set()
    for figure in session.scalars(
        select(Figure).where(Figure.question_id.in_([question.id for question in questions]))
    ):
        entered.add((figure.question_id, figure.survey_id))
        found[figure.question_id].append(
            replace(
                _of(surveys[figure.survey_id]),
                value=figure.value,
                answers=figure.answers,
                source=figure.source,
                figure_id=figure.id,
            )
        )
    for question, tallies in _worked_out(session, questions):
        together: dict[Answered, tuple[int, int]] = {}
        for survey_id, (part, whole) in tallies.items():
            if (question.id, survey_id) in entered:
                continue
            survey = surveys[survey_id]
            key = _of_round(rounds[survey.round_id]) if survey.round_id else _of(survey)
            before = together.get(key, (0, 0))
            together[key] = before[0] + part, before[1] + whole
        found[question.id] += [
            replace(key, value=_value(question, part, whole), answers=whole)
            for key, (part, whole) in together.items()
        ]
    return {
        question_id: tuple(sorted(rows, key=lambda row: (row.on, row.title)))
        for question_id, rows in found.items()
    }


def _of(survey: Survey) -> Answered:
    return Answered(
        survey.id, None, survey.title, survey.held_on, survey.municipality_id, None, None
    )


def _of_round(row: DialogueRound) -> Answered:
    return Answered(None, row.id, row.title, row.ends_on, row.municipality_id, None, None)


def _value(question: Question, part: int, whole: int) -> Decimal | None:
    if whole < FEWEST_TOLD:
        return None
    if question.measure is QuestionMeasure.MEAN_RATING:
        return half_up(Decimal(part) / whole, 1)
    return Decimal(whole_percent(part, whole))


def _worked_out(
    session: Session, questions: Sequence[Question]
) -> Iterator[tuple[Question, dict[int, tuple[int, int]]]]:
    """Of each question that is worked out: by survey, a sum and the number of answers."""
    means = [q for q in questions if q.measure is QuestionMeasure.MEAN_RATING]
    if means:
        ratings = _by_place(
            (key, place, int(total or 0), n) for key, place, total, n in session.execute(_RATINGS)
        )
        for question in means:
            yield question, _at(question.place, ratings)
    shares = [q for q in questions if q.measure is QuestionMeasure.THEME_SHARE]
    if not shares:
        return
    coded = _by_place((*row, 0) for row in session.execute(_CODED))
    taken_up: dict[int, list[tuple[int, str | None, int, int]]] = defaultdict(list)
    wanted = [question.theme_id for question in shares]
    for theme_id, survey_id, place, n in session.execute(
        _TAKEN_UP.where(ResponseTheme.theme_id.in_(wanted))
    ):
        taken_up[theme_id].append((survey_id, place, n, 0))
    for question in shares:
        parts = _at(question.place, _by_place(taken_up[question.theme_id or 0]))
        yield (
            question,
            {
                survey_id: (parts.get(survey_id, (0, 0))[0], whole)
                for survey_id, (whole, _none) in _at(question.place, coded).items()
            },
        )


_RATINGS = (
    select(Response.survey_id, Response.place, func.sum(Response.rating), func.count())
    .where(Response.rating.is_not(None))
    .group_by(Response.survey_id, Response.place)
)
_HAS_THEME = exists().where(ResponseTheme.response_id == Response.id)
_CODED = (
    select(Response.survey_id, Response.place, func.count())
    .where(or_(Response.coded_by.is_not(None), _HAS_THEME))
    .group_by(Response.survey_id, Response.place)
)
_TAKEN_UP = (
    select(ResponseTheme.theme_id, Response.survey_id, Response.place, func.count())
    .join(Response, Response.id == ResponseTheme.response_id)
    .group_by(ResponseTheme.theme_id, Response.survey_id, Response.place)
)


def _by_place(rows: Iterable[tuple[int, str | None, int, int]]) -> Places:
    places: Places = {}
    for survey_id, place, part, whole in rows:
        key = survey_id, folded(place or "")
        before = places.get(key, (0, 0))
        places[key] = before[0] + part, before[1] + whole
    return places


def _at(place: str | None, places: Places) -> dict[int, tuple[int, int]]:
    """By survey, at one place or at all of them."""
    found: dict[int, tuple[int, int]] = {}
    wanted = folded(place or "")
    for (survey_id, named), (part, whole) in places.items():
        if not wanted or named == wanted:
            before = found.get(survey_id, (0, 0))
            found[survey_id] = before[0] + part, before[1] + whole
    return found
