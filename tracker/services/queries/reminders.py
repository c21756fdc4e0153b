"""What somebody should be reminded of: what is late, and what falls due in the days to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.queries.due import DueKind, DueQuery, DueRow, due_rows_in

DAYS = 14


@dataclass(frozen=True, slots=True)
class ReminderQuery:
    """Whose (empty means everybody's), and how many days ahead, today being none."""

    owner_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class Reminders:
    """What is late, the oldest first, and what falls due from today on."""

    today: date
    days: int
    late: tuple[DueRow, ...] = ()
    coming: tuple[DueRow, ...] = ()

    @property
    def last(self) -> date:
        """The last day looked at."""
        return self.today + timedelta(self.days)

    @property
    def sunday(self) -> date:
        """The last day of the week that today is in."""
        return self.today + timedelta(6 - self.today.weekday())

    @property
    def due_today(self) -> tuple[DueRow, ...]:
        """What falls due today."""
        return tuple(row for row in self.coming if row.due_on == self.today)

    @property
    def this_week(self) -> tuple[DueRow, ...]:
        """What falls due from today until Sunday."""
        return tuple(row for row in self.coming if row.due_on <= self.sunday)

    def __bool__(self) -> bool:
        """Whether there is anything to remind of."""
        return bool(self.late or self.coming)


def reminders(ctx: AppContext, query: ReminderQuery) -> Reminders:
    """What is to be done by the book's day, of promises that run."""
    with ctx.read() as session:
        return reminders_in(session, query, ctx.today())


def reminders_in(session: Session, query: ReminderQuery, today: date) -> Reminders:
    """As `reminders`, inside a read that does more."""
    asked = DueQuery(
        last=today + timedelta(query.days), owner_ids=query.owner_ids, parties=query.parties
    )
    rows = due_rows_in(session, asked)
    return Reminders(
        today,
        query.days,
        # A meeting that was held is not late, though its minutes may wait to be closed.
        tuple(row for row in rows if row.due_on < today and row.kind is not DueKind.MEETING),
        tuple(row for row in rows if row.due_on >= today),
    )
