"""Backups are whole even of a book in use, and a restore loses nothing of what it replaces."""

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from tests.factory import DAY, a_book, a_person, a_promise, an_action, opened
from tests.files import dump, unprivileged
from tests.refusals import refused
from tracker.models.action import LogEntry
from tracker.models.book_file import latest_backup
from tracker.services.backups import backup_book, restore_book
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done

NOW = dt.datetime(2018, 5, 17, 12, 30, 15, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _changed(book: Path) -> str:
    ctx = opened(book)
    a_promise(ctx)
    ctx.close()
    return dump(book)


# --- backup ------------------------------------------------------------------------------------


def test_it_goes_beside_the_book_with_its_time(book_path: Path) -> None:
    backup = backup_book(book_path, None, now=NOW)
    assert backup.parent == book_path.parent
    assert backup.name == f"Säffle {NOW.astimezone():%Y-%m-%d %H%M}.loftesbok"
    assert dump(backup) == dump(book_path)
    assert latest_backup(book_path) == backup
    assert _files(book_path.parent) == {book_path.name, backup.name}


def test_it_can_be_opened_like_any_book(book_path: Path, tmp_path: Path) -> None:
    ctx = opened(book_path)
    a_promise(ctx)
    backup = backup_book(book_path, tmp_path / "kopia.loftesbok", now=NOW)
    a_person(ctx)
    ctx.close()
    copy = opened(backup)
    assert check_book(copy) == []
    copy.close()
    assert dump(backup) != dump(book_path)


def test_an_older_backup_may_be_replaced_and_nothing_else(book_path: Path, tmp_path: Path) -> None:
    target = backup_book(book_path, tmp_path / "kopia.loftesbok", now=NOW)
    changed = _changed(book_path)
    older = dump(target)
    with refused("book.exists"):
        backup_book(book_path, target, now=LATER)
    assert dump(target) == older
    backup_book(book_path, target, now=LATER, replace=True)
    assert dump(target) == changed

    letter = tmp_path / "brev.docx"
    letter.write_bytes(b"Hej")
    with refused("book.not_a_book"):
        backup_book(book_path, letter, now=NOW, replace=True)
    assert letter.read_bytes() == b"Hej"


def test_two_in_one_minute_are_both_kept(book_path: Path) -> None:
    before = dump(book_path)
    first = backup_book(book_path, None, now=NOW)
    changed = _changed(book_path)
    second = backup_book(book_path, None, now=NOW)
    assert second.name == f"{first.stem} (2).loftesbok"
    assert (dump(first), dump(second)) == (before, changed)
    assert latest_backup(book_path) == second


def test_a_damaged_book_gives_no_backup_and_takes_none(book_path: Path) -> None:
    backup = backup_book(book_path, None, now=NOW)
    sound = dump(backup)
    with book_path.open("r+b") as file:
        file.seek(4096 * 8)
        file.write(b"\xa5" * 4096 * 4)
    for target in (None, backup):
        with refused("book.damaged") as caught:
            backup_book(book_path, target, now=LATER, replace=True)
        assert caught.value.params["book"] == str(book_path)
    assert dump(backup) == sound
    assert _files(book_path.parent) == {book_path.name, backup.name}


def test_the_book_is_no_place_for_its_own_backup(book_path: Path) -> None:
    before = dump(book_path)
    link = book_path.with_name("länk.loftesbok")
    os.link(book_path, link)
    for target in (book_path, link):
        with refused("backup.same_file"):
            backup_book(book_path, target, now=NOW)
    assert dump(book_path) == before


def test_places_where_no_backup_can_be(book_path: Path, tmp_path: Path) -> None:
    with refused("file.no_folder"):
        backup_book(book_path, tmp_path / "finns inte" / "kopia.loftesbok", now=NOW)
    locked = tmp_path / "låst"
    locked.mkdir()
    backup_book(book_path, locked / "går.loftesbok", now=NOW)
    with unprivileged(locked), refused("book.cannot_open"):
        backup_book(book_path, locked / "går inte.loftesbok", now=NOW)
    assert _files(locked) == {"går.loftesbok"}


def test_a_read_only_book_can_be_backed_up(book_path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "någon annanstans"
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    shelf = tmp_path / "hylla"
    shelf.mkdir()
    book = Path(shutil.move(book_path, shelf / book_path.name))
    backup_book(book, elsewhere / "ett.loftesbok", now=NOW)
    with unprivileged(shelf):
        backup = backup_book(book, elsewhere / "två.loftesbok", now=NOW)
    assert dump(backup) == dump(book)


@pytest.fixture
def busy(ctx: AppContext) -> Iterator[AppContext]:
    """A book that somebody writes to as fast as they can."""
    action = an_action(ctx)
    going, stop = Event(), Event()

    def write() -> None:
        while not stop.is_set():
            log_done(ctx, LogFields(action, DAY))
            going.set()

    writer = Thread(target=write)
    writer.start()
    going.wait()
    yield ctx
    stop.set()
    writer.join()


def test_a_backup_taken_while_somebody_writes_is_one_moment(
    busy: AppContext, book_path: Path, tmp_path: Path
) -> None:
    for number in range(5):
        copy = opened(backup_book(book_path, tmp_path / f"{number}.loftesbok", now=NOW))
        assert check_book(copy) == []
        with copy.read() as session:
            assert session.scalar(select(func.count()).select_from(LogEntry))
        copy.close()


# --- restore -----------------------------------------------------------------------------------


def test_the_replaced_book_is_kept(book_path: Path) -> None:
    backup = backup_book(book_path, None, now=NOW)
    original, changed = dump(book_path), _changed(book_path)
    kept = restore_book(backup, book_path, now=LATER)
    assert kept is not None
    assert "före återställning" in kept.name
    assert (dump(book_path), dump(kept), dump(backup)) == (original, changed, original)
    assert _files(book_path.parent) == {book_path.name, backup.name, kept.name}
    ctx = opened(book_path)
    assert check_book(ctx) == []
    ctx.close()


def test_two_restores_in_one_second_keep_both(book_path: Path) -> None:
    backup = backup_book(book_path, None, now=NOW)
    kept = []
    for _ in range(3):
        changed = _changed(book_path)
        kept.append((restore_book(backup, book_path, now=LATER), changed))
    assert len({path for path, _ in kept}) == 3
    assert all(path and dump(path) == changed for path, changed in kept)


def test_a_book_that_is_gone_comes_back(book_path: Path) -> None:
    backup = backup_book(book_path, None, now=NOW)
    book_path.unlink()
    assert restore_book(backup, book_path, now=LATER) is None
    assert dump(book_path) == dump(backup)


@pytest.mark.parametrize(
    "content", [b"", b"skr\xc3\xa4p" * 1000, None], ids=["empty", "junk", "torn"]
)
def test_a_damaged_book_is_replaced_and_kept_with_its_log(
    book_path: Path, content: bytes | None
) -> None:
    backup = backup_book(book_path, None, now=NOW)
    damaged = book_path.read_bytes()[:20000] if content is None else content
    book_path.write_bytes(damaged)
    book_path.with_name(book_path.name + "-wal").write_bytes(b"loggen")
    kept = restore_book(backup, book_path, now=LATER)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert not book_path.with_name(book_path.name + "-wal").exists()
    assert dump(book_path) == dump(backup)


@pytest.mark.parametrize("harm", ["truncated", "scribbled", "no book", "newer", "missing"])
def test_a_bad_backup_is_refused_and_the_book_left_alone(book_path: Path, harm: str) -> None:
    before = dump(book_path)
    backup = backup_book(book_path, None, now=NOW)
    whole = backup.read_bytes()
    match harm:
        case "truncated":
            backup.write_bytes(whole[: len(whole) // 2])
        case "scribbled":
            backup.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
        case "no book":
            backup.write_bytes(b"Hej")
        case "missing":
            backup.unlink()
        case _:
            with closing(sqlite3.connect(backup)) as connection, connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
    codes = {"newer": "book.newer", "no book": "book.not_a_book", "missing": "book.missing"}
    with refused(codes.get(harm, "book.damaged")):
        restore_book(backup, book_path, now=LATER)
    assert dump(book_path) == before
    assert _files(book_path.parent) - {backup.name} == {book_path.name}


def test_a_book_in_use_is_not_replaced(ctx: AppContext, book_path: Path) -> None:
    backup = backup_book(book_path, None, now=NOW)
    a_promise(ctx)
    before = dump(book_path)
    with ctx.read() as session:
        session.execute(select(LogEntry))
        with refused("book.busy"):
            restore_book(backup, book_path, now=LATER)
    assert dump(book_path) == before
    a_person(ctx)
    assert check_book(ctx) == []


def test_places_where_no_book_can_be_restored(book_path: Path, tmp_path: Path) -> None:
    with refused("book.no_folder"):
        restore_book(book_path, tmp_path / "finns inte" / "bok.loftesbok", now=NOW)
    with refused("backup.same_file"):
        restore_book(book_path, book_path, now=NOW)
    other = a_book(tmp_path / "annan.loftesbok")
    locked = tmp_path / "låst"
    locked.mkdir()
    with unprivileged(locked), refused("book.cannot_open"):
        restore_book(other, locked / "bok.loftesbok", now=NOW)
    assert _files(locked) == set()


def test_a_book_that_may_not_be_written_is_not_replaced(book_path: Path) -> None:
    backup = backup_book(book_path, None, now=NOW)
    book_path.chmod(0o444)
    before = book_path.read_bytes()
    with refused("book.read_only"):
        restore_book(backup, book_path, now=LATER)
    assert book_path.read_bytes() == before
    assert _files(book_path.parent) == {book_path.name, backup.name}
