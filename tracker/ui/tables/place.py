"""Where the person is in a table, kept over a reload: selected rows, current row, row on top."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QAbstractItemView, QTableView

from tracker.ui.tables.model import Replaced, TableModel

_Flag = QItemSelectionModel.SelectionFlag

# Beyond this, finding the selected rows again after a reload costs more memory than it helps.
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class _Spot:
    """Ids of the row on top, the current row and the selected rows."""

    top: int | None = None
    current: int | None = None
    selected: frozenset[int] = frozenset()


class Place(QObject):
    """Finds the person's place again, by id, when a model replaces its rows."""

    def __init__(self, view: QTableView, model: TableModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._before = _Spot()
        model.set_keeper(self._kept_ids)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.replaced.connect(self._on_replaced)

    def select(self, numbers: Iterable[int]) -> None:
        """Select the rows with these numbers and no others."""
        selection = QItemSelection()
        last = len(self._model.columns()) - 1
        for first, final in _ranges(sorted(numbers)):
            selection.select(self._model.index(first, 0), self._model.index(final, last))
        self._view.selectionModel().select(selection, _Flag.ClearAndSelect)

    def go_to(self, number: int) -> None:
        """Make a row the current one, and leave the selection."""
        column = max(self._view.currentIndex().column(), 0)
        index = self._model.index(number, column)
        self._view.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)

    def _spot(self) -> _Spot:
        top = self._view.rowAt(0)
        current = self._view.currentIndex()
        return _Spot(
            self._model.id_at(top) if top >= 0 else None,
            self._model.id_at(current.row()) if current.isValid() else None,
            self._selected_ids(),
        )

    def _selected_ids(self) -> frozenset[int]:
        selection = self._view.selectionModel().selection()
        if row_count(selection) > _MOST_KEPT:
            return frozenset()
        parts = ((part.top(), part.bottom()) for part in selection.toList())
        return frozenset(
            row_id for first, last in parts for row_id in self._model.ids_between(first, last)
        )

    def _kept_ids(self) -> frozenset[int]:
        spot = self._spot()
        places = (spot.top, spot.current)
        return spot.selected | {row_id for row_id in places if row_id is not None}

    def _on_about_to_reset(self) -> None:
        # What was chosen while the rows were loading counts, not what was chosen before.
        self._before = self._spot()

    def _on_replaced(self, replaced: Replaced) -> None:
        before, at = self._before, replaced.at
        self.select(at[row_id] for row_id in before.selected if row_id in at)
        if before.current is not None:
            known = before.current in at
            current = at[before.current] if known else self._model.find(before.current)
            if current is not None:
                self.go_to(current)
        if replaced.same_query and before.top in at:
            top = self._model.index(at[before.top], 0)
            self._view.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
        elif not replaced.same_query:
            self._view.scrollToTop()


def row_count(selection: QItemSelection) -> int:
    """How many rows are in the selection."""
    return sum(part.height() for part in selection.toList())


def _ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted numbers as runs: [1, 2, 3, 7] → [(1, 3), (7, 7)]."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
