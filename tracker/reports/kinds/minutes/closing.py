"""What is left when the meeting is over: open points, the next meeting, and who signs."""

from tracker.i18n import _, format_date, pgettext, weekday
from tracker.models.enums import PointState
from tracker.reports import style
from tracker.reports.fitting import together
from tracker.reports.heads import part_heading
from tracker.reports.pdf.blocks import Block, Columns, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import cap, short_day
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.meeting_rows import MeetingRow, PointRow

_COLUMNS = (column(100, 4 * MM, heads_row=True), column(45, 3 * MM), column(25, 0))
_SIGNER, _BETWEEN = 52 * MM, 7 * MM


def open_part(told: MeetingRow) -> list[Block]:
    """What the next meeting begins with: what was left open. The rest comes back by itself."""
    heading = part_heading(_("Open points for the next meeting"))
    left = [point for point in told.points if point.state is PointState.OPEN]
    if not left:
        text = Text(_("No point is open."), style.BODY, tag="P")
        return [heading, text.spaced(style.STEP_1)]
    names = [_("Point"), pgettext("report", "Responsible"), pgettext("report", "By")]
    rows = [_left(point, told) for point in left]
    return [heading, table(_COLUMNS, names, rows, look=style.DENSE_LOOK)]


def _left(point: PointRow, told: MeetingRow) -> Row:
    due = "–" if point.due_on is None else short_day(point.due_on, told.held_on)
    return Row(
        (
            Text(f"{point.label} · {point.title}", style.TABLE_STRONG),
            Text(cap(point.responsible) or "–", style.TABLE),
            Text(due, style.TABLE),
        )
    )


def next_part(told: MeetingRow) -> list[Block]:
    """When the group meets again."""
    text = _("No day has been set.")
    if told.next_on is not None:
        text = _("{weekday} {day}.").format(
            weekday=cap(weekday(told.next_on)), day=format_date(told.next_on, "long")
        )
    body = Text(text, style.BODY, tag="P").spaced(style.STEP_1)
    return together([Text(_("Next meeting"), style.SECTION, tag="H2"), body], style.STEP_7)


def signing_part(told: MeetingRow) -> list[Block]:
    """Lines for whoever kept the minutes, for the chair, and for somebody who checks them."""
    signers = [
        (_("Kept by"), told.secretary),
        (_("Chair"), told.chair),
        (_("Checked by"), ""),
    ]
    lines = Columns([_Line(*signer) for signer in signers], [_SIGNER] * 3, _BETWEEN)
    heading = Text(_("Signatures"), style.SECTION, tag="H2")
    return together([heading, lines.spaced(style.STEP_1)], style.STEP_7)


class _Line(Block):
    """A line to sign on; beneath it what for, and the name where it is known."""

    __slots__ = ("_label", "_name")

    _ROOM = 14 * MM

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self._label = Text(label, style.LABEL)
        self._name = Text(name, style.BODY, max_lines=2)

    def height(self, width: float) -> float:
        return self._ROOM + 1 * MM + self._label.height(width) + self._name.height(width)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rule(x, y + self._ROOM, width, 0.75, style.SECONDARY)
        top = y + self._ROOM + 1 * MM
        with pen.element("P"):
            self._label.draw(pen, x, top, width)
            self._name.draw(pen, x, top + self._label.height(width), width)
