"""What is offered to choose from while answers are taken one at a time."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.models.enums import SurveyMethod
from tracker.models.errors import NotFound
from tracker.models.survey import Response, Survey, Theme
from tracker.services.context import AppContext
from tracker.services.traces import Finder, trace_finder

_MOST_THEMES = 9
# A book may hold a million answers; what was said lately is what will be said again.
_LATEST = 2000
_MOST_WORDS = 40
_NOBODY_IS_MET = frozenset(
    {SurveyMethod.QUESTIONNAIRE, SurveyMethod.STATISTICS, SurveyMethod.POLICE_OBSERVATION}
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A survey that answers can be taken in."""

    id: int
    title: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Offered:
    """A survey's title and answers so far, the first themes, and places and groups, usual first."""

    survey_id: int
    title: str
    answers: int
    themes: tuple[tuple[int, str], ...]
    places: tuple[str, ...]
    groups: tuple[str, ...]
    find_traces: Finder = field(compare=False)
    """What in an answer looks like personal data, as the workbench sees it."""


def occasions(ctx: AppContext) -> list[Occasion]:
    """Every survey, those first that people are met at.

    Among these whatever is held today or in a dialogue round, the nearest in time first.
    """
    today = ctx.today()
    with ctx.read() as session:
        rows = session.execute(
            select(Survey.id, Survey.title, Survey.held_on, Survey.method, Survey.round_id)
        ).all()
    ranked = sorted(
        rows,
        key=lambda row: (
            row.method in _NOBODY_IS_MET,
            row.held_on != today and row.round_id is None,
            abs(row.held_on - today),
            row.title,
            row.id,
        ),
    )
    return [Occasion(row.id, row.title, row.held_on) for row in ranked]


def offered(ctx: AppContext, survey_id: int) -> Offered:
    """What to choose from for answers in this survey. Raises `NotFound` when it is gone."""
    with ctx.read() as session:
        survey = session.get(Survey, survey_id)
        if survey is None:
            raise NotFound("row.missing", table=Survey.__tablename__, id=survey_id)
        answers = session.scalar(
            select(func.count()).select_from(Response).where(Response.survey_id == survey_id)
        )
        themes = session.execute(
            select(Theme.id, Theme.name)
            .order_by(Theme.position, func.lower(Theme.name), Theme.id)
            .limit(_MOST_THEMES)
        )
        places = _usual(session, Response.place, survey_id)
        return Offered(
            survey_id,
            survey.title,
            answers or 0,
            tuple((row.id, row.name) for row in themes),
            tuple(dict.fromkeys([*([survey.place] if survey.place else []), *places])),
            tuple(_usual(session, Response.respondent_group, survey_id)),
            trace_finder(session),
        )


def _usual(
    session: Session, column: InstrumentedAttribute[str | None], survey_id: int
) -> list[str]:
    """What the latest answers say in a column: first those of this survey, the most used first."""
    latest = (
        select(
            column.label("words"), case((Response.survey_id == survey_id, 1), else_=0).label("here")
        )
        .where(column.is_not(None), column != "")
        .order_by(Response.id.desc())
        .limit(_LATEST)
        .subquery()
    )
    rows = session.execute(
        select(latest.c.words)
        .group_by(latest.c.words)
        .order_by(func.max(latest.c.here).desc(), func.count().desc(), latest.c.words)
        .limit(_MOST_WORDS)
    )
    return [words for (words,) in rows]
