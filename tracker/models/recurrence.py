"""How often an action comes back: an RRULE (RFC 5545) as a value, and the days it gives.

Kept as the rule's own text, so that a calendar can read it. What people choose between has a
pattern of its own; other rules are `Kept` as they are and expanded all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from tracker.models.errors import Invalid

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_DAY = -1
LAST = -1
MOST_OCCASIONS = 1000

_LONGEST = 500
_MOST_INTERVAL = 999
_EVERY_DAY = tuple(range(7))
# The last day of February in any year; every other month has them all.
_SHORTEST = 28
_MONTH_DAYS: list[int] = [LAST_DAY, *range(1, 31)]
_PERIODS = {3: "3,6,9,12", 4: "4,8,12", 6: "6,12"}
_ANY_YEAR = date(2018, 1, 1), date(2018, 12, 31)
# The calendar repeats itself, weekdays too, after so many years.
_CYCLE = 400
_NTH_DAY = re.compile(r"(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?")
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_TIMES_OF_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_PARTS = _TIMES_OF_DAY | {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO",
    "BYMONTH", "BYSETPOS",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Daily:
    """Every so many days from the start, two or more; every day is all days of the week."""

    every: int

    def rule(self) -> str:
        """As RRULE: ``FREQ=DAILY;INTERVAL=10``."""
        return f"FREQ=DAILY{_interval(self.every)}"


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these days, Monday being 0, of every week or of every so many from the start's."""

    days: tuple[int, ...]
    every: int = 1

    def rule(self) -> str:
        """As RRULE: ``FREQ=WEEKLY;BYDAY=FR,SA``."""
        days = ",".join(_DAYS[day] for day in sorted(set(self.days)))
        return f"FREQ=WEEKLY{_interval(self.every)};BYDAY={days}"


@dataclass(frozen=True, slots=True)
class Monthly:
    """On this day of the month, 1 to 30, or `LAST_DAY`.

    A month that is too short has its last day instead.
    """

    day: int
    every: int = 1

    def rule(self) -> str:
        """As RRULE: ``FREQ=MONTHLY;BYMONTHDAY=-1``."""
        return f"FREQ=MONTHLY{_interval(self.every)};{_month_day(self.day)}"


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """On the first to fourth, or the `LAST`, of a weekday in the month."""

    nth: int
    day: int
    every: int = 1

    def rule(self) -> str:
        """As RRULE: ``FREQ=MONTHLY;BYDAY=1MO``."""
        return f"FREQ=MONTHLY{_interval(self.every)};BYDAY={self.nth}{_DAYS[self.day]}"


@dataclass(frozen=True, slots=True)
class PeriodEnds:
    """On the last day of the calendar's periods of 3, 4 or 6 months: kvartal, tertial, halvår."""

    months: int

    def rule(self) -> str:
        """As RRULE: ``FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1``."""
        return f"FREQ=MONTHLY;BYMONTH={_PERIODS[self.months]};BYMONTHDAY=-1"


@dataclass(frozen=True, slots=True)
class Yearly:
    """On a day of the year. 29 February is the 28th in other years than leap years."""

    month: int
    day: int

    def rule(self) -> str:
        """As RRULE: ``FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1``."""
        is_leap = (self.month, self.day) == (2, _SHORTEST + 1)
        day = _month_day(self.day) if is_leap else f"BYMONTHDAY={self.day}"
        return f"FREQ=YEARLY;BYMONTH={self.month};{day}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule from elsewhere, which says more than these can."""

    text: str

    def rule(self) -> str:
        """As it was read."""
        return self.text


Endless: TypeAlias = Daily | Weekly | Monthly | MonthlyWeekday | PeriodEnds | Yearly | Kept


@dataclass(frozen=True, slots=True)
class Limited:
    """A pattern with an end of its own: after so many times, or by a day."""

    pattern: Endless
    count: int | None = None
    until: date | None = None

    def rule(self) -> str:
        """As RRULE: ``FREQ=WEEKLY;BYDAY=MO;COUNT=10``."""
        end = f"COUNT={self.count}" if self.until is None else f"UNTIL={self.until:%Y%m%d}"
        return f"{self.pattern.rule()};{end}"


Pattern: TypeAlias = Endless | Limited


@dataclass(frozen=True, slots=True)
class Expansion:
    """The days a rule gives in a period, and what cut it.

    `is_endless`: it would have gone on past the period. `is_cut`: it gives more than
    `MOST_OCCASIONS`, and only those are here.
    """

    dates: tuple[date, ...]
    is_endless: bool
    is_cut: bool


@lru_cache(maxsize=512)
def parse(rule: str | None) -> Pattern | None:
    """The rule as a value; None for no rule, and for what can't be read as one."""
    try:
        return read_rule(rule) if rule else None
    except Invalid:
        return None


def read_rule(text: str) -> Pattern:
    """The rule as a value. Raises `Invalid` for what is none, or comes back within the day."""
    parts = _parts(text)
    if parts.get("FREQ") in _TOO_OFTEN:
        raise Invalid("recurrence.too_often", field="recurrence")
    count, until = _count(parts.pop("COUNT", None)), _until(parts.pop("UNTIL", None))
    pattern = _pattern(parts) or _kept(parts)
    return pattern if count is None and until is None else Limited(pattern, count, until)


def occasions(pattern: Pattern, start: date, end: date) -> tuple[date, ...]:
    """The days from `start` to `end`, both included; at most `MOST_OCCASIONS`."""
    return bounded(pattern, start, end).dates


def bounded(pattern: Pattern, start: date, end: date) -> Expansion:
    """As `occasions`, and what the period or the most there can be has cut off."""
    plain, count, until = pattern, None, None
    if isinstance(pattern, Limited):
        plain, count, until = pattern.pattern, pattern.count, pattern.until
    last = end if until is None else min(end, until)
    is_endless = count is None and until is None
    days = islice(_days(plain.rule(), start, last), count)
    found = tuple(islice(days, MOST_OCCASIONS + 1))
    return Expansion(found[:MOST_OCCASIONS], is_endless, len(found) > MOST_OCCASIONS)


def _days(rule: str, start: date, end: date) -> Iterator[date]:
    """The days, one after the other. Raises `Invalid` for a rule that dateutil can't follow."""
    from dateutil.rrule import rrulestr

    if end < start:
        return
    parts = {name: value for name, value in _parts(rule).items() if name not in _TIMES_OF_DAY}
    # A rule that never comes true ("30 February") is looked for until the last year there is:
    # looking from the same day of the calendar's last cycle makes that a short while.
    ahead = (MAXYEAR - max(start.year, end.year)) // _CYCLE * _CYCLE
    first = datetime.combine(start.replace(year=start.year + ahead), time())
    try:
        for moment in rrulestr(_joined(parts), dtstart=first):
            day = moment.date().replace(year=moment.year - ahead)
            if day > end:
                return
            yield day
    # Whatever a rule can be wrong in: dateutil says it in many ways, some of them only here.
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise Invalid("recurrence.unreadable", field="recurrence", text=rule) from error


def _parts(text: str) -> dict[str, str]:
    """The rule's parts by name, those left out that say what goes without saying."""
    rule = "".join(text.upper().split()).removeprefix("RRULE:").rstrip(";")
    pairs = [part.partition("=") for part in rule.split(";")]
    parts = {name: value for name, _equals, value in pairs}
    is_sound = len(parts) == len(pairs) and all(parts.values()) and parts.keys() <= _PARTS
    if len(rule) > _LONGEST or not is_sound or "FREQ" not in parts:
        raise Invalid("recurrence.unreadable", field="recurrence", text=text)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if parts.get("WKST") == "MO":
        del parts["WKST"]
    return parts


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _pattern(parts: dict[str, str]) -> Endless | None:
    """The rule as one of those people choose between, when it is one."""
    rest = dict(parts)
    every = _whole(rest.pop("INTERVAL", "1"), _MOST_INTERVAL)
    if every is None:
        return None
    found: Endless | None = None
    match rest:
        case {"FREQ": "DAILY", **others} if not others:
            found = Daily(every) if every > 1 else Weekly(_EVERY_DAY)
        case {"FREQ": "WEEKLY", "BYDAY": days, **others} if not others:
            found = _weekly(days.split(","), every)
        case {"FREQ": "MONTHLY", "BYDAY": day, **others} if not others:
            found = _monthly_weekday(day, every)
        case {"FREQ": "MONTHLY", "BYMONTHDAY": "-1", "BYMONTH": months, **others} if not others:
            periods = [length for length, ends in _PERIODS.items() if ends == months]
            found = PeriodEnds(periods[0]) if periods and every == 1 else None
        case {"FREQ": "MONTHLY", **others}:
            number = _day_of_month(others)
            found = None if number is None else Monthly(number, every)
        case {"FREQ": "YEARLY", "BYMONTH": month, **others} if every == 1:
            found = _yearly(month, others)
    return found


def _weekly(names: list[str], every: int) -> Weekly | None:
    if not all(name in _DAYS for name in names):
        return None
    return Weekly(tuple(sorted({_DAYS.index(name) for name in names})), every)


def _monthly_weekday(day: str, every: int) -> MonthlyWeekday | None:
    match = _NTH_DAY.fullmatch(day)
    return MonthlyWeekday(int(match[1]), _DAYS.index(match[2]), every) if match else None


def _day_of_month(parts: dict[str, str]) -> int | None:
    """The day that these parts mean, if they are as `_month_day` writes them."""
    said = _joined(dict(sorted(parts.items())))
    return next((day for day in _MONTH_DAYS if _month_day(day) == said), None)


def _yearly(month: str, parts: dict[str, str]) -> Yearly | None:
    number = _whole(month, 12)
    if number is None:
        return None
    if number == 2 and _day_of_month(parts) == _SHORTEST + 1:
        return Yearly(2, _SHORTEST + 1)
    day = _whole(parts.get("BYMONTHDAY", ""), 31) if len(parts) == 1 else None
    try:
        # A year without 29 February: the rule that only has the day in leap years is kept.
        return None if day is None else Yearly(number, date(2018, number, day).day)
    except ValueError:
        return None


def _kept(parts: dict[str, str]) -> Kept:
    """A rule that dateutil understands. Raises `Invalid` for others."""
    rule = _joined(parts)
    # With an interval of 0, dateutil would never come to an end.
    if _whole(parts.get("INTERVAL", "1"), _MOST_INTERVAL) is None:
        raise Invalid("recurrence.unreadable", field="recurrence", text=rule)
    next(_days(rule, *_ANY_YEAR), None)
    return Kept(rule)


def _count(value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal()) or not int(value[:9]):
        raise Invalid("recurrence.unreadable", field="recurrence", text=f"COUNT={value}")
    return int(value[:9])


def _until(value: str | None) -> date | None:
    if value is None:
        return None
    match = _UNTIL.fullmatch(value)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise Invalid("recurrence.unreadable", field="recurrence", text=f"UNTIL={value}")


def _whole(text: str, most: int) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    return int(text) if is_number and 1 <= int(text) <= most else None


def _interval(every: int) -> str:
    return f";INTERVAL={every}" if every > 1 else ""


def _month_day(day: int) -> str:
    if day <= _SHORTEST:
        return f"BYMONTHDAY={day}"
    days = ",".join(str(each) for each in range(_SHORTEST, day + 1))
    return f"BYMONTHDAY={days};BYSETPOS=-1"
