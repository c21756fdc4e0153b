"""Two kinds of session: one whose flushes are recorded for the journal, one that refuses to flush.

Listeners hang on the classes, once, so that opening a session costs nothing extra.
"""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Connection, Table, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from tracker.models.base import Json, Row
from tracker.models.journal import (
    UNJOURNALLED_COLUMNS,
    ChangeKind,
    Recorded,
    RowChange,
    image,
    to_json,
)


class ReadingSession(Session):
    """A session for looking: a change to a row raises instead of getting lost."""


class RecordingSession(Session):
    """A session whose every flush leaves before and after images in `changes`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.changes: list[Recorded] = []


@event.listens_for(ReadingSession, "before_flush")
def _refuse(_session: Session, _context: UOWTransaction, _instances: object) -> None:
    raise RuntimeError("rows are changed inside a unit of work only")


@event.listens_for(ReadingSession, "do_orm_execute")
@event.listens_for(RecordingSession, "do_orm_execute")
def _refuse_in_bulk(state: ORMExecuteState) -> None:
    """A statement that changes rows past the identity map would go past the journal too."""
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("many rows are changed one by one, or added by `bulk_insert`")


@event.listens_for(RecordingSession, "after_flush")
def _record(session: RecordingSession, _context: UOWTransaction) -> None:
    session.changes.extend(_flushed(session))


def _flushed(session: Session) -> Iterator[RowChange]:
    for row in session.deleted:
        if isinstance(row, Row):
            # The version too: a row that comes back must not look like one seen before.
            before = {**image(_table(row), _stored(row)), "version": row.version}
            yield RowChange(_table(row).name, row.id, ChangeKind.DELETE, before, None)
    for row in session.new:
        if isinstance(row, Row):
            values = {column.name: getattr(row, column.key) for column in _table(row).columns}
            after = image(_table(row), values)
            yield RowChange(_table(row).name, row.id, ChangeKind.INSERT, None, after)
    for row in session.dirty:
        if isinstance(row, Row):
            before, after = _difference(row)
            if after:
                yield RowChange(_table(row).name, row.id, ChangeKind.UPDATE, before, after)


def _table(row: Row) -> Table:
    return cast(Table, row.__table__)


def _stored(row: Row) -> dict[str, Any]:
    """What the database held, whatever has been assigned to the row since."""
    return {
        attribute.key: attribute.history.deleted[0]
        if attribute.history.deleted
        else attribute.loaded_value
        for attribute in inspect(row).attrs
    }


def _difference(row: Row) -> tuple[Json, Json]:
    before: Json = {}
    after: Json = {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        # version_id_col already shows its new value here, and is nobody's edit.
        if attribute.key in UNJOURNALLED_COLUMNS or not history.has_changes():
            continue
        if not history.deleted:
            raise RuntimeError(f"{attribute.key} was assigned before the row was loaded")
        column = _table(row).c[attribute.key]
        before[column.name] = to_json(column, history.deleted[0])
        after[column.name] = to_json(column, attribute.value)
    return before, after
