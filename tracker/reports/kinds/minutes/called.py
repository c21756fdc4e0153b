"""Who was called to the meeting, and who came."""

from tracker.i18n import _, pgettext
from tracker.reports import style
from tracker.reports.heads import part_heading
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.table import Row
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.reports.writing import Ticked
from tracker.services.reports.meeting_rows import AttendeeRow, MeetingRow

_COLUMNS = (column(125, 4 * MM, heads_row=True), column(45, 0))


def called_part(told: MeetingRow) -> list[Block]:
    """Those who came first; before the meeting everybody, each with a box to tick."""
    blocks: list[Block] = [part_heading(_("Called"))]
    if not told.called:
        text = Text(_("Nobody has been called."), style.BODY, tag="P")
        return [*blocks, text.spaced(style.STEP_1)]
    if not told.is_held:
        names = [pgettext("report", "Who"), ""]
        rows = [Row((Ticked(person.name, ""),)) for person in told.called]
        return [*blocks, table(_COLUMNS, names, rows, look=style.DENSE_LOOK)]
    if not any(person.present for person in told.called):
        # Nobody came to no meeting: it was forgotten, and to print all as absent would be untrue.
        unknown = Text(_("Who came has not been noted."), style.BODY, tag="P")
        rows = [
            Row((Text(person.name, style.TABLE_STRONG), Text("", style.TABLE)))
            for person in told.called
        ]
        names = [pgettext("report", "Who"), ""]
        return [
            *blocks,
            unknown.spaced(style.STEP_1),
            table(_COLUMNS, names, rows, look=style.DENSE_LOOK),
        ]
    names = [pgettext("report", "Who"), _("Attendance")]
    ordered = sorted(told.called, key=lambda person: not person.present)
    return [*blocks, table(_COLUMNS, names, list(map(_row, ordered)), look=style.DENSE_LOOK)]


def _row(person: AttendeeRow) -> Row:
    came = _("Present") if person.present else _("Absent")
    return Row((Text(person.name, style.TABLE_STRONG), Text(came, style.TABLE)))
