"""Where things stand on a line of the timeline, in days and pixels. Pure: no painting here."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto

from tracker.services.queries.timeline_rows import Moved, Ticks, TimelineRow
from tracker.ui.panels.timeline.lines import ActionLine
from tracker.ui.panels.timeline.scale import Scale

GRIP = 6.0
"""How near the right end of a bar the pointer takes hold of the deadline."""
TICK = 4.0
"""Half the width of an occasion's mark."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From one x to another. An open end has no date and is drawn as such."""

    left: float
    right: float
    open_left: bool = False
    open_right: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Between a deadline that was given up and the one after it."""

    left: float
    right: float
    moved: Moved


class Part(Enum):
    """What of a line is under the pointer."""

    END = auto()
    BAR = auto()
    MOVED = auto()
    TICK = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the pointer: of a MOVED which, of a TICK its number."""

    part: Part
    moved: Moved | None = None
    tick: int = -1


def bar_of(line: ActionLine, scale: Scale) -> Bar | None:
    """The action's bar; without a start or a deadline it borrows the promise's. None without both.

    A deadline alone is a point: its bar has no width.
    """
    row, span = line.row, line.span
    if row.deadline is None and row.start is None:
        return None
    if row.deadline is None:
        assert row.start is not None
        end = max(span.end, row.start)
        return Bar(scale.x(row.start.toordinal()), scale.x(end.toordinal() + 1), open_right=True)
    right = scale.x(row.deadline.toordinal() + 1)
    if row.start is None:
        return Bar(right, right, open_left=True)
    return Bar(scale.x(row.start.toordinal()), right)


def stretches_of(row: TimelineRow, scale: Scale) -> list[Stretch]:
    """From each earlier deadline to the one that took its place, the first one first."""
    if row.deadline is None:
        return []
    ends = [scale.x(move.day.toordinal() + 1) for move in row.moved]
    ends.append(scale.x(row.deadline.toordinal() + 1))
    return [
        Stretch(min(ends[n], ends[n + 1]), max(ends[n], ends[n + 1]), move)
        for n, move in enumerate(row.moved)
        if ends[n] != ends[n + 1]
    ]


def first_tick(ticks: Ticks, day: int) -> int:
    """The number of the first occasion on `day` or later."""
    return bisect_left(ticks.days, day)


def hit(line: ActionLine, scale: Scale, x: float, *, in_ticks: bool) -> Hit | None:
    """What is at x of a line; `in_ticks` says that it is down among the occasions."""
    row, bar = line.row, bar_of(line, scale)
    if in_ticks and row.ticks.days:
        number = _tick_at(row, scale, x)
        if number is not None:
            return Hit(Part.TICK, tick=number)
    if bar is None:
        return None
    if not bar.open_right and abs(x - bar.right) <= GRIP:
        return Hit(Part.END)
    for stretch in reversed(stretches_of(row, scale)):
        if stretch.left <= x <= stretch.right:
            return Hit(Part.MOVED, moved=stretch.moved)
    return Hit(Part.BAR) if bar.left <= x <= bar.right else None


def _tick_at(row: TimelineRow, scale: Scale, x: float) -> int | None:
    days = row.ticks.days
    near = bisect_left(days, scale.day(x))
    found = [n for n in (near - 1, near) if 0 <= n < len(days)]
    best = min(found, key=lambda n: abs(scale.middle(days[n]) - x), default=None)
    if best is None or abs(scale.middle(days[best]) - x) > max(TICK + 2, scale.per_day / 2):
        return None
    return best
