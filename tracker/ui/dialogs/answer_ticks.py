"""Answers to tick in a dialog: the words, and how alike they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.ui import fonts
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import TickCell
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.view import TableView

_ROWS = 8


@dataclass(frozen=True, slots=True)
class Tickable:
    """An answer in a dialog. `score` is 0 to 100."""

    id: int
    text: str
    score: float = 0
    place: str = ""


class AnswerTicks(QWidget):
    """A table whose chosen rows are the ticked answers."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, scored: bool = False) -> None:
        """Where it is `scored`, the place and the score have columns too."""
        super().__init__(parent)
        self._model: RowsModel[Tickable] = RowsModel(_columns(scored), lambda row: row.id)
        self._model.setParent(self)
        self.table: TableView[Tickable] = TableView(self._model, name, several=True)
        self.table.selection_changed.connect(lambda _count: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        row = max(32, int(QFontMetricsF(fonts.body()).height()) + 12)
        self.setMinimumHeight(row * 4)
        self._wanted = row * (_ROWS + 1)
        self.setFocusProxy(self.table)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted)

    def set_rows(self, rows: Sequence[Tickable]) -> None:
        """Show other answers; those ticked before stay ticked where they are still there."""
        self._model.set_rows(rows)

    def tick(self, ids: Iterable[int]) -> None:
        """Tick these and no others."""
        self.table.select_ids(ids)

    def ticked(self) -> tuple[int, ...]:
        """The ids ticked, in the order shown."""
        return tuple(self.table.selected_ids())


def _columns(scored: bool) -> tuple[Column[Tickable], ...]:
    columns: list[Column[Tickable]] = [
        Column("tick", _("Select"), lambda row: row.id, width=52, delegate=TickCell),
        Column("text", _("Answer"), lambda row: row.text, width=320, stretch=True),
    ]
    if scored:
        columns += [
            Column("place", _("Place"), lambda row: row.place, width=172, tone="text2"),
            Column("score", _("Alike"), lambda row: _percent(row.score), width=76, align="right"),
        ]
    return tuple(columns)


def _percent(score: float) -> str:
    return _("{value} %").format(value=format_number(round(score)))
