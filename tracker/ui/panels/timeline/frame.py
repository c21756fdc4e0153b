"""What part of time is in view, and where: shared by the axis, the lines and the pointer."""

from dataclasses import dataclass
from datetime import date

from tracker.ui.panels.timeline.scale import Scale


@dataclass(frozen=True, slots=True)
class Pending:
    """A deadline on its way to another day: dragged or stepped there, not yet asked about."""

    action_id: int
    day: int
    by_keys: bool = False
    """Then Enter goes on, which is told beside it."""


@dataclass(slots=True)
class Frame:
    """The column of names at the left keeps its place; time scrolls beside it.

    `offset` is the x of the scale at the chart's left edge.
    """

    scale: Scale
    today: int
    names: int = 320
    chart: int = 640
    offset: int = 0
    pending: Pending | None = None

    def to_view(self, x: float) -> float:
        """An x of the scale as an x of the view."""
        return self.names + x - self.offset

    def to_scale(self, x: float) -> float:
        """An x of the view as an x of the scale."""
        return x - self.names + self.offset

    def day_at(self, x: float) -> int:
        """The day under an x of the view."""
        return self.scale.day(self.to_scale(x))

    def first_day(self) -> int:
        """The day at the left edge."""
        return self.scale.day(self.offset)

    def nearest_day(self) -> int:
        """The day whose left edge is nearest to the left edge of the view."""
        return self.scale.day(self.offset + self.scale.per_day / 2)

    def last_day(self) -> int:
        """The day at the right edge."""
        return self.scale.day(self.offset + self.chart)

    def most(self) -> int:
        """The largest offset."""
        return max(self.scale.width - self.chart, 0)

    def offset_to(self, day: int, part: float) -> int:
        """The offset that puts a day at a part of the chart's width; the ends hold."""
        wanted = round(self.scale.middle(day) - self.chart * part)
        return min(max(wanted, 0), self.most())

    def today_x(self) -> float:
        """The middle of today, in the view."""
        return self.to_view(self.scale.middle(self.today))


def names_width(width: int) -> int:
    """What the column of names gets of a view: less than a third, within reason."""
    return min(max(width * 3 // 10, 200), 340)


def home_day(today: date) -> int:
    """The first day of today's year."""
    return date(today.year, 1, 1).toordinal()
