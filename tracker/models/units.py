"""What is measured in: per cent, a scale such as 1–5, or a number of something."""

import re
from decimal import Decimal

from tracker.models.errors import Invalid

PERCENT = "%"
RATING = "1–5"
"""The scale of the answers' own ratings."""

_PERCENT_WORDS = frozenset({"%", "procent", "percent", "per cent"})
_SCALE = re.compile(r"(\d{1,3}) ?[–-] ?(\d{1,3})")
_HIGHEST = re.compile(r"(?:\b(?:av|of)|/) ?(\d{1,3})$")
_RATING_WORDS = frozenset({"betyg", "rating"})


def canonical_unit(text: str) -> str:
    """The unit as it is kept: ``procent`` is ``%``, and ``1-5`` is ``1–5``."""
    unit = " ".join(text.split())
    if unit.casefold() in _PERCENT_WORDS:
        return PERCENT
    scale = scale_of(unit)
    return f"{scale[0]}–{scale[1]}" if scale else unit


def scale_of(unit: str) -> tuple[int, int] | None:
    """The lowest and the highest value of a scale; None for other units."""
    match = _SCALE.fullmatch(unit.strip())
    if match is None:
        return None
    low, high = int(match[1]), int(match[2])
    return (low, high) if low < high else None


def check_value(value: Decimal, unit: str) -> None:
    """Raise `Invalid` for a value that can't be in its unit."""
    scale = scale_of(unit)
    if unit == PERCENT and not 0 <= value <= 100:
        raise Invalid("figure.percent", field="value", value=value)
    if scale is not None and not scale[0] <= value <= scale[1]:
        raise Invalid("figure.scale", field="value", value=value, low=scale[0], high=scale[1])
    if value < 0:
        raise Invalid("number.negative", field="value", value=value)


def is_likely(value: Decimal, unit: str) -> bool:
    """Whether a value can well be in a unit that was written freely: ``%``, ``betyg``, ``av 5``.

    What has no highest value is only never negative.
    """
    low, high = _limits(canonical_unit(unit))
    return low <= value and (high is None or value <= high)


def _limits(unit: str) -> tuple[int, int | None]:
    if unit == PERCENT:
        return 0, 100
    words = unit.casefold()
    scale = _SCALE.search(words)
    if scale is not None and int(scale[1]) < int(scale[2]):
        return int(scale[1]), int(scale[2])
    highest = _HIGHEST.search(words)
    if highest is not None:
        return 0, int(highest[1])
    return (1, 5) if words in _RATING_WORDS else (0, None)
