"""A table that gives up its least important columns before its main one gets too narrow."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tracker.ui.tables.model import TableModel
from tracker.ui.tables.view import TableView

R = TypeVar("R")


class FittingTable(TableView[R]):
    """Hides `yielding` columns, the first first, until the stretching one has its own width.

    What was hidden comes back when there is room; what a person hid stays hidden.
    """

    def __init__(
        self,
        model: TableModel[R],
        name: str,
        parent: QWidget | None = None,
        *,
        yielding: Sequence[str],
        several: bool = False,
    ) -> None:
        super().__init__(model, name, parent, several=several)
        ids = [column.id for column in model.columns()]
        self._yielding = [ids.index(column_id) for column_id in yielding]
        self._given_up: set[int] = set()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        head, columns = self.header(), self.rows_model().columns()
        hidden = {n for n in range(len(columns)) if head.isSectionHidden(n)} - self._given_up
        shown = [n for n in range(len(columns)) if n not in hidden]
        needed = sum(
            column.width if column.stretch else max(head.natural_width(n), head.sectionSize(n))
            for n, column in enumerate(columns)
            if n in shown
        )
        given_up: set[int] = set()
        for number in self._yielding:
            if needed <= self.viewport().width():
                break
            if number in shown:
                given_up.add(number)
                needed -= max(head.natural_width(number), head.sectionSize(number))
        if given_up != self._given_up:
            for number in given_up ^ self._given_up:
                head.setSectionHidden(number, number in given_up)
            self._given_up = given_up
