"""The head of a table: titles, the sort mark, the box that ticks all, and the column menu."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from tracker.i18n import _
from tracker.ui import fonts, icons
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import PADDING, TickCell
from tracker.ui.tables.widths import Widths
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

_MARK = 12


class TableHeader(QHeaderView):
    """Draws itself from the columns; a click asks the model for another order."""

    tick_clicked = Signal()
    """The box over the selection column was clicked."""
    sort_clicked = Signal(int)
    """A column that can be sorted was clicked: its number."""

    def __init__(self, columns: tuple[Column[Any], ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._sorted_by: tuple[str, bool] | None = None
        self._ticked = Qt.CheckState.Unchecked
        self._widths: Widths | None = None
        self._before: list[int] = []
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(not self._is_tick(0))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setFont(fonts.caption_strong(tabular=True))
        self.sectionClicked.connect(self._on_clicked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_sorted_by(self, sorted_by: tuple[str, bool] | None) -> None:
        """Show the mark at the column with this sort key."""
        self._sorted_by = sorted_by
        self.viewport().update()

    def set_ticked(self, state: Qt.CheckState) -> None:
        """Whether none, some or all rows are selected."""
        if state is not self._ticked:
            self._ticked = state
            self.viewport().update()

    def keep_widths(self, name: str) -> None:
        """Give the columns the widths they were given by hand, also in the next run."""
        self._widths = Widths(name)
        for number, column in enumerate(self._columns):
            if not column.stretch and self._widths.of(column.id) is not None:
                self.resizeSection(number, self.natural_width(number))

    def natural_width(self, number: int) -> int:
        """What the column was given by hand; else its own width, widened to hold its title."""
        given = None if self._widths is None else self._widths.of(self._columns[number].id)
        return self._own_width(number) if given is None else given

    def _own_width(self, number: int) -> int:
        column = self._columns[number]
        if self._is_tick(number):
            return column.width
        title = QFontMetricsF(self.font()).horizontalAdvance(column.title)
        mark = _MARK + 4 if column.sort_key else 0
        return max(column.width, int(title) + 2 * PADDING + mark + 1)

    def sizeHint(self) -> QSize:
        height = max(32, int(QFontMetricsF(self.font()).height()) + 14)
        return QSize(super().sizeHint().width(), height)

    def _is_tick(self, number: int) -> bool:
        return bool(self._columns) and self._columns[number].delegate is TickCell

    def _on_clicked(self, number: int) -> None:
        if self._is_tick(number):
            self.tick_clicked.emit()
        elif self._columns[number].sort_key is not None:
            self.sort_clicked.emit(number)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        tokens = Theme.current().tokens()
        area = QRectF(rect)
        painter.save()
        paint.prepare(painter)
        painter.fillRect(area, tokens.colour("sunken"))
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, tokens.colour("strong"))
        if self._is_tick(number):
            side = TickCell.SIDE
            box = QRectF(0, 0, side, side)
            box.moveTo(round(area.center().x() - side / 2), round(area.center().y() - side / 2))
            paint.check_box(painter, box, self._ticked, tokens, tokens.colour("surface"))
        else:
            self._paint_title(painter, area.adjusted(PADDING, 0, -PADDING, -1), number)
        painter.restore()

    def _paint_title(self, painter: QPainter, area: QRectF, number: int) -> None:
        tokens = Theme.current().tokens()
        column = self._columns[number]
        is_sorted = self._sorted_by is not None and self._sorted_by[0] == column.sort_key
        metrics = QFontMetricsF(self.font())
        room = area.width() - (_MARK + 4 if is_sorted else 0)
        title = paint.elided(column.title, metrics, room)
        width = metrics.horizontalAdvance(title)
        left = area.left()
        if column.align == "right":
            left = area.right() - width - (_MARK + 4 if is_sorted else 0)
        tone = tokens.tone("text" if is_sorted else "text2")
        words = QRectF(left, area.top(), width + 2, area.height())
        paint.text(painter, words, title, self.font(), tone)
        if is_sorted and self._sorted_by is not None:
            mark = QRectF(left + width + 4, area.center().y() - _MARK / 2, _MARK, _MARK)
            icons.paint(painter, "chevron-down" if self._sorted_by[1] else "chevron-up", mark, tone)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            number = self.logicalIndexAt(event.position().toPoint())
            title = self._columns[number].title if number >= 0 else ""
            cut = number >= 0 and self.sectionSize(number) < self._own_width(number)
            self.setToolTip(title if cut else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._before = self._sizes()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._note_widths()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # On a column's edge it fits the column to what it holds.
        self._before = self._sizes()
        super().mouseDoubleClickEvent(event)
        self._note_widths()

    def _sizes(self) -> list[int]:
        return [self.sectionSize(number) for number in range(len(self._columns))]

    def _note_widths(self) -> None:
        if self._widths is None:
            return
        for column, before, now in zip(self._columns, self._before, self._sizes(), strict=False):
            # One that was hidden has no width; a stretching one follows the others.
            if now != before and now and not column.stretch:
                self._widths.set(column.id, now)

    def column_menu(self, parent: QWidget) -> QMenu:
        """Sort by, and which columns show: the header's abilities for the keyboard."""
        menu = QMenu(parent)
        group = QActionGroup(menu)
        _add_heading(menu, _("Sort by"))
        for number, column in enumerate(self._columns):
            if column.sort_key is None:
                continue
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setActionGroup(group)
            action.setChecked(self._sorted_by is not None and self._sorted_by[0] == column.sort_key)
            action.triggered.connect(lambda _checked, n=number: self.sort_clicked.emit(n))
        menu.addSeparator()
        _add_heading(menu, _("Columns"))
        for number, column in enumerate(self._columns):
            if self._is_tick(number):
                continue
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(number))
            action.toggled.connect(lambda shown, n=number: self.setSectionHidden(n, not shown))
        return menu

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu:
            spot = self.viewport().mapToGlobal(QPoint(0, self.height()))
            menu = self.column_menu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(getattr(event, "globalPos", lambda: spot)())
            return True
        return super().viewportEvent(event)


def _add_heading(menu: QMenu, words: str) -> None:
    """A line that can't be chosen. Qt's own sections lose their words under a style sheet."""
    menu.addAction(words).setEnabled(False)
