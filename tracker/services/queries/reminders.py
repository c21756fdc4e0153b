"""What somebody should be reminded of: what is late, and what falls due in the days to come."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.queries import due_actions
from tracker.services.queries.due import DueKind, DueQuery, DueRow, due_rows_in

DAYS = 14


@dataclass(frozen=True, slots=True)
class ReminderQuery:
    """Whose (empty means everybody's), and how many days ahead, today being none."""

    owner_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class Coming:
    """What falls due from today on."""

    today: date
    days: int
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


@dataclass(frozen=True, slots=True)
class Reminders(Coming):
    """What is late, the oldest first, and what falls due from today on."""

    late: tuple[DueRow, ...] = ()

    @property
    def late_count(self) -> int:
        """How many things are late; dates of one action that have passed are one."""
        others = [row for row in self.late if row.kind is not DueKind.OCCASION]
        actions = {row.action_id for row in self.late if row.kind is DueKind.OCCASION}
        return len(others) + len(actions)

    def __bool__(self) -> bool:
        """Whether there is anything to remind of."""
        return bool(self.late or self.coming)


@dataclass(frozen=True, slots=True)
class Forecast(Coming):
    """What falls due from today on, and no more than how much is late."""

    late_count: int = 0

    def __bool__(self) -> bool:
        """Whether there is anything to remind of."""
        return bool(self.late_count or self.coming)


def reminders(ctx: AppContext, query: ReminderQuery) -> Reminders:
    """What is to be done by the book's day, of promises that run."""
    with ctx.read() as session:
        return reminders_in(session, query, ctx.today())


def reminders_in(session: Session, query: ReminderQuery, today: date) -> Reminders:
    """As `reminders`, inside a read that does more."""
    late = replace(_asked(query, today), last=today - timedelta(1), kinds=_LATE)
    return Reminders(
        today,
        query.days,
        coming=_coming(session, query, today),
        late=tuple(due_rows_in(session, late)),
    )


def forecast(ctx: AppContext, query: ReminderQuery) -> Forecast:
    """As `reminders`, without a row for each of what may be ten thousands of late things."""
    today = ctx.today()
    late = replace(_asked(query, today), last=today - timedelta(1))
    with ctx.read() as session:
        others = due_rows_in(session, replace(late, kinds=_LATE - due_actions.KINDS))
        return Forecast(
            today,
            query.days,
            coming=_coming(session, query, today),
            late_count=due_actions.count_in(session, late) + len(others),
        )


# A meeting that was held is not late, though its minutes may wait to be closed.
_LATE = frozenset(DueKind) - {DueKind.MEETING}


def _asked(query: ReminderQuery, today: date) -> DueQuery:
    return DueQuery(owner_ids=query.owner_ids, parties=query.parties, today=today)


def _coming(session: Session, query: ReminderQuery, today: date) -> tuple[DueRow, ...]:
    days = replace(_asked(query, today), first=today, last=today + timedelta(query.days))
    return tuple(due_rows_in(session, days))
