"""Alt pressed and let go by itself, as in every program whose menu hides behind it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

_OTHER = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.FocusOut, QEvent.Type.FocusIn}
)


class AltKey(QObject):
    """Watches one window. Alt+Down and Alt+Tab are not Alt by itself."""

    tapped = Signal()

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._alone = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._alone = event.key() == Qt.Key.Key_Alt
        elif kind is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Alt and self._alone:
                self._alone = False
                self.tapped.emit()
        elif kind in _OTHER:
            self._alone = False
        return False
