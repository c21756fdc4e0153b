from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.models.small_groups import FEWEST_TOLD, may_be_told, withheld


@pytest.mark.parametrize(
    ("answers", "told"), [(0, False), (1, False), (4, False), (5, True), (31, True), (None, True)]
)
def test_a_figure_rests_on_five_or_more(answers: int | None, told: bool) -> None:
    assert may_be_told(answers) is told


def test_somebodys_answer_is_quoted_only_when_it_identifies_nobody() -> None:
    assert not may_be_told(92, quotes_a_person=True)
    assert may_be_told(92, quotes_a_person=False)


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ([20, 30], ""),
        ([20, 0], ""),
        ([20, 3, 30], "01"),
        ([3, 4, 30], "01"),
        ([1, 2, 30, 50], "012"),
        ([1, 0, 30, 50], "02"),
        ([3], "0"),
        ([None, 30, 40], "01"),
        ([None, 4, 40], "01"),
        ([4, 4, 30, 50], "012"),
        ([1, 1, 1, 1, 1, 30, 50], "012345"),
        ([3, 20, 20, 50], "012"),
        ([1, 1, 1, 1, 1, 0], "012345"),
        ([1, 1, 1, 1, 0, 0], "012345"),
        ([], ""),
    ],
)
def test_what_is_too_small_is_not_left_to_subtraction(parts: list[int | None], hidden: str) -> None:
    total = sum(7 if part is None else part for part in parts)
    assert withheld(parts, total) == set(map(int, hidden))


counts = st.lists(st.integers(0, 40), max_size=9)


@given(counts)
def test_nothing_under_five_can_be_worked_out(parts: list[int]) -> None:
    hidden = withheld(parts, sum(parts))
    told = [part for n, part in enumerate(parts) if n not in hidden]
    assert not any(0 < part < FEWEST_TOLD for part in told)
    if any(told):
        assert len(hidden) != 1
        assert not hidden or sum(parts) - sum(told) >= FEWEST_TOLD


@given(counts)
def test_withholding_twice_withholds_no_more(parts: list[int]) -> None:
    hidden = withheld(parts, sum(parts))
    told = [None if n in hidden else part for n, part in enumerate(parts)]
    assert withheld(told, sum(parts)) == hidden


@cache
def _dealt(total: int, places: int) -> tuple[tuple[int, ...], ...]:
    """Every way to deal `total` to `places`."""
    return tuple(
        (*some, total - sum(some))
        for some in product(range(total + 1), repeat=places - 1)
        if sum(some) <= total
    )


def _could_be(parts: list[int]) -> list[set[int]]:
    """What each withheld part could be for one who sees the others and the sum, and knows the rule.

    A sum that is too small isn't seen.
    """
    total = sum(parts)
    hidden = sorted(withheld(parts, total))
    rest = sum(parts[place] for place in hidden)
    sums = [rest] if total >= FEWEST_TOLD else range(1, FEWEST_TOLD)
    found: list[set[int]] = [set() for _place in hidden]
    for each in sums:
        for guess in _dealt(each, len(hidden)) if hidden else ():
            whole = list(parts)
            for place, part in zip(hidden, guess, strict=True):
                whole[place] = part
            if withheld(whole, sum(whole)) == set(hidden):
                for values, part in zip(found, guess, strict=True):
                    values.add(part)
    return found


@given(st.lists(st.one_of(st.integers(0, 6), st.integers(0, 12)), max_size=4))
def test_every_withheld_part_could_be_of_several_sizes(parts: list[int]) -> None:
    assert all(len(values) > 1 for values in _could_be(parts))


@given(st.lists(st.sampled_from([0, 1, 1, 1, 2, 4, 5]), min_size=5, max_size=6))
@settings(max_examples=40)
def test_nor_are_several_small_ones_given_away_by_their_number(parts: list[int]) -> None:
    assert all(len(values) > 1 for values in _could_be(parts))
