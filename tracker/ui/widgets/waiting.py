"""Words for what is on its way: nothing is said of it before it is here."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.ui import fonts
from tracker.ui.widgets.text import Text

_PATIENCE_MS = 200
"""What comes sooner is not worth a word."""


class Waiting(QWidget):
    """Blank after `start`, and words when what is waited for has not come at once.

    It can hold the keyboard for what will stand in its place.
    """

    told = Signal()
    """It took so long that the words are shown."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._text = Text("", fonts.body(), "text2")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._tell)
        self.setAccessibleName(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def start(self) -> None:
        """Wait; what is said already stays."""
        if not self.text() and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """It has come."""
        self._timer.stop()
        self._text.setText("")

    def _tell(self) -> None:
        self._text.setText(self._words)
        self.told.emit()
