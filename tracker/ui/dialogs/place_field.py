"""Where it was done: a field, and the action's usual places as buttons beside it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton
from tracker.ui.widgets.completing import CompletingEdit
from tracker.ui.widgets.text import plain_tip

_BUTTONS = 2
_WIDEST = 148


class _PlaceButton(PaintedButton):
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.caption())
        width = min(int(metrics.horizontalAdvance(self.words())) + 23, _WIDEST)
        return QSize(width, max(28, int(metrics.height()) + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        paint.box(painter, rect, 4, tokens.colour("hover" if self.is_hot() else "surface"))
        paint.outline(painter, rect, 4, tokens.colour("line"), 1)
        words = rect.adjusted(11, 0, -11, 0)
        paint.text(painter, words, self.words(), fonts.caption(), tokens.tone("text2"))
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)


class PlaceEdit(CompletingEdit):
    """A place as text, completed from places used before."""


class PlaceField(QWidget):
    """A place, and the most usual ones as buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = PlaceEdit(_("Search for a place"))
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.edit, 1)
        self._buttons: list[_PlaceButton] = []
        self.setFocusProxy(self.edit)

    def value(self) -> str:
        """What was written, without space around it."""
        return self.edit.text().strip()

    def set_value(self, value: str) -> None:
        """Show another place."""
        self.edit.setText(value)

    def buttons(self) -> list[str]:
        """The places offered as buttons."""
        return [button.words() for button in self._buttons]

    def press(self, number: int) -> None:
        """Take the place of a button."""
        self._buttons[number].click()

    def offer(self, usual: Sequence[str], known: Sequence[str] = ()) -> None:
        """Offer the first of `usual` as buttons, and all of both while typing."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for words in usual[:_BUTTONS]:
            button = _PlaceButton(words, self)
            button.setAccessibleName(_("Place: {place}").format(place=words))
            button.setToolTip(plain_tip(words))
            button.clicked.connect(partial(self._on_clicked, words))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.edit.offer([*usual, *known])

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _on_clicked(self, words: str, _checked: bool = False) -> None:
        self.set_value(words)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
