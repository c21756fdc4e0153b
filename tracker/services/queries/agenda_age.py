"""How old the facts are that a coming meeting's agenda tells of."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.enums import MeetingState
from tracker.models.journal import Change, Operation
from tracker.models.meeting import Meeting, MeetingPoint
from tracker.services.agenda_points import facts_have_changed

_MADE_BY = ("meeting.new", "meeting.agenda")


def old_facts(session: Session, meeting_id: int, today: date) -> date | None:
    """The day before today that the agenda was made, when the book now says something else."""
    meeting = session.get_one(Meeting, meeting_id)
    if meeting.state is not MeetingState.PLANNED:
        return None
    made = session.scalar(
        select(func.max(Operation.at))
        .join(Change, Change.operation_id == Operation.id)
        .join(MeetingPoint, MeetingPoint.id == Change.row_id)
        .where(MeetingPoint.meeting_id == meeting_id, Operation.name.in_(_MADE_BY))
    )
    day = made.astimezone().date() if made is not None else None
    if day is None or day >= today or not facts_have_changed(session, meeting, today):
        return None
    return day
