"""A whole book as an Excel workbook: every table a sheet, ready to filter, nothing that runs."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from tracker.i18n import N_, _, format_date
from tracker.labels import label
from tracker.models.book import Book
from tracker.models.book_file import write_file
from tracker.models.journal import ChangeKind
from tracker.models.schema import METADATA
from tracker.services.context import AppContext
from tracker.services.spreadsheet.export_sheets import OutColumn, batches, columns_of, row_count
from tracker.services.spreadsheet.export_words import SHEETS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Progress = Callable[[int, int], object]
"""Is told how many rows of how many are written. What it raises stops the work."""

# Excel's own limits; a longer table goes on in a further sheet.
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
_LONGEST_TITLE = 31

_CHANGE_WORDS = {
    ChangeKind.INSERT: N_("Added"),
    ChangeKind.UPDATE: N_("Changed"),
    ChangeKind.DELETE: N_("Removed"),
}


def export_book(
    ctx: AppContext, path: Path, *, internal: bool = False, progress: Progress | None = None
) -> None:
    """Write the book to `path`, whole or not at all.

    Internal notes, and the words of answers that nobody has ticked as de-identified, are left out
    unless `internal`; it says in the workbook which it is. Raises `BookError` when
    the file can't be written.
    """

    def write(file: IO[bytes]) -> None:
        # Each sheet is a file of its own until the workbook is put together.
        with TemporaryDirectory(ignore_cleanup_errors=True) as scratch, ctx.read() as session:
            _BookWriter(ctx, session, file, scratch, internal, progress).write()

    write_file(path, write)


class _Out:
    """The file that XlsxWriter's archive writes to.

    After an error the archive still closes itself when it is forgotten, and would complain that the
    file is gone; so what it writes then is only counted.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file: IO[bytes] | None = file
        self._place = 0

    def let_go(self) -> None:
        """Leave the file alone from now on: it is finished, or about to be removed."""
        self._file = None

    def write(self, data: bytes) -> int:
        """Write, or count."""
        self._place += len(data)
        return len(data) if self._file is None else self._file.write(data)

    def seek(self, offset: int) -> int:
        """Go to a place from the beginning, the only way the archive asks."""
        self._place = offset
        return offset if self._file is None else self._file.seek(offset)

    def tell(self) -> int:
        """Where it is."""
        return self._place

    def flush(self) -> None:
        """Hand over what is held back."""
        if self._file is not None:
            self._file.flush()


class _BookWriter:
    """Writes one workbook, row by row: of a big book only a few hundred rows are in memory."""

    def __init__(
        self,
        ctx: AppContext,
        session: Session,
        file: IO[bytes],
        scratch: str,
        internal: bool,
        progress: Progress | None,
    ) -> None:
        # Takes longer to load than the rest of the export together with a small book.
        from xlsxwriter import Workbook

        self._ctx, self._session = ctx, session
        self._internal, self._progress = internal, progress
        options = {"constant_memory": True, "tmpdir": scratch, "strings_to_formulas": False}
        self._out = _Out(file)
        self._book = Workbook(self._out, options)
        self._book.use_zip64()
        self._book.set_properties({"created": _naive(ctx.clock.now())})
        add = self._book.add_format
        self._head = add({"bold": True, "bg_color": "#E8EDF4", "bottom": 1, "valign": "top"})
        self._date = add({"num_format": "yyyy-mm-dd"})
        self._instant = add({"num_format": "yyyy-mm-dd hh:mm"})
        self._time = add({"num_format": "hh:mm"})
        self._written = self._total = 0

    def write(self) -> None:
        """Every sheet, and then the file."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._sheets()
            self._book.close()
        except FileCreateError as error:
            # Its only argument is what the system said.
            raise error.args[0] from error
        finally:
            self._out.let_go()
            for sheet in self._book.worksheets():
                sheet.row_data_fh.close()

    def _sheets(self) -> None:
        tables = [METADATA.tables[name] for name in SHEETS]
        counts = [row_count(self._session, table, internal=self._internal) for table in tables]
        self._total = sum(counts)
        self._about()
        for table in tables:
            self._table(table)

    def _about(self) -> None:
        """What the workbook is, and what it leaves out, on a sheet of its own."""
        sheet = self._book.add_worksheet(_("About"))
        sheet.set_column(0, 0, 90)
        name = self._session.scalars(select(Book.name)).one()
        internal = (
            _("Internal notes are included. Marking a note as internal does not make it secret.")
            if self._internal
            else _("Internal notes are not included.")
        )
        answers = (
            _("Answers are included as they were written, also those not de-identified.")
            if self._internal
            else _("Answers that are not de-identified are included without their words.")
        )
        lines = (
            _("Löftesboken: {name}").format(name=name),
            _("The state of {day}").format(day=format_date(self._ctx.today(), "long")),
            internal,
            answers,
            _("Changes made here do not come back into the book, except as imported lists."),
        )
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line)

    def _table(self, table: Table) -> None:
        columns = columns_of(table, internal=self._internal)
        sheet, row, number = self._sheet(table, columns, 1), 1, 1
        for batch in batches(self._session, table, self._ctx.today(), internal=self._internal):
            for values in batch.rows:
                if row == MOST_ROWS:
                    self._finish(sheet, row, columns)
                    number += 1
                    sheet, row = self._sheet(table, columns, number), 1
                for place, column in enumerate(columns):
                    self._cell(sheet, row, place, column.get(batch, values))
                row += 1
            self._written += len(batch.rows)
            if self._progress is not None:
                self._progress(self._written, self._total)
        self._finish(sheet, row, columns)

    def _sheet(self, table: Table, columns: list[OutColumn], number: int) -> "Worksheet":
        title = _(SHEETS[table.name])
        if number > 1:
            ending = f" ({number})"
            title = title[: _LONGEST_TITLE - len(ending)] + ending
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, self._head)
        return sheet

    def _finish(self, sheet: "Worksheet", rows: int, columns: list[OutColumn]) -> None:
        sheet.autofilter(0, 0, max(rows - 1, 1), len(columns) - 1)

    def _cell(self, sheet: "Worksheet", row: int, place: int, value: Any) -> None:
        match value:
            case None | "":
                return
            case bool():
                sheet.write_string(row, place, _("Yes") if value else _("No"))
            case ChangeKind():
                sheet.write_string(row, place, _(_CHANGE_WORDS[value]))
            case StrEnum():
                sheet.write_string(row, place, label(value))
            case str():
                sheet.write_string(row, place, _fitting(value))
            case int() | float() | Decimal():
                sheet.write_number(row, place, float(value))
            case datetime():
                sheet.write_datetime(row, place, _naive(value), self._instant)
            case date():
                sheet.write_datetime(row, place, value, self._date)
            case time():
                sheet.write_datetime(row, place, value, self._time)
            case _:
                sheet.write_string(row, place, _fitting(json.dumps(value, ensure_ascii=False)))


def _naive(instant: datetime) -> datetime:
    """Local time without a zone, which is all that Excel knows."""
    return instant.astimezone().replace(tzinfo=None)


def _fitting(text: str) -> str:
    """Text cut to what a cell holds; a cut is marked."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
