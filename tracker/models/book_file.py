"""A book as a file: is it one, is it whole, may it be written. No SQL, so it is quick."""

import errno
import glob
import os
import sqlite3
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy.exc import DBAPIError

from tracker.models.engine import (
    APPLICATION_ID,
    book_error,
    connect,
    connect_to_read,
    is_open_here,
)
from tracker.models.errors import BookError
from tracker.paths import atomic_write, is_disk_full

SUFFIX = ".loftesbok"
_SIDE_ENDINGS = ("-wal", "-shm", "-journal")
_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
# What the system says in its own language, as codes that have sentences.
_CODES = {
    errno.EACCES: "file.not_writable",
    errno.EPERM: "file.not_writable",
    errno.EROFS: "file.not_writable",
    errno.EISDIR: "file.is_folder",
    errno.ENOENT: "file.no_folder",
    errno.ENOTDIR: "file.not_a_folder",
    errno.ENAMETOOLONG: "file.name_too_long",
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of an SQLite file say (sqlite.org/fileformat2.html, 1.3)."""

    page_size: int
    pages: int
    pages_valid: bool
    application_id: int


def check_file(path: Path) -> None:
    """Raise `BookError` unless `path` is a whole-looking book that can be read."""
    if is_open_here(path):
        # It was looked at when it was opened.
        return
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError as error:
        raise BookError("book.missing", book=str(path)) from error
    except IsADirectoryError as error:
        raise BookError("book.not_a_book", book=str(path)) from error
    except OSError as error:
        raise BookError("book.cannot_open", book=str(path)) from error
    if not head.startswith(_MAGIC[: len(head)]) or not head:
        raise BookError("book.not_a_book", book=str(path))
    if len(head) < _HEADER:
        raise BookError("book.damaged", book=str(path))
    header = _parse(head)
    if header.application_id != APPLICATION_ID:
        raise BookError("book.not_a_book", book=str(path))
    # A write-ahead log may still hold the newest pages, so the file may be shorter than it says.
    logged = path.with_name(path.name + "-wal")
    if header.pages_valid and size < header.pages * header.page_size and not logged.exists():
        raise BookError("book.damaged", book=str(path))


def _parse(head: bytes) -> Header:
    page_size, change_counter, pages = (
        struct.unpack_from(">H", head, 16)[0],
        struct.unpack_from(">I", head, 24)[0],
        struct.unpack_from(">I", head, 28)[0],
    )
    valid_for, application_id = (
        struct.unpack_from(">I", head, 92)[0],
        struct.unpack_from(">I", head, 68)[0],
    )
    return Header(
        page_size=65536 if page_size == 1 else page_size,
        pages=pages,
        pages_valid=valid_for == change_counter,
        application_id=application_id,
    )


def is_writable(path: Path) -> bool:
    """Whether the file and its folder can be written: a book needs files beside it to be safe."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect_briefly(path: Path) -> sqlite3.Connection:
    """A connection for looking at a book that may be closed.

    One that only reads can't remove the files that SQLite puts beside the book, so where it may
    this one could write, and leaves nothing behind.
    """
    if is_writable(path) and not is_disk_full(path):
        return connect(path, "mode=rw")
    return connect_to_read(path)


def side_files(path: Path) -> list[Path]:
    """SQLite's own files beside the book, which belong to it while it is open."""
    return [
        side for ending in _SIDE_ENDINGS if (side := path.with_name(path.name + ending)).exists()
    ]


def check_folder(path: Path) -> None:
    """Raise `BookError` unless there is a folder to put the book `path` into."""
    _check_name(path)
    if not path.parent.is_dir():
        raise BookError("book.no_folder", book=str(path), folder=str(path.parent))


def check_target(path: Path) -> None:
    """Raise `BookError` unless a file that is no book may be written to `path`."""
    check_copy_folder(path)
    # A link is followed when it is written to.
    if not os.access(path.resolve().parent, os.W_OK):
        raise BookError("file.not_writable", file=str(path))
    if path.is_dir():
        raise BookError("file.is_folder", file=str(path))
    # A device or a pipe would become a file; nothing can be put in its place whole or not at all.
    if path.exists() and not path.is_file():
        raise BookError("file.not_a_file", file=str(path))
    if is_book(path) or _is_side_file(path):
        raise BookError("file.is_book", file=str(path))


def check_copy_folder(path: Path) -> None:
    """Raise `BookError` unless there is a folder to put the file `path` into."""
    _check_name(path)
    if not path.parent.is_dir():
        raise BookError("file.no_folder", file=str(path), folder=str(path.parent))


def _check_name(path: Path) -> None:
    try:
        path.exists()
    except OSError as error:
        raise file_error(error, path) from error


def _is_side_file(path: Path) -> bool:
    return any(
        path.name.endswith(ending) and is_book(path.with_name(path.name.removesuffix(ending)))
        for ending in _SIDE_ENDINGS
    )


def is_book(path: Path) -> bool:
    """Whether there is a book at `path`, whole or damaged, by what its first bytes say."""
    if is_open_here(path):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError:
        return False
    return (
        len(head) == _HEADER
        and head.startswith(_MAGIC)
        and _parse(head).application_id == APPLICATION_ID
    )


def remove_unfinished(path: Path) -> None:
    """Remove a half-made book and what SQLite keeps beside it, if anything is there."""
    for leftover in (path, *side_files(path)):
        leftover.unlink(missing_ok=True)


def file_error(error: OSError | sqlite3.Error | DBAPIError, path: Path) -> BookError:
    """What the system or SQLite says about a file, as a `BookError`."""
    if isinstance(error, (sqlite3.Error, DBAPIError)):
        return book_error(error, path)
    if error.errno in _NO_SPACE:
        return BookError("book.disk_full", book=str(path))
    if error.errno == errno.EEXIST:
        return BookError("file.not_a_folder", folder=str(path))
    code = _CODES.get(error.errno or 0)
    if code == "file.no_folder" and path.parent.is_dir():
        # As in /proc, which has no place for files of others.
        code = "file.not_writable"
    if code is not None:
        return BookError(code, file=str(path), folder=str(path.parent))
    return BookError("file.failed", file=str(path), detail=error.strerror or str(error))


def read_error(error: Exception, path: Path) -> BookError:
    """Why a file that the user named can't be read."""
    if isinstance(error, FileNotFoundError):
        return BookError("file.missing", file=str(path))
    return BookError("file.folder" if path.is_dir() else "file.not_readable", file=str(path))


def write_file(path: Path, content: bytes | Callable[[IO[bytes]], object]) -> None:
    """Write a file that the user asked for, whole or not at all; see `paths.atomic_write`.

    Raises `BookError` where the system refuses and where a book is; what was there before is then
    untouched.
    """
    try:
        check_target(path)
        atomic_write(path, content)
    except OSError as error:
        raise file_error(error, path) from error


def latest_backup(path: Path) -> Path | None:
    """The newest backup beside the book, as `services.backups.backup_book` names them."""
    copies = path.parent.glob(f"{glob.escape(path.stem)} ????-??-?? *{SUFFIX}")
    return max(copies, key=lambda copy: copy.stat().st_mtime, default=None)
