"""new, check, backup, restore, generate: and books that are none."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte, process
from tests.factory import an_action, opened
from tests.files import dump, unprivileged
from tests.services.spreadsheet.lists import csv_file
from tracker.services.books import book_settings
from tracker.services.context import AppContext
from tracker.services.queries.choices import agreement, agreements


def test_a_new_book(lofte: Lofte, tmp_path: Path) -> None:
    book = tmp_path / "säffle"
    ran = lofte("new", book, "--municipality", "Säffle", "--police-area", "Arvika")
    assert (ran.code, ran.error) == (0, "")
    assert f"{book}.loftesbok" in ran.out
    ctx = opened(tmp_path / "säffle.loftesbok")
    assert book_settings(ctx).name == "Säffle"
    ctx.close()
    again = lofte("new", book, "--municipality", "Säffle")
    assert (again.code, again.out) == (1, "")
    assert "Den är orörd." in again.error


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (("--from", "1/3 2018", "--to", "2019-02-28"), (date(2018, 3, 1), date(2019, 2, 28))),
        (("--from", "2018-01-01"), (date(2018, 1, 1), date(2018, 12, 31))),
        (("--to", "30 juni 2018"), (date(2018, 1, 1), date(2018, 6, 30))),
    ],
)
def test_a_new_book_with_its_first_agreement(
    lofte: Lofte, tmp_path: Path, words: tuple[str, ...], period: tuple[date, date]
) -> None:
    book = tmp_path / "säffle.loftesbok"
    named = ("--municipality", "Säffle", "--police-area", "Arvika")
    ran = lofte("new", book, *named, *words)
    assert (ran.code, ran.error) == (0, "")
    assert "Samverkansöverenskommelse 2018" in ran.out
    ctx = opened(book)
    (found,) = agreements(ctx)
    fields = agreement(ctx, found.id).fields
    ctx.close()
    assert (fields.period_start, fields.period_end) == period
    assert fields.police_area == "Arvika"
    assert [signatory.organisation for signatory in fields.signatories] == ["Säffle", "Polisen"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--from", "31/2 2018"), 2),
        (("--from", "2018-12-31", "--to", "2018-01-01"), 1),
    ],
)
def test_an_agreement_that_can_not_be_leaves_no_book(
    lofte: Lofte, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    ran = lofte("new", tmp_path / "bok", "--municipality", "Säffle", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.error
    assert list(tmp_path.iterdir()) == []


def test_new_where_it_can_not_be(lofte: Lofte, tmp_path: Path) -> None:
    ran = lofte("new", tmp_path / "finns inte" / "bok.loftesbok", "--municipality", "Säffle")
    assert (ran.code, "finns inte, så ingen bok skapades" in ran.error) == (1, True)
    ran = lofte("new", tmp_path / "bok.loftesbok", "--municipality", " ")
    assert (ran.code, "”Kommun” måste fyllas i." in ran.error) == (1, True)
    folder = tmp_path / "låst"
    folder.mkdir()
    with unprivileged(folder):
        ran = lofte("new", folder / "bok.loftesbok", "--municipality", "Säffle")
    assert ran.code == 1
    assert list(folder.iterdir()) == []


def broken(path: Path, how: str) -> None:
    """Make the book at `path` into something else."""
    content = path.read_bytes()
    match how:
        case "text":
            path.write_text("Detta är ingen bok")
        case "empty":
            path.write_bytes(b"")
        case "truncated":
            path.write_bytes(content[: len(content) // 2])
        case "overwritten":
            path.write_bytes(content[:4096] + bytes(4096 * 11) + content[4096 * 12 :])
        case "newer":
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
        case "database":
            path.unlink()
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE t (x)")


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("text", "är ingen bok från Löftesboken"),
        ("empty", "är ingen bok från Löftesboken"),
        ("database", "är ingen bok från Löftesboken"),
        ("truncated", "är skadad"),
        ("overwritten", "är skadad"),
        ("newer", "nyare version"),
    ],
)
@pytest.mark.parametrize("command", ["show", "check", "log", "export", "import"])
def test_books_that_can_not_be_used(
    lofte: Lofte, book_path: Path, tmp_path: Path, how: str, sentence: str, command: str
) -> None:
    broken(book_path, how)
    content = book_path.read_bytes()
    target = tmp_path / "x.xlsx"
    source = csv_file(tmp_path / "x.csv", "Åtgärd;Datum\na;2018-01-01\n")
    more: dict[str, list[object]] = {
        "log": ["--action", "a", "--date", "2018-01-01"],
        "export": [target],
        "import": [source, "--as", "log"],
    }
    ran = lofte(command, book_path, *more.get(command, []))
    # That a book is damaged may also be what a check finds out.
    told = ran.error or ran.out
    assert (ran.code, sentence in told) == (1, True), told
    assert ran.error.count("\n") <= 1
    assert book_path.read_bytes() == content, "a book that is not understood is left alone"
    assert not target.exists()


def test_check(lofte: Lofte, book_path: Path) -> None:
    sound = lofte("check", book_path)
    assert (sound.code, sound.error) == (0, "")
    assert "Boken är hel" in sound.out
    assert lofte("check", book_path, "--json").json() == {
        "book": str(book_path),
        "sound": True,
        "findings": [],
    }


def test_check_tells_what_is_wrong(lofte: Lofte, book_path: Path) -> None:
    with closing(sqlite3.connect(book_path, isolation_level=None)) as connection:
        connection.execute("UPDATE municipality SET name = 'Arvika'")
        connection.execute("UPDATE operation SET who = 'någon annan'")
    ran = lofte("check", book_path)
    assert (ran.code, ran.error) == (1, "")
    assert "Journalen stämmer inte" in ran.out
    found = lofte("check", book_path, "--json")
    assert found.code == 1
    assert {finding["code"] for finding in found.json()["findings"]} >= {
        "check.chain",
        "check.row_altered",
    }


def test_backup_and_restore(lofte: Lofte, book_path: Path, tmp_path: Path) -> None:
    before = dump(book_path)
    copy = tmp_path / "kopia.loftesbok"
    assert str(copy) in lofte("backup", book_path, copy).out
    ran = lofte("backup", book_path)
    assert re.search(r"Säffle \d{4}-\d\d-\d\d \d{4}\.loftesbok", ran.out)
    shutil.copyfile(copy, tmp_path / "annan.loftesbok")
    book_path.write_bytes(b"SQLite format 3\x00 men trasig")
    ran = lofte("restore", copy, book_path)
    assert (ran.code, ran.error) == (0, "")
    assert "Boken som fanns där är kvar:" in ran.out
    assert dump(book_path) == before


def test_a_backup_that_is_none(lofte: Lofte, book_path: Path, tmp_path: Path) -> None:
    before = book_path.read_bytes()
    bad = tmp_path / "kopia.loftesbok"
    bad.write_text("nej")
    for words in ((bad, book_path), (tmp_path / "ingen.loftesbok", book_path)):
        ran = lofte("restore", *words)
        assert (ran.code, ran.out) == (1, "")
    assert lofte("backup", book_path, book_path).code == 1
    assert book_path.read_bytes() == before


def test_generate_makes_the_book_if_needed(lofte: Lofte, tmp_path: Path) -> None:
    book = tmp_path / "stor.loftesbok"
    words = ("--actions", "20", "--log-entries", "1 000", "--responses", "30", "--seed", "4")
    ran = lofte("generate", book, *words)
    assert (ran.code, ran.error) == (0, "")
    assert f"Boken är skapad: {book}" in ran.out
    assert "20 åtgärder, 1\u00a0000 insatser, 30 svar" in ran.out
    assert lofte("generate", book, "--actions", "1").code == 0
    shown = lofte("show", book, "--json").json()
    assert sum(len(promise["actions"]) for promise in shown["promises"]) == 21
    assert lofte("check", book).code == 0


def test_generate_fills_a_book_that_is_new(lofte: Lofte, tmp_path: Path) -> None:
    book = tmp_path / "ny.loftesbok"
    assert lofte("new", book, "--municipality", "Säffle").code == 0
    ran = lofte("generate", book, "--actions", "5", "--log-entries", "9", "--responses", "3")
    assert (ran.code, ran.error) == (0, "")
    assert "skapad" not in ran.out
    assert lofte("check", book).code == 0


def test_check_tells_other_programs_of_a_damaged_book(lofte: Lofte, book_path: Path) -> None:
    with book_path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 4096 * 40)
    found = lofte("check", book_path, "--json")
    assert (found.code, found.error) == (1, "")
    assert found.json()["sound"] is False
    assert [finding["code"] for finding in found.json()["findings"]] == ["book.damaged"]
    assert lofte("check", book_path).code == 1


def test_a_restored_book_that_is_not_whole_is_told_of(
    lofte: Lofte, book_path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "kopia.loftesbok"
    assert lofte("backup", book_path, copy).code == 0
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("UPDATE operation SET who = 'någon annan'")
    ran = lofte("restore", copy, book_path)
    assert ran.code == 0
    assert "Boken är återställd" in ran.out
    assert "Journalen stämmer inte" in ran.error


def test_no_file_is_written_over_the_book(lofte: Lofte, book_path: Path) -> None:
    before = dump(book_path)
    for words in (
        ("report", book_path, "status", "-o", book_path),
        ("export", book_path, book_path),
    ):
        ran = lofte(*words)
        assert (ran.code, ran.out) == (1, "")
        assert "är en bok gjord av Löftesboken" in ran.error
    assert dump(book_path) == before


def test_a_folder_that_is_missing_is_told_of_in_the_files_own_words(
    lofte: Lofte, example: Path, tmp_path: Path
) -> None:
    place = tmp_path / "saknas"
    for words in (
        ("report", example, "status", "-o", place / "r.pdf"),
        ("export", example, place / "r.xlsx"),
        ("backup", example, place / "r.loftesbok"),
    ):
        ran = lofte(*words)
        assert ran.code == 1
        assert ran.error.startswith(f"lofte: Mappen {place} finns inte, så {place / 'r'}")


def test_a_book_without_a_name(lofte: Lofte) -> None:
    for words in (("show", ""), ("show", "/"), ("check", " ")):
        ran = lofte(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.error == "lofte: BOK saknas.\n"


def test_a_read_only_book_can_be_read_but_not_written(
    lofte: Lofte, book_path: Path, ctx: AppContext
) -> None:
    an_action(ctx)
    ctx.close()
    words = ("log", book_path, "--action", "1.1", "--date", "2018-02-01")
    # Everything is loaded by now; whoever may not write may not read the program either.
    assert (lofte("show", book_path).code, lofte(*words).code) == (0, 0)
    with unprivileged(book_path, book_path.parent):
        assert lofte("show", book_path).code == 0
        ran = lofte(*words)
    assert (ran.code, ran.out) == (1, "")
    assert "kan bara läsas, så ingenting har sparats" in ran.error


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    book = tmp_path / "bok.loftesbok"
    assert process("new", book, "--municipality", "Säffle").code == 0
    assert process("check", book).out.startswith("Boken är hel")
    book.write_bytes(b"nej")
    ran = process("--lang", "en", "check", book)
    assert (ran.code, ran.error.count("\n")) == (1, 1)
    assert "is not a book made by Löftesboken" in ran.error
