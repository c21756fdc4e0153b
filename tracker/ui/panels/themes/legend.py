"""What the line across the bars stands for."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.queries.theme_rows import By, ThemeCounts
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.text import Text

_SAMPLE = QRectF(0, 0, 26, 12)
_TICK_AT = 18


class Legend(QWidget):
    """A small bar with its line, and the words for it; nothing where no bar has one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addSpacing(int(_SAMPLE.width()) + 8)
        self._words = Text("", fonts.caption(tabular=True), "text2").elidable()
        layout.addWidget(self._words, 1)
        self.setMinimumHeight(24)

    def text(self) -> str:
        """What it says."""
        return self._words.whole_text()

    def show_counts(self, counts: ThemeCounts) -> None:
        """Say what is compared in these."""
        words = _words(counts)
        self._words.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        left, middle = self.contentsRect().left(), round(self.height() / 2)
        bar = _SAMPLE.translated(left, middle - _SAMPLE.height() / 2)
        paint.box(painter, bar, 2, tokens.colour("fill"))
        tick = QRectF(left + _TICK_AT, middle - 9, 2, 18)
        painter.fillRect(tick.adjusted(-1, 0, 1, 0), tokens.colour("surface"))
        painter.fillRect(tick, tokens.colour("tick"))


def _words(counts: ThemeCounts) -> str:
    if counts.query.by is not By.NONE:
        return _("the line shows the share of all answers")
    years = counts.years
    if years is None:
        return ""
    if any(bar.before is not None and bar.before.now.of == bar.part.of for bar in counts.bars):
        return _("the line shows {then}; to the right the change in percentage points").format(
            then=years.then
        )
    return _("to the right the change from {then} to {now} in percentage points").format(
        then=years.then, now=years.now
    )
