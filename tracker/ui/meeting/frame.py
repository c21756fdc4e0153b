"""What stands around the point: the meeting and how far it has come, its agenda, and the keys."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, pgettext
from tracker.services.queries.meetings import MeetingRow, PointRow
from tracker.ui import fonts
from tracker.ui.meeting.agenda_painter import AgendaPainter
from tracker.ui.meeting.words import points_words, when_words
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text

_HEIGHT = 64
_OWN_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class Head(Panel):
    """The meeting's title, when and where, how many points are done with, and the ways out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.setMinimumHeight(_HEIGHT)
        self._title = Text("", fonts.page_title()).elidable()
        self._when = Text("", fonts.body(tabular=True), "text2").elidable()
        height = _HEIGHT - 20
        self.attendance = Button(_("Attendance"), icon="person", keys="P", height=height)
        self.undo = Button(_("Undo"), icon="undo", keys="Ctrl+Z", kind="flat", height=height)
        self.finish = Button(_("To the end"), icon="report", keys="Ctrl+Enter", height=height)
        self.leave = Button(
            pgettext("meeting", "Leave"), icon="close", keys="Esc", kind="flat", height=height
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._when)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        for button in (self.attendance, self.undo, self.finish, self.leave):
            row.addWidget(button)

    def show_meeting(self, row: MeetingRow) -> None:
        """How the meeting now stands."""
        self._title.setText(row.title)
        came = _("{present} of {called} present").format(present=row.present, called=row.called)
        # What changes during the meeting comes first: the day is cut where the room is short.
        parts = (came if row.called else "", points_words(row), when_words(row))
        self._when.setText("  ·  ".join(part for part in parts if part))


class Rail(PaintedList[PointRow]):
    """The agenda to the left. Letters and the other keys belong to the window."""

    def __init__(self) -> None:
        super().__init__(_("Agenda"), AgendaPainter(why=False), fitted=False)
        self.by_keyboard = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()


KeyButton = tuple[str, str, str, Callable[[], object]]
"""Words, icon, key and what it does."""


class Keys(Panel):
    """All that can be done, with its key: nobody has to remember any of it."""

    def __init__(self, buttons: Sequence[KeyButton], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._line = Text("", fonts.body_medium(), wrap=True)
        # Always there, above the words of the keys: what is said moves nothing on the screen.
        self._line.setContentsMargins(8, 0, 8, 0)
        self._line.setMinimumHeight(int(QFontMetricsF(self._line.font()).height()) + 2)
        self._buttons: dict[str, Button] = {}
        flow = FlowLayout(gap=4, line_gap=2)
        for words, icon, keys, run in buttons:
            button = Button(words, icon=icon, keys=keys, kind="flat", height=28)
            button.clicked.connect(run)
            flow.addWidget(button)
            self._buttons[keys] = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 6)
        layout.setSpacing(2)
        layout.addWidget(self._line)
        layout.addLayout(flow)

    def say(self, words: str) -> None:
        """A sentence about what was done, or why nothing was."""
        self._line.setText(words)

    def allow(self, keys: Collection[str]) -> None:
        """Only these have anything to do now."""
        for key, button in self._buttons.items():
            button.setEnabled(key in keys)

    def allowed(self) -> set[str]:
        """The keys that have anything to do now."""
        return {key for key, button in self._buttons.items() if button.isEnabled()}

    def said_now(self) -> str:
        """What it says, for assistive tools and tests."""
        return self._line.whole_text()
