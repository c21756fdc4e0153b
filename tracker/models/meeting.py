"""The working group's meetings: agenda, attendance, what was said, and what was changed by it."""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row, UtcTime, enum_of, reference
from tracker.models.enums import AgendaKind, MeetingState, PointState


class Meeting(Row):
    """A meeting of those who see to it that an agreement's promises are kept."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("state = 'planned' OR started_at IS NOT NULL", name="started"),
        CheckConstraint("(state = 'closed') = (ended_at IS NOT NULL)", name="closed"),
    )

    agreement_id: Mapped[int] = reference("agreement")
    title: Mapped[str]
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[MeetingState] = mapped_column(enum_of(MeetingState), default=MeetingState.PLANNED)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    chair: Mapped[str] = mapped_column(default="")
    secretary: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    """When the group meets again."""
    note: Mapped[str] = mapped_column(default="")


class Attendance(Row):
    """Somebody who was called to a meeting, and whether they came."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "position"),
        CheckConstraint("name <> ''", name="name"),
    )

    meeting_id: Mapped[int] = reference("meeting", index=False)
    position: Mapped[int]
    person_id: Mapped[int | None] = reference("person", nullable=True)
    name: Mapped[str]
    """Role, name and organisation as they were then."""
    present: Mapped[bool] = mapped_column(default=False)


class MeetingPoint(Row):
    """A point of the agenda: what it is about, what was said, and what remains to be done."""

    __tablename__ = "meeting_point"
    __table_args__ = (
        UniqueConstraint("meeting_id", "position"),
        CheckConstraint("title <> ''", name="title"),
    )

    meeting_id: Mapped[int] = reference("meeting", index=False)
    position: Mapped[int]
    kind: Mapped[AgendaKind] = mapped_column(enum_of(AgendaKind))
    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    """Why it stands here, as it was when the agenda was made."""
    action_id: Mapped[int | None] = reference("action", nullable=True)
    promise_id: Mapped[int | None] = reference("promise", nullable=True)
    decision_request_id: Mapped[int | None] = reference("decision_request", nullable=True)
    indicator_id: Mapped[int | None] = reference("indicator", nullable=True)
    survey_id: Mapped[int | None] = reference("survey", nullable=True)
    state: Mapped[PointState] = mapped_column(enum_of(PointState), default=PointState.WAITING)
    note: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")
    """What was decided, in words, beside the changes that it led to."""
    owner_id: Mapped[int | None] = reference("person", nullable=True)
    """Who sees to it until the next meeting."""
    due_on: Mapped[date | None]
    carried_from_id: Mapped[int | None] = reference("meeting_point", nullable=True)
    """The point of the meeting before that this one goes on with."""


class MeetingChange(Row):
    """An operation of the journal that a point of the agenda led to."""

    __tablename__ = "meeting_change"

    meeting_point_id: Mapped[int] = reference("meeting_point")
    operation_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("operation.id", deferrable=True, initially="DEFERRED"),
        unique=True,
    )
