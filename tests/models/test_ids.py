"""Ids: 63 bits, and never the same in two copies of a book."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.models.ids import COPY_BITS, COUNTER_BITS, copy_of, draw_copy_number, first_id

copies = st.integers(1, (1 << COPY_BITS) - 1)
counters = st.integers(0, (1 << COUNTER_BITS) - 2)


def test_they_fill_63_bits() -> None:
    assert COPY_BITS + COUNTER_BITS == 63
    assert first_id((1 << COPY_BITS) - 1) + (1 << COUNTER_BITS) - 2 == (1 << 63) - 1


@given(copies, counters)
def test_an_id_knows_its_copy_and_fits_a_signed_key(copy: int, counter: int) -> None:
    row_id = first_id(copy) + counter
    assert 0 < row_id < 1 << 63
    assert copy_of(row_id) == copy


@given(copies, copies, counters, counters)
def test_copies_are_disjoint(one: int, other: int, first: int, second: int) -> None:
    same_id = first_id(one) + first == first_id(other) + second
    assert same_id == ((one, first) == (other, second))


def test_drawn_numbers_are_in_range_and_differ() -> None:
    drawn = {draw_copy_number() for _ in range(200)}
    assert len(drawn) > 190
    assert all(0 < number < 1 << COPY_BITS for number in drawn)
