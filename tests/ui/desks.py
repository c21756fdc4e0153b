"""A desk on a book, as a window gives one to its pages, and waiting for it to come to rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from tracker.services.context import AppContext
from tracker.ui.desk import Desk
from tracker.ui.page import PageView
from tracker.ui.session import BookSession


class Bench:
    """A bare window around one page. Failures that nobody asked about are kept in `failures`."""

    def __init__(self, ctx: AppContext) -> None:
        self.session = BookSession(ctx)
        self.window = QMainWindow()
        self.desk = Desk(ctx, self.session.jobs, self.window)
        self.failures: list[Exception] = []
        self.went: list[object] = []
        self.inspected: list[object] = []
        self.session.bridge.changed.connect(self.desk.changed)
        self.desk.failed.connect(self.failures.append)
        self.desk.goto_asked.connect(self.went.append)
        self.desk.inspected.connect(self.inspected.append)

    def show(self, page: PageView) -> None:
        """Put the page in the window and let it read."""
        self.window.setCentralWidget(page)
        self.window.resize(1248, 740)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Until nothing runs, and nothing that was delivered started more."""
        for _turn in range(6):
            QApplication.processEvents()
            assert self.session.jobs.wait_idle()
            QApplication.processEvents()

    @contextmanager
    def unread(self) -> Iterator[None]:
        """Nothing more is read while inside, as from a book that takes its time."""
        over = Event()
        for _reader in range(2):
            self.session.jobs.submit(over.wait)
        try:
            yield
        finally:
            over.set()
            self.settle()

    def close(self) -> None:
        """Let go of the window and the threads; the book belongs to whoever opened it."""
        self.session.bridge.close()
        self.session.jobs.close()
        self.window.close()
        self.window.deleteLater()
        self.session.deleteLater()
        # Outside a running event loop nobody else does it, and what is left to the garbage
        # collector may be taken apart on a worker's thread.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def bench(ctx: AppContext) -> Iterator[Bench]:
    """A bench that is taken away afterwards."""
    made = Bench(ctx)
    try:
        yield made
    finally:
        made.close()


def dialogs(kind: type[QWidget]) -> list[QWidget]:
    """The windows of a kind that are open."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
