"""Finds the list in a file: its row of headings, its rows, and the cells of a row by field."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tracker.i18n import _
from tracker.models.errors import Ambiguous, Invalid, TrackerError
from tracker.services.check import Finding
from tracker.services.spreadsheet.dates_and_numbers import Cell, parse_number, text_of
from tracker.services.spreadsheet.headings import (
    COLUMNS,
    NEEDED,
    ImportKind,
    column_places,
    is_enough,
    normalised,
)
from tracker.services.spreadsheet.reading import Row, Sheet

T = TypeVar("T")

# Titles, dates and explanations stand above the headings; more than this is no list.
HEADING_WITHIN = 20
# A list that answers to another kind this much better was probably not meant as the one asked for.
_CLEARLY_BETTER = 2
# The use case's own sentence says that nothing was saved, which is not so of a list's other rows.
_IN_A_LIST = {
    "dates.end_before_start": "input.end_before_start",
    "reason.required": "input.reason_required",
}
# A book's ids have their copy's number in the high bits, so they are never short.
_BOOK_ID = re.compile("[0-9]{13,19}")
_LOOKS_LIKE = {
    ImportKind.ACTIONS: "import.looks_like_actions",
    ImportKind.LOG: "import.looks_like_log",
    ImportKind.RESPONSES: "import.looks_like_responses",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A list in a file. `places` says which cell of a row holds which field."""

    file: str
    sheet: str
    headings: tuple[str, ...]
    places: dict[str, int]
    rows: Sequence[Row]

    def unused(self) -> list[str]:
        """Headings that no field was found for."""
        taken = set(self.places.values())
        return [
            heading for place, heading in enumerate(self.headings) if heading and place not in taken
        ]

    def unused_numbers(self) -> list[str]:
        """Those of them whose cells hold numbers and nothing else."""
        taken = set(self.places.values())
        return [
            heading
            for place, heading in enumerate(self.headings)
            if heading and place not in taken and self._holds_numbers(place)
        ]

    def _holds_numbers(self, place: int) -> bool:
        cells = (row.cells[place] for row in self.rows if place < len(row.cells))
        filled = [cell for cell in cells if text_of(cell)]
        return bool(filled) and all(_is_number(cell) for cell in filled)

    def heading(self, field_name: str | None) -> str | None:
        """What the file calls a field's column; None when it has no such column."""
        return self.headings[self.places[field_name]] if field_name in self.places else None

    def readers(self) -> Iterator["RowReader"]:
        """A reader for each row."""
        return (RowReader(self, row.number, row.cells) for row in self.rows)


@dataclass(slots=True)
class RowReader:
    """Reads one row's cells by field, and collects what is wrong with them."""

    table: Table
    number: int
    cells: tuple[Cell, ...]
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def cell(self, field_name: str) -> Cell:
        """A field's cell; None where the list or the row has none."""
        place = self.table.places.get(field_name)
        value = None if place is None or place >= len(self.cells) else self.cells[place]
        return None if isinstance(value, str) and not value.strip() else value

    def text(self, field_name: str) -> str:
        """A field as text."""
        return text_of(self.cell(field_name))

    def parsed(self, field_name: str, parse: Callable[[Cell], T]) -> T | None:
        """A field's value, None when it is empty or wrong; what is wrong is remembered."""
        value = self.cell(field_name)
        if value is None:
            return None
        try:
            return parse(value)
        except TrackerError as error:
            self.refuse(error, field_name)
            return None

    def needed(self, field_name: str, parse: Callable[[Cell], T]) -> T | None:
        """As `parsed`, but an empty cell is wrong too."""
        if self.cell(field_name) is None:
            self.refuse(Invalid("input.required"), field_name)
            return None
        return self.parsed(field_name, parse)

    def refuse(self, error: TrackerError, field_name: str | None = None) -> None:
        """Remember that the row can't be imported, and which cell is to blame."""
        params = dict(error.params)
        if isinstance(error, Invalid) and error.field is not None:
            params["field"] = error.field
            field_name = field_name or error.field
        if isinstance(error, Ambiguous):
            params["candidates"] = error.candidates
        code = _IN_A_LIST.get(error.code, error.code)
        self.problems.append(self._finding(code, field_name, params))

    def note(self, code: str, field_name: str | None = None, **params: object) -> None:
        """Remember something worth knowing about a row that is dealt with all the same."""
        self.notes.append(self._finding(code, field_name, params))

    def _finding(self, code: str, field_name: str | None, params: dict[str, object]) -> Finding:
        params["file"], params["row"] = self.table.file, self.number
        if self.table.sheet:
            params["sheet"] = self.table.sheet
        column = self.table.heading(field_name)
        if column is not None:
            params["column"] = column
        return Finding(code, params)

    def row_id(self) -> int | None:
        """The id of a row that was exported from a book; None for other lists' own numbering."""
        text = self.text("id")
        return int(text) if _BOOK_ID.fullmatch(text) else None

    def contents(self) -> list[str]:
        """The whole row as text, unused columns too, so that equal rows can be told from others."""
        texts = [text_of(cell) for cell in self.cells]
        named = zip(map(normalised, self.table.headings), texts, strict=False)
        # By heading, so that moved or empty columns do not make it another row.
        return [f"{heading}={text}" for heading, text in sorted(named) if text]


def _is_number(cell: Cell) -> bool:
    try:
        parse_number(cell)
    except TrackerError:
        return False
    return True


def find_tables(path: Path, sheets: Sequence[Sheet], kind: ImportKind) -> list[Table]:
    """The lists of `kind` in a file: the best sheet, and others with the very same headings.

    Monthly sheets are thus read together, while a book's exported workbook yields the one sheet
    that is meant. Raises `Invalid` when no sheet has the headings that are needed.
    """
    tables = [table for sheet in sheets if (table := _table_in(path.name, sheet, kind)) is not None]
    if not tables:
        raise _no_headings(path, kind)
    best = max(tables, key=lambda table: len(table.places))
    check_kind(best.file, best.headings, kind)
    chosen = [table for table in tables if table.headings == best.headings]
    if not any(table.rows for table in chosen):
        raise Invalid("import.empty", file=path.name)
    return chosen


def _table_in(file: str, sheet: Sheet, kind: ImportKind) -> Table | None:
    best: Table | None = None
    for index, row in enumerate(sheet.rows[:HEADING_WITHIN]):
        places = column_places(kind, row.cells)
        if is_enough(kind, places) and (best is None or len(places) > len(best.places)):
            headings = tuple(text_of(cell) for cell in row.cells)
            best = Table(file, sheet.name, headings, places, sheet.rows[index + 1 :])
    return best


def check_kind(file: str, headings: Sequence[str], kind: ImportKind) -> None:
    """Refuse a log imported as actions and the like, which would fill the book with nonsense."""
    found = {other: column_places(other, headings) for other in ImportKind}
    for other, places in found.items():
        if is_enough(other, places) and len(places) >= len(found[kind]) + _CLEARLY_BETTER:
            raise Invalid(_LOOKS_LIKE[other], file=file)


def _no_headings(path: Path, kind: ImportKind) -> Invalid:
    needed = tuple(
        next(_(column.word) for column in COLUMNS[kind] if column.field in fields)
        for fields in NEEDED[kind]
    )
    return Invalid("import.columns", file=path.name, needed=needed)
