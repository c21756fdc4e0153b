"""What falls on a day, as a row, and how it is asked for."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from tracker.models.enums import OccasionState, Party, PromiseStatus
from tracker.models.promise import Promise


class DueKind(StrEnum):
    """What it is that falls on a day."""

    OCCASION = "occasion"
    DEADLINE = "deadline"
    DECISION = "decision"
    MEASUREMENT = "measurement"
    FEEDBACK = "feedback"
    POINT = "point"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class DueQuery:
    """Which of it: the days from `first` to `last`, both included, whose, and of what kinds.

    An empty set leaves nothing out. With owners only what has an owner is found, and the meetings
    they are called to. `unfinished` leaves out what is done, missed by decision, cancelled or
    ended; `running` drafts and promises that have ended.
    """

    first: date | None = None
    last: date | None = None
    owner_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()
    action_ids: frozenset[int] | None = None
    kinds: frozenset[DueKind] = frozenset()
    unfinished: bool = True
    running: bool = True
    today: date | None = None
    """By which it is told whether a measurement waits; `due_rows` knows it by itself."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing on one day. `id` is of the row that holds the day, at `version`.

    `label` is ``5.2`` for an action's and ``L5`` for a promise's; `owner` is a role. `state` is an
    occasion's own, `ended` whether nothing more is expected of it.
    """

    kind: DueKind
    id: int
    version: int
    due_on: date
    title: str
    label: str = ""
    promise_id: int | None = None
    promise: str = ""
    action_id: int | None = None
    owner_id: int | None = None
    owner: str = ""
    party: Party | None = None
    goal: str = ""
    state: OccasionState | None = None
    reason: str = ""
    ended: bool = False
    place: str = ""
    starts_at: time | None = None


def within(query: DueQuery, day: InstrumentedAttribute[Any]) -> list[ColumnElement[bool]]:
    """That there is a day, and that it is one of those asked about."""
    found: list[ColumnElement[bool]] = [day.is_not(None)]
    if query.first is not None:
        found.append(day >= query.first)
    if query.last is not None:
        found.append(day <= query.last)
    return found


def day_of(column: InstrumentedAttribute[date | None]) -> InstrumentedAttribute[date]:
    """A day that `within` has seen to that there is."""
    return cast(InstrumentedAttribute[date], column)


def running(query: DueQuery) -> list[ColumnElement[bool]]:
    """That the promise is neither a draft nor ended, where that is asked."""
    states = (PromiseStatus.SIGNED, PromiseStatus.RUNNING)
    return [Promise.status.in_(states)] if query.running else []


def is_within(query: DueQuery, day: date) -> bool:
    """As `within`, of a day that the database can't reckon."""
    return (query.first is None or day >= query.first) and (query.last is None or day <= query.last)
