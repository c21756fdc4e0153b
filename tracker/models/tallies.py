"""Keeping `ActionTally` in step with the log: what an action's entries add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Executable, Select, Table, bindparam, delete, func, select

from tracker.models.action import Action, ActionTally, LogEntry
from tracker.models.base import Json
from tracker.models.journal import ChangeKind, Recorded

_LOG = cast(Table, LogEntry.__table__)
_TALLY = cast(Table, ActionTally.__table__)
_COUNTED = ("action_id", "quantity", "done_on")
_ENTRY = select(_LOG.c.action_id, _LOG.c.quantity, _LOG.c.done_on).where(
    _LOG.c.id == bindparam("entry")
)
_DROP_EMPTY = delete(_TALLY).where(_TALLY.c.action_id == bindparam("action"), _TALLY.c.entries == 0)


def tally() -> Select[int, Decimal, int, date]:
    """What `ActionTally` should hold, counted from the log."""
    return select(
        LogEntry.action_id, func.sum(LogEntry.quantity), func.count(), func.max(LogEntry.done_on)
    ).group_by(LogEntry.action_id)


@dataclass(slots=True)
class _Delta:
    done: Decimal = Decimal(0)
    entries: int = 0
    on: str = ""


def retally(connection: Connection, changes: Sequence[Recorded]) -> None:
    """Bring the tallies up to date with changes of the log that are already in the database.

    Counts differences, so that an action with ten thousand entries costs no more than one with
    ten; sums of whole thousandths stay exact.
    """
    logged = [change for change in changes if change.table == LogEntry.__tablename__]
    if not logged:
        return
    deltas: dict[int, _Delta] = {}
    for change in logged:
        for side, sign in _sides(connection, change):
            delta = deltas.setdefault(side["action_id"], _Delta())
            delta.done += sign * Decimal(side["quantity"])
            delta.entries += sign
            delta.on = side["done_on"]
    for change in changes:
        if change.table == Action.__tablename__ and change.kind is ChangeKind.DELETE:
            # Its tally went with it.
            deltas.pop(change.row_id, None)
    if deltas:
        _apply(connection, deltas)


def _sides(connection: Connection, change: Recorded) -> list[tuple[Json, int]]:
    """What a changed entry counted for before (-1) and counts for now (+1)."""
    before, after = change.before, change.after
    if change.kind is ChangeKind.UPDATE:
        before, after = before or {}, after or {}
        if not any(name in after for name in _COUNTED):
            return []
        row = connection.execute(_ENTRY, {"entry": change.row_id}).one()
        now = {"action_id": row.action_id, "quantity": row.quantity, "done_on": str(row.done_on)}
        before, after = {**now, **before}, now
    return [(side, sign) for side, sign in ((before, -1), (after, 1)) if side]


def _apply(connection: Connection, deltas: dict[int, _Delta]) -> None:
    connection.execute(
        _add_to_tally(connection.dialect.name),
        [
            {
                "action": action_id,
                "done": delta.done,
                "entries": delta.entries,
                "on": date.fromisoformat(delta.on),
            }
            for action_id, delta in deltas.items()
        ],
    )
    shrunk = [{"action": action} for action, delta in deltas.items() if delta.entries <= 0]
    if shrunk:
        connection.execute(_DROP_EMPTY, shrunk)


@cache
def _add_to_tally(dialect: str) -> Executable:
    insert: Any
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert
    latest = (
        select(func.max(_LOG.c.done_on))
        .where(_LOG.c.action_id == bindparam("action"))
        .scalar_subquery()
    )
    statement = insert(_TALLY).values(
        action_id=bindparam("action"),
        done=bindparam("done"),
        entries=bindparam("entries"),
        # The last entry is gone when there is none; the row follows it.
        last_on=func.coalesce(latest, bindparam("on", type_=_TALLY.c.last_on.type)),
    )
    return cast(
        Executable,
        statement.on_conflict_do_update(
            index_elements=[_TALLY.c.action_id],
            set_={
                "done": _TALLY.c.done + statement.excluded.done,
                "entries": _TALLY.c.entries + statement.excluded.entries,
                "last_on": statement.excluded.last_on,
            },
        ),
    )
