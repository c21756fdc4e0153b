"""What falls due as a calendar file: read back, imported into khal, and imported once more."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import icalendar
import pytest
from sqlalchemy import select

from tests.awkward_book import SAMPLES
from tests.factory import DAY, a_person, a_promise, a_signed_promise, an_action, version_of
from tracker.i18n import language
from tracker.models.action import Action, Occasion
from tracker.models.clock import WalkingClock
from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    Direction,
    IndicatorKind,
    OccasionState,
    PromiseStatus,
)
from tracker.models.meeting import Attendance, Meeting
from tracker.models.organisation import Agreement
from tracker.models.promise import Promise
from tracker.services.actions import (
    EditAction,
    MoveDeadline,
    SetStatus,
    delete_action,
    edit_action,
    move_deadline,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.due_calendar import due_calendar
from tracker.services.follow_up import IndicatorFields, Measure, add_indicator, measure
from tracker.services.log import LogFields, log_done
from tracker.services.promises import EndPromise, end_promise
from tracker.services.queries.action_detail import action_detail
from tracker.services.queries.due import DueKind, DueQuery, due_rows
from tracker.services.queries.due_owners import find_whose

NEW_YEAR = (dt.date(2018, 3, 20), dt.date(2018, 3, 27), dt.date(2018, 10, 30), dt.date(2019, 1, 1))
ALL = DueQuery(running=False)


@dataclass(frozen=True, slots=True)
class Series:
    """A signed promise, its recurring action, and the action's dates."""

    promise_id: int
    action_id: int
    owner_id: int
    dates: dict[dt.date, int]


@pytest.fixture
def series(ctx: AppContext) -> Series:
    """Four dates around summer time and the New Year, owned by the kommunpolis."""
    return a_series(ctx)


def a_series(ctx: AppContext) -> Series:
    """As `series`, in any book."""
    promise_id, action_id = a_signed_promise(ctx)
    recur(ctx, action_id, NEW_YEAR, "Start")
    with ctx.read() as session:
        owner = session.get_one(Action, action_id).owner_id or 0
        rows = session.execute(
            select(Occasion.due_on, Occasion.id).where(Occasion.action_id == action_id)
        )
        return Series(promise_id, action_id, owner, dict(iter(rows)))


def recur(ctx: AppContext, action_id: int, days: tuple[dt.date, ...], reason: str) -> None:
    """Give an action these dates, as a user would."""
    detail = action_detail(ctx, action_id)
    assert detail is not None
    fields = replace(
        detail.fields,
        kind=ActionKind.RECURRING,
        occasions=days,
        deadline=dt.date(2019, 1, 31),
        goal="Två i veckan",
    )
    edit_action(ctx, EditAction(action_id, detail.row.version, fields, reason))


def settle(ctx: AppContext, occasion_id: int, state: OccasionState, reason: str = "") -> None:
    """Settle a date, by itself."""
    with ctx.write("occasion.settle") as tx:
        row = tx.get(Occasion, occasion_id, version_of(ctx, Occasion, occasion_id))
        row.state, row.reason = state, reason


def events(content: bytes) -> dict[str, Any]:
    """The events of a file by UID; each stands there once."""
    found = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    known = {str(event["UID"]): event for event in found}
    assert len(known) == len(found)
    return known


def test_an_event_says_what_is_due_for_whom_and_what_is_left(
    ctx: AppContext, series: Series
) -> None:
    with language("en"):
        content = due_calendar(ctx, ALL, title="Kommunpolis")
    found = events(content)
    assert b"X-WR-CALNAME:S\xc3\xa4ffle: Kommunpolis" in content
    event = found[f"{series.dates[NEW_YEAR[0]]}@loftesboken"]
    assert event["DTSTART"].dt == NEW_YEAR[0]
    assert (event["SUMMARY"], event["STATUS"]) == ("1.1 Fotpatrullering", "CONFIRMED")
    assert event["CATEGORIES"].to_ical() == b"Police"
    told = str(event["DESCRIPTION"])
    for part in ("Synlig polis", "Två i veckan", "Kommunpolis", "0 of 30 pass done, 30 left"):
        assert part in told
    deadline = found[f"{series.action_id}-deadline@loftesboken"]
    assert deadline["DTSTART"].dt == dt.date(2019, 1, 31)
    assert str(deadline["SUMMARY"]).endswith("1.1 Fotpatrullering")
    assert deadline["SUMMARY"] != event["SUMMARY"]


def test_a_second_file_changes_what_the_calendar_has(
    ctx: AppContext, series: Series, clock: WalkingClock
) -> None:
    first = events(due_calendar(ctx, ALL))
    clock.walk_to(NEW_YEAR[1])
    done, missed, off, removed = (series.dates[day] for day in NEW_YEAR)
    log_done_on(ctx, series, NEW_YEAR[0])
    settle(ctx, missed, OccasionState.MISSED)
    settle(ctx, off, OccasionState.CANCELLED, "Personalbrist")
    recur(ctx, series.action_id, NEW_YEAR[:3], "Färre")
    second = events(due_calendar(ctx, ALL))
    assert set(first) == set(second)
    after = {row_id: second[f"{row_id}@loftesboken"] for row_id in series.dates.values()}
    assert [after[row]["STATUS"] for row in (done, missed, off, removed)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
        "CANCELLED",
    ]
    assert str(after[done]["SUMMARY"]) == "✓ 1.1 Fotpatrullering"
    assert "Personalbrist" in after[off]["DESCRIPTION"]
    for uid, event in second.items():
        assert event["SEQUENCE"] > first[uid]["SEQUENCE"], uid
        assert event["DTSTAMP"].dt > first[uid]["DTSTAMP"].dt
        assert event["LAST-MODIFIED"].dt > first[uid]["LAST-MODIFIED"].dt


def log_done_on(ctx: AppContext, series: Series, day: dt.date) -> None:
    """What is logged does the date of that day."""
    entry = log_done(ctx, LogFields(series.action_id, day))
    with ctx.write("occasion.match") as tx:
        row = tx.session.get_one(Occasion, series.dates[day])
        row.state, row.log_entry_id = OccasionState.DONE, entry


def test_a_file_and_a_server_tell_of_dates_that_were_removed(anywhere: AppContext) -> None:
    made = a_series(anywhere)
    recur(anywhere, made.action_id, NEW_YEAR[1:], "Färre")
    query = find_whose(anywhere, "kommunpolis").of(ALL)
    found = events(due_calendar(anywhere, query, alarm_days=0))
    assert len(found) == 5
    gone = [event for event in found.values() if event["STATUS"] == "CANCELLED"]
    assert [event["DTSTART"].dt for event in gone] == [NEW_YEAR[0]]


def test_what_an_ended_action_leaves_is_called_off(ctx: AppContext, series: Series) -> None:
    ref = (series.action_id, version_of(ctx, Action, series.action_id))
    set_status(ctx, SetStatus((ref,), ActionStatus.DROPPED, "Omorganisation"))
    statuses = [event["STATUS"] for event in events(due_calendar(ctx, ALL)).values()]
    assert statuses == ["CANCELLED"] * 5
    ref = (series.action_id, ref[1] + 1)
    set_status(ctx, SetStatus((ref,), ActionStatus.DONE, "Det räckte"))
    found = events(due_calendar(ctx, ALL))
    deadline = found[f"{series.action_id}-deadline@loftesboken"]
    assert str(deadline["SUMMARY"]).startswith("✓ ")


def test_what_a_removed_action_leaves_is_called_off_for_a_year(
    ctx: AppContext, series: Series, clock: WalkingClock
) -> None:
    draft = a_promise(ctx, "Utkast")
    action = an_action(ctx, draft, deadline=NEW_YEAR[2])
    recur(ctx, action, NEW_YEAR[:2], "Start")
    query = DueQuery(running=False, action_ids=frozenset({action}))
    before = events(due_calendar(ctx, query))
    assert len(before) == 3
    delete_action(ctx, action, version_of(ctx, Action, action))
    after = events(due_calendar(ctx, query))
    assert set(after) == set(before)
    for uid, event in after.items():
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] > before[uid]["SEQUENCE"]
    clock.walk_to(DAY + dt.timedelta(370))
    assert events(due_calendar(ctx, query)) == {}


def test_what_an_ended_promise_leaves_is_called_off_for_a_year(
    ctx: AppContext, series: Series, clock: WalkingClock
) -> None:
    before = events(due_calendar(ctx, DueQuery()))
    version = version_of(ctx, Promise, series.promise_id)
    ended = EndPromise(series.promise_id, version, PromiseStatus.NOT_KEPT, "Omorganisation")
    end_promise(ctx, ended)
    after = events(due_calendar(ctx, DueQuery()))
    assert set(after) == set(before)
    for uid, event in after.items():
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] > before[uid]["SEQUENCE"]
    clock.walk_to(DAY + dt.timedelta(370))
    assert events(due_calendar(ctx, DueQuery())) == {}


def test_what_is_measured_moves_to_the_next_time(
    ctx: AppContext, series: Series, clock: WalkingClock
) -> None:
    fields = IndicatorFields(
        series.promise_id, "Otrygga", IndicatorKind.EFFECT, Direction.DOWN, measure_by=NEW_YEAR[1]
    )
    indicator = add_indicator(ctx, replace(fields, measure_every=12))
    uid = f"{indicator}@loftesboken"
    before = events(due_calendar(ctx, ALL))[uid]
    clock.walk_to(NEW_YEAR[1])
    measure(ctx, Measure(indicator, NEW_YEAR[1], None, note="Ej mätt"))
    after = events(due_calendar(ctx, ALL))[uid]
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (
        NEW_YEAR[1],
        NEW_YEAR[1].replace(year=2019),
    )
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_reminders_come_in_the_morning_and_only_of_what_remains(
    ctx: AppContext, series: Series, clock: WalkingClock
) -> None:
    clock.walk_to(NEW_YEAR[1])
    a_meeting(ctx, NEW_YEAR[2], starts_at=dt.time(9))

    def triggers(days: int | None) -> list[dt.timedelta]:
        file = icalendar.Calendar.from_ical(due_calendar(ctx, ALL, alarm_days=days))
        alarms: list[Any] = list(file.walk("VALARM"))
        return [alarm["TRIGGER"].dt for alarm in alarms]

    hours = dt.timedelta(hours=1)
    assert triggers(None) == []
    assert triggers(0) == [8 * hours, 8 * hours, -hours, 8 * hours, 8 * hours]
    assert triggers(7) == [-160 * hours, -160 * hours, -168 * hours, -160 * hours, -160 * hours]


def a_meeting(ctx: AppContext, day: dt.date, *called: int, starts_at: dt.time | None = None) -> int:
    """A meeting to which some are called."""
    with ctx.write("meeting.new") as tx:
        agreement = tx.session.scalars(select(Agreement.id)).one()
        meeting = tx.add(
            Meeting(agreement_id=agreement, title="Arbetsgruppen", held_on=day, starts_at=starts_at)
        )
        for position, person in enumerate(called, 1):
            tx.add(Attendance(meeting_id=meeting.id, position=position, person_id=person, name="A"))
        return meeting.id


def test_a_meeting_is_at_an_hour_in_sweden(ctx: AppContext) -> None:
    for day in (dt.date(2018, 1, 15), dt.date(2018, 7, 15)):
        a_meeting(ctx, day, starts_at=dt.time(13, 30))
    starts = [event["DTSTART"].dt for event in events(due_calendar(ctx, ALL)).values()]
    assert [start.astimezone(dt.UTC).hour for start in starts] == [12, 11]


def test_only_somebodys_own(ctx: AppContext, series: Series) -> None:
    other = a_person(ctx, "Gatuchef")
    a_meeting(ctx, NEW_YEAR[0], series.owner_id)
    a_meeting(ctx, NEW_YEAR[0], other)

    def kinds(text: str) -> list[DueKind]:
        return [row.kind for row in due_rows(ctx, find_whose(ctx, text).of(ALL))]

    assert kinds("kommunpolis") == [
        DueKind.OCCASION, DueKind.MEETING, *[DueKind.OCCASION] * 3, DueKind.DEADLINE,
    ]  # fmt: skip
    assert kinds("gatuchef") == [DueKind.MEETING]
    assert kinds("P") == [DueKind.OCCASION] * 4 + [DueKind.DEADLINE]
    assert len(kinds("")) == 7
    assert len(events(due_calendar(ctx, replace(ALL, action_ids=frozenset())))) == 0
    assert len(events(due_calendar(ctx, replace(ALL, first=NEW_YEAR[1], last=NEW_YEAR[2])))) == 2


def test_whatever_people_wrote_comes_back(ctx: AppContext) -> None:
    for text in SAMPLES:
        if text.strip():
            with ctx.write("meeting.new") as tx:
                agreement = tx.session.scalars(select(Agreement.id)).one()
                tx.add(Meeting(agreement_id=agreement, title=text, held_on=DAY, place=text))
    read = {"".join(filter(str.isalnum, str(e["LOCATION"]))) for e in _events(ctx)}
    assert read == {"".join(filter(str.isalnum, text)) for text in SAMPLES if text.strip()}


def _events(ctx: AppContext) -> list[Any]:
    return list(events(due_calendar(ctx, ALL)).values())


@pytest.fixture
def khal(tmp_path: Path) -> Callable[..., str]:
    """A calendar program with an empty calendar, in any time zone."""
    home = tmp_path / "khal"
    (home / "calendar").mkdir(parents=True)
    config = home / "config"
    config.write_text(
        f"[calendars]\n[[work]]\npath = {home / 'calendar'}\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {home / 'khal.db'}\n"
    )

    def run(*words: object, zone: str = "Europe/Stockholm") -> str:
        return subprocess.run(
            [sys.executable, "-m", "khal", "-c", str(config), *map(str, words)],
            env={**os.environ, "HOME": str(home), "TZ": zone, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, encoding="utf-8", check=True,
        ).stdout  # fmt: skip

    return run


def test_a_calendar_program_takes_it_in_twice(
    ctx: AppContext, series: Series, tmp_path: Path, khal: Callable[..., str]
) -> None:
    file = tmp_path / "due.ics"
    told = ("list", "2018-01-01", "500d", "--once", "--day-format", "", "--format")
    file.write_bytes(due_calendar(ctx, ALL, alarm_days=1))
    khal("import", "--batch", file)
    ref = (series.action_id, version_of(ctx, Action, series.action_id))
    move_deadline(ctx, MoveDeadline((ref,), dt.date(2019, 2, 15), "Sjukdom"))
    file.write_bytes(due_calendar(ctx, ALL, alarm_days=1))
    khal("import", "--batch", file)
    for zone in ("America/Los_Angeles", "Pacific/Auckland"):
        listed = khal(*told, "{start-date}{alarm-symbol} {title}", zone=zone).splitlines()
        lines = [line for line in listed if line.strip()]
        assert lines[:4] == [f"{day} ⏰ 1.1 Fotpatrullering" for day in NEW_YEAR], zone
        assert [line.split()[0] for line in lines[4:]] == ["2019-02-15"]
