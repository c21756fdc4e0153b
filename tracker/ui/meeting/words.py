"""A meeting in words: when and where, how far its points have come, and what it changed."""

from collections.abc import Iterable
from datetime import date

from tracker.i18n import _, format_date, format_time, ngettext, weekday
from tracker.labels import label
from tracker.messages import operation_name
from tracker.messages.changes import changed_field, changed_value
from tracker.models.enums import MeetingState, PointState
from tracker.services.queries.meeting_changes import PointChange
from tracker.services.queries.meetings import MeetingRow, PointRow
from tracker.ui.widgets.paint import Run

STATE_ICONS = {
    PointState.WAITING: "ring",
    PointState.DONE: "check",
    PointState.OPEN: "arrow-right",
}


def when_words(row: MeetingRow) -> str:
    """``tisdag 25 september 2018 kl. 09:00, Stadshuset``."""
    day = f"{weekday(row.held_on)} {format_date(row.held_on, 'long')}"
    if row.starts_at is not None:
        day = _("{day} at {hour}").format(day=day, hour=format_time(row.starts_at))
    return ", ".join(part for part in (day, row.place) if part)


def list_title(row: MeetingRow) -> str:
    """How a meeting is known in a list: its day, and what it is called."""
    return f"{format_date(row.held_on)}  {row.title}"


def points_words(row: MeetingRow) -> str:
    """``14 punkter``, and once it has begun ``9 klara, 2 öppna, 3 kvar``."""
    if row.state is MeetingState.PLANNED:
        return ngettext("{n} point", "{n} points", row.points).format(n=row.points)
    rest = row.points - row.done - row.open
    closed = row.state is MeetingState.CLOSED
    parts = [
        _("{n} done with").format(n=row.done),
        _("{n} open to next time").format(n=row.open) if row.open else "",
        (_("{n} not taken up") if closed else _("{n} left")).format(n=rest) if rest else "",
    ]
    return ", ".join(part for part in parts if part)


def state_words(row: MeetingRow, today: date) -> str:
    """How the meeting stands, for the list: its state, or how soon it is."""
    days = (row.held_on - today).days
    if row.state is not MeetingState.PLANNED or days < 0:
        return label(row.state)
    if days == 0:
        return _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def point_state(point: PointRow, *, closed: bool) -> str:
    """``klar``, ``öppen till nästa möte``; one that waits is only said to once it is too late."""
    if point.state is PointState.WAITING and not closed:
        return _("waiting")
    return label(point.state)


def responsible_words(point: PointRow) -> str:
    """``Gatuchef, senast 1 nov 2018``; empty when nobody is."""
    due = point.fields.due_on
    by = "" if due is None else _("by {date}").format(date=format_date(due))
    return ", ".join(part for part in (point.owner, by) if part)


def change_runs(change: PointChange) -> tuple[Run, ...]:
    """One line of what was changed: ``5.2 Belysning  Slutdatum 30 jun 2018 → 1 nov 2018``."""
    runs = [Run(change.subject, strong=True), Run("  ")]
    if not change.lines:
        runs.append(Run(operation_name(change.operation), tone="text2"))
    for place, line in enumerate(change.lines):
        before, after = (changed_value(line.field, v) for v in (line.before, line.after))
        lead = "  ·  " if place else ""
        runs.append(Run(f"{lead}{changed_field(line.field)}: ", tone="text2"))
        runs.append(Run(f"{before} → {after}"))
    if change.deviates:
        runs.append(Run("  " + _("deviation"), tone="at_risk"))
    return tuple(runs)


def change_words(change: PointChange) -> str:
    """The same as one string, to be read out."""
    return "".join(run.text for run in change_runs(change))


def changes_of(changes: Iterable[PointChange], point_id: int) -> tuple[PointChange, ...]:
    """Those that one point led to."""
    return tuple(change for change in changes if change.point_id == point_id)
