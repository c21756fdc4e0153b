import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import refused
from tracker.models.errors import Invalid
from tracker.services.spreadsheet.dates_and_numbers import (
    Cell,
    parse_date,
    parse_number,
    parse_people,
    parse_period,
    parse_whole,
    parse_yes_no,
    text_of,
)
from tracker.services.spreadsheet.durations import parse_clock, parse_hours, parse_minutes

DAY = dt.date(2017, 5, 16)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 30))
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"


@pytest.mark.parametrize(
    "written",
    ["8.30", "08.30", "8:30", "08:30", "0830", "830", " kl. 8.30 ", "kl 08:30", "Klockan 8.30"],
)
def test_times_of_day(written: str) -> None:
    assert parse_clock(written) == dt.time(8, 30)


@pytest.mark.parametrize("written", ["8", "08", "kl 8"])
def test_whole_hours(written: str) -> None:
    assert parse_clock(written) == dt.time(8)


@pytest.mark.parametrize("written", ["", "25", "8.60", "8,30", "8.3", "83000", "halv nio", "-8"])
def test_what_is_no_time_of_day(written: str) -> None:
    with refused("input.time"):
        parse_clock(written)


@pytest.mark.parametrize(
    "written",
    [
        "2017-05-16",
        " 2017-5-16 ",
        "2017/05/16",
        "2017.05.16",
        "2017-05-16 14:30",
        "2017-05-16T14:30:00",
        "20170516",
        "170516",
        "16/5 2017",
        "16/5-17",
        "16/5 -17",
        "16/5 '17",
        "16/5/2017",
        "16.5.2017",
        "16. 5. 2017",
        "16-5-2017",
        "16 maj 2017",
        "16 MAJ 2017",
        "16:e maj 2017",
        "16 maj -17",
        "den 16 maj 2017",
        "tisdag 16 maj 2017",
        "Tis. 16/5 2017",
        "tisdagen den 16 maj 2017",
        "16 May 2017",
        "16\u00a0maj\u00a02017",
        "42871",
        42871,
        42871.75,
        DAY,
        dt.datetime(2017, 5, 16, 14, 30),
    ],
)
def test_dates(written: Cell) -> None:
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "input.date"),
        ("i morgon", "input.date"),
        ("31/2 2017", "input.date"),
        ("2017-13-01", "input.date"),
        ("5/16/2017", "input.date"),
        ("٢٠١٧-٠٥-١٦", "input.date"),
        ("löpande", "input.date"),
        ("\u202e2017-05-16", "input.date"),
        ("16/5", "input.date_without_year"),
        ("16 maj", "input.date_without_year"),
        ("17-05-16", "input.date_order"),
        ("1917-05-16", "input.date_year"),
        (dt.date(1899, 12, 31), "input.date_year"),
        (12, "input.date"),
        (-1.5, "input.date"),
        (float("nan"), "input.date"),
        (float("inf"), "input.date"),
        (True, "input.date"),
        (dt.time(14, 30), "input.date"),
    ],
)
def test_dates_that_are_none(written: Cell, code: str) -> None:
    with refused(code):
        parse_date(written)


def test_today_is_a_date_where_somebody_types() -> None:
    assert parse_date("I dag", today=DAY) == DAY
    assert parse_date("igår", today=DAY) == dt.date(2017, 5, 15)
    with refused("input.date"):
        parse_date("idag")


@given(DAYS)
def test_every_day_is_read_however_it_is_written(day: dt.date) -> None:
    month = MONTHS.split()[day.month - 1]
    serial = (day - dt.date(1899, 12, 30)).days
    for written in (
        day,
        day.isoformat(),
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]}. {day.year}",
        f"{day:%Y%m%d}",
        serial,
        float(serial) + 0.5,
    ):
        assert parse_date(written) == day


READERS: list[Callable[[Cell], object]] = [
    parse_date,
    parse_number,
    parse_hours,
    parse_minutes,
    parse_period,
    parse_people,
]


@given(
    st.sampled_from(READERS),
    st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.times(), st.none()),
)
def test_anything_else_is_refused_and_nothing_worse(
    read: Callable[[Cell], object], written: Cell
) -> None:
    with suppress(Invalid):
        read(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("+5", "5"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("12 st", "12"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1\u202f234\u202f567", "1234567"),
        ("1.234,50", "1234.5"),
        ("1,234.50", "1234.5"),
        ("1.234.567", "1234567"),
        ("0,3333", "0.333"),
        (12, "12"),
        (1.5, "1.5"),
        (1 / 3, "0.333"),
        (48000.0, "48000"),
    ],
)
def test_numbers(written: Cell, number: str) -> None:
    assert str(parse_number(written)) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        "tolv",
        "1 2",
        "1e5",
        "ca 15",
        "1,",
        ",5",
        "1,5,5",
        "=1+1",
        "٣",
        True,
        dt.date(2017, 5, 1),
    ],
)
def test_numbers_that_are_none(written: Cell) -> None:
    with refused("input.number"):
        parse_number(written)


def test_numbers_have_an_end() -> None:
    with refused("input.number_large"):
        parse_number("9" * 40)
    with refused("input.whole"):
        parse_whole("1,5")


@given(
    st.decimals(-999_999_999, 999_999_999, places=3, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", " ", "\u00a0", "."]),
)
def test_numbers_with_and_without_marks(number: Decimal, group: str) -> None:
    written = f"{number:,.3f}".replace(",", "@").replace(".", ",").replace("@", group)
    assert parse_number(written) == number


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("1,5", 90),
        ("1:30", 90),
        ("0:45", 45),
        ("90 min", 90),
        ("1 h 30 min", 90),
        ("1,5 tim", 90),
        ("2 timmar och 15 minuter", 135),
        ("18:00-19:30", 90),
        ("kl. 18.00 – 19.30", 90),
        ("21:00–01:00", 240),
        (1.5, 90),
        (2, 120),
        (dt.time(1, 30), 90),
        (dt.timedelta(hours=30), 1800),
    ],
)
def test_hours(written: Cell, minutes: int) -> None:
    assert parse_hours(written) == minutes


def test_a_time_of_day_is_not_taken_for_a_duration() -> None:
    for written in ("18:00", dt.time(18)):
        with refused("input.clock"):
            parse_hours(written, clock_possible=True)
    assert parse_hours("1,5", clock_possible=True) == 90


@pytest.mark.parametrize("written", ["länge", "25:99–26:00", "18:00–18:00", "", None])
def test_durations_that_are_none(written: Cell) -> None:
    with refused("input.duration"):
        parse_hours(written)


def test_minutes() -> None:
    assert [parse_minutes(written) for written in (90, "90", "90 min", "1:30")] == [90] * 4
    with refused("input.number_large"):
        parse_minutes(10**9)


def test_periods() -> None:
    year = (dt.date(2017, 1, 1), dt.date(2017, 12, 31))
    for written in ("2017-01-01 – 2017-12-31", "1/1 2017 - 31/12 2017", "1/1 2017 till 31/12 2017"):
        assert parse_period(written) == year
    assert parse_period("senast 31/12 2017") == (None, year[1])
    assert parse_period(year[1]) == (None, year[1])


def test_people() -> None:
    for written, people in (("2 poliser", 2), ("3", 3), (4.0, 4), ("5 st", 5), ("Anna, Bo", None)):
        assert parse_people(written) == people
    with refused("input.number"):
        parse_people("2–3")


def test_yes_and_no() -> None:
    assert all(parse_yes_no(written) for written in ("Ja", "x", True, "YES", 1))
    assert not any(parse_yes_no(written) for written in ("Nej", "-", False, "", None))
    with refused("input.yes_no"):
        parse_yes_no("kanske")


def test_cells_as_text() -> None:
    assert text_of(None) == ""
    assert text_of(12.0) == "12"
    assert text_of(1.5) == "1,5"
    assert text_of(True) == "ja"
    assert text_of(dt.datetime(2017, 5, 16)) == "2017-05-16"
    assert text_of(dt.datetime(2017, 5, 16, 9, 30)) == "2017-05-16 09:30"
    assert text_of(dt.timedelta(hours=25, minutes=5)) == "25:05"
