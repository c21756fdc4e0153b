"""A button that looks like a search field: it opens the palette, where the typing happens."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton


class SearchButton(PaintedButton):
    """Magnifying glass, words, key hint."""

    def __init__(self, text: str, parent: QWidget | None = None, *, keys: str = "") -> None:
        super().__init__(text, parent)
        self._keys = keys
        self.setMinimumWidth(240)
        self.setMaximumWidth(424)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleDescription(keys)

    def sizeHint(self) -> QSize:
        return QSize(424, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        paint.box(painter, rect, 4, tokens.colour("surface"))
        paint.outline(painter, rect, 4, tokens.colour("strong"), 1)
        glass = QRectF(12, rect.center().y() - 8, 16, 16)
        icons.paint(painter, "search", glass, tokens.colour("text2"))
        hint = paint.key_hint_size(self._keys)
        at = QPointF(rect.right() - hint.width() - 8, rect.center().y())
        paint.key_hint(painter, at, self._keys, tokens)
        words = rect.adjusted(36, 0, -hint.width() - 16, 0)
        paint.text(painter, words, self.words(), fonts.body(), tokens.colour("text2"))
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)
