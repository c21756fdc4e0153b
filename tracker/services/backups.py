"""Copies of a book: made while it is in use, and put back with nothing lost."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from tracker.i18n import _
from tracker.models import migrations
from tracker.models.book_file import (
    SUFFIX,
    check_copy_folder,
    check_file,
    check_folder,
    connect_briefly,
    file_error,
    is_writable,
    remove_unfinished,
    side_files,
)
from tracker.models.engine import book_error
from tracker.models.errors import BookError
from tracker.paths import replace_file


def backup_book(book: Path, target: Path | None, *, now: datetime, replace: bool = False) -> Path:
    """Copy the book, consistently even while it is in use. Returns where the copy is.

    Without `target` it goes beside the book with date and time in its name. Where something is
    already it is refused, but `replace` lets it take the place of another book. A damaged book
    gives no backup.
    """
    check_file(book)
    if target is None:
        target = _free_name(book, f"{book.stem} {now.astimezone():%Y-%m-%d %H%M}")
    check_copy_folder(target)
    if target.exists():
        if target.samefile(book):
            raise BookError("backup.same_file", book=str(book))
        if not replace:
            raise BookError("book.exists", book=str(target))
        check_file(target)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        _copy(book, unfinished, shown=target)
        replace_file(unfinished, target)
    except OSError as error:
        raise file_error(error, target) from error
    finally:
        remove_unfinished(unfinished)
    return target


def _copy(book: Path, unfinished: Path, *, shown: Path) -> None:
    """Copy a sound book to a name of no importance; errors speak of `shown` in its place."""
    try:
        with (
            closing(connect_briefly(book)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        problem = file_error(error, shown)
        if problem.code == "book.damaged":
            raise BookError("book.damaged", book=str(book)) from error
        raise problem from error
    # Pages are copied as they are, so what is wrong in the book is wrong in the copy too.
    if check_sqlite(unfinished):
        raise BookError("book.damaged", book=str(book))


def _free_name(book: Path, name: str) -> Path:
    """A name beside the book that nothing has; numbered where it must be."""
    free = book.with_name(name + SUFFIX)
    for number in count(2):
        if not free.exists():
            break
        free = book.with_name(f"{name} ({number}){SUFFIX}")
    return free


def restore_book(backup: Path, book: Path, *, now: datetime) -> Path | None:
    """Check a backup and put it in the book's place. Returns where the replaced book was kept.

    Raises `BookError`: the backup is damaged, no book or too new, or the book is in use or marked
    as one that can only be read.
    """
    check_file(backup)
    check_folder(book)
    if book.is_dir():
        raise BookError("file.is_folder", file=str(book))
    if book.exists() and backup.samefile(book):
        raise BookError("backup.same_file", book=str(book))
    if book.exists() and not _may_be_replaced(book):
        raise BookError("book.read_only", book=str(book))
    if check_sqlite(backup):
        raise BookError("book.damaged", book=str(backup))
    if _revision(backup) not in migrations.REVISIONS:
        raise BookError("book.newer", book=str(backup))
    incoming = book.with_name(f".{book.name}.{os.getpid()}.incoming")
    try:
        _copy(backup, incoming, shown=book)
        kept = _put_aside(book, now) if book.exists() else None
        replace_file(incoming, book)
    except OSError as error:
        raise file_error(error, book) from error
    finally:
        remove_unfinished(incoming)
    return kept


def _may_be_replaced(book: Path) -> bool:
    # Root may write everything, but a book that nobody may write was marked so on purpose.
    return is_writable(book) and bool(book.stat().st_mode & 0o222)


def _put_aside(book: Path, now: datetime) -> Path:
    """Rename a book, sound or not, together with SQLite's files beside it."""
    try:
        with closing(sqlite3.connect(book, timeout=1)) as connection:
            # Brings the write-ahead log into the file; refused while anybody has the book open.
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        in_use = book_error(error, book)
        if in_use.code == "book.busy":
            raise in_use from error
    time = f"{now.astimezone():%Y-%m-%d %H%M%S}"
    kept = _free_name(book, _("{book} before restoring {time}").format(book=book.stem, time=time))
    # A log left behind would be read into the restored book.
    for side in side_files(book):
        if side.name.endswith("-shm") or side.stat().st_size == 0:
            # SQLite makes these anew; they hold nothing of the book's.
            side.unlink()
        else:
            os.replace(side, kept.with_name(side.name.replace(book.name, kept.name, 1)))
    os.replace(book, kept)
    return kept


def _revision(path: Path) -> str | None:
    with closing(connect_briefly(path)) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return row and str(row[0])


def check_sqlite(path: Path) -> list[str]:
    """SQLite's own complaints about a file; empty when it is sound."""
    try:
        with closing(connect_briefly(path)) as connection:
            rows = connection.execute("PRAGMA quick_check").fetchall()
    except sqlite3.Error as error:
        return [str(error)]
    return [row[0] for row in rows if row[0] != "ok"]
