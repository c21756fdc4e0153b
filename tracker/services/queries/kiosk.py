"""What is offered to choose from while answers are taken one at a time."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.models.errors import NotFound
from tracker.models.survey import Response, Survey, Theme
from tracker.services.context import AppContext

_MOST_THEMES = 9
# A book may hold a million answers; what was said lately is what will be said again.
_LATEST = 2000
_MOST_WORDS = 40


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


def occasions(ctx: AppContext) -> list[Occasion]:
    """Every survey, the one whose day it is first and then the nearest in time."""
    today = ctx.today()
    with ctx.read() as session:
        rows = [
            Occasion(*row)
            for row in session.execute(select(Survey.id, Survey.title, Survey.held_on))
        ]
    return sorted(rows, key=lambda row: (abs(row.held_on - today), row.title, row.id))


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
