"""One log entry, click to durable commit, against the same rows written with plain sqlite3."""

import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import perf_counter

from tests.bench.table import Row, measured
from tests.factory import DAY, a_book, an_action, opened
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done

ROUNDS = 400
WARM_UP = 30


def run() -> list[Row]:
    """Alternate between the two, so that whatever else the machine does falls on both."""
    with tempfile.TemporaryDirectory(prefix="loftesboken-bench-") as folder:
        book = a_book(Path(folder) / "book.loftesbok")
        ctx = opened(book)
        try:
            log = _logging(ctx)
            log()  # the first one also starts the action
            log()
            with closing(_plain_copy(ctx, book, Path(folder) / "plain.db")) as plain:
                write = _writing(plain)
                for _ in range(WARM_UP):
                    log(), write()
                times = [(_timed(write), _timed(log)) for _ in range(ROUNDS)]
        finally:
            ctx.close()
    floor, ours = (statistics.median(side) * 1000 for side in zip(*times, strict=True))
    return [measured("one log entry, click to durable commit", floor, ours, 3)]


def _timed(step: Callable[[], object]) -> float:
    started = perf_counter()
    step()
    return perf_counter() - started


def _logging(ctx: AppContext) -> Callable[[], object]:
    entry = LogFields(
        an_action(ctx),
        DAY,
        minutes=90,
        people=2,
        place="Torget",
        result="Talade med ungdomar och butiksägare",
        note="Lugn kväll, två lampor trasiga vid busstationen",
    )
    return lambda: log_done(ctx, entry)


def _plain_copy(ctx: AppContext, book: Path, target: Path) -> sqlite3.Connection:
    """The book's own file and pragmas without the program around it."""
    with closing(sqlite3.connect(book)) as source:
        connection = sqlite3.connect(target, isolation_level=None)
        source.backup(connection)
    with ctx.engine.connect() as ours:
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema"):
            value = ours.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            connection.execute(f"PRAGMA {pragma}={value}")
    return connection


def _writing(connection: sqlite3.Connection) -> Callable[[], None]:
    """A function that writes the rows of one more entry, as the last operation wrote them."""

    def last(table: str, order: str) -> dict[str, object]:
        connection.row_factory = sqlite3.Row
        row = connection.execute(f"SELECT * FROM {table} ORDER BY {order} DESC LIMIT 1").fetchone()
        connection.row_factory = None
        return dict(row)

    entry, operation = last("log_entry", "id"), last("operation", "seq")
    change, copy = last("change", "rowid"), last("copy", "number")
    inserts = {
        table: f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        for table, row in (("log_entry", entry), ("operation", operation), ("change", change))
    }
    next_id, seq = int(str(copy["next_id"])), int(str(copy["last_seq"]))

    def write() -> None:
        nonlocal next_id, seq
        entry_id, operation_id, seq, next_id = next_id, next_id + 1, seq + 1, next_id + 2
        execute = connection.execute
        execute("BEGIN IMMEDIATE")
        execute(inserts["log_entry"], [*{**entry, "id": entry_id}.values()])
        execute(
            "UPDATE action_tally SET done = done + ?, entries = entries + 1,"
            " last_on = max(last_on, ?) WHERE action_id = ?",
            (entry["quantity"], entry["done_on"], entry["action_id"]),
        )
        execute(inserts["operation"], [*{**operation, "id": operation_id, "seq": seq}.values()])
        linked = {"operation_id": operation_id, "row_id": entry_id}
        execute(inserts["change"], [*{**change, **linked}.values()])
        execute(
            "UPDATE copy SET next_id = ?, last_seq = ?, last_hash = ?",
            (next_id, seq, operation["hash"]),
        )
        execute("COMMIT")

    return write
