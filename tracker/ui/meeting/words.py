"""A meeting in words: when it is, how it stands, and how far its points have come."""

from collections.abc import Iterable
from datetime import date

from tracker.i18n import _, format_date, format_time, ngettext, weekday
from tracker.labels import label
from tracker.models.enums import MeetingState, PointState
from tracker.services.queries.meeting_changes import PointChange
from tracker.services.queries.meetings import MeetingRow, PointRow

STATE_ICONS = {
    PointState.WAITING: "ring",
    PointState.DONE: "check",
    PointState.OPEN: "arrow-right",
}


def when_words(row: MeetingRow) -> str:
    """``tisdag 25 september 2018 kl. 09:00``."""
    day = f"{weekday(row.held_on)} {format_date(row.held_on, 'long')}"
    if row.starts_at is None:
        return day
    return _("{day} at {hour}").format(day=day, hour=format_time(row.starts_at))


def points_words(row: MeetingRow) -> str:
    """``14 punkter``, and once it has begun ``9 klara, 2 öppna, 3 kvar``."""
    if row.state is MeetingState.PLANNED:
        return ngettext("{n} point", "{n} points", row.points).format(n=row.points)
    rest = row.points - row.done - row.open
    closed = row.state is MeetingState.CLOSED
    parts = [
        ngettext("{n} done with", "{n} done with", row.done).format(n=row.done),
        ngettext("{n} open", "{n} open", row.open).format(n=row.open) if row.open else "",
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
    """``Gatuchef, senast 1 nov 2018 (har passerat)``; empty when nobody is."""
    due = point.fields.due_on
    by = "" if due is None else _("by {date}").format(date=format_date(due))
    if point.overdue:
        by = _("{by} (has passed)").format(by=by)
    return ", ".join(part for part in (point.owner, by) if part)


def decided_words(point: PointRow, changes: Iterable[PointChange]) -> str:
    """What was decided at a point: in words, and as the answer to the question it is about."""
    answers = [
        str(line.after)
        for change in changes_of(changes, point.id)
        for line in change.lines
        if change.operation == "decision.answer" and line.field == "answer"
    ]
    return " ".join(part for part in (*answers[-1:], point.fields.decision) if part)


def changes_of(changes: Iterable[PointChange], point_id: int) -> tuple[PointChange, ...]:
    """Those that one point led to."""
    return tuple(change for change in changes if change.point_id == point_id)
