"""lofte import --as responses: what the columns are, shown, written down, given and remembered."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte
from tests.services.spreadsheet import exports
from tests.services.spreadsheet.lists import csv_file
from tracker.services.spreadsheet.response_map import ResponseMap, Role


@pytest.fixture
def mine(example: Path, tmp_path: Path) -> Path:
    path = tmp_path / "min.loftesbok"
    shutil.copy(example, path)
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return exports.as_csv(tmp_path / "svar.csv", exports.google_forms())


def test_a_dry_run_shows_what_the_columns_are_taken_as(
    lofte: Lofte, mine: Path, answers: Path
) -> None:
    before = mine.read_bytes()
    ran = lofte(
        "--lang", "en", "import", mine, answers, "--as", "responses", "--survey", "Ny", "--dry-run"
    )
    assert (ran.code, ran.error) == (0, "")
    for heading in exports.google_forms()[0]:
        assert heading[:20] in ran.out
    assert "Rating, 1–5" in ran.out
    assert "points out a person" in " ".join(ran.out.split())
    assert "person1@example.se" not in ran.out
    assert ran.out.splitlines()[-1] == "svar.csv: 40 rows would be added."
    assert mine.read_bytes() == before


def test_an_import_by_guess_says_how_the_columns_were_understood(
    lofte: Lofte, mine: Path, answers: Path
) -> None:
    words = ("--lang", "en", "import", mine, answers, "--as", "responses", "--survey", "Ny")
    lines = [line.rstrip() for line in lofte(*words).out.splitlines()]
    assert lines[0].split() == ["Column", "Taken", "as"]
    assert any(line.startswith("Hur trygg") and line.endswith("Rating, 1–5") for line in lines)
    assert any(line.startswith("Stadsdel") and line.endswith("Place") for line in lines)
    # The second time the columns are remembered, and not guessed.
    assert "Taken as" not in lofte(*words).out


def test_the_columns_as_json(lofte: Lofte, mine: Path, answers: Path) -> None:
    said = lofte("import", mine, answers, "--as", "responses", "--dry-run", "--json").json()
    assert (said["added"], said["rows"], said["remembered"]) == (40, 40, False)
    assert [column["role"] for column in said["columns"]] == [
        "date",
        "ignored",
        "rating",
        "themes",
        "text",
        "place",
        "group",
    ]
    assert said["columns"][1]["remark"]
    assert len(said["first_rows"]) == 20
    done = lofte("import", mine, answers, "--as", "responses", "--json").json()
    assert "columns" not in done


def test_a_map_is_written_down_changed_and_given_back(
    lofte: Lofte, mine: Path, answers: Path, tmp_path: Path
) -> None:
    toml = tmp_path / "karta.toml"
    words = ("import", mine, answers, "--as", "responses", "--survey", "Ny")
    assert lofte(*words, "--dry-run", "--write-map", toml).code == 0
    written = ResponseMap.from_toml(toml.read_text(encoding="utf-8"))
    assert written.columns[5].role is Role.PLACE
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('role = "place"', 'role = "ignored"'), encoding="utf-8")
    assert "Stadsdel" in lofte(*words, "--map", toml).out
    again = lofte(*words, "--dry-run", "--json").json()
    assert (again["remembered"], again["columns"][5]["role"]) == (True, "ignored")
    assert (again["added"], again["duplicates"]) == (0, 40)


def test_a_map_for_other_columns(lofte: Lofte, mine: Path, answers: Path, tmp_path: Path) -> None:
    toml = tmp_path / "karta.toml"
    toml.write_text('[[column]]\nheading = "Fråga 1"\nrole = "text"\n', encoding="utf-8")
    before = mine.read_bytes()
    ran = lofte("import", mine, answers, "--as", "responses", "--map", toml)
    assert (ran.code, ran.out, ran.error.count("\n")) == (1, "", 1)
    assert "Fråga 1" in ran.error
    assert "Tidstämpel" in ran.error
    assert mine.read_bytes() == before


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b"[[column]]\nheading = 'a'\nrole = 'x'\n"])
def test_a_map_that_can_not_be_read(
    lofte: Lofte, mine: Path, answers: Path, tmp_path: Path, content: bytes
) -> None:
    toml = tmp_path / "karta.toml"
    toml.write_bytes(content)
    assert lofte("import", mine, answers, "--as", "responses", "--map", toml).code == 1


def test_a_map_that_is_not_there(lofte: Lofte, mine: Path, answers: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "ingen.toml", tmp_path):
        ran = lofte("import", mine, answers, "--as", "responses", "--map", place)
        assert (ran.code, ran.error.count("\n")) == (1, 1)


def test_a_map_is_for_answers(lofte: Lofte, mine: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "logg.csv", "Åtgärd;Datum\nTrafikkontroller;2018-09-01\n")
    for option in ("--map", "--write-map"):
        ran = lofte("import", mine, path, "--as", "log", option, tmp_path / "karta.toml")
        assert ran.code == 2


def test_a_part_of_a_title_that_fits_several_surveys(
    lofte: Lofte, mine: Path, answers: Path
) -> None:
    ran = lofte("import", mine, answers, "--as", "responses", "--survey", "torg")
    assert (ran.code, ran.out) == (1, "")
    assert "torg" in ran.error


def test_the_examples_raw_answers_come_in_as_a_newcomer_would_take_them(
    lofte: Lofte, tmp_path: Path
) -> None:
    lofte("demo", "--no-window", "--dir", tmp_path)
    own = tmp_path / "egen.loftesbok"
    assert lofte("new", own, "--municipality", "Säffle").code == 0
    words = ("import", own, tmp_path / "saffle-svar.csv", "--as", "responses", "--survey", "Dialog")
    said = lofte(*words, "--dry-run", "--json").json()
    assert [column["role"] for column in said["columns"]] == [
        "date",
        "ignored",
        "rating",
        "text",
        "place",
        "group",
    ]
    assert (said["added"], said["problems"]) == (400, [])


def test_a_corrected_row_is_left_out_unless_one_says_that_the_numbers_begin_again(
    lofte: Lofte, mine: Path, tmp_path: Path
) -> None:
    path = tmp_path / "svar.csv"
    words = ("--lang", "en", "import", mine, path, "--as", "responses", "--survey", "Ny")
    csv_file(path, "Svarsnummer;Betyg;Kommentar\n1;4;Mörtk\n2;3;Bra\n")
    assert "--renumbered" not in lofte(*words).out
    csv_file(path, "Svarsnummer;Betyg;Kommentar\n1;4;Mörkt\n2;3;Bra\n")
    for more in (("--dry-run",), ()):
        ran = lofte(*words, *more)
        said = " ".join(ran.out.split())
        assert ran.code == 0
        assert "svar.csv, row 2, column Svarsnummer: " in said
        assert "--renumbered takes them in" in said
        assert said.endswith("1 was in the book already, 1 with a known number left out.")
    assert lofte(*words, "--json").json()["held_back"] == 1
    csv_file(path, "Svarsnummer;Betyg;Kommentar\n1;4;Mörkt\n2;5;Bättre\n")
    assert lofte(*words).code == 1
    assert lofte(*words, "--renumbered", "--json").json()["added"] == 2


def test_only_answers_have_numbers_that_begin_again(
    lofte: Lofte, mine: Path, tmp_path: Path
) -> None:
    path = csv_file(tmp_path / "logg.csv", "Åtgärd;Datum\nTrafikkontroller;2018-09-01\n")
    assert lofte("import", mine, path, "--as", "log", "--renumbered").code == 2
