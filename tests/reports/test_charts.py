"""The chart of an indicator: what it shows, where its lines lie, and its words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.saffle import saffle
from tracker.i18n import language
from tracker.reports.charts import HEIGHT, WIDTH, ChartSpec, Series, axis, draw
from tracker.reports.findings import chart_of
from tracker.services.reports.rows import IndicatorRow, MeasurementRow

YEAR = date(2018, 1, 1), date(2018, 12, 31)
COMPLAINTS = saffle().promises[2].indicators[0]
NARCOTICS = saffle().promises[3].indicators[0]


@pytest.fixture(autouse=True)
def _in_swedish() -> object:
    with language("sv"):
        yield


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=9), st.booleans())
def test_an_axis_encloses_its_values_in_few_even_steps(values: list[float], zero: bool) -> None:
    ticks = axis(values, from_zero=zero)
    slack = (ticks[1] - ticks[0]) * 0.01
    assert ticks[0] - slack <= min(values)
    assert max(values) <= ticks[-1] + slack
    assert 3 <= len(ticks) <= 7
    if zero:
        assert ticks[0] == 0


def test_a_count_is_compared_with_the_same_time_last_year() -> None:
    spec = chart_of(COMPLAINTS, *YEAR)
    assert spec is not None
    assert spec.finding.replace("\xa0", " ") == (
        "Klagomål: 17 till och med augusti, färre än 24 samma tid 2017"
    )
    assert spec.alt.replace("\xa0", " ") == f"{spec.finding}. 2017: 34. Mål 2018: 24".replace(
        "\xa0", " "
    )
    assert spec.from_zero
    assert spec.now.label == "2018: 17 t.o.m. augusti"
    assert spec.before is not None
    assert spec.before.label == "2017: 34"
    assert spec.goal == ("Mål 2018: 24", 24.0)
    assert [letter for _x, letter in spec.x_labels] == list("jfmamjjasond")
    assert spec.now.points[0] == (0.0, 0.0)


@pytest.mark.parametrize(
    ("value", "words"), [("30", "fler än 24"), ("24", "lika med 24"), ("3", "färre än 24")]
)
def test_more_fewer_or_as_many(value: str, words: str) -> None:
    rows = (*COMPLAINTS.measurements[:-1], MeasurementRow(date(2018, 8, 31), Decimal(value)))
    spec = chart_of(replace(COMPLAINTS, measurements=rows), *YEAR)
    assert spec is not None
    assert words in spec.finding


def test_without_a_year_before_it_is_compared_with_the_goal() -> None:
    rows = tuple(row for row in COMPLAINTS.measurements if row.on.year == 2018)
    spec = chart_of(replace(COMPLAINTS, measurements=rows), *YEAR)
    assert spec is not None
    assert spec.alt == "Klagomål: 17 till och med augusti, målet är 24"


@pytest.mark.parametrize(
    ("first", "words"), [("12", "högre än 12"), ("14", "samma som 14"), ("17", "lägre än 17")]
)
def test_over_the_years_it_is_compared_with_the_first(first: str, words: str) -> None:
    rows = (MeasurementRow(date(2014, 11, 15), Decimal(first)), *NARCOTICS.measurements[1:])
    spec = chart_of(replace(NARCOTICS, measurements=rows), *YEAR)
    assert spec is not None
    assert f"{words}\xa0% 2014" in spec.finding


def test_yearly_values_are_drawn_over_the_years() -> None:
    spec = chart_of(NARCOTICS, *YEAR)
    assert spec is not None
    assert [text for _x, text in spec.x_labels] == ["2014", "2015", "2016", "2017"]
    assert spec.finding == (
        "Har prövat narkotika, årskurs 9: 14\xa0% 2017, lägre än 17\xa0% 2014, målet är 11\xa0%"
    )
    assert not spec.from_zero


def test_a_single_value_makes_no_chart() -> None:
    one = replace(COMPLAINTS, measurements=COMPLAINTS.measurements[:1])
    assert chart_of(one, *YEAR) is None
    unmeasured = (MeasurementRow(date(2018, 1, 31), None), MeasurementRow(date(2018, 2, 28), None))
    assert chart_of(replace(COMPLAINTS, measurements=unmeasured), *YEAR) is None


@pytest.mark.parametrize("indicator", [COMPLAINTS, NARCOTICS], ids=["year", "years"])
def test_the_same_drawing_serves_the_screen(indicator: IndicatorRow) -> None:
    from reportlab.graphics import renderSVG

    spec = chart_of(indicator, *YEAR)
    assert spec is not None
    svg = renderSVG.drawToString(draw(spec))
    assert "<svg" in svg
    assert "Mål" in svg


def test_labels_at_the_edge_keep_apart_and_inside() -> None:
    points = ((0.0, 10.0), (1.0, 10.0))
    spec = ChartSpec(
        "x", Series("nu " * 40, points), Series("då", points), ("mål", 10.0), (), from_zero=True
    )
    strings = [item for item in draw(spec).contents if hasattr(item, "text")]
    edge = sorted((s.y, s.text) for s in strings if s.textAnchor == "start")
    assert len(edge) == 3
    assert all(b[0] - a[0] > 9 for a, b in pairwise(edge))
    assert all(0 <= s.y <= HEIGHT and s.x <= WIDTH for s in strings)
    assert any(text.endswith("…") for _y, text in edge)


def test_what_was_not_measured_breaks_the_line_and_is_told() -> None:
    on, unmeasured, due = date(2018, 3, 31), date(2018, 6, 30), date(2018, 12, 15)
    rows = (
        MeasurementRow(on, Decimal(34)),
        MeasurementRow(unmeasured, None, note="Enkäten ställdes in"),
        MeasurementRow(date(2018, 8, 31), Decimal(28)),
    )
    indicator = replace(
        COMPLAINTS, unit="%", cumulative=False, measurements=rows, baseline=Decimal(31),
        next_on=due, measure_every=3,
    )  # fmt: skip
    spec = chart_of(indicator, *YEAR)
    assert spec is not None
    assert [len(run) for run in spec.unbroken()] == [1, 1]
    (gap,) = spec.gaps
    assert spec.due is not None
    assert spec.now.points[0][0] < gap < spec.now.points[1][0] < spec.due < 1
    with language("en"):
        told = chart_of(indicator, *YEAR)
    assert told is not None
    assert told.base == ("Start: 31\xa0%", 31.0)
    for words in (
        "It has fallen since 31 Mar 2018",
        "Not measured: 30 June 2018",
        "To be measured by 15 December 2018",
    ):
        assert words in told.alt, words

    # Over the years as well; a day beyond the picture is told and not drawn.
    far = replace(indicator, next_on=date(2030, 1, 1))
    spec = chart_of(far, date(2017, 1, 1), date(2018, 12, 31))
    assert spec is not None
    assert (len(spec.gaps), spec.due) == (1, None)
    assert [len(run) for run in spec.unbroken()] == [1, 1]
    draw(spec)
