"""Power cuts, full disks and crowded books: the book is as it was, or as it was meant to be."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, select

from tests.factory import DAY, a_book, a_clock, a_promise, an_action, opened
from tests.files import dump, look_from_outside
from tests.refusals import refused
from tracker.models.action import LogEntry
from tracker.models.book_file import check_file, is_book
from tracker.models.engine import connect
from tracker.models.journal import Operation
from tracker.services.backups import backup_book
from tracker.services.books import NewBook, fill_database
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done

ROOT = Path(__file__).parents[2]


def _program(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Another process that runs `code` on the same book."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def _entries(ctx: AppContext) -> int:
    with ctx.read() as session:
        return session.scalar(select(func.count()).select_from(LogEntry)) or 0


# --- killed ------------------------------------------------------------------------------------

WRITER = """
import sys
from tests.factory import DAY, opened
from tracker.services.history import redo, undo
from tracker.services.log import LogFields, log_done

ctx = opened(sys.argv[1])
print("open", flush=True)
while True:
    log_done(ctx, LogFields(int(sys.argv[2]), DAY))
    print("logged", flush=True)
    undo(ctx)
    redo(ctx)
    print("again", flush=True)
"""


def test_a_program_that_is_killed_leaves_a_sound_book(book_path: Path) -> None:
    ctx = opened(book_path)
    action = an_action(ctx)
    chance = random.Random(2018)
    logged = 0
    for _ in range(6):
        writer = _program(WRITER, book_path, action)
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(chance.randrange(1, 40))]
        writer.kill()
        said += writer.stdout.read().split()
        writer.wait()
        writer.stdout.close()

        assert check_book(ctx) == []
        # What was reported as done is there; one more may have been on its way.
        logged += said.count("again")
        assert logged <= _entries(ctx) <= logged + 1
        logged = _entries(ctx)
    log_done(ctx, LogFields(action, DAY))
    assert check_book(ctx) == []
    ctx.close()


# --- full --------------------------------------------------------------------------------------


def _fill(engine: Engine, path: Path, pages: int = 0) -> None:
    """From now on the file may grow by `pages` only; SQLite calls it a full disk."""
    with closing(connect(path, "mode=rw")) as connection:
        (now,) = connection.execute("PRAGMA page_count").fetchone()

    @event.listens_for(engine, "connect")
    def _limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={now + pages}")  # type: ignore[attr-defined]

    engine.dispose()


@pytest.mark.parametrize("pages", [0, 1, 5, 20])
def test_a_full_disk_leaves_the_book_as_it_was(
    ctx: AppContext, book_path: Path, pages: int
) -> None:
    promise = a_promise(ctx)
    action = an_action(ctx, promise)
    entry = LogFields(action, DAY, note="text " * 500)
    log_done(ctx, entry)
    _fill(ctx.engine, book_path, pages)
    before = dump(book_path)
    with refused("book.disk_full"):
        for _ in range(200):
            before = dump(book_path)
            log_done(ctx, entry)
    assert dump(book_path) == before
    assert check_book(ctx) == []

    # Room again, and it goes on.
    event.listen(ctx.engine, "connect", _no_limit)
    ctx.engine.dispose()
    undo(ctx)
    log_done(ctx, entry)
    assert check_book(ctx) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.getuid() != 0:
        pytest.skip("needs to mount a file system")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("may not mount a file system")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_on_a_disk_without_any_room_the_book_can_be_read(
    small_disk: Path, new_book: Path, tmp_path: Path
) -> None:
    book = Path(shutil.copy(new_book, small_disk / "bok.loftesbok"))
    before = book.read_bytes()
    with suppress(OSError), (small_disk / "annat").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    ctx = opened(book)
    assert check_book(ctx) == []
    with refused("book.disk_full"):
        a_promise(ctx)
    with refused("book.disk_full"):
        backup_book(book, None, now=a_clock().now())
    assert dump(backup_book(book, tmp_path / "kopia.loftesbok", now=a_clock().now())) == dump(book)
    ctx.close()
    assert book.read_bytes() == before
    (small_disk / "annat").unlink()
    ctx = opened(book)
    a_promise(ctx)
    ctx.close()


def _no_limit(connection: object, _record: object) -> None:
    connection.execute("PRAGMA max_page_count=1000000")  # type: ignore[attr-defined]


# --- crowded -----------------------------------------------------------------------------------

CROWD = """
import sys
from tests.factory import DAY, opened
from tracker.services.log import LogFields, log_done

ctx = opened(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
for _ in range(40):
    log_done(ctx, LogFields(int(sys.argv[2]), DAY))
ctx.close()
"""


def test_two_programs_write_at_once_and_wait_for_each_other(book_path: Path) -> None:
    ctx = opened(book_path)
    action = an_action(ctx)
    crowd = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, str(book_path), str(action)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for writer in crowd:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
    for writer in crowd:
        assert writer.communicate("go\n")[0] == ""
        assert writer.returncode == 0
    assert _entries(ctx) == 80
    with ctx.read() as session:
        seqs = session.scalars(select(Operation.seq).order_by(Operation.seq)).all()
    assert seqs == list(range(1, len(seqs) + 1))
    assert check_book(ctx) == []
    ctx.close()


@pytest.fixture
def impatient(ctx: AppContext) -> AppContext:
    """A book whose writers give up at once, so that no test has to wait."""

    @event.listens_for(ctx.engine, "connect")
    def _hurry(connection: object, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")  # type: ignore[attr-defined]

    ctx.engine.dispose()
    return ctx


def test_a_writer_that_never_lets_go_is_said_to_be_busy(
    impatient: AppContext, book_path: Path
) -> None:
    with closing(connect(book_path, "mode=rw")) as hog:
        hog.execute("BEGIN IMMEDIATE")
        before = dump(book_path)
        with refused("book.busy"):
            a_promise(impatient)
        hog.execute("ROLLBACK")
    assert dump(book_path) == before
    a_promise(impatient)
    assert check_book(impatient) == []


def test_readers_do_not_hinder_a_writer_nor_the_other_way(impatient: AppContext) -> None:
    with impatient.read() as session:
        session.execute(select(LogEntry)).all()
        promise = a_promise(impatient)
        with impatient.write("promise.edit") as tx, impatient.read() as other:
            tx.connection.exec_driver_sql("UPDATE promise SET version = version")
            assert other.execute(select(func.count()).select_from(LogEntry)).one() == (0,)
    assert promise


# --- other places ------------------------------------------------------------------------------


def test_on_a_network_share_the_book_keeps_no_write_ahead_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.models.engine.is_network_path", lambda _path: True)
    path = a_book(tmp_path / "bok.loftesbok")
    ctx = opened(path)
    an_action(ctx)
    assert {file.name for file in tmp_path.iterdir()} == {path.name}
    with ctx.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    assert check_book(ctx) == []
    backup_book(path, None, now=a_clock().now())
    ctx.close()


def test_the_pragmas_are_set(ctx: AppContext) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
    with ctx.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    assert found == expected


def test_a_half_made_book_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(engine: Engine, *arguments: object, **named: object) -> None:
        fill_database(engine, NewBook("Säffle"), clock=a_clock(), who="x", book="bok")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.services.books.fill_database", fill)
    with refused("book.disk_full"):
        a_book(tmp_path / "bok.loftesbok")
    assert not list(tmp_path.iterdir())


def _back_up(book: Path) -> Path:
    return backup_book(book, None, now=a_clock().now())


@pytest.mark.parametrize("look", [_back_up, is_book, check_file])
def test_looking_at_an_open_book_leaves_it_its_locks(
    book_path: Path, look: Callable[[Path], object]
) -> None:
    """Else the next program to close it takes away the log that this one goes on writing to."""
    ctx = opened(book_path)
    action = an_action(ctx)
    look(book_path)
    assert look_from_outside(book_path) == 0
    log_done(ctx, LogFields(action, DAY))
    assert look_from_outside(book_path) == 1
    ctx.close()
