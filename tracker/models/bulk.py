"""Many rows at once, column by column: what the driver gets, and what the journal says of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain, count, repeat
from json.encoder import encode_basestring
from types import NoneType
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
# Where the first values come again this often, each is worked out once.
_LOOKED_AT = 1000
_REPEATED = 4
# Rows in one statement: SQLite spends most of a short row's time on the statement around it.
_TOGETHER = 50
# Fewer rows than this are written before the constraints could be noticed.
_MANY = 1000


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


@contextmanager
def unchecked(connection: Connection, rows: int) -> Iterator[None]:
    """Write many rows whose values are known to be sound: SQLite does not weigh each of them.

    That would be a third of the time of a row of the journal. Foreign keys hold as always.
    """
    if connection.dialect.name != "sqlite" or rows < _MANY:
        yield
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")


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
    # An error ends the whole operation: SQLite need not keep what undoing one statement takes.
    return f'INSERT OR FAIL INTO "{table}" ({columns}) VALUES {values}'


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
    template, values = "", []
    for name, encode in sorted(encoders(table)):
        part, said = _part(f',"{name}":', encode, columns[name])
        template += part
        values += [] if said is None else [said]
    # Whatever comes first has a comma before it.
    texts = (
        map(template.__mod__, zip(*values, strict=True)) if values else repeat(template % (), rows)
    )
    return [f"{{{text[1:]}}}" for text in texts]


def _part(
    start: str, encode: Encode | None, values: Sequence[Any] | Same
) -> tuple[str, Sequence[Any] | None]:
    """A column's part of the image, as a format and what to fill it with: nothing for no value."""

    def said(value: Any) -> str:
        if type(value) is str:
            return encode_basestring(value)
        return compact_json(value if encode is None else encode(value))

    def said_if_any(value: Any) -> str:
        return "" if value is None else start + said(value)

    if isinstance(values, Same):
        return said_if_any(values.value).replace("%", "%%"), None
    kinds = set(map(type, values))
    if kinds == {int}:
        return f"{start}%d", values
    if kinds == {str, NoneType}:
        quoted = encode_basestring
        return "%s", _each(lambda text: "" if text is None else start + quoted(text), values)
    if NoneType in kinds:
        return "%s", _each(said_if_any, values)
    return f"{start}%s", _each(encode_basestring if kinds == {str} else said, values)


def _each(work: Callable[[Any], T], values: Sequence[Any]) -> list[T]:
    """`work` done on each of the values, which are hashable and of one type."""
    first = values[:_LOOKED_AT]
    if len(set(first)) * _REPEATED <= len(first):
        done = {value: work(value) for value in set(values)}
        return [done[value] for value in values]
    return list(map(work, values))
