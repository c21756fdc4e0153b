"""Which of a recurring action's dates a log entry stands for.

An entry of the very day does its occasion, even where another entry took it as the nearest before;
that one then does the only open occasion within its reach, or none. Any other entry does the open
occasion nearest its day. Within reach are all whose day had come, and the next one to come where
less than half the gap to the occasion before it remains: Thursday's patrol may be Friday's, but a
second evening in September is not October's. Nothing within reach is outside the series.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.models.enums import OccasionState
from tracker.models.many import Found


@dataclass(frozen=True, slots=True)
class Deed:
    """A log entry as far as matching needs to know it."""

    entry_id: int
    action_id: int
    done_on: date
    quantity: Decimal


Match = tuple[Found, int]
"""An occasion, and the id of the entry that does it."""


class Series:
    """An action's occasions by day, each with the day (`held_on`) of the entry that did it.

    Those that are open are taken one after the other. With an entry's id its own can be taken too,
    as when it is about to be changed.
    """

    def __init__(
        self, occasions: Sequence[Found], planned: Decimal | None, entry_id: int = 0
    ) -> None:
        self.all = occasions
        self.own = [row for row in occasions if entry_id and row.log_entry_id == entry_id]
        # One unit for each date: an entry of three then stands for three of them.
        self._is_one_each = planned is not None and planned == len(occasions)
        self._days = [row.due_on for row in occasions]
        self._open = [
            row for row in occasions if row.state is OccasionState.OPEN or row in self.own
        ]

    def worth(self, quantity: Decimal) -> int:
        """How many occasions an entry of this quantity does; nothing done is none of them."""
        if quantity <= 0:
            return 0
        return max(int(quantity), 1) if self._is_one_each else 1

    def take(self, occasion_id: int) -> Found | None:
        """The open occasion, which then is open no more; None when it isn't."""
        for place, row in enumerate(self._open):
            if row.id == occasion_id:
                return self._open.pop(place)
        return None

    def match(self, deeds: Iterable[Deed]) -> list[Match]:
        """What the deeds do, by the rule above, and what those they took a day from do instead."""
        left = [(deed, self.worth(deed.quantity)) for deed in deeds]
        matched: list[Match] = []
        displaced: list[Deed] = []
        for place, (deed, count) in enumerate(left):
            row = self._on(deed.done_on) if count else None
            if row is None:
                continue
            if self.take(row.id) is None:
                # Each day once: a second entry of it finds that the first one is there.
                if not _is_held_by_another_day(row) or row.id in {each.id for each, _ in matched}:
                    continue
                displaced.append(replace(deed, entry_id=row.log_entry_id, done_on=row.held_on))
            matched.append((row, deed.entry_id))
            left[place] = deed, count - 1
        for deed, count in left:
            matched += [(row, deed.entry_id) for row in self.take_nearest(deed.done_on, count)]
        for deed in displaced:
            if self._reach(deed.done_on) == 1:
                matched += [(row, deed.entry_id) for row in self.take_nearest(deed.done_on, 1)]
        return matched

    def take_nearest(self, day: date, count: int) -> list[Found]:
        """The nearest open ones within reach, the earlier of two, which then are open no more."""
        reach = self._reach(day)
        first = last = min(bisect_right(self._open, day, key=lambda row: row.due_on), reach)
        for _turn in range(min(count, reach)):
            is_before = first > 0 and (
                last == reach or day - self._open[first - 1].due_on <= self._open[last].due_on - day
            )
            first, last = (first - 1, last) if is_before else (first, last + 1)
        taken = self._open[first:last]
        del self._open[first:last]
        return taken

    def next_after(self, day: date) -> Found | None:
        """The first open one after a day."""
        here = bisect_right(self._open, day, key=lambda row: row.due_on)
        return self._open[here] if here < len(self._open) else None

    def _reach(self, day: date) -> int:
        """How many of the open ones, from the first, an entry of that day may do."""
        here = bisect_right(self._open, day, key=lambda row: row.due_on)
        coming = self.next_after(day)
        return here + (coming is not None and self._is_soon(coming, day))

    def _is_soon(self, coming: Found, day: date) -> bool:
        place = bisect_right(self._days, day)
        if self._days[place] != coming.due_on:
            # One that is settled lies between.
            return False
        # The first has none before it: what follows tells how far apart they are.
        beside = self._days[place - 1 : place] or self._days[place + 1 : place + 2]
        return not beside or 2 * (coming.due_on - day) <= abs(coming.due_on - beside[0])

    def _on(self, day: date) -> Found | None:
        place = bisect_right(self._days, day) - 1
        return self.all[place] if place >= 0 and self._days[place] == day else None


def _is_held_by_another_day(row: Found) -> bool:
    return row.state is OccasionState.DONE and row.held_on != row.due_on
