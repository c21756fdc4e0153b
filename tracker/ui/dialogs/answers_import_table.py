"""The first rows of a file of answers, with a role to choose for each column."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QActionGroup, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.i18n import _
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role
from tracker.ui import fonts
from tracker.ui.dialogs.answers_import_header import PAD, RolesHeader
from tracker.ui.dialogs.answers_import_words import role_words
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_LONGEST = 200
_NARROWEST, _WIDEST, _LOOKED_AT = 144, 320, 8


class PreviewModel(QAbstractTableModel):
    """The file's first rows as texts, dimmed where the column is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._columns: tuple[ColumnMap, ...] = ()

    def show(self, rows: tuple[tuple[str, ...], ...], columns: tuple[ColumnMap, ...]) -> None:
        """Show another file."""
        self.beginResetModel()
        self._rows, self._columns = rows, columns
        self.endResetModel()

    def set_columns(self, columns: tuple[ColumnMap, ...]) -> None:
        """The same file, understood in another way."""
        self._columns = columns
        last = len(columns) - 1
        if last >= 0:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
            if self._rows:
                corner = self.index(len(self._rows) - 1, last)
                self.dataChanged.emit(self.index(0, 0), corner)

    def columns(self) -> tuple[ColumnMap, ...]:
        """What each column is."""
        return self._columns

    def texts(self, column: int) -> list[str]:
        """What the rows say there."""
        return [row[column] for row in self._rows]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text[:_LONGEST].split())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text[:1000]) if len(text) > 24 else None
            case Qt.ItemDataRole.ForegroundRole:
                left_out = self._columns[index.column()].role is Role.IGNORED
                return Theme.current().tokens().tone("text3" if left_out else "text")
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or section < 0:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        if section >= len(self._columns):
            return None
        column = self._columns[section]
        return _("{heading}, understood as: {role}").format(
            heading=column.heading, role=role_words(column.role)
        )


class _CellDelegate(QStyledItemDelegate):
    """A cell's text, in line with the head above it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        tokens = Theme.current().tokens()
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tokens.colour("sel"))
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        words = area.adjusted(PAD, 0, -PAD, 0)
        paint.text(painter, words, option.text, fonts.body(tabular=True), colour)


class ColumnsTable(QTableView):
    """Space, F2 or Alt+Down on a column opens its roles; so does a click on its head."""

    changed = Signal()
    """A person chose another role."""
    column_entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = PreviewModel(self)
        self._map = ResponseMap(())
        self._only_used = False
        self.setModel(self._preview)
        self._header = RolesHeader(self)
        self.setHorizontalHeader(self._header)
        self._header.setMinimumSectionSize(80)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(
            max(28, int(QFontMetricsF(fonts.body()).height()) + 8)
        )
        self.setAccessibleName(_("The first rows, and what each column is"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerWidget(QWidget())
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._header.role_asked.connect(self.open_roles)
        self.selectionModel().currentColumnChanged.connect(self._on_column)

    def show_file(self, rows: tuple[tuple[str, ...], ...], columns: ResponseMap) -> None:
        """Show another file, at its first column."""
        self._map = columns
        self._preview.show(rows, columns.columns)
        self._header.set_columns(columns.columns)
        for column in range(len(columns.columns)):
            self.setColumnWidth(column, self._width(column))
        self._hide_unused()
        first = next((n for n in range(len(columns.columns)) if not self.isColumnHidden(n)), -1)
        if rows and first >= 0:
            self.setCurrentIndex(self._preview.index(0, first))

    def map(self) -> ResponseMap:
        """What the columns are now."""
        return self._map

    def set_column(self, column: int, wanted: ColumnMap) -> None:
        """Understand one column in another way."""
        if wanted == self._map.columns[column]:
            return
        columns = (*self._map.columns[:column], wanted, *self._map.columns[column + 1 :])
        self._map = replace(self._map, columns=columns)
        self._preview.set_columns(columns)
        self._header.set_columns(columns)
        self._hide_unused()
        self.changed.emit()

    def set_rating_words(self, words: tuple[tuple[str, int], ...]) -> None:
        """Understand the words in the column of ratings in another way."""
        if words != self._map.rating_words:
            self._map = replace(self._map, rating_words=words)
            self.changed.emit()

    def texts(self, column: int) -> list[str]:
        """What the first rows say in a column."""
        return self._preview.texts(column)

    def show_only_used(self, only: bool) -> None:
        """Hide the columns that are left out, or show all."""
        self._only_used = only
        self._hide_unused()

    def open_roles(self, column: int) -> QMenu:
        """The list of roles under a column's head; one is chosen from it."""
        if self._preview.rowCount():
            self.setCurrentIndex(self._preview.index(max(self.currentIndex().row(), 0), column))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        now = self._map.columns[column]
        for role in Role:
            action = menu.addAction(role_words(role))
            action.setCheckable(True)
            group.addAction(action)
            action.setChecked(role is now.role)
            action.triggered.connect(partial(self._on_role, column, role))
            if role is now.role:
                menu.setActiveAction(action)
        menu.popup(self._header.below(column))
        return menu

    def _on_role(self, column: int, role: Role, _checked: bool = False) -> None:
        self.set_column(column, replace(self._map.columns[column], role=role))

    def _on_column(self, index: QModelIndex) -> None:
        self._header.set_current(index.column() if self.hasFocus() else -1)
        self.column_entered.emit(index.column())

    def _hide_unused(self) -> None:
        current = self.currentIndex().column()
        for column, asked in enumerate(self._map.columns):
            # The one being worked on stays: it would vanish under the hand.
            hidden = self._only_used and asked.role is Role.IGNORED and column != current
            self.setColumnHidden(column, hidden)

    def _width(self, column: int) -> int:
        metrics = QFontMetricsF(fonts.body())
        said: Sequence[str] = self._preview.texts(column)[:_LOOKED_AT]
        widest = max((metrics.horizontalAdvance(text[:60]) for text in said), default=0)
        heading = metrics.horizontalAdvance(self._map.columns[column].heading[:60])
        roomy = int(max(widest, heading)) + 28
        scale = metrics.height() / 17
        return int(min(max(roomy, _NARROWEST * scale), _WIDEST * scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down
        opens = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_F2) or (
            down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if opens and self.currentIndex().isValid():
            self.open_roles(self.currentIndex().column())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._header.set_current(self.currentIndex().column())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._header.set_current(-1)
