"""What has been handled in Granskning today, read from the journal."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionNote, Snooze
from tracker.models.journal import Change, Operation

WAKE = "action.wake"
_ACTION = Action.__tablename__
_ABOUT = (ActionNote.__tablename__, Snooze.__tablename__)

REVIEW_OPERATIONS = (
    "action.move_deadline",
    "action.set_owner",
    "action.set_status",
    "action.note",
    "action.override_colour",
    "action.snooze",
)
"""Reassigning is none of them: whoever hands over a post has looked at no action."""


def handled_in(session: Session, today: date) -> dict[int, str]:
    """The actions handled today by the last operation in force on each, newest first.

    Whoever is woken again is not handled.
    """
    start = datetime.combine(today, time.min).astimezone(UTC)
    todays = (
        Operation.at >= start,
        Operation.at < start + timedelta(days=1),
        Operation.name.in_((*REVIEW_OPERATIONS, WAKE)),
    )
    operations = session.execute(
        select(Operation.id, Operation.name, Operation.undo_of).where(*todays)
    ).all()
    taken_back_by = {undo_of: row_id for row_id, _name, undo_of in operations}
    names = {
        row_id: name
        for row_id, name, undo_of in operations
        if undo_of is None and _in_force(row_id, taken_back_by)
    }
    changes = session.execute(
        select(Operation.id, Change.table_name, Change.row_id, Change.before, Change.after)
        .join(Change, Change.operation_id == Operation.id)
        .where(*todays, Change.table_name.in_((_ACTION, *_ABOUT)))
        .order_by(Operation.seq.desc(), Change.position)
    )
    handled: dict[int, str] = {}
    # A second snooze changes only the columns that differ, so its row says whose it is.
    of_snooze = {row_id: action_id for action_id, row_id in _snoozes(session)}
    for operation_id, table, row_id, before, after in changes:
        if operation_id in names:
            known = {**(before or {}), **(after or {})}.get("action_id", of_snooze.get(row_id))
            action_id = row_id if table == _ACTION else known
            if action_id is not None:
                handled.setdefault(action_id, names[operation_id])
    return {action_id: name for action_id, name in handled.items() if name != WAKE}


def _snoozes(session: Session) -> Iterable[tuple[int, int]]:
    return ((row[0], row[1]) for row in session.execute(select(Snooze.action_id, Snooze.id)))


def _in_force(operation_id: int, taken_back_by: Mapping[int | None, int]) -> bool:
    """Whether an operation stands: never undone, or undone and done again."""
    turns = 0
    while operation_id in taken_back_by:
        operation_id = taken_back_by[operation_id]
        turns += 1
    return turns % 2 == 0
