"""The icon in the notification area, and its menu. Where there is no such area there is none."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from tracker.i18n import _
from tracker.ui.icons import app_icon

_SHOWN_MS = 10_000


class Tray(QObject):
    """What the notification area shows of the program; what is chosen there comes as signals."""

    open_asked = Signal()
    log_asked = Signal()
    due_asked = Signal()
    quit_asked = Signal()
    message_clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        self._icon: QSystemTrayIcon | None = None
        for words, asked in (
            (_("Open"), self.open_asked),
            (_("Log a completed action"), self.log_asked),
            (_("What falls due…"), self.due_asked),
            (_("Quit"), self.quit_asked),
        ):
            if asked is self.quit_asked:
                self._menu.addSeparator()
            self._menu.addAction(words).triggered.connect(lambda _on=False, a=asked: a.emit())

    def menu(self) -> QMenu:
        """What a right click offers."""
        return self._menu

    def show(self) -> bool:
        """Show the icon; False where there is no place for it."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        icon = QSystemTrayIcon(QIcon(app_icon()), self)
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._on_activated)
        icon.messageClicked.connect(self.message_clicked)
        icon.show()
        self._icon = icon
        return True

    def set_tip(self, text: str) -> None:
        """What the icon says under the pointer."""
        if self._icon is not None:
            self._icon.setToolTip(text)

    def tell(self, title: str, text: str) -> None:
        """Show a notification."""
        if self._icon is not None:
            self._icon.showMessage(title, text, app_icon(), _SHOWN_MS)

    def hide(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
        self._menu.deleteLater()
        self.deleteLater()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.open_asked.emit()
