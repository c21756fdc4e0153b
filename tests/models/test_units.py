"""What a unit allows, and how much two percentages may differ by chance."""

from decimal import Decimal

import pytest

from tests.refusals import refused
from tracker.models.margin import margin_of_difference
from tracker.models.units import canonical_unit, check_value, scale_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("procent", "%"), (" % ", "%"), ("1-5", "1–5"), ("1 – 5", "1–5"), ("5–1", "5–1"),
     ("anmälda  brott", "anmälda brott"), ("", "")],
)  # fmt: skip
def test_a_unit_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert canonical_unit(typed) == kept


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [("100.1", "%", "figure.percent"), ("-1", "%", "figure.percent"),
     ("0.9", "1–5", "figure.scale"), ("5.1", "1–5", "figure.scale"), ("11", "0–10", "figure.scale"),
     ("-1", "antal", "number.negative"), ("-1", "", "number.negative")],
)  # fmt: skip
def test_a_value_outside_its_unit_is_refused(value: str, unit: str, code: str) -> None:
    with refused(code):
        check_value(Decimal(value), unit)


@pytest.mark.parametrize(
    ("value", "unit"), [("0", "%"), ("100", "%"), ("1", "1–5"), ("5", "1–5"), ("12345", "antal")]
)
def test_the_ends_belong_to_it(value: str, unit: str) -> None:
    check_value(Decimal(value), unit)


def test_only_two_numbers_in_order_are_a_scale() -> None:
    assert scale_of("1–5") == (1, 5)
    assert scale_of("5–1") is None
    assert scale_of("antal 2017–2018") is None


def test_the_margin_of_a_difference() -> None:
    # 1.96 · √(0.6·0.4/400 + 0.52·0.48/380) = 0.0695
    assert margin_of_difference(Decimal(60), 400, Decimal(52), 380) == Decimal("6.9")
    assert margin_of_difference(Decimal(60), 40, Decimal(52), 38) == Decimal("22.0")


@pytest.mark.parametrize(
    ("before", "n", "after", "m"),
    [("1", 400, "50", 400), ("50", 400, "99", 400), ("50", 8, "50", 8), ("0", 400, "0", 400)],
)
def test_it_is_not_told_where_the_approximation_fails(
    before: str, n: int, after: str, m: int
) -> None:
    assert margin_of_difference(Decimal(before), n, Decimal(after), m) is None
