"""What an operation was about, in the words of the book."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry, Occasion
from tracker.models.journal import ChangeSet, changes_of
from tracker.models.promise import Promise
from tracker.services.context import AppContext

# What touches more of an action's dates than this set them all, or moved them.
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Touched:
    """``5.2 Fotpatrullering`` where one action, or one promise, was touched, else empty.

    `occasions` are the few of the action's own dates that it did or settled.
    """

    subject: str = ""
    occasions: tuple[date, ...] = ()


def touched_by(ctx: AppContext, changes: ChangeSet) -> Touched:
    """What a committed operation was about."""
    actions, promises = set(changes.rows.get("action", ())), set(changes.rows.get("promise", ()))
    entries = changes.rows.get("log_entry", frozenset())
    if len(entries) > 1 or len(actions) > 1:
        return Touched()
    with ctx.read() as session:
        # An entry that was taken back is only in the journal.
        for change in changes_of(session, changes.operation_id):
            action_id = {**(change.before or {}), **(change.after or {})}.get("action_id")
            if isinstance(action_id, int):
                actions.add(action_id)
        actions |= set(session.scalars(select(LogEntry.action_id).where(LogEntry.id.in_(entries))))
        occasions = _occasions(session, changes)
        actions |= {row.action_id for row in occasions}
        if len(actions) == 1:
            few = occasions if len(occasions) <= _MOST_NAMED else ()
            return Touched(_action(session, actions.pop()), tuple(row.due_on for row in few))
        if not actions and len(promises) == 1:
            promise = session.get(Promise, promises.pop())
            return Touched("" if promise is None else f"{promise.number} {promise.title}")
    return Touched()


def _action(session: Session, action_id: int) -> str:
    row = session.execute(
        select(Promise.number, Action.number, Action.title)
        .join(Promise, Promise.id == Action.promise_id)
        .where(Action.id == action_id)
    ).one_or_none()
    return "" if row is None else f"{row[0]}.{row[1]} {row[2]}"


def _occasions(session: Session, changes: ChangeSet) -> list[Row[date, int]]:
    """Each date with its action."""
    ids = changes.rows.get("occasion", frozenset())
    rows = select(Occasion.due_on, Occasion.action_id).where(Occasion.id.in_(ids))
    return list(session.execute(rows.order_by(Occasion.due_on)))
