"""Large buttons in even columns that are one stop for Tab: arrows, space and digits choose."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.ui.kiosk.big_button import BigButton

V = TypeVar("V")

_GAP = 8
_TAB = Qt.FocusPolicy.TabFocus


class Choices(QWidget, Generic[V]):
    """Buttons of which one, or several, can be chosen. What is chosen can be let go again."""

    changed = Signal()
    digit_chosen = Signal()
    """A digit chose a button, so that the keyboard may go on."""
    typed = Signal(str)
    """Letters that are no choice: they belong to the field that goes with the buttons."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, several: bool = False, columns: int = 0
    ) -> None:
        """`columns` is how many there are at least; by default as many as there is room for."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._several, self._columns = name, several, columns
        self._buttons: list[BigButton] = []
        self._values: list[V] = []
        self._shown_columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)

    def offer(
        self, choices: Sequence[tuple[V, str]], make: Callable[[int, V, str], BigButton]
    ) -> None:
        """Show these; `make` is told number (from 1), value and words. The chosen stay chosen."""
        kept = set(self.values())
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._values = [value for value, _words in choices]
        self._buttons = []
        for number, (value, words) in enumerate(choices, 1):
            button = make(number, value, words)
            button.setParent(self)
            button.setAccessibleName(f"{self._name}: {button.words()}")
            button.setChecked(value in kept)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._on_clicked, number - 1))
            button.show()
            self._buttons.append(button)
        self._shown_columns = 0
        self._lay_out()
        self._stop_at(0)
        self.setVisible(bool(choices))

    def buttons(self) -> list[BigButton]:
        """The buttons, in order."""
        return list(self._buttons)

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return [button for button in self._buttons if button.focusPolicy() & _TAB]

    def values(self) -> tuple[V, ...]:
        """What is chosen, in the order it is shown."""
        pairs = zip(self._values, self._buttons, strict=True)
        return tuple(value for value, button in pairs if button.isChecked())

    def set_values(self, chosen: Sequence[V]) -> None:
        """Choose these and no others."""
        for value, button in zip(self._values, self._buttons, strict=True):
            button.setChecked(value in chosen)

    def press(self, index: int) -> bool:
        """Press a button; whether there is one."""
        if not 0 <= index < len(self._buttons):
            return False
        self._buttons[index].click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        at = self._focused()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._shown_columns,
            Qt.Key.Key_Down: self._shown_columns,
        }.get(Qt.Key(event.key()))
        if step is not None:
            if 0 <= at + step < len(self._buttons):
                self._buttons[at + step].setFocus(Qt.FocusReason.OtherFocusReason)
                self._stop_at(at + step)
        elif plain and len(text) == 1 and text in "123456789":
            if self.press(int(text) - 1):
                self.digit_chosen.emit()
        elif plain and text.strip() and text.isprintable():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._buttons:
            self.stops()[0].setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _on_clicked(self, index: int, _checked: bool = False) -> None:
        if self._buttons[index].isChecked() and not self._several:
            for other in self._buttons:
                if other is not self._buttons[index]:
                    other.setChecked(False)
        self.changed.emit()

    def _focused(self) -> int:
        return next((n for n, button in enumerate(self._buttons) if button.hasFocus()), 0)

    def _stop_at(self, index: int) -> None:
        """Let Tab stop at one button only, so that nine buttons are not nine stops."""
        wanted = self._buttons[index : index + 1]
        before = self.stops()
        for button in wanted:
            button.setFocusPolicy(_TAB)
            for stop in before:
                # Qt orders only what Tab stops at, so the new one takes the old one's place.
                QWidget.setTabOrder(stop, button)
        for button in self._buttons:
            if button not in wanted:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        if not self._buttons:
            return
        widest = max(button.sizeHint().width() for button in self._buttons)
        fits = max(1, (self.width() + _GAP) // (widest + _GAP))
        columns = min(max(fits, self._columns), len(self._buttons))
        if columns == self._shown_columns:
            return
        for number, button in enumerate(self._buttons):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, number // columns, number % columns)
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._shown_columns = columns
