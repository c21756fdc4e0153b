"""Brings commits to the GUI thread: our own at once, another program's by asking the book."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.models.journal import ChangeSet
from tracker.services.context import AppContext
from tracker.services.history import Watch
from tracker.ui.jobs import JobRunner

POLL_MS = 2000


class Bridge(QObject):
    """Re-emits the book's change sets as a signal. One per open book, shared by its windows."""

    changed = Signal(object)
    _committed = Signal(object)

    def __init__(self, ctx: AppContext, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._jobs = jobs
        self._watch = Watch(ctx)
        self._looking = False
        self._look_again = False
        # The bus calls on the writer thread; a queued signal crosses to this one.
        self._committed.connect(self.changed)
        self._unsubscribe: Callable[[], None] = ctx.bus.subscribe(self._tell)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def look(self) -> None:
        """Ask whether another program has written to the book.

        One look at a time, and none is cut short by the next: each piece of news is told once.
        """
        if self._looking:
            self._look_again = True
            return
        self._looking = True
        self._jobs.submit(self._watch.news, self._on_news, self._on_failed, owner=self)

    def close(self) -> None:
        """Stop listening; before the book is closed."""
        self._timer.stop()
        self._unsubscribe()
        self._watch.close()

    def _tell(self, changes: ChangeSet) -> None:
        """On the writer thread, before a look can take it for another program's."""
        self._watch.seen(changes)
        self._committed.emit(changes)

    def _on_time(self) -> None:
        # A look that takes longer than the time between two is waited for, not doubled.
        if not self._looking:
            self.look()

    def _on_news(self, news: list[ChangeSet]) -> None:
        self._looked()
        for changes in news:
            self.changed.emit(changes)

    def _on_failed(self, error: Exception) -> None:
        self._looked()
        self._jobs.failed.emit(error)

    def _looked(self) -> None:
        self._looking = False
        if self._look_again:
            self._look_again = False
            self.look()
