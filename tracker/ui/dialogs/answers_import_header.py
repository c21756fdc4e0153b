"""The head of the preview: each column's own heading, and what it is to an answer."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from tracker.services.spreadsheet.response_map import ColumnMap, Role
from tracker.ui import fonts, icons
from tracker.ui.dialogs.answers_import_words import role_words
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

PAD, _GAP, _MARK = 8, 6, 14


class RolesHeader(QHeaderView):
    """Under each heading a box with the column's role, which opens a list of roles."""

    role_asked = Signal(int)
    """The box of a column was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns: tuple[ColumnMap, ...] = ()
        self._current = -1
        self.setSectionsClickable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def set_columns(self, columns: tuple[ColumnMap, ...]) -> None:
        """Show these."""
        self._columns = columns
        self.viewport().update()

    def set_current(self, column: int) -> None:
        """Mark the column that the keyboard is in."""
        self._current = column
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), int(PAD * 2 + _GAP + self._line() + self._box()))

    def below(self, column: int) -> QPoint:
        """Where a list of roles belongs, in global coordinates."""
        left = self.sectionViewportPosition(column)
        return self.viewport().mapToGlobal(QPoint(left + 4, self.height() - PAD + 2))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        column = self.logicalIndexAt(event.position().toPoint())
        if column >= 0 and self.cursor().shape() is not Qt.CursorShape.SplitHCursor:
            self.role_asked.emit(column)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        if column >= len(self._columns):
            return
        tokens = Theme.current().tokens()
        asked = self._columns[column]
        is_left_out = asked.role is Role.IGNORED
        painter.save()
        paint.prepare(painter)
        area = QRectF(rect)
        is_current = column == self._current
        painter.fillRect(area, tokens.colour("sel" if is_current else "sunken"))
        painter.fillRect(QRectF(rect.right(), rect.top(), 1, rect.height()), tokens.colour("line"))
        inner = area.adjusted(PAD, PAD, -PAD, -PAD)
        heading = QRectF(inner.left(), inner.top(), inner.width(), self._line())
        tone = tokens.tone("text3" if is_left_out else "text")
        paint.text(painter, heading, asked.heading or "–", fonts.caption_strong(), tone)
        box = QRectF(inner.left(), heading.bottom() + _GAP, inner.width(), self._box())
        paint.box(painter, box, 4, tokens.colour("sunken" if is_left_out else "surface"))
        shown = "accent" if is_current else "line" if is_left_out else "strong"
        paint.outline(painter, box, 4, tokens.colour(shown), 2 if is_current else 1)
        mark = QRectF(box.right() - _MARK - 6, box.center().y() - _MARK / 2, _MARK, _MARK)
        icons.paint(painter, "chevron-down", mark, tone)
        words = box.adjusted(8, 0, -_MARK - 10, 0)
        font = fonts.caption() if is_left_out else fonts.caption_medium()
        paint.text(painter, words, role_words(asked.role), font, tone)
        painter.restore()

    def _line(self) -> float:
        return QFontMetricsF(fonts.caption_strong()).height()

    def _box(self) -> float:
        return max(28.0, QFontMetricsF(fonts.caption()).height() + 10)
