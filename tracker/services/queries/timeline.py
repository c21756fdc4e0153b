"""Actions along time: from start to deadline, what was moved, and each occasion with its state."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, String, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionNote, ActionTally, Occasion
from tracker.models.enums import ActionStatus, DeviationKind, OccasionState, PromiseStatus
from tracker.models.organisation import Person
from tracker.models.progress import Limits, Plan, colour, days_late, promise_colour
from tracker.models.promise import Deviation, Promise
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import ids_by_label
from tracker.services.queries.colour_sql import limits_of, standings
from tracker.services.queries.timeline_rows import (
    NO_TICKS,
    STATES,
    Moved,
    PromiseSpan,
    Ticks,
    Timeline,
    TimelineQuery,
    TimelineRow,
)

MOST_SHOWN = 10_000
"""More actions than anyone reads; the first of them, by promise, are shown."""


def timeline(ctx: AppContext, query: TimelineQuery) -> Timeline:
    """What fits `query`; without a filter promises that have no actions are there too."""
    with ctx.read() as session:
        return timeline_in(session, query, ctx.today())


def timeline_in(session: Session, query: TimelineQuery, today: date) -> Timeline:
    """As `timeline`, inside a read that does more."""
    limits = limits_of(session)
    asked = ids_by_label(session, query.actions(), today)
    wanted = asked.limit(MOST_SHOWN)
    moved, ticks = _moved(session, wanted), _ticks(session, wanted, today)
    rows: defaultdict[int, list[TimelineRow]] = defaultdict(list)
    for found in session.execute(_statement(wanted)):
        row = _row(found, moved.get(found.id, ()), ticks.get(found.id, NO_TICKS), today, limits)
        rows[row.promise_id].append(row)
    shown = sum(map(len, rows.values()))
    total = shown if shown < MOST_SHOWN else _count(session, asked)
    everything = query == TimelineQuery()
    stand = standings(session, today, limits)
    spans = [
        PromiseSpan(
            promise.id,
            promise.number,
            promise.title,
            promise.status,
            promise.period_start,
            promise.period_end,
            promise_colour(
                promise.status,
                [(alike.status, alike.colour) for alike in stand.get(promise.id, ())],
            ),
            tuple(rows[promise.id]),
        )
        for promise in session.execute(_promises())
        if promise.id in rows or everything
    ]
    return Timeline(today, tuple(sorted(spans, key=_order)), total - shown)


def _count(session: Session, asked: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(asked.order_by(None).subquery())) or 0


def _promises() -> Select[*tuple[Any, ...]]:
    return select(
        Promise.id,
        Promise.number,
        Promise.title,
        Promise.status,
        Promise.period_start,
        Promise.period_end,
    )


_GROUPS = {
    PromiseStatus.RUNNING: 0,
    PromiseStatus.SIGNED: 0,
    PromiseStatus.ENDORSED: 1,
    PromiseStatus.DRAFT: 1,
}


def _order(span: PromiseSpan) -> tuple[int, int, int]:
    return _GROUPS.get(span.status, 2), -span.end.year, span.number


def _statement(wanted: Select[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Action.id,
            Action.version,
            Action.number,
            Action.title,
            Action.promise_id,
            Action.party,
            Action.start_on,
            Action.deadline,
            Action.kind,
            Action.status,
            Action.planned,
            Action.override_colour,
            Promise.number.label("promise_number"),
            Person.role,
            ActionTally.done,
            ActionTally.entries,
            exists().where(ActionNote.action_id == Action.id).label("noted"),
        )
        .join(Promise, Promise.id == Action.promise_id)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(ActionTally, ActionTally.action_id == Action.id)
        .where(Action.id.in_(wanted))
        .order_by(Action.promise_id, Action.number)
    )


def _moved(session: Session, wanted: Select[int]) -> dict[int, tuple[Moved, ...]]:
    statement = (
        select(Deviation.action_id, Deviation.before, Deviation.reason)
        .where(Deviation.action_id.in_(wanted), Deviation.kind == DeviationKind.DEADLINE)
        .order_by(Deviation.decided_on, Deviation.id)
    )
    found: defaultdict[int, list[Moved]] = defaultdict(list)
    for action_id, before, reason in session.execute(statement):
        if action_id is not None and before:
            found[action_id].append(Moved(date.fromisoformat(before), reason))
    return {action_id: tuple(moves) for action_id, moves in found.items()}


def _ticks(session: Session, wanted: Select[int], today: date) -> dict[int, Ticks]:
    # The word as it is stored: an enum of each of a hundred thousand takes half of the time.
    word = type_coerce(Occasion.state, String)
    statement = (
        select(Occasion.action_id, Occasion.due_on, word)
        .where(Occasion.action_id.in_(wanted))
        .order_by(Occasion.action_id, Occasion.due_on)
    )
    number = {state.value: place for place, state in enumerate(STATES)}
    missed, waiting = number[OccasionState.MISSED.value], OccasionState.OPEN.value
    days: defaultdict[int, array[int]] = defaultdict(lambda: array("l"))
    states: defaultdict[int, bytearray] = defaultdict(bytearray)
    for action_id, due_on, state in session.execute(statement):
        days[action_id].append(due_on.toordinal())
        passed = state == waiting and due_on < today
        states[action_id].append(missed if passed else number[state])
    return {action_id: Ticks(days[action_id], bytes(states[action_id])) for action_id in days}


def _row(
    found: Row[Any], moved: tuple[Moved, ...], ticks: Ticks, today: date, limits: Limits
) -> TimelineRow:
    plan = Plan(
        kind=found.kind,
        status=found.status,
        start=found.start_on,
        deadline=found.deadline,
        planned=found.planned,
        done=found.done or Decimal(0),
        entries=found.entries or 0,
        noted=found.noted,
        occasions=len(ticks),
        occasions_due=bisect_right(ticks.days, today.toordinal()),
        override=found.override_colour,
    )
    return TimelineRow(
        id=found.id,
        version=found.version,
        number=found.number,
        promise_number=found.promise_number,
        title=found.title,
        promise_id=found.promise_id,
        party=found.party,
        owner=found.role or "",
        start=found.start_on,
        deadline=found.deadline,
        status=found.status,
        colour=colour(plan, today, limits),
        days_late=days_late(plan, today),
        done_share=_share(plan),
        moved=moved,
        ticks=ticks,
    )


def _share(plan: Plan) -> float:
    """How much of the plan is done; without one in numbers, whether it is carried out."""
    if plan.planned is not None:
        return min(float(plan.done / plan.planned), 1.0)
    return 1.0 if plan.status is ActionStatus.DONE else 0.0
