"""The lines of the timeline, each a promise or an action, and how they are read out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.i18n import _, format_date, format_days, format_number, ngettext
from tracker.labels import label
from tracker.messages.recurrence import tally_words
from tracker.messages.timeline import days_words, standing_words
from tracker.services.queries.timeline_rows import PromiseSpan, Timeline, TimelineRow

_MARGIN_DAYS = 20
"""What is left free beyond the last day, so that it doesn't stand at the very edge."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise over its actions."""

    span: PromiseSpan


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action, under its promise."""

    row: TimelineRow
    span: PromiseSpan


Line = PromiseLine | ActionLine


def lines_of(found: Timeline) -> list[Line]:
    """Each promise, and after it its actions."""
    return [line for span in found.promises for line in _lines(span)]


def _lines(span: PromiseSpan) -> Iterator[Line]:
    yield PromiseLine(span)
    for row in span.actions:
        yield ActionLine(row, span)


def whole_span(found: Timeline) -> tuple[date, date]:
    """From the first day that anything is drawn on to the last; today is always there."""
    first = last = found.today
    for span in found.promises:
        first, last = min(first, span.start), max(last, span.end)
        for row in span.actions:
            days = [day for day in (row.start, row.deadline) if day is not None]
            days += [move.day for move in row.moved]
            if row.ticks.days:
                days += [date.fromordinal(row.ticks.days[n]) for n in (0, -1)]
            first, last = min([first, *days]), max([last, *days])
    return first, last


def promise_name(span: PromiseSpan) -> str:
    """``L5 Levande stadskärna``."""
    return f"L{span.number} {span.title}"


def spoken(line: Line) -> str:
    """The line as it is read out."""
    return ", ".join(_promise_parts(line.span) if isinstance(line, PromiseLine) else parts(line))


def _promise_parts(span: PromiseSpan) -> Iterator[str]:
    yield promise_name(span)
    yield format_days(span.start, span.end, "short")
    yield label(span.status if span.colour is None else span.colour)
    yield ngettext("{count} action", "{count} actions", len(span.actions)).format(
        count=format_number(len(span.actions))
    )


def parts(line: ActionLine) -> Iterator[str]:
    """What is to be said of an action, most telling first."""
    row = line.row
    yield f"{row.label} {row.title}"
    yield days_words(row)
    yield standing_words(row)
    if row.moved:
        moved = (format_date(move.day) for move in row.moved)
        yield _("moved from {dates}").format(dates=", ".join(moved))
    if len(row.ticks):
        yield tally_words(row.ticks.tally())
    yield label(row.party)
    yield row.owner or _("no owner")
