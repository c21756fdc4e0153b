"""Many rows at once, column by column: what the driver gets, and what the journal says of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from json.encoder import encode_basestring
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Table, insert

from tracker.models.base import compact_json
from tracker.models.journal import Encode, encoders

T = TypeVar("T")

Columns = Mapping[str, Sequence[Any]]
# Where values come again this often, each is worked out once.
_REPEATED = 4
# Rows in one statement: SQLite spends most of a short row's time on the statement around it.
_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class _Statement:
    """An insert of one row, and of several where the parameters have no names."""

    one: str
    several: str | None
    names: tuple[str, ...]
    to_driver: tuple[Callable[[Any], Any] | None, ...]


def insert_columns(
    connection: Connection, table: Table, columns: Columns, *, encoded: frozenset[str] = frozenset()
) -> None:
    """Insert rows given as one sequence per column of `table`, past SQLAlchemy's row by row way.

    Columns that are `encoded` are already as the driver takes them.
    """
    statement = _statement(table, connection.dialect)
    values = [
        columns[name] if to_driver is None or name in encoded else _each(to_driver, columns[name])
        for name, to_driver in zip(statement.names, statement.to_driver, strict=True)
    ]
    rows: list[Any] = list(zip(*values, strict=True))
    if statement.several is None:
        named = [dict(zip(statement.names, row, strict=True)) for row in rows]
        connection.exec_driver_sql(statement.one, named)
        return
    whole = len(rows) // _TOGETHER * _TOGETHER
    if whole:
        groups = (rows[start : start + _TOGETHER] for start in range(0, whole, _TOGETHER))
        together = [tuple(chain.from_iterable(group)) for group in groups]
        connection.exec_driver_sql(statement.several, together)
    if whole < len(rows):
        connection.exec_driver_sql(statement.one, rows[whole:])


@cache
def _statement(table: Table, dialect: Dialect) -> _Statement:
    compiled: Any = insert(table).compile(dialect=dialect)
    names = tuple(compiled.positiontup or (column.name for column in table.columns))
    types = (table.c[name].type for name in names)
    to_driver = tuple(kind.dialect_impl(dialect).bind_processor(dialect) for kind in types)
    one = str(compiled)
    into, values = one.rsplit(" VALUES ", 1)
    several = f"{into} VALUES {', '.join([values] * _TOGETHER)}" if compiled.positional else None
    return _Statement(one, several, names, to_driver)


def images(table: Table, columns: Columns, count: int) -> list[str]:
    """What `journal.image` says of each of the `count` rows, as canonical JSON."""
    pieces = [
        _pieces(f',"{name}":', encode, columns[name]) for name, encode in sorted(encoders(table))
    ]
    texts = map("".join, zip(*pieces, strict=True)) if pieces else [""] * count
    return [f"{{{text[1:]}}}" for text in texts]


def _pieces(start: str, encode: Encode | None, values: Sequence[Any]) -> list[str]:
    """A column's part of every image: nothing for no value."""

    def piece(value: Any) -> str:
        if value is None:
            return ""
        if type(value) is str:
            return start + encode_basestring(value)
        return start + compact_json(value if encode is None else encode(value))

    if set(map(type, values)) == {int}:
        return [f"{start}{value}" for value in values]
    return _each(piece, values)


def _each(work: Callable[[Any], T], values: Sequence[Any]) -> list[T]:
    """`work` done on each of the values, which are hashable and of one type."""
    if len(values) > _REPEATED:
        different = set(values)
        if len(different) * _REPEATED <= len(values):
            done = {value: work(value) for value in different}
            return [done[value] for value in values]
    return [work(value) for value in values]
