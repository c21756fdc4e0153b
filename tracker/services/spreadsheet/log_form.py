"""A workbook to log in, for those who can't install the program.

Whoever has Excel or LibreOffice fills in a row for each thing done and sends the file back;
`form_reading` knows it again. Nothing in it runs: no macros, and its only formulas offer the
dates of the action that a row names.
"""

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tracker.i18n import N_, _, format_date
from tracker.services.spreadsheet.form_actions import FormAction
from tracker.services.spreadsheet.form_lists import ListRanges, add_action_sheet, add_hidden_sheet
from tracker.services.spreadsheet.form_marks import RowKey

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS = 200
"""Prepared for what was done; rows written below them come in all the same."""
_PRINTED = 25
"""As many as fit one page; the others are only written on in the file."""
HEADINGS_AT = 3
_FIRST, _LAST = HEADINGS_AT + 1, HEADINGS_AT + ROWS
_WRITER_AT = 2
# A day that Excel has made of "1/5" is a number from 32 874 on, so it can't pass for a quantity.
_MOST = 30_000
_FIRST_DAY = date(2000, 1, 1)
_SHADE, _FIELD, _LINE = "#E8EDF4", "#FFF9E5", "#C5CDD8"

_TEXT, _DAY, _ANY = "@", "yyyy-mm-dd", "General"
# Hours and quantities have no format of their own: a number's would turn 1:30 into 0,06.
_COLUMNS = (
    (N_("Action"), 40, _TEXT),
    (N_("Occasion"), 12, _DAY),
    (N_("Date"), 12, _DAY),
    (N_("Quantity"), 8, _ANY),
    (N_("Hours spent"), 9, _ANY),
    (N_("Participants"), 11, _ANY),
    (N_("Place"), 20, _TEXT),
    (N_("Result"), 22, _TEXT),
    (N_("Note"), 30, _TEXT),
    (N_("Internal"), 8, _ANY),
    (N_("Logged by"), 17, _TEXT),
    (N_("Row key"), 24, _TEXT),
)
_ACTION, _OCCASION, _DATE, _QUANTITY, _HOURS, _PEOPLE = range(6)
_INTERNAL, _KEY = 9, 11


def log_form(book: str, code: str, actions: list[FormAction], made: datetime) -> bytes:
    """The form as an Excel workbook in the current language, for one or more actions.

    `book` is what the book is called, `made` the moment that stands in the file.
    """
    # Takes longer to load than to write the form.
    from xlsxwriter import Workbook

    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as workbook:
        title = _("Log form, {book}").format(book=book)
        workbook.set_properties(
            {"title": title, "comments": code, "created": made.replace(tzinfo=None)}
        )
        sheet = workbook.add_worksheet(_("Log entries"))
        listed = add_action_sheet(workbook, _("Actions"), actions, made.date())
        headings = [_(heading) for heading, _width, _format in _COLUMNS]
        hidden = add_hidden_sheet(workbook, code, headings, actions)
        _Form(workbook, sheet).write(title, code, made.date(), ListRanges(listed, *hidden))
        sheet.activate()
    return file.getvalue()


class _Form:
    """Writes the sheet that is filled in."""

    def __init__(self, workbook: "Workbook", sheet: "Worksheet") -> None:
        self._sheet = sheet
        add = workbook.add_format
        self._title = add({"bold": True, "font_size": 14})
        self._plain = add({"text_wrap": False, "valign": "vcenter"})
        # Read on paper too, where a page's width makes everything about half as large.
        self._how = add({"text_wrap": True, "valign": "vcenter", "font_size": 14})
        self._label = add({"bold": True, "valign": "vcenter", "align": "right", "indent": 1})
        self._open = add({"locked": False})
        self._writer = add(
            {"locked": False, "bg_color": _FIELD, "top": 1, "bottom": 1, "num_format": _TEXT}
        )
        self._head = add(
            {"bold": True, "bg_color": _SHADE, "bottom": 2, "text_wrap": True, "valign": "vcenter"}
        )
        self._cells = [
            add(
                {
                    "locked": False,
                    "num_format": number,
                    "bottom": 1,
                    "right": 1,
                    "border_color": _LINE,
                    "valign": "top",
                    "text_wrap": number == _TEXT,
                }
            )
            for _heading, _width, number in _COLUMNS
        ]

    def write(self, title: str, code: str, made: date, lists: ListRanges) -> None:
        """Everything: how it is done, the headings, the rows, and how it prints."""
        self._columns()
        self._head_rows(title, code, made)
        self._rows(code)
        self._checks(lists)
        self._protect()
        self._printed(title, code)

    def _columns(self) -> None:
        for place, (_heading, width, _format) in enumerate(_COLUMNS):
            hidden = {"hidden": True} if place == _KEY else {}
            self._sheet.set_column(place, place, width, self._open, hidden)
        # Whole rows can be moved and removed only where every cell of them may be changed.
        self._sheet.set_column(len(_COLUMNS), 16_383, None, self._open)

    def _head_rows(self, title: str, code: str, made: date) -> None:
        sheet = self._sheet
        sheet.write_string(0, 0, title, self._title)
        about = _("Form {code}, made {day}").format(code=code, day=format_date(made, "long"))
        sheet.write_string(0, 6, about, self._plain)
        how = _(
            "One row for each thing done. Choose the action in the list, and write the day. "
            "Without a quantity it counts as 1. Leave empty what you don’t know. "
            "Save the file and send it back."
        )
        sheet.merge_range(1, 0, 1, _KEY - 1, how, self._how)
        sheet.write_string(_WRITER_AT, 0, _("Filled in by"), self._label)
        for place in range(1, 4):
            # A name flows over the empty cells beside it, as in one that is wide enough.
            sheet.write_blank(_WRITER_AT, place, None, self._writer)
        why = _("Your name or role, so that your rows are told from those of others.")
        sheet.write_string(_WRITER_AT, 4, why, self._plain)
        sheet.set_row(0, 24)
        sheet.set_row(1, 44)
        sheet.set_row(_WRITER_AT, 20)
        sheet.set_row(HEADINGS_AT, 32)
        for place, (heading, _width, _format) in enumerate(_COLUMNS):
            sheet.write_string(HEADINGS_AT, place, _(heading), self._head)
        sheet.freeze_panes(_FIRST, 1)

    def _rows(self, code: str) -> None:
        for row in range(_FIRST, _LAST + 1):
            for place, cell in enumerate(self._cells[:_KEY]):
                self._sheet.write_blank(row, place, None, cell)
            key = RowKey(code, row - HEADINGS_AT)
            self._sheet.write_string(row, _KEY, str(key), self._cells[_KEY])

    def _checks(self, lists: ListRanges) -> None:
        unlisted = _("Choose it in the list, or write its number, such as 5.2.")
        self._check(
            _ACTION,
            {"validate": "list", "source": lists.actions},
            _("The action is not in the list"),
            unlisted,
            is_stop=False,
        )
        dates = _("It is not one of the action's planned dates. Leave it empty if unsure.")
        self._check(
            _OCCASION,
            {"validate": "list", "source": lists.dates_of(f"$A{_FIRST + 1}")},
            _("The date is not in the list"),
            dates,
            is_stop=False,
        )
        self._check(
            _DATE,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": _FIRST_DAY,
                "maximum": "=TODAY()",
            },
            _("That is no day that has been"),
            _("Write the day as 2018-05-16. What is logged has been done, so not a day ahead."),
        )
        number = _("Write a number that is 0 or more, in digits only.")
        for place, kind in ((_QUANTITY, "decimal"), (_HOURS, "decimal"), (_PEOPLE, "integer")):
            self._check(place, _up_to(kind), _("That is no number"), number)
        self._check(
            _INTERNAL,
            {"validate": "list", "source": [_("yes"), _("no")]},
            _("Write yes or no"),
            _("Yes keeps the note out of reports. It does not make it secret by law."),
        )

    def _check(
        self, place: int, rule: dict[str, Any], title: str, text: str, *, is_stop: bool = True
    ) -> None:
        kind = "stop" if is_stop else "warning"
        said = {"error_title": title, "error_message": text, "error_type": kind}
        self._sheet.data_validation(_FIRST, place, _LAST, place, {**rule, **said})

    def _protect(self) -> None:
        """Without a password: it only keeps headings and columns from being moved by a slip."""
        self._sheet.protect(
            "",
            {
                "format_cells": True,
                "format_columns": True,
                "format_rows": True,
                "insert_rows": True,
                "delete_rows": True,
                "sort": True,
                "autofilter": True,
            },
        )

    def _printed(self, title: str, code: str) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.repeat_rows(HEADINGS_AT)
        sheet.print_area(0, 0, HEADINGS_AT + _PRINTED, _KEY - 1)
        sheet.fit_to_pages(1, 1)
        # An ampersand begins an instruction in a footer, and two of them print one.
        sheet.set_footer(f"&L{title.replace('&', '&&')}&C{code}&R&P / &N")


def _up_to(kind: str) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": 0, "maximum": _MOST}
