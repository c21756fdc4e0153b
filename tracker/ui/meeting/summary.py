"""The end of the meeting: who came, what was decided and changed, and what goes on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.models.enums import MeetingState, PointState
from tracker.services.queries.meeting_held import Held
from tracker.services.queries.meetings import PointRow
from tracker.ui import fonts
from tracker.ui.meeting.change_lines import ChangeLines
from tracker.ui.meeting.words import decided_words, responsible_words
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.panels import Panel, ScrollPanel
from tracker.ui.widgets.text import Text


class MeetingSums(QWidget):
    """Attendance, decisions, what was changed, and what goes on: also on the page of meetings."""

    take_back_asked = Signal(object)
    """The id of an operation that the meeting decided."""

    def __init__(
        self,
        held: Held,
        parent: QWidget | None = None,
        *,
        large: bool = False,
        can_take_back: bool = False,
    ) -> None:
        super().__init__(parent)
        self._can_take_back = can_take_back
        self._title = fonts.section_title() if large else fonts.body_strong()
        self._text = fonts.kiosk() if large else fonts.body()
        self._strong = fonts.section_title() if large else fonts.body_strong()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        detail = held.detail
        closed = detail.row.state is MeetingState.CLOSED
        came = [row.name for row in detail.attendance if row.present]
        names = ["; ".join(came)] if came else []
        self._part(_("Present"), names, _("Attendance is not noted."), count=len(came))
        said = [(point, decided_words(point, held.changes)) for point in detail.points]
        decided = [_decided(point, words) for point, words in said if words]
        self._part(_("Decisions"), decided, _("No decision is written down."))
        self._changes(held)
        self._part(
            _("Open to the next meeting"),
            [_open(point) for point in detail.points if point.goes_on],
            _("Nothing is left open."),
        )
        waiting = [p for p in detail.points if p.state is PointState.WAITING and not p.goes_on]
        if waiting:
            title = _("Not taken up") if closed else _("Not ticked yet")
            self._part(title, [_open(point) for point in waiting], "")
        next_on = detail.row.next_on
        if next_on is not None:
            self._part(_("Next meeting"), [format_date(next_on, "long")], "")
        self._layout.addStretch(1)

    def _part(
        self, title: str, lines: Sequence[str], nothing: str, *, count: int | None = None
    ) -> None:
        self._heading(title, len(lines) if count is None else count)
        for line in lines:
            self._layout.addWidget(Text(line, self._text, wrap=True))
        if not lines:
            self._layout.addWidget(Text(nothing, self._text, "text2", wrap=True))

    def _changes(self, held: Held) -> None:
        """What was changed, before → after, in the order of the agenda."""
        self._heading(_("What the meeting changed"), len(held.changes))
        for change in held.changes:
            lines = ChangeLines(change, self._text, self._strong, can_take_back=self._can_take_back)
            lines.take_back_asked.connect(self.take_back_asked)
            self._layout.addWidget(lines)
        if not held.changes:
            words = _("Nothing in the book was changed.")
            self._layout.addWidget(Text(words, self._text, "text2", wrap=True))

    def _heading(self, title: str, count: int) -> None:
        if self._layout.count():
            self._layout.addSpacing(14)
        words = f"{title}  {format_number(count)}" if count > 1 else title
        self._layout.addWidget(Text(words, self._title))


class Summary(Panel):
    """The last screen, with what ends the meeting."""

    back_asked = Signal()
    close_asked = Signal()
    reopen_asked = Signal()
    minutes_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._scroll = ScrollPanel(margins=(64, 32, 64, 32))
        self._sums: MeetingSums | None = None
        height = 48
        self.back = Button(_("Back to the agenda"), icon="chevron-left", keys="K", height=height)
        self.close_meeting = PrimaryButton(
            _("Close the meeting"), icon="lock", keys="Ctrl+Enter", height=height
        )
        self.reopen = Button(_("Open again"), icon="undo", height=height)
        self.minutes = PrimaryButton(_("Write the minutes"), icon="report", height=height)
        for button in (self.reopen, self.minutes):
            button.setVisible(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(64, 12, 64, 16)
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for button in (self.reopen, self.minutes, self.close_meeting):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self.back.clicked.connect(self.back_asked)
        self.close_meeting.clicked.connect(self.close_asked)
        self.reopen.clicked.connect(self.reopen_asked)
        self.minutes.clicked.connect(self.minutes_asked)

    def show_held(self, held: Held) -> None:
        """The meeting as it now is."""
        if self._sums is not None:
            self._sums.hide()
            self._sums.deleteLater()
        self._sums = MeetingSums(held, large=True)
        self._scroll.body.addWidget(self._sums)
        closed = held.detail.row.state is MeetingState.CLOSED
        turned = self.minutes.isHidden() is closed
        self.close_meeting.setVisible(not closed)
        self.reopen.setVisible(closed)
        self.minutes.setVisible(closed)
        self.back.setVisible(not closed)
        if turned:
            # Qt would hand the keyboard to whatever button is next: to the one that opens it again.
            (self.minutes if closed else self.close_meeting).setFocus()


def _decided(point: PointRow, decided: str) -> str:
    who = responsible_words(point)
    # A question has its own mark before what was decided.
    between = " " if point.title.endswith(("?", "!", ".", ":")) else ": "
    words = f"{point.title}{between}{decided}"
    return f"{words} ({who})" if who else words


def _open(point: PointRow) -> str:
    who = responsible_words(point)
    return f"{point.title} ({who})" if who else point.title
