"""Outlines in PDF's path operators and coordinates (ISO 32000-1, 8.5.2)."""

from collections.abc import Iterable

Point = tuple[float, float]

_KAPPA = 0.5523
"""How far the handles of a quarter circle reach, in parts of its radius."""


def polyline(points: Iterable[Point]) -> str:
    """An open path through `points`."""
    return " ".join(
        f"{x:.2f} {y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(points)
    )


def circle(x: float, y: float, r: float) -> str:
    """A closed circle around the point."""
    k = r * _KAPPA
    return (
        f"{x - r:.2f} {y:.2f} m "
        + _curve((x - r, y + k), (x - k, y + r), (x, y + r))
        + _curve((x + k, y + r), (x + r, y + k), (x + r, y))
        + _curve((x + r, y - k), (x + k, y - r), (x, y - r))
        + _curve((x - k, y - r), (x - r, y - k), (x - r, y))
        + "h"
    )


def left_half_disc(x: float, y: float, r: float) -> str:
    """The left half of a circle around the point."""
    k = r * _KAPPA
    return (
        f"{x:.2f} {y + r:.2f} m "
        + _curve((x - k, y + r), (x - r, y + k), (x - r, y))
        + _curve((x - r, y - k), (x - k, y - r), (x, y - r))
        + "h"
    )


def rounded(x: float, y: float, width: float, height: float, r: float) -> str:
    """A rectangle with its lower left corner at the point and corners of radius `r`."""
    right, top, k = x + width, y + height, r * (1 - _KAPPA)
    return (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l "
        + _curve((right - k, y), (right, y + k), (right, y + r))
        + f"{right:.2f} {top - r:.2f} l "
        + _curve((right, top - k), (right - k, top), (right - r, top))
        + f"{x + r:.2f} {top:.2f} l "
        + _curve((x + k, top), (x, top - k), (x, top - r))
        + f"{x:.2f} {y + r:.2f} l "
        + _curve((x, y + k), (x + k, y), (x + r, y))
        + "h"
    )


def _curve(first: Point, second: Point, end: Point) -> str:
    return " ".join(f"{value:.2f}" for value in (*first, *second, *end)) + " c "
