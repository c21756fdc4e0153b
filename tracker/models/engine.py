"""How a book is reached: SQLite pragmas, PostgreSQL options, and database errors as our own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import PoolProxiedConnection, QueuePool
from sqlalchemy.util import LRUCache

from tracker.models.base import compact_json
from tracker.models.errors import BookError, Invalid
from tracker.paths import is_disk_full, is_network_path

# "LOFT" in ASCII: tells `file` and this program that the SQLite file is a book.
APPLICATION_ID = 0x4C4F4654
BUSY_TIMEOUT_MS = 5000
_CACHE_KIB = 32 * 1024

_WRITING = "tracker_writing"

Access = Literal["create", "write", "read"]


def engine_for(book: str | Path, *, access: Access = "write") -> Engine:
    """An engine for a book's path or `postgresql://` URL. It does not touch the book yet."""
    if is_url(book):
        return _postgresql_engine(str(book))
    return _sqlite_engine(Path(book), access)


def is_url(book: str | Path) -> bool:
    """Whether the book is a shared installation rather than a file."""
    return isinstance(book, str) and book.startswith("postgresql://")


@contextmanager
def begin_write(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write, committed at the end and rolled back on any error.

    On SQLite it holds the book's only write lock from the start. On PostgreSQL the writers queue
    for the `copy` row, and must see what the one before them wrote.
    """
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.info[_WRITING] = True
        else:
            connection.execution_options(isolation_level="READ COMMITTED")
        with connection.begin():
            yield connection


@contextmanager
def begin_migration(engine: Engine) -> Iterator[Connection]:
    """As `begin_write`, on SQLite with its foreign keys checked at the end and not on the way.

    A table that others refer to is altered by making it anew (sqlite.org/lang_altertable.html).
    """
    if engine.dialect.name != "sqlite":
        with begin_write(engine) as connection:
            yield connection
        return
    with engine.connect() as connection:
        book = connection.connection
        # Has no effect inside a transaction, so it stands around it.
        book.cursor().execute("PRAGMA foreign_keys=OFF")
        book.info[_WRITING] = True
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise Invalid("row.tied")
        finally:
            book.cursor().execute("PRAGMA foreign_keys=ON")


def _postgresql_engine(url: str) -> Engine:
    return create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        isolation_level="REPEATABLE READ",
        json_serializer=compact_json,
        pool_pre_ping=True,
        connect_args={"options": f"-c lock_timeout={BUSY_TIMEOUT_MS}"},
    )


class BookDialect(SQLiteDialect_pysqlite):
    """SQLite whose transactions start at once, since sqlite3's own start at the first write.

    That would be too late to protect what was read before writing. A listener for "begin" could do
    the same, but an engine with listeners takes a slower way through every statement.
    """

    supports_statement_cache = True

    # All are set up alike, so that what one compiles suits the next: these make them the same key.
    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Take the write lock when the transaction said that it will write."""
        writing = dbapi_connection.info.pop(_WRITING, False)
        dbapi_connection.cursor().execute("BEGIN IMMEDIATE" if writing else "BEGIN")


registry.register("sqlite.book", __name__, BookDialect.__name__)

# Compiling is much of what a book's first page takes: the next book opened need not do it again.
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)


def _sqlite_engine(path: Path, access: Access) -> Engine:
    def create() -> sqlite3.Connection:
        if access == "read":
            return connect_to_read(path)
        return connect(path, "mode=rwc" if access == "create" else "mode=rw")

    engine = create_engine(
        "sqlite+book://",
        creator=create,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        json_serializer=compact_json,
        execution_options={"compiled_cache": _COMPILED},
    )
    # WAL needs shared memory, which a network share does not give.
    journal_mode = "DELETE" if is_network_path(path) else "WAL"

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA trusted_schema=OFF")
        if access != "read":
            cursor.execute(f"PRAGMA journal_mode={journal_mode}")
            cursor.execute("PRAGMA synchronous=FULL")
            # What is masked or deleted is overwritten in the file; how SQLite was built decides
            # it otherwise (sqlite.org/pragma.html#pragma_secure_delete).
            cursor.execute("PRAGMA secure_delete=ON")
            # Else what a long operation writes is taken out of memory and back again on the way.
            cursor.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        cursor.close()

    return engine


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that can't change the book, even where nothing can be written."""
    connection = connect(path, "mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # A WAL book in a folder or on a disk that can't be written has no shared memory to read by.
        refused = _primary_code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if not refused and not _fits_in_file(path):
            raise
        return connect(path, "mode=ro&immutable=1")
    return connection


def _fits_in_file(path: Path) -> bool:
    """Whether a book on a full disk is all in its own file, with nothing newer in the log."""
    log = path.with_name(path.name + "-wal")
    return is_disk_full(path) and not (log.exists() and log.stat().st_size)


def connect(path: Path, query: str) -> sqlite3.Connection:
    """A bare connection; `query` is that of an SQLite URI (sqlite.org/uri.html)."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_MS / 1000,
        cached_statements=256,
        factory=BookConnection,
    )
    connection.path = path
    _CONNECTIONS.add(connection)
    return connection


class BookConnection(sqlite3.Connection):
    """A connection that is known until it is closed."""

    path: Path | None = None

    def close(self) -> None:
        """Close, and be forgotten."""
        self.path = None
        super().close()


# Of the whole process, as the locks are that it is about.
_CONNECTIONS: WeakSet[BookConnection] = WeakSet()


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open as a database.

    Then it must be opened in no other way: on POSIX, closing any other descriptor of it drops
    SQLite's locks, and the next program to close the book takes the write-ahead log away from
    under this one (sqlite.org/howtocorrupt.html, 2.2).
    """
    return any(_is_same(known, path) for known in [each.path for each in list(_CONNECTIONS)])


def _is_same(known: Path | None, path: Path) -> bool:
    try:
        return known is not None and known.samefile(path)
    except OSError:
        return False


def book_error(error: DBAPIError | sqlite3.Error, book: object) -> BookError:
    """The database's complaint as a `BookError` whose code has a sentence."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    code = (
        _SQLITE_CODES.get(_primary_code(cause))
        if isinstance(cause, sqlite3.Error)
        else _POSTGRESQL_STATES.get(getattr(cause, "sqlstate", None) or "08000")
    )
    if code in _PERHAPS_FULL and isinstance(cause, sqlite3.Error) and is_disk_full(Path(str(book))):
        code = "book.disk_full"
    if code is None:
        return BookError("book.database", book=str(book), detail=str(cause))
    return BookError(code, book=str(book))


def constraint_error(error: IntegrityError) -> Invalid:
    """The database's own rule that was broken, as an `Invalid` whose code has a sentence."""
    cause: Any = error.orig
    kind = getattr(cause, "sqlite_errorcode", None) or getattr(cause, "sqlstate", None)
    if kind in (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, "23503"):
        return Invalid("row.tied")
    if kind in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, "23505"):
        return Invalid("row.duplicate")
    return Invalid("row.refused", detail=str(cause))


def _primary_code(error: sqlite3.Error) -> int:
    # The low byte; the rest tells variants apart (sqlite.org/rescode.html).
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


_SQLITE_CODES = {
    sqlite3.SQLITE_FULL: "book.disk_full",
    sqlite3.SQLITE_READONLY: "book.read_only",
    sqlite3.SQLITE_PERM: "book.read_only",
    sqlite3.SQLITE_BUSY: "book.busy",
    sqlite3.SQLITE_LOCKED: "book.busy",
    sqlite3.SQLITE_NOTADB: "book.not_a_book",
    sqlite3.SQLITE_CORRUPT: "book.damaged",
    sqlite3.SQLITE_IOERR: "book.io_error",
    sqlite3.SQLITE_CANTOPEN: "book.cannot_open",
}
# What SQLite says of a full disk where it is its own small files that there is no room for.
_PERHAPS_FULL = frozenset({"book.io_error", "book.cannot_open"})
# postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL_STATES = {
    "08000": "book.cannot_open",
    "08006": "book.io_error",
    "25006": "book.read_only",
    "40001": "book.busy",
    "40P01": "book.busy",
    "53100": "book.disk_full",
    "55P03": "book.busy",
    "57P01": "book.cannot_open",
}
