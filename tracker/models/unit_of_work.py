"""The only way to write: one use case, one transaction, one journal operation."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, Select, Table, delete, event, func, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from tracker.models.action import ActionTally, LogEntry
from tracker.models.base import Base, Json, Row
from tracker.models.book import Copy
from tracker.models.clock import Clock
from tracker.models.engine import book_error
from tracker.models.errors import Conflict, Invalid, NotFound
from tracker.models.journal import (
    UNJOURNALLED_COLUMNS,
    Change,
    ChangeKind,
    ChangeSet,
    Operation,
    RowChange,
    from_json,
    image,
    link_hash,
    merge,
    operation_facts,
    to_json,
)

# The high bits of an id are the copy's number, the low bits a counter: 63 bits in all, so that rows
# travel between copies of a book without renumbering and stay native integer keys.
COUNTER_BITS = 40
COPY_BITS = 23

R = TypeVar("R", bound=Row)


def draw_copy_number() -> int:
    """A number for a new copy of a book, never 0."""
    return 1 + secrets.randbelow((1 << COPY_BITS) - 1)


def first_id(copy_number: int) -> int:
    """The id that the counter of copy `copy_number` starts from."""
    return (copy_number << COUNTER_BITS) + 1


@dataclass(slots=True)
class Transaction:
    """What a service may do inside one write: load with a version check, add, change, delete."""

    session: Session
    now: datetime
    today: date
    next_id: int
    changes: list[RowChange] = field(default_factory=list)
    operation_id: int | None = None
    """Set at the end, when something changed."""

    def new_id(self) -> int:
        """The next id of this copy."""
        self.next_id += 1
        return self.next_id - 1

    def add(self, row: R) -> R:
        """Insert `row` at once (later rows may refer to it) and give it its id."""
        row.id = self.new_id()
        self.session.add(row)
        self.session.flush()
        return row

    def get(self, model: type[R], row_id: int, version: int | None = None) -> R:
        """The row, or `NotFound`; `Conflict` when it is no longer at the `version` the user saw."""
        row = self.session.get(model, row_id)
        if row is None:
            raise NotFound("row.missing", table=model.__tablename__, id=row_id)
        if version is not None and row.version != version:
            raise Conflict("row.changed", table=model.__tablename__, id=row_id)
        return row

    def delete(self, row: Row) -> None:
        """Delete at once, so that a breach of the rules shows here."""
        self.session.delete(row)
        self.session.flush()

    def bulk_insert(self, model: type[Row], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert many rows past the identity map, journalled all the same. Returns their ids."""
        if not rows:
            return []
        table = cast(Table, model.__table__)
        first = self.next_id
        self.next_id += len(rows)
        ids = list(range(first, first + len(rows)))
        full = [
            {**_defaults(table), **row, "id": row_id, "version": 1}
            for row_id, row in zip(ids, rows, strict=True)
        ]
        self.session.flush()
        self.session.execute(insert(table), full)
        self.changes.extend(
            RowChange(table.name, values["id"], ChangeKind.INSERT, None, image(table, values))
            for values in full
        )
        return ids


def _defaults(table: Table) -> dict[str, Any]:
    return {
        column.name: column.default.arg
        if isinstance(column.default, ScalarElementColumnDefault)
        else None
        for column in table.columns
    }


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """Opens transactions on a book and tells `on_commit` what each one changed."""

    engine: Engine
    clock: Clock
    who: Callable[[], str]
    book: str
    on_commit: Callable[[ChangeSet], None]

    @contextmanager
    def write(self, name: str, *, undo_of: int | None = None) -> Iterator[Transaction]:
        """One operation called `name` (as a command id: `log.new`); rolled back on any error.

        Raises `BookError` when the database refuses, `Conflict` when a row changed underneath.
        """
        change_set: ChangeSet | None = None
        try:
            connection = self.engine.connect().execution_options(tracker_write=True)
            with connection, connection.begin(), Session(connection, autoflush=True) as session:
                copy = session.scalars(select(Copy).with_for_update()).one()
                tx = Transaction(session, self.clock.now(), self.clock.today(), copy.next_id)
                with _recording(session, tx):
                    yield tx
                    session.flush()
                    change_set = self._close(tx, copy, name, undo_of)
        except StaleDataError as error:
            raise Conflict("row.changed") from error
        except IntegrityError as error:
            raise Invalid("row.refused", detail=str(error.orig)) from error
        except (DBAPIError, sqlite3.Error) as error:
            raise book_error(error, self.book) from error
        if change_set is not None:
            self.on_commit(change_set)

    def _close(
        self, tx: Transaction, copy: Copy, name: str, undo_of: int | None
    ) -> ChangeSet | None:
        changes = merge(tx.changes)
        if not changes:
            return None
        _recount(tx.session, changes)
        copy.last_seq += 1
        operation = Operation(
            id=tx.new_id(),
            seq=copy.last_seq,
            name=name,
            at=tx.now,
            who=self.who(),
            copy=copy.number,
            undo_of=undo_of,
        )
        operation.hash = link_hash(copy.last_hash, operation_facts(operation), changes)
        copy.last_hash, copy.next_id = operation.hash, tx.next_id
        tx.session.add(operation)
        tx.session.flush()
        tx.session.execute(
            insert(Change),
            [
                {
                    "operation_id": operation.id,
                    "position": position,
                    "table_name": change.table,
                    "row_id": change.row_id,
                    "kind": change.kind,
                    "before": change.before,
                    "after": change.after,
                }
                for position, change in enumerate(changes)
            ],
        )
        tx.operation_id = operation.id
        return ChangeSet(operation.id, name, rows_by_table(changes), undo_of)


def rows_by_table(changes: Sequence[RowChange]) -> dict[str, frozenset[int]]:
    """The touched ids of each table."""
    rows: dict[str, set[int]] = {}
    for change in changes:
        rows.setdefault(change.table, set()).add(change.row_id)
    return {table: frozenset(ids) for table, ids in rows.items()}


@contextmanager
def _recording(session: Session, tx: Transaction) -> Iterator[None]:
    """While inside, every flush leaves before and after images in `tx`."""

    def after_flush(session: Session, _context: object) -> None:
        tx.changes.extend(_flushed(session))

    event.listen(session, "after_flush", after_flush)
    try:
        yield
    finally:
        event.remove(session, "after_flush", after_flush)


def _flushed(session: Session) -> Iterator[RowChange]:
    for row in session.deleted:
        if isinstance(row, Row):
            # The version too: a row that comes back must not look like one seen before.
            before = {**_image_of(row), "version": row.version}
            yield RowChange(_table(row).name, row.id, ChangeKind.DELETE, before, None)
    for row in session.new:
        if isinstance(row, Row):
            yield RowChange(_table(row).name, row.id, ChangeKind.INSERT, None, _image_of(row))
    for row in session.dirty:
        if isinstance(row, Row):
            before, after = _difference(row)
            if after:
                yield RowChange(_table(row).name, row.id, ChangeKind.UPDATE, before, after)


def _table(row: Base) -> Table:
    return cast(Table, row.__table__)


def _image_of(row: Row) -> Json:
    table = _table(row)
    return image(table, {column.name: getattr(row, column.key) for column in table.columns})


def _difference(row: Row) -> tuple[Json, Json]:
    before: Json = {}
    after: Json = {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        # version_id_col already shows its new value here, and is nobody's edit.
        if attribute.key in UNJOURNALLED_COLUMNS or not history.has_changes():
            continue
        column = _table(row).c[attribute.key]
        before[column.name] = to_json(column, history.deleted[0]) if history.deleted else None
        after[column.name] = to_json(column, history.added[0]) if history.added else None
    return before, after


def _recount(session: Session, changes: Sequence[RowChange]) -> None:
    """Bring the tallies up to date for every action whose log changed."""
    logged = [change for change in changes if change.table == LogEntry.__tablename__]
    ids = {
        side["action_id"]
        for change in logged
        for side in (change.before, change.after)
        if side and "action_id" in side
    }
    for part in _parts([c.row_id for c in logged if c.kind is ChangeKind.UPDATE]):
        ids.update(session.scalars(select(LogEntry.action_id).where(LogEntry.id.in_(part))))
    for part in _parts(sorted(ids)):
        session.execute(delete(ActionTally).where(ActionTally.action_id.in_(part)))
        session.execute(
            insert(ActionTally).from_select(
                ["action_id", "done", "entries", "last_on"],
                tally().where(LogEntry.action_id.in_(part)),
            )
        )


def tally() -> Select[int, Decimal, int, date]:
    """What `ActionTally` should hold, counted from the log."""
    return select(
        LogEntry.action_id, func.sum(LogEntry.quantity), func.count(), func.max(LogEntry.done_on)
    ).group_by(LogEntry.action_id)


def _parts(ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Slices that stay under the database's limit of parameters."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def take_back(tx: Transaction, changes: Sequence[RowChange]) -> None:
    """Apply the inverse of `changes`, last first.

    Raises `Conflict` when a row no longer is as the operation left it.
    """
    tables = Base.metadata.tables
    tx.session.flush()
    for change in reversed(changes):
        _take_back_one(tx, tables[change.table], change)
    tx.session.expire_all()


def _take_back_one(tx: Transaction, table: Table, change: RowChange) -> None:
    row = tx.session.execute(select(table).where(table.c.id == change.row_id)).mappings().first()
    now = None if row is None else {**image(table, row), "version": row["version"]}
    if not _is_as_left(now, change):
        raise Conflict("row.changed", table=change.table, id=change.row_id)
    this_row = table.c.id == change.row_id
    before, after = change.before or {}, change.after or {}
    match change.kind:
        case ChangeKind.INSERT:
            tx.session.execute(delete(table).where(this_row))
            inverse = RowChange(change.table, change.row_id, ChangeKind.DELETE, now, None)
        case ChangeKind.DELETE:
            values = from_image(table, before)
            values["version"] += 1
            tx.session.execute(insert(table).values(values))
            inverse = RowChange(
                change.table, change.row_id, ChangeKind.INSERT, None, image(table, values)
            )
        case ChangeKind.UPDATE:
            values = {**from_image(table, before), "version": table.c.version + 1}
            tx.session.execute(update(table).where(this_row).values(values))
            inverse = RowChange(change.table, change.row_id, ChangeKind.UPDATE, after, before)
    tx.changes.append(inverse)


def _is_as_left(now: Json | None, change: RowChange) -> bool:
    """Whether the row still is as `change` left it; an update speaks for its own columns only."""
    match change.kind:
        case ChangeKind.DELETE:
            return now is None
        case ChangeKind.INSERT:
            return now is not None and {**now, "version": None} == {
                **(change.after or {}),
                "version": None,
            }
        case ChangeKind.UPDATE:
            after = change.after or {}
            return now is not None and all(now.get(name) == after[name] for name in after)


def from_image(table: Table, values: Json) -> dict[str, Any]:
    """Column values from a journal image."""
    return {name: from_json(table.c[name], value) for name, value in values.items()}
