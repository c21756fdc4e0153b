"""Planning and starting a meeting from the window, as the menu and Ctrl+K do."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.program import Program
from tracker.i18n import _
from tracker.models.enums import MeetingState
from tracker.services.queries.meetings import meetings
from tracker.ui.dialogs.meeting import NewMeetingDialog, StartEarlyDialog
from tracker.ui.meeting.window import MeetingWindow
from tracker.ui.panels.meetings import MeetingsPage
from tracker.ui.widgets.editors import DateField


def test_a_meeting_is_planned_started_before_its_day_and_taken_back(
    program: Program, town_file: Path
) -> None:
    window = program.open(town_file)
    ctx = window.desk.ctx
    window.commands.run("meeting.new")
    program.settle()
    dialog = program.dialog(NewMeetingDialog)
    day = dialog.findChild(DateField, "held_on")
    assert isinstance(day, DateField)
    day.setText("2018-09-25")
    dialog.submit()
    program.settle()
    assert window.current_page == "meetings"
    page = window.show_page("meetings")
    assert isinstance(page, MeetingsPage)
    program.settle()
    assert page.shown is not None
    assert page.shown.detail.row.title == _("The working group’s meeting")
    page.start()
    program.settle()
    # One key is not enough to hold it today.
    assert meetings(ctx)[0].state is MeetingState.PLANNED
    early = program.dialog(StartEarlyDialog)
    program.front(early)
    program.press(Qt.Key.Key_Return)
    mode = program.dialog(MeetingWindow)
    assert mode.isFullScreen()
    assert str(meetings(ctx)[0].held_on) == "2018-09-15"
    program.front(mode)
    program.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert str(meetings(ctx)[0].held_on) == "2018-09-25"
    assert meetings(ctx)[0].state is MeetingState.PLANNED
