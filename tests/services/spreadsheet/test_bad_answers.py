"""Files of answers with something wrong with them.

The rule: a fault in the file's make refuses all of it, since what follows may be read wrongly; a
cell that can't be read leaves its row out, which is named; nothing else is lost.
"""

import csv
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from xlsxwriter import Workbook

from tests.factory import snapshot
from tests.refusals import refused
from tests.services.spreadsheet.lists import codes, csv_file, told, xlsx_file
from tracker.messages import explain
from tracker.models.survey import Response
from tracker.services.context import AppContext
from tracker.services.spreadsheet import workbook_limits
from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_import import (
    ImportAnswers,
    import_answers,
    preview_answers,
)

GOOD = "Hur trygg är du?;Vad tycker du?\n4;Mörkt vid torget\n5;Mer polis på torget\n"


def take_in(ctx: AppContext, path: Path) -> ImportResult:
    return import_answers(ctx, ImportAnswers(path, "Enkät"))


def texts(ctx: AppContext) -> list[str | None]:
    with ctx.read() as session:
        return list(session.scalars(select(Response.text).order_by(Response.id)))


def all_refused(ctx: AppContext, path: Path, code: str) -> str:
    """Neither looking at it nor taking it in changes anything. Returns what is said."""
    before = snapshot(ctx)
    with refused(code) as caught:
        take_in(ctx, path)
    assert snapshot(ctx) == before
    return explain(caught.value)


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('4;"Mörkt vid torget\n5;Mer polis\n', 4),
        ('4;"Mörkt" vid torget\n5;Mer polis\n', 4),
        ('4;"två\nrader"\n5;"Mörkt" vid torget\n', 6),
    ],
)
def test_quotation_marks_that_do_not_pair(
    ctx: AppContext, tmp_path: Path, broken: str, line: int
) -> None:
    path = csv_file(tmp_path / "svar.csv", GOOD + broken + "3;Ljus\n" * 9000)
    said = all_refused(ctx, path, "import.quotes")
    assert "svar.csv" in said
    assert f" {line}." in said or f" {line} " in said


def test_quotation_marks_inside_a_text_are_its_own(ctx: AppContext, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "x.csv", GOOD + '3;Han sa "stopp" och gick\n2;"Ett ""citat"" till"\n'
    )
    assert take_in(ctx, path).problems == ()
    assert texts(ctx)[2:] == ['Han sa "stopp" och gick', 'Ett "citat" till']


def test_a_file_put_together_of_utf_8_and_windows_1252(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(GOOD.encode() + "3;Röjning på ängen – nu\n".encode("cp1252"))
    result = take_in(ctx, path)
    assert texts(ctx) == ["Mörkt vid torget", "Mer polis på torget", "Röjning på ängen – nu"]
    (note,) = [note for note in result.notes if note.code == "import.two_encodings"]
    assert note.params["number"] == 4
    assert "svar.csv" in explain(note)


def test_bytes_that_are_no_letter_in_either(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(GOOD.encode() + b"3;R\x81d\n")
    take_in(ctx, path)
    assert texts(ctx)[2] == "R\ufffdd"


def test_200_columns(ctx: AppContext, tmp_path: Path) -> None:
    headings = [f"Fråga {number}?" for number in range(200)]
    rows = [headings, *([f"svar {n} på fråga {m}" for m in range(200)] for n in range(3))]
    path = xlsx_file(tmp_path / "x.xlsx", {"Blad1": rows})
    assert take_in(ctx, path).added == 3
    first = texts(ctx)[0]
    assert first is not None
    assert first.splitlines()[199] == "Fråga 199? svar 0 på fråga 199"


def test_merged_cells(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "Trygghetsenkäten 2024")
        sheet.write_row("A3", ["Var bor du?", "Hur trygg är du?", "Vad tycker du?"])
        sheet.merge_range("A4:A5", "Centrum")
        sheet.write_row("B4", [4, "Mörkt vid torget"])
        sheet.write_row("B5", [2, "Mer polis på torget"])
    assert take_in(ctx, path).added == 2
    with ctx.read() as session:
        assert session.scalars(select(Response.place)).all() == ["Centrum", "Centrum"]


def test_formulas_say_what_they_came_to(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Hur trygg är du?", "Vad tycker du?"])
        sheet.write_formula("A2", "=2+2", None, 4)
        sheet.write_formula("B2", '="Mörkt"&" vid torget"', None, "Mörkt vid torget")
    assert take_in(ctx, path).problems == ()
    assert texts(ctx) == ["Mörkt vid torget"]


@pytest.mark.parametrize("formula", ["=2+2", "=" + "+".join(["1"] * 900)])
def test_formulas_that_were_never_worked_out(
    ctx: AppContext, tmp_path: Path, formula: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_limits, "_CHUNK", 512)
    path = tmp_path / "x.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Hur trygg är du?", "Vad tycker du?"])
        sheet.write_row("A2", [4, "Mörkt vid torget"])
        sheet.write_formula("A3", formula, None, "")
        sheet.write_string("B3", "Mer polis")
    assert "A3" in all_refused(ctx, path, "import.formula")


def test_dates_as_text(ctx: AppContext, tmp_path: Path) -> None:
    rows = [
        ["Svarsdatum", "Vad tycker du?"],
        ["2024-05-16 12:00", "a b"],
        ["16/5 2024", "c d"],
        ["16 maj 2024", "e f"],
        ["16/5", "g h"],
        ["45428", "i j"],
        ["i våras", "k l"],
    ]
    result = take_in(ctx, xlsx_file(tmp_path / "x.xlsx", {"Blad1": rows}))
    assert codes(result) == [(5, "input.date_without_year"), (7, "input.date")]
    assert result.problems[0].params["column"] == "Svarsdatum"
    with ctx.read() as session:
        assert {str(day) for day in session.scalars(select(Response.answered_on))} == {"2024-05-16"}


def test_a_password(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    marked = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + marked + bytes(64))
    all_refused(ctx, path, "import.protected")


def test_a_zip_bomb(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file,
    ):
        for _megabyte in range(1100):
            file.write(bytes(1024 * 1024))
    assert path.stat().st_size < 4 * 1024 * 1024
    all_refused(ctx, path, "import.too_large")


def test_ten_million_rows_are_refused_without_being_kept(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("w") as file:
        file.write("Hur trygg är du?\n")
        for _part in range(1000):
            file.write("4\n" * 10_000)
    size = path.stat().st_size
    tracemalloc.start()
    all_refused(ctx, path, "import.too_large")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # The bytes of the file, twice at most.
    assert most < 2.2 * size


def test_a_file_larger_than_any_list(
    ctx: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_limits, "MOST_BYTES", 40)
    all_refused(ctx, csv_file(tmp_path / "x.csv", GOOD), "import.too_large")


@pytest.mark.parametrize("rating", ["0", "6", "10", "4,5", "-1"])
def test_ratings_outside_1_to_5(ctx: AppContext, tmp_path: Path, rating: str) -> None:
    path = csv_file(tmp_path / "svar.csv", f"{GOOD}{rating};Ljusare vid bron\n3;Lugnt\n")
    result = take_in(ctx, path)
    assert codes(result) == [(4, "response.rating")]
    assert result.problems[0].params["column"] == "Hur trygg är du?"
    assert rating in told(result)[0]
    assert result.added == 3
    assert take_in(ctx, path).duplicates == 3


def test_words_that_are_no_rating(ctx: AppContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "svar.csv", f"{GOOD}jättemörkt;Ljusare vid bron\n")
    assert codes(take_in(ctx, path)) == [(4, "input.rating")]


def test_a_row_with_more_cells_than_columns(ctx: AppContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "svar.csv", f"{GOOD}3;Mörkt; och otryggt\n2;Ljust;\n")
    assert codes(take_in(ctx, path)) == [(4, "input.more_cells")]
    assert texts(ctx)[2:] == ["Ljust"]


def test_everything_that_is_wrong_with_a_row_is_said(ctx: AppContext, tmp_path: Path) -> None:
    text = "Svar;Betyg;Datum;Avidentifierad\nhej;9;i våras;kanske;mer\n"
    assert [code for _row, code in codes(take_in(ctx, csv_file(tmp_path / "x.csv", text)))] == [
        "response.rating",
        "input.date",
        "input.yes_no",
        "input.more_cells",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "import.no_rows"),
        ("\n\n;;\n", "import.no_rows"),
        ("Vad tycker du?;Hur trygg är du?\n", "import.empty"),
        ("Svar\n", "import.empty"),
        ("Namn;E-post\nKim;a@b.se\n", "map.nothing"),
        ("Åtgärd;Datum;Antal;Plats;Anteckning\nA;2018-01-01;1;b;c d e\n", "import.looks_like_log"),
    ],
)
def test_files_without_answers(ctx: AppContext, tmp_path: Path, content: str, code: str) -> None:
    assert all_refused(ctx, csv_file(tmp_path / "x.csv", content), code)


def test_an_empty_workbook(ctx: AppContext, tmp_path: Path) -> None:
    all_refused(ctx, xlsx_file(tmp_path / "x.xlsx", {"Blad1": []}), "import.no_rows")


def test_text_of_every_awkward_sort_comes_in_as_it_is(ctx: AppContext, tmp_path: Path) -> None:
    said = [
        "<b>Mörkt</b> & otryggt",
        "🚓 \u202eomvänt\u202c",
        "=1+1",
        "rad ett\nrad två",
        "å" * 30_000,
    ]
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([["Svar"], *([text] for text in said)])
    assert take_in(ctx, path).added == len(said)
    assert texts(ctx) == said


@pytest.mark.parametrize("look", [preview_answers, lambda ctx, path, _survey: take_in(ctx, path)])
def test_looking_at_a_file_refuses_as_taking_it_in_does(
    ctx: AppContext, tmp_path: Path, look: Callable[[AppContext, Path, str], object]
) -> None:
    with refused("file.missing"):
        look(ctx, tmp_path / "finns inte.csv", "Enkät")
    (tmp_path / "bild.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with refused("import.not_a_table"):
        look(ctx, tmp_path / "bild.csv", "Enkät")
