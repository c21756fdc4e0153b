"""How often an action comes back: rules read and written, and the days they give."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import i18n
from tracker.messages.recurrence import recurrence_words
from tracker.models.recurrence import (
    LAST_DAY,
    MOST_OCCASIONS,
    Monthly,
    Weekly,
    occasions,
    parse,
)

days = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))
weekly = st.sets(st.integers(0, 6), min_size=1).map(lambda found: Weekly(tuple(sorted(found))))
monthly = st.one_of(st.integers(1, 28), st.just(LAST_DAY)).map(Monthly)


@given(st.one_of(weekly, monthly))
def test_a_rule_is_read_back_as_it_was_written(pattern: Weekly | Monthly) -> None:
    assert parse(pattern.rule()) == pattern
    assert recurrence_words(pattern.rule())


@pytest.mark.parametrize(
    "rule",
    [None, "", "FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=31", "strunt",
     "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=-2"],
)  # fmt: skip
def test_what_says_more_or_nothing_is_no_pattern(rule: str | None) -> None:
    assert parse(rule) is None
    assert recurrence_words(rule) == (rule or "")


@given(weekly, days, days)
def test_a_week_gives_its_days_within_the_span(
    pattern: Weekly, start: dt.date, end: dt.date
) -> None:
    found = occasions(pattern, start, end)
    assert all(start <= day <= end and day.weekday() in pattern.days for day in found)
    assert list(found) == sorted(set(found))
    assert len(found) <= MOST_OCCASIONS


@given(monthly, st.integers(2015, 2030))
def test_a_month_gives_twelve_days_a_year(pattern: Monthly, year: int) -> None:
    found = occasions(pattern, dt.date(year, 1, 1), dt.date(year, 12, 31))
    assert [day.month for day in found] == list(range(1, 13))


def test_the_last_day_is_the_last_one_of_each_month() -> None:
    found = occasions(Monthly(LAST_DAY), dt.date(2016, 1, 1), dt.date(2016, 3, 31))
    assert found == (dt.date(2016, 1, 31), dt.date(2016, 2, 29), dt.date(2016, 3, 31))


@pytest.mark.parametrize(
    ("rule", "swedish", "english"),
    [
        ("FREQ=WEEKLY;BYDAY=FR,SA", "fre och lör", "Fri and Sat"),
        ("FREQ=WEEKLY;BYDAY=MO", "varje måndag", "every Monday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "varje dag", "every day"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "sista dagen varje månad", "the last day of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "den 15 varje månad", "day 15 of every month"),
    ],
)
def test_a_rule_in_words(rule: str, swedish: str, english: str) -> None:
    assert recurrence_words(rule) == swedish
    with i18n.language("en"):
        assert recurrence_words(rule) == english
