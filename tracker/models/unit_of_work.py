"""The only way to write: one use case, one transaction, one journal operation."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, Insert, Table, insert, select, update
from sqlalchemy import Row as Record
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from tracker.models.base import Base, Row
from tracker.models.book import Copy
from tracker.models.bulk import Columns, Same, images, insert_columns, unchecked
from tracker.models.clock import Clock
from tracker.models.engine import begin_write, book_error, constraint_error
from tracker.models.errors import Conflict, Invalid, NotFound
from tracker.models.journal import (
    Change,
    ChangeSet,
    Operation,
    Recorded,
    bulk_inserts,
    link_of_written,
    operation_facts,
    rows_by_table,
    written,
)
from tracker.models.merging import merge
from tracker.models.sessions import RecordingSession
from tracker.models.settled import check_settled
from tracker.models.tallies import retally

R = TypeVar("R", bound=Row)

# The bookkeeping of every write goes around the identity map: these rows are nobody's objects.
_COPY = cast(Table, Copy.__table__)
_LOCK_COPY = select(_COPY).with_for_update()
_UPDATE_COPY = update(_COPY)
_WRITTEN = frozenset({"kind", "before", "after"})


@dataclass(slots=True)
class Transaction:
    """What a service may do inside one write: load with a version check, add, change, delete."""

    session: RecordingSession
    connection: Connection
    now: datetime
    today: date
    next_id: int
    last_hash: str
    """The end of the journal's chain, which this operation is tied to."""
    who: str
    """Whoever does it, as the journal says."""
    operation_id: int | None = None
    """Set at the end, when something changed, unless `own_id` was asked for before."""

    @property
    def changes(self) -> list[Recorded]:
        """What has been recorded so far, flush by flush."""
        return self.session.changes

    def new_id(self) -> int:
        """The next id of this copy."""
        self.next_id += 1
        return self.next_id - 1

    def own_id(self) -> int:
        """The id that this operation will have in the journal, for rows that refer to it."""
        if self.operation_id is None:
            self.operation_id = self.new_id()
        return self.operation_id

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

    def insert(self, model: type[Row], values: Mapping[str, Any]) -> int:
        """Insert one row that nobody needs as an object. Returns its id."""
        return self.bulk_insert(model, [values])[0]

    def bulk_insert(self, model: type[Row], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert many rows past the identity map, journalled all the same. Returns their ids."""
        names = dict.fromkeys(name for row in rows for name in row)
        defaults = column_defaults(cast(Table, model.__table__))
        columns = {name: [row.get(name, defaults[name]) for row in rows] for name in names}
        return self.insert_columns(model, columns, len(rows))

    def insert_columns(self, model: type[Row], columns: Columns, count: int) -> list[int]:
        """As `bulk_insert`, of `count` rows given column by column."""
        if not count:
            return []
        table = cast(Table, model.__table__)
        ids = list(range(self.next_id, self.next_id + count))
        self.next_id += count
        defaults = {name: Same(value) for name, value in column_defaults(table).items()}
        full: Columns = {**defaults, **columns, "id": ids, "version": Same(1)}
        self.session.flush()
        insert_columns(self.connection, table, full)
        self.changes.extend(bulk_inserts(table.name, ids, images(table, full, count)))
        return ids


@cache
def _insert_into(table: Table) -> Insert:
    return insert(table)


@cache
def column_defaults(table: Table) -> dict[str, Any]:
    """What each column of `table` holds when nothing is said."""
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

        Raises `BookError` when the database refuses, `Conflict` when a row changed underneath,
        `Invalid` when what was written breaks a constraint, can't be stored as text, or would
        alter a final report.
        """
        change_set: ChangeSet | None = None
        try:
            with begin_write(self.engine) as connection, RecordingSession(connection) as session:
                copy = connection.execute(_LOCK_COPY).one()
                tx = Transaction(
                    session,
                    connection,
                    self.clock.now(),
                    self.clock.today(),
                    copy.next_id,
                    copy.last_hash,
                    self.who(),
                )
                yield tx
                session.flush()
                change_set = self._close(tx, copy, name, undo_of)
        except StaleDataError as error:
            raise Conflict("row.changed") from error
        except IntegrityError as error:
            raise constraint_error(error) from error
        except UnicodeEncodeError as error:
            raise Invalid("text.unreadable") from error
        except (DBAPIError, sqlite3.Error) as error:
            raise book_error(error, self.book) from error
        if change_set is not None:
            self.on_commit(change_set)

    def _close(
        self, tx: Transaction, copy: Record[*tuple[Any, ...]], name: str, undo_of: int | None
    ) -> ChangeSet | None:
        changes = merge(tx.changes)
        if not changes:
            return None
        check_settled(tx.connection, changes)
        retally(tx.connection, changes)
        operation_id = tx.own_id()
        operation = {
            "id": operation_id,
            "seq": copy.last_seq + 1,
            "name": name,
            "at": tx.now,
            "who": tx.who,
            "copy": copy.number,
            "undo_of": undo_of,
        }
        journal = [written(change) for change in changes]
        digest = link_of_written(tx.last_hash, operation_facts(operation), journal)
        execute = tx.connection.execute
        execute(_insert_into(_table(Operation)), {**operation, "hash": digest})
        tables, rows, kinds, before, after = zip(*journal, strict=True)
        with unchecked(tx.connection, len(journal)):
            insert_columns(
                tx.connection,
                _table(Change),
                {
                    "operation_id": Same(operation_id),
                    "position": range(len(journal)),
                    "table_name": _folded(tables),
                    "row_id": rows,
                    "kind": _folded(kinds),
                    "before": _folded(before),
                    "after": after,
                },
                encoded=_WRITTEN,
            )
        execute(
            _UPDATE_COPY,
            {"next_id": tx.next_id, "last_seq": operation["seq"], "last_hash": digest},
        )
        return ChangeSet(operation_id, name, rows_by_table(changes), undo_of, is_own=True)


def _folded(values: tuple[Any, ...]) -> tuple[Any, ...] | Same:
    return Same(values[0]) if values.count(values[0]) == len(values) else values


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)
