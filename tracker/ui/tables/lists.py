"""Lists of two-line rows: promises, the review queue, latest books, candidates, decisions.

A row is a value; the list draws it, and groups stand under small headings.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QWidget,
)

from tracker.ui.tables.list_rows import ListRow, ListRowDelegate, ListRowModel

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """A list of `ListRow`. Its choice survives `set_rows` by id."""

    chosen = Signal(object)
    """The id of the row chosen, by mouse or arrows; None when there is none."""
    opened = Signal(object)
    """Enter or a double click: the row's id."""

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        row_height: int = 56,
        lines: bool = False,
    ) -> None:
        """`name` is read out; `lines` draws a hairline under each row."""
        super().__init__(parent)
        self._rows = ListRowModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(ListRowDelegate(row_height, self, lines=lines))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.activated.connect(self._on_activated)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows; what was chosen stays chosen when it is still there."""
        current = self.current_id()
        blocked = self.blockSignals(True)
        self._rows.set_rows(rows)
        kept = current is not None and self.choose(current)
        self.blockSignals(blocked)
        if current is not None and not kept:
            self.chosen.emit(None)

    def current_id(self) -> int | None:
        """The id of the row chosen."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()).id if index.isValid() else None

    def choose(self, row_id: int) -> bool:
        """Choose a row; False when it isn't there."""
        number = self._rows.find(row_id)
        if number is not None:
            self.setCurrentIndex(self._rows.index(number, 0))
        return number is not None

    def step(self, by: int) -> None:
        """Move the choice up or down past headings; the ends hold."""
        number = self.currentIndex().row() + by
        while 0 <= number < self._rows.rowCount():
            if not self._rows.row_at(number).heading:
                self.setCurrentIndex(self._rows.index(number, 0))
                return
            number += 1 if by > 0 else -1

    def content_height(self) -> int:
        """How high the list is with all rows in view, for a list that doesn't scroll."""
        return sum(self.sizeHintForRow(n) for n in range(self._rows.rowCount()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self._rows.row_at(current.row()).id if current.isValid() else None)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.row_at(index.row()).id)
