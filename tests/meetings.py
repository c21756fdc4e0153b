"""Meetings of the working group, written straight into a book for those who only read them."""

import datetime as dt
from collections.abc import Callable

from tests.factory import DAY, agreement_id
from tracker.models.enums import AgendaKind, MeetingState
from tracker.models.meeting import Attendance, Meeting, MeetingChange, MeetingPoint
from tracker.models.unit_of_work import Transaction
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
