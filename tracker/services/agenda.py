"""What the working group should take up, read from the book: the agenda before anybody edits it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.i18n import _, format_date, ngettext
from tracker.models.action import Action
from tracker.models.enums import AgendaKind, FollowUp, MeetingState, PointState, PromiseStatus
from tracker.models.meeting import Meeting, MeetingPoint
from tracker.models.organisation import Agreement
from tracker.models.promise import DecisionRequest, Promise
from tracker.models.survey import Response, Survey
from tracker.services import agenda_words as words
from tracker.services.queries.actions import ActionQuery, action_ids_in, action_rows_in
from tracker.services.queries.colour_sql import ENDED
from tracker.services.queries.due import DueKind, DueQuery, DueRow, due_rows_in

UNTIL_NEXT = timedelta(weeks=6)
"""How far ahead the agenda looks while nobody has said when the group meets again."""

MOST_ACTIONS = 40
"""How many late actions, and how many at risk, a meeting can take up; the rest are counted."""

_SATURDAY = 5

NEWS_WITHIN = timedelta(days=90)
"""How far back answers are new to a group that has not met before."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point as the book proposes it, with what it is about and why it is taken up."""

    kind: AgendaKind
    title: str
    why: str = ""
    action_id: int | None = None
    promise_id: int | None = None
    decision_request_id: int | None = None
    indicator_id: int | None = None
    survey_id: int | None = None
    owner_id: int | None = None
    due_on: date | None = None
    carried_from_id: int | None = None


Matter = tuple[str, object]
"""What a point is about: the field that says so, and its value."""

# A question may concern an action that is late as well, and is then a point of its own.
_MATTERS = (
    "decision_request_id",
    "indicator_id",
    "survey_id",
    "action_id",
    "promise_id",
    "carried_from_id",
)


def matter(point: Proposal | MeetingPoint) -> Matter:
    """What no other point of the same agenda is about, whatever put it there."""
    for name in _MATTERS:
        if getattr(point, name) is not None:
            return name, getattr(point, name)
    return "title", point.title


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the agenda is made for: the meeting, the one before it, and the promises it is about."""

    session: Session
    meeting: Meeting
    before: Meeting | None
    promise_ids: frozenset[int]
    today: date

    @property
    def until(self) -> date:
        """The day of the meeting after this one."""
        return self.meeting.next_on or self.meeting.held_on + UNTIL_NEXT


def agenda_in(session: Session, meeting: Meeting, today: date) -> list[Proposal]:
    """The points that the book proposes, each matter once, in the order they are taken up."""
    running = session.scalars(
        select(Promise.id).where(
            Promise.agreement_id == meeting.agreement_id,
            Promise.status.in_((PromiseStatus.SIGNED, PromiseStatus.RUNNING)),
        )
    )
    asked = _Asked(session, meeting, meeting_before(session, meeting), frozenset(running), today)
    found: dict[Matter, Proposal] = {}
    for read in (_carried, _lagging, _decisions, _measurements, _answers, _ahead):
        for proposal in read(asked):
            found.setdefault(matter(proposal), proposal)
    return list(found.values())


def proposed_next(held_on: date) -> date:
    """When to meet again, while nobody has said: a day when people work."""
    return working_day(held_on + UNTIL_NEXT)


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= _SATURDAY else 0)


def meeting_before(session: Session, meeting: Meeting) -> Meeting | None:
    """The agreement's latest closed meeting that was held before this one."""
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.agreement_id == meeting.agreement_id,
            Meeting.state == MeetingState.CLOSED,
            Meeting.id != meeting.id,
            Meeting.held_on <= meeting.held_on,
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    ).one_or_none()


def _carried(asked: _Asked) -> Iterator[Proposal]:
    """What the meeting before left open."""
    if asked.before is None:
        return
    points = asked.session.scalars(
        select(MeetingPoint)
        .where(
            MeetingPoint.meeting_id == asked.before.id,
            MeetingPoint.state == PointState.OPEN,
        )
        .order_by(MeetingPoint.position)
    ).all()
    ids = [point.action_id for point in points if point.action_id is not None]
    rows = {row.id: row for row in action_rows_in(asked.session, ids, asked.today)}
    for point in points:
        row = rows.get(point.action_id) if point.action_id is not None else None
        yield Proposal(
            AgendaKind.OPEN_POINT,
            point.title,
            words.carried(point, asked.before, row, asked.meeting.held_on),
            action_id=point.action_id,
            promise_id=point.promise_id,
            decision_request_id=point.decision_request_id,
            indicator_id=point.indicator_id,
            survey_id=point.survey_id,
            owner_id=point.owner_id,
            due_on=point.due_on,
            carried_from_id=point.id,
        )


def _lagging(asked: _Asked) -> Iterator[Proposal]:
    """Actions that are late, and then those at risk, the most urgent first."""
    if not asked.promise_ids:
        return
    for kind, colour in (
        (AgendaKind.LATE, FollowUp.LATE),
        (AgendaKind.AT_RISK, FollowUp.AT_RISK),
    ):
        query = ActionQuery(
            promise_ids=asked.promise_ids, colours=frozenset({colour}), only_open=True
        )
        ids = action_ids_in(asked.session, query, asked.today)
        for row in action_rows_in(asked.session, ids[:MOST_ACTIONS], asked.today):
            title = f"{row.label} {row.title}"
            why = words.standing(row)
            yield Proposal(kind, title, why, action_id=row.id, promise_id=row.promise_id)
        rest = len(ids) - MOST_ACTIONS
        if rest > 0:
            yield Proposal(kind, words.more(kind, rest), _("They are all under Review."))


def _decisions(asked: _Asked) -> Iterator[Proposal]:
    """Questions without an answer: about this agreement's promises, or about none."""
    requests = asked.session.execute(
        select(DecisionRequest, Action.promise_id)
        .outerjoin(Action, Action.id == DecisionRequest.action_id)
        .where(
            DecisionRequest.decided_on.is_(None),
            or_(
                DecisionRequest.promise_id.in_(asked.promise_ids),
                Action.promise_id.in_(asked.promise_ids),
                and_(DecisionRequest.promise_id.is_(None), DecisionRequest.action_id.is_(None)),
            ),
        )
        .order_by(DecisionRequest.due_on, DecisionRequest.id)
    )
    for request, promise_id in requests:
        yield Proposal(
            AgendaKind.DECISION,
            request.question,
            words.decision(request),
            action_id=request.action_id,
            promise_id=request.promise_id or promise_id,
            decision_request_id=request.id,
        )


def _measurements(asked: _Asked) -> Iterator[Proposal]:
    """What is to be measured before the group meets again, and what should have been."""
    query = DueQuery(last=asked.until, kinds=frozenset({DueKind.MEASUREMENT}))
    for row in due_rows_in(asked.session, query):
        if row.promise_id in asked.promise_ids and not row.ended:
            yield Proposal(
                AgendaKind.MEASUREMENT,
                _("Measure: {indicator}").format(indicator=row.title),
                words.measurement(row, asked.meeting.held_on),
                promise_id=row.promise_id,
                indicator_id=row.id,
            )


def _answers(asked: _Asked) -> Iterator[Proposal]:
    """Surveys with answers that came since the group met last."""
    meeting = asked.meeting
    since = asked.before.held_on if asked.before is not None else meeting.held_on - NEWS_WITHIN
    municipality = asked.session.get_one(Agreement, meeting.agreement_id).municipality_id
    came = func.coalesce(Response.answered_on, Survey.held_on)
    rows = asked.session.execute(
        select(Survey.id, Survey.title, func.count(Response.id))
        .join(Response, Response.survey_id == Survey.id)
        .where(Survey.municipality_id == municipality, came > since, came <= meeting.held_on)
        .group_by(Survey.id, Survey.title)
        .order_by(func.max(came).desc(), Survey.id)
    )
    for survey_id, title, count in rows:
        why = ngettext("{n} answer since {date}.", "{n} answers since {date}.", count)
        yield Proposal(
            AgendaKind.ANSWERS,
            title,
            why.format(n=count, date=format_date(since, "long")),
            survey_id=survey_id,
        )


def _ahead(asked: _Asked) -> Iterator[Proposal]:
    """One point for each promise with something that falls due, or that ends, before next time."""
    kinds = frozenset({DueKind.DEADLINE, DueKind.OCCASION, DueKind.FEEDBACK})
    query = DueQuery(first=asked.meeting.held_on, last=asked.until, kinds=kinds)
    due: dict[int, list[DueRow]] = {}
    for row in due_rows_in(asked.session, query):
        if row.promise_id is not None:
            due.setdefault(row.promise_id, []).append(row)
    promises = asked.session.scalars(
        select(Promise).where(Promise.id.in_(asked.promise_ids)).order_by(Promise.number)
    )
    for promise in promises:
        ends = promise.period_end <= asked.until
        if ends or promise.id in due:
            yield Proposal(
                AgendaKind.NEXT_PERIOD,
                f"L{promise.number} {promise.title}",
                words.ahead(
                    due.get(promise.id, []),
                    promise.period_end if ends else None,
                    _unfinished(asked.session, promise.id) if ends else 0,
                ),
                promise_id=promise.id,
            )


def _unfinished(session: Session, promise_id: int) -> int:
    """How many of a promise's actions may have to go on in the next period."""
    unfinished = (Action.promise_id == promise_id, Action.status.not_in(ENDED))
    return session.scalar(select(func.count()).select_from(Action).where(*unfinished)) or 0
