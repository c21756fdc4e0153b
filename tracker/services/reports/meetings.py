"""Which meeting of the working group a report is about, read as it stood on a day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from operator import attrgetter

from tracker.models.clock import HERE
from tracker.models.enums import MeetingState
from tracker.models.errors import Invalid, NotFound
from tracker.models.meeting import Attendance, Meeting, MeetingChange, MeetingPoint
from tracker.models.organisation import Person
from tracker.models.past import Past
from tracker.services.queries.meeting_changes import changes_of_points
from tracker.services.reports.archive import reported_agreement
from tracker.services.reports.decisions import options_of
from tracker.services.reports.meeting_rows import AttendeeRow, ChangeRow, MeetingRow, PointRow
from tracker.services.spreadsheet.row_names import names_of

MINUTES = "minutes"
"""The kind about one meeting: its agenda until it is held, and then its minutes."""


def reported_meeting(past: Past, meeting_id: int | None, as_of: date) -> tuple[MeetingRow, int]:
    """The meeting, by default as `_default` says; and its agreement's id.

    Raises `NotFound` for one that was not there, and `Invalid` in a book without any.
    """
    meetings = past.rows(Meeting)
    if not meetings:
        reported_agreement(past.session, as_of)
        raise Invalid("report.no_meeting")
    found = _default(meetings, as_of)
    if meeting_id is not None:
        known = {row.id: row for row in meetings}
        if meeting_id not in known:
            raise NotFound("row.missing", table=Meeting.__tablename__, id=meeting_id)
        found = known[meeting_id]
    return _told(past, found), found.agreement_id


def _default(meetings: Sequence[Meeting], as_of: date) -> Meeting:
    """The latest that was held; before there is one, the one that goes on, else the next."""
    for state in (MeetingState.CLOSED, MeetingState.ONGOING):
        begun = [row for row in meetings if row.state is state]
        if begun:
            return max(begun, key=attrgetter("held_on", "id"))
    coming = [row for row in meetings if row.held_on >= as_of]
    return min(coming or meetings, key=attrgetter("held_on", "id"))


def _told(past: Past, meeting: Meeting) -> MeetingRow:
    called = past.rows(Attendance, Attendance.meeting_id, {meeting.id}, part_of=Meeting)
    called.sort(key=attrgetter("position"))
    return MeetingRow(
        meeting.id,
        meeting.title,
        meeting.held_on,
        meeting.state,
        _hour(meeting.started_at, meeting.held_on) or meeting.starts_at,
        _hour(meeting.ended_at, meeting.held_on),
        meeting.place,
        meeting.chair,
        meeting.secretary,
        meeting.next_on,
        meeting.note,
        tuple(AttendeeRow(row.name, row.present) for row in called),
        tuple(_points(past, meeting.id)),
    )


def _hour(moment: datetime | None, held_on: date) -> time | None:
    """The hour where people met; None for minutes that were written down another day."""
    if moment is None:
        return None
    local = moment.astimezone(HERE)
    return local.time().replace(second=0, microsecond=0) if local.date() == held_on else None


def _points(past: Past, meeting_id: int) -> Iterator[PointRow]:
    points = past.rows(MeetingPoint, MeetingPoint.meeting_id, {meeting_id}, part_of=Meeting)
    points.sort(key=attrgetter("position"))
    roles = _roles(past, points)
    about = _about(past, points)
    changes = _changes(past, points)
    asked = {p.decision_request_id for p in points if p.decision_request_id is not None}
    options = options_of(past, asked)
    for number, point in enumerate(points, 1):
        yield PointRow(
            number,
            point.kind,
            point.title,
            point.why,
            about.get(point.id, ""),
            point.state,
            point.note,
            point.decision,
            roles.get(point.owner_id or 0, ""),
            point.due_on,
            tuple(changes.get(point.id, ())),
            tuple(options.get(point.decision_request_id or 0, ())),
            *_answer(changes.get(point.id, ())),
        )


def _answer(changes: Sequence[ChangeRow]) -> tuple[str, str]:
    """What was answered to the point's question by these changes, and by whom."""
    said = {
        line.field: str(line.after)
        for change in changes
        if change.operation == "decision.answer"
        for line in change.lines
        if line.after is not None
    }
    return said.get("answer", ""), said.get("decided_by", "")


def _roles(past: Past, points: Sequence[MeetingPoint]) -> dict[int, str]:
    ids = {point.owner_id for point in points if point.owner_id is not None}
    return {person.id: person.role for person in past.rows(Person, Person.id, ids)}


def _about(past: Past, points: Sequence[MeetingPoint]) -> dict[int, str]:
    actions = names_of(
        past.session, "action", {point.action_id for point in points}, internal=False
    )
    promises = names_of(
        past.session, "promise", {point.promise_id for point in points}, internal=False
    )
    found = {}
    for point in points:
        if point.action_id in actions:
            found[point.id] = " ".join(actions[point.action_id][1:])
        elif point.promise_id in promises:
            found[point.id] = " ".join(promises[point.promise_id])
    return found


def _changes(past: Past, points: Sequence[MeetingPoint]) -> dict[int, list[ChangeRow]]:
    """By point; what only leaves an internal note is nothing for others to read."""
    ids = [point.id for point in points]
    marks = past.rows(MeetingChange, MeetingChange.meeting_point_id, set(ids), part_of=MeetingPoint)
    found: dict[int, list[ChangeRow]] = {}
    of_operations = {mark.operation_id: mark.meeting_point_id for mark in marks}
    for change in changes_of_points(past.session, ids, of_operations):
        if not change.internal:
            found.setdefault(change.point_id, []).append(
                ChangeRow(
                    change.operation, change.subject, change.lines, change.reason, change.deviates
                )
            )
    return found
