"""How a break in the chain is drawn: what is missing, of what, and the button that mends it."""

from collections.abc import Hashable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from tracker.reports.gap_words import gap_about
from tracker.services.queries.trail_rows import TrailGap
from tracker.ui import fonts, icons
from tracker.ui.panels.trail.gap_actions import mend_words, sentence
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_BUTTON = 26.0


class GapPainter:
    """One line for each, the button at the right end. See `RowPainter`."""

    def __init__(self, today: date, *, writable: bool) -> None:
        self._today, self._writable = today, writable

    def row_height(self) -> int:
        """Of every row."""
        return max(36, int(QFontMetricsF(fonts.body_medium()).height()) + 18)

    def measure(self, rows: Sequence[TrailGap]) -> None:
        """See `RowPainter`."""

    def key(self, row: TrailGap) -> Hashable:
        """See `RowPainter`."""
        return row.gap.kind, row.node, row.gap.on

    def height(self, row: TrailGap, width: int) -> int:
        """See `RowPainter`."""
        return self.row_height()

    def spoken(self, row: TrailGap) -> str:
        """See `RowPainter`."""
        parts = [sentence(row), gap_about(row.gap, self._today), self._button(row)]
        return " ".join(part for part in parts if part)

    def tip(self, row: TrailGap) -> str:
        """See `RowPainter`."""
        return f"{sentence(row)}\n{gap_about(row.gap, self._today)}"

    def link_area(self, rect: QRectF, row: TrailGap) -> QRectF | None:
        """See `RowPainter`."""
        words = self._button(row)
        if not words:
            return None
        width = QFontMetricsF(fonts.caption_medium()).horizontalAdvance(words) + 22
        height = max(_BUTTON, QFontMetricsF(fonts.caption_medium()).height() + 8)
        return QRectF(
            round(rect.right() - width - 12), round(rect.center().y() - height / 2), width, height
        )

    def paint(
        self, painter: QPainter, rect: QRectF, row: TrailGap, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        painter.fillRect(rect, tokens.colour(look.ground))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, tokens.colour("line"))
        mark = QRectF(rect.left() + 12, round(rect.center().y() - 8), 16, 16)
        icons.paint(painter, "warning", mark, tokens.tone("risk_symbol"))
        button = self.link_area(rect, row)
        right = rect.right() - 12 if button is None else button.left() - 12
        area = QRectF(mark.right() + 10, rect.top(), right - mark.right() - 10, rect.height())
        runs = (
            paint.Run(sentence(row), strong=True),
            # By itself, since what is elided loses its spaces.
            paint.Run("  "),
            paint.Run(gap_about(row.gap, self._today), tone="text2"),
        )
        normal, strong = fonts.caption(tabular=True), fonts.body_medium()
        paint.text_runs(painter, area, runs, normal, strong, tokens)
        if button is not None:
            self._paint_button(painter, button, self._button(row), tokens)
        if look.focused:
            paint.focus_ring(painter, rect, tokens, 2)

    def _paint_button(self, painter: QPainter, rect: QRectF, words: str, tokens: Tokens) -> None:
        paint.box(painter, rect, 4, tokens.colour("surface"))
        paint.outline(painter, rect, 4, tokens.colour("strong"), 1)
        painter.setFont(fonts.caption_medium())
        painter.setPen(tokens.tone("text"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)

    def _button(self, row: TrailGap) -> str:
        return mend_words(row) if self._writable else ""
