"""The program beside its windows: the icon in the notification area, and what it leads to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.services.queries.due import DueRow
from tracker.ui.due_places import show_due
from tracker.ui.main_window import MainWindow
from tracker.ui.reminding import Reminding
from tracker.ui.session import BookSession
from tracker.ui.tray import Tray

if TYPE_CHECKING:
    from tracker.ui.app import Application


class Background(QObject):
    """Answers what is chosen in the notification area. Its `reminding` follows the books."""

    def __init__(self, app: "Application", tray: Tray) -> None:
        super().__init__(app)
        self._app = app
        self.tray = tray
        self.reminding = Reminding(tray, app.settings, self)
        self.reminding.row_asked.connect(self._on_row)
        self.reminding.review_asked.connect(self._on_review)
        tray.message_clicked.connect(self.reminding.click)
        tray.open_asked.connect(self._on_open)
        tray.log_asked.connect(lambda: self._run("log.new"))
        tray.due_asked.connect(lambda: self._run("remind.show"))
        tray.quit_asked.connect(app.quit)

    def end(self) -> None:
        """Take the icon away and follow nothing."""
        self.reminding.stop()
        self.tray.hide()
        self.deleteLater()

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
