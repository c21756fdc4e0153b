"""The window program: one process, its open books and their windows."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tracker import i18n, logs, settings
from tracker.bootstrap import open_book
from tracker.i18n import _
from tracker.models.book_file import SUFFIX
from tracker.models.clock import Clock, SystemClock
from tracker.models.errors import TrackerError
from tracker.paths import settings_dir
from tracker.services.books import book_settings
from tracker.ui.alerts import explain_failure
from tracker.ui.icons import app_icon
from tracker.ui.main_window import MainWindow
from tracker.ui.session import BookSession
from tracker.ui.theme import Theme


class Application(QObject):
    """Opens books and windows. Lives as long as the QApplication."""

    def __init__(self, qt: QApplication, clock: Clock | None = None) -> None:
        super().__init__(qt)
        self._qt = qt
        self.clock = clock or SystemClock()
        self.settings = settings.load()
        self._translator: QTranslator | None = None
        self._sessions: dict[str, BookSession] = {}
        self._windows: list[MainWindow] = []
        self._welcome: QWidget | None = None
        i18n.activate(self.settings.language)
        self._speak_qt()
        self.theme = Theme(qt, self.settings.theme)
        qt.setWindowIcon(app_icon())
        self._geometry = QSettings(
            str(settings_dir() / "window.ini"), QSettings.Format.IniFormat, self
        )

    # -- books

    def open(self, book: str | Path, *, replacing: QWidget | None = None) -> MainWindow | None:
        """Open a book in a window of its own, or bring its window to the front.

        `replacing` is closed once the book is open; on failure it stays and says why.
        """
        key = str(book) if "://" in str(book) else str(Path(book).absolute())
        session = self._sessions.get(key)
        if session is None:
            try:
                ctx = open_book(key, who=lambda: self.settings.who, clock=self.clock)
                name = book_settings(ctx).name
            except TrackerError as error:
                explain_failure(replacing or self.welcome(), error)
                return None
            session = BookSession(ctx, self)
            self._sessions[key] = session
            self._remember(key, name)
        window = self.new_window(session)
        if replacing is not None and replacing is not window:
            replacing.close()
        return window

    def new_window(self, session: BookSession) -> MainWindow:
        """One more window on an open book."""
        window = MainWindow(self, session, self._geometry)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.closed.connect(self._on_window_closed)
        self._windows.append(window)
        window.show()
        return window

    def windows(self) -> Sequence[MainWindow]:
        """The windows that are open."""
        return tuple(self._windows)

    def welcome(self) -> QWidget:
        """The welcome window, made if there is none."""
        from tracker.ui.panels.welcome import WelcomeWindow

        if self._welcome is None:
            window = WelcomeWindow(self)
            window.destroyed.connect(self._on_welcome_gone)
            self._welcome = window
        self._welcome.show()
        self._welcome.raise_()
        return self._welcome

    def ask_open(self, parent: QWidget) -> None:
        """Let the user choose a book's file."""
        path, _kind = QFileDialog.getOpenFileName(
            parent,
            _("Open book"),
            self._book_folder(),
            _("Books") + f" (*{SUFFIX});;" + _("All files") + " (*)",
        )
        if path:
            self.open(path, replacing=parent)

    def ask_new(self, parent: QWidget) -> None:
        """Ask what a new book needs, make it and open it."""
        from tracker.ui.dialogs.new_book import NewBookDialog, make_book

        dialog = NewBookDialog(parent, folder=self._book_folder(), today=self.clock.today())

        def submitted(asked: object) -> None:
            try:
                path = make_book(asked, clock=self.clock, who=self.settings.who)
            except TrackerError as error:
                dialog.show_error(error)
            else:
                dialog.saved()
                self.open(path, replacing=parent)

        dialog.submitted.connect(submitted)
        dialog.open()

    def open_example(self, parent: QWidget) -> None:
        """Open the example book; it is made the first time, in the user's own folder."""
        from tracker.services.example import build_example

        path = settings_dir() / f"saffle{SUFFIX}"
        self._qt.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                build_example(path)
        except (TrackerError, OSError) as error:
            explain_failure(parent, error)
            return
        finally:
            self._qt.restoreOverrideCursor()
        self.open(path, replacing=parent)

    def apply_settings(self, new: settings.Settings) -> None:
        """Save and follow new settings; the windows are made anew when the language changed."""
        old, self.settings = self.settings, new
        settings.save(new)
        self.theme.set_mode(new.theme)
        if new.language != old.language:
            i18n.activate(new.language)
            self._speak_qt()
            self._reopen_windows()

    def forget_books(self) -> None:
        """Empty the list of latest books; the books stay where they are."""
        self.settings = settings.update(lambda known: replace(known, recent=()))

    def _reopen_windows(self) -> None:
        for window in tuple(self._windows):
            self.new_window(window.session).show_page(window.current_page)
            window.close()
        if self._welcome is not None:
            self._welcome.close()
            self._welcome = None
            if not self._windows:
                self.welcome()

    def _remember(self, path: str, name: str) -> None:
        book = settings.RecentBook(path, name, self.clock.now())
        self.settings = settings.update(lambda known: known.with_opened(book))

    def _book_folder(self) -> str:
        recent = next((b.path for b in self.settings.recent if "://" not in b.path), None)
        return str(Path(recent).parent if recent else Path.home())

    def _speak_qt(self) -> None:
        """Qt's own dialogs speak from Qt's own catalogue."""
        if self._translator is not None:
            self._qt.removeTranslator(self._translator)
            self._translator = None
        language = i18n.current_language()
        QLocale.setDefault(QLocale("sv_SE" if language == "sv" else "en_GB"))
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            self._qt.installTranslator(translator)
            self._translator = translator

    def _on_window_closed(self, window: MainWindow) -> None:
        self._windows.remove(window)
        session = window.session
        if not any(other.session is session for other in self._windows):
            # After the window's own events: its readers may still be delivering.
            QTimer.singleShot(0, self, partial(self._close_session, session))

    def _close_session(self, session: BookSession) -> None:
        if any(window.session is session for window in self._windows):
            return
        self._sessions = {k: s for k, s in self._sessions.items() if s is not session}
        session.close()
        session.deleteLater()

    def _on_welcome_gone(self) -> None:
        self._welcome = None

    def close_all(self) -> None:
        """Close every window and book, finishing what is being written."""
        for window in tuple(self._windows):
            window.close()
        for session in tuple(self._sessions.values()):
            self._close_session(session)


def run(book: str | None = None, *, quit_when_ready: bool = False) -> int:
    """Open the window program, on `book` or on the welcome page; returns its exit code.

    With `quit_when_ready` it closes as soon as the first page has painted its rows and the event
    loop is idle.
    """
    logs.start()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    app = Application(qt)
    window = app.open(book) if book is not None else None
    if book is None:
        app.welcome()
    if quit_when_ready:
        _quit_when_ready(qt, window)
    code = qt.exec()
    app.close_all()
    return code


def _quit_when_ready(qt: QApplication, window: MainWindow | None) -> None:
    if window is None:
        QTimer.singleShot(0, qt, qt.quit)
        return

    # Idle means: everything asked for was delivered. One more turn of the loop paints it.
    def quit_after_paint() -> None:
        QTimer.singleShot(0, qt, qt.quit)

    window.session.jobs.idle.connect(quit_after_paint)
