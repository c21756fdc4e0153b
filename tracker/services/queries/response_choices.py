"""What the answers in a book can be told apart by."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.models.dialogue import DialogueRound
from tracker.models.search import alphabetical
from tracker.models.survey import Response, Survey, Theme
from tracker.services.context import AppContext
from tracker.services.queries.choices import Choice

NOWHERE = ""
"""The place or group of answers that have none."""


@dataclass(frozen=True, slots=True)
class ResponseChoices:
    """Only what some answer has. Surveys newest first, years too; the rest as they are read.

    An empty place or group stands for the answers without one.
    """

    surveys: tuple[Choice, ...] = ()
    rounds: tuple[Choice, ...] = ()
    themes: tuple[Choice, ...] = ()
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


def response_choices(ctx: AppContext) -> ResponseChoices:
    """What there is to choose answers by."""
    answered = Survey.id.in_(select(Response.survey_id))
    with ctx.read() as session:
        surveys = session.execute(
            select(Survey.id, Survey.title, Survey.held_on, Survey.round_id)
            .where(answered)
            .order_by(Survey.held_on.desc(), Survey.id)
        ).all()
        rounds = session.execute(
            select(DialogueRound.id, DialogueRound.title)
            .where(DialogueRound.id.in_({row.round_id for row in surveys} - {None}))
            .order_by(DialogueRound.starts_on.desc())
        )
        themes = session.execute(select(Theme.id, Theme.name).order_by(Theme.position, Theme.name))
        return ResponseChoices(
            tuple(Choice(row.id, f"{row.title}, {row.held_on.year}") for row in surveys),
            tuple(Choice(row_id, title) for row_id, title in rounds),
            tuple(Choice(row_id, name) for row_id, name in themes),
            _said(session, Response.place),
            _said(session, Response.respondent_group),
            tuple(sorted({row.held_on.year for row in surveys}, reverse=True)),
        )


def _said(session: Session, column: InstrumentedAttribute[str | None]) -> tuple[str, ...]:
    words: ColumnElement[str] = func.coalesce(column, NOWHERE)
    found = session.scalars(select(words).distinct()).all()
    return tuple(sorted(found, key=lambda said: (said == NOWHERE, alphabetical(said))))
