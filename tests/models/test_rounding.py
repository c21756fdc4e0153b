from decimal import Decimal

import pytest

from tracker.models.rounding import half_up, whole_percent


@pytest.mark.parametrize(
    ("part", "of", "percent"),
    [(50, 400, 13), (240, 400, 60), (104, 400, 26), (7, 200, 4), (1, 3, 33), (0, 9, 0), (0, 0, 0)],
)
def test_per_cent_are_rounded_half_up(part: int, of: int, percent: int) -> None:
    assert whole_percent(part, of) == percent


@pytest.mark.parametrize(
    ("value", "told"), [("3.85", "3.9"), ("3.853", "3.9"), ("3.849", "3.8"), ("4", "4.0")]
)
def test_decimals_are_rounded_half_up_and_kept(value: str, told: str) -> None:
    assert str(half_up(Decimal(value), 1)) == told
