"""What falls due as an iCalendar file (RFC 5545), for people's own calendars."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.i18n import _, format_number
from tracker.labels import label
from tracker.messages.due import due_title
from tracker.models.action import Action, ActionTally
from tracker.models.book import Book
from tracker.models.enums import ActionStatus, OccasionState
from tracker.models.indicator import Measurement
from tracker.models.journal import Operation
from tracker.models.promise import Promise
from tracker.services.calendar_file import (
    empty_calendar,
    event_of,
    instant,
    last_changes,
    pieces,
    printable,
)
from tracker.services.context import AppContext
from tracker.services.queries.due import DueKind, DueQuery, DueRow, due_rows_in
from tracker.services.queries.due_removed import called_off

if TYPE_CHECKING:
    from icalendar import Alarm, Event

# A day has no hour of its own; at this one people have come to work.
_MORNING = timedelta(hours=8)
_BEFORE_A_MEETING = timedelta(hours=1)
_OFF = (ActionStatus.NOT_DONE, ActionStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class _Work:
    """An action as its events tell of it."""

    version: int
    status: ActionStatus
    planned: Decimal | None
    unit: str
    done: Decimal


@dataclass(frozen=True, slots=True)
class _Known:
    """What the events need beside their rows."""

    book: str
    stamped_at: datetime
    changed: Mapping[int, datetime]
    work: Mapping[int, _Work]
    promises: Mapping[int, int]
    measured: Mapping[int, int]
    """How often each indicator was measured: its event then moves to the next time."""


def due_calendar(
    ctx: AppContext, query: DueQuery, *, alarm_days: int | None = None, title: str = ""
) -> bytes:
    """What `query` finds as events, in the current language, finished or not.

    An event keeps its UID and counts its changes, so that a calendar that has had an earlier file
    changes what it has and adds nothing twice: what is done gets a tick, what is cancelled or was
    taken out of its series the status of that, and so for a year what is left of a removed action
    or an ended promise. What remains from today on reminds `alarm_days`
    before. The calendar is called `title` after the book's name. Internal notes stay in the book.
    """
    asked = _finished_too(query, ctx.today())
    with ctx.read() as session:
        rows = due_rows_in(session, asked)
        removed = called_off(session, asked)
        known = _known(session, [*rows, *removed])
    heading = ": ".join(filter(None, (known.book, title)))
    calendar = empty_calendar("Förfallodagar", heading)
    for row in rows:
        event = _event(row, known)
        if alarm_days is not None and row.due_on >= ctx.today() and not row.ended:
            event.add_component(_alarm(row, alarm_days))
        calendar.add_component(event)
    for row in removed:
        calendar.add_component(_event(row, known))
    return bytes(calendar.to_ical())


def calendar_rows(ctx: AppContext, query: DueQuery) -> list[DueRow]:
    """What a calendar file of `query` has events for, but for what only tells that it is gone."""
    with ctx.read() as session:
        return due_rows_in(session, _finished_too(query, ctx.today()))


def _finished_too(query: DueQuery, today: date) -> DueQuery:
    return replace(query, unfinished=False, today=today)


def _known(session: Session, rows: list[DueRow]) -> _Known:
    actions = {row.action_id for row in rows if row.action_id is not None}
    promises = {row.promise_id for row in rows if row.promise_id is not None}
    measured = select(Measurement.indicator_id, func.count()).group_by(Measurement.indicator_id)
    return _Known(
        session.scalars(select(Book.name)).one(),
        session.scalars(select(func.max(Operation.at))).one(),
        last_changes(session, {row.id for row in rows} | actions | promises),
        _work(session, actions),
        _versions(session, promises),
        dict(iter(session.execute(measured))),
    )


def _work(session: Session, actions: Collection[int]) -> dict[int, _Work]:
    done = func.coalesce(ActionTally.done, 0)
    statement = select(
        Action.id, Action.version, Action.status, Action.planned, Action.unit, done
    ).outerjoin(ActionTally, ActionTally.action_id == Action.id)
    return {
        row[0]: _Work(*row[1:])
        for part in pieces(actions)
        for row in session.execute(statement.where(Action.id.in_(part)))
    }


def _versions(session: Session, promises: Collection[int]) -> dict[int, int]:
    statement = select(Promise.id, Promise.version)
    return {
        row[0]: row[1]
        for part in pieces(promises)
        for row in session.execute(statement.where(Promise.id.in_(part)))
    }


def _event(row: DueRow, known: _Known) -> "Event":
    work = known.work.get(row.action_id) if row.action_id is not None else None
    # An action has an event of its own and its dates have others; each is told apart.
    uid = f"{row.id}-deadline" if row.kind is DueKind.DEADLINE else row.id
    event = event_of(uid, _sequence(row, work, known), known.stamped_at, _changed(row, known))
    mark, is_off = _outcome(row, work)
    event.add("summary", printable(f"{mark}{due_title(row)}"))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if row.starts_at is None:
        event.add("dtstart", row.due_on)
        # A day on which something falls due is not a day on which nothing else can be done.
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", instant(row.due_on, row.starts_at))
    if row.place:
        event.add("location", printable(row.place))
    if row.party is not None:
        event.add("categories", [label(row.party)])
    description = printable("\n".join(_description(row, work)))
    if description:
        event.add("description", description)
    return event


def _sequence(row: DueRow, work: _Work | None, known: _Known) -> int:
    """How often what the event says was changed: versions only rise, and so does their sum."""
    versions = {row.id: row.version}
    if work is not None and row.action_id is not None:
        versions[row.action_id] = work.version
    if row.promise_id is not None:
        versions[row.promise_id] = known.promises[row.promise_id]
    changes = sum(version - 1 for version in versions.values())
    return changes + (known.measured.get(row.id, 0) if row.kind is DueKind.MEASUREMENT else 0)


def _changed(row: DueRow, known: _Known) -> datetime:
    told = filter(None, (row.id, row.action_id, row.promise_id))
    found = [known.changed[told_id] for told_id in told if told_id in known.changed]
    return max(found, default=known.stamped_at)


def _outcome(row: DueRow, work: _Work | None) -> tuple[str, bool]:
    """What stands before the title of something that is over, and whether it is called off."""
    if not row.ended:
        return "", False
    # Outlook keeps a cancelled event that it has not seen before, so its title must say so too.
    cancelled = _("Cancelled: ")
    match row.state:
        case OccasionState.DONE:
            return "✓ ", False
        case OccasionState.MISSED:
            return _("Missed: "), False
        case OccasionState.CANCELLED | OccasionState.OPEN:
            return cancelled, True
    if row.kind is DueKind.DEADLINE and work is not None and work.status in _OFF:
        return cancelled, True
    return "✓ ", False


def _description(row: DueRow, work: _Work | None) -> Iterator[str]:
    for name, value in (
        (_("Promise"), row.promise),
        (_("Goal"), row.goal),
        (_("Owner"), row.owner if row.kind is not DueKind.DECISION else ""),
        (_("To be decided by"), row.owner if row.kind is DueKind.DECISION else ""),
        (_("Why"), row.reason),
    ):
        if value:
            yield f"{name}: {value}"
    if work is not None and work.planned is not None and row.kind is not DueKind.POINT:
        yield _left(work, work.planned)


def _left(work: _Work, planned: Decimal) -> str:
    left = max(planned - work.done, Decimal(0))
    words = _("{done} of {planned} {unit} done, {left} left").format(
        done=format_number(work.done),
        planned=format_number(planned),
        unit=work.unit,
        left=format_number(left),
    )
    return " ".join(words.split())


def _alarm(row: DueRow, days: int) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(due_title(row)))
    if row.starts_at is None:
        trigger = _MORNING - timedelta(days)
    else:
        trigger = -timedelta(days) if days else -_BEFORE_A_MEETING
    alarm.add("trigger", trigger)
    return alarm
