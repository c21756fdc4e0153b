"""Ids that stay unique across every copy of a book.

The high bits are the copy's number, the low bits a counter: 63 bits in all, so that rows travel
between copies without renumbering and stay native integer keys.
"""

import secrets

COPY_BITS = 23
COUNTER_BITS = 40


def draw_copy_number() -> int:
    """A number for a new copy of a book, never 0."""
    return 1 + secrets.randbelow((1 << COPY_BITS) - 1)


def first_id(copy_number: int) -> int:
    """The id that the counter of copy `copy_number` starts from."""
    return (copy_number << COUNTER_BITS) + 1


def copy_of(row_id: int) -> int:
    """The number of the copy that drew `row_id`."""
    return row_id >> COUNTER_BITS
