"""How often something comes back, in words: said, and read back."""

import datetime as dt
from contextlib import suppress
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.test_recurrence import patterns
from tests.refusals import refused
from tracker import i18n
from tracker.messages import explain
from tracker.messages.recurrence import bounded_words, recurrence_words, tally_words
from tracker.models.errors import Invalid
from tracker.models.recurrence import Pattern, Weekly, bounded
from tracker.services.queries.series import SeriesTally
from tracker.services.recurrence_text import read_recurrence

START, END = dt.date(2017, 1, 1), dt.date(2017, 12, 31)


@given(patterns, st.sampled_from(i18n.LANGUAGES))
def test_what_is_said_of_a_rule_is_read_back(
    pattern: Pattern, language: Literal["sv", "en"]
) -> None:
    with i18n.language(language):
        words = recurrence_words(pattern.rule())
        assert "FREQ" not in words
        assert read_recurrence(words, None, None) == (pattern.rule(), ())


@pytest.mark.parametrize(
    ("rule", "swedish", "english"),
    [
        ("FREQ=WEEKLY;BYDAY=FR,SA", "varje fredag och lördag", "every Friday and Saturday"),
        ("FREQ=DAILY", "varje dag", "every day"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "sista dagen varje månad", "the last day of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "den 15:e varje månad", "the 15th of every month"),
        ("FREQ=MONTHLY;BYDAY=1MO", "första måndagen varje månad",
         "the first Monday of every month"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "varannan vecka på torsdag",
         "every other week on Thursday"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "var tredje månad den 1:a",
         "every third month on the 1st"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
         "29 februari varje år (28 februari andra år)",
         "29 February every year (28 February in other years)"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
         "den 30:e varje månad (sista dagen när månaden är kortare)",
         "the 30th of every month (the last day when it is shorter)"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=10", "varje måndag, 10 gånger", "every Monday, 10 times"),
        ("FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20"),
        ("strunt", "strunt", "strunt"),
        (None, "", ""),
    ],
)  # fmt: skip
def test_a_rule_in_words(rule: str | None, swedish: str, english: str) -> None:
    assert recurrence_words(rule) == swedish
    with i18n.language("en"):
        assert recurrence_words(rule) == english


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("fre och lör", "FREQ=WEEKLY;BYDAY=FR,SA"),
        ("Fredagar, lördagar.", "FREQ=WEEKLY;BYDAY=FR,SA"),
        ("on Fridays", "FREQ=WEEKLY;BYDAY=FR"),
        ("mån–fre", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("varannan torsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("varje vecka", "FREQ=WEEKLY;BYDAY=FR"),
        ("en gång i veckan", "FREQ=WEEKLY;BYDAY=FR"),
        ("varje månad", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("en i månaden", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("1 ggr/mån", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("12 gånger/år", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("once a month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("sista fredagen i månaden", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("den 31:a varje månad", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("första i månaden", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("kvartalsvis", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("4 gånger per år", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("varje tertial", "FREQ=MONTHLY;BYMONTH=4,8,12;BYMONTHDAY=-1"),
        ("var 14:e dag", "FREQ=DAILY;INTERVAL=14"),
        ("årligen", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("rrule:freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
        ("48 gånger fre och lör", "FREQ=WEEKLY;BYDAY=FR,SA;COUNT=48"),
        ("fre och lör, 48 gånger", "FREQ=WEEKLY;BYDAY=FR,SA;COUNT=48"),
        ("12 notiser, en i månaden", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=12"),
        ("48 fotpatruller under 2017, fre och lör", "FREQ=WEEKLY;BYDAY=FR,SA;COUNT=48"),
    ],
)  # fmt: skip
def test_as_people_write_it(text: str, rule: str) -> None:
    read, dates = read_recurrence(text, START, END)
    assert read == rule
    assert dates
    assert all(START <= day <= END for day in dates)


def test_dates_of_their_own() -> None:
    read, dates = read_recurrence("31/3, 31/5, 30/9 och 30/11", START, END)
    assert read is None
    assert [f"{day:%d/%m %Y}" for day in dates] == [
        "31/03 2017", "31/05 2017", "30/09 2017", "30/11 2017"
    ]  # fmt: skip
    assert read_recurrence("2018-05-31; 31/3 2018", None, None) == (
        None,
        (dt.date(2018, 3, 31), dt.date(2018, 5, 31)),
    )


def test_a_date_outside_the_span_is_named() -> None:
    spring = dt.date(2017, 2, 1), dt.date(2017, 5, 31)
    with refused("recurrence.outside") as caught:
        read_recurrence("31/3, 5/1", *spring)
    assert "”5/1” ligger inte mellan start 1 februari 2017" in explain(caught.value)


@pytest.mark.parametrize(
    "text",
    ["2 besök, varje vecka", "2 gånger i veckan", "31/6, 31/3", "12 fredagar under 2018",
     "", "ibland", "löpande", "varje mån", "två gånger i veckan", "10 gånger", "jämna veckor",
     "sista vardagen i månaden", "varje 1:a", "31/3", "den 32:a varje månad",
     "30 februari varje år", "varje fredag utom lov", "on", "fre" * 200, "varje fredag, 0 gånger"],
)  # fmt: skip
def test_what_can_be_read_in_several_ways_or_none_is_refused(text: str) -> None:
    with refused("recurrence.unreadable"):
        read_recurrence(text, None, None)


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    with suppress(Invalid):
        read_recurrence(text, START, END)


def test_a_tally_in_words() -> None:
    assert tally_words(SeriesTally(7, 2, 1, 2)) == "7 gjorda, 2 missade, 1 inställd, 2 kvar"
    assert tally_words(SeriesTally(0, 0, 0, 12)) == "0 gjorda, 12 kvar"
    with i18n.language("en"):
        words = tally_words(SeriesTally(1, 0, 2, 0))
        assert words == "1 completed, 2 cancelled"


def test_what_cut_a_series_in_words() -> None:
    fridays = bounded(Weekly((4, 5)), START, END)
    assert bounded_words(fridays, END) == (
        "Serien saknar slut; den är begränsad till slutdatum 31 dec 2017, 104 tillfällen."
    )
    every_day = bounded(Weekly(tuple(range(7))), START, dt.date(2030, 1, 1))
    assert "1\u00a0000" in bounded_words(every_day, END)
