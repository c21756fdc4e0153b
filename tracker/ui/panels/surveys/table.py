"""The table of Underlag: surveys, and the lines over them drawn across it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.services.queries.evidence import SurveyRow
from tracker.ui import fonts
from tracker.ui.panels.surveys.lines import Line, Others, heading_words
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import PADDING
from tracker.ui.tables.fitting import FittingTable
from tracker.ui.tables.model import RowsModel
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
_GAP = 12


class SurveyModel(RowsModel[Line]):
    """A round is a row that can be chosen; the line over the other surveys is only walked over."""

    def __init__(self, columns: Sequence[Column[Line]], parent: QWidget) -> None:
        super().__init__(columns, lambda line: line.id, parent)
        self._named_by = next(n for n, column in enumerate(self.columns()) if column.id == "title")

    def words(self, number: int, column: int) -> str:
        line = self.row_at(number)
        if line is None or isinstance(line, SurveyRow):
            return super().words(number, column)
        name, facts = heading_words(line)
        return ", ".join(filter(None, (name, facts))) if column == self._named_by else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.row_at(index.row()), Others):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class SurveyTable(FittingTable[Line]):
    """As `FittingTable`, with the lines over others across all columns."""

    def __init__(
        self,
        model: RowsModel[Line],
        name: str,
        parent: QWidget | None = None,
        *,
        yielding: Sequence[str],
    ) -> None:
        self._lines = model
        super().__init__(model, name, parent, yielding=yielding)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        paint.prepare(painter)
        for number, line in enumerate(self._lines.rows()):
            if not isinstance(line, SurveyRow):
                self._paint_heading(painter, number, *heading_words(line))

    def _paint_heading(self, painter: QPainter, number: int, name: str, facts: str) -> None:
        tokens = Theme.current().tokens()
        top, height = self.rowViewportPosition(number), self.rowHeight(number)
        area = QRectF(0, top, self.viewport().width(), height)
        is_current = self.currentIndex().row() == number
        painter.fillRect(area, tokens.colour("sel" if is_current else "sunken"))
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, tokens.colour("strong"))
        words = area.adjusted(PADDING, 0, -PADDING, -1)
        bold, quiet = fonts.body_strong(tabular=True), fonts.body(tabular=True)
        paint.text(painter, words, name, bold, tokens.tone("text"))
        left = words.left() + QFontMetricsF(bold).horizontalAdvance(name) + _GAP
        if left < words.right():
            rest = QRectF(left, words.top(), words.right() - left, words.height())
            paint.text(painter, rest, facts, quiet, tokens.tone("text2"))
        if is_current and self.hasFocus():
            paint.focus_ring(painter, area, tokens, 2)
