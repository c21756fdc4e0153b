"""A recurring action's dates as rows, and what has become of them in all."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Integer, Subquery, and_, case, cast, func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry, Occasion
from tracker.models.enums import OccasionState
from tracker.models.past import portions
from tracker.services.context import AppContext
from tracker.services.series import Deed, Series, unlinked_entries


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


def tallies_in(
    session: Session, action_ids: Collection[int], today: date
) -> dict[int, SeriesTally]:
    """The tally of each action that has dates."""
    found = {}
    for part in portions(action_ids):
        by = tallied(today, part)
        for action_id, *counts in session.execute(
            select(by.c.action_id, by.c.planned, by.c.done, by.c.missed, by.c.cancelled)
        ):
            found[action_id] = tally_of(*counts)
    return found


def nearest_open(
    ctx: AppContext, action_id: int, day: date, quantity: Decimal
) -> list[OccasionRow]:
    """The occasions that an entry of that day and quantity would do, by day."""
    with ctx.read() as session:
        series = _series(session, action_id)
        taken = {row.id for row in series.take_nearest(day, series.worth(quantity))}
        rows = occasions_in(session, action_id, ctx.today())
        return [row for row in rows if row.id in taken]


def unmatched(ctx: AppContext, action_id: int) -> int:
    """How many open occasions `match_log` would find an entry for."""
    with ctx.read() as session:
        series = _series(session, action_id)
        deeds = (Deed(*entry) for entry in session.execute(unlinked_entries([action_id])))
        return sum(
            len(series.take_nearest(deed.done_on, series.worth(deed.quantity))) for deed in deeds
        )


def _series(session: Session, action_id: int) -> Series:
    rows = session.execute(
        select(Occasion.__table__).where(Occasion.action_id == action_id).order_by(Occasion.due_on)
    )
    planned = session.scalar(select(Action.planned).where(Action.id == action_id))
    return Series(rows.all(), planned)
