"""Answers that two coders read in different ways, as rows of a list."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from tracker.i18n import _
from tracker.services.queries.agreement import Disagreement
from tracker.ui import fonts
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_SIDE = 24.0


class DifferingPainter:
    """An answer that was read in two ways. See `RowPainter`."""

    def __init__(self, coder: str) -> None:
        self._coder = coder

    def measure(self, rows: Sequence[Disagreement], /) -> None:
        """Every row stands for itself."""

    def key(self, row: Disagreement, /) -> Hashable:
        return row.response_id

    def height(self, row: Disagreement, width: int, /) -> int:
        lines = QFontMetricsF(fonts.body()).height() + 2 * QFontMetricsF(fonts.caption()).height()
        return int(lines) + 20

    def spoken(self, row: Disagreement, /) -> str:
        return ". ".join([row.text, *self._said(row), *([_("settled")] if row.settled else [])])

    def tip(self, row: Disagreement, /) -> str:
        return row.text

    def link_area(self, rect: QRectF, row: Disagreement, /) -> QRectF | None:
        return None

    def paint(
        self, painter: QPainter, rect: QRectF, row: Disagreement, tokens: Tokens, look: Look, /
    ) -> None:
        painter.fillRect(rect, tokens.colour(look.ground))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, tokens.colour("line"))
        if look.chosen:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height() - 1), tokens.colour("accent")
            )
        area = rect.adjusted(_SIDE, 8, -_SIDE, -9)
        line = QRectF(area)
        body = fonts.body_medium() if look.chosen else fonts.body()
        line.setHeight(QFontMetricsF(body).height())
        if row.settled:
            settled = f"✓ {_('settled')}"
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            paint.text(painter, line, settled, fonts.caption(), tokens.tone("text2"), right)
            line.setRight(
                line.right() - QFontMetricsF(fonts.caption()).horizontalAdvance(settled) - 12
            )
        paint.text(painter, line, row.text, body, tokens.tone("text"))
        line.setRight(area.right())
        for said in self._said(row):
            line = QRectF(area.left(), line.bottom(), area.width(), 0)
            line.setHeight(QFontMetricsF(fonts.caption()).height())
            paint.text(painter, line, said, fonts.caption(), tokens.tone("text2"))
        if look.focused:
            paint.focus_ring(painter, rect.adjusted(2, 1, -2, -2), tokens)

    def _said(self, row: Disagreement) -> list[str]:
        first, second = _("First coder"), _("Second coder")
        if row.first_coder:
            first = f"{first} ({row.first_coder})"
        return [
            f"{first}: {_listed(row.first)}",
            f"{second} ({self._coder}): {_listed(row.second)}",
        ]


def _listed(themes: Sequence[tuple[int, str]]) -> str:
    return ", ".join(name for _id, name in themes) or _("no theme")
