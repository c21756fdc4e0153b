"""When an indicator is to be measured next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models.measuring import MOST_MONTHS, add_months, next_measurement_due

DUE = date(2018, 12, 31)
LATER = date(2019, 3, 1)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_without_a_first_day_nothing_waits() -> None:
    assert next_measurement_due(None, None, None, LATER) is None
    assert next_measurement_due(None, 12, DUE, LATER) is None


@pytest.mark.parametrize(
    ("measured", "today", "due"),
    [
        (None, date(2018, 9, 15), DUE),
        (None, LATER, DUE),
        # Half a year before is another measurement; shortly before it is this one, once due.
        (date(2018, 6, 30), LATER, DUE),
        (date(2018, 12, 20), date(2018, 12, 21), DUE),
        (date(2018, 12, 20), LATER, None),
        (DUE, DUE, None),
        (LATER, LATER, None),
    ],
)
def test_what_is_measured_once(measured: date | None, today: date, due: date | None) -> None:
    assert next_measurement_due(DUE, None, measured, today) == due


@pytest.mark.parametrize(
    ("every", "measured", "today", "due"),
    [
        (12, None, LATER, DUE),
        (12, DUE, DUE, date(2019, 12, 31)),
        # A late measurement does not move the days that come.
        (12, date(2019, 2, 20), LATER, date(2019, 12, 31)),
        # One measurement is enough for the times that went by without.
        (1, date(2019, 2, 20), LATER, date(2019, 3, 31)),
        (1, date(2018, 12, 31), LATER, date(2019, 1, 31)),
        (1, date(2019, 1, 31), LATER, date(2019, 2, 28)),
        # Of monthly ones the one before is not measured about the time of the next.
        (1, date(2019, 2, 8), LATER, date(2019, 2, 28)),
    ],
)
def test_what_is_measured_again_and_again(
    every: int, measured: date | None, today: date, due: date
) -> None:
    assert next_measurement_due(DUE, every, measured, today) == due


def test_a_leap_day_comes_back() -> None:
    leap = date(2020, 2, 29)
    assert [add_months(leap, 12 * years) for years in (1, 4)] == [
        date(2021, 2, 28),
        date(2024, 2, 29),
    ]
    assert next_measurement_due(leap, 12, date(2023, 3, 1), date(2023, 3, 2)) == date(2024, 2, 29)


@given(days, st.integers(1, MOST_MONTHS), days, days)
def test_measuring_on_the_day_gives_the_next(
    first: date, every: int, measured: date, today: date
) -> None:
    due = next_measurement_due(first, every, measured, today)
    assert due is not None
    following = next_measurement_due(first, every, due, max(today, due))
    assert following is not None
    assert following > due
    assert following - due <= timedelta(31 * every)
