"""What falls on which day: for calendars, reminders and the month on the screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.models.action import Action, Occasion
from tracker.models.enums import (
    ActionStatus,
    MeetingState,
    OccasionState,
    Party,
    PointState,
    PromiseStatus,
)
from tracker.models.indicator import Indicator
from tracker.models.meeting import Attendance, Meeting, MeetingPoint
from tracker.models.organisation import Person
from tracker.models.promise import DecisionRequest, Feedback, Promise
from tracker.services.context import AppContext
from tracker.services.queries.colour_sql import ENDED


class DueKind(StrEnum):
    """What it is that falls on a day."""

    OCCASION = "occasion"
    DEADLINE = "deadline"
    DECISION = "decision"
    MEASUREMENT = "measurement"
    FEEDBACK = "feedback"
    POINT = "point"
    MEETING = "meeting"


_Statement = Select[*tuple[Any, ...]]

_OF_ACTIONS = frozenset({DueKind.OCCASION, DueKind.DEADLINE, DueKind.POINT})
_OF_PEOPLE = _OF_ACTIONS | {DueKind.MEETING}


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


def due_rows(ctx: AppContext, query: DueQuery) -> list[DueRow]:
    """What falls due, by day; on one day in the order of `DueKind`, then by label."""
    with ctx.read() as session:
        return due_rows_in(session, query)


def due_rows_in(session: Session, query: DueQuery) -> list[DueRow]:
    """As `due_rows`, inside a read that does more."""
    order = {kind: place for place, kind in enumerate(DueKind)}
    found = [row for kind in _asked(query) for row in _READERS[kind](session, query)]
    found.sort(key=lambda row: (row.due_on, order[row.kind], row.label, row.id))
    return found


def _asked(query: DueQuery) -> Iterator[DueKind]:
    for kind in DueKind:
        if query.kinds and kind not in query.kinds:
            continue
        if query.owner_ids and kind not in _OF_PEOPLE:
            continue
        if query.action_ids is not None and kind not in _OF_ACTIONS:
            continue
        yield kind


def _within(query: DueQuery, day: InstrumentedAttribute[Any]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [day.is_not(None)]
    if query.first is not None:
        found.append(day >= query.first)
    if query.last is not None:
        found.append(day <= query.last)
    return found


def _day(column: InstrumentedAttribute[date | None]) -> InstrumentedAttribute[date]:
    """A day that `_within` has seen to that there is."""
    return cast(InstrumentedAttribute[date], column)


def _running(query: DueQuery) -> list[ColumnElement[bool]]:
    states = (PromiseStatus.SIGNED, PromiseStatus.RUNNING)
    return [Promise.status.in_(states)] if query.running else []


ACTION_COLUMNS = (
    Action.id.label("action_id"),
    Action.version,
    Action.title,
    Action.number,
    Action.party,
    Action.goal,
    Action.status,
    Action.owner_id,
    Person.role,
    Promise.id.label("promise_id"),
    Promise.number.label("promise_number"),
    Promise.title.label("promise_title"),
)


def of_actions(statement: _Statement, query: DueQuery) -> _Statement:
    """`statement` over actions joined to their promises, limited to those that `query` is about."""
    statement = statement.outerjoin(Person, Person.id == Action.owner_id).where(*_running(query))
    if query.owner_ids:
        statement = statement.where(Action.owner_id.in_(query.owner_ids))
    if query.parties:
        statement = statement.where(Action.party.in_(query.parties))
    if query.action_ids is not None:
        statement = statement.where(Action.id.in_(query.action_ids))
    if query.unfinished:
        statement = statement.where(Action.status.not_in(ENDED))
    return statement


def action_row(
    kind: DueKind, row: Any, row_id: int, version: int, due_on: date, **more: Any
) -> DueRow:
    """What falls on a day of an action; `row` has `ACTION_COLUMNS`."""
    return DueRow(
        kind,
        row_id,
        version,
        due_on,
        row.title,
        label=f"{row.promise_number}.{row.number}",
        promise_id=row.promise_id,
        promise=row.promise_title,
        action_id=row.action_id,
        owner_id=row.owner_id,
        owner=row.role or "",
        party=row.party,
        goal=row.goal,
        **more,
    )


def _deadlines(session: Session, query: DueQuery) -> Iterator[DueRow]:
    statement = (
        select(*ACTION_COLUMNS, Action.deadline)
        .join(Promise, Promise.id == Action.promise_id)
        .where(*_within(query, Action.deadline))
    )
    for row in session.execute(of_actions(statement, query)):
        ended = ActionStatus(row.status).ended
        yield action_row(
            DueKind.DEADLINE, row, row.action_id, row.version, row.deadline, ended=ended
        )


def _occasions(session: Session, query: DueQuery) -> Iterator[DueRow]:
    own = (
        Occasion.id.label("occasion_id"),
        Occasion.version.label("occasion_version"),
        Occasion.due_on,
        Occasion.state,
        Occasion.reason,
    )
    statement = (
        select(*ACTION_COLUMNS, *own)
        .select_from(Occasion)
        .join(Action, Action.id == Occasion.action_id)
        .join(Promise, Promise.id == Action.promise_id)
        .where(*_within(query, Occasion.due_on))
    )
    if query.unfinished:
        statement = statement.where(Occasion.state == OccasionState.OPEN)
    for row in session.execute(of_actions(statement, query)):
        yield action_row(
            DueKind.OCCASION,
            row,
            row.occasion_id,
            row.occasion_version,
            row.due_on,
            state=row.state,
            reason=row.reason,
            ended=row.state is not OccasionState.OPEN or ActionStatus(row.status).ended,
        )


def _decisions(session: Session, query: DueQuery) -> Iterator[DueRow]:
    statement = (
        select(DecisionRequest, Promise)
        .outerjoin(Promise, Promise.id == DecisionRequest.promise_id)
        .where(*_within(query, DecisionRequest.due_on))
    )
    if query.unfinished:
        statement = statement.where(DecisionRequest.decided_on.is_(None))
    if query.parties:
        statement = statement.where(DecisionRequest.party.in_(query.parties))
    for request, promise in session.execute(statement):
        yield DueRow(
            DueKind.DECISION,
            request.id,
            request.version,
            request.due_on,
            request.question,
            **_of_promise(promise),
            action_id=request.action_id,
            owner=request.decider,
            party=request.party,
            ended=request.decided_on is not None,
        )


def _measurements(session: Session, query: DueQuery) -> Iterator[DueRow]:
    statement = (
        select(Indicator, _day(Indicator.measure_by), Promise)
        .join(Promise, Promise.id == Indicator.promise_id)
        .where(*_within(query, Indicator.measure_by), *_running(query))
    )
    if not query.parties:
        for indicator, due_on, promise in session.execute(statement):
            yield DueRow(
                DueKind.MEASUREMENT,
                indicator.id,
                indicator.version,
                due_on,
                indicator.name,
                **_of_promise(promise),
            )


def _feedback(session: Session, query: DueQuery) -> Iterator[DueRow]:
    statement = (
        select(Feedback, Promise)
        .join(Promise, Promise.id == Feedback.promise_id)
        .where(*_within(query, Feedback.planned_on), *_running(query))
    )
    if query.unfinished:
        statement = statement.where(Feedback.done_on.is_(None))
    if not query.parties:
        for feedback, promise in session.execute(statement):
            yield DueRow(
                DueKind.FEEDBACK,
                feedback.id,
                feedback.version,
                feedback.planned_on,
                ", ".join(filter(None, (feedback.audience, feedback.channel))),
                **_of_promise(promise),
                ended=feedback.done_on is not None,
            )


def _points(session: Session, query: DueQuery) -> Iterator[DueRow]:
    statement = (
        select(MeetingPoint, _day(MeetingPoint.due_on), Person.role)
        .outerjoin(Person, Person.id == MeetingPoint.owner_id)
        .where(*_within(query, MeetingPoint.due_on))
    )
    if query.unfinished:
        statement = statement.where(MeetingPoint.state != PointState.DONE)
    if query.owner_ids:
        statement = statement.where(MeetingPoint.owner_id.in_(query.owner_ids))
    if query.action_ids is not None:
        statement = statement.where(MeetingPoint.action_id.in_(query.action_ids))
    if not query.parties:
        for point, due_on, role in session.execute(statement):
            yield DueRow(
                DueKind.POINT,
                point.id,
                point.version,
                due_on,
                point.title,
                promise_id=point.promise_id,
                action_id=point.action_id,
                owner_id=point.owner_id,
                owner=role or "",
                ended=point.state is PointState.DONE,
            )


def _meetings(session: Session, query: DueQuery) -> Iterator[DueRow]:
    statement = select(Meeting).where(*_within(query, Meeting.held_on))
    if query.unfinished:
        statement = statement.where(Meeting.state != MeetingState.CLOSED)
    if query.owner_ids:
        called = select(Attendance.meeting_id).where(Attendance.person_id.in_(query.owner_ids))
        statement = statement.where(Meeting.id.in_(called))
    if not query.parties:
        for meeting in session.scalars(statement):
            yield DueRow(
                DueKind.MEETING,
                meeting.id,
                meeting.version,
                meeting.held_on,
                meeting.title,
                place=meeting.place,
                starts_at=meeting.starts_at,
                ended=meeting.state is MeetingState.CLOSED,
            )


def _of_promise(promise: Promise | None) -> dict[str, Any]:
    if promise is None:
        return {}
    return {
        "promise_id": promise.id,
        "promise": promise.title,
        "label": f"L{promise.number}",
    }


_READERS: dict[DueKind, Callable[[Session, DueQuery], Iterator[DueRow]]] = {
    DueKind.OCCASION: _occasions,
    DueKind.DEADLINE: _deadlines,
    DueKind.DECISION: _decisions,
    DueKind.MEASUREMENT: _measurements,
    DueKind.FEEDBACK: _feedback,
    DueKind.POINT: _points,
    DueKind.MEETING: _meetings,
}
