"""Undo, redo, and the history of a row."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.base import Json
from tracker.models.errors import Conflict, Invalid, StaleUndo
from tracker.models.journal import Change, ChangeKind, ChangeSet, Operation, changes_of
from tracker.models.unit_of_work import rows_by_table, take_back
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
    operation_id, name = step = waiting[-1]
    try:
        with ctx.write(name, undo_of=operation_id) as tx:
            take_back(tx, changes_of(tx.session, operation_id))
    except (Conflict, Invalid) as error:
        raise StaleUndo("undo.stale", operation=name) from error
    if tx.operation_id is not None:
        ctx.undo.moved(step, tx.operation_id, redo=redo)
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


def changes_after(ctx: AppContext, seq: int) -> tuple[int, list[ChangeSet]]:
    """What has been committed after `seq`, here or by another program; and the newest `seq`."""
    with ctx.read() as session:
        operations = session.scalars(
            select(Operation).where(Operation.seq > seq).order_by(Operation.seq)
        ).all()
        sets = [
            ChangeSet(op.id, op.name, rows_by_table(changes_of(session, op.id)), op.undo_of)
            for op in operations
        ]
        return (operations[-1].seq if operations else seq), sets


def last_seq(session: Session) -> int:
    """The `seq` of the newest operation, 0 in a new book."""
    return (
        session.scalars(select(Operation.seq).order_by(Operation.seq.desc()).limit(1)).first() or 0
    )
