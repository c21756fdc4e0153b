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
