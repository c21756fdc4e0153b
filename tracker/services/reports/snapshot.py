"""The promises and actions of one agreement with the values they had on a day, for reports."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionNote, LogEntry, Occasion
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, Party, PromiseStatus
from tracker.models.journal import earlier_values, entered_later
from tracker.models.progress import Limits, Plan
from tracker.models.promise import Promise
from tracker.models.schema import METADATA
from tracker.services.queries.actions import limits_of


@dataclass(frozen=True, slots=True)
class PromiseThen:
    """A promise as it was."""

    id: int
    number: int
    title: str
    text: str
    period_start: date
    period_end: date
    expected_effect: str
    status: PromiseStatus
    signed_on: date | None
    outcome_reason: str


@dataclass(frozen=True, slots=True)
class ActionThen:
    """An action as it was."""

    id: int
    promise_id: int
    number: int
    title: str
    party: Party
    owner_id: int | None
    support: str
    goal: str
    start_on: date | None
    deadline: date | None
    kind: ActionKind
    planned: Decimal | None
    unit: str
    status: ActionStatus
    status_reason: str
    override_colour: FollowUp | None
    lawful: bool


@dataclass(frozen=True, slots=True)
class Logged:
    """What an action's log came to."""

    done: Decimal
    entries: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How everything under an agreement stood at the end of `as_of`."""

    agreement_id: int
    as_of: date
    limits: Limits
    promises: tuple[PromiseThen, ...]
    actions: dict[int, list[ActionThen]]
    """Of each promise, in the order of the plan."""
    log: dict[int, Logged]
    noted: frozenset[int]
    occasions: dict[int, list[date]]

    def plan(self, action: ActionThen) -> Plan:
        """What the follow-up rules ask of an action."""
        log, occasions = self.log.get(action.id), self.occasions.get(action.id, ())
        return Plan(
            kind=action.kind,
            status=action.status,
            start=action.start_on,
            deadline=action.deadline,
            planned=action.planned,
            done=log.done if log else Decimal(0),
            entries=log.entries if log else 0,
            noted=action.id in self.noted,
            occasions=len(occasions),
            occasions_due=sum(day <= self.as_of for day in occasions),
            override=action.override_colour,
        )


def end_of_day(day: date) -> datetime:
    """The last instant of a calendar day where the program runs."""
    return datetime.combine(day, time.max).astimezone(UTC)


def snapshot(session: Session, agreement_id: int, as_of: date) -> Snapshot:
    """Everything under the agreement as it stood at the end of `as_of`."""
    ours = select(Promise.id).where(Promise.agreement_id == agreement_id)
    our_actions = select(Action.id).where(Action.promise_id.in_(ours))
    at = end_of_day(as_of)
    actions: dict[int, list[ActionThen]] = defaultdict(list)
    for action in _then(session, ActionThen, our_actions, at):
        actions[action.promise_id].append(action)
    return Snapshot(
        agreement_id,
        as_of,
        limits_of(session),
        tuple(_promises(session, ours, as_of)),
        actions,
        _log(session, our_actions, as_of),
        frozenset(
            session.scalars(
                select(ActionNote.action_id)
                .where(ActionNote.written_on <= as_of, ActionNote.action_id.in_(our_actions))
                .distinct()
            )
        ),
        _occasions(session, our_actions),
    )


def _promises(session: Session, ours: Select[int], as_of: date) -> Iterator[PromiseThen]:
    """Books are often filled in afterwards: what was signed by then was a promise by then."""
    at = end_of_day(as_of)
    later = entered_later(session, METADATA.tables[Promise.__tablename__], at, ours)
    for promise in _then(session, PromiseThen, ours, at):
        signed = promise.signed_on is not None and promise.signed_on <= as_of
        if signed or promise.id not in later:
            yield promise


_TABLES = {PromiseThen: Promise.__tablename__, ActionThen: Action.__tablename__}
Then = TypeVar("Then", PromiseThen, ActionThen)


def _then(session: Session, kind: type[Then], ids: Select[int], at: datetime) -> list[Then]:
    """The rows of `ids`, by number, with the values they had at an instant."""
    table = METADATA.tables[_TABLES[kind]]
    names = [field.name for field in fields(kind)]
    earlier = earlier_values(session, table, at, ids)
    rows = session.execute(
        select(*(table.c[name] for name in names))
        .where(table.c.id.in_(ids))
        .order_by(table.c.number)
    )
    return [
        kind(**{**row._mapping, **{n: v for n, v in earlier.get(row.id, {}).items() if n in names}})
        for row in rows
    ]


def _log(session: Session, actions: Select[int], as_of: date) -> dict[int, Logged]:
    rows = session.execute(
        select(
            LogEntry.action_id,
            func.sum(LogEntry.quantity),
            func.count(),
            func.max(LogEntry.done_on),
        )
        .where(LogEntry.done_on <= as_of, LogEntry.action_id.in_(actions))
        .group_by(LogEntry.action_id)
    )
    return {row[0]: Logged(row[1], row[2], row[3]) for row in rows}


def _occasions(session: Session, actions: Select[int]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for action_id, day in session.execute(
        select(Occasion.action_id, Occasion.due_on).where(Occasion.action_id.in_(actions))
    ):
        found[action_id].append(day)
    return found
