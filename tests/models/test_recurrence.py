"""How often an action comes back: rules read and written, and the days they give."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import refused
from tracker.models.recurrence import (
    LAST,
    LAST_DAY,
    MOST_OCCASIONS,
    Daily,
    Endless,
    Kept,
    Limited,
    Monthly,
    MonthlyWeekday,
    Pattern,
    PeriodEnds,
    Weekly,
    Yearly,
    bounded,
    occasions,
    parse,
    read_rule,
)

days = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))
every = st.integers(1, 14)
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
weekly = st.builds(Weekly, weekdays, every)
monthly = st.builds(Monthly, st.one_of(st.integers(1, 30), st.just(LAST_DAY)), every)
endless: st.SearchStrategy[Endless] = st.one_of(
    st.builds(Daily, st.integers(2, 40)),
    weekly,
    monthly,
    st.builds(MonthlyWeekday, st.sampled_from([1, 2, 3, 4, LAST]), st.integers(0, 6), every),
    st.builds(PeriodEnds, st.sampled_from([3, 4, 6])),
    st.dates(dt.date(2016, 1, 1), dt.date(2016, 12, 31)).map(lambda d: Yearly(d.month, d.day)),
)
patterns: st.SearchStrategy[Pattern] = st.one_of(
    endless,
    st.builds(Limited, endless, st.integers(1, 400)),
    st.builds(Limited, endless, st.none(), days),
)


@given(patterns)
def test_a_rule_is_read_back_as_it_was_written(pattern: Pattern) -> None:
    assert read_rule(pattern.rule()) == pattern
    assert read_rule(f"RRULE:{pattern.rule().lower()};WKST=MO") == pattern


@pytest.mark.parametrize(
    ("rule", "code"),
    [("strunt", "recurrence.unreadable"), ("FREQ=WEEKLY;BYDAY=XX", "recurrence.unreadable"),
     ("FREQ=MONTHLY;BYSETPOS=400", "recurrence.unreadable"),
     ("FREQ=YEARLY;BYDAY=400MO", "recurrence.unreadable"),
     ("FREQ=DAILY;INTERVAL=0", "recurrence.unreadable"),
     ("FREQ=DAILY;INTERVAL=²", "recurrence.unreadable"),
     ("FREQ=DAILY;COUNT=0", "recurrence.unreadable"),
     ("FREQ=DAILY;UNTIL=20180231", "recurrence.unreadable"),
     ("FREQ=DAILY;FREQ=DAILY", "recurrence.unreadable"),
     ("FREQ=DAILY\nDTSTART:20180101", "recurrence.unreadable"),
     ("FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 400), "recurrence.unreadable"),
     ("FREQ=SECONDLY", "recurrence.too_often"), ("FREQ=HOURLY;COUNT=3", "recurrence.too_often")],
)  # fmt: skip
def test_what_is_no_rule_or_comes_back_within_the_day_is_refused(rule: str, code: str) -> None:
    with refused(code):
        read_rule(rule)
    assert parse(rule) is None


@pytest.mark.parametrize(
    ("rule", "found"),
    [("FREQ=DAILY;COUNT=999999999", MOST_OCCASIONS), ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 0),
     ("FREQ=WEEKLY;BYSETPOS=5;BYDAY=MO", 0), ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 20),
     ("FREQ=DAILY;BYHOUR=8,9;BYMINUTE=0,30;BYMONTHDAY=13;BYDAY=FR", 35),
     ("FREQ=MONTHLY;BYMONTHDAY=32", 0),
     ("FREQ=MONTHLY;BYMONTHDAY=31", 140), ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", 240)],
)  # fmt: skip
def test_any_other_rule_is_kept_and_gives_its_days(rule: str, found: int) -> None:
    pattern = read_rule(rule)
    assert isinstance(pattern, (Kept, Limited))
    assert len(occasions(pattern, dt.date(2011, 1, 1), dt.date(2030, 12, 31))) == found


@given(patterns, days, days)
def test_days_come_in_order_within_the_span(pattern: Pattern, start: dt.date, end: dt.date) -> None:
    found = bounded(pattern, start, end)
    assert all(start <= day <= end for day in found.dates)
    assert list(found.dates) == sorted(set(found.dates))
    assert len(found.dates) <= MOST_OCCASIONS
    assert found.is_endless == (not isinstance(pattern, Limited))


@given(weekly, days)
def test_weeks_are_counted_from_the_one_it_starts_in(pattern: Weekly, start: dt.date) -> None:
    monday = start - dt.timedelta(start.weekday())
    for day in occasions(pattern, start, start + dt.timedelta(400)):
        assert day.weekday() in pattern.days
        assert (day - monday).days // 7 % pattern.every == 0


@given(monthly, st.integers(2015, 2030))
def test_a_month_that_is_too_short_has_its_last_day(pattern: Monthly, year: int) -> None:
    found = occasions(pattern, dt.date(year, 1, 1), dt.date(year, 12, 31))
    assert [day.month for day in found] == list(range(1, 13, pattern.every))
    for day in found:
        is_last = (day + dt.timedelta(1)).day == 1
        assert (
            is_last
            if pattern.day == LAST_DAY
            else day.day == pattern.day or (is_last and day.day < pattern.day)
        )


@pytest.mark.parametrize(
    ("pattern", "start", "end", "dates"),
    [
        # Across New Year, over the night the clocks change, and the day that most years lack.
        (Weekly((3,), 2), "2017-12-14", "2018-01-15", ["2017-12-14", "2017-12-28", "2018-01-11"]),
        (Weekly((6,)), "2018-03-18", "2018-04-01", ["2018-03-18", "2018-03-25", "2018-04-01"]),
        (Daily(14), "2017-12-25", "2018-01-31", ["2017-12-25", "2018-01-08", "2018-01-22"]),
        (Monthly(LAST_DAY), "2016-01-01", "2016-03-30", ["2016-01-31", "2016-02-29"]),
        (Monthly(30), "2018-01-01", "2018-03-31", ["2018-01-30", "2018-02-28", "2018-03-30"]),
        (Yearly(2, 29), "2015-01-01", "2017-12-31", ["2015-02-28", "2016-02-29", "2017-02-28"]),
        (MonthlyWeekday(1, 0), "2018-01-02", "2018-03-31", ["2018-02-05", "2018-03-05"]),
        (MonthlyWeekday(LAST, 4, 2), "2017-12-01", "2018-03-01", ["2017-12-29", "2018-02-23"]),
        (PeriodEnds(4), "2018-01-15", "2018-09-01", ["2018-04-30", "2018-08-31"]),
        (Limited(Weekly((0,)), 2), "2018-01-01", "2018-12-31", ["2018-01-01", "2018-01-08"]),
        (Limited(Weekly((0,)), until=dt.date(2018, 1, 8)), "2018-01-02", "2018-12-31",
         ["2018-01-08"]),
        (Kept("FREQ=YEARLY"), "2016-02-29", "2020-12-31", ["2016-02-29", "2020-02-29"]),
        (Weekly((0,)), "2018-01-02", "2018-01-01", []),
        (Yearly(12, 31), "9998-01-01", "9999-12-31", ["9998-12-31", "9999-12-31"]),
    ],
)  # fmt: skip
def test_the_days_of_a_rule(pattern: Pattern, start: str, end: str, dates: list[str]) -> None:
    found = occasions(pattern, dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert [day.isoformat() for day in found] == dates


def test_what_goes_on_is_cut_by_the_period_and_by_the_most_there_can_be() -> None:
    year = dt.date(2017, 1, 1), dt.date(2017, 12, 31)
    fridays = bounded(Weekly((4, 5)), *year)
    assert (len(fridays.dates), fridays.is_endless, fridays.is_cut) == (104, True, False)
    long = bounded(Weekly(tuple(range(7))), year[0], dt.date(2030, 1, 1))
    assert (len(long.dates), long.is_cut) == (MOST_OCCASIONS, True)
    ten = bounded(Limited(Weekly((4,)), 10), *year)
    assert (len(ten.dates), ten.is_endless, ten.is_cut) == (10, False, False)
