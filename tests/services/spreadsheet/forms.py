"""Log forms as people send them back: filled in, sorted, copied, and saved by other programs."""

import datetime as dt
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from tracker.services.context import AppContext
from tracker.services.spreadsheet.form_actions import FormQuery
from tracker.services.spreadsheet.form_making import make_form

Cells = list[list[Any]]
EVERYBODY = FormQuery()
FIRST = 4
"""The first row to fill in, counted from 0."""
WRITER = (2, 1)
"""Where whoever fills it in writes who that is."""
ACTION, OCCASION, DATE, QUANTITY, HOURS, PEOPLE, PLACE, _RESULT, NOTE, INTERNAL, LOGGED_BY, KEY = (
    range(12)
)

_COLUMNS = {
    "occasion": OCCASION,
    "quantity": QUANTITY,
    "hours": HOURS,
    "people": PEOPLE,
    "place": PLACE,
    "note": NOTE,
    "internal": INTERNAL,
    "logged_by": LOGGED_BY,
}
PATROL = "1.1 Fotpatrullering"


def a_row(number: int, **more: Any) -> dict[int, Any]:
    """A patrol on a day of February, with whatever else is written beside it."""
    return {ACTION: PATROL, DATE: day(number), **{_COLUMNS[key]: more[key] for key in more}}


def a_form(ctx: AppContext, path: Path, query: FormQuery = EVERYBODY) -> Path:
    """A form of the book, as it is handed out."""
    make_form(ctx, path, query)
    return path


def sheets_of(path: Path) -> dict[str, Cells]:
    """What stands in each sheet; None where nothing does."""
    with CalamineWorkbook.from_path(path) as book:
        return {
            name: [
                [None if cell == "" else cell for cell in row]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in book.sheet_names
        }


def saved(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """The sheets as another program saves them: values and dates, and no rules for the cells."""
    with Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, value in enumerate(cells):
                    if isinstance(value, str):
                        sheet.write_string(row, place, value)
                    elif value is not None:
                        sheet.write(row, place, value)
    return path


def filled_in(
    blank: Path,
    path: Path,
    rows: Sequence[Mapping[int, Any]],
    *,
    writer: str = "",
    change: Callable[[dict[str, Cells]], object] | None = None,
    save: Callable[[Path, dict[str, Cells]], Path] = saved,
) -> Path:
    """The form with these rows, by column, filled in from the top; then changed otherwise."""
    sheets = sheets_of(blank)
    form = next(iter(sheets.values()))
    if writer:
        form[WRITER[0]][WRITER[1]] = writer
    for place, row in enumerate(rows):
        for column, value in row.items():
            form[FIRST + place][column] = value
    if change is not None:
        change(sheets)
    return save(path, sheets)


def saved_as_ods(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """The sheets as LibreOffice saves its own kind of file: empty cells and rows by number."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _ods_row(cells: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if value is None:
        return '<table:table-cell table:number-columns-repeated="1"/>'
    kind = 'office:value-type="string"'
    if isinstance(value, dt.date):
        kind = f'office:value-type="date" office:date-value="{value}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def day(number: int, month: int = 2) -> dt.date:
    """A day of the year of `tests.factory`, before its day."""
    return dt.date(2018, month, number)
