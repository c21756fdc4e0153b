"""What the journal says against what the book holds: tampering, slips and bit rot come to light.

Everything is read in one sweep in the order of an index, so that a book of a million rows needs
no more memory than a small one.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import Any, cast

from sqlalchemy import LargeBinary, Select, Table, func, select
from sqlalchemy import Row as Record
from sqlalchemy.orm import Session

from tracker.models.attachment import Attachment
from tracker.models.base import Base, Json, Row
from tracker.models.book import Copy
from tracker.models.ids import copy_of, first_id
from tracker.models.journal import (
    FIRST_HASH,
    UNJOURNALLED_COLUMNS,
    Change,
    ChangeKind,
    Operation,
    RowChange,
    image,
    link_hash,
    operation_facts,
    to_json,
)
from tracker.models.schema import METADATA
from tracker.models.unit_of_work import column_defaults

# Rows fetched at a time; files are large, and come one by one.
_PORTION = 200
_PORTION_OF_FILES = 1
_OPERATION = cast(Table, Operation.__table__)
_CHANGE = cast(Table, Change.__table__)
_RECORDED = (
    _CHANGE.c.table_name,
    _CHANGE.c.row_id,
    _CHANGE.c.kind,
    _CHANGE.c.before,
    _CHANGE.c.after,
)


def first_broken_link(session: Session) -> int | None:
    """The `seq` of the first operation that does not fit the chain, or None for an unbroken one.

    The chain's end is kept with the copy, so operations missing at the end show too.
    """
    previous, seq = FIRST_HASH, 0
    journal = (
        select(*_OPERATION.c, _CHANGE.c.position, *_RECORDED)
        .join_from(_OPERATION, _CHANGE, _CHANGE.c.operation_id == _OPERATION.c.id, isouter=True)
        .order_by(_OPERATION.c.seq, _CHANGE.c.position)
    )
    for stored_seq, rows in groupby(_swept(session, journal), key=attrgetter("seq")):
        seq += 1
        first = next(rows)
        changes = (recorded(row) for row in chain((first,), rows) if row.position is not None)
        link = link_hash(previous, operation_facts(first._mapping), changes)
        if (stored_seq, first.hash) != (seq, link):
            return seq
        previous = link
    end = session.execute(select(Copy.last_seq, Copy.last_hash)).one()
    return None if (seq, previous) == tuple(end) else seq + 1


def _swept(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows in small portions; the cursor is let go even when not all are wanted."""
    files = any(isinstance(column.type, LargeBinary) for column in statement.selected_columns)
    portion = _PORTION_OF_FILES if files else _PORTION
    with session.execute(statement.execution_options(yield_per=portion)) as rows:
        yield from rows


def recorded(row: Record[*tuple[Any, ...]]) -> RowChange:
    """A change as the journal's columns tell it."""
    return RowChange(row.table_name, row.row_id, row.kind, row.before, row.after)


class Difference(StrEnum):
    """How a row differs from what the journal says of it."""

    ALTERED = "altered"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A row that was changed behind the journal's back."""

    table: str
    row_id: int
    difference: Difference


def stray_rows(session: Session) -> Iterator[StrayRow]:
    """Every row that is not as the journal left it, by id."""
    # Ids are unique over all tables, so both sides are sweeps by id, merged like two sorted lists.
    said: Iterator[tuple[int, str, Json]] = _replayed(session)
    held = heapq.merge(*(_held(session, table) for table in _tables()), key=itemgetter(0))
    by_id = heapq.merge(
        ((row_id, 0, table, values) for row_id, table, values in said),
        ((row_id, 1, table, values) for row_id, table, values in held),
        key=itemgetter(0),
    )
    for row_id, sides in groupby(by_id, key=itemgetter(0)):
        pair = {(table, side): values for _, side, table, values in sides}
        for name in sorted({table for table, _ in pair}):
            difference = _compare(name, pair.get((name, 0)), pair.get((name, 1)))
            if difference is not None:
                yield StrayRow(name, row_id, difference)


def _compare(table: str, said: Json | None, held: Json | None) -> Difference | None:
    if said is None:
        return Difference.ADDED
    if held is None:
        return Difference.REMOVED
    if said == held:
        return None
    # A column that a migration added holds its default in rows older than it.
    defaults = column_defaults(Base.metadata.tables[table])
    columns = Base.metadata.tables[table].c
    younger = {
        name: value
        for name, value in held.items()
        if name not in said and value == to_json(columns[name], defaults[name])
    }
    return None if {**younger, **said} == held else Difference.ALTERED


def _replayed(session: Session) -> Iterator[tuple[int, str, Json]]:
    """Every row's image by id, as its changes left it; deleted rows are passed over."""
    journal = (
        select(_OPERATION.c.seq, _CHANGE.c.position, *_RECORDED)
        .join_from(_CHANGE, _OPERATION, _CHANGE.c.operation_id == _OPERATION.c.id)
        .order_by(_CHANGE.c.row_id)
    )
    for row_id, rows in groupby(_swept(session, journal), key=attrgetter("row_id")):
        images: dict[str, Json] = {}
        for row in sorted(rows, key=attrgetter("seq", "position")):
            _replay(images, recorded(row))
        for table, values in images.items():
            yield row_id, table, values


def _replay(images: dict[str, Json], change: RowChange) -> None:
    if change.kind is ChangeKind.DELETE:
        images.pop(change.table, None)
        return
    values = {**images.get(change.table, {}), **(change.after or {})}
    images[change.table] = {name: value for name, value in values.items() if value is not None}


def _held(session: Session, table: Table) -> Iterator[tuple[int, str, Json]]:
    columns = [column for column in table.c if column.name not in UNJOURNALLED_COLUMNS]
    for row in _swept(session, select(*columns).order_by(table.c.id)):
        yield row.id, table.name, image(table, row._mapping)


def _tables() -> list[Table]:
    """The tables of journalled rows: all of them, whatever modules the program has loaded."""
    return [
        METADATA.tables[mapper.class_.__tablename__]
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Row)
    ]


def tables_beyond_counter(session: Session) -> Iterator[str]:
    """Tables that hold an id which the copy's counter has yet to give out."""
    number, next_id = session.execute(select(Copy.number, Copy.next_id)).one()
    if copy_of(next_id) != number:
        yield Copy.__tablename__
    for table in (*_tables(), _OPERATION):
        taken = session.scalar(
            select(func.max(table.c.id)).where(
                table.c.id >= max(next_id, first_id(number)), table.c.id < first_id(number + 1) - 1
            )
        )
        if taken is not None:
            yield table.name


def damaged_attachments(session: Session) -> Iterator[int]:
    """Ids of attachments whose bytes no longer have the checksum they came with."""
    for row in _swept(session, select(Attachment.id, Attachment.data, Attachment.sha256)):
        if sha256(row.data).hexdigest() != row.sha256:
            yield row.id
