"""A picture and a colour as they come on paper, which is white whatever the theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

_PADDING = 12
_ROOM = QSize(240, 64)
"""As 45 × 12 mm."""


class LogotypeView(QWidget):
    """The logotype on white paper, or an empty place for one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setAccessibleName(_("The logotype"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_png(self, png: bytes | None) -> None:
        """Another picture, or none."""
        self._image = QImage() if png is None else QImage.fromData(png)
        self.update()

    def has_picture(self) -> bool:
        """Whether there is one."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return _ROOM + QSize(2 * _PADDING, 2 * _PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        if not self.has_picture():
            paint.outline(painter, rect, 4, tokens.colour("line"), 1)
            words = _("None: the name is printed")
            centre = Qt.AlignmentFlag.AlignCenter
            paint.text(painter, rect, words, fonts.caption(), tokens.tone("text2"), centre)
            return
        paint.box(painter, rect, 4, QColor(Qt.GlobalColor.white))
        paint.outline(painter, rect, 4, tokens.colour("line"), 1)
        size = self._image.size().scaled(_ROOM, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(_PADDING, _PADDING, size.width(), size.height()), self._image)


class Swatch(QWidget):
    """A square in a colour; its name stands in the field beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(Qt.GlobalColor.white)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def colour(self) -> QColor:
        """What it shows."""
        return self._colour

    def show_colour(self, name: str) -> None:
        """Another colour, as ``#14406B``."""
        self._colour = QColor(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        paint.box(painter, rect, 4, self._colour)
        paint.outline(painter, rect, 4, Theme.current().tokens().colour("strong"), 1)
