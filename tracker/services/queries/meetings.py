"""Meetings as rows: the list of them, and one with its agenda, attendance and points."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.enums import AgendaKind, MeetingState, PointState
from tracker.models.errors import NotFound
from tracker.models.meeting import Attendance, Meeting, MeetingChange, MeetingPoint
from tracker.models.organisation import Agreement, Person
from tracker.services.agenda import meeting_before, proposed_next, working_day
from tracker.services.context import AppContext
from tracker.services.meeting_points import PointFields
from tracker.services.meetings import ASKED_BY_NO_RULE, Called, MeetingFields, called_in


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with its counts: points, those done, those left open, and what they changed."""

    id: int
    version: int
    agreement_id: int
    agreement: str
    title: str
    held_on: date
    starts_at: time | None
    place: str
    state: MeetingState
    next_on: date | None
    points: int
    done: int
    open: int
    changes: int
    called: int
    present: int


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """Somebody who was called, and whether they came."""

    id: int
    version: int
    name: str
    person_id: int | None
    present: bool


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of an agenda. `number` counts from 1; `owner` is a role, `label` ``5.2`` or ``L5``.

    `changes` are the operations that it led to, those taken back left out.
    """

    id: int
    version: int
    number: int
    kind: AgendaKind
    title: str
    why: str
    fields: PointFields
    owner: str
    action_id: int | None
    promise_id: int | None
    decision_id: int | None
    indicator_id: int | None
    survey_id: int | None
    carried: bool
    changes: tuple[int, ...]
    overdue: bool = False
    """Whether the day that something was to be done by had passed when the group met."""

    @property
    def goes_on(self) -> bool:
        """Whether it goes on to the next meeting when this one is closed."""
        fields = self.fields
        said = fields.note or fields.decision or fields.owner_id or fields.due_on or self.changes
        kept = self.kind in ASKED_BY_NO_RULE or bool(said)
        return self.state is PointState.OPEN or (self.state is PointState.WAITING and kept)

    @property
    def state(self) -> PointState:
        """How far the point has come."""
        return self.fields.state


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """A meeting with all that is shown of it."""

    row: MeetingRow
    fields: MeetingFields
    attendance: tuple[AttendanceRow, ...]
    points: tuple[PointRow, ...]

    @property
    def attendance_taken(self) -> bool:
        """Whether anybody is ticked as present: else nobody has noted who came."""
        return any(row.present for row in self.attendance)


def meetings(ctx: AppContext) -> list[MeetingRow]:
    """All meetings: the one that goes on, those to come, the next first, and then those before.

    Of what has passed the latest stands first, and what was planned but not held before the held.
    """
    today = ctx.today()
    with ctx.read() as session:
        rows = [_row(session, meeting) for meeting in session.scalars(select(Meeting))]
    rows.sort(key=lambda row: (row.held_on, row.id))

    def is_ahead(row: MeetingRow) -> bool:
        planned = row.state is MeetingState.PLANNED and row.held_on >= today
        return planned or row.state is MeetingState.ONGOING

    ahead = [row for row in rows if is_ahead(row)]
    before = [row for row in reversed(rows) if not is_ahead(row)]
    ahead.sort(key=lambda row: row.state is not MeetingState.ONGOING)
    before.sort(key=lambda row: row.state is MeetingState.CLOSED)
    return ahead + before


def meeting_detail(ctx: AppContext, meeting_id: int) -> MeetingDetail:
    """A meeting. Raises `NotFound` when it is gone."""
    with ctx.read() as session:
        return meeting_detail_in(session, meeting_id)


def meeting_detail_in(session: Session, meeting_id: int) -> MeetingDetail:
    """As `meeting_detail`, inside a read that does more."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("row.missing", table="meeting", id=meeting_id)
    attendance = tuple(
        AttendanceRow(row.id, row.version, row.name, row.person_id, row.present)
        for row in session.scalars(
            select(Attendance)
            .where(Attendance.meeting_id == meeting_id)
            .order_by(Attendance.position)
        )
    )
    fields = MeetingFields(
        meeting.title,
        meeting.held_on,
        meeting.starts_at,
        meeting.place,
        meeting.chair,
        meeting.secretary,
        meeting.next_on,
        meeting.note,
        tuple(Called(row.name, row.person_id) for row in attendance),
    )
    return MeetingDetail(_row(session, meeting), fields, attendance, _points(session, meeting_id))


def point_of(ctx: AppContext, point_id: int) -> PointRow:
    """One point, as it now is. Raises `NotFound` when it is gone."""
    with ctx.read() as session:
        meeting_id = session.scalar(
            select(MeetingPoint.meeting_id).where(MeetingPoint.id == point_id)
        )
        points = _points(session, meeting_id) if meeting_id is not None else ()
    for point in points:
        if point.id == point_id:
            return point
    raise NotFound("row.missing", table="meeting_point", id=point_id)


def next_meeting(ctx: AppContext, agreement_id: int, title: str) -> MeetingFields:
    """What a new meeting begins from: as the latest one was, on the day that was agreed then."""
    with ctx.read() as session:
        today = ctx.today()
        called = called_in(session, agreement_id, today)
        coming = Meeting(agreement_id=agreement_id, held_on=date.max)
        latest = meeting_before(session, coming)
        if latest is None:
            return MeetingFields(title, working_day(today), called=called)
        detail = meeting_detail_in(session, latest.id)
        left = session.scalars(select(Person.id).where(Person.active_to < today)).all()
    before = tuple(row for row in detail.fields.called if row.person_id not in left)
    names = {row.name for row in before}
    agreed = latest.next_on if latest.next_on is not None and latest.next_on >= today else None
    return replace(
        detail.fields,
        held_on=agreed or max(working_day(today), proposed_next(latest.held_on)),
        next_on=None,
        note="",
        called=before + tuple(row for row in called if row.name not in names),
    )


def _row(session: Session, meeting: Meeting) -> MeetingRow:
    states = Counter(
        session.scalars(select(MeetingPoint.state).where(MeetingPoint.meeting_id == meeting.id))
    )
    present = session.scalars(
        select(Attendance.present).where(Attendance.meeting_id == meeting.id)
    ).all()
    changes = (
        select(func.count())
        .select_from(MeetingChange)
        .join(MeetingPoint, MeetingPoint.id == MeetingChange.meeting_point_id)
        .where(MeetingPoint.meeting_id == meeting.id)
    )
    return MeetingRow(
        id=meeting.id,
        version=meeting.version,
        agreement_id=meeting.agreement_id,
        agreement=session.get_one(Agreement, meeting.agreement_id).title,
        title=meeting.title,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=meeting.state,
        next_on=meeting.next_on,
        points=states.total(),
        done=states[PointState.DONE],
        open=states[PointState.OPEN],
        changes=session.scalar(changes) or 0,
        called=len(present),
        present=sum(present),
    )


def _points(session: Session, meeting_id: int) -> tuple[PointRow, ...]:
    changes: dict[int, list[int]] = {}
    for point_id, operation_id in session.execute(
        select(MeetingChange.meeting_point_id, MeetingChange.operation_id)
        .join(MeetingPoint, MeetingPoint.id == MeetingChange.meeting_point_id)
        .where(MeetingPoint.meeting_id == meeting_id)
        .order_by(MeetingChange.id)
    ):
        changes.setdefault(point_id, []).append(operation_id)
    rows = session.execute(
        select(MeetingPoint, Person.role, Meeting.held_on)
        .join(Meeting, Meeting.id == MeetingPoint.meeting_id)
        .outerjoin(Person, Person.id == MeetingPoint.owner_id)
        .where(MeetingPoint.meeting_id == meeting_id)
        .order_by(MeetingPoint.position)
    )
    return tuple(
        _point(number, point, role or "", changes, held_on)
        for number, (point, role, held_on) in enumerate(rows, 1)
    )


def _point(
    number: int,
    point: MeetingPoint,
    owner: str,
    changes: Mapping[int, list[int]],
    held_on: date,
) -> PointRow:
    return PointRow(
        id=point.id,
        version=point.version,
        number=number,
        kind=point.kind,
        title=point.title,
        why=point.why,
        fields=PointFields(point.note, point.decision, point.state, point.owner_id, point.due_on),
        owner=owner,
        action_id=point.action_id,
        promise_id=point.promise_id,
        decision_id=point.decision_request_id,
        indicator_id=point.indicator_id,
        survey_id=point.survey_id,
        carried=point.carried_from_id is not None,
        changes=tuple(changes.get(point.id, ())),
        overdue=point.due_on is not None and point.due_on < held_on,
    )
