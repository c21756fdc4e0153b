"""What was handled today, under the queue."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.messages.review import done_words
from tracker.services.queries.review import ReviewQueue
from tracker.ui import fonts
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.text import Text

_DONE_SHOWN = 5


class DoneToday(QWidget):
    """What was handled today, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 12, 16, 12)
        self._lines.setSpacing(2)

    def show_found(self, found: ReviewQueue) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self.setVisible(bool(found.latest))
        if not found.latest:
            return
        self._lines.addWidget(Text(_("Done today"), fonts.caption(), "text2"))
        shown = found.latest[:_DONE_SHOWN]
        for reviewed in shown:
            self._lines.addWidget(_done_line(reviewed.row.title, done_words(reviewed)))
        if found.handled > len(shown):
            more = _("and {count} more").format(count=format_number(found.handled - len(shown)))
            words = Text(more, fonts.caption(tabular=True), "text2")
            words.setContentsMargins(26, 4, 0, 0)
            self._lines.addWidget(words)


def _done_line(title: str, note: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(4, 5, 0, 0)
    row.setSpacing(8)
    row.addWidget(Icon("check", "text2", 14), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(title, fonts.caption()).elidable())
    words.addWidget(Text(note, fonts.caption(tabular=True), "text2").elidable())
    row.addLayout(words, 1)
    return line
