"""How much two shares may differ by chance alone."""

from decimal import Decimal
from math import sqrt

_Z = 1.96
"""Nineteen times of twenty."""
_FEWEST = 5


def margin_of_difference(
    before: Decimal, answers_before: int, after: Decimal, answers_after: int
) -> Decimal | None:
    """The margin of error, ± percentage points at 95 %, of the difference of two percentages.

    The usual normal approximation for two independent proportions, without pooling (Newcombe,
    Statistics in Medicine 17, 1998, method 1). None where it does not hold: with fewer than five
    answers for or against, on either side. It speaks of chance only, and only of random samples.
    """
    variance = 0.0
    for share, answers in ((before, answers_before), (after, answers_after)):
        part = float(share) / 100
        if min(part, 1 - part) * answers < _FEWEST:
            return None
        variance += part * (1 - part) / answers
    return round(Decimal(_Z * sqrt(variance) * 100), 1)
