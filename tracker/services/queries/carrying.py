"""Where actions can be carried over to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from tracker.models.action import Action
from tracker.models.enums import PROMISE_OUTCOMES, PromiseStatus
from tracker.models.promise import Promise
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class CarryTarget:
    """A promise of a later period. `there` are those of the actions carried to it before."""

    promise_id: int
    label: str
    title: str
    status: PromiseStatus
    period_start: date
    period_end: date
    there: tuple[int, ...] = ()


def carry_targets(ctx: AppContext, action_ids: Sequence[int]) -> list[CarryTarget]:
    """The promises that all of the actions can be carried over to, the nearest period first."""
    with ctx.read() as session:
        latest = session.scalar(
            select(func.max(Promise.period_start))
            .join(Action, Action.promise_id == Promise.id)
            .where(Action.id.in_(action_ids))
        )
        if latest is None:
            return []
        there: dict[int, list[int]] = {}
        for copy in session.scalars(select(Action).where(Action.carried_from_id.in_(action_ids))):
            there.setdefault(copy.promise_id, []).append(copy.carried_from_id or 0)
        later = session.scalars(
            select(Promise)
            .where(Promise.period_start > latest, Promise.status.not_in(PROMISE_OUTCOMES))
            .order_by(Promise.period_start, Promise.number, Promise.id)
        )
        return [
            CarryTarget(
                promise.id,
                f"L{promise.number}",
                promise.title,
                promise.status,
                promise.period_start,
                promise.period_end,
                tuple(there.get(promise.id, ())),
            )
            for promise in later
        ]


@dataclass(frozen=True, slots=True)
class CarriedAction:
    """The other end of a carrying over: ``3.1``, and the year that its promise begins in."""

    action_id: int
    promise_id: int
    label: str
    title: str
    year: int


@dataclass(frozen=True, slots=True)
class CarriedLinks:
    """Where an action was carried over from, and where it has been carried to."""

    source: CarriedAction | None = None
    targets: tuple[CarriedAction, ...] = ()


def carried_links(ctx: AppContext, action_id: int) -> CarriedLinks:
    """Both ends, as far as there are any."""
    with ctx.read() as session:
        source_of = select(Action.carried_from_id).where(Action.id == action_id)
        rows = session.execute(
            select(Action, Promise)
            .join(Promise, Promise.id == Action.promise_id)
            .where((Action.carried_from_id == action_id) | Action.id.in_(source_of))
            .order_by(Promise.period_start, Promise.number, Action.number)
        ).all()
        source, targets = None, []
        for action, promise in rows:
            label = f"{promise.number}.{action.number}"
            year = promise.period_start.year
            end = CarriedAction(action.id, promise.id, label, action.title, year)
            if action.carried_from_id == action_id:
                targets.append(end)
            else:
                source = end
        return CarriedLinks(source, tuple(targets))
