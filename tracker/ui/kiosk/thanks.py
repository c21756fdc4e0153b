"""A word of thanks that is gone before it is in the way."""

from PySide6.QtCore import QVariantAnimation
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

_MS = 5000
_BEGINS_TO_FADE = 0.7


class Thanks(QLabel):
    """One line that fades. It is read out, and takes neither the keyboard nor any time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setFont(fonts.section_title())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._seen = 0.0
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(_MS)
        self._fade.setStartValue(1.0)
        self._fade.setKeyValueAt(_BEGINS_TO_FADE, 1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._on_faded)

    def say(self, words: str) -> None:
        """Show the line from now on, until it fades."""
        self.setText(words)
        self._fade.stop()
        # The animation only tells of values that differ from its first.
        self._seen = 1.0
        self._fade.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def silence(self) -> None:
        """Say nothing more."""
        self._fade.stop()
        self.setText("")

    def _on_faded(self, seen: float) -> None:
        self._seen = seen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.prepare(painter)
        painter.setOpacity(self._seen)
        tokens = Theme.current().tokens()
        paint.text(
            painter, self.contentsRect().toRectF(), self.text(), self.font(), tokens.tone("text")
        )
