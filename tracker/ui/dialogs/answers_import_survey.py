"""Which survey answers belong to: one of the book's, or a new one by its title."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QWidget

from tracker.i18n import _


class SurveyField(QComboBox):
    """A title, completed from those of the book, and what becomes of it."""

    entered = Signal()
    """A title was typed to its end, or chosen."""

    def __init__(self, titles: Sequence[str], chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.addItems(list(dict.fromkeys(titles)))
        completer = self.completer()
        assert isinstance(completer, QCompleter)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field = self.lineEdit()
        assert field is not None
        field.setPlaceholderText(_("The title of a survey, old or new"))
        field.editingFinished.connect(self.entered)
        self.activated.connect(self.entered)
        self.set_title(chosen)

    def title(self) -> str:
        """What was typed or chosen, without space around it."""
        return self.currentText().strip()

    def set_title(self, title: str) -> None:
        """Say another."""
        self.setCurrentIndex(self.findText(title, Qt.MatchFlag.MatchFixedString))
        self.setEditText(title)

    def meaning(self) -> str:
        """Whether the answers come to a survey of the book or to a new one, as a sentence."""
        typed = " ".join(self.title().casefold().split())
        folded = [" ".join(title.casefold().split()) for title in self._titles]
        if not typed or typed in folded:
            return ""
        holding = [title for title, name in zip(self._titles, folded, strict=True) if typed in name]
        if len(holding) == 1:
            return _("The answers will belong to “{title}”.").format(title=holding[0])
        return "" if holding else _("A new survey will be added with this title.")

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form past a field must not change what it says.
        event.ignore()
