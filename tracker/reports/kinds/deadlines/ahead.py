"""What lies ahead, in the order that it comes: soon, then month by month for a quarter."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.i18n import _, month
from tracker.reports.briefs import Concern, next_deadlines
from tracker.reports.sentences import cap
from tracker.services.reports.rows import ReportInput

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Ahead:
    """Deadlines from the as-of date on. `last` is the last day that `months` tells of."""

    soon: list[Concern]
    soon_last: date
    months: list[tuple[str, list[Concern]]]
    last: date
    later: list[Concern]


def ahead_of(data: ReportInput) -> Ahead:
    """The deadlines of what is unfinished, each where it belongs."""
    soon_last = data.as_of + timedelta(data.due_soon_days)
    firsts = _firsts(soon_last + timedelta(1))
    last = firsts.pop() - timedelta(1)
    found: dict[date, list[Concern]] = {first: [] for first in firsts}
    soon: list[Concern] = []
    later: list[Concern] = []
    for concern in next_deadlines(data.promises, data.as_of):
        due = concern.action.deadline or date.max
        if due <= soon_last:
            soon.append(concern)
        elif due > last:
            later.append(concern)
        else:
            found[due.replace(day=1)].append(concern)
    months = [
        (_title(first, soon_last, data.as_of), found[first]) for first in firsts if found[first]
    ]
    return Ahead(soon, soon_last, months, last, later)


def _firsts(start: date) -> list[date]:
    """The first days of the month of `start` and of the three that follow it."""
    months = [start.year * 12 + start.month - 1 + n for n in range(_MONTHS + 1)]
    return [date(number // 12, number % 12 + 1, 1) for number in months]


def _title(first: date, soon_last: date, as_of: date) -> str:
    """``November``; of a month that has begun by then, what is left of it."""
    name = month(first, year=first.year != as_of.year)
    if first <= soon_last:
        return _("Later in {month}").format(month=name)
    return cap(name)
