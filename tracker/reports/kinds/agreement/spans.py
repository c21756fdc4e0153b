"""Where in the document each promise stands."""

from typing import NamedTuple


class Span(NamedTuple):
    """The first and the last page of a promise's section."""

    first: int
    last: int
