"""A file of answers: which row names its columns, and the rows under it, one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from tracker.models.errors import Invalid
from tracker.services.spreadsheet.dates_and_numbers import Cell, text_of
from tracker.services.spreadsheet.headings import ImportKind, column_places, is_enough
from tracker.services.spreadsheet.reading import Row, Sheet, read_sheets
from tracker.services.spreadsheet.tables import HEADING_WITHIN

_LOOKED_AT = 500
# A title above the list fills a cell or two; the row of headings nearly all of them.
_FILLED = 0.6


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The list of answers in a file, with the sheets that hold it. Row numbers are Excel's."""

    name: str
    headings: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    @property
    def sheet(self) -> str:
        """The first sheet's name; empty when the file has only one."""
        return self.sheets[0].name

    @property
    def total(self) -> int:
        """How many rows there are under the headings."""
        return sum(len(sheet.rows) for sheet in self.sheets)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Each row with its sheet's name."""
        return ((sheet.name, row) for sheet in self.sheets for row in sheet.rows)

    def first_rows(self, count: int = _LOOKED_AT) -> list[tuple[str, ...]]:
        """Their texts, as many cells in each as there are headings."""
        width = len(self.headings)
        return [tuple(texts(row.cells, width)[:width]) for _name, row in islice(self.rows(), count)]


def texts(cells: Sequence[Cell], width: int) -> list[str]:
    """A row's cells as text, cut or filled to `width`, with an empty one after them."""
    found = [cell.strip() if type(cell) is str else text_of(cell) for cell in cells[:width]]
    return found + [""] * (width + 1 - len(found))


def open_answers(path: Path) -> AnswerFile:
    """The best sheet's list, and others' with the very same headings.

    Raises `Invalid` when there is none.
    """
    found = [list_ for sheet in read_sheets(path) if (list_ := _list_in(sheet)) is not None]
    if not found:
        raise Invalid("import.no_rows", file=path.name)
    best = max(found, key=lambda list_: (list_.known, bool(list_.rows), len(list_.headings)))
    sheets = tuple(
        Sheet(list_.sheet, list_.rows) for list_ in found if list_.headings == best.headings
    )
    if not any(sheet.rows for sheet in sheets):
        raise Invalid("import.empty", file=path.name)
    return AnswerFile(path.name, best.headings, sheets)


@dataclass(frozen=True, slots=True)
class _List:
    sheet: str
    headings: tuple[str, ...]
    rows: list[Row]
    known: int
    """How many of the headings we know; 0 when those are not enough."""


def _list_in(sheet: Sheet) -> _List | None:
    rows = sheet.rows[:HEADING_WITHIN]
    if not rows:
        return None
    places = [column_places(ImportKind.RESPONSES, row.cells) for row in rows]
    known = [len(found) if is_enough(ImportKind.RESPONSES, found) else 0 for found in places]
    at = known.index(max(known)) if any(known) else _fullest(rows)
    headings = [text_of(cell) for cell in rows[at].cells]
    while headings and not headings[-1]:
        headings.pop()
    return _List(sheet.name, tuple(headings), sheet.rows[at + 1 :], known[at])


def _fullest(rows: Sequence[Row]) -> int:
    """The first row that fills most columns with words."""
    filled = [sum(map(_is_heading, row.cells)) for row in rows]
    return next(at for at, count in enumerate(filled) if count >= _FILLED * max(filled))


def _is_heading(cell: Cell) -> bool:
    return not isinstance(cell, (bool, int, float, date)) and bool(text_of(cell))
