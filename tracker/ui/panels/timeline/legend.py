"""What the marks of the timeline mean, on a line below it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import OccasionState
from tracker.ui import fonts
from tracker.ui.panels.timeline.ticks import draw_tick
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

_PADDING, _GAP, _MARK, _APART = 16.0, 6.0, 14.0, 18.0
_TICKS = (
    OccasionState.DONE,
    OccasionState.MISSED,
    OccasionState.CANCELLED,
    OccasionState.OPEN,
)


class TimelineLegend(QWidget):
    """Drawn with the marks' own drawing, so that the two can't differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """All that is explained, for who can't see the marks."""
        return ", ".join([_("Dates:"), *map(label, _TICKS), _("moved deadline")])

    def sizeHint(self) -> QSize:
        return QSize(200, max(30, int(QFontMetricsF(fonts.caption()).height()) + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        painter.fillRect(self.rect(), tokens.colour("sunken"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), tokens.colour("line"))
        middle = round(self.height() / 2)
        x = self._word(painter, _PADDING, _("Dates:"))
        for state in _TICKS:
            draw_tick(painter, QPointF(x + _MARK / 2, middle), state, tokens)
            x = self._word(painter, x + _MARK + _GAP, label(state))
        pen = QPen(tokens.tone("text2"), 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x + 4, middle - 6.5, 24, 13), 3, 3)
        x = self._word(painter, x + 28 + _GAP + 2, _("moved deadline"))
        bar = QRectF(x + 4, middle - 5.5, 32, 11)
        colour = tokens.colour("strong")
        half = QRectF(bar.left(), bar.top(), 18, bar.height())
        paint.box(painter, half, 3, colour)
        paint.outline(painter, bar, 3, colour, 1)
        self._word(painter, bar.right() + _GAP + 2, _("filled: how much is done"))

    def _word(self, painter: QPainter, x: float, words: str) -> float:
        """Write a word; returns where the next mark may stand."""
        font = fonts.caption()
        width = QFontMetricsF(font).horizontalAdvance(words)
        area = QRectF(x, 0, width + 2, self.height())
        paint.text(painter, area, words, font, Theme.current().tokens().tone("text2"))
        return x + width + _APART
