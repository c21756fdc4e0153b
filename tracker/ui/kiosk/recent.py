"""A word that comes back with many people: a few large buttons, and a field for the others."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.messages.personal_data import personal_data_note
from tracker.models.personal_data import traces
from tracker.services.traces import Finder
from tracker.ui import fonts
from tracker.ui.dialogs.place_field import PlaceEdit
from tracker.ui.kiosk.big_button import BigButton
from tracker.ui.kiosk.choices import Choices
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text

_BUTTONS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecentWords(QWidget):
    """What a button or the field says, never both; it may be kept for the next person."""

    entered = Signal()
    """Enter in the list of completions, with none of them chosen."""

    digit_chosen = Signal()
    """A digit chose a button, so that the keyboard may go on."""

    def __init__(self, name: str, other: str, parent: QWidget | None = None) -> None:
        """`other` stands in the empty field."""
        super().__init__(parent)
        self.choices: Choices[str] = Choices(name)
        self.field = PlaceEdit(other)
        self.field.setAccessibleName(name)
        self.field.setFont(fonts.kiosk())
        self.field.setProperty("kiosk", True)
        self.keep = QCheckBox(_("Keep for the next person"))
        self.keep.setAccessibleName(f"{name}: {self.keep.text()}")
        self.keep.setFont(fonts.body())
        self.keep.setProperty("kiosk", True)
        head = QHBoxLayout()
        head.addWidget(Text(name, fonts.section_title()), 1)
        head.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        head.setContentsMargins(0, 0, 0, -8)
        layout.addLayout(head)
        layout.addWidget(self.choices)
        self._find: Finder = traces
        self._hint = QuietNote("")
        self._hint.setFont(fonts.body())
        self._hint.setVisible(False)
        layout.addWidget(self.field)
        layout.addWidget(self._hint)
        self.choices.changed.connect(self._on_chosen)
        self.choices.digit_chosen.connect(self.digit_chosen)
        self.choices.typed.connect(self._on_typed)
        self.field.textChanged.connect(self._on_text)
        popup = self.field.completer().popup()
        assert popup is not None
        popup.installEventFilter(self)
        self._popup = popup

    def offer(self, usual: Sequence[str]) -> None:
        """Show the first as buttons, and complete from all of them."""
        shown = [(words, words) for words in usual[:_BUTTONS]]
        self.choices.offer(shown, lambda number, _value, words: BigButton(words, str(number)))
        self.field.offer(usual)

    def value(self) -> str:
        """What is said, without space around it."""
        chosen = self.choices.values()
        return chosen[0] if chosen else self.field.text().strip()

    def warn_by(self, find: Finder) -> None:
        """What finds that which looks as if it points out a person."""
        self._find = find

    def hint(self) -> str:
        """What is warned about now."""
        return self._hint.text()

    def set_value(self, value: str) -> None:
        """Say something else."""
        self.choices.set_values([value])
        self.field.setText("" if self.choices.values() else value)

    def next_person(self) -> None:
        """Forget what was said, unless it is to be kept."""
        if not self.keep.isChecked():
            self.set_value("")

    def begin(self) -> None:
        """Put the keyboard on the buttons, or in the field where there are none."""
        first = self.choices if self.choices.buttons() else self.field
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """What Tab passes, in order."""
        return [*self.choices.stops(), self.field, self.keep]

    def _on_chosen(self) -> None:
        if self.choices.values():
            self.field.clear()

    def _on_typed(self, text: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(text)

    def _on_text(self, text: str) -> None:
        note = personal_data_note(text, self._find)
        self._hint.setText(note)
        self._hint.setVisible(bool(note))
        if text:
            self.choices.set_values([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A new place is not in the list: Enter then means the answer, not the list.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _ENTER
            and not self._popup.currentIndex().isValid()
        ):
            self._popup.hide()
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)
