"""The head of the plan: Brå's six words on *sunken*, a line under."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from tracker.ui import fonts
from tracker.ui.panels.promises import wrapped
from tracker.ui.panels.promises.plan_delegate import FIRST, PADDING
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint


class PlanHeader(QHeaderView):
    """Draws the titles at the left edge of what stands below them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(120, max(32, int(wrapped.metrics("caption").height()) + 14))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tokens = Theme.current().tokens()
        area = QRectF(rect)
        painter.fillRect(area, tokens.colour("sunken"))
        under = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(under, tokens.colour("line"))
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        indent = FIRST if logicalIndex == 0 else PADDING
        inner = area.adjusted(indent, 0, -4, 0)
        paint.text(painter, inner, words, fonts.caption_strong(), tokens.tone("text2"))
