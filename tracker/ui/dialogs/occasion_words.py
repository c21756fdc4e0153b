"""How a recurring action's dates are named, read out and counted."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, format_date, format_number, ngettext, weekday
from tracker.labels import label
from tracker.messages.vocabulary import listed
from tracker.models.enums import OccasionState
from tracker.services.queries.series import OccasionRow, SeriesTally

ICONS = {
    OccasionState.DONE: "check",
    OccasionState.MISSED: "close",
    OccasionState.CANCELLED: "minus-circle",
    OccasionState.OPEN: "ring",
}


def date_words(day: date, today: date, *, short: bool = False) -> str:
    """``31 augusti``, in short ``31 aug``; with the year when it isn't this one."""
    if day.year == today.year:
        return format_date(day, "day" if short else "long_day")
    return format_date(day, "short" if short else "long")


def day_words(day: date, today: date, *, short: bool = False) -> str:
    """``fredag 31 augusti``, in short ``fre 31 aug``."""
    return f"{weekday(day, short=short)} {date_words(day, today, short=short)}"


def aside_words(row: OccasionRow, today: date) -> str:
    """When it was done, where that was another day; empty otherwise."""
    if row.done_on is None or row.done_on == row.due_on:
        return ""
    return date_words(row.done_on, today, short=True)


def spoken_words(row: OccasionRow, today: date) -> str:
    """``fredag 31 augusti, inställd, Isgata``."""
    done = aside_words(row, today)
    parts = (
        day_words(row.due_on, today),
        label(row.shown).lower(),
        _("done on {date}").format(date=done) if done else "",
        row.reason,
    )
    return ", ".join(part for part in parts if part)


def occasion_words(days: Sequence[date], today: date) -> str:
    """``tillfället 31 augusti``, ``tillfällena 31 aug och 7 sep``; empty for none."""
    if not days:
        return ""
    if len(days) == 1:
        return _("the occasion {date}").format(date=date_words(days[0], today))
    named = listed([date_words(day, today, short=True) for day in days])
    return _("the occasions {dates}").format(dates=named)


def outside_words(coming: date, today: date) -> str:
    """``utanför serien (nästa 12 okt)``."""
    words = _("outside the series (next {date})")
    return words.format(date=date_words(coming, today, short=True))


def short_tally(tally: SeriesTally) -> str:
    """``7 av 12, 2 missade``: for a column."""
    words = _("{done} of {total}").format(
        done=format_number(tally.done), total=format_number(tally.total)
    )
    if not tally.missed:
        return words
    missed = ngettext("{count} missed", "{count} missed", tally.missed)
    return f"{words}, {missed.format(count=format_number(tally.missed))}"


def is_settled(row: OccasionRow) -> bool:
    """Whether somebody said that it was missed or cancelled."""
    return row.state in (OccasionState.MISSED, OccasionState.CANCELLED)
