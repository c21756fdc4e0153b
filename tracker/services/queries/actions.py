"""Actions as rows: the big table's ids and pages, and the same row wherever an action is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionNote, ActionTally
from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    DeviationKind,
    FollowUp,
    Party,
    PromiseStatus,
)
from tracker.models.organisation import Person
from tracker.models.progress import Limits, Plan, colour, days_late, expected_by
from tracker.models.promise import Deviation, Promise
from tracker.models.search import sought_words
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import (
    ActionQuery,
    ActionSort,
    action_ids,
    action_ids_in,
)
from tracker.services.queries.action_text import is_called
from tracker.services.queries.colour_sql import ENDED, limits_of
from tracker.services.queries.series import SeriesTally, tallied, tally_of

__all__ = [
    "ActionQuery",
    "ActionRow",
    "ActionSort",
    "action_ids",
    "action_ids_in",
    "action_rows",
    "action_rows_in",
    "limits_of",
    "matching_actions",
]


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with what follows from its log today.

    `expected` is unrounded and None without target or dates; `colour` is None for an ended action;
    `moved_from` is the deadline before the latest move after signing, with `moved_why`.
    """

    id: int
    version: int
    number: int
    title: str
    goal: str
    support: str
    promise_id: int
    promise_number: int
    promise_title: str
    promise_status: PromiseStatus
    party: Party
    owner_id: int | None
    owner: str
    kind: ActionKind
    start: date | None
    deadline: date | None
    moved_from: date | None
    moved_why: str
    planned: Decimal | None
    unit: str
    done: Decimal
    expected: float | None
    entries: int
    last_on: date | None
    status: ActionStatus
    status_reason: str
    colour: FollowUp | None
    override_reason: str
    days_late: int
    carried_from: str
    lawful: bool
    recurrence: str | None = None
    """How often it comes back, as an RRULE."""
    series: SeriesTally | None = None
    """What became of its dates; None without any."""
    promise_end: date = date.max
    """The last day of the promise's period."""

    @property
    def label(self) -> str:
        """How people refer to it: promise number and action number, e.g. ``5.2``."""
        return f"{self.promise_number}.{self.number}"


def action_rows(ctx: AppContext, ids: Sequence[int]) -> list[ActionRow]:
    """The rows of `ids`, in that order; an id that is gone is left out."""
    with ctx.read() as session:
        return action_rows_in(session, ids, ctx.today())


def action_rows_in(session: Session, ids: Sequence[int], today: date) -> list[ActionRow]:
    """As `action_rows`, inside a read that does more."""
    by_id: dict[int, ActionRow] = {}
    limits = limits_of(session)
    for start in range(0, len(ids), 500):
        part = list(ids[start : start + 500])
        moves = _latest_moves(session, part)
        for row in session.execute(_row_statement(today), {_IDS.key: part}):
            by_id[row.Action.id] = _row(row, moves.get(row.Action.id), today, limits)
    return [by_id[action_id] for action_id in ids if action_id in by_id]


@lru_cache(maxsize=4)
def _row_statement(today: date) -> Select[Any]:
    """Of `_IDS`. Building it takes as long as asking for a row, so it is kept."""
    occasions = tallied(today, _IDS)
    source = select(Action.promise_id, Action.number, Action.id).subquery("source")
    source_promise = select(Promise.id, Promise.number).subquery("source_promise")
    return (
        select(
            Action,
            Promise.number.label("promise_number"),
            Promise.title.label("promise_title"),
            Promise.status.label("promise_status"),
            Promise.period_end.label("promise_end"),
            Person.role.label("role"),
            ActionTally.done.label("done"),
            ActionTally.entries.label("entries"),
            ActionTally.last_on.label("last_on"),
            occasions.c.planned.label("occasions"),
            occasions.c.due.label("occasions_due"),
            occasions.c.done.label("occasions_done"),
            occasions.c.missed.label("occasions_missed"),
            occasions.c.cancelled.label("occasions_cancelled"),
            exists().where(ActionNote.action_id == Action.id).label("noted"),
            source_promise.c.number.label("from_promise"),
            source.c.number.label("from_number"),
        )
        .join(Promise, Promise.id == Action.promise_id)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(ActionTally, ActionTally.action_id == Action.id)
        .outerjoin(occasions, occasions.c.action_id == Action.id)
        .outerjoin(source, source.c.id == Action.carried_from_id)
        .outerjoin(source_promise, source_promise.c.id == source.c.promise_id)
        .where(Action.id.in_(_IDS))
    )


def _latest_moves(session: Session, ids: Sequence[int]) -> dict[int, tuple[date | None, str]]:
    rows = session.execute(
        select(Deviation.action_id, Deviation.before, Deviation.reason)
        .where(Deviation.action_id.in_(ids), Deviation.kind == DeviationKind.DEADLINE)
        .order_by(Deviation.decided_on, Deviation.id)
    )
    return {
        action_id: (date.fromisoformat(before) if before else None, reason)
        for action_id, before, reason in rows
        if action_id is not None
    }


def _row(
    row: Row[Any], move: tuple[date | None, str] | None, today: date, limits: Limits
) -> ActionRow:
    action: Action = row.Action
    plan = Plan(
        kind=action.kind,
        status=action.status,
        start=action.start_on,
        deadline=action.deadline,
        planned=action.planned,
        done=row.done or Decimal(0),
        entries=row.entries or 0,
        noted=row.noted,
        occasions=row.occasions or 0,
        occasions_due=row.occasions_due or 0,
        override=action.override_colour,
    )
    return ActionRow(
        id=action.id,
        version=action.version,
        number=action.number,
        title=action.title,
        goal=action.goal,
        support=action.support,
        promise_id=action.promise_id,
        promise_number=row.promise_number,
        promise_title=row.promise_title,
        promise_status=row.promise_status,
        party=action.party,
        owner_id=action.owner_id,
        owner=row.role or "",
        kind=action.kind,
        start=action.start_on,
        deadline=action.deadline,
        moved_from=move[0] if move else None,
        moved_why=move[1] if move else "",
        planned=action.planned,
        unit=action.unit,
        done=plan.done,
        expected=None if action.status.ended else expected_by(plan, today),
        entries=plan.entries,
        last_on=row.last_on,
        status=action.status,
        status_reason=action.status_reason,
        colour=colour(plan, today, limits),
        override_reason=action.override_reason,
        days_late=days_late(plan, today),
        carried_from="" if row.from_promise is None else f"{row.from_promise}.{row.from_number}",
        lawful=action.lawful,
        recurrence=action.recurrence,
        series=_series(row),
        promise_end=row.promise_end,
    )


def _series(row: Row[Any]) -> SeriesTally | None:
    if row.occasions is None:
        return None
    return tally_of(
        row.occasions, row.occasions_done, row.occasions_missed, row.occasions_cancelled
    )


def matching_actions(ctx: AppContext, typed: str, limit: int = 8) -> tuple[list[ActionRow], int]:
    """Actions to log on that hold the words typed: open ones first, then the latest logged.

    Returns at most `limit` rows, and how many there are in all.
    """
    with ctx.read() as session:
        fits = is_called(typed)
        starts = Action.sought.startswith(" ".join(sought_words(typed)), autoescape=True)
        total = session.scalar(select(func.count()).select_from(Action).where(fits)) or 0
        ids = session.scalars(
            select(Action.id)
            .join(Promise, Promise.id == Action.promise_id)
            .outerjoin(ActionTally, ActionTally.action_id == Action.id)
            .where(fits)
            .order_by(
                Action.status.in_(ENDED),
                Promise.status.not_in((PromiseStatus.SIGNED, PromiseStatus.RUNNING)),
                ~starts,
                ActionTally.last_on.is_(None),
                ActionTally.last_on.desc(),
                Action.id,
            )
            .limit(limit)
        ).all()
        return action_rows_in(session, ids, ctx.today()), total
