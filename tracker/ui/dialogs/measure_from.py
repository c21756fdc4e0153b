"""The measurements that wait: surveys that have answered an indicator's question since the last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.messages.figures import found_words
from tracker.services.queries.figures import Waiting
from tracker.ui import on_screen
from tracker.ui.tables.list_rows import ListRow
from tracker.ui.tables.lists import RowList
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Panel, Rule


class MeasureFromDialog(QDialog):
    """One row per measurement that can be taken. Nothing is recorded until it is asked for."""

    register_asked = Signal(object, object)
    """The indicator's id, and the `Answered` that is its next measurement."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New measurements"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 420)
        self._rows: tuple[Waiting, ...] = ()
        self._list = RowList(_("New measurements"), lines=True)
        self._list.opened.connect(lambda _id: self._register())
        self._none = EmptyState(
            "target",
            _("Nothing waits to be measured"),
            _(
                "When a later survey answers the question that an indicator follows, "
                "its value is offered here."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._none)
        self._button = PrimaryButton(_("Register"), keys="Enter")
        self._button.clicked.connect(self._register)
        close = Button(_("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(Rule())
        foot = Panel("sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.addWidget(close)
        row.addStretch(1)
        row.addWidget(self._button)
        outer.addWidget(foot)

    def set_waiting(self, rows: Sequence[Waiting]) -> None:
        """Show these; their places in the list stand for them."""
        self._rows = tuple(rows)
        self._list.set_rows([_row(number, row) for number, row in enumerate(self._rows)])
        if self._rows and self._list.current_id() is None:
            self._list.choose(0)
        self._stack.setCurrentWidget(self._list if self._rows else self._none)
        self._button.setEnabled(bool(self._rows))
        if self._rows:
            self._list.setFocus()

    def _register(self) -> None:
        chosen = self._list.current_id()
        if chosen is not None:
            row = self._rows[chosen]
            self.register_asked.emit(row.indicator_id, row.found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        on_screen.fit(self)


def _row(number: int, row: Waiting) -> ListRow:
    found = row.found
    return ListRow(
        number,
        row.name,
        lead=f"L{row.promise_number}",
        note=found_words(found.value, found.answers, row.unit, found.title),
        right_note=format_date(found.on),
    )
