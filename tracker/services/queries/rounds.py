"""Dialogue rounds as rows."""

from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.dialogue import DialogueRound
from tracker.models.errors import Ambiguous, NotFound
from tracker.models.search import folded
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A dialogue round in a list.

    `asked` and `answered` sum up what its occasions have noted, None while none has; `responses`
    are answers in the book.
    """

    id: int
    version: int
    title: str
    starts_on: date
    ends_on: date
    occasions: int
    asked: int | None
    answered: int | None
    responses: int


class _Occasion(Protocol):
    @property
    def held_on(self) -> date: ...
    @property
    def starts_at(self) -> time | None: ...
    @property
    def title(self) -> str: ...
    @property
    def id(self) -> int: ...


def in_order(occasion: _Occasion) -> tuple[date, bool, time, int]:
    """What occasions are sorted by: day and hour, those for the whole day last."""
    start = occasion.starts_at
    return occasion.held_on, start is None, start or time.min, occasion.id


def round_rows(ctx: AppContext) -> list[RoundRow]:
    """All rounds, newest first."""
    with ctx.read() as session:
        return rounds_in(session)


def rounds_in(session: Session) -> list[RoundRow]:
    """As `round_rows`, in a read transaction that reads more."""
    responses = (
        select(func.count())
        .select_from(Response)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Survey.round_id == DialogueRound.id)
        .scalar_subquery()
    )
    found = session.execute(
        select(
            DialogueRound.id,
            DialogueRound.version,
            DialogueRound.title,
            DialogueRound.starts_on,
            DialogueRound.ends_on,
            func.count(Survey.id),
            func.sum(Survey.asked),
            func.sum(Survey.answered),
            responses,
        )
        .outerjoin(Survey, Survey.round_id == DialogueRound.id)
        .group_by(DialogueRound.id)
        .order_by(DialogueRound.starts_on.desc(), DialogueRound.id.desc())
    )
    return [RoundRow(*row) for row in found]


def find_round(ctx: AppContext, text: str) -> RoundRow:
    """The round called `text`: its whole title, or words of its title and first day.

    Raises `NotFound`, or `Ambiguous` with the candidates.
    """
    rows = round_rows(ctx)
    words = folded(text).split()
    found = [row for row in rows if folded(row.title) == folded(text)]
    if not found:
        called = [(row, folded(_name(row))) for row in rows]
        found = [row for row, name in called if words and all(word in name for word in words)]
    if not found:
        raise NotFound("round.none", text=text)
    if len(found) > 1:
        names = tuple(_name(row) for row in found)
        raise Ambiguous("round.ambiguous", candidates=names, text=text)
    return found[0]


def _name(row: RoundRow) -> str:
    """Tells rounds of the same title apart."""
    return f"{row.title} {row.starts_on.isoformat()}"
