"""The inverse of an operation, applied inside a new one: undo, and redo as the undo of an undo."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from tracker.models.base import Base, Json
from tracker.models.errors import Conflict
from tracker.models.journal import ChangeKind, RowChange, from_json, image
from tracker.models.unit_of_work import Transaction


def take_back(tx: Transaction, changes: Sequence[RowChange]) -> None:
    """Apply the inverse of `changes`, last first.

    Raises `Conflict` when a row no longer is as the operation left it.
    """
    tx.session.flush()
    for change in reversed(changes):
        _take_back_one(tx, Base.metadata.tables[change.table], change)
    tx.session.expire_all()


def _take_back_one(tx: Transaction, table: Table, change: RowChange) -> None:
    this_row = table.c.id == change.row_id
    row = tx.connection.execute(select(table).where(this_row)).mappings().first()
    now = None if row is None else image(table, row)
    if not _is_as_left(now, change):
        raise Conflict("row.changed", table=change.table, id=change.row_id)
    inverse: tuple[ChangeKind, Json | None, Json | None]
    match change.kind:
        case ChangeKind.INSERT:
            tx.connection.execute(delete(table).where(this_row))
            before = {**(now or {}), "version": row["version"] if row else 1}
            inverse = (ChangeKind.DELETE, before, None)
        case ChangeKind.DELETE:
            values = from_image(table, change.before or {})
            values["version"] += 1
            tx.connection.execute(insert(table).values(values))
            inverse = (ChangeKind.INSERT, None, image(table, values))
        case ChangeKind.UPDATE:
            values = from_image(table, change.before or {})
            tx.connection.execute(
                update(table).where(this_row).values(**values, version=table.c.version + 1)
            )
            inverse = (ChangeKind.UPDATE, change.after, change.before)
    tx.changes.append(RowChange(change.table, change.row_id, *inverse))


def _is_as_left(now: Json | None, change: RowChange) -> bool:
    """Whether the row still is as `change` left it; an update speaks for its own columns only."""
    match change.kind:
        case ChangeKind.DELETE:
            return now is None
        case ChangeKind.INSERT:
            return now == change.after
        case ChangeKind.UPDATE:
            before, after = change.before or {}, change.after or {}
            # What was deleted for good (`models.forgetting`) can't be put back.
            if not before or before.keys() != after.keys():
                return False
            return now is not None and all(now.get(name) == after[name] for name in after)


def from_image(table: Table, values: Json) -> dict[str, Any]:
    """Column values from a journal image."""
    return {name: from_json(table.c[name], value) for name, value in values.items()}
