"""What is left of an action in the queue, and of one that rests why."""

from datetime import date, timedelta

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.models.enums import ActionKind
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.snoozes import SnoozeRow

_WEEKS_FROM = 21


def left_words(row: ActionRow, today: date) -> str:
    """What is left and how long there is: ``4 på 15 veckor``."""
    if row.planned is not None and row.done >= row.planned:
        return _("target met")
    remaining = "" if row.planned is None else format_number(row.planned - row.done)
    if row.deadline is None:
        return remaining or "–"
    days = (row.deadline - today).days
    if days < 0:
        late = ngettext("{count} day late", "{count} days late", -days).format(count=-days)
        return f"{remaining}, {late}" if remaining else late
    time = _time(days)
    return _("{count} in {time}").format(count=remaining, time=time) if remaining else time


def _time(days: int) -> str:
    if days == 0:
        return _("today")
    if days < _WEEKS_FROM:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    weeks = days // 7
    return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)


def rest_words(rest: SnoozeRow) -> str:
    """Until when it is left alone, why, and whose wish it was."""
    words = _("Rests until {date}: {note} ({who}, {day})")
    return words.format(
        date=format_date(rest.until),
        note=rest.note,
        who=rest.snoozed_by,
        day=format_date(rest.snoozed_on),
    )


def is_counted(row: ActionRow) -> bool:
    """Whether its log makes a curve: a one-off without a quantity has none."""
    return row.planned is not None or row.kind is not ActionKind.SINGLE


def span_start(row: ActionRow, first_logged: date | None, today: date) -> date:
    """Where the curve begins: with the plan, or with the first entry when that came earlier."""
    days = [day for day in (row.start, first_logged) if day is not None]
    return min(days, default=today - timedelta(days=90))
