"""How a book is reached: SQLite pragmas, PostgreSQL options, and database errors as our own."""

import sqlite3
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from tracker.models.errors import BookError
from tracker.paths import is_network_path

# "LOFT" in ASCII: tells `file` and this program that the SQLite file is a book.
APPLICATION_ID = 0x4C4F4654
BUSY_TIMEOUT_MS = 5000

Access = Literal["write", "read"]


def engine_for(book: str | Path, *, access: Access = "write") -> Engine:
    """An engine for a book's path or `postgresql://` URL. It does not touch the book yet."""
    if isinstance(book, str) and book.startswith("postgresql://"):
        return create_engine(
            book.replace("postgresql://", "postgresql+psycopg://", 1),
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
        )
    return _sqlite_engine(Path(book), access)


def _sqlite_engine(path: Path, access: Access) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            _uri(path, access),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_TIMEOUT_MS / 1000,
            cached_statements=256,
        )

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=8
    )
    # WAL needs shared memory, which a network share does not give.
    journal_mode = "DELETE" if is_network_path(path) else "WAL"

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA trusted_schema=OFF")
        if access == "write":
            cursor.execute(f"PRAGMA journal_mode={journal_mode}")
            cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # sqlite3's own transactions start too late to protect what was read before writing.
        writing = connection.get_execution_options().get("tracker_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _uri(path: Path, access: Access) -> str:
    if access == "write":
        return f"{path.absolute().as_uri()}?mode=rwc"
    # A WAL book in a folder that can't be written has no shared memory to read by.
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def book_error(error: DBAPIError | sqlite3.Error, book: object) -> BookError:
    """The database's complaint as a `BookError` whose code has a sentence."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    text = str(cause).lower()
    for needle, code in _COMPLAINTS:
        if needle in text:
            return BookError(code, book=str(book))
    return BookError("book.database", book=str(book), detail=str(cause))


_COMPLAINTS = (
    ("disk is full", "book.disk_full"),
    ("readonly", "book.read_only"),
    ("read-only", "book.read_only"),
    ("locked", "book.busy"),
    ("not a database", "book.not_a_book"),
    ("malformed", "book.damaged"),
    ("disk i/o error", "book.io_error"),
    ("unable to open", "book.cannot_open"),
)
