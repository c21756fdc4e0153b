"""Recurrences: the rule's text, what it is read as, and the days it gives."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models.recurrence import LAST_DAY, MOST_OCCASIONS, Monthly, Weekly, occasions, parse

patterns = st.one_of(
    st.builds(lambda days: Weekly(tuple(sorted(days))), st.sets(st.integers(0, 6), min_size=1)),
    st.builds(Monthly, st.integers(1, 28) | st.just(LAST_DAY)),
)
days = st.dates(dt.date(2017, 1, 1), dt.date(2019, 12, 31))


@given(patterns)
def test_a_rule_is_read_as_it_was_written(pattern: Weekly | Monthly) -> None:
    assert parse(pattern.rule()) == pattern
    assert parse(pattern.rule().lower()) == pattern


@pytest.mark.parametrize(
    "rule",
    [
        None,
        "",
        "varannan fredag",
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=1FR",
        "FREQ=WEEKLY;BYDAY=FR;INTERVAL=2",
        "FREQ=MONTHLY;BYMONTHDAY=29",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYMONTHDAY=x",
        "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3",
    ],
)
def test_a_rule_that_says_more_or_nothing_gives_no_pattern(rule: str | None) -> None:
    assert parse(rule) is None


@given(patterns, days, days)
def test_its_days_lie_in_the_period_and_on_the_pattern(
    pattern: Weekly | Monthly, start: dt.date, end: dt.date
) -> None:
    found = occasions(pattern, start, end)
    assert list(found) == sorted(set(found))
    assert set(found) == {
        day
        for day in (start + dt.timedelta(n) for n in range((end - start).days + 1))
        if _fits(pattern, day)
    }


def _fits(pattern: Weekly | Monthly, day: dt.date) -> bool:
    if isinstance(pattern, Weekly):
        return day.weekday() in pattern.days
    if pattern.day == LAST_DAY:
        return (day + dt.timedelta(1)).day == 1
    return day.day == pattern.day


def test_there_is_an_end_to_it() -> None:
    every_day = Weekly(tuple(range(7)))
    found = occasions(every_day, dt.date(2018, 1, 1), dt.date(2099, 1, 1))
    assert len(found) == MOST_OCCASIONS
