"""Buttons. All are QPushButtons that draw themselves, so keyboard and roles are Qt's own."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.text import breakable

Kind = Literal["primary", "secondary", "flat"]

_ICON = 16
_GAP = 8
_HINT_GAP = 10
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class PaintedButton(QPushButton):
    """A button whose words may hold an ampersand and whose paint is its own.

    The mouse doesn't move the focus here: after a click the arrows still belong to the table.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.set_words(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """The text as people read it."""
        return self._words

    def set_words(self, text: str) -> None:
        """Set the text; ampersands are just that."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move the focus among buttons in its own way; here the container decides.
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ARROWS:
            event.ignore()
        elif event.key() in _ENTERS and held == Qt.KeyboardModifier.NoModifier:
            # Qt presses none but a dialog's default button.
            self.click()
        else:
            super().keyPressEvent(event)

    def is_hot(self) -> bool:
        """Whether the pointer is over a button that can be pressed."""
        return self.underMouse() and self.isEnabled()


class Button(PaintedButton):
    """Icon, words, key hint, and a chevron when it opens a menu; any may be missing."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        keys: str = "",
        kind: Kind = "secondary",
        height: int = 32,
        opens_menu: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._keys, self._kind, self._height = icon, keys, kind, height
        self._opens_menu = opens_menu
        if keys:
            self.setAccessibleDescription(keys)

    def set_icon_name(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.update()

    def set_key_hint(self, keys: str) -> None:
        """Draw another hint, or none where there is no room; what is read out stays."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def _shows_chevron(self) -> bool:
        # Qt answers None without a menu, whatever its stubs say.
        menu: object = self.menu()
        return self._opens_menu or menu is not None

    def _font(self) -> QFont:
        return fonts.body_medium(tabular=True)

    def _padding(self) -> int:
        return 12 if self._kind != "flat" else 8

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        width = 2.0 * self._padding() + metrics.horizontalAdvance(self._words)
        if self._icon:
            width += _ICON + _GAP
        if self._keys:
            width += _HINT_GAP + paint.key_hint_size(self._keys).width()
        if self._shows_chevron():
            width += _GAP + 14
        return QSize(int(width + 1.99), max(self._height, int(metrics.height()) + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        self._paint_ground(painter, rect, tokens)
        self._paint_content(painter, rect, tokens)
        if self.hasFocus():
            self._paint_focus(painter, rect, tokens)

    def _paint_ground(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        pressed = self.isDown() or self.isChecked()
        if self._kind == "primary":
            name = "accent_hover" if pressed or self.is_hot() else "accent_fill"
            paint.box(painter, rect, 4, tokens.colour(name if self.isEnabled() else "strong"))
            return
        ground = "sel" if pressed else "hover" if self.is_hot() else "surface"
        if self._kind == "secondary" or pressed or self.is_hot():
            paint.box(painter, rect, 4, tokens.colour(ground))
        if self._kind == "secondary":
            edge = "strong" if self.isEnabled() else "line"
            paint.outline(painter, rect, 4, tokens.colour(edge), 1)

    def _paint_content(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        colour = self._colour(tokens)
        content = rect.adjusted(self._padding(), 0, -self._padding(), 0)
        if self._icon:
            icon_rect = QRectF(content.left(), rect.center().y() - _ICON / 2, _ICON, _ICON)
            icons.paint(painter, self._icon, icon_rect, colour)
            content.setLeft(content.left() + _ICON + _GAP)
        if self._shows_chevron():
            mark = QRectF(content.right() - 14, rect.center().y() - 7, 14, 14)
            icons.paint(painter, "chevron-down", mark, colour)
            content.setRight(mark.left() - _GAP)
        if self._keys:
            left = content.right() - paint.key_hint_size(self._keys).width()
            middle = QPointF(left, rect.center().y())
            on_fill = self._kind == "primary"
            paint.key_hint(painter, middle, self._keys, tokens, on_fill=on_fill)
            content.setRight(left - _HINT_GAP)
        paint.text(painter, content, self._words, self._font(), colour)

    def _colour(self, tokens: Tokens) -> QColor:
        if self._kind == "primary":
            return tokens.tone("on_accent")
        if not self.isEnabled():
            return tokens.tone("strong")
        return tokens.tone("text2" if self._kind == "flat" else "text")

    def _paint_focus(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        if self._kind != "primary":
            paint.focus_ring(painter, rect, tokens)
            return
        # Accent can't be seen on accent fill: the ring moves in and takes the text's colour.
        paint.outline(painter, rect.adjusted(2, 2, -2, -2), 3, tokens.tone("on_accent"), 2)


class PrimaryButton(Button):
    """The one thing most people come to do on a page."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        keys: str = "",
        height: int = 32,
    ) -> None:
        super().__init__(text, parent, icon=icon, keys=keys, kind="primary", height=height)


class LinkButton(PaintedButton):
    """Words in accent, underlined under the pointer: goes somewhere or does something small."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, font: QFont | None = None
    ) -> None:
        super().__init__(text, parent)
        self._link_font = font or fonts.caption_medium(tabular=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._link_font)
        # 4 px at the sides for the focus ring, so that text and ring never touch.
        width = metrics.horizontalAdvance(self._words) + 9
        return QSize(int(width), max(20, int(metrics.height()) + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        font = QFont(self._link_font)
        font.setUnderline(self.is_hot())
        colour = tokens.tone("accent" if self.isEnabled() else "strong")
        paint.text(painter, QRectF(self.rect()).adjusted(4, 0, -4, 0), self._words, font, colour)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), tokens, 3)


class WrappedLink(LinkButton):
    """A link with a title that somebody wrote: on as many lines as it takes."""

    _FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRectF(0, 0, width - 8, 1e6)
        metrics = QFontMetricsF(self._link_font)
        needed = metrics.boundingRect(room, self._FLAGS, breakable(self.words())).height()
        return max(self.sizeHint().height(), int(needed + 0.99) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        font = QFont(self._link_font)
        font.setUnderline(self.is_hot())
        painter.setFont(font)
        painter.setPen(tokens.tone("accent" if self.isEnabled() else "strong"))
        room = QRectF(self.rect()).adjusted(4, 2, -4, 0)
        painter.drawText(room, self._FLAGS, breakable(self.words()))
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), tokens, 3)


class IconButton(PaintedButton):
    """Only a picture, so its `name` is required: it is the tooltip and what is read out."""

    def __init__(
        self, icon: str, name: str, parent: QWidget | None = None, *, keys: str = "", side: int = 28
    ) -> None:
        super().__init__("", parent)
        self._icon, self._side = icon, side
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        if self.is_hot() or self.isDown() or self.isChecked():
            paint.box(painter, rect, 4, tokens.colour("sel" if self.isDown() else "hover"))
        inset = (self._side - 16) / 2
        colour = tokens.tone("text2" if self.isEnabled() else "strong")
        icons.paint(painter, self._icon, rect.adjusted(inset, inset, -inset, -inset), colour)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)
