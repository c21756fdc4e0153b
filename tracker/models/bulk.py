"""Many rows at once, column by column: what the driver gets, and what the journal says of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from tracker.models.base import compact_json
from tracker.models.journal import Encode, encoders

Columns = Mapping[str, Sequence[Any]]
# Fewer different values than one in so many rows are worth encoding only once each.
_REPEATED = 4


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    names: tuple[str, ...]
    is_positional: bool
    to_driver: tuple[Callable[[Any], Any] | None, ...]


def insert_columns(
    connection: Connection, table: Table, columns: Columns, *, encoded: frozenset[str] = frozenset()
) -> None:
    """Insert rows given as one sequence per column of `table`, past SQLAlchemy's row by row way.

    Columns that are `encoded` are already as the driver takes them.
    """
    statement = _statement(table, connection.dialect)
    values: list[Sequence[Any]] = []
    for name, to_driver in zip(statement.names, statement.to_driver, strict=True):
        column = columns[name]
        if to_driver is not None and name not in encoded:
            column = [to_driver(value) for value in column]
        values.append(column)
    rows: list[Any] = list(zip(*values, strict=True))
    if not statement.is_positional:
        rows = [dict(zip(statement.names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(statement.sql, rows)


@cache
def _statement(table: Table, dialect: Dialect) -> _Statement:
    compiled: Any = insert(table).compile(dialect=dialect)
    names = tuple(compiled.positiontup or (column.name for column in table.columns))
    types = (table.c[name].type for name in names)
    to_driver = tuple(kind.dialect_impl(dialect).bind_processor(dialect) for kind in types)
    return _Statement(str(compiled), names, bool(compiled.positional), to_driver)


def images(table: Table, columns: Columns, count: int) -> list[str]:
    """What `journal.image` says of each of the `count` rows, as canonical JSON."""
    pieces = [
        _pieces(f',"{name}":', encode, columns[name]) for name, encode in sorted(encoders(table))
    ]
    texts = map("".join, zip(*pieces, strict=True)) if pieces else [""] * count
    return [f"{{{text[1:]}}}" for text in texts]


def _pieces(start: str, encode: Encode | None, values: Sequence[Any]) -> list[str]:
    """The column's part of every image; empty where the row has no value."""

    def piece(value: Any) -> str:
        if value is None:
            return ""
        return start + compact_json(value if encode is None else encode(value))

    if len(values) > _REPEATED:
        different = set(values)
        if len(different) * _REPEATED <= len(values):
            said = {value: piece(value) for value in different}
            return [said[value] for value in values]
    if all(type(value) is int for value in values):
        return [f"{start}{value}" for value in values]
    return [piece(value) for value in values]
