"""The chosen meeting: when and where, its agenda, who is called, and what it came to."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_date, pgettext
from tracker.labels import label
from tracker.models.enums import MeetingState
from tracker.services.queries.meeting_held import Held
from tracker.services.queries.meetings import PointRow
from tracker.ui import fonts
from tracker.ui.meeting.agenda_painter import AgendaPainter
from tracker.ui.meeting.summary import MeetingSums
from tracker.ui.meeting.words import points_words, when_words
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import Panel, ScrollPanel
from tracker.ui.widgets.text import Text


class MeetingView(Panel):
    """Built once; `show_held` fills it. Its signals say what is asked for."""

    start_asked = Signal()
    edit_asked = Signal()
    point_asked = Signal()
    minutes_asked = Signal()
    refresh_asked = Signal()
    reopen_asked = Signal()
    delete_asked = Signal()
    move_asked = Signal(object, int, int)
    """A point's id and version, and by how many places it moves."""
    remove_asked = Signal(object, int)
    """A point's id and version."""
    take_back_asked = Signal(object)
    """The id of an operation that the meeting decided."""
    action_asked = Signal(object)
    """The id of the action that a point is about."""

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__("surface", parent)
        self._read_only = read_only
        self._state = MeetingState.PLANNED
        self._sums: QWidget | None = None
        self._painter = AgendaPainter(why=True)
        self.agenda: PaintedList[PointRow] = PaintedList(_("Agenda"), self._painter)
        self._title = Text("", fonts.page_title(), wrap=True)
        self._when = Text("", fonts.promise_text(), "text2", wrap=True)
        self._facts = QuietNote("")
        self._called_title = Text(_("Called"), fonts.section_title())
        self._called = Text("", fonts.body(), "text2", wrap=True)
        self.start = PrimaryButton(_("Start the meeting"), icon="meeting", keys="F11")
        self.minutes = Button(pgettext("meeting", "Minutes"), icon="report")
        self.edit = Button(_("Prepare…"), icon="pencil")
        self.remake = Button(_("Make the agenda anew"), icon="refresh")
        self.add = Button(_("Add a point"), icon="plus", keys="Ins")
        self.reopen = Button(_("Open again"), icon="undo")
        self.delete = Button(_("Remove"), icon="trash", kind="flat")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        # The agenda's own padding brings its text under the title.
        scroll = ScrollPanel(margins=(12, 20, 12, 24), gap=12)
        head, foot = QVBoxLayout(), QVBoxLayout()
        for part in (head, foot):
            part.setContentsMargins(12, 0, 12, 0)
            part.setSpacing(8)
        buttons = FlowLayout()
        for button in self._buttons():
            buttons.addWidget(button)
        self._sums_at = QVBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._when)
        head.addLayout(buttons)
        head.addLayout(self._sums_at)
        head.addSpacing(8)
        head.addWidget(Text(_("Agenda"), fonts.section_title()))
        head.addWidget(self._facts)
        foot.addWidget(self._called_title)
        foot.addWidget(self._called)
        scroll.body.addLayout(head)
        scroll.body.addWidget(self.agenda)
        scroll.body.addLayout(foot)
        scroll.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.start,
            self.minutes,
            self.edit,
            self.add,
            self.remake,
            self.reopen,
            self.delete,
        )

    def _connect(self) -> None:
        for button, signal in (
            (self.start, self.start_asked),
            (self.minutes, self.minutes_asked),
            (self.edit, self.edit_asked),
            (self.add, self.point_asked),
            (self.remake, self.refresh_asked),
            (self.reopen, self.reopen_asked),
            (self.delete, self.delete_asked),
        ):
            button.clicked.connect(signal)
        self.agenda.opened.connect(self._on_opened)
        for keys, run in (
            ("Del", self._on_remove),
            ("Alt+Up", lambda: self._on_move(-1)),
            ("Alt+Down", lambda: self._on_move(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def show_held(self, held: Held) -> None:
        """The meeting as it now is."""
        detail = held.detail
        row, self._state = detail.row, detail.row.state
        closed = row.state is MeetingState.CLOSED
        self._title.setText(row.title)
        parts = (label(row.state), when_words(row), row.place, points_words(row))
        self._when.setText("  ·  ".join(part for part in parts if part))
        self._show_buttons()
        self._show_facts(held.facts_of)
        self._painter.closed = closed
        self.agenda.set_rows(detail.points)
        called = [attending.name for attending in detail.attendance]
        self._called_title.setVisible(not closed)
        self._called.setVisible(not closed)
        self._called.setText("\n".join(called) or _("Nobody is called yet."))
        if self._sums is not None:
            self._sums.hide()
            self._sums.deleteLater()
            self._sums = None
        if row.state is not MeetingState.PLANNED:
            # A closed meeting is locked; what it changed can be changed again where it stands.
            can_take_back = not (closed or self._read_only)
            self._sums = MeetingSums(held, can_take_back=can_take_back)
            self._sums.take_back_asked.connect(self.take_back_asked)
            self._sums_at.addWidget(self._sums)

    def _show_facts(self, day: date | None) -> None:
        words = _(
            "The state of {date}; the book has been changed since. The facts are brought up to "
            "date when the meeting starts, or when the agenda is made anew."
        )
        self._facts.setText("" if day is None else words.format(date=format_date(day, "day")))
        self._facts.setVisible(day is not None)

    def facts(self) -> str:
        """What is said about the agenda's age, for assistive tools and tests."""
        return self._facts.text()

    def _show_buttons(self) -> None:
        planned = self._state is MeetingState.PLANNED
        closed = self._state is MeetingState.CLOSED
        ongoing = self._state is MeetingState.ONGOING
        self.start.set_words(_("Go on with the meeting") if ongoing else _("Start the meeting"))
        self.minutes.set_words(_("Agenda on paper") if planned else pgettext("meeting", "Minutes"))
        writable = not self._read_only
        for button, shown in (
            (self.start, writable and not closed),
            (self.minutes, True),
            (self.edit, writable and not closed),
            (self.add, writable and not closed),
            (self.remake, writable and planned),
            (self.reopen, writable and closed),
            (self.delete, writable and planned),
        ):
            button.setVisible(shown)

    def _writable_point(self) -> PointRow | None:
        changing = self._read_only or self._state is MeetingState.CLOSED
        return None if changing else self.agenda.current()

    def ask_point(self) -> None:
        """A point of one's own, where the meeting can still have one."""
        if self.add.isVisible():
            self.point_asked.emit()

    def _on_move(self, by: int) -> None:
        point = self._writable_point()
        if point is not None:
            self.move_asked.emit(point.id, point.version, by)

    def _on_remove(self) -> None:
        point = self._writable_point()
        if point is not None:
            self.remove_asked.emit(point.id, point.version)

    def _on_opened(self, point: PointRow) -> None:
        if point.action_id is not None:
            self.action_asked.emit(point.action_id)
