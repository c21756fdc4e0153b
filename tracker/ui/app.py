"""The window program: one process, its open books and their windows."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tracker import i18n, logs, settings
from tracker.bootstrap import open_book
from tracker.i18n import _
from tracker.models.book_file import SUFFIX
from tracker.models.clock import Clock, SystemClock
from tracker.models.errors import TrackerError
from tracker.paths import settings_dir
from tracker.services.books import book_settings
from tracker.ui import on_screen
from tracker.ui.alerts import explain_failure
from tracker.ui.file_dialogs import ask_file
from tracker.ui.garbage import GuiGarbage
from tracker.ui.icons import app_icon
from tracker.ui.main_window import MainWindow
from tracker.ui.qt_language import QtLanguage
from tracker.ui.ready import when_ready
from tracker.ui.session import BookSession
from tracker.ui.theme import Theme

if TYPE_CHECKING:
    from tracker.ui.background import Background
    from tracker.ui.tray import Tray

# How far a second window on a book stands from the first.
_STEP = 32
# Seconds until a thread that reads hands the interpreter to one that waits for it. With Python's
# own 5 ms a window that draws while rows are fetched is felt to hesitate.
_SWITCH_INTERVAL = 0.001


class Application(QObject):
    """Opens books and windows. Lives as long as the QApplication."""

    def __init__(self, qt: QApplication, clock: Clock | None = None) -> None:
        super().__init__(qt)
        sys.setswitchinterval(_SWITCH_INTERVAL)
        self._qt = qt
        self._garbage = GuiGarbage(self)
        self.clock = clock or SystemClock()
        self.settings = settings.load()
        self._sessions: dict[str, BookSession] = {}
        self._windows: list[MainWindow] = []
        self._welcome: QWidget | None = None
        self._background: Background | None = None
        i18n.activate(self.settings.language)
        self._qt_language = QtLanguage(qt)
        self.theme = Theme(qt, self.settings.theme)
        qt.setWindowIcon(app_icon())
        self._geometry = QSettings(
            str(settings_dir() / "window.ini"), QSettings.Format.IniFormat, self
        )

    # -- books

    def open(self, book: str | Path, *, replacing: QWidget | None = None) -> MainWindow | None:
        """Open a book in a window of its own; one more window if it is open already.

        `replacing` is closed once the book is open; on failure it stays and says why.
        """
        key = str(book) if "://" in str(book) else os.path.abspath(book)
        session = self._sessions.get(key)
        if session is None:
            try:
                session = self._open_session(key)
            except TrackerError as error:
                explain_failure(replacing or self.welcome(), error)
                return None
        window = self.new_window(session)
        for left in (replacing, self._welcome):
            if left is not None:
                left.close()
        self._close_windowless()
        return window

    def _open_session(self, key: str) -> BookSession:
        ctx = open_book(key, who=lambda: self.settings.who, clock=self.clock)
        try:
            name = book_settings(ctx).name
            session = BookSession(ctx, self)
        except BaseException:
            ctx.close()
            raise
        session.jobs.failed.connect(partial(self._on_failed, session))
        self._sessions[key] = session
        if self._background is not None:
            self._background.follow(session)
        opened = settings.RecentBook(key, name, self.clock.now())
        self.settings = settings.update(lambda known: known.with_opened(opened))
        return session

    def new_window(self, session: BookSession) -> MainWindow:
        """One more window on an open book."""
        window = MainWindow(self, session, self._geometry)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.closed.connect(self._on_window_closed)
        if self._windows:
            window.move(self._windows[-1].pos().x() + _STEP, self._windows[-1].pos().y() + _STEP)
            on_screen.fit(window)
        self._windows.append(window)
        window.show()
        return window

    def windows(self) -> Sequence[MainWindow]:
        """The windows that are open."""
        return tuple(self._windows)

    def window_on(self, session: BookSession | None) -> MainWindow | None:
        """The window opened last on a book, or on any; a new one where none is left on it."""
        showing = [w for w in self._windows if session is None or w.session is session]
        if showing:
            return showing[-1]
        sessions = [s for s in self._sessions.values() if session is None or s is session]
        return self.new_window(sessions[-1]) if sessions else None

    def welcome(self) -> QWidget:
        """The welcome window, with the latest books as they now are."""
        from tracker.ui.panels.welcome import WelcomeWindow

        if not isinstance(self._welcome, WelcomeWindow):
            self._welcome = WelcomeWindow(self)
        else:
            self._welcome.renew()
        self._welcome.show()
        self._welcome.raise_()
        return self._welcome

    def ask_open(self, parent: QWidget) -> None:
        """Let the user choose a book's file."""
        path = ask_file(
            parent,
            _("Open book"),
            self._book_folder(),
            _("Books") + f" (*{SUFFIX});;" + _("All files") + " (*)",
        )
        if path:
            self.open(path, replacing=parent)

    def ask_new(self, parent: QWidget) -> None:
        """Ask what a new book needs, make it and open it."""
        from tracker.ui.dialogs.new_book import AskedBook, NewBookDialog, make_book

        dialog = NewBookDialog(
            parent,
            folder=self._book_folder(),
            today=self.clock.today(),
            who=self.settings.who if self.settings.who_is_chosen() else "",
        )

        def submitted(asked: AskedBook) -> None:
            try:
                path = make_book(asked, clock=self.clock, who=self.settings.who)
            except TrackerError as error:
                dialog.show_error(error)
            else:
                dialog.saved()
                self.settings = settings.update(
                    lambda known: replace(known, who=asked.who or known.who)
                )
                self.open(path, replacing=parent)

        dialog.submitted.connect(submitted)
        dialog.open()

    def open_example(self, parent: QWidget) -> None:
        """Open the example book; it is made the first time, in the user's own folder."""
        from tracker.ui.example import make_example

        path = settings_dir() / f"saffle{SUFFIX}"
        if path.exists():
            self.open(path, replacing=parent)
        else:
            make_example(path, parent, lambda: self.open(path, replacing=parent))

    # -- settings

    def apply_settings(self, new: settings.Settings) -> None:
        """Save and follow new settings; the windows are made anew when the language changed."""
        old = self.settings
        # What pages remember, in this window or another program, is not theirs to overwrite.
        self.settings = settings.update(
            lambda known: replace(
                known,
                language=new.language,
                theme=new.theme,
                who=new.who,
                mine=new.mine,
                tray=new.tray,
                notify=new.notify,
                stay=new.stay,
            )
        )
        self.theme.set_mode(new.theme)
        if new.language != old.language:
            i18n.activate(new.language)
            self._qt_language.follow()
            self._reopen_windows()
        if self._background is not None:
            self._background.use(self.settings, anew=new.language != old.language)

    def forget_books(self) -> None:
        """Empty the list of latest books; the books stay where they are."""
        self.settings = settings.update(lambda known: replace(known, recent=()))

    def forget_book(self, path: str) -> None:
        """Take one book off the list; it stays where it is."""
        self.settings = settings.update(lambda known: known.without_book(path))

    def _reopen_windows(self) -> None:
        for window in tuple(self._windows):
            again = self.new_window(window.session)
            again.setGeometry(window.geometry())
            again.show_page(window.current_page)
            window.close()
        if self._welcome is not None and self._welcome.isVisible():
            self.welcome()

    def _book_folder(self) -> str:
        recent = next((b.path for b in self.settings.recent if "://" not in b.path), None)
        return str(Path(recent).parent if recent else Path.home())

    # -- the end

    def _on_failed(self, session: BookSession, error: Exception) -> None:
        """Work that nobody waits for failed: say so once, however many windows there are."""
        showing = [window for window in self._windows if window.session is session]
        active = [window for window in showing if window.isActiveWindow()]
        explain_failure(next(iter((*active, *showing)), None), error)

    def _on_window_closed(self, window: MainWindow) -> None:
        self._windows.remove(window)
        session = window.session
        if not any(other.session is session for other in self._windows):
            # After the window's own events: its readers may still be delivering.
            QTimer.singleShot(0, self, partial(self._let_go, session))

    def _let_go(self, session: BookSession) -> None:
        """The book's last window was closed."""
        stays = self._background is not None and self._background.stays
        if stays and not self._windows:
            # There is still the icon to remind of what is in it.
            return
        self._close_session(session)

    def _close_windowless(self) -> None:
        for session in tuple(self._sessions.values()):
            self._close_session(session)

    def _close_session(self, session: BookSession) -> None:
        if any(window.session is session for window in self._windows):
            return
        if session not in self._sessions.values():
            return
        self._sessions = {k: s for k, s in self._sessions.items() if s is not session}
        session.close()
        session.deleteLater()

    def quit(self) -> None:
        """End the program, also where it would stay in the notification area."""
        self.close_all()
        self._qt.quit()

    def close_all(self) -> None:
        """Close every window and book, finishing what is being written."""
        if self._background is not None:
            # Windows leaves the icon of a program that just ends until the pointer finds it.
            self._background.end()
            self._background = None
        for window in tuple(self._windows):
            window.close()
        for session in tuple(self._sessions.values()):
            self._close_session(session)
        if self._welcome is not None:
            self._welcome.close()

    def start_reminding(self, make_tray: "Callable[[], Tray] | None" = None) -> None:
        """From now on tell in the notification area what falls due, as the settings say."""
        from tracker.ui.background import Background
        from tracker.ui.tray import Tray

        self._background = Background(self, make_tray or Tray)
        for session in self._sessions.values():
            self._background.follow(session)


def run(
    book: str | None = None,
    *,
    quit_when_ready: bool = False,
    on_ready: Callable[[], object] = lambda: None,
) -> int:
    """Open the window program, on `book` or on the welcome page; returns its exit code.

    `on_ready` is called once the first page has painted its rows and the event loop is idle; with
    `quit_when_ready` the program then closes. A book that can't be opened makes that code 1.
    """
    logs.start()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    app = Application(qt)
    window = app.open(book) if book is not None else app.welcome()

    def ready() -> None:
        on_ready()
        if quit_when_ready:
            qt.exit(0 if window is not None else 1)
        else:
            app.start_reminding()

    if isinstance(window, MainWindow):
        when_ready(window, ready)
    else:
        QTimer.singleShot(0, qt, ready)
    code = qt.exec()
    app.close_all()
    return code
