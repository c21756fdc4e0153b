"""What hovering over the timeline tells."""

from datetime import date

from tracker.i18n import _, format_date, weekday
from tracker.labels import label
from tracker.ui.panels.timeline.geometry import Hit, Part
from tracker.ui.panels.timeline.lines import (
    ActionLine,
    Line,
    PromiseLine,
    parts,
    spoken,
)


def tip_of(line: Line, hit: Hit | None) -> str:
    """The tip over a line, or over a part of it."""
    if isinstance(line, PromiseLine):
        return spoken(line)
    if hit is not None and hit.part is Part.MOVED and hit.moved is not None:
        words = _("Deadline moved from {date}: {reason}")
        return words.format(date=format_date(hit.moved.day), reason=hit.moved.reason)
    if hit is not None and hit.part is Part.TICK:
        day = date.fromordinal(line.row.ticks.days[hit.tick])
        return f"{weekday(day)} {format_date(day)}: {label(line.row.ticks.state(hit.tick))}"
    return "\n".join(_lines(line))


def _lines(line: ActionLine) -> list[str]:
    title, *rest = parts(line)
    reasons = [
        _("Moved from {date}: {reason}").format(date=format_date(move.day), reason=move.reason)
        for move in line.row.moved
    ]
    return [title, ", ".join(rest), *reasons]
