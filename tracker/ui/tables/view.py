"""The table on the screen: rows of 32, one line between, selection by id that survives a reload."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tracker.ui import fonts
from tracker.ui.tables.delegates import ROW_HEIGHT, TextCell, TickCell
from tracker.ui.tables.header import TableHeader
from tracker.ui.tables.model import TableModel
from tracker.ui.tables.place import Place, row_count
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag

# For a screen reader Qt makes an index of every cell selected: minutes, for a million rows.
_MOST_ANNOUNCED = 1_000


class TableView(QTableView, Generic[R]):
    """A table over a `TableModel`. With a `TickCell` column first, several rows can be ticked.

    Arrows move, Space ticks, Enter opens, Alt+Down gives the column menu. Mouse, Shift and Ctrl
    are as everywhere.
    """

    opened = Signal(object)
    """Enter or a double click: the row's id."""
    current_changed = Signal(object)
    """The id of the row the keyboard is on; None when there is none."""
    selection_changed = Signal(int)
    """How many rows are selected."""

    def __init__(
        self,
        model: TableModel[R],
        name: str,
        parent: QWidget | None = None,
        *,
        several: bool = False,
    ) -> None:
        """`name` is read out. `several` lets more than one row be selected."""
        super().__init__(parent)
        self._rows = model
        self._by_keyboard = False
        self._ticks = any(column.delegate is TickCell for column in model.columns())
        self._empty: QWidget | None = None
        self.setAccessibleName(name)
        self._header = TableHeader(model.columns(), self)
        # Before the model: Qt gives a new height to each of a million rows one by one.
        self._set_up(several)
        self.setModel(model)
        self.setHorizontalHeader(self._header)
        self._set_columns()
        self._place = Place(self, model)
        model.headerDataChanged.connect(lambda: self._header.set_sorted_by(model.sorted_by()))
        self._header.sort_clicked.connect(self._on_sort_clicked)
        self._header.tick_clicked.connect(self._on_tick_clicked)
        self.activated.connect(lambda index: self.opened.emit(model.id_at(index.row())))
        self._header.set_sorted_by(model.sorted_by())

    def _set_up(self, several: bool) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(False)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = max(ROW_HEIGHT, int(QFontMetricsF(fonts.body()).height()) + 12)
        side.setMinimumSectionSize(height)
        side.setDefaultSectionSize(height)

    def _set_columns(self) -> None:
        for number, column in enumerate(self._rows.columns()):
            delegate = (column.delegate or TextCell)(column, self)
            self.setItemDelegateForColumn(number, delegate)
            self._header.resizeSection(number, self._header.natural_width(number))
            mode = QHeaderView.ResizeMode.Interactive
            if column.stretch:
                mode = QHeaderView.ResizeMode.Stretch
            elif column.delegate is TickCell:
                mode = QHeaderView.ResizeMode.Fixed
            self._header.setSectionResizeMode(number, mode)
            self._header.setSectionHidden(number, not column.shown)

    def rows_model(self) -> TableModel[R]:
        """The model, as the kind it is."""
        return self._rows

    def header(self) -> TableHeader:
        """The head, e.g. for its `column_menu`."""
        return self._header

    def set_empty_state(self, widget: QWidget) -> None:
        """What to show below the head when there are no rows."""
        self._empty = widget
        widget.setParent(self)
        self._place_empty()
        model = self._rows
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._place_empty)

    def current_id(self) -> int | None:
        """The id of the row the keyboard is on."""
        index = self.currentIndex()
        return self._rows.id_at(index.row()) if index.isValid() else None

    def selected_count(self) -> int:
        """How many rows are selected, also when it is all of a million."""
        return row_count(self.selectionModel().selection())

    def selectable_count(self) -> int:
        """How many rows there are to select."""
        return self._rows.rowCount()

    def selected_ids(self) -> list[int]:
        """The ids selected, in the table's order."""
        parts = sorted(self.selectionModel().selection().toList(), key=QItemSelectionRange.top)
        return [
            row_id for part in parts for row_id in self._rows.ids_between(part.top(), part.bottom())
        ]

    def select_ids(self, ids: Iterable[int]) -> None:
        """Select these rows, those that are there, and go to the first."""
        found = [number for number in map(self._rows.find, ids) if number is not None]
        self._place.select(found)
        if found:
            self._place.go_to(found[0])
            self.scrollTo(self._rows.index(found[0], 0))

    def _on_sort_clicked(self, number: int) -> None:
        column = self._rows.columns()[number]
        now = self._rows.sorted_by()
        again = now is not None and now[0] == column.sort_key
        descending = not now[1] if again and now is not None else column.descending_first
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._rows.sort(number, order)

    def _on_tick_clicked(self) -> None:
        if self.selected_count() == self.selectable_count():
            self.clearSelection()
        else:
            self.selectAll()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        if row_count(selected) + row_count(deselected) <= _MOST_ANNOUNCED:
            super().selectionChanged(selected, deselected)
        else:
            self.viewport().update()
        count = self.selected_count()
        total = self.selectable_count()
        state = Qt.CheckState.PartiallyChecked
        if count in (0, total):
            state = Qt.CheckState.Checked if count else Qt.CheckState.Unchecked
        self._header.set_ticked(state)
        self.selection_changed.emit(count)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        row_id = self._rows.id_at(current.row()) if current.isValid() else None
        self.current_changed.emit(row_id)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A tick box toggles its row, and the arrows leave ticked rows as they are."""
        if not self._ticks:
            return super().selectionCommand(index, event)
        if isinstance(event, QMouseEvent) and index.isValid():
            first = event.type() == QEvent.Type.MouseButtonPress
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and self._rows.columns()[index.column()].delegate is TickCell:
                return _Flag.Toggle | _Flag.Rows if first else _Flag.NoUpdate
        if isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space:
                return _Flag.Toggle | _Flag.Rows
            if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                return _Flag.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            menu = self._header.column_menu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(QPoint(0, 0)))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rowCount():
            self._jump(event)
        else:
            super().keyPressEvent(event)

    def _jump(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row, as in a list: the row is what is chosen."""
        number = 0 if event.key() == Qt.Key.Key_Home else self._rows.rowCount() - 1
        index = self._rows.index(number, max(self.currentIndex().column(), 0))
        self.selectionModel().setCurrentIndex(index, self.selectionCommand(index, event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in reasons:
            self._by_keyboard = True
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not (self._by_keyboard and self.hasFocus() and index.isValid()):
            return
        painter = QPainter(self.viewport())
        paint.prepare(painter)
        row = self.visualRect(index)
        ring = QRect(
            0, row.top(), min(self.viewport().width(), self._header.length()), row.height()
        )
        paint.focus_ring(painter, QRectF(ring), Theme.current().tokens(), 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_empty()

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().geometry())
            self._empty.setVisible(self._rows.rowCount() == 0 and not self._rows.is_loading())
