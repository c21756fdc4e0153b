"""The overview's numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.models.enums import FollowUp
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton
from tracker.ui.widgets.text import plain_tip


class Tile(PaintedButton):
    """One number of the overview; the whole tile is a button that opens its rows."""

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        number: str = "",
        of: str = "",
        note: str = "",
        counts: Sequence[tuple[FollowUp, str]] = (),
    ) -> None:
        super().__init__("", parent)
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_values(number, of=of, note=note, counts=counts)

    def set_values(
        self,
        number: str,
        *,
        of: str = "",
        note: str = "",
        counts: Sequence[tuple[FollowUp, str]] = (),
    ) -> None:
        """Show ``number of`` and below it `note`, or `counts` with their symbols: ● 1 i fas."""
        self._number, self._of, self._note, self._counts = number, of, note, tuple(counts)
        below = ", ".join(words for _follow_up, words in counts) or note
        value = f"{number} {of}".strip()
        self.setAccessibleName(f"{self._label}: {value}")
        self.setAccessibleDescription(below)
        self.setToolTip(plain_tip(below))
        self.update()

    def set_label(self, label: str) -> None:
        """What the number is of; followed by `set_values`."""
        self._label = label
        self.update()

    def _lines(self) -> tuple[float, float, float]:
        label = max(20.0, QFontMetricsF(fonts.body()).height())
        number = max(32.0, QFontMetricsF(fonts.tile_number()).height())
        note = max(16.0, QFontMetricsF(fonts.caption()).height())
        return label, number, note

    def sizeHint(self) -> QSize:
        return QSize(240, int(sum(self._lines())) + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        ground = "sel" if self.isDown() else "hover" if self.is_hot() else "surface"
        paint.box(painter, rect, 6, tokens.colour(ground))
        paint.outline(painter, rect, 6, tokens.colour("line"), 1)
        self._paint_lines(painter, rect.adjusted(16, 10, -16, -8), tokens)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens, 6)

    def _paint_lines(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        label, number, note = self._lines()
        top = QRectF(area.left(), area.top(), area.width() - 20, label)
        paint.text(painter, top, self._label, fonts.body(), tokens.tone("text2"))
        chevron = QRectF(area.right() - 13, area.top() + (label - 14) / 2, 14, 14)
        icons.paint(painter, "chevron-right", chevron, tokens.tone("text2"))
        metrics = QFontMetricsF(fonts.tile_number())
        middle = QRectF(area.left(), top.bottom(), area.width(), number)
        baseline = middle.top() + (number + metrics.ascent() - metrics.descent()) / 2
        painter.setFont(fonts.tile_number())
        painter.setPen(tokens.tone("text"))
        painter.drawText(QPointF(area.left(), baseline), self._number)
        painter.setFont(fonts.body(tabular=True))
        painter.setPen(tokens.tone("text2"))
        after = area.left() + metrics.horizontalAdvance(self._number) + 12
        painter.drawText(QPointF(after, baseline), self._of)
        below = QRectF(area.left(), middle.bottom(), area.width(), note)
        if self._counts:
            self._paint_counts(painter, below, tokens)
        else:
            paint.text(
                painter, below, self._note, fonts.caption(tabular=True), tokens.tone("text2")
            )

    def _paint_counts(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        font = fonts.caption(tabular=True)
        metrics = QFontMetricsF(font)
        x = area.left()
        for value, words in self._counts:
            spot = QRectF(x, round(area.center().y() - 5), 10, 10)
            paint.symbol(painter, spot, value, tokens)
            room = QRectF(x + 15, area.top(), area.right() - x - 15, area.height())
            paint.text(painter, room, words, font, tokens.tone("text2"))
            x = room.left() + metrics.horizontalAdvance(words) + 14
