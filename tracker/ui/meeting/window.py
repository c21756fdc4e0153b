"""The meeting on a full screen: the agenda to the left, one point at a time, and all its keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.messages import explain, operation_name
from tracker.models.enums import MeetingState, PointState
from tracker.models.errors import TrackerError
from tracker.models.journal import ChangeSet
from tracker.services.history import undo
from tracker.services.meetings import attend, close_meeting, edit_meeting, reopen_meeting
from tracker.services.queries.meeting_held import About, Held, look_at_meeting, look_at_point
from tracker.services.queries.meetings import PointRow, meeting_detail
from tracker.ui import fonts
from tracker.ui.alerts import explain_failure
from tracker.ui.desk import Desk
from tracker.ui.dialogs.meeting import CloseMeetingDialog, Responsible
from tracker.ui.meeting.attendance import AttendanceDialog
from tracker.ui.meeting.deciding import Deciding
from tracker.ui.meeting.frame import Head, KeyButton, Keys, Rail
from tracker.ui.meeting.point_view import PointView
from tracker.ui.meeting.summary import Summary
from tracker.ui.meeting.words import changes_of
from tracker.ui.meeting.writing import Writing
from tracker.ui.widgets.note_field import NoteField
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel
from tracker.ui.widgets.text import Text

_RAIL = 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHOWN = frozenset(
    {
        "action",
        "action_note",
        "attendance",
        "decision_request",
        "log_entry",
        "measurement",
        "meeting",
        "meeting_change",
        "meeting_point",
        "occasion",
        "person",
    }
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
        self._view: PointView | None = None
        self._attendance: AttendanceDialog | None = None
        self.point: PointRow | None = None
        self._filling = False
        self.writing = Writing(desk, self)
        self.deciding = Deciding(desk, self)
        self.head, self.rail, self.summary = Head(), Rail(), Summary()
        self.note = NoteField(lines=4)
        self.decision = NoteField(lines=4, public=False)
        buttons = self._buttons()
        self._by_key = {keys: run for _words, _icon, keys, run in buttons}
        self.keys = Keys(buttons)
        self._lay_out()
        self._connect()
        self._show_held(held)
        first = next((p for p in held.detail.points if p.state is PointState.WAITING), None)
        self.rail.choose(first.number - 1 if first is not None else 0)
        self.rail.setFocus()

    # -- how it is put together

    def _buttons(self) -> tuple[KeyButton, ...]:
        decide = self.deciding
        return (
            (_("Note"), "pencil", "N", self.note.setFocus),
            (_("Decision"), "check", "D", self.decision.setFocus),
            (_("New deadline"), "calendar", "F", decide.move_deadline),
            (_("New owner"), "person", "Ä", decide.change_owner),
            (_("Status"), "dot-circle", "S", decide.set_status),
            (_("New action"), "plus", "Å", decide.new_action),
            (_("Answer the question"), "review", "B", decide.answer),
            (_("Note on the action"), "action", "A", decide.note_on_action),
            (_("Responsible"), "person", "R", decide.choose_responsible),
            (_("Open to next time"), "arrow-right", "O", self.leave_open),
            (_("Done with"), "check", _("Space"), self.tick),
            (_("Previous"), "chevron-up", "K", partial(self.step, -1)),
            (_("Next"), "chevron-down", "J", partial(self.step, 1)),
        )

    def _lay_out(self) -> None:
        self._scroll = ScrollPanel(margins=(40, 24, 40, 16))
        fields = QHBoxLayout()
        fields.setContentsMargins(40, 8, 40, 12)
        fields.setSpacing(24)
        for words, keys, field in (
            (_("What was said"), "N", self.note),
            (_("What was decided"), "D", self.decision),
        ):
            field.setAccessibleName(words)
            field.edit.setFont(fonts.kiosk())
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(Text(f"{words}  ({keys})", fonts.caption_strong(), "text2"))
            column.addWidget(field)
            column.addStretch(1)
            fields.addLayout(column, 1)
        middle = Panel("surface")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addLayout(fields)
        self.rail.setFixedWidth(_RAIL)
        points = QWidget()
        row = QHBoxLayout(points)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(Rule(vertical=True))
        row.addWidget(middle, 1)
        self._points = points
        self._stack = QStackedWidget()
        self._stack.addWidget(points)
        self._stack.addWidget(self.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(Rule())
        layout.addWidget(self._stack, 1)
        layout.addWidget(Rule())
        layout.addWidget(self.keys)

    def _connect(self) -> None:
        self.rail.chosen.connect(self._on_chosen)
        self.head.attendance.clicked.connect(self.open_attendance)
        self.head.undo.clicked.connect(self.undo)
        self.head.finish.clicked.connect(self.show_summary)
        self.head.leave.clicked.connect(self.reject)
        self.note.changed.connect(self._on_typed)
        self.decision.changed.connect(self._on_typed)
        for field in (self.note, self.decision):
            field.edit.installEventFilter(self)
        self.writing.failed.connect(self._on_not_written)
        self.writing.saved.connect(lambda: self.keys.say(""))
        self.deciding.refused.connect(self.keys.say)
        self.deciding.responsible_chosen.connect(self._on_responsible)
        self.summary.back_asked.connect(self.show_points)
        self.summary.close_asked.connect(self.ask_to_close)
        self.summary.reopen_asked.connect(self.reopen)
        self.summary.minutes_asked.connect(self._on_minutes)
        self._desk.changed.connect(self._on_changed)

    # -- the meeting and its points

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*_SHOWN):
            read = partial(look_at_meeting, self._desk.ctx, self.held.detail.row.id)
            self._desk.read(read, self._on_held, owner=self)

    def _on_held(self, held: Held | None) -> None:
        if held is None:
            # Taken back or removed elsewhere: there is nothing left to hold.
            self.reject()
            return
        self._show_held(held)

    def _show_held(self, held: Held) -> None:
        self.held = held
        self.head.show_meeting(held.detail.row)
        self.rail.set_rows(held.detail.points)
        if self._attendance is not None:
            self._attendance.show_detail(held.detail)
        if held.detail.row.state is MeetingState.CLOSED:
            self._stack.setCurrentWidget(self.summary)
        if self._stack.currentWidget() is self.summary:
            self.summary.show_held(held)
        self._show_writable()
        chosen = self.rail.current()
        if chosen is None and held.detail.points:
            self.rail.choose(0)
        elif chosen is not None:
            self._on_chosen(chosen)

    def _show_writable(self) -> None:
        points = self._stack.currentWidget() is self._points
        ongoing = self.held.detail.row.state is not MeetingState.CLOSED
        self.keys.setVisible(points)
        self.head.finish.setVisible(points)
        self.head.attendance.setEnabled(ongoing)

    def _on_chosen(self, point: PointRow) -> None:
        if self.point is not None and self.point.id != point.id:
            self.writing.flush()
            self.keys.say("")
        self.point = point
        self._fill(point)
        self._desk.read(
            partial(look_at_point, self._desk.ctx, point),
            partial(self._on_looked, point),
            owner=self,
            key=("point", id(self)),
        )

    def _fill(self, point: PointRow) -> None:
        fields = self.writing.take(point)
        self._filling = True
        for field, text in ((self.note, fields.note), (self.decision, fields.decision)):
            # Not while somebody is typing there: the cursor would jump.
            if field.value() != text.strip():
                field.set_value(text)
        self._filling = False

    def _on_looked(self, point: PointRow, about: About) -> None:
        if self.point is None or self.point.id != point.id:
            return
        self.deciding.show_point(point, about)
        before, top = self._view, self._scroll.verticalScrollBar().value()
        changes = changes_of(self.held.changes, point.id)
        self._view = PointView(point, about, changes, self._desk.today())
        self._scroll.body.addWidget(self._view)
        if before is not None:
            before.hide()
            before.deleteLater()
        same = before is not None and before.objectName() == str(point.id)
        self._view.setObjectName(str(point.id))
        self._scroll.verticalScrollBar().setValue(top if same else 0)

    def step(self, by: int) -> None:
        """The next point, or the one before."""
        self.rail.step(by)
        self.rail.setFocus()

    # -- what is written, and how far the point has come

    def _on_typed(self) -> None:
        if self.point is not None and not self._filling:
            self.writing.put(
                self.point.id,
                later=True,
                note=self.note.value(),
                decision=self.decision.value(),
            )

    def _on_responsible(self, chosen: Responsible) -> None:
        if self.point is not None:
            self.writing.put(self.point.id, owner_id=chosen.owner_id, due_on=chosen.due_on)

    def tick(self) -> None:
        """Done with the point, and on to the next; once more takes the tick away."""
        self._set_state(PointState.DONE)

    def leave_open(self) -> None:
        """The point goes on to the next meeting."""
        self._set_state(PointState.OPEN)

    def _set_state(self, state: PointState) -> None:
        if self.point is None:
            return
        now = self.writing.wanted(self.point.id).state
        self.writing.put(self.point.id, state=PointState.WAITING if now is state else state)
        if now is not state:
            self.step(1)

    def _on_not_written(self, error: Exception, theirs: str) -> None:
        if not isinstance(error, TrackerError):
            explain_failure(self, error)
            return
        words = explain(error)
        if theirs:
            words += " " + _("In the book now: {value}").format(value=theirs)
        self.keys.say(words)

    # -- the rest of the meeting

    def open_attendance(self) -> None:
        """Tick who is here."""
        if self.held.detail.row.state is MeetingState.CLOSED:
            return
        ctx = self._desk.ctx
        dialog = AttendanceDialog(self.held.detail, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.ticked.connect(lambda cmd: self._write(partial(attend, ctx, cmd)))
        dialog.added.connect(lambda cmd: self._write(partial(edit_meeting, ctx, cmd)))
        dialog.finished.connect(self._on_attendance_closed)
        self._attendance = dialog
        dialog.open()

    def _on_attendance_closed(self) -> None:
        self._attendance = None

    def _write(self, work: Callable[[], object]) -> None:
        self._desk.write(work, None, self._on_failed, owner=self)

    def _on_failed(self, error: Exception) -> None:
        self._on_not_written(error, "")

    def undo(self) -> None:
        """Take back the latest that was done."""
        self.writing.flush()
        self._desk.write(
            partial(undo, self._desk.ctx), self._on_undone, self._on_failed, owner=self
        )

    def _on_undone(self, name: str) -> None:
        self.keys.say(_("Undone: {operation}").format(operation=operation_name(name)))

    def show_summary(self) -> None:
        """What the meeting has come to, before it is closed."""
        self.writing.flush()
        self._stack.setCurrentWidget(self.summary)
        self.summary.show_held(self.held)
        self._show_writable()
        self.summary.close_meeting.setFocus()

    def show_points(self) -> None:
        """Back to the agenda."""
        self._stack.setCurrentWidget(self._points)
        self._show_writable()
        self.rail.setFocus()

    def ask_to_close(self) -> None:
        """Close the meeting, when the next is, and lock it."""
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.writing.flush()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.writing.flush()
        super().closeEvent(event)

    def reject(self) -> None:
        self.writing.flush()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key did something."""
        focused: object = self.focusWidget()
        typing = isinstance(focused, QPlainTextEdit)
        if event.key() == Qt.Key.Key_Escape and typing:
            self.rail.setFocus()
            return True
        if event.key() in _ENTER and event.modifiers() & _CONTROL:
            self._on_enter()
            return True
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
            return True
        if typing or event.modifiers() & (_CONTROL | _ALT):
            return False
        run = self._run_by(event)
        if run is not None:
            run()
        return run is not None

    def _on_enter(self) -> None:
        """Ctrl+Enter goes on towards the end: to what the meeting came to, and then to close it."""
        if self._stack.currentWidget() is self._points:
            self.show_summary()
        elif self.held.detail.row.state is not MeetingState.CLOSED:
            self.ask_to_close()

    def _run_by(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does that is pressed outside a text."""
        letter = event.text().upper()
        if self._stack.currentWidget() is self.summary:
            return self.show_points if letter == "K" and self.summary.back.isVisible() else None
        match event.key():
            case Qt.Key.Key_PageDown:
                return partial(self.step, 1)
            case Qt.Key.Key_PageUp:
                return partial(self.step, -1)
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return self.tick
        if letter == "P":
            return self.open_attendance
        return self._by_key.get(letter)


def open_meeting(desk: Desk, held: Held, parent: QWidget) -> MeetingWindow:
    """Show it over the whole screen."""
    window = MeetingWindow(desk, held, parent)
    window.showFullScreen()
    return window
