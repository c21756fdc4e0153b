"""The sheets of a log form that are read: the actions it is about, and what its names stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.i18n import N_, _, format_date
from tracker.services.spreadsheet.form_actions import FormAction
from tracker.services.spreadsheet.form_marks import FIRST_HIDDEN_ROW, HIDDEN_SHEET, MARK

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_HEADINGS_AT = 2
_SHADE, _LINE = "#E8EDF4", "#C5CDD8"
_DATES_OF, _DATES = "$D", "$E"
_SHOWN_DATES = 4

_COLUMNS = (
    (N_("Action"), 40),
    (N_("Promise"), 30),
    (N_("Owner"), 22),
    (N_("Deadline"), 12),
    (N_("Done"), 9),
    (N_("Promised"), 10),
    (N_("Left"), 9),
    (N_("Unit"), 18),
    (N_("Open occasions"), 46),
)


@dataclass(frozen=True, slots=True)
class ListRanges:
    """Where the form's lists stand: the actions' names, and an action's dates beside its name."""

    actions: str
    names: str
    dates: str

    def dates_of(self, cell: str) -> str:
        """The dates of the action that `cell` names; they stand together."""
        first = self.dates.partition(":")[0]
        where = f"MATCH({cell},{self.names},0)-1"
        return f"=OFFSET({first},{where},0,COUNTIF({self.names},{cell}),1)"


def add_action_sheet(
    workbook: "Workbook", title: str, actions: Sequence[FormAction], made: date
) -> str:
    """The sheet of actions with what is left of each. Returns where their names stand."""
    sheet = workbook.add_worksheet(title)
    add = workbook.add_format
    head = add({"bold": True, "bg_color": _SHADE, "bottom": 2, "align": "left"})
    base = {"bottom": 1, "border_color": _LINE, "valign": "top", "align": "left"}
    text = add({**base, "text_wrap": True})
    # All to the left, as their headings, so that numbers don't run into the units beside them.
    day, number = add({**base, "num_format": "yyyy-mm-dd"}), add(base)
    sheet.write_string(
        0, 0, _("The actions that can be logged"), add({"bold": True, "font_size": 14})
    )
    state = _("As they stood {day}. Nothing is to be filled in here.")
    sheet.write_string(1, 0, state.format(day=format_date(made, "long")))
    for place, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(_HEADINGS_AT, place, _(heading), head)
    for row, action in enumerate(actions, start=_HEADINGS_AT + 1):
        for place, value in enumerate(_values(action)):
            _write(sheet, row, place, value, {date: day, float: number}.get(type(value), text))
    last = _HEADINGS_AT + len(actions)
    sheet.freeze_panes(_HEADINGS_AT + 1, 1)
    sheet.autofilter(_HEADINGS_AT, 0, last, len(_COLUMNS) - 1)
    sheet.protect("", {"format_columns": True, "sort": True, "autofilter": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(_HEADINGS_AT)
    sheet.fit_to_pages(1, 0)
    quoted = title.replace("'", "''")
    return f"='{quoted}'!$A${_HEADINGS_AT + 2}:$A${last + 1}"


def add_hidden_sheet(
    workbook: "Workbook", code: str, headings: Sequence[str], actions: Sequence[FormAction]
) -> tuple[str, str]:
    """The form's marks and headings, what names stand for, and every action's dates.

    Returns where the names and the dates beside them stand.
    """
    sheet = workbook.add_worksheet(HIDDEN_SHEET)
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_string(0, 0, MARK)
    sheet.write_string(0, 1, code)
    for place, heading in enumerate(headings):
        sheet.write_string(1, place, heading)
    for row, action in enumerate(actions, start=FIRST_HIDDEN_ROW):
        sheet.write_string(row, 0, action.name)
        # As text: Excel's numbers keep only fifteen digits.
        sheet.write_string(row, 1, str(action.id))
    row = FIRST_HIDDEN_ROW
    for action in actions:
        for due_on in action.coming:
            sheet.write_string(row, 3, action.name)
            sheet.write_datetime(row, 4, due_on, day)
            row += 1
    sheet.very_hidden()
    last = max(row, FIRST_HIDDEN_ROW + 1)
    names, dates = (
        f"{HIDDEN_SHEET}!{column}${FIRST_HIDDEN_ROW + 1}:{column}${last}"
        for column in (_DATES_OF, _DATES)
    )
    return names, dates


def _values(action: FormAction) -> tuple[Any, ...]:
    shown = [format_date(day, "iso") for day in action.coming[:_SHOWN_DATES]]
    more = ["…"] if len(action.coming) > _SHOWN_DATES else []
    return (
        action.name,
        action.promise,
        action.owner,
        action.deadline,
        float(action.done),
        None if action.planned is None else float(action.planned),
        None if action.left is None else float(action.left),
        action.unit,
        ", ".join(shown + more),
    )


def _write(sheet: "Worksheet", row: int, place: int, value: Any, cell: Any) -> None:
    match value:
        case None:
            sheet.write_blank(row, place, None, cell)
        case float():
            sheet.write_number(row, place, value, cell)
        case date():
            sheet.write_datetime(row, place, value, cell)
        case _:
            sheet.write_string(row, place, value, cell)
