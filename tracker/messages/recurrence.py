"""How often something comes back, and what became of it, in words.

``varje fredag och lördag``, ``sista dagen varje månad``; ``7 gjorda, 2 missade, 2 kvar``. What
`recurrence_words` says of a rule, `services.recurrence_text` reads back to the same rule.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from tracker.i18n import (
    N_,
    _,
    current_language,
    format_date,
    format_days,
    format_number,
    ngettext,
    weekday,
)
from tracker.messages.vocabulary import listed
from tracker.models.recurrence import (
    LAST,
    LAST_DAY,
    MOST_OCCASIONS,
    Daily,
    Expansion,
    Kept,
    Limited,
    Monthly,
    MonthlyWeekday,
    Pattern,
    PeriodEnds,
    Weekly,
    Yearly,
    parse,
)

# Any week that begins on a Monday, to borrow the names of its days from.
_MONDAY = 1
# A year with a 29 February.
_LEAP = 2016
# More own dates than these are counted instead.
_MOST_LISTED = 6
_WORKING_DAYS = tuple(range(5))

ORDINALS = (
    N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth"), N_("sixth"),
    N_("seventh"), N_("eighth"), N_("ninth"), N_("tenth"), N_("eleventh"), N_("twelfth"),
)  # fmt: skip

_PERIODS = {
    3: N_("the last day of every quarter"),
    4: N_("the last day of every third of the year"),
    6: N_("the last day of every half-year"),
}


class Tally(Protocol):
    """What became of a recurring action's dates."""

    @property
    def done(self) -> int:
        """Those that an entry was logged for."""

    @property
    def missed(self) -> int:
        """Those that passed, or were settled so."""

    @property
    def cancelled(self) -> int:
        """Those that were called off, with a reason."""

    @property
    def left(self) -> int:
        """Those that are still to come."""


def weekday_name(day: int, *, short: bool = True) -> str:
    """The day's name, Monday being 0: ``mån``."""
    return weekday(date(2018, 1, _MONDAY + day), short=short)


def recurrence_words(rule: str | None) -> str:
    """The rule in words; empty without one, and the rule itself when it can't be said shortly."""
    pattern = parse(rule)
    return (rule or "") if pattern is None else pattern_words(pattern)


def pattern_words(pattern: Pattern) -> str:
    """As `recurrence_words`, of a rule that has been read."""
    match pattern:
        case Limited(endless, count, None):
            times = ngettext("{words}, {n} time", "{words}, {n} times", count or 0)
            return times.format(words=pattern_words(endless), n=count)
        case Limited(endless, _count, date() as until):
            words = _("{words}, until {date}")
            return words.format(words=pattern_words(endless), date=format_date(until, "long"))
        case Daily(every):
            return _every(every, _("every other day"), _("every {ordinal} day"))
        case Weekly(days, 1):
            return _weekly(days)
        case Weekly(days, every):
            weeks = _every(every, _("every other week"), _("every {ordinal} week"))
            return _("{weeks} on {weekdays}").format(weeks=weeks, weekdays=_named(days))
        case Monthly(day, every):
            return _monthly(day, every)
        case MonthlyWeekday(nth, day, every):
            return _monthly_weekday(nth, day, every)
        case PeriodEnds(months):
            return _(_PERIODS[months])
        case Yearly(month, day):
            return _yearly(month, day)
        case Kept(text):
            return text
    raise AssertionError(pattern)


def tally_words(tally: Tally) -> str:
    """What became of the dates: ``7 gjorda, 2 missade, 1 inställd, 2 kvar``."""
    # How many were done is said even when it was none: that is what is asked first.
    said = [(ngettext("{n} completed", "{n} completed", tally.done), tally.done)]
    if tally.missed:
        said.append((ngettext("{n} missed", "{n} missed", tally.missed), tally.missed))
    if tally.cancelled:
        words = ngettext("{n} cancelled", "{n} cancelled", tally.cancelled)
        said.append((words, tally.cancelled))
    if tally.left:
        said.append((ngettext("{n} to come", "{n} to come", tally.left), tally.left))
    return ", ".join(words.format(n=n) for words, n in said)


def series_words(rule: str | None, dates: Sequence[date], *, with_year: bool = False) -> str:
    """A recurrence: its rule in words, or dates of its own as far as they are few.

    ``31/3, 31/5, 30/9, 30/11``; ``14 datum, 5 jan – 28 dec 2018``; nothing without any.
    """
    if rule is not None or not dates:
        return recurrence_words(rule)
    if len(dates) > _MOST_LISTED:
        count = ngettext("{count} date", "{count} dates", len(dates)).format(count=len(dates))
        return f"{count}, {format_days(dates[0], dates[-1], style='short')}"
    same_year = dates[0].year == dates[-1].year and not with_year
    return ", ".join(
        f"{day.day}/{day.month}" + ("" if same_year else f" {day.year}") for day in dates
    )


def bounded_words(expansion: Expansion, end: date) -> str:
    """What cut a series that would have gone on; empty when its own end did."""
    count = len(expansion.dates)
    if expansion.is_cut:
        words = _("The series is limited to its first {n} occasions, the most there can be.")
        return words.format(n=format_number(MOST_OCCASIONS))
    if not expansion.is_endless:
        return ""
    return ngettext(
        "The series has no end of its own; it is limited by the deadline, {date}: {n} occasion.",
        "The series has no end of its own; it is limited by the deadline, {date}: {n} occasions.",
        count,
    ).format(date=format_date(end), n=count)


def ordinal(number: int) -> str:
    """A number in order, with figures: ``15:e``, ``2:a``; ``15th``, ``2nd``."""
    tens, ones = number % 100, number % 10
    is_teen = 10 < tens < 20
    if current_language() == "sv":
        return f"{number}:{'a' if ones in (1, 2) and not is_teen else 'e'}"
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(ones, 'th')}"


def _every(number: int, other: str, words: str) -> str:
    if number == 2:
        return other
    named = _(ORDINALS[number - 1]) if number <= len(ORDINALS) else ordinal(number)
    return words.format(ordinal=named)


def _named(days: tuple[int, ...]) -> str:
    return listed([weekday_name(day, short=False) for day in days])


def _weekly(days: tuple[int, ...]) -> str:
    if len(days) == 7:
        return _("every day")
    if days == _WORKING_DAYS:
        return _("every weekday, Monday to Friday")
    return _("every {weekday}").format(weekday=_named(days))


def _monthly(day: int, every: int) -> str:
    if day == LAST_DAY:
        last = _("the last day of every month")
        return last if every == 1 else _every_month(every, _("on the last day"))
    number = ordinal(day)
    words = (
        _("the {ordinal} of every month").format(ordinal=number)
        if every == 1
        else _every_month(every, _("on the {ordinal}").format(ordinal=number))
    )
    # A 28th there always is.
    return (
        words if day <= 28 else _("{words} (the last day when it is shorter)").format(words=words)
    )


def _monthly_weekday(nth: int, day: int, every: int) -> str:
    which, name = _("last") if nth == LAST else _(ORDINALS[nth - 1]), weekday_name(day, short=False)
    if every == 1:
        words = _("the {ordinal} {weekday} of every month")
        return words.format(ordinal=which, weekday=name)
    on = _("on the {ordinal} {weekday}").format(ordinal=which, weekday=name)
    return _every_month(every, on)


def _every_month(every: int, on: str) -> str:
    months = _every(every, _("every other month"), _("every {ordinal} month"))
    return f"{months} {on}"


def _yearly(month: int, day: int) -> str:
    words = _("{date} every year").format(date=format_date(date(_LEAP, month, day), "long_day"))
    if (month, day) != (2, 29):
        return words
    other = format_date(date(_LEAP, 2, 28), "long_day")
    return _("{words} ({date} in other years)").format(words=words, date=other)
