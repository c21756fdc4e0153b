"""A picture of every view, light and dark, from the example book.

Time stands still at the example's own day, so the same program makes the same pictures.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from PySide6.QtCore import (
    QBuffer,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QPoint,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tracker import settings
from tracker.i18n import current_language
from tracker.models.book_file import write_file
from tracker.models.clock import WalkingClock
from tracker.paths import HOME_VARIABLE
from tracker.services.example import build_example
from tracker.ui.app import Application
from tracker.ui.desk import Page
from tracker.ui.main_window import MainWindow
from tracker.ui.ready import is_ready

SIZE = (1440, 900)
THEMES: tuple[settings.Theme, ...] = ("light", "dark")

# The dialogs worth a picture: a name, and the command that opens them.
_DIALOGS = (
    ("log-new", "log.new"),
    ("palette", "find.anything"),
    ("promise-new", "promise.new"),
    ("survey-new", "survey.new"),
    ("kiosk-start", "survey.kiosk"),
    ("import-answers", "survey.import"),
    ("problem-new", "problem.new"),
    ("decision-new", "decision.new"),
    ("meeting-new", "meeting.new"),
    ("agreement", "agreement.edit"),
    ("people", "person.list"),
    ("report-look", "report.look"),
    ("import", "book.import"),
    ("what-falls-due", "remind.show"),
    ("calendar-file", "calendar.export"),
    ("settings", "app.settings"),
    ("shortcuts", "app.shortcuts"),
)
_AT = datetime(2018, 9, 15, 12, 2, tzinfo=UTC)
_VEIL = {"light": QColor(23, 32, 44, 107), "dark": QColor(0, 0, 0, 140)}
# Where the menu opens, from the window's upper right corner.
_MENU_CORNER = QPoint(-310, 48)
_STEP_MS = 20
_SETTLED_STEPS = 4


def take(directory: Path) -> list[Path]:
    """Save a PNG of every view in `directory` and return where they are. Works without a display.

    Raises `BookError` where a picture can't be written. The user's own settings and books are left
    alone.
    """
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    quits = qt.quitOnLastWindowClosed()
    qt.setQuitOnLastWindowClosed(False)
    try:
        with (
            TemporaryDirectory(prefix="loftesboken-shots-") as folder,
            _home(Path(folder)),
            _quiet_platform(),
        ):
            return _Photographer(qt, Path(folder), directory).take_all()
    finally:
        qt.setQuitOnLastWindowClosed(quits)


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    """Inside, the program keeps its own files in `folder`."""
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(folder / "home")
    try:
        yield
    finally:
        if before is None:
            del os.environ[HOME_VARIABLE]
        else:
            os.environ[HOME_VARIABLE] = before


@contextmanager
def _quiet_platform() -> Iterator[None]:
    """Inside, the platform without a display does not tell at every window what it can't do."""

    def tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


class _Photographer:
    def __init__(self, qt: QApplication, folder: Path, directory: Path) -> None:
        self._qt = qt
        self._book = folder / "saffle.loftesbok"
        self._directory = directory
        self._theme: settings.Theme = "light"
        self._taken: list[Path] = []

    def take_all(self) -> list[Path]:
        build_example(self._book)
        self._directory.mkdir(parents=True, exist_ok=True)
        settings.save(
            settings.Settings(
                language=current_language(),
                theme="light",
                who="Säkerhetssamordnare",
                recent=self._recent(),
            )
        )
        app = Application(self._qt, WalkingClock(_AT))
        try:
            for self._theme in THEMES:
                app.apply_settings(replace(app.settings, theme=self._theme))
                self._welcome(app)
                self._window(app)
        finally:
            app.close_all()
            app.deleteLater()
        return self._taken

    def _recent(self) -> tuple[settings.RecentBook, ...]:
        """Names that say what the list is for: one that is there, and one that is gone."""
        gone = self._book.with_name("saffle-2018-06-04.loftesbok")
        return (
            settings.RecentBook(str(self._book), "Säffle", _AT - timedelta(hours=3)),
            settings.RecentBook(str(gone), "Säffle, kopia 4 juni", _AT - timedelta(days=103)),
        )

    def _welcome(self, app: Application) -> None:
        window = app.welcome()
        window.resize(*SIZE)
        self._settle(lambda: True)
        self._save(window, "welcome")
        window.close()

    def _window(self, app: Application) -> None:
        window = app.open(self._book)
        assert window is not None
        window.resize(*SIZE)
        for page in get_args(Page):
            window.show_page(page)
            self._settle(lambda: is_ready(window))
            self._save(window, page)
        window.show_page("overview")
        window.open_menu()
        self._settle(lambda: is_ready(window))
        self._save(window, "menu")
        for menu in window.findChildren(QMenu):
            menu.close()
        for name, command in _DIALOGS:
            self._dialog(window, name, command)
        window.close()

    def _dialog(self, window: MainWindow, name: str, command: str) -> None:
        window.commands.run(command)
        self._settle(lambda: is_ready(window) and bool(_dialogs(window)))
        self._save(window, name)
        for dialog in _dialogs(window):
            dialog.reject()
        self._settle(lambda: not _dialogs(window))

    def _settle(self, ready: Callable[[], bool]) -> None:
        """Run the event loop until `ready` has held for some turns in a row."""
        loop = QEventLoop()
        steps = [0]

        def look() -> None:
            steps[0] = steps[0] + 1 if ready() else 0
            if steps[0] >= _SETTLED_STEPS:
                loop.quit()

        timer = QTimer(loop)
        timer.timeout.connect(look)
        timer.start(_STEP_MS)
        loop.exec()
        # It would go on looking, at a window that is gone, until Python gets to it.
        timer.stop()

    def _save(self, window: QWidget, name: str) -> None:
        path = self._directory / f"{name}-{self._theme}.png"
        picture = window.grab()
        above: list[QWidget] = [*_dialogs(window), *_open_menus(window)]
        if above:
            self._put_above(picture, window, above)
        write_file(path, _png(picture))
        self._taken.append(path)

    def _put_above(self, picture: QPixmap, window: QWidget, above: list[QWidget]) -> None:
        """What stands over the window, as a desktop shows it: dialogs over a veil, then menus."""
        painter = QPainter(picture)
        for widget in above:
            if isinstance(widget, QDialog):
                painter.fillRect(window.rect(), _VEIL[self._theme])
                middle = window.rect().center() - widget.rect().center()
                at = QPoint(middle.x(), max(0, middle.y()))
            else:
                # The screen of the offscreen platform is smaller than the window.
                at = window.rect().topRight() + _MENU_CORNER + widget.pos() - above[0].pos()
            painter.drawPixmap(at, widget.grab())
        painter.end()


def _png(picture: QPixmap) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _dialogs(window: QObject) -> list[QDialog]:
    """The dialogs that are open over the window, the undermost first."""
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def _open_menus(window: QObject) -> list[QMenu]:
    return [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
