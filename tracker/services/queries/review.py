"""Granskning: what the säkerhetssamordnare should look at now, most urgent first, and why."""

from array import array
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models.action import Action, ActionTally
from tracker.models.enums import FollowUp, PromiseStatus
from tracker.models.journal import Change, Operation
from tracker.models.progress import urgency
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.queries.actions import ActionRow, action_rows_in, limits_of
from tracker.services.queries.colour_sql import ENDED, ColourSql, occasions_by


class Why(StrEnum):
    """Why an action is in the queue."""

    OVERDUE = "overdue"
    BEHIND = "behind"
    SILENT = "silent"
    DUE_SOON = "due_soon"
    NO_OWNER = "no_owner"


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
    """An action that was handled today, and by which operation."""

    action_id: int
    label: str
    title: str
    operation: str


def review_ids(ctx: AppContext) -> "array[int]":
    """Ids of the actions to review, most urgent first, without those handled today."""
    with ctx.read() as session:
        return review_ids_in(session, ctx.today())


def review_ids_in(session: Session, today: date) -> "array[int]":
    """As `review_ids`, inside a read that does more."""
    limits = limits_of(session)
    occasions = occasions_by(today)
    rank = ColourSql(today, limits, occasions).rank()
    ids = session.scalars(
        select(Action.id)
        .join(Promise, Promise.id == Action.promise_id)
        .outerjoin(ActionTally, ActionTally.action_id == Action.id)
        .outerjoin(occasions, occasions.c.action_id == Action.id)
        .where(
            Promise.status.in_((PromiseStatus.SIGNED, PromiseStatus.RUNNING)),
            Action.status.not_in(ENDED),
            or_(
                rank <= urgency(FollowUp.AT_RISK),
                Action.deadline <= today + timedelta(limits.due_soon_days),
                Action.owner_id.is_(None),
            ),
        )
        .order_by(rank, Action.deadline.is_(None), Action.deadline, Action.id)
    )
    handled = {item.action_id for item in reviewed_in(session, today)}
    return array("q", (action_id for action_id in ids if action_id not in handled))


def reasons(row: ActionRow, today: date, due_soon_days: int) -> list[Reason]:
    """Why the action is in the queue, the weightiest reason first."""
    found: list[Reason] = []
    if row.days_late:
        found.append(Reason(Why.OVERDUE, row.days_late))
    elif row.colour in (FollowUp.LATE, FollowUp.AT_RISK) and row.expected is not None:
        found.append(Reason(Why.BEHIND, row.expected - float(row.done)))
    if row.last_on is not None and (today - row.last_on).days >= SILENT_DAYS:
        found.append(Reason(Why.SILENT, (today - row.last_on).days))
    if row.deadline is not None and 0 <= (row.deadline - today).days <= due_soon_days:
        found.append(Reason(Why.DUE_SOON, (row.deadline - today).days))
    if row.owner_id is None:
        found.append(Reason(Why.NO_OWNER))
    return found


def review_rows(ctx: AppContext, ids: list[int]) -> list[tuple[ActionRow, list[Reason]]]:
    """Actions of the queue with their reasons."""
    with ctx.read() as session:
        today, days = ctx.today(), limits_of(session).due_soon_days
        return [(row, reasons(row, today, days)) for row in action_rows_in(session, ids, today)]


def reviewed_today(ctx: AppContext) -> list[Reviewed]:
    """What has been handled today and not taken back, newest first."""
    with ctx.read() as session:
        return reviewed_in(session, ctx.today())


def reviewed_in(session: Session, today: date) -> list[Reviewed]:
    """As `reviewed_today`, inside a read that does more."""
    start = datetime.combine(today, time.min).astimezone(UTC)
    undoing = aliased(Operation)
    rows = session.execute(
        select(Operation.name, Change.table_name, Change.row_id, Change.after)
        .join(Change, Change.operation_id == Operation.id)
        .outerjoin(undoing, undoing.undo_of == Operation.id)
        .where(
            Operation.at >= start,
            Operation.name.in_(REVIEW_OPERATIONS),
            Operation.undo_of.is_(None),
            undoing.id.is_(None),
        )
        .order_by(Operation.seq.desc())
    ).tuples()
    handled: dict[int, str] = {}
    for name, table, row_id, after in rows:
        action_id = row_id if table == "action" else (after or {}).get("action_id")
        if action_id is not None:
            handled.setdefault(action_id, name)
    known = {row.id: row for row in action_rows_in(session, list(handled), today)}
    return [
        Reviewed(action_id, known[action_id].label, known[action_id].title, name)
        for action_id, name in handled.items()
        if action_id in known
    ]
