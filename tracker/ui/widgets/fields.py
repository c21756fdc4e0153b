"""Fields to type in."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint


class SearchField(QLineEdit):
    """A field with a magnifying glass, and at its right a key hint or a word such as "3 träffar".

    Escape clears it; in an empty field Escape is left to the window.
    """

    left = Signal()
    """Escape in an empty field: back to what is searched."""
    stepped = Signal(int)
    """Up (-1) or down (1) was pressed: move in the list of results."""

    def __init__(
        self,
        placeholder: str,
        parent: QWidget | None = None,
        *,
        keys: str = "",
        large: bool = False,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._note = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        if keys:
            self.setAccessibleDescription(keys)
        if large:
            self.setFont(fonts.promise_text())
            self.setProperty("large", True)
        self._make_room()

    def set_note(self, note: str) -> None:
        """A word at the right edge, instead of the key hint; empty brings the hint back."""
        self._note = note
        self._make_room()
        self.update()

    def _right_width(self) -> float:
        if self._note:
            return paint.runs_width([paint.Run(self._note)], fonts.caption(), fonts.caption())
        return paint.key_hint_size(self._keys).width() if self._keys else 0

    def _make_room(self) -> None:
        right = self._right_width()
        self.setTextMargins(24, 0, int(right + 8) if right else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        glass = QRectF(11, self.height() / 2 - 8, 16, 16)
        icons.paint(painter, "search", glass, tokens.tone("text2"))
        right = self.width() - 9
        if self._note:
            area = QRectF(right - self._right_width(), 0, self._right_width() + 1, self.height())
            paint.text(painter, area, self._note, fonts.caption(), tokens.tone("text2"))
        elif self._keys:
            left = QPointF(right - self._right_width(), self.height() / 2)
            paint.key_hint(painter, left, self._keys, tokens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key is Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
