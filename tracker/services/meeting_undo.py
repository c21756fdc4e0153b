"""What a meeting did is taken back: the latest step, or one decision among the others."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.errors import StaleUndo
from tracker.models.journal import Change, Operation
from tracker.models.meeting import MeetingChange, MeetingPoint
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext
from tracker.services.history import undo, undo_operation
from tracker.services.meetings import unlocked


@dataclass(frozen=True, slots=True)
class Undone:
    """The name of what was taken back, and the point of an agenda that it was done at, if any."""

    operation: str
    point_id: int | None


def undo_latest(ctx: AppContext) -> Undone:
    """Take back the latest that was done here. Raises as `history.undo`."""
    steps = ctx.undo.steps().undo
    with ctx.read() as session:
        point = _point_of(session, steps[-1][0]) if steps else None
    return Undone(undo(ctx), point)


def take_back_decision(ctx: AppContext, operation_id: int) -> str:
    """Take back one change that a meeting decided, and that it was decided there.

    Raises `Invalid` when the meeting is closed, and `StaleUndo` when the same thing was changed
    since, or it is taken back already.
    """
    with ctx.read() as session:
        name = session.get_one(Operation, operation_id).name

    def allowed(tx: Transaction) -> None:
        meeting = tx.session.scalar(
            select(MeetingPoint.meeting_id)
            .join(MeetingChange, MeetingChange.meeting_point_id == MeetingPoint.id)
            .where(MeetingChange.operation_id == operation_id)
        )
        if meeting is None:
            raise StaleUndo("undo.stale", operation=name)
        unlocked(tx, meeting)

    return undo_operation(ctx, operation_id, name, allowed)


def _point_of(session: Session, operation_id: int) -> int | None:
    changed = session.scalars(
        select(Change).where(
            Change.operation_id == operation_id,
            Change.table_name.in_((MeetingPoint.__tablename__, MeetingChange.__tablename__)),
        )
    ).all()
    for change in changed:
        if change.table_name == MeetingPoint.__tablename__:
            return change.row_id
    images = [change.after or change.before or {} for change in changed]
    return next((image["meeting_point_id"] for image in images), None)
