"""A field for free text that completes from what was written before."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class CompletingEdit(QLineEdit):
    """Typing offers what is known, found anywhere in its words; other text is as good."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def offer(self, known: Sequence[str]) -> None:
        """Complete from these, in this order."""
        self._known.setStringList(list(dict.fromkeys(known)))
