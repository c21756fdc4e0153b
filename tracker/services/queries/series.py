"""A recurring action's dates as rows, and what has become of them in all."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, Subquery, and_, case, cast, func, select
from sqlalchemy.orm import Session

from tracker.models.action import LogEntry, Occasion
from tracker.models.enums import OccasionState
from tracker.services.context import AppContext
from tracker.services.series import series_in, unlinked_entries
from tracker.services.series_matching import Deed, Series


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """One of the dates.

    `shown` is its state as people speak of it: an open one that passed was missed. `entry_id` and
    `done_on` are of the entry that it was done by.
    """

    id: int
    version: int
    due_on: date
    state: OccasionState
    shown: OccasionState
    reason: str = ""
    entry_id: int | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class SeriesTally:
    """What became of an action's dates: ``7 gjorda, 2 missade, 1 inställd, 2 kvar``."""

    done: int
    missed: int
    cancelled: int
    left: int

    @property
    def total(self) -> int:
        """How many dates there are."""
        return self.done + self.missed + self.cancelled + self.left


def shown_state(state: OccasionState, due_on: date, today: date) -> OccasionState:
    """An open occasion whose day has passed is spoken of as missed, as lateness is derived."""
    is_missed = state is OccasionState.OPEN and due_on < today
    return OccasionState.MISSED if is_missed else state


def occasions_of(ctx: AppContext, action_id: int) -> list[OccasionRow]:
    """The action's dates, by day."""
    with ctx.read() as session:
        return list(occasions_in(session, action_id, ctx.today()))


def next_open(rows: Iterable[OccasionRow], day: date) -> date | None:
    """The first of the dates, by day, that is open after `day`."""
    is_open = (r.due_on for r in rows if r.state is OccasionState.OPEN and r.due_on > day)
    return next(is_open, None)


def occasions_in(session: Session, action_id: int, today: date) -> tuple[OccasionRow, ...]:
    """As `occasions_of`, inside a read that does more."""
    rows = session.execute(
        select(Occasion, LogEntry.done_on)
        .outerjoin(LogEntry, LogEntry.id == Occasion.log_entry_id)
        .where(Occasion.action_id == action_id)
        .order_by(Occasion.due_on)
    )
    return tuple(_row(occasion, done_on, today) for occasion, done_on in rows)


def _row(occasion: Any, done_on: date | None, today: date) -> OccasionRow:
    return OccasionRow(
        occasion.id,
        occasion.version,
        occasion.due_on,
        occasion.state,
        shown_state(occasion.state, occasion.due_on, today),
        occasion.reason,
        occasion.log_entry_id,
        done_on,
    )


def tallied(today: date, action_ids: Collection[int] | BindParameter[Any]) -> Subquery:
    """As `colour_sql.occasions_by`, of these actions only, with what became of the dates."""
    passed = and_(Occasion.state == OccasionState.OPEN, Occasion.due_on < today)
    counted = {
        "due": Occasion.due_on <= today,
        "done": Occasion.state == OccasionState.DONE,
        "missed": (Occasion.state == OccasionState.MISSED) | passed,
        "cancelled": Occasion.state == OccasionState.CANCELLED,
    }
    sums = [
        cast(func.sum(case((condition, 1), else_=0)), Integer).label(name)
        for name, condition in counted.items()
    ]
    return (
        select(Occasion.action_id, func.count().label("planned"), *sums)
        .where(Occasion.action_id.in_(action_ids))
        .group_by(Occasion.action_id)
        .subquery("occasions")
    )


def tally_of(planned: int, done: int, missed: int, cancelled: int) -> SeriesTally:
    """The tally of `planned` dates."""
    return SeriesTally(done, missed, cancelled, planned - done - missed - cancelled)


@dataclass(frozen=True, slots=True)
class Offered:
    """What an entry can stand for: an action's open dates, and those of them it would do.

    To an entry that is there its own are open too; `tally` counts them so. One of the very day may
    be taken back from another entry, which then does the one in `moved`.
    """

    nearest: tuple[OccasionRow, ...]
    open: tuple[OccasionRow, ...]
    tally: SeriesTally
    coming: OccasionRow | None = None
    """The first open one after the day, which nothing but a choice lets the entry do."""
    moved: tuple[OccasionRow, ...] = ()
    count: int = 1
    """How many the deed's quantity stands for."""


def offered_to(ctx: AppContext, deed: Deed) -> Offered:
    """What `log_done` lets a deed stand for, or with its entry's id `edit_log`.

    An entry keeps its own while its action, day and quantity stay as they were.
    """
    today = ctx.today()
    with ctx.read() as session:
        series = _series(session, deed.action_id, deed.entry_id)
        rows = [
            _reopened(row, today) if row.entry_id == deed.entry_id else row
            for row in occasions_in(session, deed.action_id, today)
        ]
        if session.execute(_entry(deed.entry_id)).one_or_none() == astuple(deed):
            matched = [(row, deed.entry_id) for row in series.own]
        else:
            matched = series.match([deed])
        coming = series.next_after(deed.done_on)
    does = {row.id: entry_id for row, entry_id in matched}
    open_ones = tuple(row for row in rows if row.state is OccasionState.OPEN)
    count = Counter(row.shown for row in rows)
    tally = tally_of(
        len(rows),
        count[OccasionState.DONE],
        count[OccasionState.MISSED],
        count[OccasionState.CANCELLED],
    )
    return Offered(
        tuple(row for row in rows if does.get(row.id) == deed.entry_id),
        open_ones,
        tally,
        next((row for row in rows if coming is not None and row.id == coming.id), None),
        tuple(row for row in rows if does.get(row.id, deed.entry_id) != deed.entry_id),
        series.worth(deed.quantity),
    )


def _entry(entry_id: int) -> Select[int, int, date, Decimal]:
    columns = (LogEntry.id, LogEntry.action_id, LogEntry.done_on, LogEntry.quantity)
    return select(*columns).where(LogEntry.id == entry_id)


def _reopened(row: OccasionRow, today: date) -> OccasionRow:
    state = OccasionState.OPEN
    shown = shown_state(state, row.due_on, today)
    return replace(row, state=state, shown=shown, entry_id=None, done_on=None)


def unmatched(ctx: AppContext, action_id: int) -> int:
    """How many open occasions `match_log` would find an entry for."""
    with ctx.read() as session:
        series = _series(session, action_id)
        deeds = [Deed(*entry) for entry in session.execute(unlinked_entries([action_id]))]
        return sum(row.state is OccasionState.OPEN for row, _entry_id in series.match(deeds))


def _series(session: Session, action_id: int, entry_id: int = 0) -> Series:
    found = series_in(session.connection(), [action_id], entry_id)
    return found.get(action_id) or Series((), None)
