"""Leaving actions alone in Granskning until a day, with a note that says why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.models.action import Action, Snooze
from tracker.models.errors import Invalid
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class SnoozeActions:
    """Until when one or several actions are left alone, and what is waited for."""

    action_ids: tuple[int, ...]
    until: date
    note: str


def snooze(ctx: AppContext, cmd: SnoozeActions) -> None:
    """Let actions rest until a day after today; those that rest already get the new day."""
    with ctx.write("action.snooze") as tx:
        snooze_in(tx, cmd)


def snooze_in(tx: Transaction, cmd: SnoozeActions) -> None:
    """As `snooze`, inside an operation that does more."""
    if not cmd.note.strip():
        raise Invalid("field.required", field="note")
    if cmd.until <= tx.today:
        raise Invalid("snooze.past", field="until", date=cmd.until)
    resting = {row.action_id: row for row in _snoozes(tx, cmd.action_ids)}
    for action_id in cmd.action_ids:
        tx.get(Action, action_id)
        values = {
            "until": cmd.until,
            "note": cmd.note.strip(),
            "snoozed_on": tx.today,
            "snoozed_by": tx.who,
        }
        row = resting.get(action_id)
        if row is None:
            tx.add(Snooze(action_id=action_id, **values))
        else:
            for name, value in values.items():
                setattr(row, name, value)


def wake(ctx: AppContext, action_ids: Sequence[int]) -> None:
    """Bring actions back into Granskning before their day. Raises `Invalid` if none rests."""
    with ctx.write("action.wake") as tx:
        resting = _snoozes(tx, action_ids)
        if not resting:
            raise Invalid("snooze.none")
        for row in resting:
            tx.delete(row)


def _snoozes(tx: Transaction, action_ids: Sequence[int]) -> list[Snooze]:
    return list(tx.session.scalars(select(Snooze).where(Snooze.action_id.in_(action_ids))))
