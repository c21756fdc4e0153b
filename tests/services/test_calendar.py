"""A dialogue round as a calendar file: read back, and imported a second time."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.awkward_book import SAMPLES
from tests.factory import DAY, WHO, a_round, a_survey, an_occasion, version_of
from tests.refusals import refused
from tracker.i18n import language
from tracker.models.clock import WalkingClock
from tracker.models.survey import Survey
from tracker.services.calendar import round_calendar
from tracker.services.context import AppContext
from tracker.services.queries.evidence import survey_detail
from tracker.services.surveys import EditSurvey, SurveyFields, delete_survey, edit_survey


def events(content: bytes) -> list[Any]:
    """The events of a file."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def imported(calendar: dict[str, Any], found: Iterable[Any]) -> dict[str, Any]:
    """A calendar after it has taken in a file, as RFC 5546 (3.2.1) tells it to."""
    for event in found:
        known = calendar.get(event["UID"])
        if known is None or event["SEQUENCE"] > known["SEQUENCE"]:
            calendar[str(event["UID"])] = event
    return calendar


def edited(ctx: AppContext, survey_id: int, **values: Any) -> None:
    """Change a survey as a user would."""
    detail = survey_detail(ctx, survey_id)
    assert detail is not None
    fields = {name: getattr(detail.fields, name) for name in SurveyFields.__slots__}
    edit_survey(
        ctx, EditSurvey(survey_id, detail.row.version, SurveyFields(**{**fields, **values}))
    )


def test_an_occasion_says_when_where_for_whom_and_with_what(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    an_occasion(ctx, round_id)
    a_survey(ctx, "Hör inte till omgången")
    with language("en"):
        content = round_calendar(ctx, round_id)
    (event,) = events(content)
    here = ZoneInfo("Europe/Stockholm")
    assert event["DTSTART"].dt == dt.datetime.combine(DAY, dt.time(12), here)
    assert event["DTEND"].dt == dt.datetime.combine(DAY, dt.time(16), here)
    assert (event["SUMMARY"], event["LOCATION"]) == ("Torgsamtal på Stortorget", "Stortorget")
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Talks in the square",
        "Audience: Allmänheten",
        f"Responsible: {WHO}",
        "Material: Roll-up",
        "Enkäter",
    ]
    calendar = icalendar.Calendar.from_ical(content)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert b"\r\nX-WR-CALNAME:Medborgardialog vecka 9\\, 2018\r\n" in content


def test_summer_and_winter_have_their_own_hours(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    for day in (dt.date(2018, 1, 15), dt.date(2018, 7, 15)):
        an_occasion(ctx, round_id, held_on=day)
    starts = [event["DTSTART"].dt for event in events(round_calendar(ctx, round_id))]
    assert [start.astimezone(dt.UTC).hour for start in starts] == [11, 10]


def test_an_occasion_without_hours_is_of_the_whole_day(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    an_occasion(ctx, round_id, starts_at=None, ends_at=None)
    an_occasion(ctx, round_id, ends_at=None)
    open_ended, whole_day = events(round_calendar(ctx, round_id))
    assert whole_day["DTSTART"].dt == DAY
    assert type(whole_day["DTSTART"].dt) is dt.date
    assert "DTEND" not in whole_day
    assert "DTEND" not in open_ended


def test_a_second_file_changes_what_the_calendar_has(ctx: AppContext, clock: WalkingClock) -> None:
    round_id = a_round(ctx)
    moved, kept = an_occasion(ctx, round_id, "Torgsamtal"), an_occasion(ctx, round_id, "Workshop")
    first = events(round_calendar(ctx, round_id))
    calendar = imported({}, first)
    clock.walk_to(DAY + dt.timedelta(2))
    edited(ctx, moved, held_on=DAY + dt.timedelta(1), place="45:an")
    added = an_occasion(ctx, round_id, "Skolbesök")
    second = events(round_calendar(ctx, round_id))
    calendar = imported(calendar, second)
    assert len(calendar) == 3
    by_title = {str(event["SUMMARY"]): event for event in calendar.values()}
    assert by_title["Torgsamtal"]["LOCATION"] == "45:an"
    assert by_title["Torgsamtal"]["DTSTART"].dt.date() == DAY + dt.timedelta(1)
    assert [event["SEQUENCE"] for event in by_title.values()] == [1, 0, 0]
    before, after = (
        next(e for e in file if e["SUMMARY"] == "Torgsamtal") for file in (first, second)
    )
    assert before["UID"] == after["UID"]
    assert before["LAST-MODIFIED"].dt < after["LAST-MODIFIED"].dt
    assert {moved, kept, added} == {int(uid.partition("@")[0]) for uid in calendar}


def test_the_same_book_gives_the_same_bytes(ctx: AppContext, clock: WalkingClock) -> None:
    round_id = a_round(ctx)
    an_occasion(ctx, round_id)
    first = round_calendar(ctx, round_id)
    clock.walk_to(DAY + dt.timedelta(9))
    assert round_calendar(ctx, round_id) == first


@pytest.mark.parametrize("text", SAMPLES)
def test_whatever_people_wrote_comes_back(ctx: AppContext, text: str) -> None:
    round_id = a_round(ctx, text)
    an_occasion(ctx, round_id, text, place=text, material=text)
    (event,) = events(round_calendar(ctx, round_id))
    wanted = "".join(c for c in text.strip() if c.isprintable() and not c.isspace())
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        read = "".join(c for c in str(event[name]) if c.isprintable() and not c.isspace())
        assert wanted in read


def test_an_empty_round_is_an_empty_calendar(ctx: AppContext) -> None:
    assert events(round_calendar(ctx, a_round(ctx))) == []
    with refused("row.missing"):
        round_calendar(ctx, 7)


def test_an_occasion_that_is_removed_is_not_in_the_next_file(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    occasion = an_occasion(ctx, round_id)
    delete_survey(ctx, occasion, version_of(ctx, Survey, occasion))
    assert events(round_calendar(ctx, round_id)) == []
