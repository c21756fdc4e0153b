"""Meetings of the working group, written straight into a book for those who only read them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from tests.factory import DAY, a_clock, a_person, agreement_id, opened
from tracker.models.action import Action
from tracker.models.enums import AgendaKind, MeetingState, PointState, PromiseStatus
from tracker.models.meeting import Attendance, Meeting, MeetingChange, MeetingPoint
from tracker.models.promise import Promise
from tracker.models.unit_of_work import Transaction
from tracker.services.actions import (
    AddNote,
    MoveDeadline,
    SetOwner,
    add_note_in,
    move_deadline_in,
    set_owner_in,
)
from tracker.services.context import AppContext

HELD = dt.datetime(2018, 3, 1, 12, tzinfo=dt.UTC)


def a_meeting(
    ctx: AppContext, *titles: str, held_on: dt.date = DAY, held: bool = True, **values: object
) -> tuple[int, list[int]]:
    """A meeting with a point for each title, with whatever is asked to differ, and their ids."""
    base: dict[str, object] = {
        "agreement_id": agreement_id(ctx),
        "title": "Arbetsgruppen",
        "held_on": held_on,
    }
    if held:
        ended = HELD + dt.timedelta(hours=1)
        base |= {"state": MeetingState.CLOSED, "started_at": HELD, "ended_at": ended}
    with ctx.write("meeting.new") as tx:
        meeting = tx.add(Meeting(**{**base, **values})).id
        points = [
            tx.add(
                MeetingPoint(
                    meeting_id=meeting, position=number, kind=AgendaKind.OTHER, title=title
                )
            ).id
            for number, title in enumerate(titles, 1)
        ]
    return meeting, points


def called(ctx: AppContext, meeting: int, **people: bool) -> None:
    """Call people to a meeting, by name, and say whether they came."""
    with ctx.write("meeting.attend") as tx:
        for number, (name, present) in enumerate(people.items(), 1):
            row = Attendance(meeting_id=meeting, position=number, name=name, present=present)
            tx.add(row)


def set_point(ctx: AppContext, point: int, **values: object) -> None:
    """Say something at a point."""
    with ctx.write("meeting.point") as tx:
        row = tx.get(MeetingPoint, point)
        for name, value in values.items():
            setattr(row, name, value)


def at_point(
    ctx: AppContext, point: int, operation: str, change: Callable[[Transaction], object]
) -> None:
    """Carry out a change as decided at a point."""
    with ctx.write(operation) as tx:
        change(tx)
        tx.add(MeetingChange(meeting_point_id=point, operation_id=tx.own_id()))


def a_full_meeting(path: Path, held_on: dt.date = DAY, points: int = 5) -> None:
    """Add a meeting to a book: minuted and signed off, with what it changed in a running action.

    The first point was decided on, the second is left open and the third was not taken up; so on.
    """
    ctx = opened(path, a_clock(held_on))
    try:
        titles = [f"Läget för åtgärd {number}" for number in range(1, points + 1)]
        meeting, ids = a_meeting(
            ctx, *titles, held_on=held_on, title="Arbetsgruppen för medborgarlöften",
            starts_at=dt.time(13), place="Kommunhuset, Åmålsrummet", chair="Säkerhetssamordnare",
            secretary="Kommunpolis", next_on=held_on + dt.timedelta(28),
        )  # fmt: skip
        people = {"Säkerhetssamordnare, Säffle kommun": True, "Parkchef, Säffle kommun": False}
        called(ctx, meeting, **people, **{"Kommunpolis, Polisen": True})
        for number, point in enumerate(ids):
            state = (PointState.DONE, PointState.OPEN, PointState.WAITING)[number % 3]
            set_point(ctx, point, **_said(state, held_on))
        _decide(ctx, ids)
    finally:
        ctx.close()


def _said(state: PointState, held_on: dt.date) -> dict[str, object]:
    values: dict[str, object] = {
        "state": state,
        "why": "Sen med 92 dagar, inget är loggat sedan 26 maj",
    }
    if state is PointState.WAITING:
        return values
    values["note"] = "Markägaren sa ja i augusti.\nEntreprenören kan börja vecka 40."
    if state is PointState.DONE:
        values["decision"] = "Arbetet köps in och ska vara klart före vintern"
    return {**values, "due_on": held_on + dt.timedelta(28)}


def _decide(ctx: AppContext, points: list[int]) -> None:
    with ctx.read() as session:
        action = session.execute(
            select(Action.id, Action.version, Action.deadline)
            .join(Promise, Promise.id == Action.promise_id)
            .where(Promise.status == PromiseStatus.RUNNING, Action.deadline.is_not(None))
            .order_by(Action.id)
        ).first()
    if action is None:
        return
    later = action.deadline + dt.timedelta(60)
    move = MoveDeadline(((action.id, action.version),), later, "Marken är frusen", "Arbetsgruppen")
    at_point(ctx, points[0], "action.move_deadline", lambda tx: move_deadline_in(tx, move))
    keeper = SetOwner(((action.id, action.version + 1),), a_person(ctx, "Gatuchef"))
    at_point(ctx, points[0], "action.set_owner", lambda tx: set_owner_in(tx, keeper))
    note = AddNote(action.id, "Internt: sjukskriven till mars")
    at_point(ctx, points[1], "action.note", lambda tx: add_note_in(tx, note, "Kommunpolis"))
