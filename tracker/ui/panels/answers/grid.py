"""The answers as a table: several chosen are coded together, as one change."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.services.queries.responses import ResponseRow
from tracker.ui.panels.answers.columns import YIELDING
from tracker.ui.panels.answers.model import AnswerModel
from tracker.ui.tables.fitting import FittingTable

# Whether all of more rows have a theme isn't asked: then it is given them.
MOST_LOOKED_AT = 300


class AnswerGrid(FittingTable[ResponseRow]):
    """Space chooses rows, Enter opens one to read, Escape lets go of those chosen."""

    def __init__(self, model: AnswerModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _("Answers"), parent, yielding=YIELDING, several=True)
        self.header().keep_widths("answer")

    def targets(self) -> list[int]:
        """The rows chosen; with none, the one that the keyboard is on."""
        chosen = self.selected_ids()
        current = self.current_id()
        return chosen or ([] if current is None else [current])

    def looked_at(self) -> list[ResponseRow]:
        """The rows that `targets` names, as far as they are read; of very many only the first."""
        numbers = [
            number
            for part in self.selectionModel().selection().toList()
            for number in range(part.top(), min(part.bottom(), part.top() + MOST_LOOKED_AT) + 1)
        ]
        if not numbers and self.currentIndex().isValid():
            numbers = [self.currentIndex().row()]
        rows = map(self.rows_model().row_at, numbers[:MOST_LOOKED_AT])
        return [row for row in rows if row is not None]

    def go_to(self, number: int) -> None:
        """Put the keyboard on a row, and leave those chosen."""
        index = self.rows_model().index(number, max(self.currentIndex().column(), 0))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.selected_count():
            self.clearSelection()
        else:
            super().keyPressEvent(event)
