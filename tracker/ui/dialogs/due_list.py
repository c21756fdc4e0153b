"""Vad förfaller: what is late and what falls due, by owner, to go to, to copy or to mail."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.messages.reminders import (
    Line,
    OwnersPart,
    counted,
    nothing_words,
    owners_parts,
    reminder_lines,
)
from tracker.services.queries.due import DueRow
from tracker.services.queries.due_owners import EVERYBODY, Whose
from tracker.services.queries.reminders import DAYS, ReminderQuery, Reminders
from tracker.ui import fonts, on_screen
from tracker.ui.dialogs.list_foot import ListFoot
from tracker.ui.widgets.buttons import Button, WrappedLink
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Rule, ScrollPanel, SectionHeader
from tracker.ui.widgets.text import Text

# More lines than anybody reads in a window; the text that is copied has them all.
_MOST_LINES = 150
_AHEAD = (7, DAYS, 30)


class DueListDialog(QDialog):
    """A list that is read rather than edited; its lines lead to where they are seen to."""

    asked = Signal(object)
    """A `ReminderQuery`: answer with `show_found`."""
    chosen = Signal(object)
    """The `DueRow` of a line."""
    copy_asked = Signal(str)
    mail_asked = Signal(object)
    """A `ReminderQuery`, of which letters are wanted."""
    calendar_asked = Signal()

    def __init__(
        self, whose: Sequence[Whose], mine: Whose, book: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What falls due"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 640)
        self._book = book
        self._found: Reminders | None = None
        self._of = mine
        choices = [(EVERYBODY, _("Everybody's")), *((one, one.words) for one in whose)]
        self._whose: Picker[Whose] = Picker(choices, mine)
        self._whose.setAccessibleName(_("Whose"))
        options = [(n, ngettext("{n} day", "{n} days", n).format(n=n)) for n in _AHEAD]
        self._days = SegmentedControl(options, DAYS, name=_("How far ahead"))
        self._summary = Text("", fonts.body(tabular=True), "text2", wrap=True)
        self._list = ScrollPanel(margins=(24, 8, 24, 16), gap=4)
        self._arrange()
        self._whose.changed.connect(self._on_whose)
        self._days.changed.connect(lambda _value: self.ask())

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 8)
        head.setSpacing(12)
        head.addWidget(self._whose, 1)
        head.addWidget(self._days)
        said = QHBoxLayout()
        said.setContentsMargins(24, 0, 24, 8)
        said.addWidget(self._summary)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addLayout(said)
        outer.addWidget(Rule())
        outer.addWidget(self._list, 1)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())

    def _foot(self) -> ListFoot:
        foot = ListFoot(self)
        calendar = Button(_("Calendar file…"), icon="calendar")
        calendar.clicked.connect(lambda: self.calendar_asked.emit())
        self._mail = Button(_("Save as letters…"), icon="mail")
        self._mail.clicked.connect(lambda: self.mail_asked.emit(self.query()))
        self._copy = Button(_("Copy as text"), icon="copy")
        self._copy.clicked.connect(lambda: self.copy_asked.emit(self.text()))
        foot.add(calendar, self._mail, self._copy)
        return foot

    def query(self) -> ReminderQuery:
        """What is to be listed."""
        return ReminderQuery(self._of.owner_ids, self._of.parties, self._days.value())

    def _on_whose(self, whose: Whose | None) -> None:
        self._of = whose or EVERYBODY
        self.ask()

    def ask(self) -> None:
        """Ask for the list, now or once more."""
        self.asked.emit(self.query())

    def text(self) -> str:
        """The whole list as text."""
        return "\n".join(reminder_lines(self._found, self._book)) if self._found else ""

    def show_found(self, found: Reminders) -> None:
        """Show what was found."""
        self._found = found
        for button in (self._mail, self._copy):
            button.setEnabled(bool(found))
        body = self._list.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        day = format_date(found.today, "long")
        words = counted(found)
        self._summary.setText(f"{day}: {words}" if found else day)
        if not found:
            title = _("Nothing falls due")
            body.addWidget(EmptyState("check", title, nothing_words(found)), 1)
            return
        for widget in _lines(owners_parts(found), self.chosen.emit):
            body.addWidget(widget)
        body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        on_screen.fit(self)


def _lines(owners: Sequence[OwnersPart], choose: Callable[[DueRow], object]) -> Iterator[QWidget]:
    """Headings and lines from top to bottom, as many as can be read."""
    left = _MOST_LINES
    for theirs in owners:
        if left > 0:
            header = SectionHeader(theirs.owner)
            header.setContentsMargins(0, 12, 0, 0)
            yield header
        for part in theirs.parts:
            shown = part.lines[: max(left, 0)]
            left -= len(part.lines)
            if shown:
                yield Text(part.heading, fonts.caption_strong(), "text2")
            yield from (_line(line, choose) for line in shown)
    if left < 0:
        words = ngettext(
            "{n} more is in the text that is copied",
            "{n} more are in the text that is copied",
            -left,
        )
        yield Text(words.format(n=format_number(-left)), tone="text2", wrap=True)


def _line(line: Line, choose: Callable[[DueRow], object]) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    link = WrappedLink(line.title)
    link.setAccessibleName(line.text)
    link.clicked.connect(partial(_on_line, line.row, choose))
    when = Text(line.when, fonts.caption(tabular=True), "late" if line.is_late else "text2")
    row.addWidget(link, 1, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
    return widget


def _on_line(row: DueRow, choose: Callable[[DueRow], object], _checked: bool = False) -> None:
    choose(row)
