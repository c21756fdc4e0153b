"""The program beside its windows: the icon in the notification area, and what it leads to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tracker.services.queries.due import DueRow
from tracker.settings import Settings
from tracker.ui.due_places import show_due
from tracker.ui.main_window import MainWindow
from tracker.ui.reminding import Reminding
from tracker.ui.session import BookSession
from tracker.ui.tray import Tray

if TYPE_CHECKING:
    from tracker.ui.app import Application


class Background(QObject):
    """Shows an icon while the settings say so, and answers what is chosen there."""

    def __init__(self, app: "Application", make_tray: Callable[[], Tray]) -> None:
        super().__init__(app)
        self._app = app
        self._make_tray = make_tray
        self._tray: Tray | None = None
        self._reminding: Reminding | None = None
        self._sessions: list[BookSession] = []
        self.stays = False
        """Whether the program goes on after its last window."""
        self.use(app.settings)

    def follow(self, session: BookSession) -> None:
        """Remind of what is in a book until it is closed."""
        self._sessions.append(session)
        session.closed.connect(lambda: self._sessions.remove(session))
        if self._reminding is not None:
            self._reminding.follow(session)

    def use(self, settings: Settings, *, anew: bool = False) -> None:
        """Follow new settings; `anew` with an icon that speaks another language."""
        if anew or not settings.tray:
            self._take_away()
        if self._reminding is not None:
            self._reminding.use(settings)
        elif settings.tray:
            self._show(settings)
        self._stay(self._tray is not None and settings.stay)

    def end(self) -> None:
        """Take the icon away; the program ends with its last window again."""
        self._take_away()
        self._stay(False)

    def _show(self, settings: Settings) -> None:
        tray = self._make_tray()
        if not tray.show():
            tray.hide()
            return
        self._tray = tray
        self._reminding = Reminding(tray, settings, self)
        self._reminding.row_asked.connect(self._on_row)
        self._reminding.review_asked.connect(self._on_review)
        tray.message_clicked.connect(self._reminding.click)
        tray.open_asked.connect(self._on_open)
        tray.log_asked.connect(lambda: self._run("log.new"))
        tray.due_asked.connect(lambda: self._run("remind.show"))
        tray.quit_asked.connect(self._app.quit)
        for session in self._sessions:
            self._reminding.follow(session)

    def _take_away(self) -> None:
        if self._reminding is not None:
            self._reminding.stop()
            self._reminding.deleteLater()
        if self._tray is not None:
            self._tray.hide()
        self._reminding = self._tray = None

    def _stay(self, stays: bool) -> None:
        if stays != self.stays:
            self.stays = stays
            QApplication.setQuitOnLastWindowClosed(not stays)

    def _on_open(self) -> None:
        self._with_window(None, lambda _window: None)

    def _run(self, command: str) -> None:
        self._with_window(None, lambda window: window.commands.run(command))

    def _on_row(self, session: BookSession, row: DueRow) -> None:
        self._with_window(session, lambda window: show_due(window.desk, row))

    def _on_review(self, session: BookSession) -> None:
        self._with_window(session, lambda window: window.desk.go("review"))

    def _with_window(self, session: BookSession | None, do: Callable[[MainWindow], object]) -> None:
        """`do` with a window of a book, in front; without any book open, only welcome."""
        window = self._app.window_on(session)
        if window is None:
            self._app.welcome()
            return
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()
        do(window)
