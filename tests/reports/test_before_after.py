"""What a value before and a value after rest on, and that no cause is claimed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.saffle import saffle
from tracker.i18n import language
from tracker.models.enums import Direction, IndicatorKind
from tracker.reports.before_after import chance, rests_on, source_now
from tracker.reports.kinds.public.effect import difference
from tracker.services.reports.frozen import from_json, to_json
from tracker.services.reports.public import made_public
from tracker.services.reports.rows import IndicatorRow, MeasurementRow

AS_OF = date(2018, 9, 15)


def indicator(
    after: str | None = "52",
    answers: int | None = 380,
    *,
    before_answers: int | None = 400,
    source: str = "Medborgarenkät 2018",
    unit: str = "%",
) -> IndicatorRow:
    """60 % before, and what a later survey told."""
    value = None if after is None else Decimal(after)
    return IndicatorRow(
        "Vill ha mer polis",
        unit,
        IndicatorKind.EFFECT,
        Direction.DOWN,
        Decimal(60),
        Decimal(50),
        (
            MeasurementRow(date(2017, 12, 31), None, note="Ej frågat"),
            MeasurementRow(date(2018, 5, 21), value, answers, source, "Ej frågat"),
        ),
        source="Medborgardialog",
        baseline_answers=before_answers,
    )


def told(row: IndicatorRow) -> tuple[str, str]:
    """What it rests on and what chance may do, in English."""
    with language("en"):
        return rests_on(row), chance(row)


def test_before_and_after_with_n_and_source() -> None:
    assert told(indicator()) == (
        "Vill ha mer polis: 400 answers at the start (Medborgardialog), "
        "380 answers now (Medborgarenkät 2018).",
        "",
    )


def test_what_is_not_known_is_not_told() -> None:
    assert told(indicator(before_answers=None))[0] == (
        "Vill ha mer polis: 380 answers now (Medborgarenkät 2018)."
    )
    assert told(indicator(answers=None, before_answers=None))[0] == (
        "Vill ha mer polis: now from Medborgarenkät 2018."
    )
    same = indicator(answers=None, before_answers=None, source="Medborgardialog")
    assert told(same) == ("", "")
    assert source_now(same) == ""


def test_what_was_not_measured_is_compared_with_nothing() -> None:
    assert told(indicator(None)) == ("", "")
    running = replace(indicator(), cumulative=True)
    assert told(running) == ("", "")


@pytest.mark.parametrize(
    ("after", "is_small"), [("54", True), ("53.1", True), ("52.9", False), ("67", False)]
)
def test_a_difference_that_may_be_chance(after: str, is_small: bool) -> None:
    words = told(indicator(after))[1]
    assert bool(words) == is_small
    assert not words or words == (
        "The difference is within the margin of error (±6.9 percentage points)."
    )


@pytest.mark.parametrize(
    "row",
    [
        indicator("59", None),
        indicator("59", before_answers=None),
        indicator("59", 0),
        indicator("59", unit="1–100"),
        indicator("99", 380),
    ],
)
def test_no_margin_is_invented(row: IndicatorRow) -> None:
    assert told(row)[1] == ""


def test_citizens_are_told_how_many_answered() -> None:
    data = saffle()
    promise = replace(data.promises[1], indicators=(indicator("58"),), expected_effect="Tryggare")
    public = made_public(replace(data, promises=(promise,)))
    (row,) = public.promises[0].indicators
    assert (row.baseline_answers, row.measurements[-1].answers, row.source) == (400, 380, "")
    assert row.measurements[-1].source == ""
    with language("en"):
        words = difference(public.promises[0], AS_OF)
    # People's own words are kept apart from the direction of ours.
    words = words.replace("\xa0", " ").replace("\u2068", "").replace("\u2069", "")
    assert words == (
        "Vill ha mer polis: from 60 % to 58 %. 400 answered then and 380 now. "
        "The difference is within the margin of error (±6.9 percentage points)."
    )


def test_a_start_that_few_answered_is_not_public() -> None:
    data = saffle()
    promise = replace(data.promises[1], indicators=(indicator(before_answers=4),))
    public = made_public(replace(data, promises=(promise,)))
    (row,) = public.promises[0].indicators
    assert (row.baseline, row.baseline_answers) == (None, None)
    assert made_public(public) == public


def test_a_report_from_before_the_answers_were_kept_still_opens() -> None:
    data = replace(saffle(), promises=())
    promise = replace(saffle().promises[1], indicators=(indicator(),))
    text = to_json(replace(data, promises=(promise,)))
    assert from_json(text).promises[0].indicators == (indicator(),)
    old = text.replace('"baseline_answers":400,', "").replace(',"baseline_answers":400', "")
    assert old != text
    assert from_json(old).promises[0].indicators == (indicator(before_answers=None),)
