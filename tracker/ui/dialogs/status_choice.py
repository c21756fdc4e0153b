"""Choosing one of a few statuses: radio buttons with their words."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from tracker.labels import label

S = TypeVar("S", bound=StrEnum)


class StatusChoice(QWidget, Generic[S]):
    """All the choices in view, in two columns; the arrows move between them."""

    changed = Signal(object)

    def __init__(
        self, values: Sequence[S], chosen: S | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values = tuple(values)
        self._group = QButtonGroup(self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(24)
        layout.setVerticalSpacing(4)
        half = (len(self._values) + 1) // 2
        for index, value in enumerate(self._values):
            button = QRadioButton(label(value))
            button.setChecked(value is chosen)
            self._group.addButton(button, index)
            layout.addWidget(button, index % half, index // half)
        layout.setColumnStretch(2, 1)
        self._group.idToggled.connect(self._on_toggled)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> S | None:
        """What is chosen; None before the first choice."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: S) -> None:
        """Choose `value`; ValueError when it isn't among the choices."""
        self._group.button(self._values.index(value)).setChecked(True)

    def focus_chosen(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the button that is chosen, or to the first."""
        button = self._group.checkedButton() or self._group.button(0)
        button.setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An error sends the focus here."""
        super().focusInEvent(event)
        self.focus_chosen(event.reason())

    def _on_toggled(self, index: int, checked: bool) -> None:
        if checked:
            self.changed.emit(self._values[index])
