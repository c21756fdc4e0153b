"""Reads an Excel or CSV file into sheets of plain cells, with the row numbers that Excel shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.models.errors import Invalid
from tracker.services.spreadsheet.csv_text import CsvText
from tracker.services.spreadsheet.dates_and_numbers import Cell
from tracker.services.spreadsheet.workbook_limits import MOST_ROWS, check_size, check_workbook

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ZIP = b"PK\x03\x04"
# The container of old Excel files, and of every workbook with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, counted from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's rows that hold anything. `name` is empty when the file has only one sheet."""

    name: str
    rows: list[Row]


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of the file, which is known by what is in it and not by its ending.

    Raises `Invalid`: missing, not readable, not a table, damaged, protected, too large.
    """
    text = read_csv(path)
    if text is None:
        return _workbook(path)
    return [Sheet("", numbered(text.rows(), path.name))]


def read_csv(path: Path) -> CsvText | None:
    """The file's text, or None when it is a workbook, looked over and safe to read.

    Raises `Invalid` as `read_sheets`.
    """
    try:
        check_size(path)
        with path.open("rb") as file:
            start = file.read(len(_ZIP))
        if start == _ZIP:
            check_workbook(path)
            return None
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Invalid("file.missing", file=str(path)) from error
    except OSError as error:
        raise Invalid("file.not_readable", file=str(path)) from error
    if start == _COMPOUND:
        if _ENCRYPTED in content:
            raise Invalid("import.protected", file=path.name)
        return None
    return CsvText(content, path.name)


def _workbook(path: Path) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_path(path) as book:
            several = len(book.sheet_names) > 1
            return [
                Sheet(name if several else "", _sheet_rows(book, name, path.name))
                for name in book.sheet_names
            ]
    except PasswordError as error:
        raise Invalid("import.protected", file=path.name) from error
    except (CalamineError, ValueError) as error:
        raise Invalid("import.damaged", file=path.name) from error
    except BaseException as error:
        # A damaged file can trip the reader's own assertions, which are no `Exception`.
        if type(error).__name__ == "PanicException":
            raise Invalid("import.damaged", file=path.name) from error
        raise


def _sheet_rows(book: "CalamineWorkbook", name: str, file: str) -> list[Row]:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return []
    rows = [list[Cell](row) for row in sheet.iter_rows()]
    first_column = sheet.start[1]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _fill(rows, top, bottom, left - first_column, right - first_column)
    return numbered(rows, file)


def _fill(rows: list[list[Cell]], top: int, bottom: int, left: int, right: int) -> None:
    """A merged cell says the same of every row it spans, such as one promise for five actions.

    Cells merged only sideways are a title's, which must not look like a row of headings.
    """
    if left != right or left < 0 or top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top + 1 : bottom + 1]:
        row[left] = rows[top][left]


def numbered(rows: Iterable[Sequence[Cell]], file: str) -> list[Row]:
    """The rows that hold anything. Raises `Invalid` when there are more than a list can have."""
    kept = []
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Invalid("import.too_large", file=file)
        if any(cell is not None and cell != "" for cell in cells):
            kept.append(Row(number, tuple(cells)))
    return kept
