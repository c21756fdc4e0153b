"""What every use case is handed: the open book, its clock, who works, and whom to tell."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tracker.models.book import Book
from tracker.models.book_file import is_writable
from tracker.models.clock import BookClock
from tracker.models.engine import book_error
from tracker.models.errors import BookError
from tracker.models.journal import ChangeSet
from tracker.models.sessions import ReadingSession
from tracker.models.unit_of_work import Transaction, UnitOfWork
from tracker.paths import is_disk_full

_log = logging.getLogger(__name__)

Listener = Callable[[ChangeSet], None]


class Bus:
    """Tells listeners what was committed, on the thread that committed it."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every commit from now on; call the result to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, changes: ChangeSet) -> None:
        """Tell everybody. The write stands by now, so a listener's error must not undo the news."""
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:
                _log.exception("A listener failed after %s", changes.name)


@dataclass(frozen=True, slots=True)
class UndoSteps:
    """What can be taken back and done again, oldest first: (operation id, operation name)."""

    undo: tuple[tuple[int, str], ...] = ()
    redo: tuple[tuple[int, str], ...] = ()


class UndoStack:
    """The steps of this session on this book. Undoing is itself an operation in the journal."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._undo: list[tuple[int, str]] = []
        self._redo: list[tuple[int, str]] = []

    def steps(self) -> UndoSteps:
        """A snapshot, safe from any thread."""
        with self._lock:
            return UndoSteps(tuple(self._undo), tuple(self._redo))

    def push(self, operation_id: int, name: str) -> None:
        """A new operation: it can be taken back, and what was taken back can't be done again."""
        with self._lock:
            self._undo.append((operation_id, name))
            self._redo.clear()

    def turn(self, operation_id: int, by: int, name: str) -> None:
        """`operation_id` was taken back `by` another, which is now the step on the other side."""
        step = (operation_id, name)
        with self._lock:
            source, target = (
                (self._redo, self._undo) if step in self._redo else (self._undo, self._redo)
            )
            # One that was done before the book was opened, or elsewhere, is no step here.
            if step in source:
                source.remove(step)
            target.append((by, name))


@dataclass(frozen=True, slots=True)
class AppContext:
    """An open book. Made by `bootstrap.open_book`; passed to every service and query."""

    book: str
    engine: Engine
    clock: BookClock
    who: Callable[[], str]
    read_only: bool = False
    bus: Bus = field(default_factory=Bus)
    undo: UndoStack = field(default_factory=UndoStack)

    def today(self) -> date:
        """The day the book shows: the calendar's, unless the book shows a fixed day."""
        return self.clock.today()

    def write(
        self, name: str, *, undo_of: int | None = None, undoable: bool = True
    ) -> AbstractContextManager[Transaction]:
        """One operation; see `UnitOfWork.write`. Raises `BookError` on a read-only book.

        One that is not `undoable` stands for good, as a final report does. It is no step of the
        undo stack; the steps on it can still be taken back, and done again.
        """
        self.check_writable()
        committed = self._committed if undoable else self._tell
        unit = UnitOfWork(self.engine, self.clock, self.who, self.book, committed)
        return unit.write(name, undo_of=undo_of)

    def check_writable(self) -> None:
        """Raise `BookError` on a book that was opened to be read only: before long work."""
        if self.read_only:
            path = Path(self.book)
            is_full = is_writable(path) and is_disk_full(path)
            raise BookError("book.disk_full" if is_full else "book.read_only", book=self.book)

    def _committed(self, changes: ChangeSet) -> None:
        # Before anybody hears of it, so that whoever listens finds the steps as they now are.
        if changes.undo_of is None:
            self.undo.push(changes.operation_id, changes.name)
        else:
            self.undo.turn(changes.undo_of, changes.operation_id, changes.name)
        self._tell(changes)

    def _tell(self, changes: ChangeSet) -> None:
        self.follow(changes)
        self.bus.publish(changes)

    def follow(self, changes: ChangeSet) -> None:
        """After a commit, here or in another program: the clock shows the day the book now says."""
        if changes.touches("book"):
            with self.read() as session:
                self.clock.shown_day = session.scalars(select(Book.shows_state_of)).one()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent read transaction."""
        try:
            with self.engine.connect() as connection, ReadingSession(connection) as session:
                yield session
        except (DBAPIError, sqlite3.Error) as error:
            raise book_error(error, self.book) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
