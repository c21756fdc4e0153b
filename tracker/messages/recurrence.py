"""How often something comes back, in words: ``fre och lör``, ``sista dagen varje månad``."""

from datetime import date

from tracker.i18n import _, weekday
from tracker.messages.vocabulary import listed
from tracker.models.recurrence import LAST_DAY, Monthly, Weekly, parse

# Any week that begins on a Monday, to borrow the names of its days from.
_MONDAY = 1


def weekday_name(day: int, *, short: bool = True) -> str:
    """The day's name, Monday being 0: ``mån``."""
    return weekday(date(2018, 1, _MONDAY + day), short=short)


def recurrence_words(rule: str | None) -> str:
    """The rule in words; empty without one, and the rule itself when it can't be said shortly."""
    match parse(rule):
        case Weekly(days) if len(days) == 7:
            return _("every day")
        case Weekly((day,)):
            return _("every {weekday}").format(weekday=weekday_name(day, short=False))
        case Weekly(days):
            return listed([weekday_name(day) for day in days])
        case Monthly(day) if day == LAST_DAY:
            return _("the last day of every month")
        case Monthly(day):
            return _("day {number} of every month").format(number=day)
    return rule or ""
