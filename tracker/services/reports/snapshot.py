"""The promises and actions of one agreement with the values they had on a day, for reports."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, select

from tracker.models.action import Action, ActionNote, LogEntry, Occasion
from tracker.models.book import Book
from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    FollowUp,
    OccasionState,
    Party,
    PromiseStatus,
)
from tracker.models.past import IDS, Past, portions
from tracker.models.progress import Limits, Plan
from tracker.models.promise import Promise


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
    recurrence: str | None


@dataclass(frozen=True, slots=True)
class OccasionThen:
    """One of an action's dates as it was: an open one that had passed was missed."""

    due_on: date
    state: OccasionState
    reason: str


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
    occasions: dict[int, list[OccasionThen]]
    """Of each action that has any, by day."""

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
            occasions_due=sum(each.due_on <= self.as_of for each in occasions),
            override=action.override_colour,
        )


def snapshot(past: Past, agreement_id: int, as_of: date) -> Snapshot:
    """Everything under the agreement as it stood at the end of `as_of`, the day of `past`."""
    promises = _promises(past, agreement_id, as_of)
    actions = _actions(past, promises)
    ids = {action.id for action in actions}
    by_promise: dict[int, list[ActionThen]] = defaultdict(list)
    for action in actions:
        by_promise[action.promise_id].append(action)
    notes = past.rows(ActionNote, ActionNote.action_id, ids, on=ActionNote.written_on, until=as_of)
    return Snapshot(
        agreement_id,
        as_of,
        _limits(past),
        promises,
        by_promise,
        _logged(past, ids, as_of),
        frozenset(note.action_id for note in notes),
        _occasions(past, ids, as_of),
    )


def _occasions(past: Past, actions: Collection[int], as_of: date) -> dict[int, list[OccasionThen]]:
    """The dates of each action. One that was done by the day is so whenever it was logged."""
    rows = past.rows(Occasion, Occasion.action_id, actions, part_of=Action)
    since = past.altered(Occasion)
    entries = {row.id: (row.log_entry_id, _linked_since(row, since)) for row in rows}
    linked = {entry for pair in entries.values() for entry in pair if entry is not None}
    day_of = {
        entry_id: day
        for part in portions(linked)
        for entry_id, day in past.session.execute(_DAYS, {IDS.key: part})
    }
    found: dict[int, list[OccasionThen]] = defaultdict(list)
    for row in sorted(rows, key=attrgetter("due_on")):
        then, now = entries[row.id]
        # An entry that has been removed since was there then.
        is_done = (then is not None and day_of.get(then, as_of) <= as_of) or (
            now in day_of and day_of[now] <= as_of
        )
        state = OccasionState.DONE if is_done else row.state
        if not is_done and state in (OccasionState.OPEN, OccasionState.DONE):
            state = OccasionState.MISSED if row.due_on < as_of else OccasionState.OPEN
        reason = "" if is_done else row.reason
        found[row.action_id].append(OccasionThen(row.due_on, state, reason))
    return dict(found)


def _linked_since(row: Occasion, since: Mapping[int, Occasion]) -> int | None:
    return since[row.id].log_entry_id if row.id in since else None


_DAYS = select(LogEntry.id, LogEntry.done_on).where(LogEntry.id.in_(IDS))


def _limits(past: Past) -> Limits:
    [book] = past.rows(Book)
    return Limits(book.on_track_percent, book.risk_percent, book.risk_days, book.due_soon_days)


def _promises(past: Past, agreement_id: int, as_of: date) -> tuple[PromiseThen, ...]:
    rows = [row for row in past.rows(Promise) if row.agreement_id == agreement_id]
    later = past.later(Promise, {row.id for row in rows})
    return tuple(
        _then(PromiseThen, row)
        for row in sorted(rows, key=attrgetter("number", "id"))
        if row.id not in later or (row.signed_on is not None and row.signed_on <= as_of)
    )


def _actions(past: Past, promises: Collection[PromiseThen]) -> list[ActionThen]:
    """Of every promise, in the order of the plan."""
    by_id = {promise.id: promise for promise in promises}
    rows = past.rows(Action, Action.promise_id, by_id)
    stood = by_id.keys() - past.later(Promise, by_id)
    locked = {promise_id for promise_id in stood if by_id[promise_id].status.locked}
    added = past.later(Action, {row.id for row in rows if row.promise_id in locked})
    return [
        _then(ActionThen, row)
        for row in sorted(rows, key=attrgetter("number", "id"))
        if row.id not in added
    ]


Then = TypeVar("Then", PromiseThen, ActionThen)


def _then(kind: type[Then], row: object) -> Then:
    return kind(*_VALUES[kind](row))


_VALUES: dict[type[object], Callable[[object], tuple[Any, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind))) for kind in (PromiseThen, ActionThen)
}


def _logged(past: Past, actions: Collection[int], as_of: date) -> dict[int, Logged]:
    """What the log of each action came to."""
    edited = past.touched(LogEntry, LogEntry.action_id)
    log = {
        row[0]: Logged(row[1], row[2], row[3])
        for part in portions(set(actions) - edited)
        for row in past.session.execute(_SUMS, {"until": as_of, IDS.key: part})
    }
    for entry in past.rows(
        LogEntry, LogEntry.action_id, edited & set(actions), on=LogEntry.done_on, until=as_of
    ):
        so_far = log.get(entry.action_id, Logged(Decimal(0), 0, entry.done_on))
        log[entry.action_id] = Logged(
            so_far.done + entry.quantity,
            so_far.entries + 1,
            max(so_far.last_on, entry.done_on),
        )
    return log


# Sums are left to the database, since an action may have any number of entries.
_SUMS = (
    select(
        LogEntry.action_id, func.sum(LogEntry.quantity), func.count(), func.max(LogEntry.done_on)
    )
    .where(LogEntry.action_id.in_(IDS), LogEntry.done_on <= bindparam("until"))
    .group_by(LogEntry.action_id)
)
