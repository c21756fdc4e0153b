"""A file of answers: which row names its columns, and the rows under it, one at a time."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

from tracker.models.errors import Invalid
from tracker.services.check import Finding
from tracker.services.spreadsheet import workbook_limits
from tracker.services.spreadsheet.csv_text import CsvText
from tracker.services.spreadsheet.dates_and_numbers import Cell, text_of
from tracker.services.spreadsheet.headings import ImportKind, column_places, is_enough
from tracker.services.spreadsheet.reading import Row, read_csv, read_sheets
from tracker.services.spreadsheet.tables import HEADING_WITHIN

Numbered = tuple[int, list[str]]

_LOOKED_AT = 500
# A title above the list fills a cell or two; the row of headings nearly all of them.
_FILLED = 0.6


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A sheet's rows that hold anything, as texts, and what names its columns.

    `every` reads them anew, and `skipped` of them come before the list. `known` says how many of
    the headings we know, or 0 when those are not enough for a list.
    """

    name: str
    headings: tuple[str, ...]
    skipped: int
    known: int
    every: Callable[[], Iterator[Numbered]]

    def rows(self) -> Iterator[Numbered]:
        """Each row under the headings with its number, as Excel counts."""
        return islice(self.every(), self.skipped, None)


@dataclass(frozen=True)
class AnswerFile:
    """The list of answers in a file, with the sheets that hold it."""

    name: str
    sheets: tuple[AnswerSheet, ...]
    at_most: int
    """No more rows than this."""
    notes: tuple[Finding, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """What the columns are called."""
        return self.sheets[0].headings

    @property
    def sheet(self) -> str:
        """The first sheet's name; empty when the file has only one."""
        return self.sheets[0].name

    @cached_property
    def total(self) -> int:
        """How many rows there are under the headings."""
        return sum(1 for sheet in self.sheets for _row in sheet.rows())

    def first_rows(self, count: int = _LOOKED_AT) -> list[tuple[str, ...]]:
        """Their texts, as many cells in each as there are headings."""
        width = len(self.headings)
        rows = (cells for sheet in self.sheets for _number, cells in sheet.rows())
        return [(*cells[:width], *[""] * (width - len(cells))) for cells in islice(rows, count)]


def open_answers(path: Path) -> AnswerFile:
    """The best sheet's list, and others' with the very same headings.

    Raises `Invalid` when there is none, or more rows than a list can have.
    """
    text = read_csv(path)
    found = _sheets(path) if text is None else _sheets_of_text(path, text)
    if not found:
        raise Invalid("import.no_rows", file=path.name)
    best = max(found, key=_promise)
    chosen = tuple(sheet for sheet in found if sheet.headings == best.headings)
    if not any(map(_has_rows, chosen)):
        raise Invalid("import.empty", file=path.name)
    line = text and text.first_in_other_encoding
    notes = (Finding("import.two_encodings", {"file": path.name, "number": line}),) if line else ()
    at_most = text.lines if text else sum(1 for sheet in chosen for _row in sheet.rows())
    return AnswerFile(path.name, chosen, at_most, notes)


def _promise(sheet: AnswerSheet) -> tuple[bool, bool, int, int]:
    """How likely it is the list: one word that we know can stand anywhere, several can't."""
    return sheet.known > 1, _has_rows(sheet), sheet.known, len(sheet.headings)


def _sheets_of_text(path: Path, text: CsvText) -> list[AnswerSheet]:
    most = workbook_limits.MOST_ROWS
    # Counted first: a million rows would be long on the way before one too many was met.
    if text.lines > most and sum(1 for _row in islice(text.rows(), most + 1)) > most:
        raise Invalid("import.too_large", file=path.name)
    first = list(islice(_texts(text.rows()), HEADING_WITHIN))
    return _lists("", [cells for _number, cells in first], lambda: _texts(text.rows()))


def _texts(rows: Iterable[list[str]]) -> Iterator[Numbered]:
    for number, row in enumerate(rows, start=1):
        cells = [*map(str.strip, row)]
        if any(cells):
            yield number, cells


def _sheets(path: Path) -> list[AnswerSheet]:
    sheets = read_sheets(path)
    if zipfile.is_zipfile(path) and (cell := workbook_limits.unsaved_formula(path)):
        raise Invalid("import.formula", file=path.name, cell=cell)
    return [
        found
        for sheet in sheets
        for found in _lists(
            sheet.name,
            [row.cells for row in sheet.rows[:HEADING_WITHIN]],
            partial(_cell_texts, sheet.rows),
        )
    ]


def _cell_texts(rows: Sequence[Row]) -> Iterator[Numbered]:
    return ((row.number, [text_of(cell) for cell in row.cells]) for row in rows)


def _lists(
    name: str, first: Sequence[Sequence[Cell]], every: Callable[[], Iterator[Numbered]]
) -> list[AnswerSheet]:
    """The sheet's list, if it has one."""
    if not first:
        return []
    places = [column_places(ImportKind.RESPONSES, cells) for cells in first]
    known = [len(found) if is_enough(ImportKind.RESPONSES, found) else 0 for found in places]
    at = known.index(max(known)) if any(known) else _fullest(first)
    headings = [text_of(cell) for cell in first[at]]
    while headings and not headings[-1]:
        headings.pop()
    return [AnswerSheet(name, tuple(headings), at + 1, known[at], every)]


def _fullest(rows: Sequence[Sequence[Cell]]) -> int:
    """The first row that fills most columns with words."""
    filled = [sum(map(_is_heading, cells)) for cells in rows]
    return next(at for at, count in enumerate(filled) if count >= _FILLED * max(filled))


def _is_heading(cell: Cell) -> bool:
    return not isinstance(cell, (bool, int, float, date)) and bool(text_of(cell))


def _has_rows(sheet: AnswerSheet) -> bool:
    return next(sheet.rows(), None) is not None
