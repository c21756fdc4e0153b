"""Undo, redo, and the history of a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.base import Json
from tracker.models.errors import Conflict, Invalid, StaleUndo, TrackerError
from tracker.models.journal import (
    Change,
    ChangeKind,
    ChangeSet,
    Operation,
    changes_of,
    rows_by_table,
)
from tracker.models.taking_back import take_back
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext


def undo(ctx: AppContext) -> str:
    """Take back the latest operation and return its name.

    Raises `Invalid` when there is nothing to take back, `StaleUndo` when somebody changed the same
    rows since; the step then stays, and nothing is written.
    """
    return _step(ctx, redo=False)


def redo(ctx: AppContext) -> str:
    """Do again what was taken back last; raises as `undo`."""
    return _step(ctx, redo=True)


def _step(ctx: AppContext, *, redo: bool) -> str:
    steps = ctx.undo.steps()
    waiting = steps.redo if redo else steps.undo
    if not waiting:
        raise Invalid("redo.nothing" if redo else "undo.nothing")
    operation_id, name = waiting[-1]
    return undo_operation(ctx, operation_id, name)


def undo_operation(
    ctx: AppContext,
    operation_id: int,
    name: str,
    allowed: Callable[[Transaction], object] = lambda _tx: None,
) -> str:
    """Take back one operation, whoever did it and whatever was done since, and return its name.

    `allowed` raises what forbids it. Raises `StaleUndo` as `undo` does.
    """
    refused: TrackerError | None = None
    try:
        with ctx.write(name, undo_of=operation_id) as tx:
            try:
                allowed(tx)
            except TrackerError as error:
                refused = error
                raise
            take_back(tx, changes_of(tx.session, operation_id))
    except (Conflict, Invalid) as error:
        # At the end too: that others refer to what would go shows only then.
        if error is refused:
            raise
        raise StaleUndo("undo.stale", operation=name) from error
    return name


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change of one row: what was done, when, by whom, and the columns that changed."""

    operation_id: int
    name: str
    at: datetime
    who: str
    undone: bool
    table: str
    row_id: int
    kind: ChangeKind
    before: Json
    after: Json


def history_of(ctx: AppContext, row_ids: tuple[int, ...], limit: int = 50) -> list[HistoryRow]:
    """The latest changes of the rows, newest first."""
    with ctx.read() as session:
        rows = session.execute(
            select(Operation, Change)
            .join(Change, Change.operation_id == Operation.id)
            .where(Change.row_id.in_(row_ids))
            .order_by(Operation.seq.desc(), Change.position)
            .limit(limit)
        )
        return [
            HistoryRow(
                operation.id,
                operation.name,
                operation.at,
                operation.who,
                operation.undo_of is not None,
                change.table_name,
                change.row_id,
                change.kind,
                change.before or {},
                change.after or {},
            )
            for operation, change in rows
        ]


class Watch:
    """Notices what other programs commit to the same book.

    SQLite tells by `PRAGMA data_version`, which is nearly free; what changed is in the journal.
    """

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self._connection = ctx.engine.connect()
        self._lock = Lock()
        self._version = self._data_version()
        self._own: set[int] = set()
        with ctx.read() as session:
            self._seq = _last_seq(session)

    def seen(self, changes: ChangeSet) -> None:
        """`changes` were committed here, so they are no news."""
        with self._lock:
            self._own.add(changes.operation_id)

    def news(self) -> list[ChangeSet]:
        """What has been committed elsewhere since the last call."""
        with self._lock:
            version = self._data_version()
            if version is not None and version == self._version:
                return []
            with self._ctx.read() as session:
                found = _changes_after(session, self._seq)
            # Not before it was read: what could not be read is still news.
            self._version = version
            self._seq = max((seq for seq, _changes in found), default=self._seq)
            fresh = [changes for _seq, changes in found if changes.operation_id not in self._own]
            self._own.clear()
        for changes in fresh:
            self._ctx.follow(changes)
        return fresh

    def close(self) -> None:
        """Let go of the connection that watches."""
        with self._lock:
            self._connection.close()

    def _data_version(self) -> int | None:
        """A number that changes when others commit; None where the journal itself must be asked."""
        if self._connection.closed or self._connection.dialect.name != "sqlite":
            return None
        version: int = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        # An open read would pin the old state, and the version with it.
        self._connection.rollback()
        return version


def _changes_after(session: Session, seq: int) -> list[tuple[int, ChangeSet]]:
    operations = session.scalars(
        select(Operation).where(Operation.seq > seq).order_by(Operation.seq)
    )
    return [
        (op.seq, ChangeSet(op.id, op.name, rows_by_table(changes_of(session, op.id)), op.undo_of))
        for op in operations
    ]


def _last_seq(session: Session) -> int:
    return (
        session.scalars(select(Operation.seq).order_by(Operation.seq.desc()).limit(1)).first() or 0
    )
