"""How what is counted is rounded when it is told: half up, as people do, and once."""

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: Decimal, decimals: int = 0) -> Decimal:
    """Rounded to so many decimals: 12.5 is 13, and 3.85 is 3.9 with one."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def whole_percent(part: int, of: int) -> int:
    """``50 of 400`` is 13 per cent; nothing of nothing is none."""
    return (200 * part + of) // (2 * of) if of else 0
