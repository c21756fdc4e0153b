"""Which actions rest, until when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Snooze
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class SnoozeRow:
    """An action that Granskning leaves alone until a day."""

    action_id: int
    until: date
    note: str
    snoozed_on: date
    snoozed_by: str


def snoozes(ctx: AppContext, action_ids: Sequence[int]) -> dict[int, SnoozeRow]:
    """Those of the actions that rest today, by id."""
    with ctx.read() as session:
        return snoozes_in(session, action_ids, ctx.today())


def snoozes_in(session: Session, action_ids: Sequence[int], today: date) -> dict[int, SnoozeRow]:
    """As `snoozes`, inside a read that does more."""
    rows = session.scalars(
        select(Snooze).where(Snooze.action_id.in_(action_ids), Snooze.until > today)
    )
    return {
        row.action_id: SnoozeRow(row.action_id, row.until, row.note, row.snoozed_on, row.snoozed_by)
        for row in rows
    }
