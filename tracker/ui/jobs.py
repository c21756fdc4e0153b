"""Work off the GUI thread: many readers, one writer, results delivered on the GUI thread.

    jobs.submit(partial(promise_rows, ctx), self._on_rows, key=("promises", self))
    jobs.write(partial(log_done, ctx, command), self._on_logged, self._on_refused)

A newer read with the same key makes the older one stale: its result is never delivered. Writes
are never dropped.
"""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEventLoop,
    QObject,
    QThreadPool,
    QTimer,
    Signal,
)
from shiboken6 import isValid

T = TypeVar("T")

_READERS = 2


class Cancelled(Exception):
    """Raised inside a job by `Job.check` once it was cancelled. Never reaches `on_error`."""


class Job(Generic[T]):
    """One piece of work, also the handle given to the one who asked for it."""

    def __init__(
        self,
        runner: "JobRunner",
        work: Callable[["Job[T]"], T],
        on_done: Callable[[T], object] | None,
        on_error: Callable[[Exception], object] | None,
        on_progress: Callable[[int, int], object] | None,
        owner: QObject | None,
    ) -> None:
        self._runner = runner
        self._work = work
        self._on_done = on_done
        self._on_error = on_error
        self._on_progress = on_progress
        self._owner = owner
        self._cancelled = False
        self._result: T | None = None
        self._error: Exception | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted. Long work asks now and then."""
        return self._cancelled

    def cancel(self) -> None:
        """Drop the result. Work that hasn't begun never will; other work ends when it looks."""
        self._cancelled = True

    def check(self) -> None:
        """Called by long work between steps: raises `Cancelled` once nobody wants the result."""
        if self._cancelled:
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """Called by long work: tell how far it has come. Raises `Cancelled` like `check`."""
        self.check()
        if self._on_progress is not None:
            self._runner.progressed.emit(self, done, total)

    def run(self) -> None:
        """Do the work; called by the runner on one of its threads."""
        try:
            if not self._cancelled:
                self._result = self._work(self)
        except Cancelled:
            self._cancelled = True
        except Exception as error:
            self._error = error

    def deliver(self) -> Exception | None:
        """Hand the result over, on the GUI thread. Returns an error that nobody asked for."""
        if self._cancelled or (self._owner is not None and not isValid(self._owner)):
            return None
        if self._error is not None:
            if self._on_error is None:
                return self._error
            self._on_error(self._error)
        elif self._on_done is not None:
            self._on_done(cast(T, self._result))
        return None

    def forget(self) -> None:
        """Let go of everything, on the GUI thread.

        The worker may hold the job for a moment longer than anybody here. If it then freed the
        callbacks, it would free the widgets they belong to, on a thread that must not.
        """
        self._work = _nothing
        self._on_done = self._on_error = self._on_progress = None
        self._owner = self._result = self._error = None

    def deliver_progress(self, done: int, total: int) -> None:
        """Hand progress over, on the GUI thread."""
        gone = self._owner is not None and not isValid(self._owner)
        if self._on_progress is not None and not self._cancelled and not gone:
            self._on_progress(done, total)


def _nothing(_job: Job[Any]) -> Any:
    """What a delivered job has left to do."""


class JobRunner(QObject):
    """Runs jobs for one open book. Lives on the GUI thread; `close` it before the book."""

    idle = Signal()
    """Nothing runs, nothing waits, and everything has been delivered."""
    failed = Signal(object)
    """An exception from a job that named no `on_error`."""
    progressed = Signal(object, int, int)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(_READERS)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        for pool in (self._readers, self._writer):
            # A thread keeps its database connection warm for as long as the book is open.
            pool.setExpiryTimeout(-1)
        self._pending: set[Job[Any]] = set()
        self._latest: dict[Hashable, Job[Any]] = {}
        self._finished.connect(self._on_finished)
        self.progressed.connect(self._on_progressed)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        key: Hashable | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Read in the background. Results for an `owner` that was deleted are dropped."""
        return self.start(lambda _job: work(), on_done, on_error, key, owner=owner)

    def start(
        self,
        work: Callable[[Job[T]], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        key: Hashable | None = None,
        *,
        on_progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Like `submit`, for long work that takes its `Job` to report progress and be cancelled."""
        job = Job(self, work, on_done, on_error, on_progress, owner)
        if key is not None:
            earlier = self._latest.get(key)
            if earlier is not None:
                earlier.cancel()
            self._latest[key] = job
        return self._queue(self._readers, job)

    def write(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Write in the background: one at a time, in the order asked for."""
        return self.start_write(lambda _job: work(), on_done, on_error, owner=owner)

    def start_write(
        self,
        work: Callable[[Job[T]], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        *,
        on_progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Like `write`, for long work that takes its `Job` to report progress and be cancelled.

        Nothing else is written here meanwhile: what such work reads first still holds at its end.
        """
        job = Job(self, work, on_done, on_error, on_progress, owner)
        return self._queue(self._writer, job)

    def is_idle(self) -> bool:
        """Whether everything asked for has been delivered."""
        return not self._pending

    def wait_idle(self, timeout_ms: int = 30_000) -> bool:
        """Run the event loop until idle; False when `timeout_ms` passed first."""
        deadline = QDeadlineTimer(timeout_ms)
        # More can be asked for in the moment of rest itself.
        while self._pending and not deadline.hasExpired():
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            QTimer.singleShot(max(deadline.remainingTime(), 0), loop, loop.quit)
            loop.exec()
        return not self._pending

    def close(self) -> None:
        """Cancel the reads, finish the writes, stop the threads. Nothing more is delivered."""
        for job in self._latest.values():
            job.cancel()
        self._readers.clear()
        self._readers.waitForDone()
        self._writer.waitForDone()
        self._pending.clear()
        self._latest.clear()

    def _queue(self, pool: QThreadPool, job: Job[T]) -> Job[T]:
        self._pending.add(job)

        def run() -> None:
            job.run()
            self._finished.emit(job)

        pool.start(run)
        return job

    def _on_finished(self, job: Job[Any]) -> None:
        if job not in self._pending:
            return
        self._pending.discard(job)
        for key in [key for key, latest in self._latest.items() if latest is job]:
            del self._latest[key]
        try:
            unasked = job.deliver()
            if unasked is not None:
                self.failed.emit(unasked)
        finally:
            job.forget()
            if not self._pending:
                self.idle.emit()

    def _on_progressed(self, job: Job[Any], done: int, total: int) -> None:
        job.deliver_progress(done, total)
