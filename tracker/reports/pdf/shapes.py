"""Outlines in PDF's path operators and coordinates (ISO 32000-1, 8.5.2).

Round ones lie around the origin, to be moved to where they are drawn: pages hold thousands alike.
"""

from collections.abc import Iterable
from functools import lru_cache

Point = tuple[float, float]

_KAPPA = 0.5523
"""How far the handles of a quarter circle reach, in parts of its radius."""


def polyline(points: Iterable[Point]) -> str:
    """An open path through `points`."""
    (x, y), *rest = points
    return f"{x:.2f} {y:.2f} m " + " ".join([f"{x:.2f} {y:.2f} l" for x, y in rest])


@lru_cache
def circle(r: float) -> str:
    """A closed circle."""
    k = r * _KAPPA
    return (
        f"{-r:.2f} 0 m "
        + _curve((-r, k), (-k, r), (0, r))
        + _curve((k, r), (r, k), (r, 0))
        + _curve((r, -k), (k, -r), (0, -r))
        + _curve((-k, -r), (-r, -k), (-r, 0))
        + "h"
    )


@lru_cache
def left_half_disc(r: float) -> str:
    """The left half of a circle."""
    k = r * _KAPPA
    return (
        f"0 {r:.2f} m "
        + _curve((-k, r), (-r, k), (-r, 0))
        + _curve((-r, -k), (-k, -r), (0, -r))
        + "h"
    )


@lru_cache
def rounded(side: float, r: float) -> str:
    """A square with its lower left corner at the origin and corners of radius `r`."""
    k = r * (1 - _KAPPA)
    return (
        f"{r:.2f} 0 m {side - r:.2f} 0 l "
        + _curve((side - k, 0), (side, k), (side, r))
        + f"{side:.2f} {side - r:.2f} l "
        + _curve((side, side - k), (side - k, side), (side - r, side))
        + f"{r:.2f} {side:.2f} l "
        + _curve((k, side), (0, side - k), (0, side - r))
        + f"0 {r:.2f} l "
        + _curve((0, k), (k, 0), (r, 0))
        + "h"
    )


def _curve(first: Point, second: Point, end: Point) -> str:
    return " ".join(f"{value:.2f}" for value in (*first, *second, *end)) + " c "
