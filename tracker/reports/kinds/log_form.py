"""A form to log on by hand: whose actions are open, what is left of them, and lines to write on.

Whoever gets it back types it in; its code says which form it was.
"""

import hashlib
from collections.abc import Iterator
from decimal import Decimal

from tracker.i18n import _, format_number, ngettext, pgettext
from tracker.reports import style
from tracker.reports.cells import deadline_cell, stacked
from tracker.reports.heads import part_heading, report_head
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.document import Page, flow
from tracker.reports.pdf.table import Column, Row
from tracker.reports.registry import Progress, kind_of
from tracker.reports.sentences import cap, quantity, short_day
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.reports.writing import EmptyForm, FillIn
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput

_COLUMNS = (column(13), column(72, heads_row=True), column(22), column(29), column(34, 0))
_UNDATED = (column(13), column(95, heads_row=True), column(27), column(35, 0))
_LINES = (24, 17, 15, 15, 33, 42, 24)
"""How wide the columns to write in are, in millimetres."""
_FITTING = (22, 18, 15, 11, 7, 5)
"""As many lines as may have room below the actions."""
_WORTH_FITTING = 2
"""Below a longer list than this many pages nobody looks for lines."""
_WHOLE_PAGE = 25
_SHOWN_DATES = 3


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """The open actions, then lines: as many as there is room for, and a page more."""
    rows = list(_open_actions(data))
    head = report_head(
        kind_of(data.kind).heading(data), data, _opening(rows), [(_("Form"), form_code(data))]
    )
    if not rows:
        return flow(head, style.first_frame(data.look))
    blocks = [*head, part_heading(pgettext("report", "The actions")), _listed(data, rows)]
    progress(0.3)
    frame = style.first_frame(data.look)
    pages = flow(blocks, frame)
    whole_page = flow(_to_fill_in(data, _WHOLE_PAGE), style.NEXT_FRAME)
    if len(pages) <= _WORTH_FITTING:
        for lines in _FITTING:
            tried = flow([*blocks, *_to_fill_in(data, lines)], frame)
            if len(tried) == len(pages):
                return [*tried, *whole_page]
    return [*pages, *whole_page]


def _listed(data: ReportInput, rows: list[tuple[PromiseRow, ActionRow]]) -> Block:
    """The open actions; with their next dates where any has one."""
    names = [
        pgettext("report", "No."), pgettext("report", "Action"), pgettext("report", "By"),
        pgettext("report", "Left to do"), _("Next occasions"),
    ]  # fmt: skip
    cells = [_cells(data, promise, action) for promise, action in rows]
    is_dated = any(action.coming for _promise, action in rows)
    columns: tuple[Column, ...] = _COLUMNS if is_dated else _UNDATED
    shown = len(columns)
    listed = [Row(row[:shown]) for row in cells]
    return table(columns, names[:shown], listed, look=style.DENSE_LOOK)


def form_code(data: ReportInput) -> str:
    """Names the form by its day and what it lists; short enough to read aloud."""
    said = [data.municipality, data.owner]
    said += [f"{promise.number}.{action.number}" for promise, action in _open_actions(data)]
    digest = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
    return f"{data.as_of:%y%m%d}-{digest[:4].upper()}"


def _open_actions(data: ReportInput) -> Iterator[tuple[PromiseRow, ActionRow]]:
    for promise in data.promises:
        if not promise.status.ended:
            for action in promise.actions:
                if not action.status.ended and not action.shared:
                    yield promise, action


def _opening(rows: list[tuple[PromiseRow, ActionRow]]) -> str:
    if not rows:
        return _("There is no open action to log.")
    return _(
        "One line for each thing done, with the action’s number. Without a quantity it counts as "
        "1. What was cancelled or missed gets a line too: write C or M for the quantity, and why "
        "under Note."
    )


def _cells(data: ReportInput, promise: PromiseRow, action: ActionRow) -> tuple[Block, ...]:
    owner = cap(action.owner) if action.owner and not data.owner else ""
    return (
        Text(f"{promise.number}.{action.number}", style.BODY_STRONG),
        stacked((action.title, style.BODY_STRONG), (owner, style.TABLE_SECONDARY)),
        deadline_cell(action, data.as_of),
        stacked((_left(action), style.TABLE), (_dates_left(action), style.TABLE_SECONDARY)),
        Text(_dates(data, action), style.TABLE),
    )


def _left(action: ActionRow) -> str:
    """``13 of 30 pass``; without a target what has been done so far."""
    if action.planned is None:
        return _("{n} done so far").format(n=quantity(action.done))
    left = max(action.planned - action.done, Decimal(0))
    if not left:
        # "0 of 24" reads as though nothing had been done.
        return _("nothing: {done} of {planned} done").format(
            done=quantity(action.done), planned=quantity(action.planned)
        )
    text = _("{left} of {planned}").format(left=quantity(left), planned=quantity(action.planned))
    return f"{text} {action.unit}".strip()


def _dates_left(action: ActionRow) -> str:
    """How many dates are still ahead, which is another number than what is left to do."""
    n = action.series.left if action.series is not None else 0
    text = ngettext("{n} planned occasion left", "{n} planned occasions left", n)
    return text.format(n=n) if n else ""


def _dates(data: ReportInput, action: ActionRow) -> str:
    shown = ", ".join(short_day(day, data.as_of) for day in action.coming[:_SHOWN_DATES])
    return f"{shown} …" if len(action.coming) > _SHOWN_DATES else shown or "–"


def _to_fill_in(data: ReportInput, lines: int) -> list[Block]:
    """Lines under the form's code, since sheets of paper come apart."""
    names = (
        _("Date (yyyy-mm-dd)"), _("Action’s number"), _("Quantity"),
        _("Hours spent"), _("Place"), _("Note"), pgettext("report", "Signature"),
    )  # fmt: skip
    example = (
        data.as_of.isoformat(),
        "5.2",
        "1",
        format_number(2.5),
        _("The square"),
        _("Example: a calm evening"),
        _("initials"),
    )
    columns = [(name, wide * MM) for name, wide in zip(names, _LINES, strict=True)]
    heading = _("What has been done · {code}").format(code=form_code(data))
    back = FillIn([(_("To be returned to"), _("By when"))])
    return [
        part_heading(heading),
        Stack([back], "P").spaced(style.STEP_1, keep_with_next=True),
        EmptyForm(columns, lines, example).spaced(style.STEP_2),
    ]
