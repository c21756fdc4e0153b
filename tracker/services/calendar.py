"""A dialogue round as an iCalendar file (RFC 5545), for the calendars of those who take part."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.i18n import _
from tracker.labels import label
from tracker.models.dialogue import DialogueRound
from tracker.models.errors import NotFound
from tracker.models.survey import Survey
from tracker.services.calendar_file import (
    empty_calendar,
    event_of,
    instant,
    last_changes,
    printable,
)
from tracker.services.context import AppContext
from tracker.services.queries.rounds import OccasionRow, RoundDetail, round_detail

if TYPE_CHECKING:
    from icalendar import Event


def round_calendar(ctx: AppContext, round_id: int) -> bytes:
    """Every occasion of a round as an event, in the current language.

    An event keeps its UID and counts its changes, so that a calendar that has had an earlier file
    changes what it has and adds nothing twice. Raises `NotFound`.
    """
    detail = round_detail(ctx, round_id)
    if detail is None:
        raise NotFound("row.missing", table=DialogueRound.__tablename__, id=round_id)
    ids = [row.id for row in detail.occasions]
    with ctx.read() as session:
        changed = last_changes(session, ids)
        versions = select(Survey.id, Survey.version).where(Survey.id.in_(ids))
        known = {
            row_id: (version, changed[row_id]) for row_id, version in session.execute(versions)
        }
    return _file(detail, known)


def _file(detail: RoundDetail, known: dict[int, tuple[int, datetime]]) -> bytes:
    calendar = empty_calendar("Medborgardialog", detail.row.title)
    for row in detail.occasions:
        calendar.add_component(_event(row, *known[row.id]))
    return bytes(calendar.to_ical())


def _event(row: OccasionRow, version: int, changed_at: datetime) -> "Event":
    event = event_of(row.id, version - 1, changed_at, changed_at)
    event.add("summary", printable(row.title))
    event.add("status", "CONFIRMED")
    if row.starts_at is None:
        event.add("dtstart", row.held_on)
    else:
        event.add("dtstart", instant(row.held_on, row.starts_at))
        if row.ends_at is not None:
            event.add("dtend", instant(row.held_on, row.ends_at))
    if row.place:
        event.add("location", printable(row.place))
    event.add("description", printable("\n".join(_description(row))))
    return event


def _description(row: OccasionRow) -> Iterator[str]:
    yield label(row.method)
    for name, value in (
        (_("Audience"), row.audience),
        (_("Responsible"), row.responsible),
        (_("Material"), row.material),
    ):
        if value:
            yield f"{name}: {value}"
