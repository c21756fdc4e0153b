"""Choosing a person, or adding the one that is missing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.services.queries.choices import PersonRow
from tracker.ui.widgets.picker import Picker

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PersonPicker(Picker[int]):
    """People by role, name or organisation. The last line adds whoever isn't among them.

    Whoever opens its dialog answers `new_asked` (what was typed), and hands the person to `add`.
    """

    new_asked = Signal(str)

    def __init__(
        self,
        people: Sequence[PersonRow],
        value: int | None = None,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
    ) -> None:
        self._typed = ""
        self._asks_later = False
        super().__init__(
            [(row.id, row.words) for row in people], value, parent, placeholder=placeholder
        )
        self._field().textEdited.connect(self._on_typed)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[int, str]]) -> None:
        super().set_choices(choices)
        typed, blocked = self.currentText(), self.blockSignals(True)
        self.addItem(_("New person…"))
        # A combo box without items chooses the first that it gets.
        if not choices:
            self.setCurrentIndex(-1)
            self.setEditText(typed)
        self.blockSignals(blocked)

    def add(self, people: Sequence[PersonRow], person_id: int) -> None:
        """Offer these, and choose one of them."""
        self.set_choices([(row.id, row.words) for row in people])
        self.set_value(person_id)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> int | None:
        try:
            return super().value()
        except Invalid as error:
            typed = self.currentText().strip()
            raise Invalid("input.person", field=self.objectName() or None, value=typed) from error

    def new_words(self) -> str:
        """The last line: what it adds."""
        return self.itemText(self.count() - 1)

    def _on_typed(self, text: str) -> None:
        self._typed = text.strip()
        words = _("Add “{name}”…").format(name=self._typed) if self._typed else _("New person…")
        self.setItemText(self.count() - 1, words)

    def _on_activated(self, index: int) -> None:
        if index == self.count() - 1:
            self._ask()
        else:
            self._typed = ""

    def _ask(self) -> None:
        """Ask for the person once: one key tells both the list and the field of the choice."""
        typed = self._typed
        self.setCurrentIndex(-1)
        self.setEditText(typed)
        if not self._asks_later:
            self._asks_later = True
            QTimer.singleShot(0, self, self._ask_now)

    def _ask_now(self) -> None:
        self._asks_later = False
        self.new_asked.emit(self._typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.currentIndex() + step >= self.count() - 1:
            # Stepping onto the last line would choose it: it is shown first.
            self.showPopup()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a name that nobody has adds it, as choosing the only line shown does."""
        if super().eventFilter(watched, event):
            return True
        popup = self._popup
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _ENTER
            and popup is not None
            and watched is popup
            and not popup.currentIndex().isValid()
            and self._typed
            and self._fitting() == 0
        ):
            popup.hide()
            self._ask()
            return True
        return False

    def _fitting(self) -> int:
        wanted = self._typed.casefold()
        return sum(wanted in self.itemText(n).casefold() for n in range(self.count() - 1))
