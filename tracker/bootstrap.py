"""The composition root: opens a book and hands back everything a service needs."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from tracker.models.book import Book
from tracker.models.book_file import check_file, is_writable
from tracker.models.clock import BookClock, Clock, SystemClock
from tracker.models.engine import book_error, engine_for
from tracker.models.errors import BookError
from tracker.models.migrations import HEAD, REVISIONS, revision_of, upgrade
from tracker.services.books import backup_book
from tracker.services.context import AppContext


def open_book(
    book: str | Path, *, who: Callable[[], str], clock: Clock | None = None
) -> AppContext:
    """Open a book by path or `postgresql://` URL.

    Raises `BookError`: missing, not a book, damaged, newer than this program. A file that can't be
    written opens for reading. An older book is backed up beside itself and migrated.
    """
    clock = clock or SystemClock()
    is_file = not str(book).startswith("postgresql://")
    if is_file:
        check_file(Path(book))
    read_only = is_file and not is_writable(Path(book))
    engine = engine_for(book, access="read" if read_only else "write")
    try:
        _bring_up_to_date(engine, book, clock, is_file=is_file, read_only=read_only)
        with engine.connect() as connection:
            shown = connection.execute(select(Book.shows_state_of)).scalar_one()
    except DBAPIError as error:
        engine.dispose()
        raise book_error(error, book) from error
    except BookError:
        engine.dispose()
        raise
    return AppContext(
        book=str(book), engine=engine, clock=BookClock(clock, shown), who=who, read_only=read_only
    )


def _bring_up_to_date(
    engine: Engine, book: str | Path, clock: Clock, *, is_file: bool, read_only: bool
) -> None:
    with engine.connect() as connection:
        revision = revision_of(connection)
    if revision == HEAD:
        return
    if revision is None:
        raise BookError("book.not_a_book", book=str(book))
    if revision not in REVISIONS:
        raise BookError("book.newer", book=str(book))
    if read_only:
        raise BookError("book.older_read_only", book=str(book))
    if is_file:
        backup_book(Path(book), None, now=clock.now())
    upgrade(engine)
