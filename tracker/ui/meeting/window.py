"""The meeting on a full screen: what is taken up, who is here, how it ends, and all the keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.messages import explain, operation_name
from tracker.models.enums import MeetingState
from tracker.models.errors import TrackerError
from tracker.models.journal import ChangeSet
from tracker.services.meeting_points import add_point
from tracker.services.meeting_undo import Undone, undo_latest
from tracker.services.meetings import attend, close_meeting, edit_meeting, reopen_meeting
from tracker.services.queries.meeting_held import Held, look_at_meeting
from tracker.services.queries.meetings import meeting_detail
from tracker.ui.alerts import explain_failure
from tracker.ui.desk import Desk
from tracker.ui.dialogs.meeting import AddPointDialog, CloseMeetingDialog
from tracker.ui.meeting.attendance import AttendanceDialog
from tracker.ui.meeting.frame import Head, Keys
from tracker.ui.meeting.key_sheet import KeySheet
from tracker.ui.meeting.key_table import key_buttons, other_keys, usable
from tracker.ui.meeting.points import Points
from tracker.ui.meeting.summary import Summary
from tracker.ui.widgets.panels import Rule

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHOWN = (
    "action",
    "action_note",
    "attendance",
    "decision_request",
    "deviation",
    "indicator",
    "log_entry",
    "measurement",
    "meeting",
    "meeting_change",
    "meeting_point",
    "occasion",
    "person",
    "promise",
    "snooze",
)


class MeetingWindow(QDialog):
    """Everything is saved as it is done, so that leaving asks nothing."""

    minutes_asked = Signal(object)
    """The id of the meeting whose minutes are to be written."""

    def __init__(self, desk: Desk, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(held.detail.row.title)
        self.setProperty("surface", "bg")
        self.resize(1280, 720)
        self._desk, self.held = desk, held
        self._attendance: AttendanceDialog | None = None
        self._leaving = False
        self.head, self.summary, self.points = Head(), Summary(), Points(desk, self)
        self._table = key_buttons(self.points, self.new_point)
        self._by_key = {keys: run for _words, _icon, keys, run in self._table}
        self.keys = Keys(self._table)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.points)
        self._stack.addWidget(self.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, Rule(), self._stack, Rule(), self.keys):
            layout.addWidget(widget, int(widget is self._stack))
        self._connect()
        self._show_held(held)
        self.points.rail.setFocus()

    def _connect(self) -> None:
        self.head.attendance.clicked.connect(self.open_attendance)
        self.head.undo.clicked.connect(self.undo)
        self.head.finish.clicked.connect(self.show_summary)
        self.head.leave.clicked.connect(self.reject)
        self.points.said.connect(self.keys.say)
        self.points.looked.connect(self._on_looked)
        self.points.failed.connect(self._on_failed)
        self.points.writing.saved.connect(self._on_saved)
        self.summary.back_asked.connect(self.show_points)
        self.summary.close_asked.connect(self.ask_to_close)
        self.summary.reopen_asked.connect(self.reopen)
        self.summary.minutes_asked.connect(self._on_minutes)
        self._desk.changed.connect(self._on_changed)

    # -- the meeting as it is

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*_SHOWN):
            read = partial(look_at_meeting, self._desk.ctx, self.held.detail.row.id)
            self._desk.read(read, self._on_held, owner=self)

    def _on_held(self, held: Held | None) -> None:
        if held is None or held.detail.row.state is MeetingState.PLANNED:
            # Taken back, here or elsewhere: there is nothing to hold.
            self.reject()
        else:
            self._show_held(held)

    def _show_held(self, held: Held) -> None:
        self.held = held
        self.head.show_meeting(held.detail.row)
        self.points.show_held(held)
        if self._attendance is not None:
            self._attendance.show_detail(held.detail)
        if self._is_closed():
            self._stack.setCurrentWidget(self.summary)
        if self._stack.currentWidget() is self.summary:
            self.summary.show_held(held)
        self._fit_frame()

    def _fit_frame(self) -> None:
        """What is offered around the screen that is seen."""
        at_points = self._stack.currentWidget() is self.points
        self.keys.setVisible(at_points)
        self.head.finish.setVisible(at_points)
        self.head.attendance.setEnabled(not self._is_closed())

    def _is_closed(self) -> bool:
        return self.held.detail.row.state is MeetingState.CLOSED

    # -- who is here

    def open_attendance(self) -> None:
        """Tick who is here."""
        if self._is_closed():
            return
        ctx = self._desk.ctx
        dialog = AttendanceDialog(self.held.detail, self)
        dialog.ticked.connect(lambda cmd: self._write(partial(attend, ctx, cmd)))
        dialog.added.connect(lambda cmd: self._write(partial(edit_meeting, ctx, cmd)))
        dialog.finished.connect(self._on_attendance_closed)
        self._attendance = dialog
        dialog.open()

    def attendance(self) -> AttendanceDialog | None:
        """Where those who are here are ticked, while it is open."""
        return self._attendance

    def _on_attendance_closed(self) -> None:
        self._attendance = None

    def _write(self, work: Callable[[], object]) -> None:
        self._desk.write(work, None, self._on_failed, owner=self)

    def _on_failed(self, error: Exception) -> None:
        self._leaving = False
        if isinstance(error, TrackerError):
            self.keys.say(explain(error))
        else:
            explain_failure(self, error)

    def undo(self) -> None:
        """Take back the latest that was done, and show the point that it was done at."""
        self.points.rail.setFocus()
        self.points.writing.flush()
        work = partial(undo_latest, self._desk.ctx)
        self._desk.write(work, self._on_undone, self._on_failed, owner=self)

    def _on_undone(self, undone: Undone) -> None:
        title = self.points.go_to(undone.point_id)
        operation = operation_name(undone.operation)
        words = _("Undone: {operation}").format(operation=operation)
        if title:
            words = _("Undone at “{title}”: {operation}").format(title=title, operation=operation)
        self.keys.say(words)

    # -- points and keys

    def new_point(self) -> None:
        """A point of one's own, which is then taken up."""
        dialog = AddPointDialog(self.held.detail.row.id, self)
        self._desk.ask(dialog, add_point, self.points.take_up)

    def show_keys(self) -> None:
        """All keys on one sheet."""
        keys = [(key, words) for words, _icon, key, _run in self._table]
        KeySheet([*keys, *other_keys()], self).open()

    def _on_looked(self) -> None:
        point, about = self.points.point, self.points.about
        self.keys.allow({keys for _w, _i, keys, _run in self._table if usable(keys, point, about)})

    # -- the end

    def show_summary(self) -> None:
        """What the meeting has come to, before it is closed."""
        self.points.writing.flush()
        self._stack.setCurrentWidget(self.summary)
        self.summary.show_held(self.held)
        self._fit_frame()
        self.summary.close_meeting.setFocus()

    def show_points(self) -> None:
        """Back to the agenda."""
        self._stack.setCurrentWidget(self.points)
        self._fit_frame()
        self.points.rail.setFocus()

    def ask_to_close(self) -> None:
        """Close the meeting and lock it, and say when the next one is."""
        dialog = CloseMeetingDialog(self.held.detail, self._desk.today(), self)
        ctx, row_id = self._desk.ctx, self.held.detail.row.id
        self._desk.ask(dialog, close_meeting, reread=partial(meeting_detail, ctx, row_id))

    def reopen(self) -> None:
        """Open it again, on the same day."""
        row = self.held.detail.row
        work = partial(reopen_meeting, self._desk.ctx, row.id, row.version)
        self._desk.write(work, lambda _done: self.show_points(), self._on_failed, owner=self)

    def _on_minutes(self) -> None:
        self.minutes_asked.emit(self.held.detail.row.id)
        self.accept()

    # -- events

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_saved():
            super().closeEvent(event)
        else:
            event.ignore()

    def reject(self) -> None:
        if self._is_saved():
            super().reject()

    def _is_saved(self) -> bool:
        """Whether all that was written is in the book; else the window goes once it is."""
        self.points.writing.flush()
        self._leaving = self.points.writing.is_busy()
        return not self._leaving

    def _on_saved(self) -> None:
        if self._leaving:
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._run_by(event)
        if run is not None or event.text():
            # What was said last is about the key before.
            self.keys.say("")
        if run is not None:
            run()
        else:
            super().keyPressEvent(event)

    def _run_by(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does. Letters belong to the text that is being written, if any."""
        focused: object = self.focusWidget()
        typing = isinstance(focused, QPlainTextEdit)
        if event.key() == Qt.Key.Key_Escape and typing:
            return self.points.rail.setFocus
        if event.key() in _ENTER and event.modifiers() & _CONTROL:
            return self._go_on
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        if typing or event.modifiers() & (_CONTROL | _ALT):
            return None
        letter = event.text().upper()
        if event.key() == Qt.Key.Key_F1 or letter == "?":
            return self.show_keys
        if letter == "P":
            return self.open_attendance
        if self._stack.currentWidget() is self.points:
            return self._at_points(event.key(), letter)
        return self.show_points if letter == "K" and not self._is_closed() else None

    def _at_points(self, key: int, letter: str) -> Callable[[], object] | None:
        match key:
            case Qt.Key.Key_PageDown:
                return partial(self.points.step, 1)
            case Qt.Key.Key_PageUp:
                return partial(self.points.step, -1)
            case Qt.Key.Key_Insert:
                return self.new_point
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return self.points.tick
        return self._by_key.get(letter)

    def _go_on(self) -> None:
        """Ctrl+Enter goes on towards the end: to what the meeting came to, and then to close it."""
        if self._stack.currentWidget() is self.points:
            self.show_summary()
        elif not self._is_closed():
            self.ask_to_close()


def open_meeting(desk: Desk, held: Held, parent: QWidget) -> MeetingWindow:
    """Show it over the whole screen."""
    window = MeetingWindow(desk, held, parent)
    window.showFullScreen()
    return window
