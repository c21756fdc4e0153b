"""Commands of the working group's meetings."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tracker.i18n import _
from tracker.models.enums import MeetingState
from tracker.services import meeting_points
from tracker.services import meetings as services
from tracker.services.context import AppContext
from tracker.services.meetings import MeetingFields
from tracker.services.queries import meetings as queries
from tracker.services.queries.choices import (
    Choice,
    PersonRow,
    agreement_starts,
    agreements,
    persons,
)
from tracker.services.queries.meetings import MeetingDetail, MeetingRow

if TYPE_CHECKING:
    from tracker.services.queries.meeting_held import Held
    from tracker.ui.main_window import MainWindow


def _new(window: "MainWindow", _about: object) -> None:
    desk = window.desk
    desk.read(partial(_read_new, desk.ctx), partial(_ask_new, window), owner=window)


_New = tuple[list[Choice], MeetingFields | None, list[PersonRow], dict[int, date]]
_Edited = tuple[MeetingDetail, list[PersonRow], dict[int, date]]


def _read_new(ctx: AppContext) -> _New:
    found = agreements(ctx)
    title = _("The working group’s meeting")
    fields = queries.next_meeting(ctx, found[0].id, title) if found else None
    return found, fields, persons(ctx, active_on=ctx.today()), agreement_starts(ctx)


def _ask_new(window: "MainWindow", read: _New) -> None:
    from tracker.ui.dialogs.meeting import NewMeetingDialog

    found, fields, people, starts = read
    if fields is None:
        window.say(_("A meeting is about an agreement. Add it first."))
        window.desk.run("agreement.edit")
        return
    desk = window.desk
    dialog = NewMeetingDialog(fields, found, people, desk.today(), window, starts=starts)
    desk.ask(dialog, services.new_meeting, lambda row_id: desk.go("meetings", row_id))


def _edit(window: "MainWindow", about: object) -> None:
    if not isinstance(about, int):
        return
    desk = window.desk

    def show(read: _Edited) -> None:
        from tracker.ui.dialogs.meeting import EditMeetingDialog

        detail, people, starts = read
        dialog = EditMeetingDialog(detail, people, desk.today(), window, starts=starts)
        desk.ask(
            dialog,
            services.edit_meeting,
            reread=partial(queries.meeting_detail, desk.ctx, about),
        )

    desk.read(partial(_read_edited, desk.ctx, about), show, owner=window)


def _read_edited(ctx: AppContext, row_id: int) -> _Edited:
    people = persons(ctx, active_on=ctx.today())
    return queries.meeting_detail(ctx, row_id), people, agreement_starts(ctx)


def _new_point(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.meeting import AddPointDialog

    if isinstance(about, int):
        window.desk.ask(AddPointDialog(about, window), meeting_points.add_point)


def _start(window: "MainWindow", about: object) -> None:
    """The meeting that is asked for, else the one that goes on, else the next one."""
    desk = window.desk
    desk.read(partial(_next, desk.ctx, about), partial(_ask_start, window), owner=window)


def _next(ctx: AppContext, about: object) -> MeetingRow | None:
    rows = [row for row in queries.meetings(ctx) if row.state is not MeetingState.CLOSED]
    rows.sort(key=lambda row: (row.id != about, row.state is not MeetingState.ONGOING))
    return rows[0] if rows else None


def _ask_start(window: "MainWindow", row: MeetingRow | None) -> None:
    if row is None:
        window.say(_("No meeting is planned."))
        window.desk.run("meeting.new")
    elif row.state is MeetingState.PLANNED and row.held_on > window.desk.today():
        from tracker.ui.dialogs.meeting import StartEarlyDialog

        dialog = StartEarlyDialog(row, window.desk.today(), window)
        window.desk.ask(dialog, _begin, partial(_show, window))
    else:
        window.desk.write(partial(_begin, window.desk.ctx, row), partial(_show, window))


def _begin(ctx: AppContext, row: MeetingRow) -> "Held | None":
    from tracker.services.queries.meeting_held import look_at_meeting

    if row.state is MeetingState.PLANNED:
        services.start_meeting(ctx, row.id, row.version)
    return look_at_meeting(ctx, row.id)


def _show(window: "MainWindow", held: "Held | None") -> None:
    from tracker.ui.meeting.window import open_meeting

    if held is not None:
        opened = open_meeting(window.desk, held, window)
        opened.minutes_asked.connect(partial(_minutes, window))


def _minutes(window: "MainWindow", about: object) -> None:
    """The agenda before the meeting, the minutes after it."""
    from tracker.ui.panels.reports.options import MeetingReport

    if isinstance(about, int):
        window.desk.go("reports", query=MeetingReport(about))


HANDLERS = {
    "meeting.new": _new,
    "meeting.edit": _edit,
    "meeting.point_new": _new_point,
    "meeting.start": _start,
    "meeting.minutes": _minutes,
}
