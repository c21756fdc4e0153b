"""Time is passed in: whoever asks what day it is asks a clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Stockholm")
"""Whose hours those in a book are, wherever the machine stands that reads it."""


class Clock(Protocol):
    """Gives the instant (with a zone) and the calendar day where the user is."""

    def now(self) -> datetime:
        """The instant, in UTC."""

    def today(self) -> date:
        """The calendar day where the user is."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """See `Clock`."""
        return datetime.now(UTC)

    def today(self) -> date:
        """See `Clock`."""
        return datetime.now().astimezone().date()


@dataclass
class WalkingClock:
    """A clock that stands still until moved: for tests, and for the example book's two years."""

    at: datetime

    def now(self) -> datetime:
        """See `Clock`."""
        return self.at

    def today(self) -> date:
        """See `Clock`."""
        return self.at.date()

    def walk_to(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Move to `day`; a journal's times must not run backwards, so never earlier than now."""
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
        self.at = max(self.at + timedelta(seconds=1), at)


@dataclass
class BookClock:
    """The clock of one open book: the machine's, unless the book shows the state of a fixed day."""

    base: Clock
    shown_day: date | None = None

    def now(self) -> datetime:
        """See `Clock`."""
        now = self.base.now()
        if self.shown_day is None:
            return now
        return datetime.combine(self.shown_day, now.timetz())

    def today(self) -> date:
        """See `Clock`."""
        return self.shown_day or self.base.today()
