"""The composition root: opens a book and hands back everything a service needs."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from tracker.models import migrations
from tracker.models.book import Book
from tracker.models.book_file import check_file, is_writable
from tracker.models.clock import BookClock, Clock, SystemClock
from tracker.models.engine import Access, book_error, engine_for, is_url
from tracker.models.errors import BookError
from tracker.services.backups import backup_book
from tracker.services.context import AppContext

# What is said where the file system refuses, whatever the file's attributes promised.
_REFUSALS = frozenset({"book.read_only", "book.cannot_open", "book.disk_full"})


def open_book(
    book: str | Path, *, who: Callable[[], str], clock: Clock | None = None
) -> AppContext:
    """Open a book by path or `postgresql://` URL.

    Raises `BookError`: missing, not a book, damaged, newer than this program. A file that can't be
    written, or is on a full disk, opens for reading. An older book is backed up beside itself and
    migrated.
    """
    clock = clock or SystemClock()
    if is_url(book):
        return _open(book, "write", who, clock)
    check_file(Path(book))
    if is_writable(Path(book)):
        try:
            return _open(book, "write", who, clock)
        except BookError as error:
            if error.code not in _REFUSALS:
                raise
    return _open(book, "read", who, clock)


def _open(book: str | Path, access: Access, who: Callable[[], str], clock: Clock) -> AppContext:
    engine = engine_for(book, access=access)
    try:
        _bring_up_to_date(engine, book, access, clock)
        with engine.connect() as connection:
            settings = connection.execute(select(Book.shows_state_of)).one_or_none()
        if settings is None:
            raise BookError("book.damaged", book=str(book))
    except (DBAPIError, sqlite3.Error) as error:
        engine.dispose()
        raise book_error(error, book) from error
    except BaseException:
        engine.dispose()
        raise
    return AppContext(
        book=str(book),
        engine=engine,
        clock=BookClock(clock, settings.shows_state_of),
        who=who,
        read_only=access == "read",
    )


def _bring_up_to_date(engine: Engine, book: str | Path, access: Access, clock: Clock) -> None:
    with engine.connect() as connection:
        revision = migrations.revision_of(connection)
    if revision == migrations.head():
        return
    if revision is None:
        raise BookError("book.not_a_book", book=str(book))
    if revision not in migrations.REVISIONS:
        raise BookError("book.newer", book=str(book))
    if access == "read":
        raise BookError("book.older_read_only", book=str(book))
    if not is_url(book):
        backup_book(Path(book), None, now=clock.now())
    migrations.upgrade(engine)
