"""The points of a meeting's agenda: added, put in order, written at, and decided by."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from tracker.i18n import _, format_date
from tracker.models.action import Action
from tracker.models.enums import AgendaKind, MeetingState, PointState
from tracker.models.errors import Invalid
from tracker.models.meeting import Meeting, MeetingChange, MeetingPoint
from tracker.models.organisation import Person
from tracker.models.unit_of_work import Transaction
from tracker.services.actions import (
    AddAction,
    AddNotes,
    MoveDeadline,
    SetOwner,
    SetStatus,
    add_action_in,
    add_notes_in,
    move_deadline_in,
    set_owner_in,
    set_status_in,
)
from tracker.services.agenda_points import in_order, points_of
from tracker.services.context import AppContext
from tracker.services.follow_up import AnswerDecision, answer_decision_in
from tracker.services.meetings import checked_title, unlocked
from tracker.services.people import check_in_post
from tracker.services.snoozing import SnoozeActions, snooze_in

Change = MoveDeadline | SetOwner | SetStatus | AddAction | AddNotes | AnswerDecision | SnoozeActions
"""What can be decided at a point so that the book changes by it."""


@dataclass(frozen=True, slots=True)
class AddPoint:
    """A point of one's own, last on the agenda."""

    meeting_id: int
    title: str


def add_point(ctx: AppContext, cmd: AddPoint) -> int:
    """Add a point to a meeting that is not closed. Returns its id."""
    title = checked_title(cmd.title)
    with ctx.write("meeting.point_new") as tx:
        unlocked(tx, cmd.meeting_id)
        last = max((p.position for p in points_of(tx.session, cmd.meeting_id)), default=0)
        point = MeetingPoint(
            meeting_id=cmd.meeting_id,
            position=last + 1,
            kind=AgendaKind.OTHER,
            title=title,
        )
        return tx.add(point).id


def remove_point(ctx: AppContext, point_id: int, version: int) -> None:
    """Take a point off the agenda. Raises `Invalid` when something was changed by it."""
    with ctx.write("meeting.point_delete") as tx:
        point = tx.get(MeetingPoint, point_id, version)
        unlocked(tx, point.meeting_id)
        changes = select(MeetingChange.id).where(MeetingChange.meeting_point_id == point_id)
        if tx.session.scalars(changes).first() is not None:
            raise Invalid("point.has_changes", title=point.title)
        tx.delete(point)


@dataclass(frozen=True, slots=True)
class MovePoint:
    """A point moves `by` so many places: down when positive, up when negative."""

    point_id: int
    version: int
    by: int


def move_point(ctx: AppContext, cmd: MovePoint) -> None:
    """Move a point among the others; at an end it stays there."""
    with ctx.write("meeting.point_move") as tx:
        point = tx.get(MeetingPoint, cmd.point_id, cmd.version)
        unlocked(tx, point.meeting_id)
        points = points_of(tx.session, point.meeting_id)
        here = points.index(point)
        there = min(max(here + cmd.by, 0), len(points) - 1)
        if here != there:
            points.insert(there, points.pop(here))
            in_order(tx, points)


@dataclass(frozen=True, slots=True)
class PointFields:
    """What is written at a point, and who sees to it until when."""

    note: str = ""
    decision: str = ""
    state: PointState = PointState.WAITING
    owner_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class WritePoint:
    """New values for a point as the user saw it at `version`."""

    point_id: int
    version: int
    fields: PointFields


def write_point(ctx: AppContext, cmd: WritePoint) -> int:
    """Keep what is written at a point. Returns its version now, for what is written next."""
    with ctx.write("meeting.point") as tx:
        point = tx.get(MeetingPoint, cmd.point_id, cmd.version)
        unlocked(tx, point.meeting_id)
        if cmd.fields.owner_id is not None:
            tx.get(Person, cmd.fields.owner_id)
        point.note = cmd.fields.note.strip()
        point.decision = cmd.fields.decision.strip()
        point.state = cmd.fields.state
        point.owner_id, point.due_on = cmd.fields.owner_id, cmd.fields.due_on
        tx.session.flush()
        return point.version


@dataclass(frozen=True, slots=True)
class Decide:
    """A change of the book, decided at a point of the meeting that goes on."""

    point_id: int
    change: Change


_NAMES = {
    MoveDeadline: "action.move_deadline",
    SetOwner: "action.set_owner",
    SetStatus: "action.set_status",
    AddAction: "action.new",
    AddNotes: "action.note",
    AnswerDecision: "decision.answer",
    SnoozeActions: "action.snooze",
}


def decide(ctx: AppContext, cmd: Decide) -> None:
    """Change the book, and keep that it was decided at the point: one step to take back.

    Raises as the change's own service does, and `Invalid` when the meeting does not go on.
    """
    with ctx.write(_NAMES[type(cmd.change)]) as tx:
        point = tx.get(MeetingPoint, cmd.point_id)
        meeting = unlocked(tx, point.meeting_id)
        if meeting.state is not MeetingState.ONGOING:
            raise Invalid("meeting.not_ongoing", title=meeting.title)
        owner_before = _owner(tx, point)
        _carry_out(tx, cmd.change, meeting)
        if isinstance(cmd.change, AnswerDecision):
            # The answer is what was decided: nothing of it goes on.
            point.state = PointState.DONE
        elif point.owner_id is not None and point.owner_id == owner_before:
            point.owner_id = _owner(tx, point)
        tx.add(MeetingChange(meeting_point_id=point.id, operation_id=tx.own_id()))


def _owner(tx: Transaction, point: MeetingPoint) -> int | None:
    return None if point.action_id is None else tx.get(Action, point.action_id).owner_id


def _carry_out(tx: Transaction, change: Change, meeting: Meeting) -> None:
    match change:
        case MoveDeadline():
            # A deviation says who decided it: the meeting, unless somebody else is named.
            move_deadline_in(tx, replace(change, decided_by=change.decided_by or _named(meeting)))
        case SetOwner():
            set_owner_in(tx, change)
        case SetStatus():
            set_status_in(tx, change)
        case AddAction():
            if change.fields.owner_id is not None:
                check_in_post(tx, change.fields.owner_id)
            add_action_in(tx, change)
        case AddNotes():
            add_notes_in(tx, change)
        case AnswerDecision():
            answer_decision_in(tx, change)
        case SnoozeActions():
            snooze_in(tx, change)


def _named(meeting: Meeting) -> str:
    return _("{meeting}, {date}").format(
        meeting=meeting.title, date=format_date(meeting.held_on, "long")
    )
