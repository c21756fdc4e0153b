"""One of many choices, found by typing."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

from tracker.models.errors import Invalid

T = TypeVar("T")

_NAMED_CHOICES = 5


class Picker(QComboBox, Generic[T]):
    """One of many, found by typing any part of its words. Empty is None."""

    changed = Signal(object)
    """Another value was chosen."""

    def __init__(
        self,
        choices: Sequence[tuple[T, str]],
        value: T | None = None,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._values: list[T] = []
        self._told: T | None = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(12)
        completer = self.completer()
        assert isinstance(completer, QCompleter)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._popup = completer.popup()
        assert self._popup is not None
        self._popup.installEventFilter(self)
        self._field().setPlaceholderText(placeholder)
        self.set_choices(choices)
        self.set_value(value)
        self._told = self.value()
        self.currentTextChanged.connect(self._tell)
        # Two choices may have the same words.
        self.currentIndexChanged.connect(self._tell)

    def _field(self) -> QLineEdit:
        field = self.lineEdit()
        assert field is not None
        return field

    def set_choices(self, choices: Sequence[tuple[T, str]]) -> None:
        """Offer other choices; what is typed stays."""
        typed = self.currentText()
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])
        self.setCurrentIndex(self.findText(typed, Qt.MatchFlag.MatchFixedString))
        self.setEditText(typed)
        self.blockSignals(blocked)

    def value(self) -> T | None:
        """What is chosen, None for an empty field. Raises `Invalid` ("input.choice")."""
        typed = self.currentText().strip()
        if not typed:
            return None
        at = self._match(typed)
        if at is None:
            named = tuple(self.itemText(n) for n in range(min(len(self._values), _NAMED_CHOICES)))
            field = self.objectName() or None
            raise Invalid("input.choice", field=field, value=typed, choices=named)
        return self._values[at]

    def _match(self, typed: str) -> int | None:
        """The choice with exactly these words, or else the only one that holds them."""
        current = self.currentIndex()
        if 0 <= current < len(self._values) and self.itemText(current) == typed:
            return current
        exact = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if 0 <= exact < len(self._values):
            return exact
        wanted = typed.casefold()
        held = [n for n in range(len(self._values)) if wanted in self.itemText(n).casefold()]
        return held[0] if len(held) == 1 else None

    def set_value(self, value: T | None) -> None:
        """Choose `value`; what isn't among the choices leaves the field empty."""
        at = self._values.index(value) if value in self._values else -1
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText("")
        else:
            self._field().setCursorPosition(0)

    def _tell(self) -> None:
        try:
            value = self.value()
        except Invalid:
            return
        if value != self._told:
            self._told = value
            self.changed.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the only choice that fits, without the arrow key before it."""
        popup = self._popup
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and popup is not None
            and watched is popup
            and not popup.currentIndex().isValid()
        ):
            at = self._match(self.currentText().strip())
            if at is not None:
                popup.hide()
                self.setCurrentIndex(at)
                return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        at = self._match(self.currentText().strip()) if self.currentText().strip() else None
        if at is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form past a field must not change what it says.
        event.ignore()
