"""The journal: who changed what, when, and the chain of checksums that shows tampering.

History shows it, undo applies its inverse, reports ask it for "as of", exchange ships it, and
`lofte check` follows its chain. There is no second mechanism beside it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import groupby, islice, repeat
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Table, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.models.base import (
    ROW_KEY,
    Base,
    Json,
    Quantity,
    UtcTime,
    compact_json,
    enum_of,
    from_milli,
    to_milli,
)

# Kept by the unit of work, not said by anybody, so neither shown nor undone.
UNJOURNALLED_COLUMNS = frozenset({"version"})
Encode = Callable[[Any], Any]
FIRST_HASH = hashlib.sha256(b"loftesbok").hexdigest()


class ChangeKind(StrEnum):
    """What happened to a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


_INSERT = ChangeKind.INSERT.value
_HASHED_AT_ONCE = 500


class Operation(Base):
    """One use case carried out: one transaction, one step to undo, one link of the chain."""

    __tablename__ = "operation"

    id: Mapped[int] = mapped_column(ROW_KEY, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    who: Mapped[str]
    copy: Mapped[int]
    undo_of: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("operation.id"))
    hash: Mapped[str]


class Change(Base):
    """One row as it was and as it became. An update holds only the columns that differ."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row_id", "row_id"),)

    operation_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("operation.id"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    row_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[ChangeKind] = mapped_column(enum_of(ChangeKind))
    before: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))


@dataclass(frozen=True, slots=True)
class RowChange:
    """A change on its way into the journal."""

    table: str
    row_id: int
    kind: ChangeKind
    before: Json | None
    after: Json | None


class Recorded(Protocol):
    """What a change on its way into the journal says, however it is held."""

    @property
    def table(self) -> str:
        """The row's table."""

    @property
    def row_id(self) -> int:
        """The row."""

    @property
    def kind(self) -> ChangeKind:
        """What happened to it."""

    @property
    def before(self) -> Json | None:
        """Its image before; of an update, the columns that differ."""

    @property
    def after(self) -> Json | None:
        """Its image after; of an update, the columns that differ."""


class Written(NamedTuple):
    """A change as the journal writes it: the images as canonical JSON."""

    table: str
    row_id: int
    kind_text: str
    before_text: str | None
    after_text: str | None


class BulkInsert(Written):
    """One of many new rows, whose image is read only when somebody asks for it."""

    __slots__ = ()

    @property
    def kind(self) -> ChangeKind:
        """An insert."""
        return ChangeKind.INSERT

    @property
    def before(self) -> None:
        """Nothing."""

    @property
    def after(self) -> Json:
        """The row's image."""
        image: Json = json.loads(self.after_text or "{}")
        return image


def bulk_inserts(table: str, ids: Iterable[int], images: Iterable[str]) -> Iterator[BulkInsert]:
    """The changes that new rows of a table make."""
    # SQLAlchemy's names are more than plain text, which the driver would ask about at every row.
    facts = zip(repeat(str(table)), ids, repeat(_INSERT), repeat(None), images, strict=False)
    # As `BulkInsert._make`, without a call of Python's own for each of a hundred thousand rows.
    return map(tuple.__new__, repeat(BulkInsert), facts)


def rows_by_table(changes: Iterable[Recorded]) -> dict[str, frozenset[int]]:
    """The touched ids of each table."""
    rows: dict[str, set[int]] = {}
    for table, group in groupby(changes, key=attrgetter("table")):
        rows.setdefault(table, set()).update(change.row_id for change in group)
    return {table: frozenset(ids) for table, ids in rows.items()}


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a committed operation touched: row ids by table name. Published after the commit."""

    operation_id: int
    name: str
    rows: dict[str, frozenset[int]]
    undo_of: int | None = None
    is_own: bool = False
    """Whether it was committed here; False for what another program did to the same book."""

    def touches(self, *tables: str) -> bool:
        """Whether any row of `tables` changed."""
        return any(self.rows.get(table) for table in tables)


def image(table: Table, values: Mapping[Any, Any]) -> Json:
    """A row's journal image: JSON values by column name, empty columns left out."""
    found: Json = {}
    for name, encode in encoders(table):
        value = values.get(name)
        if value is not None:
            found[name] = value if encode is None else encode(value)
    return found


def to_json(column: Column[Any], value: Any) -> Any:
    """A column's Python value as the journal holds it; `from_json` undoes it."""
    encode = _encoder(column)
    return value if value is None or encode is None else encode(value)


@cache
def encoders(table: Table) -> tuple[tuple[str, Encode | None], ...]:
    """The columns that the journal tells of, and how their values become JSON if they are not."""
    return tuple(
        (column.name, _encoder(column))
        for column in table.columns
        if column.name not in UNJOURNALLED_COLUMNS
    )


def _encoder(column: Column[Any]) -> Encode | None:
    """How the column's values become JSON; None when they already are."""
    kind = column.type.python_type
    if isinstance(column.type, Quantity):
        return _plain_decimal
    if issubclass(kind, datetime):
        return lambda value: value.astimezone(UTC).isoformat()
    if issubclass(kind, (date, time)):
        return kind.isoformat
    if issubclass(kind, bytes):
        return kind.hex
    return str if issubclass(kind, StrEnum) else None


def _plain_decimal(value: Decimal | int) -> str:
    return str(from_milli(to_milli(value)))


def from_json(column: Column[Any], value: Any) -> Any:
    """A column's Python value from the journal."""
    kind = column.type.python_type
    if value is None or kind in (int, str, bool):
        return value
    if issubclass(kind, (date, time)):
        return kind.fromisoformat(value)
    return bytes.fromhex(value) if kind is bytes else kind(value)


def written(change: Recorded) -> Written:
    """The change as the journal writes it."""
    if isinstance(change, BulkInsert):
        return change
    before, after = change.before, change.after
    return Written(
        change.table,
        change.row_id,
        change.kind.value,
        None if before is None else compact_json(before),
        None if after is None else compact_json(after),
    )


def link_hash(previous: str, operation: Json, changes: Iterable[Recorded]) -> str:
    """The SHA-256 that ties an operation to the one before it, over canonical JSON."""
    return link_of_written(previous, operation, map(written, changes))


def link_of_written(previous: str, operation: Json, changes: Iterable[Written]) -> str:
    """As `link_hash`, of changes whose images are JSON already."""
    digest = hashlib.sha256(previous.encode())
    digest.update(compact_json(operation).encode())
    facts = (
        f'["{table}",{row_id},"{kind}",{before or "null"},{after or "null"}]'
        for table, row_id, kind, before, after in changes
    )
    while portion := "".join(islice(facts, _HASHED_AT_ONCE)):
        digest.update(portion.encode())
    return digest.hexdigest()


def operation_facts(operation: Mapping[Any, Any]) -> Json:
    """The part of an operation's columns that its hash covers."""
    return {
        "id": operation["id"],
        "seq": operation["seq"],
        "name": operation["name"],
        "at": operation["at"].astimezone(UTC).isoformat(),
        "who": operation["who"],
        "copy": operation["copy"],
        "undo_of": operation["undo_of"],
    }


def changes_of(session: Session, operation_id: int) -> list[RowChange]:
    """An operation's changes in the order they were made."""
    rows = session.execute(
        select(Change.table_name, Change.row_id, Change.kind, Change.before, Change.after)
        .where(Change.operation_id == operation_id)
        .order_by(Change.position)
    )
    return [RowChange(*row) for row in rows]
