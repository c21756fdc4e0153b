"""New books and opening them: whole or not at all, and every bad file has its own refusal."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.factory import AGREEMENT, DAY, WHO, a_book, a_clock, a_person, a_promise, opened
from tests.files import dump, unprivileged
from tests.refusals import refused
from tracker.models.book import Book, Copy
from tracker.models.clock import WalkingClock
from tracker.models.engine import APPLICATION_ID
from tracker.models.journal import Operation
from tracker.models.organisation import Agreement, Municipality, Organisation, PoliceArea
from tracker.services.books import NewBook, book_settings, create_book, edit_book_settings, gather
from tracker.services.check import check_book
from tracker.services.context import AppContext


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- a new book ------------------------------------------------------------------------------


def test_a_new_book_holds_who_takes_part(ctx: AppContext) -> None:
    with ctx.read() as session:
        assert session.scalars(select(Book.name)).all() == ["Säffle"]
        assert session.scalars(select(Municipality.name)).all() == ["Säffle"]
        assert session.scalars(select(PoliceArea.name)).all() == ["Arvika"]
        assert set(session.scalars(select(Organisation.name))) == {"Säffle", "Polisen"}
        assert session.scalars(select(Agreement.title)).all() == [AGREEMENT.title]
        (operation,) = session.scalars(select(Operation))
    assert (operation.name, operation.who, operation.seq) == ("book.new", WHO, 1)
    assert check_book(ctx) == []
    assert not ctx.undo.steps().undo


def test_it_is_one_file_that_says_what_it_is(book_path: Path) -> None:
    assert _files(book_path.parent) == {book_path.name}
    with closing(sqlite3.connect(book_path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_book_can_begin_with_no_more_than_a_municipality(tmp_path: Path) -> None:
    path = tmp_path / "bok.loftesbok"
    create_book(path, NewBook(" Kil "), clock=a_clock(), who=WHO)
    ctx = opened(path)
    assert book_settings(ctx).name == "Kil"
    assert check_book(ctx) == []
    ctx.close()


def test_two_new_books_are_two_copies(tmp_path: Path) -> None:
    numbers = set()
    for name in ("ett", "två"):
        ctx = opened(a_book(tmp_path / f"{name}.loftesbok"))
        with ctx.read() as session:
            numbers.add(session.scalars(select(Copy.number)).one())
        ctx.close()
    assert len(numbers) == 2


def test_what_is_there_already_is_left_alone(book_path: Path) -> None:
    before = book_path.read_bytes()
    with refused("book.exists"):
        a_book(book_path)
    assert book_path.read_bytes() == before
    assert _files(book_path.parent) == {book_path.name}


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewBook("  "), "field.required"),
        (NewBook("Säffle", agreement=replace(AGREEMENT, title="")), "field.required"),
        (
            NewBook("Säffle", agreement=replace(AGREEMENT, period_end=AGREEMENT.period_start.min)),
            "dates.end_before_start",
        ),
    ],
)
def test_a_book_that_cannot_be_leaves_nothing(tmp_path: Path, new: NewBook, code: str) -> None:
    with refused(code):
        create_book(tmp_path / "bok.loftesbok", new, clock=a_clock(), who=WHO)
    assert _files(tmp_path) == set()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with refused("book.no_folder") as caught:
        a_book(tmp_path / "finns inte" / "bok.loftesbok")
    assert caught.value.params["folder"] == str(tmp_path / "finns inte")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    # Once as oneself, so that nothing has to be imported while being nobody.
    a_book(tmp_path / "går.loftesbok")
    with unprivileged(tmp_path), refused("book.cannot_open"):
        a_book(tmp_path / "går inte.loftesbok")
    assert _files(tmp_path) == {"går.loftesbok"}


# --- opening ---------------------------------------------------------------------------------


def test_names_with_awkward_characters(tmp_path: Path) -> None:
    path = a_book(tmp_path / "Säffle #1 100%? &ko.loftesbok")
    ctx = opened(path)
    a_promise(ctx)
    ctx.close()
    assert _files(tmp_path) == {path.name}


def test_a_missing_book(tmp_path: Path) -> None:
    with refused("book.missing"):
        opened(tmp_path / "finns inte.loftesbok")
    with refused("book.missing"):
        opened(tmp_path / "ingen mapp" / "bok.loftesbok")
    assert _files(tmp_path) == set()


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    with refused("book.not_a_book"):
        opened(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"SQLite format", b"PK\x03\x04" * 1000, os.urandom(5000), "Löfte".encode() * 500],
    ids=["empty", "a byte", "cut short", "zip", "noise", "text"],
)
def test_a_file_that_is_no_book(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brev.loftesbok"
    path.write_bytes(content)
    with refused("book.damaged" if content == b"SQLite format" else "book.not_a_book"):
        opened(path)
    assert path.read_bytes() == content
    assert _files(tmp_path) == {path.name}


def test_another_programs_database_is_no_book(tmp_path: Path) -> None:
    path = tmp_path / "annat.loftesbok"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    with refused("book.not_a_book"):
        opened(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_truncated_book(book_path: Path, kept: float) -> None:
    whole = book_path.read_bytes()
    book_path.write_bytes(whole[: int(len(whole) * kept)])
    before = book_path.read_bytes()
    with refused("book.damaged"):
        opened(book_path)
    assert book_path.read_bytes() == before


def test_a_book_with_a_scribbled_schema(book_path: Path) -> None:
    with book_path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 2000)
    before = book_path.read_bytes()
    with refused("book.damaged"):
        opened(book_path)
    assert book_path.read_bytes() == before


def test_a_book_without_its_own_row(book_path: Path) -> None:
    with closing(sqlite3.connect(book_path)) as connection, connection:
        connection.execute("DELETE FROM book")
    with refused("book.damaged"):
        opened(book_path)


def test_a_book_that_cannot_be_read(book_path: Path) -> None:
    opened(book_path).close()
    with unprivileged(book_path, mode=0o000), refused("book.cannot_open"):
        opened(book_path)


# --- reading where nothing can be written ------------------------------------------------------


def _looked_at(book: Path) -> AppContext:
    ctx = opened(book)
    assert ctx.read_only
    with ctx.read() as session:
        assert session.scalars(select(Municipality.name)).all() == ["Säffle"]
    assert check_book(ctx) == []
    with refused("book.read_only"):
        a_person(ctx)
    return ctx


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_is_read(book_path: Path, what: str) -> None:
    # Once as oneself, so that nothing has to be imported while being nobody.
    warm = opened(book_path)
    check_book(warm)
    warm.close()
    before = book_path.read_bytes()
    with unprivileged(book_path if what == "file" else book_path.parent):
        _looked_at(book_path).close()
    assert book_path.read_bytes() == before


def test_a_book_that_somebody_writes_can_be_read_by_who_may_not(book_path: Path) -> None:
    """The write-ahead log and its index are there, and what it holds is seen."""
    writer = opened(book_path)
    a_promise(writer)
    check_book(writer)
    with unprivileged(book_path.parent):
        reader = _looked_at(book_path)
        with reader.read() as session:
            assert session.scalars(select(Operation.name).order_by(Operation.seq)).all() == [
                "book.new",
                "promise.new",
            ]
        reader.close()
    writer.close()


# --- settings --------------------------------------------------------------------------------


def test_a_book_can_stand_still_on_a_day(book_path: Path) -> None:
    clock = WalkingClock(a_clock().at)
    ctx = opened(book_path, clock)
    assert ctx.today() == DAY
    shown = DAY.replace(year=2017)
    edit_book_settings(ctx, replace(book_settings(ctx), shows_state_of=shown))
    assert ctx.today() == shown
    assert ctx.clock.now().date() == shown
    ctx.close()
    again = opened(book_path, clock)
    assert again.today() == shown
    again.close()


@pytest.mark.parametrize(("risk", "on_track"), [(0, 90), (91, 90), (60, 101), (-5, 50)])
def test_limits_that_cannot_be(ctx: AppContext, book_path: Path, risk: int, on_track: int) -> None:
    before = dump(book_path)
    settings = replace(book_settings(ctx), risk_percent=risk, on_track_percent=on_track)
    with refused("settings.limits"):
        edit_book_settings(ctx, settings)
    assert dump(book_path) == before


def test_a_copied_file_is_the_whole_book(book_path: Path, tmp_path: Path) -> None:
    ctx = opened(book_path)
    a_promise(ctx)
    ctx.close()
    copy = Path(shutil.copy(book_path, tmp_path / "kopia.loftesbok"))
    assert dump(copy) == dump(book_path)


def test_a_copy_of_the_file_alone_holds_what_was_gathered(book_path: Path, tmp_path: Path) -> None:
    ctx = opened(book_path)
    a_promise(ctx)
    gather(ctx)
    copy = tmp_path / "kopia.loftesbok"
    # By another program, as a file manager would.
    subprocess.run(["cp", book_path, copy], check=True)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM promise").fetchone() == (1,)
    ctx.close()
