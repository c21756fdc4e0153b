"""How often an action comes back: a small part of RFC 5545's RRULE, and the days it gives.

Kept as the rule's own text, so that a calendar can read it. Rules outside this part are kept as
they are and give no days.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_DAY = -1
MOST_OCCASIONS = 1000


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on these days, Monday being 0."""

    days: tuple[int, ...]

    def rule(self) -> str:
        """As RRULE: ``FREQ=WEEKLY;BYDAY=FR,SA``."""
        return "FREQ=WEEKLY;BYDAY=" + ",".join(_DAYS[day] for day in sorted(set(self.days)))


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every month on this day, 1 to 28, or `LAST_DAY`."""

    day: int

    def rule(self) -> str:
        """As RRULE: ``FREQ=MONTHLY;BYMONTHDAY=-1``."""
        return f"FREQ=MONTHLY;BYMONTHDAY={self.day}"


def parse(rule: str | None) -> Weekly | Monthly | None:
    """The rule as a value; None for no rule, and for one that says more than these can."""
    parts = dict(part.partition("=")[::2] for part in (rule or "").upper().split(";"))
    match parts:
        case {"FREQ": "WEEKLY", "BYDAY": days} if len(parts) == 2:
            names = days.split(",")
            if all(name in _DAYS for name in names):
                return Weekly(tuple(sorted({_DAYS.index(name) for name in names})))
        case {"FREQ": "MONTHLY", "BYMONTHDAY": day} if len(parts) == 2:
            if day == str(LAST_DAY) or (day.isdecimal() and 1 <= int(day) <= 28):
                return Monthly(int(day))
    return None


def occasions(pattern: Weekly | Monthly, start: date, end: date) -> tuple[date, ...]:
    """The days from `start` to `end`, both included; at most `MOST_OCCASIONS`."""
    from dateutil.rrule import rrulestr

    if end < start:
        return ()
    found = rrulestr(pattern.rule(), dtstart=datetime.combine(start, time()))
    days = found.xafter(datetime.combine(start, time()), count=MOST_OCCASIONS, inc=True)
    return tuple(moment.date() for moment in days if moment.date() <= end)
