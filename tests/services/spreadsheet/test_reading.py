import datetime as dt
import os
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.files import unprivileged
from tests.refusals import refused
from tests.services.spreadsheet.lists import csv_file, xlsx_file
from tracker.messages import explain
from tracker.services.spreadsheet import reading, workbook_limits
from tracker.services.spreadsheet.dates_and_numbers import Cell
from tracker.services.spreadsheet.headings import ImportKind, column_places, known_headings
from tracker.services.spreadsheet.reading import read_sheets
from tracker.services.spreadsheet.tables import Table, find_tables
from tracker.services.spreadsheet.workbook_limits import check_workbook

ROWS = [["Åtgärd", "Datum", "Antal"], ["Fotpatrullering", "2018-02-03", "1,5"]]


def cells(path: Path) -> list[tuple[Cell, ...]]:
    (sheet,) = read_sheets(path)
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_in_every_dress(tmp_path: Path, encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    path = csv_file(tmp_path / "logg.csv", text, encoding)
    assert cells(path) == [tuple(row) for row in ROWS]


def test_decimal_commas_do_not_look_like_separators(tmp_path: Path) -> None:
    text = "Titel, med komma\nÅtgärd;Datum;Antal\nA;2018-02-03;1,5\nB;2018-02-04;2,5\n"
    assert cells(csv_file(tmp_path / "x.csv", text))[2] == ("A", "2018-02-03", "1,5")


def test_excels_own_separator_line(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "sep=,\nÅtgärd,Datum\nA,2018-02-03\n")
    (sheet,) = read_sheets(path)
    assert [row.number for row in sheet.rows] == [2, 3]


def test_line_breaks_in_quotes_and_blank_lines_keep_excels_row_numbers(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", 'Åtgärd;Anteckning\n\nA;"två\nrader"\n;\nB;\n')
    (sheet,) = read_sheets(path)
    assert [(row.number, row.cells) for row in sheet.rows[1:]] == [
        (3, ("A", "två\nrader")),
        (5, ("B", "")),
    ]


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "logg.csv", {"Blad1": ROWS})
    assert cells(path) == [tuple(row) for row in ROWS]


def test_excel_gives_dates_times_and_numbers(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "x.xlsx", {"Blad1": [[dt.date(2018, 2, 3), 1.5, True, None, "a"]]})
    assert cells(path) == [(dt.date(2018, 2, 3), 1.5, True, "", "a")]


def test_several_sheets_are_named_and_rows_numbered_as_shown(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "x.xlsx", {"Jan": [[], ["", "a"], [], ["", "b"]], "Tom": []})
    january, empty = read_sheets(path)
    assert (january.name, [row.number for row in january.rows]) == ("Jan", [2, 4])
    assert (empty.name, empty.rows) == ("Tom", [])


def test_a_merged_cell_speaks_for_every_row_it_spans(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B2:C2", "Titel")
        sheet.merge_range("B3:B4", "L1")
        sheet.write_string("C3", "a")
        sheet.write_string("C4", "b")
    assert cells(tmp_path / "x.xlsx") == [("Titel", ""), ("L1", "a"), ("L1", "b")]


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with refused("file.missing"):
        read_sheets(tmp_path / "finns inte.xlsx")
    with refused("file.not_readable"):
        read_sheets(tmp_path)
    path = csv_file(tmp_path / "x.csv", "a")
    with unprivileged(path, mode=0), refused("file.not_readable"):
        read_sheets(path)


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    for content in (b"\x00\x01\x02\x03" * 99, b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\x00"):
        (tmp_path / "x.xlsx").write_bytes(content)
        with refused("import.not_a_table"):
            read_sheets(tmp_path / "x.xlsx")


def test_an_unclosed_quotation_mark_is_noticed(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", 'Åtgärd;Datum\n"A;2018-02-03\n' + "B;2018-02-03\n" * 20_000)
    with refused("import.quotes") as caught:
        read_sheets(path)
    assert caught.value.params["number"] == 2


@pytest.mark.parametrize("cell", ["x" * 500_000, '"' + "två\nrader " * 50_000 + '"'])
@pytest.mark.parametrize("first", ["", "sep=;\n"])
def test_a_cell_that_is_too_long_is_not_taken_for_a_quotation_mark(
    tmp_path: Path, cell: str, first: str
) -> None:
    path = csv_file(tmp_path / "x.csv", f'{first}Åtgärd;Datum\n"A\nB";1\n{cell};2\nC;3\n')
    with refused("import.long_cell") as caught:
        read_sheets(path)
    assert caught.value.params["row"] == 3 + bool(first)
    assert explain(caught.value).startswith(f"x.csv, rad {3 + bool(first)}: ")


def test_damaged_workbooks(tmp_path: Path) -> None:
    whole = xlsx_file(tmp_path / "hel.xlsx", {"Blad1": ROWS}).read_bytes()
    broken = tmp_path / "trasig.xlsx"
    for content in (whole[: len(whole) // 2], whole[:400] + b"\xff" * 200 + whole[600:]):
        broken.write_bytes(content)
        with refused("import.damaged"):
            read_sheets(broken)
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet>")
    with refused("import.damaged"):
        read_sheets(broken)


def test_protected_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "hemlig.xlsx"
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
    path.write_bytes(container + "EncryptedPackage".encode("utf-16-le") + bytes(64))
    with refused("import.protected"):
        read_sheets(path)
    path.write_bytes(container)
    with refused("import.damaged"):
        read_sheets(path)


def test_too_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path / "x.csv", "Åtgärd;Datum\n")
    monkeypatch.setattr(workbook_limits, "MOST_BYTES", 4)
    with refused("import.too_large"):
        read_sheets(path)


def test_more_rows_than_excel_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    path = csv_file(tmp_path / "x.csv", "Åtgärd;Datum\n;\nA;2018-02-03\n")
    assert len(read_sheets(path)[0].rows) == 2
    path = csv_file(tmp_path / "x.csv", "Åtgärd;Datum\n;\nA;2018-02-03\nB;2018-02-03\n")
    with refused("import.too_large"):
        read_sheets(path)


def test_a_workbook_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_limits, "MOST_UNPACKED", 1024 * 1024)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", bytes(1024 * 1024 + 1))
    assert path.stat().st_size < 4096
    with refused("import.too_large"):
        read_sheets(path)


def bomb(path: Path, megabytes: int) -> Path:
    """A sheet of as many megabytes of the same letter."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _megabyte in range(megabytes):
            sheet.write(b"A" * 1024 * 1024)
    return path


def test_a_sheet_packed_tighter_than_anything_people_write(tmp_path: Path) -> None:
    with refused("import.too_large"):
        read_sheets(bomb(tmp_path / "bomb.xlsx", 11))


def test_a_member_larger_than_the_directory_says(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", 11)
    whole = path.read_bytes()
    said, lied = (size.to_bytes(4, "little") for size in (11 * 1024 * 1024, 100_000))
    assert whole.count(said) == 2
    # The checksum is that of as much as the directory says, so that nothing else gives it away.
    true, false = (zlib.crc32(b"A" * size).to_bytes(4, "little") for size in (11 << 20, 100_000))
    path.write_bytes(whole.replace(said, lied).replace(true, false))
    with refused("import.damaged"):
        check_workbook(path)


def test_a_text_repeated_in_every_cell_is_no_bomb(tmp_path: Path) -> None:
    text = "Jag tycker att det är mörkt vid torget och att lamporna borde lagas. " * 3
    path = xlsx_file(tmp_path / "x.xlsx", {"Blad1": [[text] * 20] * 500})
    assert len(cells(path)) == 500


def test_one_value_in_the_last_cell_does_not_fill_the_memory(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Åtgärd")
        sheet.write_string(1_048_575, 16_383, "x")
    with refused("import.too_large"):
        read_sheets(tmp_path / "x.xlsx")


def table_of(tmp_path: Path, kind: ImportKind, *rows: list[str]) -> Table:
    (table,) = find_tables(
        tmp_path, read_sheets(xlsx_file(tmp_path / "x.xlsx", {"Blad1": rows})), kind
    )
    return table


def test_headings_in_any_order_case_and_dress(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        ImportKind.LOG,
        ["Lägeslista våren 2018", "", ""],
        ["", "", ""],
        [" ANTAL (st) ", "Datum:", "Åtgärd *", "Väder"],
        ["1", "2018-02-03", "A", "sol"],
    )
    assert table.places == {"quantity": 0, "done_on": 1, "action": 2}
    assert table.unused() == ["Väder"]
    assert [row.number for row in table.rows] == [4]


def test_english_headings() -> None:
    assert column_places(ImportKind.LOG, ["Date", "Action", "Hours"]) == {
        "done_on": 0,
        "action": 1,
        "hours": 2,
    }
    assert known_headings(["Date", "Action", "Whatever", 7]) == 2


def test_a_name_two_columns_share_goes_to_the_surer_one() -> None:
    assert column_places(ImportKind.LOG, ["Insats", "Åtgärd", "Datum"]) == {
        "action": 1,
        "done_on": 2,
        "note": 0,
    }


def test_monthly_sheets_are_read_together(tmp_path: Path) -> None:
    sheets = {"Jan": ROWS, "Om listan": [["Skriv bara i månadsflikarna"]], "Feb": ROWS}
    path = xlsx_file(tmp_path / "x.xlsx", sheets)
    tables = find_tables(path, read_sheets(path), ImportKind.LOG)
    assert [table.sheet for table in tables] == ["Jan", "Feb"]


def test_a_list_without_its_headings(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Fotpatrullering;2018-02-03\n")
    with refused("import.columns") as caught:
        find_tables(path, read_sheets(path), ImportKind.LOG)
    assert caught.value.params["needed"] == ("Åtgärd", "Datum")


def test_a_list_of_headings_only(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Åtgärd;Datum\n")
    with refused("import.empty"):
        find_tables(path, read_sheets(path), ImportKind.LOG)


@pytest.mark.parametrize(
    ("headings", "asked", "code"),
    [
        ("Åtgärd;Datum;Antal;Plats;Anteckning", ImportKind.ACTIONS, "import.looks_like_log"),
        (
            "Åtgärd;Part;Ägare;Slutdatum;När;Status;Löfte",
            ImportKind.LOG,
            "import.looks_like_actions",
        ),
        ("Svar;Betyg;Tema;Datum;Åtgärd;Grupp", ImportKind.LOG, "import.looks_like_responses"),
    ],
)
def test_a_list_of_another_kind(
    tmp_path: Path, headings: str, asked: ImportKind, code: str
) -> None:
    path = csv_file(
        tmp_path / "x.csv", f"{headings}\n{';'.join('a' for _ in headings.split(';'))}\n"
    )
    with refused(code):
        find_tables(path, read_sheets(path), asked)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "tom.csv"
    path.touch()
    assert os.path.getsize(path) == 0
    with refused("import.columns"):
        find_tables(path, read_sheets(path), ImportKind.LOG)
