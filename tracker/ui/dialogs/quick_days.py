"""The days that are chosen most often, at one press each."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tracker.i18n import format_date
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.value_fields import DateField


class QuickDays(QWidget):
    """Buttons that put a day in a field, Alt+1 the first; the one whose day stands there is marked.

    `chosen` when one of them was pressed.
    """

    chosen = Signal()

    def __init__(
        self, choices: Sequence[tuple[str, date]], field: DateField, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._days = tuple(day for _words, day in choices)
        self.buttons: list[Button] = []
        flow = FlowLayout(self)
        for number, (words, day) in enumerate(choices, start=1):
            button = Button(words, keys=f"Alt+{number}")
            button.setCheckable(True)
            button.setAccessibleDescription(f"{format_date(day, 'long')}, Alt+{number}")
            button.clicked.connect(partial(self._choose, day))
            # A button's own shortcut presses it for a moment first, and saving may come before.
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self._choose, day))
            flow.addWidget(button)
            self.buttons.append(button)
        field.changed.connect(self._mark)
        self._mark(field.value())

    def _choose(self, day: date) -> None:
        self._field.set_value(day)
        self._mark(day)
        self.chosen.emit()

    def _mark(self, chosen: date | None) -> None:
        for button, day in zip(self.buttons, self._days, strict=True):
            button.setChecked(day == chosen)
