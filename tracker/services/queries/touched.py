"""What an operation was about, in the words of the book."""

from sqlalchemy import select

from tracker.models.action import Action, LogEntry, Occasion
from tracker.models.journal import ChangeSet, changes_of
from tracker.models.promise import Promise
from tracker.services.context import AppContext


def subject_of(ctx: AppContext, changes: ChangeSet) -> str:
    """``5.2 Fotpatrullering`` where one action, or one promise, was touched; else empty."""
    actions, promises = set(changes.rows.get("action", ())), set(changes.rows.get("promise", ()))
    with ctx.read() as session:
        entries = changes.rows.get("log_entry", frozenset())
        if len(entries) > 1 or len(actions) > 1:
            return ""
        # An entry that was taken back is only in the journal.
        for change in changes_of(session, changes.operation_id):
            action_id = {**(change.before or {}), **(change.after or {})}.get("action_id")
            if isinstance(action_id, int):
                actions.add(action_id)
        actions |= set(session.scalars(select(LogEntry.action_id).where(LogEntry.id.in_(entries))))
        dates = changes.rows.get("occasion", frozenset())
        actions |= set(session.scalars(select(Occasion.action_id).where(Occasion.id.in_(dates))))
        if len(actions) == 1:
            row = session.execute(
                select(Promise.number, Action.number, Action.title)
                .join(Promise, Promise.id == Action.promise_id)
                .where(Action.id.in_(actions))
            ).one_or_none()
            return "" if row is None else f"{row[0]}.{row[1]} {row[2]}"
        if not actions and len(promises) == 1:
            promise = session.get(Promise, promises.pop())
            return "" if promise is None else f"{promise.number} {promise.title}"
    return ""
