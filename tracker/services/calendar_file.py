"""What every iCalendar file of ours (RFC 5545) has in common."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.clock import HERE
from tracker.models.journal import Change, Operation

if TYPE_CHECKING:
    from icalendar import Calendar, Event

T = TypeVar("T")

# All of Unicode's category Cc but tab and line feed.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# SQLite takes 32,766 parameters in a statement.
_AT_ONCE = 10_000


def empty_calendar(product: str, title: str) -> "Calendar":
    """A calendar without events, called `title`."""
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", f"-//Löftesboken//{product}//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(printable(" ".join(title.split()))))
    return calendar


def event_of(row: int | str, sequence: int, stamped_at: datetime, changed_at: datetime) -> "Event":
    """An event that a calendar knows again: by the id of its row, and how often that changed.

    The id is unique in every copy of every book.
    """
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row}@loftesboken")
    event.add("sequence", sequence)
    event.add("dtstamp", stamped_at)
    event.add("last-modified", changed_at)
    return event


def instant(day: date, hour: time) -> datetime:
    """An hour of the book's, in UTC, which every calendar reads alike."""
    return datetime.combine(day, hour, HERE).astimezone(UTC)


def printable(text: str) -> str:
    """Without control characters, which the format does not allow."""
    return _CONTROLS.sub("", text)


def last_changes(session: Session, ids: Collection[int]) -> dict[int, datetime]:
    """By row when it became what it is."""
    found: dict[int, datetime] = {}
    for part in pieces(ids):
        rows = session.execute(
            select(Change.row_id, func.max(Operation.at))
            .join(Operation, Operation.id == Change.operation_id)
            .where(Change.row_id.in_(part))
            .group_by(Change.row_id)
        )
        found.update((row_id, at) for row_id, at in rows)
    return found


def pieces(values: Collection[T]) -> Iterator[list[T]]:
    """`values` in parts that one statement can ask about."""
    left = iter(values)
    while part := list(islice(left, _AT_ONCE)):
        yield part
