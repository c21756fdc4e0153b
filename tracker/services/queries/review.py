"""Granskning: what the säkerhetssamordnare should look at now, most urgent first, and why."""

from array import array
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionNote, ActionTally
from tracker.models.enums import FollowUp, PromiseStatus
from tracker.models.journal import Change, Operation
from tracker.models.progress import urgency
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.queries.actions import ActionRow, action_rows_in, limits_of
from tracker.services.queries.colour_sql import ENDED, ColourSql, rule_in
from tracker.services.queries.fetching import fetched_ids


class Why(StrEnum):
    """Why an action is in the queue."""

    OVERDUE = "overdue"
    BEHIND = "behind"
    SILENT = "silent"
    DUE_SOON = "due_soon"
    NO_OWNER = "no_owner"
    BY_HAND = "by_hand"


SILENT_DAYS = 90

REVIEW_OPERATIONS = (
    "action.move_deadline",
    "action.set_owner",
    "action.set_status",
    "action.note",
    "action.override_colour",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with its figure: days late, units short, days silent, or days left."""

    why: Why
    figure: float = 0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An action that was handled today, as it is now, and the operation that handled it last."""

    row: ActionRow
    operation: str


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """What is left to review, most urgent first, and how much was handled today.

    `latest` are some of those handled, newest first.
    """

    ids: "array[int]"
    handled: int
    latest: tuple[Reviewed, ...]


def review_queue(ctx: AppContext, *, latest: int = 20) -> ReviewQueue:
    """The queue as it stands, and what has been done about it today."""
    with ctx.read() as session:
        today = ctx.today()
        handled = _handled(session, today)
        rows = action_rows_in(session, list(handled)[:latest], today)
        return ReviewQueue(
            _ids_without(session, today, handled),
            len(handled),
            tuple(Reviewed(row, handled[row.id]) for row in rows),
        )


def review_count_in(session: Session, today: date) -> int:
    """How many actions there are to review, without those handled today."""
    handled = _handled(session, today)
    ids = fetched_ids(session, _queue(rule_in(session, today)))
    return len(ids) - sum(action_id in handled for action_id in ids) if handled else len(ids)


def _ids_without(session: Session, today: date, handled: Container[int]) -> "array[int]":
    rule = rule_in(session, today)
    ids = fetched_ids(session, _queue(rule).order_by(rule.order(), Action.id + 0))
    return array("q", (action_id for action_id in ids if action_id not in handled))


def _queue(rule: ColourSql) -> Select[int]:
    """The ids of all that should be looked at."""
    soon = rule.today + timedelta(rule.limits.due_soon_days)
    return (
        select(Action.id)
        .join(Promise, Promise.id == Action.promise_id)
        .outerjoin(ActionTally, ActionTally.action_id == Action.id)
        .outerjoin(rule.occasions, rule.occasions.c.action_id == Action.id)
        .where(
            Promise.status.in_((PromiseStatus.SIGNED, PromiseStatus.RUNNING)),
            Action.status.not_in(ENDED),
            # The colour last: it takes longest, and most that need review need it anyway.
            or_(
                Action.deadline <= soon,
                Action.owner_id.is_(None),
                rule.rank() <= urgency(FollowUp.AT_RISK),
            ),
        )
    )


def reasons(row: ActionRow, today: date, due_soon_days: int) -> list[Reason]:
    """Why the action is in the queue, the weightiest reason first."""
    found: list[Reason] = []
    if row.days_late:
        found.append(Reason(Why.OVERDUE, row.days_late))
    elif row.expected is not None and row.colour in (FollowUp.LATE, FollowUp.AT_RISK):
        short = row.expected - float(row.done)
        found += [Reason(Why.BEHIND, short)] if short > 0 else []
    if row.last_on is not None and (today - row.last_on).days >= SILENT_DAYS:
        found.append(Reason(Why.SILENT, (today - row.last_on).days))
    if row.deadline is not None and 0 <= (row.deadline - today).days <= due_soon_days:
        found.append(Reason(Why.DUE_SOON, (row.deadline - today).days))
    if row.owner_id is None:
        found.append(Reason(Why.NO_OWNER))
    if row.override_reason:
        found.append(Reason(Why.BY_HAND))
    return found


def review_rows(ctx: AppContext, ids: Sequence[int]) -> list[tuple[ActionRow, list[Reason]]]:
    """Actions of the queue with their reasons."""
    with ctx.read() as session:
        today, days = ctx.today(), limits_of(session).due_soon_days
        return [(row, reasons(row, today, days)) for row in action_rows_in(session, ids, today)]


def _handled(session: Session, today: date) -> dict[int, str]:
    """The actions handled today by the last operation in force on each, newest first."""
    start = datetime.combine(today, time.min).astimezone(UTC)
    todays = (
        Operation.at >= start,
        Operation.at < start + timedelta(days=1),
        Operation.name.in_(REVIEW_OPERATIONS),
    )
    operations = session.execute(
        select(Operation.id, Operation.name, Operation.undo_of).where(*todays)
    ).all()
    taken_back_by = {undo_of: row_id for row_id, _name, undo_of in operations}
    names = {
        row_id: name
        for row_id, name, undo_of in operations
        if undo_of is None and _in_force(row_id, taken_back_by)
    }
    changes = session.execute(
        select(Operation.id, Change.table_name, Change.row_id, Change.after)
        .join(Change, Change.operation_id == Operation.id)
        .where(*todays, Change.table_name.in_((Action.__tablename__, ActionNote.__tablename__)))
        .order_by(Operation.seq.desc(), Change.position)
    )
    handled: dict[int, str] = {}
    for operation_id, table, row_id, after in changes:
        if operation_id in names:
            action_id = row_id if table == Action.__tablename__ else (after or {})["action_id"]
            handled.setdefault(action_id, names[operation_id])
    return handled


def _in_force(operation_id: int, taken_back_by: Mapping[int | None, int]) -> bool:
    """Whether an operation stands: never undone, or undone and done again."""
    turns = 0
    while operation_id in taken_back_by:
        operation_id = taken_back_by[operation_id]
        turns += 1
    return turns % 2 == 0
