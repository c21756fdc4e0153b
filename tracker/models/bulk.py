"""Many rows at once, column by column: what the driver gets, and what the journal says of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count, repeat
from json.encoder import encode_basestring
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Table, insert

from tracker.models.base import compact_json
from tracker.models.journal import Encode, encoders

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Same:
    """A column that holds the same value in every row."""

    value: Any


Columns = Mapping[str, Sequence[Any] | Same]
# Where values come again this often, each is worked out once.
_REPEATED = 4
# Rows in one statement: SQLite spends most of a short row's time on the statement around it.
_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class _Statement:
    """An insert of one row, and how a column's values become the driver's."""

    sql: str
    names: tuple[str, ...]
    is_positional: bool
    to_driver: Mapping[str, Callable[[Any], Any] | None]


def insert_columns(
    connection: Connection, table: Table, columns: Columns, *, encoded: frozenset[str] = frozenset()
) -> None:
    """Insert rows given column by column, past SQLAlchemy's row by row way.

    All of the table's columns are given. Those `encoded` are already as the driver takes them.
    """
    statement = _statement(table, connection.dialect)
    same: dict[str, Any] = {}
    varied: dict[str, Sequence[Any]] = {}
    for name in statement.names:
        values, to_driver = columns[name], statement.to_driver[name]
        if name in encoded:
            to_driver = None
        if isinstance(values, Same):
            same[name] = values.value if to_driver is None else to_driver(values.value)
        else:
            varied[name] = values if to_driver is None else _each(to_driver, values)
    rows = list(zip(*varied.values(), strict=True))
    if not statement.is_positional:
        named = [{**same, **dict(zip(varied, row, strict=True))} for row in rows]
        connection.exec_driver_sql(statement.sql, named)
        return
    shared = tuple(same.values())
    for start, many, together in _groups(len(rows)):
        connection.exec_driver_sql(
            _insert_of(table.name, statement.names, tuple(same), together),
            [
                shared + tuple(chain.from_iterable(rows[first : first + together]))
                for first in range(start, start + many, together)
            ],
        )


def _groups(rows: int) -> list[tuple[int, int, int]]:
    """Where rows start, how many, and how many at a time: whole statements, then what is left."""
    whole = rows // _TOGETHER * _TOGETHER
    groups = [(0, whole, _TOGETHER), (whole, rows - whole, 1)]
    return [group for group in groups if group[1]]


@cache
def _insert_of(table: str, names: tuple[str, ...], same: tuple[str, ...], rows: int) -> str:
    """An insert of that many rows with numbered parameters: first those the `same` in every row."""
    number = count(len(same) + 1)
    values = ", ".join(
        "({})".format(
            ", ".join(
                f"?{same.index(name) + 1 if name in same else next(number)}" for name in names
            )
        )
        for _row in range(rows)
    )
    columns = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table}" ({columns}) VALUES {values}'


@cache
def _statement(table: Table, dialect: Dialect) -> _Statement:
    compiled: Any = insert(table).compile(dialect=dialect)
    names = tuple(column.name for column in table.columns)
    to_driver = {
        name: table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names
    }
    return _Statement(str(compiled), names, bool(compiled.positional), to_driver)


def images(table: Table, columns: Columns, rows: int) -> list[str]:
    """What `journal.image` says of each of the rows, as canonical JSON."""
    pieces = [
        _pieces(f',"{name}":', encode, columns[name]) for name, encode in sorted(encoders(table))
    ]
    texts = map("".join, zip(*pieces, repeat("}", rows), strict=False))
    return [f"{{{text[1:]}" for text in texts]


def _pieces(start: str, encode: Encode | None, values: Sequence[Any] | Same) -> Iterable[str]:
    """A column's part of every image: nothing for no value."""

    def piece(value: Any) -> str:
        if value is None:
            return ""
        if type(value) is str:
            return start + encode_basestring(value)
        return start + compact_json(value if encode is None else encode(value))

    if isinstance(values, Same):
        return repeat(piece(values.value))
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
