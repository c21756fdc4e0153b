"""A calendar file of 10,000 dates, from the book to its bytes, against icalendar on its own."""

import gc
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from icalendar import Alarm, Calendar, Event

from tests.bench.table import Row, measured
from tests.big_book import a_big_book
from tests.factory import YEAR, a_clock, opened
from tracker.models.action import Action, Occasion
from tracker.services.context import AppContext
from tracker.services.due_calendar import due_calendar
from tracker.services.queries.due import DueKind, DueQuery

PROMISES, ACTIONS, DATES = 5, 40, 50
ROUNDS = 5
_QUERY = DueQuery(kinds=frozenset({DueKind.OCCASION}))


def run() -> list[Row]:
    """Both write the same events; the floor is handed them, ours has to find them."""
    with tempfile.TemporaryDirectory(prefix="loftesboken-bench-") as folder:
        book = a_big_book(Path(folder) / "many.loftesbok", [ACTIONS] * PROMISES)
        with closing(opened(book, a_clock(YEAR[0]))) as ctx:
            _fill(ctx)
            ours = due_calendar(ctx, _QUERY, alarm_days=1)
            events: list[Any] = list(Calendar.from_ical(ours).walk("VEVENT"))
            assert len(events) == PROMISES * ACTIONS * DATES
            given = [_plain(event) for event in events]
            rounds = []
            for _ in range(ROUNDS):
                gc.collect()
                started = perf_counter()
                _alone(given)
                between = perf_counter()
                due_calendar(ctx, _QUERY, alarm_days=1)
                rounds.append((between - started, perf_counter() - between))
    floor, ours_ms = (statistics.median(side) * 1000 for side in zip(*rounds, strict=True))
    return [measured(f"calendar file of {len(given):,} dates", floor, ours_ms, 3)]


def _fill(ctx: AppContext) -> None:
    with ctx.write("book.generate") as tx:
        actions = tx.session.query(Action.id).order_by(Action.id)
        tx.bulk_insert(
            Occasion,
            [
                {"action_id": action_id, "due_on": YEAR[0] + timedelta(7 * number)}
                for (action_id,) in actions
                for number in range(DATES)
            ],
        )


Plain = tuple[Sequence[tuple[str, object]], timedelta | None]


def _plain(event: Any) -> Plain:
    """What an event says, without the library's own types."""
    values: list[tuple[str, object]] = []
    for name, value in event.items():
        if name == "CATEGORIES":
            values.append((name, [str(word) for word in value.cats]))
        elif hasattr(value, "dt"):
            values.append((name, value.dt))
        else:
            values.append((name, int(value) if isinstance(value, int) else str(value)))
    alarms = event.walk("VALARM")
    return values, alarms[0]["TRIGGER"].dt if alarms else None


def _alone(given: Sequence[Plain]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//floor//SV")
    calendar.add("version", "2.0")
    for values, trigger in given:
        event = Event()
        for name, value in values:
            event.add(name, value)
        if trigger is not None:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", values[0][1])
            alarm.add("trigger", trigger)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
