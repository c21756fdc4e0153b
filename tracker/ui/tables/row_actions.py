"""What can be done to the row that the keyboard is on: a menu over it, and keys of its own."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from tracker.i18n import _
from tracker.ui.tables.view import TableView

R = TypeVar("R")


class RowActions(QObject, Generic[R]):
    """The context menu of a list. What it offers is about the current row, by key or by mouse."""

    def __init__(self, view: QAbstractItemView, current: Callable[[], R | None]) -> None:
        """`current` gives the row; without one nothing happens."""
        super().__init__(view)
        self._view, self._current = view, current
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def add(self, words: str, run: Callable[[R], object], keys: str = "") -> QAction:
        """Another choice, with its key inside the list."""
        action = QAction(words, self._view)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self._on_triggered(run))
        self._view.addAction(action)
        return action

    def add_separator(self) -> None:
        """A line before what comes next."""
        line = QAction(self._view)
        line.setSeparator(True)
        self._view.addAction(line)

    def _on_triggered(self, run: Callable[[R], object]) -> None:
        row = self._current()
        if row is not None:
            run(row)


class Removal(QObject, Generic[R]):
    """Removes the current row of a table; when it is gone the keyboard is on the next one."""

    def __init__(
        self, table: TableView[R], actions: RowActions[R], remove: Callable[[R], object]
    ) -> None:
        super().__init__(table)
        self._table, self._remove = table, remove
        self._gone: int | None = None
        self._next: int | None = None
        actions.add(_("Remove"), self._on_removal, "Del")
        table.rows_model().replaced.connect(self._on_replaced)

    def _on_removal(self, row: R) -> None:
        model, at = self._table.rows_model(), self._table.currentIndex().row()
        beside = at + 1 if at + 1 < model.rowCount() else at - 1
        self._gone = model.id_at(at)
        self._next = model.id_at(beside) if beside >= 0 else None
        self._remove(row)

    def _on_replaced(self) -> None:
        if self._gone is None or self._table.rows_model().find(self._gone) is not None:
            return
        if self._next is not None and self._table.current_id() is None:
            self._table.select_ids([self._next])
        self._gone = None
