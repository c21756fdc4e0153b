"""Why an action is in Granskning: the reasons, each with its figure and what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models.action import Occasion
from tracker.models.book import Book
from tracker.models.enums import ActionKind, FollowUp, OccasionState
from tracker.models.organisation import Person
from tracker.models.promise import DecisionRequest
from tracker.services.people import person_words
from tracker.services.queries.actions import ActionRow


class Why(StrEnum):
    """Why an action is in the queue, the weightiest first."""

    OVERDUE = "overdue"
    BEHIND = "behind"
    DECISION = "decision"
    MISSED = "missed"
    SILENT = "silent"
    DUE_SOON = "due_soon"
    NO_OWNER = "no_owner"
    OWNER_ENDED = "owner_ended"
    REACHED = "reached"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with its figure: days late, units short, occasions missed, days silent or left.

    `day` is when the last missed occasion was, when the owner left, or when a decision is due;
    `words` the question or the successor; `row_id` the decision request.
    """

    why: Why
    figure: float = 0
    day: date | None = None
    words: str = ""
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many days ahead a deadline is soon, and after how many without an entry it is silent."""

    soon: int = 30
    silent: int = 90


def bounds_in(session: Session, days: int | None = None) -> Bounds:
    """The book's own bounds; whoever asks `days` ahead also sees what is due by then."""
    soon, silent = session.execute(select(Book.due_soon_days, Book.silent_days)).one()
    return Bounds(max(soon, days or 0), silent)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands in other tables about some actions: questions, owners that left, missed days."""

    decisions: Mapping[int, Sequence[Reason]] = field(default_factory=dict)
    """By action id."""
    of_promises: Mapping[int, Sequence[Reason]] = field(default_factory=dict)
    owners: Mapping[int, Reason] = field(default_factory=dict)
    missed: Mapping[int, Reason] = field(default_factory=dict)


def waiting_in(session: Session, rows: Sequence[ActionRow], today: date) -> Waiting:
    """What is waited for by these actions."""
    ids = [row.id for row in rows]
    asked, of_promises = _decisions(session, ids, {row.promise_id for row in rows})
    owners = {row.owner_id for row in rows if row.owner_id is not None}
    return Waiting(asked, of_promises, _ended(session, owners, today), _missed(session, ids, today))


def reasons(
    row: ActionRow, today: date, bounds: Bounds, waiting: Waiting | None = None
) -> list[Reason]:
    """Why the action is in the queue, the weightiest reason first."""
    waiting = waiting or Waiting()
    found: list[Reason] = []
    if row.days_late:
        found.append(Reason(Why.OVERDUE, row.days_late))
    elif _is_behind(row):
        found.append(Reason(Why.BEHIND, (row.expected or 0) - float(row.done)))
    found += waiting.decisions.get(row.id, ())
    found += waiting.of_promises.get(row.promise_id, ())
    found += [waiting.missed[row.id]] if row.id in waiting.missed else []
    silent_since = _silent_since(row)
    if silent_since is not None and (today - silent_since).days >= bounds.silent:
        found.append(Reason(Why.SILENT, (today - silent_since).days))
    if _is_soon(row, today, bounds):
        found.append(Reason(Why.DUE_SOON, ((row.deadline or today) - today).days))
    if row.owner_id is None:
        found.append(Reason(Why.NO_OWNER))
    elif row.owner_id in waiting.owners:
        found.append(waiting.owners[row.owner_id])
    if row.deadline is not None and row.deadline < today and _is_met(row):
        found.append(Reason(Why.REACHED))
    if row.override_reason:
        found.append(Reason(Why.BY_HAND))
    return found


def _is_met(row: ActionRow) -> bool:
    return row.planned is not None and row.done >= row.planned


def _is_behind(row: ActionRow) -> bool:
    by_rule = row.colour in (FollowUp.LATE, FollowUp.AT_RISK) and not row.override_reason
    return by_rule and row.expected is not None and row.expected > row.done


def _silent_since(row: ActionRow) -> date | None:
    """The latest entry or, when nothing was logged since, the start; None for what has no log."""
    counted = row.planned is not None or row.kind is not ActionKind.SINGLE
    if not counted or _is_met(row):
        return None
    return max((day for day in (row.last_on, row.start) if day is not None), default=None)


def _is_soon(row: ActionRow, today: date, bounds: Bounds) -> bool:
    if row.deadline is None or row.deadline < today:
        return False
    # The book may call a one-off at risk earlier than soon.
    at_risk = row.planned is None and row.colour is FollowUp.AT_RISK and not row.override_reason
    return at_risk or row.deadline <= today + timedelta(bounds.soon)


def _decisions(
    session: Session, action_ids: Sequence[int], promise_ids: set[int]
) -> tuple[dict[int, list[Reason]], dict[int, list[Reason]]]:
    """The open questions by action, and those about a whole promise by promise."""
    of_actions: dict[int, list[Reason]] = {}
    of_promises: dict[int, list[Reason]] = {}
    request = DecisionRequest
    for row in session.scalars(
        select(request)
        .where(
            request.decided_on.is_(None),
            or_(
                request.action_id.in_(action_ids),
                request.action_id.is_(None) & request.promise_id.in_(promise_ids),
            ),
        )
        .order_by(request.due_on, request.id)
    ):
        reason = Reason(Why.DECISION, day=row.due_on, words=row.question, row_id=row.id)
        if row.action_id is not None:
            of_actions.setdefault(row.action_id, []).append(reason)
        elif row.promise_id is not None:
            of_promises.setdefault(row.promise_id, []).append(reason)
    return of_actions, of_promises


def _ended(session: Session, owner_ids: set[int], today: date) -> dict[int, Reason]:
    successor = aliased(Person)
    found: dict[int, Reason] = {}
    for row in session.execute(
        select(Person, successor)
        .outerjoin(successor, successor.id == Person.successor_id)
        .where(Person.id.in_(owner_ids), Person.active_to < today)
    ):
        person: Person = row[0]
        follower: Person | None = row[1]
        words = "" if follower is None else person_words(follower)
        found[person.id] = Reason(Why.OWNER_ENDED, day=person.active_to, words=words)
    return found


def _missed(session: Session, action_ids: Sequence[int], today: date) -> dict[int, Reason]:
    rows = session.execute(
        select(Occasion.action_id, func.count(), func.max(Occasion.due_on))
        .where(
            Occasion.action_id.in_(action_ids),
            Occasion.state == OccasionState.OPEN,
            Occasion.due_on < today,
        )
        .group_by(Occasion.action_id)
    )
    return {action_id: Reason(Why.MISSED, count, day) for action_id, count, day in rows}
