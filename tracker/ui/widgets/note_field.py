"""Several lines of text that others may come to read."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.messages.personal_data import personal_data_note
from tracker.ui import fonts
from tracker.ui.widgets.notes import IconText, QuietNote


class NoteField(QWidget):
    """Several lines of text, the reminder that it is probably public, and hints while typing."""

    changed = Signal()

    def __init__(
        self,
        placeholder: str = "",
        value: str = "",
        parent: QWidget | None = None,
        *,
        lines: int = 3,
        public: bool = True,
    ) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(placeholder)
        height = int(QFontMetricsF(fonts.body()).lineSpacing()) * lines + 14
        self.edit.setFixedHeight(height)
        self._public = IconText(
            "info",
            _("Will probably be a public record. Write no names or personal identity numbers."),
        )
        self._public.setVisible(public)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._hint = QuietNote("")
        self._hint.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.edit)
        layout.addWidget(self._public)
        layout.addWidget(self._hint)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._on_text_changed)
        self.set_value(value)

    def value(self) -> str:
        """What was written, without space around it."""
        return self.edit.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show another text."""
        self.edit.setPlainText(value)

    def set_public(self, words: str) -> None:
        """Say something else about who may read it; empty says nothing."""
        self._public.set_text(words)
        self._public.setVisible(bool(words))

    def public_words(self) -> str:
        """What is said about who may read it."""
        return self._public.text()

    def hint(self) -> str:
        """What the field warns about now."""
        return self._hint.text()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _on_text_changed(self) -> None:
        note = personal_data_note(self.edit.toPlainText())
        self._hint.setText(note)
        self._hint.setVisible(bool(note))
        self.changed.emit()
