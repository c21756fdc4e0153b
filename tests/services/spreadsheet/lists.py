"""Lists as people keep them, written to files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from tracker.messages import explain
from tracker.services.context import AppContext
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.importing import import_file
from tracker.services.spreadsheet.result import ImportFile, ImportResult


def csv_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file with these lines."""
    path.write_bytes(text.encode(encoding))
    return path


def xlsx_file(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook; strings are written as text whatever they look like, dates as Excel's."""
    with Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value)
    return path


def take_in(ctx: AppContext, path: Path, kind: str, **more: Any) -> ImportResult:
    """Import the file."""
    return import_file(ctx, ImportFile(path, ImportKind(kind), **more))


def told(result: ImportResult) -> list[str]:
    """What is said about problems and then about the rest."""
    return [explain(finding) for finding in (*result.problems, *result.notes)]


def codes(result: ImportResult) -> list[tuple[int, str]]:
    """Row and code of each problem."""
    return [(int(str(f.params["row"])), f.code) for f in result.problems]
