"""When an indicator is to be measured next: a pure rule."""

from calendar import monthrange
from datetime import date, timedelta

MOST_MONTHS = 120
"""The longest that may lie between two measurements of an indicator."""
_ABOUT_THEN = timedelta(90)
_DAYS_OF_MONTH = 30


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_measurement_due(
    first: date | None, every: int | None, latest: date | None, today: date
) -> date | None:
    """The earliest day that waits for a measurement; None when nothing more is to be measured.

    `first` is when it is measured for the first time, `every` how many months lie between that and
    the times after it, if any, and `latest` when something was measured last. A day ahead waits. A
    day that has come waits unless something was measured about then or later: people measure
    before the day is out.
    """
    if first is None:
        return None
    early = _ABOUT_THEN
    if every is not None:
        early = min(early, timedelta(every * _DAYS_OF_MONTH // 2))
    due, number = first, 0
    # Counted from the first day, so that the 31st comes back after a shorter month.
    while due <= today and latest is not None and latest >= due - early:
        if every is None:
            return None
        number += 1
        due = add_months(first, number * every)
    return due
