"""The whole program in the test's process: its windows, its keyboard, and waiting for rest."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from tracker.models.clock import Clock
from tracker.ui.app import Application
from tracker.ui.main_window import MainWindow
from tracker.ui.theme import Theme

W = TypeVar("W", bound=QWidget)
_PLAIN = Qt.KeyboardModifier.NoModifier


class Program:
    """An `Application`, and hands to work it with."""

    def __init__(self, qt: QApplication, clock: Clock) -> None:
        self.qt = qt
        self.app = Application(qt, clock)

    def open(self, book: Path) -> MainWindow:
        """Open a book, in front and at rest."""
        window = self.app.open(book)
        assert window is not None
        window.resize(1440, 900)
        self.front(window)
        return window

    def front(self, window: QWidget) -> None:
        """Bring a window to the front, with the keyboard."""
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        self.settle()

    def settle(self) -> None:
        """Until nothing runs, and nothing that was delivered started more."""
        for _turn in range(6):
            self.qt.processEvents()
            for window in self.app.windows():
                assert window.session.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.qt.processEvents()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """One key, where the keyboard is."""
        QTest.keyClick(self.focused(), key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Text, where the keyboard is."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focused(), sign)
            else:
                # QTest knows no key for most of Latin-1; the character is what a field reads.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.focused(), QKeyEvent(kind, 0, _PLAIN, sign))
        self.settle()

    def focused(self) -> QWidget:
        """Where the keyboard is."""
        active = QApplication.activeWindow()
        widget = QApplication.focusWidget() or active
        assert widget is not None
        return widget

    def dialog(self, kind: type[W]) -> W:
        """The one open dialog of a kind."""
        found = self.open_ones(kind)
        assert len(found) == 1, found
        return found[0]

    def open_ones(self, kind: type[W]) -> list[W]:
        """The open dialogs of a kind."""
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    def said(self) -> str:
        """What the one open message box says; it is then closed."""
        box = self.dialog(QMessageBox)
        text = "\n".join(part for part in (box.text(), box.informativeText()) if part)
        box.accept()
        self.settle()
        return text

    def close(self) -> None:
        """Close everything, as at the end of a session."""
        for dialog in self.open_ones(QDialog):
            dialog.reject()
        self.app.close_all()
        self.qt.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def running(qt: QApplication, clock: Clock, theme: Theme) -> Iterator[Program]:
    """A program that is ended afterwards; `theme` then rules again."""
    quits = qt.quitOnLastWindowClosed()
    qt.setQuitOnLastWindowClosed(False)
    program = Program(qt, clock)
    try:
        yield program
    finally:
        program.close()
        program.app.theme.set_mode("light")
        program.app.theme.deleteLater()
        program.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qt.setProperty("loftesboken.theme", theme)
        qt.setQuitOnLastWindowClosed(quits)


def a_copy(book: Path, folder: Path) -> Path:
    """The book's file once more, in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(book, folder / book.name))
