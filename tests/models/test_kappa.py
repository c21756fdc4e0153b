"""Cohen's kappa: textbook values, the formula from another side, and where it says nothing."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.models.kappa import Kappa, Strength, kappa, pooled

counts = st.integers(0, 200)
tables = st.tuples(counts, counts, counts, counts)


@pytest.mark.parametrize(
    ("table", "value"),
    [
        # 50 applications: both yes 20, only A 5, only B 10, both no 15.
        ((20, 5, 10, 15), 0.4),
        # The same observed agreement of 0.6, with the marginals even and uneven.
        ((45, 15, 25, 15), 0.1304),
        ((25, 35, 5, 35), 0.2593),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
        ((25, 25, 25, 25), 0.0),
    ],
)
def test_known_values(table: tuple[int, int, int, int], value: float) -> None:
    found = kappa(*table)
    assert found.value == pytest.approx(value, abs=5e-5)
    assert found.n == sum(table)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (7, 0, 0, 0), (0, 0, 0, 7)])
def test_nothing_read_or_always_the_same_says_nothing(table: tuple[int, int, int, int]) -> None:
    found = kappa(*table)
    assert (found.value, found.strength) == (None, None)


@given(tables)
def test_it_is_what_the_two_lists_of_readings_give(table: tuple[int, int, int, int]) -> None:
    both, first, second, neither = table
    pairs = [(1, 1)] * both + [(1, 0)] * first + [(0, 1)] * second + [(0, 0)] * neither
    assume(pairs)
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    expected = sum(
        (sum(a == value for a, _b in pairs) / n) * (sum(b == value for _a, b in pairs) / n)
        for value in (0, 1)
    )
    found = kappa(*table)
    assert found.observed == pytest.approx(observed)
    assert found.expected == pytest.approx(expected)
    if expected < 1:
        assert found.value == pytest.approx((observed - expected) / (1 - expected))
    else:
        assert found.value is None


@given(tables)
def test_it_lies_between_minus_one_and_one_whoever_is_first(
    table: tuple[int, int, int, int],
) -> None:
    both, first, second, neither = table
    found, turned = kappa(*table), kappa(both, second, first, neither)
    assert found == turned
    if found.value is not None:
        assert -1 - 1e-9 <= found.value <= 1 + 1e-9
        assert (found.value == pytest.approx(1)) == (first + second == 0)


@pytest.mark.parametrize(
    ("value", "strength"),
    [
        (-0.1, Strength.POOR),
        (0.0, Strength.SLIGHT),
        (0.204, Strength.SLIGHT),
        (0.21, Strength.FAIR),
        (0.40, Strength.FAIR),
        (0.5, Strength.MODERATE),
        (0.61, Strength.SUBSTANTIAL),
        (0.80, Strength.SUBSTANTIAL),
        (0.81, Strength.ALMOST_PERFECT),
        (1.0, Strength.ALMOST_PERFECT),
    ],
)
def test_the_words_of_landis_and_koch(value: float, strength: Strength) -> None:
    assert Kappa(10, value, 0.0).strength is strength


@given(st.lists(tables, min_size=1, max_size=8))
def test_a_theme_that_nobody_saw_does_not_change_the_pooled_value(
    all_tables: list[tuple[int, int, int, int]],
) -> None:
    kappas = [kappa(*table) for table in all_tables]
    assume(any(one.n for one in kappas))
    before, after = pooled(kappas), pooled([*kappas, kappa(0, 0, 0, 30)])
    if before.value is None:
        assert after.value is None
    else:
        assert after.value == pytest.approx(before.value, abs=1e-6)


def test_pooled_is_of_the_mean_observed_and_expected_agreement() -> None:
    found = pooled([kappa(20, 5, 10, 15), kappa(10, 0, 0, 40)])
    assert found.n == 50
    assert found.observed == pytest.approx(0.85)
    assert found.value == pytest.approx((0.85 - 0.59) / (1 - 0.59))
    assert pooled([]).value is None
