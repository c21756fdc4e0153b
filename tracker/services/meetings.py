"""The working group's meetings: planned with an agenda, held, closed, and opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action
from tracker.models.enums import AgendaKind, MeetingState, PointState, PromiseStatus
from tracker.models.errors import Invalid
from tracker.models.meeting import Attendance, Meeting, MeetingChange, MeetingPoint
from tracker.models.organisation import Agreement, Organisation, Person, Signatory
from tracker.models.promise import Promise
from tracker.models.unit_of_work import Transaction
from tracker.services.agenda_points import points_of, set_agenda_in, set_facts_in, touched
from tracker.services.context import AppContext
from tracker.services.queries.colour_sql import ENDED

TITLE_LENGTH = 200
"""What fits on the lines of an agenda."""

ASKED_BY_NO_RULE = frozenset({AgendaKind.OPEN_POINT, AgendaKind.OTHER})
"""What no rule would put on an agenda again, so that it goes on until it is done with."""


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who is called to a meeting: role, name and organisation, as they are now."""

    name: str
    person_id: int | None = None
    present: bool = False
    """Whether somebody who was not called before has come."""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class MeetingFields:
    """What is entered about a meeting. `called` are those who should come, in order."""

    title: str
    held_on: date
    starts_at: time | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    next_on: date | None = None
    note: str = ""
    called: tuple[Called, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting of those who see to it that an agreement is kept."""

    agreement_id: int
    fields: MeetingFields


def new_meeting(ctx: AppContext, cmd: NewMeeting) -> int:
    """Plan a meeting and make its agenda from the book. Returns its id."""
    _check(cmd.fields)
    with ctx.write("meeting.new") as tx:
        tx.get(Agreement, cmd.agreement_id)
        meeting = tx.add(Meeting(agreement_id=cmd.agreement_id, **_columns(cmd.fields)))
        _set_called(tx, meeting.id, cmd.fields.called)
        set_agenda_in(tx, meeting)
        return meeting.id


@dataclass(frozen=True, slots=True)
class EditMeeting:
    """New values for a meeting as the user saw it at `version`."""

    meeting_id: int
    version: int
    fields: MeetingFields


def edit_meeting(ctx: AppContext, cmd: EditMeeting) -> None:
    """Change a meeting that is not closed, and who is called; those who came have come."""
    _check(cmd.fields)
    with ctx.write("meeting.edit") as tx:
        meeting = unlocked(tx, cmd.meeting_id, cmd.version)
        for name, value in _columns(cmd.fields).items():
            setattr(meeting, name, value)
        _set_called(tx, meeting.id, cmd.fields.called)


def refresh_agenda(ctx: AppContext, meeting_id: int, version: int) -> None:
    """Make the agenda anew, until the meeting starts.

    Own points stay, and so does what anybody has written at; the rest is as the book now says.
    """
    with ctx.write("meeting.agenda") as tx:
        meeting = tx.get(Meeting, meeting_id, version)
        if meeting.state is not MeetingState.PLANNED:
            raise Invalid("meeting.has_started", title=meeting.title)
        set_agenda_in(tx, meeting)


def start_meeting(ctx: AppContext, meeting_id: int, version: int) -> None:
    """The group has met. A meeting that is held before its day is held today.

    The agenda keeps its points, with the facts as the book now has them.
    """
    with ctx.write("meeting.start") as tx:
        meeting = tx.get(Meeting, meeting_id, version)
        if meeting.state is not MeetingState.PLANNED:
            raise Invalid("meeting.has_started", title=meeting.title)
        meeting.state, meeting.started_at = MeetingState.ONGOING, tx.now
        meeting.held_on = min(meeting.held_on, tx.today)
        set_facts_in(tx, meeting)


@dataclass(frozen=True, slots=True)
class Attend:
    """Whether somebody who was called came."""

    attendance_id: int
    version: int
    present: bool


def attend(ctx: AppContext, cmd: Attend) -> None:
    """Tick somebody as present, or not."""
    with ctx.write("meeting.attend") as tx:
        row = tx.get(Attendance, cmd.attendance_id, cmd.version)
        unlocked(tx, row.meeting_id)
        row.present = cmd.present


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    """The meeting is over; `next_on` is when the group meets again."""

    meeting_id: int
    version: int
    next_on: date | None = None


def close_meeting(ctx: AppContext, cmd: CloseMeeting) -> None:
    """Close a meeting that has been held, and lock it.

    A point that nobody ticked stays open to the next meeting when something was said or changed
    at it, or when no rule would put it on an agenda again (own points, and those carried on).
    The others stay waiting: not taken up, and back by themselves for as long as the book says so.
    """
    with ctx.write("meeting.close") as tx:
        meeting = tx.get(Meeting, cmd.meeting_id, cmd.version)
        if meeting.state is not MeetingState.ONGOING:
            raise Invalid("meeting.not_ongoing", title=meeting.title)
        if cmd.next_on is not None and cmd.next_on <= meeting.held_on:
            raise Invalid("meeting.next_before", field="next_on", date=meeting.held_on)
        changed = _changed_points(tx.session, meeting.id)
        for point in points_of(tx.session, meeting.id):
            kept = point.kind in ASKED_BY_NO_RULE or touched(point, changed)
            if point.state is PointState.WAITING and kept:
                point.state = PointState.OPEN
        meeting.state, meeting.ended_at = MeetingState.CLOSED, tx.now
        meeting.next_on = cmd.next_on


def reopen_meeting(ctx: AppContext, meeting_id: int, version: int) -> None:
    """Open a meeting again on the day it was closed, to write what was forgotten."""
    with ctx.write("meeting.reopen") as tx:
        meeting = tx.get(Meeting, meeting_id, version)
        if meeting.ended_at is None:
            raise Invalid("meeting.not_closed", title=meeting.title)
        closed_on = meeting.ended_at.astimezone().date()
        if closed_on != tx.now.astimezone().date():
            raise Invalid("meeting.closed_before", title=meeting.title, date=closed_on)
        meeting.state, meeting.ended_at = MeetingState.ONGOING, None


def delete_meeting(ctx: AppContext, meeting_id: int, version: int) -> None:
    """Remove a meeting that was planned but not held."""
    with ctx.write("meeting.delete") as tx:
        meeting = tx.get(Meeting, meeting_id, version)
        if meeting.state is not MeetingState.PLANNED:
            raise Invalid("meeting.was_held", title=meeting.title)
        for point in points_of(tx.session, meeting_id):
            tx.delete(point)
        for row in _attendance(tx.session, meeting_id):
            tx.delete(row)
        tx.delete(meeting)


def called_in(session: Session, agreement_id: int, today: date) -> tuple[Called, ...]:
    """Whom to call: those who own what is not finished, and those who sign, by role."""
    owners = (
        select(Action.owner_id)
        .join(Promise, Promise.id == Action.promise_id)
        .where(
            Promise.agreement_id == agreement_id,
            Promise.status.in_((PromiseStatus.SIGNED, PromiseStatus.RUNNING)),
            Action.status.not_in(ENDED),
        )
    )
    people = session.execute(
        select(Person, Organisation.name)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.id.in_(owners), func.coalesce(Person.active_to, today) >= today)
        .order_by(Person.role, Person.id)
    )
    signatories = session.scalars(
        select(Signatory).where(Signatory.agreement_id == agreement_id).order_by(Signatory.position)
    )
    return (
        *(Called(_who(p.role, p.name, organisation), p.id) for p, organisation in people),
        *(Called(_who(s.title, s.name, s.organisation)) for s in signatories),
    )


def _who(role: str, name: str | None, organisation: str) -> str:
    return " · ".join((f"{role}, {name}" if name else role, organisation))


def unlocked(tx: Transaction, meeting_id: int, version: int | None = None) -> Meeting:
    """The meeting, which is not closed: a closed one can't be changed."""
    meeting = tx.get(Meeting, meeting_id, version)
    if meeting.state is MeetingState.CLOSED:
        raise Invalid("meeting.closed", title=meeting.title)
    return meeting


def _changed_points(session: Session, meeting_id: int) -> frozenset[int]:
    return frozenset(
        session.scalars(
            select(MeetingChange.meeting_point_id)
            .join(MeetingPoint, MeetingPoint.id == MeetingChange.meeting_point_id)
            .where(MeetingPoint.meeting_id == meeting_id)
        )
    )


def checked_title(text: str) -> str:
    """A title on one line. Raises `Invalid` when nothing is left of it, or too much."""
    title = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not title:
        raise Invalid("field.required", field="title")
    if len(title) > TITLE_LENGTH:
        raise Invalid("meeting.title_too_long", field="title", limit=TITLE_LENGTH, n=len(title))
    return title


def _check(fields: MeetingFields) -> None:
    checked_title(fields.title)
    if fields.next_on is not None and fields.next_on <= fields.held_on:
        raise Invalid("meeting.next_before", field="next_on", date=fields.held_on)


def _columns(fields: MeetingFields) -> dict[str, object]:
    return {
        "title": checked_title(fields.title),
        "held_on": fields.held_on,
        "starts_at": fields.starts_at,
        "place": fields.place.strip(),
        "chair": fields.chair.strip(),
        "secretary": fields.secretary.strip(),
        "next_on": fields.next_on,
        "note": fields.note.strip(),
    }


def _attendance(session: Session, meeting_id: int) -> Sequence[Attendance]:
    return session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.position)
    ).all()


def _set_called(tx: Transaction, meeting_id: int, wanted: Sequence[Called]) -> None:
    names = {called.name.strip(): called for called in wanted if called.name.strip()}
    last = 0
    for row in _attendance(tx.session, meeting_id):
        last = max(last, row.position)
        if row.name in names:
            row.person_id = names.pop(row.name).person_id
        else:
            tx.delete(row)
    for position, (name, called) in enumerate(names.items(), last + 1):
        tx.add(
            Attendance(
                meeting_id=meeting_id,
                position=position,
                name=name,
                person_id=called.person_id,
                present=called.present,
            )
        )
