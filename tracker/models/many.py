"""Many rows altered at once, past the identity map: journalled as one by one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Delete, Select, Table, Update, bindparam, delete, select, update
from sqlalchemy import Row as Record

from tracker.models.base import Row
from tracker.models.errors import Conflict, NotFound
from tracker.models.journal import ChangeKind, RowChange, image, to_json
from tracker.models.past import IDS, portions
from tracker.models.unit_of_work import Transaction

Found = Record[*tuple[Any, ...]]

_ID = "of_id"
_NEW = "new_"


def loaded(
    tx: Transaction, model: type[Row], ids: Sequence[int], versions: Sequence[int] = ()
) -> list[Found]:
    """The rows, each once, at the `versions` that the user saw. Raises as `Transaction.get`."""
    known: Sequence[int | None] = versions or [None] * len(ids)
    seen = dict(zip(ids, known, strict=True))
    tx.session.flush()
    found = rows_now(tx.connection, _table(model), seen)
    for row_id, version in seen.items():
        row = found.get(row_id)
        if row is None:
            raise NotFound("row.missing", table=model.__tablename__, id=row_id)
        if version is not None and row.version != version:
            raise Conflict("row.changed", table=model.__tablename__, id=row_id)
    return [found[row_id] for row_id in seen]


def change_all(
    tx: Transaction, model: type[Row], new: Iterable[tuple[Found, Mapping[str, Any]]]
) -> None:
    """Give rows, as they are now, new values. One that has them already stays as it is."""
    table = _table(model)
    edits: dict[tuple[str, ...], dict[int, Mapping[str, Any]]] = {}
    for row, values in new:
        differ = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not differ:
            continue
        edits.setdefault(tuple(differ), {})[row.id] = differ
        before = {name: to_json(table.c[name], getattr(row, name)) for name in differ}
        after = {name: to_json(table.c[name], value) for name, value in differ.items()}
        tx.changes.append(RowChange(str(table.name), row.id, ChangeKind.UPDATE, before, after))
    for rows in edits.values():
        update_rows(tx.connection, table, rows)
    tx.session.expire_all()


def delete_all(tx: Transaction, model: type[Row], rows: Collection[Found]) -> None:
    """Delete rows, as they are now."""
    table = _table(model)
    for row in rows:
        # The version too: a row that comes back must not look like one seen before.
        before = {**image(table, row._asdict()), "version": row.version}
        tx.changes.append(RowChange(str(table.name), row.id, ChangeKind.DELETE, before, None))
    delete_rows(tx.connection, table, [row.id for row in rows])
    tx.session.expire_all()


def rows_now(connection: Connection, table: Table, ids: Collection[int]) -> dict[int, Found]:
    """The rows that are there, by id."""
    return {
        row.id: row
        for part in portions(ids)
        for row in connection.execute(_rows_of(table), {IDS.key: part})
    }


def update_rows(
    connection: Connection, table: Table, rows: Mapping[int, Mapping[str, Any]]
) -> None:
    """Give rows new values of the same columns, in this order, and with them new versions."""
    names = tuple(next(iter(rows.values())))
    connection.execute(
        _update_of(table, names),
        [
            {_ID: row_id, **{_NEW + name: value for name, value in values.items()}}
            for row_id, values in rows.items()
        ],
    )


def delete_rows(connection: Connection, table: Table, ids: Collection[int]) -> None:
    """Delete rows by their ids."""
    for part in portions(ids):
        connection.execute(_delete_from(table), {IDS.key: part})


@cache
def _rows_of(table: Table) -> Select[*tuple[Any, ...]]:
    return select(table).where(table.c.id.in_(IDS))


@cache
def _update_of(table: Table, names: tuple[str, ...]) -> Update:
    values = {name: bindparam(_NEW + name, type_=table.c[name].type) for name in names}
    return (
        update(table)
        .where(table.c.id == bindparam(_ID))
        .values(**values, version=table.c.version + 1)
    )


@cache
def _delete_from(table: Table) -> Delete:
    return delete(table).where(table.c.id.in_(IDS))


def _table(model: type[Row]) -> Table:
    return cast(Table, model.__table__)
