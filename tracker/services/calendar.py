"""A dialogue round as an iCalendar file (RFC 5545), for the calendars of those who take part."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.i18n import _
from tracker.labels import label
from tracker.models.dialogue import DialogueRound
from tracker.models.errors import NotFound
from tracker.models.journal import Change, Operation
from tracker.models.survey import Survey
from tracker.services.context import AppContext
from tracker.services.queries.rounds import OccasionRow, RoundDetail, round_detail

if TYPE_CHECKING:
    from icalendar import Event

_HERE = ZoneInfo("Europe/Stockholm")
"""Whose hours those in a book are. The file has them in UTC, which every calendar reads alike."""


def round_calendar(ctx: AppContext, round_id: int) -> bytes:
    """Every occasion of a round as an event, in the current language.

    An event keeps its UID and counts its changes, so that a calendar that has had an earlier file
    changes what it has and adds nothing twice. Raises `NotFound`.
    """
    detail = round_detail(ctx, round_id)
    if detail is None:
        raise NotFound("row.missing", table=DialogueRound.__tablename__, id=round_id)
    with ctx.read() as session:
        changed = _last_changes(session, [row.id for row in detail.occasions])
    return _file(detail, changed)


def _last_changes(session: Session, ids: list[int]) -> dict[int, tuple[int, datetime]]:
    """By survey its version, and when it became what it is."""
    found = session.execute(
        select(Survey.id, Survey.version, func.max(Operation.at))
        .join(Change, (Change.row_id == Survey.id) & (Change.table_name == Survey.__tablename__))
        .join(Operation, Operation.id == Change.operation_id)
        .where(Survey.id.in_(ids))
        .group_by(Survey.id, Survey.version)
    )
    return {row_id: (version, at) for row_id, version, at in found}


def _file(detail: RoundDetail, changed: dict[int, tuple[int, datetime]]) -> bytes:
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", "-//Löftesboken//Medborgardialog//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(_printable(" ".join(detail.row.title.split()))))
    for row in detail.occasions:
        calendar.add_component(_event(row, *changed[row.id]))
    return bytes(calendar.to_ical())


def _event(row: OccasionRow, version: int, changed_at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    # The id is unique in every copy of every book.
    event.add("uid", f"{row.id}@loftesboken")
    event.add("sequence", version - 1)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("summary", _printable(row.title))
    event.add("status", "CONFIRMED")
    if row.starts_at is None:
        event.add("dtstart", row.held_on)
    else:
        event.add("dtstart", _instant(row.held_on, row.starts_at))
        if row.ends_at is not None:
            event.add("dtend", _instant(row.held_on, row.ends_at))
    if row.place:
        event.add("location", _printable(row.place))
    event.add("description", _printable("\n".join(_description(row))))
    return event


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, _HERE).astimezone(UTC)


def _printable(text: str) -> str:
    """Without control characters, which the format does not allow."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _description(row: OccasionRow) -> Iterator[str]:
    yield label(row.method)
    for name, value in (
        (_("Audience"), row.audience),
        (_("Responsible"), row.responsible),
        (_("Material"), row.material),
    ):
        if value:
            yield f"{name}: {value}"
