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
        # The bus calls on the writer thread; a queued signal crosses to this one.
        self._committed.connect(self._on_committed)
        self._unsubscribe: Callable[[], None] = ctx.bus.subscribe(self._committed.emit)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask whether another program has written to the book."""
        self._jobs.submit(self._watch.news, self._on_news, key=("watch", id(self)), owner=self)

    def close(self) -> None:
        """Stop listening; before the book is closed."""
        self._timer.stop()
        self._unsubscribe()
        self._watch.close()

    def _on_committed(self, changes: ChangeSet) -> None:
        self._watch.seen(changes)
        self.changed.emit(changes)

    def _on_news(self, news: list[ChangeSet]) -> None:
        for changes in news:
            self.changed.emit(changes)
