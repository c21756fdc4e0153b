"""The table models' common ground, and the model for a list that is small enough to hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import CellDelegate, TextCell

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a reset did: where the ids that `set_keeper` named are now, as {id: row number}.

    `same_query` tells new facts about the same rows from another question.
    """

    at: dict[int, int]
    same_query: bool = True


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows with ids, seen through columns. Delegates ask `row_at` for the row itself."""

    sort_asked = Signal(str, bool)
    """A header was clicked: (the column's sort key, whether descending)."""
    loaded = Signal(int)
    """The rows asked for are here: how many."""
    failed = Signal(object)
    """The exception that loading ended in."""
    replaced = Signal(object)
    """After a reset: a `Replaced`."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._keeper: Callable[[], frozenset[int]] = frozenset
        self._sorted_by: tuple[str, bool] | None = None

    def columns(self) -> tuple[Column[R], ...]:
        """The columns, in the order of their numbers."""
        return self._columns

    def set_keeper(self, keeper: Callable[[], frozenset[int]]) -> None:
        """`keeper` names the ids (selected, current) that `replaced` should find again."""
        self._keeper = keeper

    def row_at(self, number: int) -> R | None:
        """The row, or None when it isn't loaded yet."""
        raise NotImplementedError

    def id_at(self, number: int) -> int:
        """The id of a row, loaded or not."""
        raise NotImplementedError

    def find(self, row_id: int) -> int | None:
        """The number of the row with `row_id`."""
        raise NotImplementedError

    def ids_between(self, first: int, last: int) -> Sequence[int]:
        """The ids of the rows `first` to `last`, both included."""
        raise NotImplementedError

    def is_loading(self) -> bool:
        """Whether the rows shown aren't those asked for yet."""
        return False

    def sorted_by(self) -> tuple[str, bool] | None:
        """The sort key that the rows are in order of and whether it is descending."""
        return self._sorted_by

    def set_sorted_by(self, key: str, descending: bool) -> None:
        """Note how the rows are sorted, for the header to show."""
        self._sorted_by = (key, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(self._columns) - 1, 0))

    def words(self, number: int, column: int) -> str:
        """A cell as text: what is read out and copied. Empty while the row is loading."""
        row = self.row_at(number)
        if row is None:
            return ""
        chosen = self._columns[column]
        delegate: type[CellDelegate] = chosen.delegate or TextCell
        return delegate.words(chosen.get(row))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self._columns[index.column()].align]
        if role == Qt.ItemDataRole.ToolTipRole:
            row, tip = self.row_at(index.row()), self._columns[index.column()].tip
            return tip(row) or None if tip is not None and row is not None else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self._columns[section].align]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; whoever owns the query answers."""
        key = self._columns[column].sort_key if 0 <= column < len(self._columns) else None
        if key is not None:
            self.sort_asked.emit(key, order is Qt.SortOrder.DescendingOrder)


class RowsModel(TableModel[R]):
    """A list of rows held in memory, for what is counted in tens or hundreds."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._row_id = row_id
        self._rows: list[R] = []
        self._ids: list[int] = []
        self._is_read = False

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows. The same ids in the same order are only repainted."""
        ids = [self._row_id(row) for row in rows]
        if ids == self._ids and self._is_read:
            self._rows = list(rows)
            if ids:
                last = self.index(len(ids) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            self.loaded.emit(len(ids))
            return
        wanted = self._keeper()
        self.beginResetModel()
        self._rows, self._ids, self._is_read = list(rows), ids, True
        self.endResetModel()
        kept = {row_id: at for at, row_id in enumerate(ids) if row_id in wanted}
        self.replaced.emit(Replaced(kept))
        self.loaded.emit(len(ids))

    def is_loading(self) -> bool:
        return not self._is_read

    def rows(self) -> tuple[R, ...]:
        """All rows."""
        return tuple(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, number: int) -> R | None:
        return self._rows[number]

    def id_at(self, number: int) -> int:
        return self._ids[number]

    def find(self, row_id: int) -> int | None:
        return self._ids.index(row_id) if row_id in self._ids else None

    def ids_between(self, first: int, last: int) -> Sequence[int]:
        return self._ids[first : last + 1]
