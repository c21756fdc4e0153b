"""What falls on a day beside the actions: decisions, measurements, feedback, meetings."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from tracker.models.enums import MeetingState, PointState
from tracker.models.indicator import Indicator, Measurement
from tracker.models.measuring import next_measurement_due
from tracker.models.meeting import Attendance, Meeting, MeetingPoint
from tracker.models.organisation import Person
from tracker.models.promise import DecisionRequest, Feedback, Promise
from tracker.services.queries.due_rows import (
    DueKind,
    DueQuery,
    DueRow,
    day_of,
    is_within,
    running,
    within,
)


def decisions(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """Decisions that are waited for."""
    statement = (
        select(DecisionRequest, Promise)
        .outerjoin(Promise, Promise.id == DecisionRequest.promise_id)
        .where(*within(query, DecisionRequest.due_on))
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


def measurements(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """The next time of each indicator; of one that needs no more measuring, its only time."""
    newest = (
        select(func.max(Measurement.measured_on))
        .where(Measurement.indicator_id == Indicator.id)
        .scalar_subquery()
    )
    statement = (
        select(Indicator, day_of(Indicator.measure_by), newest, Promise)
        .join(Promise, Promise.id == Indicator.promise_id)
        .where(Indicator.measure_by.is_not(None), *running(query))
    )
    if query.parties:
        return
    for indicator, first, measured_on, promise in session.execute(statement):
        latest = cast("date | None", measured_on)
        today = query.today or latest or first
        waits = next_measurement_due(first, indicator.measure_every, latest, today)
        due_on = waits or first
        if (waits is None and query.unfinished) or not is_within(query, due_on):
            continue
        yield DueRow(
            DueKind.MEASUREMENT,
            indicator.id,
            indicator.version,
            due_on,
            indicator.name,
            **_of_promise(promise),
            ended=waits is None,
        )


def feedback(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """When citizens should hear what became of it."""
    statement = (
        select(Feedback, Promise)
        .join(Promise, Promise.id == Feedback.promise_id)
        .where(*within(query, Feedback.planned_on), *running(query))
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


def points(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """What somebody was to see to after a meeting; the next meeting's agenda may go on with it."""
    later = aliased(MeetingPoint)
    statement = (
        select(MeetingPoint, day_of(MeetingPoint.due_on), Person.role)
        .outerjoin(Person, Person.id == MeetingPoint.owner_id)
        .where(
            *within(query, MeetingPoint.due_on),
            ~exists().where(later.carried_from_id == MeetingPoint.id),
        )
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


def meetings(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """The working group's meetings."""
    statement = select(Meeting).where(*within(query, Meeting.held_on))
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
