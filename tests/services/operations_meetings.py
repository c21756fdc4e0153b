"""The operations of the working group's meetings, ready to be carried out once."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from tests.factory import DAY, a_person, agreement_id, version_of
from tracker.models.enums import AgendaKind, PointState
from tracker.models.meeting import Meeting, MeetingPoint
from tracker.services import meetings
from tracker.services.context import AppContext
from tracker.services.meeting_points import (
    AddPoint,
    MovePoint,
    PointFields,
    WritePoint,
    add_point,
    move_point,
    remove_point,
    write_point,
)
from tracker.services.queries.meetings import meeting_detail

Operation = Callable[[], object]
FIELDS = meetings.MeetingFields(
    "Arbetsgruppen",
    DAY + dt.timedelta(days=7),
    dt.time(9),
    "Stadshuset",
    called=(meetings.Called("Rektor"), meetings.Called("Gatuchef")),
)


def a_meeting(ctx: AppContext, *points: str) -> int:
    """A planned meeting with points of its own."""
    meeting = meetings.new_meeting(ctx, meetings.NewMeeting(agreement_id(ctx), FIELDS))
    for title in points:
        add_point(ctx, AddPoint(meeting, title))
    return meeting


def started(ctx: AppContext, *points: str) -> int:
    """A meeting that goes on."""
    meeting = a_meeting(ctx, *points)
    meetings.start_meeting(ctx, meeting, 1)
    return meeting


def closed(ctx: AppContext, *points: str) -> int:
    """A meeting that was held today."""
    meeting = started(ctx, *points)
    meetings.close_meeting(ctx, meetings.CloseMeeting(meeting, 2))
    return meeting


def meeting_new(ctx: AppContext) -> Operation:
    return partial(meetings.new_meeting, ctx, meetings.NewMeeting(agreement_id(ctx), FIELDS))


def meeting_edit(ctx: AppContext) -> Operation:
    called = (meetings.Called("Kommunpolis", a_person(ctx)), meetings.Called("Rektor"))
    fields = meetings.MeetingFields("Styrgruppen", DAY, called=called)
    return partial(meetings.edit_meeting, ctx, meetings.EditMeeting(a_meeting(ctx), 1, fields))


def meeting_agenda(ctx: AppContext) -> Operation:
    closed(ctx, "Belysningen")
    second = a_meeting(ctx, "Parkeringen")
    points = meeting_detail(ctx, second).points
    carried = points[0]
    [own] = [point for point in points if point.kind is AgendaKind.OTHER]
    move_point(ctx, MovePoint(own.id, own.version, -1))
    remove_point(ctx, carried.id, version_of(ctx, MeetingPoint, carried.id))
    return partial(meetings.refresh_agenda, ctx, second, 1)


def meeting_start(ctx: AppContext) -> Operation:
    return partial(meetings.start_meeting, ctx, a_meeting(ctx), 1)


def meeting_attend(ctx: AppContext) -> Operation:
    row = meeting_detail(ctx, a_meeting(ctx)).attendance[0]
    return partial(meetings.attend, ctx, meetings.Attend(row.id, row.version, present=True))


def meeting_close(ctx: AppContext) -> Operation:
    command = meetings.CloseMeeting(started(ctx, "Övrigt"), 2, DAY + dt.timedelta(days=60))
    return partial(meetings.close_meeting, ctx, command)


def meeting_reopen(ctx: AppContext) -> Operation:
    meeting = closed(ctx)
    return partial(meetings.reopen_meeting, ctx, meeting, version_of(ctx, Meeting, meeting))


def meeting_delete(ctx: AppContext) -> Operation:
    return partial(meetings.delete_meeting, ctx, a_meeting(ctx, "Övrigt"), 1)


def point_new(ctx: AppContext) -> Operation:
    return partial(add_point, ctx, AddPoint(a_meeting(ctx), "Lucia"))


def point_delete(ctx: AppContext) -> Operation:
    point = meeting_detail(ctx, a_meeting(ctx, "Lucia")).points[0]
    return partial(remove_point, ctx, point.id, point.version)


def point_move(ctx: AppContext) -> Operation:
    last = meeting_detail(ctx, a_meeting(ctx, "Lucia", "Valborg", "Skolavslutningen")).points[2]
    return partial(move_point, ctx, MovePoint(last.id, last.version, -2))


def point_written(ctx: AppContext) -> Operation:
    point = meeting_detail(ctx, started(ctx, "Lucia")).points[0]
    fields = PointFields("Vi var få", "Fler vuxna", PointState.OPEN, a_person(ctx), DAY)
    return partial(write_point, ctx, WritePoint(point.id, point.version, fields))


MEETINGS: dict[str, Callable[[AppContext], Operation]] = {
    "meeting.agenda": meeting_agenda,
    "meeting.attend": meeting_attend,
    "meeting.close": meeting_close,
    "meeting.delete": meeting_delete,
    "meeting.edit": meeting_edit,
    "meeting.new": meeting_new,
    "meeting.point": point_written,
    "meeting.point_delete": point_delete,
    "meeting.point_move": point_move,
    "meeting.point_new": point_new,
    "meeting.reopen": meeting_reopen,
    "meeting.start": meeting_start,
}
