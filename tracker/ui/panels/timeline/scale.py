"""Days as pixels, and what the time axis says at each zoom. Pure: no painting here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache

from tracker.i18n import _, month, pgettext


class Zoom(IntEnum):
    """How much of time fills the view, from most to least."""

    YEAR = 0
    QUARTER = 1
    MONTH = 2


_DAYS = {Zoom.YEAR: 365, Zoom.QUARTER: 92, Zoom.MONTH: 31}
_LEAST_PX = {Zoom.YEAR: 1.2, Zoom.QUARTER: 5.0, Zoom.MONTH: 18.0}
"""Pixels a day below which the axis's own words would run together."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the axis and its word; `strong` ones begin at a line that stands out.

    `shorter` are words for where those have no room, the longest first.
    """

    day: int
    end: int
    words: str
    strong: bool = False
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days stand. Days are ordinals; x is counted from the first day's left edge."""

    first: int
    last: int
    per_day: float
    zoom: Zoom = Zoom.YEAR

    @property
    def width(self) -> int:
        """From the first day's left edge to the last one's right."""
        return round((self.last + 1 - self.first) * self.per_day)

    def x(self, day: float) -> float:
        """The left edge of a day."""
        return (day - self.first) * self.per_day

    def middle(self, day: int) -> float:
        """The middle of a day."""
        return (day - self.first + 0.5) * self.per_day

    def day(self, x: float) -> int:
        """The day at x; the ends hold."""
        return min(max(self.first + int(x // self.per_day), self.first), self.last)


def scale_for(zoom: Zoom, span: tuple[date, date], width: float) -> Scale:
    """A scale whose view of `width` pixels shows what the zoom says, over the years of `span`."""
    first = date(span[0].year, 1, 1).toordinal()
    last = date(span[1].year, 12, 31).toordinal()
    per_day = max(width / _DAYS[zoom], _LEAST_PX[zoom])
    return Scale(first, last, per_day, zoom)


def upper_marks(scale: Scale, first: int, last: int) -> list[Mark]:
    """The axis's upper line between two days: years, or months with their year."""
    step = _years if scale.zoom is Zoom.YEAR else _months
    return [
        _upper_mark(scale.zoom, start, end)
        for start, end in step(max(first, scale.first), min(last, scale.last))
    ]


def lower_marks(scale: Scale, first: int, last: int) -> list[Mark]:
    """The axis's lower line: months, weeks, or days."""
    first, last = max(first, scale.first), min(last, scale.last)
    if scale.zoom is Zoom.YEAR:
        return [
            Mark(start, end, _month_words(start), strong=_is_january(start))
            for start, end in _months(first, last)
        ]
    if scale.zoom is Zoom.QUARTER:
        return [Mark(day, day + 6, _week_words(day)) for day in _mondays(first, last)]
    return [
        Mark(day, day, str(date.fromordinal(day).day), strong=_is_monday(day))
        for day in range(first, last + 1)
    ]


def strong_lines(scale: Scale, first: int, last: int) -> list[int]:
    """Days whose left edge is a line that stands out: years, months, or months again."""
    step = _years if scale.zoom is Zoom.YEAR else _months
    return [start for start, _end in step(first, last)]


def faint_lines(scale: Scale, first: int, last: int) -> list[int]:
    """Days whose left edge is a hairline: months when years stand out, else Mondays."""
    if scale.zoom is Zoom.YEAR:
        return [start for start, _end in _months(first, last)]
    return list(_mondays(first, last))


def weekends(scale: Scale, first: int, last: int) -> list[int]:
    """The Saturdays in view, where days are wide enough for a weekend to be seen."""
    if scale.zoom is not Zoom.MONTH:
        return []
    return [monday + 5 for monday in _mondays(first - 6, last)]


def _upper_mark(zoom: Zoom, day: int, end: int) -> Mark:
    start = date.fromordinal(day)
    if zoom is Zoom.YEAR:
        return Mark(day, end, str(start.year), strong=True)
    shorter = month(start, year=False), _month_words(day)
    return Mark(day, end, month(start), strong=True, shorter=shorter)


@lru_cache(maxsize=4096)
def _is_january(day: int) -> bool:
    return date.fromordinal(day).month == 1


def _is_monday(day: int) -> bool:
    # Day one of the calendar was a Monday.
    return day % 7 == 1


def _month_words(day: int) -> str:
    return month(date.fromordinal(day), year=False)[:3]


def _week_words(day: int) -> str:
    week = date.fromordinal(day).isocalendar().week
    return pgettext("week number", "w. {n}").format(n=week)


def _years(first: int, last: int) -> Iterator[tuple[int, int]]:
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        yield date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _months(first: int, last: int) -> Iterator[tuple[int, int]]:
    start = date.fromordinal(first).replace(day=1)
    while start.toordinal() <= last:
        after = (start + timedelta(31)).replace(day=1)
        yield start.toordinal(), after.toordinal() - 1
        start = after


def _mondays(first: int, last: int) -> Iterator[int]:
    yield from range(first - (first - 1) % 7, last + 1, 7)


def zoom_name(zoom: Zoom) -> str:
    """What a view of this zoom shows at a time."""
    return {Zoom.YEAR: _("Year"), Zoom.QUARTER: _("Quarter"), Zoom.MONTH: _("Month")}[zoom]
