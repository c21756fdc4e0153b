"""The plan as an item model: Brå's six columns, with what is locked and what can be typed over."""

from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tracker.i18n import _, format_date
from tracker.ui.panels.promises.plan_grid import (
    ACTION,
    CAUSE,
    COLUMNS,
    GOAL,
    WHEN,
    WHO,
    Grid,
    RowKind,
)
from tracker.ui.panels.promises.plan_words import cell_words, heading
from tracker.ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
_TYPED = (ACTION, GOAL, WHEN, WHO)


class PlanModel(QAbstractTableModel):
    """Shows a `Grid`. Values are changed through the book, never here."""

    regrouped = Signal()
    """Rows came, went or moved between groups, so spans must be laid anew."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._grid = Grid()

    def grid(self) -> Grid:
        """What is shown."""
        return self._grid

    def today(self) -> date:
        """The day that dates are told from."""
        return self._today

    def set_grid(self, grid: Grid, today: date) -> None:
        """Show another grid. The same rows are only repainted, so an editor may stay open."""
        same = grid.keys() == self._grid.keys()
        if same:
            self._grid, self._today = grid, today
            if grid.rows:
                last = self.index(len(grid.rows) - 1, COLUMNS - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._grid, self._today = grid, today
        self.endResetModel()
        self.regrouped.emit()

    def is_locked(self, number: int, column: int) -> bool:
        """Whether a cell's value was signed: changing it asks for a reason."""
        row = self._grid.rows[number]
        if row.action is None or not self._grid.status.locked:
            return False
        return column == WHEN or (column == GOAL and row.action.planned is not None)

    def is_typed(self, number: int, column: int) -> bool:
        """Whether a cell can be typed over where it stands."""
        if not self._grid.writable or self._grid.rows[number].action is None:
            return False
        return column in _TYPED and not (column == WHEN and self.is_locked(number, column))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        flags |= Qt.ItemFlag.ItemIsSelectable
        if self.is_typed(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number, column = index.row(), index.column()
        words = cell_words(self._grid, number, column, self._today)
        if role == Qt.ItemDataRole.DisplayRole:
            return words.whole()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(number, column, words.whole())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(number, column, words.whole())) or None
        return None

    def _spoken(self, number: int, column: int, words: str) -> str:
        if not words or (self._grid.rows[number].action is None and column != CAUSE):
            return words
        parts = [f"{heading(column)}: {words}"]
        if self.is_locked(number, column):
            parts.append(_("locked"))
        return ", ".join(parts)

    def _tip(self, number: int, column: int, words: str) -> str:
        row = self._grid.rows[number].action
        if row is None and self._grid.rows[number].kind is not RowKind.ACTION and column != CAUSE:
            return ""
        if row is not None and column == WHEN and row.moved_from is not None:
            moved = _("Moved from {date}: {reason}")
            return moved.format(date=format_date(row.moved_from), reason=row.moved_why)
        return words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or section < 0:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return heading(section) if section < COLUMNS else None
        if section < len(self._grid.rows):
            action = self._grid.rows[section].action
            return action.label if action is not None else ""
        return None
