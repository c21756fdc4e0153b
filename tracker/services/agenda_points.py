"""The points of an agenda as the book keeps them: read, put in order, and made anew."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.enums import AgendaKind, PointState
from tracker.models.meeting import Meeting, MeetingPoint
from tracker.models.unit_of_work import Transaction
from tracker.services import agenda_words as words
from tracker.services.agenda import Proposal, agenda_in, matter
from tracker.services.queries.actions import action_rows_in

_ORDER = {kind: place for place, kind in enumerate(AgendaKind)}


def points_of(session: Session, meeting_id: int) -> list[MeetingPoint]:
    """A meeting's points in the order they are taken up."""
    return list(
        session.scalars(
            select(MeetingPoint)
            .where(MeetingPoint.meeting_id == meeting_id)
            .order_by(MeetingPoint.position)
        )
    )


def touched(point: MeetingPoint, changed: frozenset[int]) -> bool:
    """Whether somebody has written, decided or changed anything at a point."""
    written = point.note or point.decision or point.owner_id or point.due_on
    return bool(written) or point.state is not PointState.WAITING or point.id in changed


def in_order(tx: Transaction, points: Sequence[MeetingPoint]) -> None:
    """Number the points anew in this order.

    The numbers are none of those before, so that no two points have the same on the way there,
    nor on the way back when it is undone.
    """
    used = {point.position for point in points}
    free = 0 if min(used, default=1) > len(points) else max(used, default=0)
    for place, point in enumerate(points, free + 1):
        point.position = place
    tx.session.flush()


def set_agenda_in(tx: Transaction, meeting: Meeting) -> None:
    """Make the agenda as the book proposes, with what has been written and added by hand."""
    wanted = {matter(p): p for p in agenda_in(tx.session, meeting, tx.today)}
    points: list[MeetingPoint] = []
    for point in points_of(tx.session, meeting.id):
        proposal = wanted.pop(matter(point), None)
        if proposal is not None:
            point.kind, point.title, point.why = proposal.kind, proposal.title, proposal.why
        elif point.kind is not AgendaKind.OTHER and not touched(point, frozenset()):
            tx.delete(point)
            continue
        points.append(point)
    position = max((point.position for point in points), default=0)
    for proposal in wanted.values():
        position += 1
        points.append(tx.add(_point(meeting.id, position, proposal)))
    arranged = sorted(points, key=lambda point: _ORDER[point.kind])
    if arranged != points:
        in_order(tx, arranged)


def set_facts_in(tx: Transaction, meeting: Meeting) -> None:
    """Say why the points stand there as the book now is, and leave them and their order.

    A day that has passed stays, and the reason says that it has, until the meeting says another.
    """
    points = points_of(tx.session, meeting.id)
    for point, (title, why) in zip(
        points, _facts(tx.session, meeting, points, tx.today), strict=True
    ):
        point.title, point.why = title, why


def facts_have_changed(session: Session, meeting: Meeting, today: date) -> bool:
    """Whether the agenda tells of a state of the book that has passed."""
    points = [p for p in points_of(session, meeting.id) if not touched(p, frozenset())]
    facts = _facts(session, meeting, points, today)
    return any(point.why != why for point, (_title, why) in zip(points, facts, strict=True))


def _facts(
    session: Session, meeting: Meeting, points: Sequence[MeetingPoint], today: date
) -> list[tuple[str, str]]:
    """Title and reason of each point as the book now has them."""
    wanted = {matter(proposal): proposal for proposal in agenda_in(session, meeting, today)}
    ids = [p.action_id for p in points if p.action_id is not None and matter(p) not in wanted]
    rows = {row.id: row for row in action_rows_in(session, ids, today)}
    found = []
    for point in points:
        proposal, row = wanted.get(matter(point)), rows.get(point.action_id or 0)
        if point.kind is AgendaKind.OTHER:
            found.append((point.title, point.why))
        elif proposal is not None:
            found.append((proposal.title, proposal.why))
        else:
            found.append((point.title, words.no_longer(row)))
    return found


def _point(meeting_id: int, position: int, proposal: Proposal) -> MeetingPoint:
    return MeetingPoint(
        meeting_id=meeting_id,
        position=position,
        kind=proposal.kind,
        title=proposal.title,
        why=proposal.why,
        action_id=proposal.action_id,
        promise_id=proposal.promise_id,
        decision_request_id=proposal.decision_request_id,
        indicator_id=proposal.indicator_id,
        survey_id=proposal.survey_id,
        owner_id=proposal.owner_id,
        due_on=proposal.due_on,
        carried_from_id=proposal.carried_from_id,
    )
