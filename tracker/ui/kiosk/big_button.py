"""Buttons to be hit with a thumb and read at arm's length."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton
from tracker.ui.widgets.text import plain_tip

HEIGHT = 64
_WIDEST = 280
_SIDE, _GAP, _TICK = 16, 10, 18


class BigButton(PaintedButton):
    """Words, a key hint, and a tick when chosen: never only a colour."""

    def __init__(self, words: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._keys = keys
        self.setCheckable(True)
        self.setToolTip(plain_tip(words) if len(words) > 24 else "")
        self.setAccessibleDescription(keys)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def font_of(self, *, chosen: bool) -> QFont:
        """How the words are set."""
        return fonts.section_title() if chosen else fonts.kiosk()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font_of(chosen=True))
        width = 2.0 * _SIDE + metrics.horizontalAdvance(self.words()[:80]) + _GAP + self._slot() + 2
        height = max(HEIGHT, int(metrics.height()) + 24)
        return QSize(min(int(width), max(_WIDEST, int(metrics.averageCharWidth() * 24))), height)

    def _slot(self) -> float:
        """The room at the right, for the key or for the tick that takes its place."""
        return max(float(_TICK), paint.key_hint_size(self._keys).width())

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter is the next person's, wherever the keyboard is.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        paint_ground(painter, rect, tokens, chosen=chosen, hot=self.is_hot())
        content = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if chosen:
            mark = QRectF(content.right() - _TICK, rect.center().y() - _TICK / 2, _TICK, _TICK)
            icons.paint(painter, "check", mark, tokens.tone("accent"))
        elif self._keys:
            left = content.right() - paint.key_hint_size(self._keys).width()
            paint.key_hint(painter, QPointF(left, rect.center().y()), self._keys, tokens)
        content.setRight(content.right() - self._slot() - _GAP)
        font = self.font_of(chosen=chosen)
        paint.text(painter, content, self.words(), font, tokens.tone("text"))
        if self.hasFocus():
            paint_focus(painter, rect, tokens)


class RatingButton(BigButton):
    """A step of a scale: its number, and beneath it what the number means."""

    def __init__(self, number: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{number} {words}", "", parent)
        self._number, self._meaning, self._lines = str(number), words, 1
        self.setToolTip("")

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.body_medium())
        width = metrics.horizontalAdvance(self._meaning) + 20
        tall = QFontMetricsF(fonts.tile_number()).height() + metrics.height() * self._lines + 22
        return QSize(max(int(width) + 1, HEIGHT), max(84, int(tall)))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.body_strong())
        longest = max(metrics.horizontalAdvance(word) for word in self._meaning.split())
        return QSize(max(int(longest) + 14, HEIGHT), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = QFontMetricsF(fonts.body_strong()).horizontalAdvance(self._meaning)
        lines = 1 if width <= event.size().width() - 12 else 2
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        paint_ground(painter, rect, tokens, chosen=chosen, hot=self.is_hot())
        words = QFontMetricsF(fonts.body_medium()).height() * self._lines
        digit = QFontMetricsF(fonts.tile_number()).height()
        top = rect.center().y() - (digit + words + 2) / 2
        middle = Qt.AlignmentFlag.AlignCenter
        line = QRectF(rect.left() + 6, top, rect.width() - 12, digit)
        paint.text(painter, line, self._number, fonts.tile_number(), tokens.tone("text"), middle)
        line = QRectF(line.left(), line.bottom() + 2, line.width(), words)
        font = fonts.body_strong() if chosen else fonts.body_medium()
        tone = tokens.tone("text" if chosen else "text2")
        painter.setFont(font)
        painter.setPen(tone)
        wrap = Qt.TextFlag.TextWordWrap if self._lines > 1 else Qt.TextFlag.TextSingleLine
        painter.drawText(line, int(middle) | int(wrap), self._meaning)
        if chosen:
            mark = QRectF(rect.right() - _TICK - 8, rect.top() + 8, _TICK, _TICK)
            icons.paint(painter, "check", mark, tokens.tone("accent"))
        if self.hasFocus():
            paint_focus(painter, rect, tokens)


def paint_ground(
    painter: QPainter, rect: QRectF, tokens: Tokens, *, chosen: bool, hot: bool
) -> None:
    """What a large button stands on: chosen ones are filled and have a thicker edge."""
    ground = "sel" if chosen else "hover" if hot else "surface"
    paint.box(painter, rect, 6, tokens.colour(ground))
    edge = "accent" if chosen else "strong"
    paint.outline(painter, rect, 6, tokens.colour(edge), 2 if chosen else 1)


def paint_focus(painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    """Where the keyboard is: a ring inside the edge, seen on chosen buttons too."""
    paint.outline(painter, rect, 6, tokens.colour("surface"), 4)
    paint.outline(painter, rect.adjusted(4, 4, -4, -4), 4, tokens.colour("accent"), 2)
    paint.outline(painter, rect, 6, tokens.colour("accent"), 2)
