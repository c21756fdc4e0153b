"""The free text of an answer, as large as it is read and where Enter belongs to the form."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.messages.personal_data import personal_data_note
from tracker.models.personal_data import traces
from tracker.services.traces import Finder
from tracker.ui import fonts
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST = 96


class _Lines(QPlainTextEdit):
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                event.ignore()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            # With nothing of its own to take back, the latest answer is meant.
            event.ignore()
        else:
            super().keyPressEvent(event)


class Words(QWidget):
    """What was said, with a hint as soon as it looks as if it points out a person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = _("In your own words")
        self.edit = _Lines()
        self.edit.setAccessibleName(name)
        self.edit.setFont(fonts.kiosk())
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(_LEAST)
        self.edit.setPlaceholderText(_("Where, when, and what would help?"))
        self._find: Finder = traces
        self._hint = QuietNote("")
        self._hint.setFont(fonts.body())
        self._hint.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Text(name, fonts.section_title()))
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._hint)
        self.edit.textChanged.connect(self._on_changed)

    def value(self) -> str:
        """What was written, without space around it."""
        return self.edit.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Show another text, with nothing to take back."""
        self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def begin(self, text: str) -> None:
        """Go on here with letters that were typed elsewhere."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.insertPlainText(text)

    def warn_by(self, find: Finder) -> None:
        """What finds that which looks as if it points out a person."""
        self._find = find

    def hint(self) -> str:
        """What is warned about now."""
        return self._hint.text()

    def _on_changed(self) -> None:
        note = personal_data_note(self.edit.toPlainText(), self._find)
        self._hint.setText(note)
        self._hint.setVisible(bool(note))
