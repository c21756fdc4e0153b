"""What was written of a recurrence, read; and what it was taken for, said again."""

import re
from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, format_date, ngettext
from tracker.messages import explain
from tracker.messages.recurrence import bounded_words, recurrence_words, series_words
from tracker.models.errors import Invalid
from tracker.models.recurrence import bounded, parse
from tracker.services.recurrence_text import read_recurrence

Span = tuple[date | None, date | None]
"""An action's start and deadline, as far as they are known."""
Recurrence = tuple[str | None, tuple[date, ...]]
"""A rule as RRULE text, and the dates that what is expected by now is counted from."""

# Own dates are read some at a time: what a sentence can be is shorter than a long list of them.
_DATES_AT_ONCE = 20


def read_own(text: str, start: date | None, end: date | None) -> Recurrence:
    """As `read_recurrence`, on several lines and with as many dates as there are."""
    if "freq=" in text.casefold():
        # A rule has commas and semicolons of its own.
        return read_recurrence(text, start, end)
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    if len(parts) <= _DATES_AT_ONCE:
        return read_recurrence(", ".join(parts), start, end)
    found: set[date] = set()
    for first in range(0, len(parts), _DATES_AT_ONCE):
        some = ", ".join(parts[first : first + _DATES_AT_ONCE])
        rule, dates = read_recurrence(some, start, end)
        if rule is not None:
            raise Invalid("recurrence.unreadable", text=some)
        found.update(dates)
    return None, tuple(sorted(found))


def words_of(rule: str | None, dates: Sequence[date], span: Span) -> str:
    """A recurrence as one would write it; nothing for what is spread evenly."""
    return recurrence_words(rule) if rule is not None else listed_days(dates, span)


def listed_days(dates: Sequence[date], span: Span) -> str:
    """``31/3, 31/5``; with their years where it isn't clear which."""
    years = {day.year for day in (*dates, *span) if day is not None}
    plain = len(years) == 1 and None not in span
    return ", ".join(f"{day.day}/{day.month}" + ("" if plain else f" {day.year}") for day in dates)


def taken_words(rule: str | None, dates: Sequence[date], span: Span) -> str:
    """``Varje fredag: 52 tillfällen, 5 jan – 28 dec 2018. Den fortsätter till slutdatum …``."""
    named = recurrence_words(rule)
    if not dates:
        return f"{_sentence(named)} {_why_none(span)}"
    count = ngettext("{count} occasion", "{count} occasions", len(dates))
    words = f"{count.format(count=len(dates))}, {_from_to(dates)}"
    said = _sentence(f"{named}: {words}" if named else words)
    return " ".join(filter(None, [said, _end_words(rule, span), _outside_words(dates, span)]))


def _why_none(span: Span) -> str:
    start, end = span
    if end is None:
        return _("The series needs a deadline: until then it has no occasions.")
    if start is None:
        return _("The series needs a start: until then it has no occasions.")
    return _("No occasion falls between the start and the deadline.")


def _outside_words(dates: Sequence[date], span: Span) -> str:
    """Which of the dates lie outside the action's span: they are kept, if they are meant."""
    start, end = span
    outside = [
        day
        for day in dates
        if (start is not None and day < start) or (end is not None and day > end)
    ]
    if not outside:
        return ""
    words = ngettext(
        "{dates} is not between the start and the deadline.",
        "{dates} are not between the start and the deadline.",
        len(outside),
    )
    return words.format(dates=series_words(None, outside, with_year=True))


def unread_words(error: Invalid) -> str:
    """Why it could not be read, while it is still being written."""
    if error.code != "recurrence.unreadable":
        return explain(error)
    words = _(
        "“{text}” can't be understood. Write for example “every Friday and Saturday”, "
        "“the last day of every month”, or the dates with commas between."
    )
    return words.format(text=error.params["text"])


def kept_words(count: int) -> str:
    """That so many occasions stay, though they are no longer asked for; nothing of none."""
    if not count:
        return ""
    return ngettext(
        "{count} occasion that is done, missed or cancelled stays.",
        "{count} occasions that are done, missed or cancelled stay.",
        count,
    ).format(count=count)


def _end_words(rule: str | None, span: Span) -> str:
    """What ends a series that has no end of its own."""
    pattern, (start, end) = parse(rule), span
    if pattern is None or start is None or end is None:
        return ""
    expansion = bounded(pattern, start, end)
    if expansion.is_cut:
        return bounded_words(expansion, end)
    if not expansion.is_endless:
        return ""
    return _("It goes on until the deadline, {date}.").format(date=format_date(end))


def _from_to(dates: Sequence[date]) -> str:
    first, last = dates[0], dates[-1]
    if first == last:
        return format_date(last)
    begins = format_date(first, "day" if first.year == last.year else "short")
    return f"{begins} – {format_date(last)}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
