"""The inverse of an operation, applied inside a new one: undo, and redo as the undo of an undo."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Table

from tracker.models.base import Base, Json
from tracker.models.bulk import images, insert_columns
from tracker.models.errors import Conflict
from tracker.models.journal import ChangeKind, RowChange, bulk_inserts, from_json, image
from tracker.models.many import Found, delete_rows, rows_now, update_rows
from tracker.models.unit_of_work import Transaction, column_defaults


def take_back(tx: Transaction, changes: Sequence[RowChange]) -> None:
    """Apply the inverse of an operation's `changes`, last first.

    Raises `Conflict` when a row no longer is as the operation left it.
    """
    tx.session.flush()
    # One change for each row, so that none of a kind can meddle with the next one's row.
    for (name, kind, _columns), alike in groupby(reversed(changes), _alike):
        table, run = Base.metadata.tables[name], list(alike)
        now = rows_now(tx.connection, table, [change.row_id for change in run])
        for change in run:
            if not _is_as_left(_image(table, now.get(change.row_id)), change):
                raise Conflict("row.changed", table=change.table, id=change.row_id)
        _INVERSE[kind](tx, table, run, now)
    tx.session.expire_all()


def _alike(change: RowChange) -> tuple[str, ChangeKind, tuple[str, ...]]:
    """What changes have in common that are taken back at once."""
    columns = tuple(change.before or ()) if change.kind is ChangeKind.UPDATE else ()
    return change.table, change.kind, columns


def _remove(
    tx: Transaction, table: Table, added: Sequence[RowChange], now: Mapping[int, Found]
) -> None:
    delete_rows(tx.connection, table, now)
    for change in added:
        before = {**(change.after or {}), "version": now[change.row_id].version}
        tx.changes.append(RowChange(change.table, change.row_id, ChangeKind.DELETE, before, None))


def _put_back(
    tx: Transaction, table: Table, removed: Sequence[RowChange], _now: Mapping[int, Found]
) -> None:
    rows = [from_image(table, change.before or {}) for change in removed]
    columns = {
        name: [row.get(name, default) for row in rows]
        for name, default in column_defaults(table).items()
    }
    columns["version"] = [row["version"] + 1 for row in rows]
    insert_columns(tx.connection, table, columns)
    texts = images(table, columns, len(rows))
    tx.changes.extend(bulk_inserts(table.name, columns["id"], texts))


def _change_back(
    tx: Transaction, table: Table, changed: Sequence[RowChange], _now: Mapping[int, Found]
) -> None:
    update_rows(
        tx.connection,
        table,
        {change.row_id: from_image(table, change.before or {}) for change in changed},
    )
    tx.changes.extend(
        RowChange(change.table, change.row_id, change.kind, change.after, change.before)
        for change in changed
    )


_INVERSE = {
    ChangeKind.INSERT: _remove,
    ChangeKind.DELETE: _put_back,
    ChangeKind.UPDATE: _change_back,
}


def _image(table: Table, row: Found | None) -> Json | None:
    return None if row is None else image(table, row._asdict())


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
