"""Knows a log form again when it comes back, also when it has been pulled about.

Somebody may have saved it in another program, sorted or moved it, written over its headings or
lost its hidden sheet; what then is missing is made up for by names, as in any other list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.models.errors import Ambiguous, Invalid, NotFound
from tracker.models.search import folded
from tracker.services.naming import ActionName, ActionNames
from tracker.services.spreadsheet.dates_and_numbers import Cell, text_of
from tracker.services.spreadsheet.form_marks import FIRST_HIDDEN_ROW, MARK, RowKey, row_key
from tracker.services.spreadsheet.headings import normalised
from tracker.services.spreadsheet.reading import Row, Sheet
from tracker.services.spreadsheet.tables import HEADING_WITHIN, RowReader, Table

_WRITER_WORDS = frozenset({"ifylltav", "filledinby"})
_WRITER_CELLS = 3
"""As many beside the words are there to write in."""
_HALF_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class LogForm:
    """What a form says of itself. `actions` are ids by folded name; empty without its sheet."""

    headings: tuple[str, ...] = ()
    actions: Mapping[str, int] = field(default_factory=dict)
    filled_in_by: str = ""

    def action(self, names: ActionNames, text: str) -> ActionName | None:
        """The action that a name in the form's list stands for; None for what isn't in the list.

        In another book it is known by its whole title. Raises `NotFound` when it is gone.
        """
        action_id = self.actions.get(folded(text))
        if action_id is None:
            return None
        found = names.by_id(action_id)
        if found is not None:
            return found
        _label, _space, title = text.strip().partition(" ")
        titled = names.titled(title)
        if len(titled) > 1:
            raise Ambiguous("action.ambiguous", candidates=tuple(map(str, titled)), text=text)
        if not titled:
            raise NotFound("form.action_gone", text=text)
        return titled[0]


def form_in(sheets: Sequence[Sheet]) -> LogForm:
    """What a file's form says of itself; next to nothing for other lists and without its sheet."""
    filled_in_by = _filled_in_by(sheets)
    for sheet in sheets:
        if _is_hidden(sheet):
            rows = {row.number - 1: row for row in sheet.rows}
            headings = rows[1].cells if 1 in rows else ()
            return LogForm(
                tuple(map(text_of, headings)),
                {
                    folded(_text(row, 0)): int(_text(row, 1))
                    for number, row in rows.items()
                    if number >= FIRST_HIDDEN_ROW and _text(row, 1).isdecimal()
                },
                filled_in_by,
            )
    return LogForm(filled_in_by=filled_in_by)


def mended(sheets: Sequence[Sheet], form: LogForm) -> list[Sheet]:
    """The sheets that people see, with the form's own headings where one was written over."""
    return [
        replace(sheet, rows=_mended(sheet.rows, form.headings))
        for sheet in sheets
        if not _is_hidden(sheet)
    ]


def key_of(row: RowReader) -> RowKey | None:
    """The key of a form's row."""
    return row_key(row.text("row_key"))


def filled(tables: Sequence[Table], file: str) -> list[Table]:
    """The tables without a form's blank rows. Raises `Invalid` when all rows are blank."""
    kept = [_filled(_with_keys(table)) for table in tables]
    if not any(table.rows for table in kept):
        raise Invalid("form.blank", file=file)
    return kept


def _with_keys(table: Table) -> Table:
    """The table with its column of row keys, whatever it is called by now."""
    if "row_key" in table.places:
        return table
    for row in table.rows[:HEADING_WITHIN]:
        for place, cell in enumerate(row.cells):
            if row_key(text_of(cell)) is not None:
                return replace(table, places={**table.places, "row_key": place})
    return table


def _filled(table: Table) -> Table:
    """Without the rows that hold their keys and nothing else."""
    key = table.places.get("row_key")
    if key is None:
        return table
    rows = [
        row
        for row in table.rows
        if any(text_of(cell) for place, cell in enumerate(row.cells) if place != key)
    ]
    return replace(table, rows=rows)


def _is_hidden(sheet: Sheet) -> bool:
    return bool(sheet.rows) and _text(sheet.rows[0], 0) == MARK


def _filled_in_by(sheets: Sequence[Sheet]) -> str:
    for sheet in sheets:
        for row in sheet.rows[:HEADING_WITHIN]:
            for place, cell in enumerate(row.cells):
                if normalised(cell) in _WRITER_WORDS:
                    beside = row.cells[place + 1 : place + 1 + _WRITER_CELLS]
                    return next(filter(None, map(text_of, beside)), "")
    return ""


def _mended(rows: list[Row], headings: Sequence[str]) -> list[Row]:
    known = {normalised(heading) for heading in headings if heading}
    for place, row in enumerate(rows[:HEADING_WITHIN]):
        found = {normalised(cell) for cell in row.cells} & known
        if known and len(found) > len(known) * _HALF_KNOWN:
            cells: list[Cell] = list(row.cells)
            for at, heading in enumerate(headings):
                is_free = at < len(cells) and normalised(cells[at]) not in known
                if heading and normalised(heading) not in found and is_free:
                    cells[at] = heading
            return [*rows[:place], Row(row.number, tuple(cells)), *rows[place + 1 :]]
    return rows


def _text(row: Row, place: int) -> str:
    return text_of(row.cells[place]) if place < len(row.cells) else ""
