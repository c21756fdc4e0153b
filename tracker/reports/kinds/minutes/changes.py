"""What decisions changed: thing by thing, what stood there before and after, and why."""

from collections.abc import Iterator, Sequence

from tracker.i18n import _, pgettext
from tracker.messages import operation_name
from tracker.messages.changes import changed_field, changed_value
from tracker.reports import style
from tracker.reports.heads import part_heading
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import full_stop, uncap
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.meeting_rows import ChangeRow, MeetingRow

_COLUMNS = (column(42, 4 * MM, heads_row=True), column(58, 4 * MM), column(70, 0))

OfPoint = tuple[str, Sequence[ChangeRow]]
"""The label of a point, and what was changed there."""


def changes_part(told: MeetingRow) -> list[Block]:
    """Everything that the meeting changed, in one table."""
    heading = part_heading(_("What the meeting changed"))
    changed = [(point.label, point.changes) for point in told.points if point.changes]
    if not changed:
        text = Text(_("The meeting changed nothing in the plan."), style.BODY, tag="P")
        return [heading, text.spaced(style.STEP_1)]
    return [heading, _table(changed)]


def changed_words(changes: Sequence[ChangeRow]) -> str:
    """``4.1 Föräldramöten, slutdatum flyttat``: what was done; the table tells the values."""
    told = (
        ", ".join(filter(None, (change.subject.strip(), uncap(operation_name(change.operation)))))
        for change in changes
    )
    return "; ".join(dict.fromkeys(told))


def _table(changed: Sequence[OfPoint]) -> Block:
    names = [pgettext("report", "What"), _("Before"), _("After")]
    rows = [row for where, changes in changed for change in changes for row in _rows(where, change)]
    return table(_COLUMNS, names, rows, look=style.DENSE_LOOK)


def _rows(where: str, change: ChangeRow) -> Iterator[Row]:
    parts = (where, change.subject, operation_name(change.operation))
    title = " · ".join(part for part in parts if part.strip())
    again = _("{group} (continued)").format(group=title)
    yield Row((Text(title, style.TABLE_STRONG),), again=Text(again, style.TABLE_STRONG))
    rows = [_line(change, place) for place in range(len(change.lines))]
    if change.reason.strip():
        rows.append(_said(_("Reason"), full_stop(change.reason)))
    if change.deviates:
        text = _("Deviates from what was signed: a deviation in the next status report.")
        rows.append(_said(_("Deviation"), text))
    yield from rows[:-1]
    yield from (Row(row.cells, ends_group=True) for row in rows[-1:])


def _line(change: ChangeRow, place: int) -> Row:
    line = change.lines[place]
    return Row(
        (
            Text(changed_field(line.field), style.TABLE),
            Text(changed_value(line.field, line.before), style.TABLE_SECONDARY),
            Text(changed_value(line.field, line.after), style.TABLE_STRONG),
        )
    )


def _said(name: str, text: str) -> Row:
    return Row((Text(name, style.TABLE), Text(text, style.TABLE)))
