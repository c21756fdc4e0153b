"""Bars of what is done against what was promised, with a tick for where it should be by now."""
# ruff: noqa: D102 - the methods are those of Block

from decimal import Decimal

from tracker.reports import style
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.pen import Pen
from tracker.reports.style import MM

TRACK_LENGTH = 26 * MM
LONGEST = 32 * MM
THICK = 3 * MM
_GAP = 0.4 * MM
_BESIDE = 1.2 * MM
"""At least as much is empty between a long bar and the figure beside it."""
_TICK = 0.34 * MM
_TICK_HALO = 0.25 * MM
_TICK_BEYOND = 0.5 * MM
_POINTER = 1.9 * MM


class Bar(Block):
    """The track is all that was promised. The figures beside it are what is read."""

    __slots__ = ("_done", "_expected")

    def __init__(self, done: Decimal, planned: Decimal, expected: float | None) -> None:
        """`planned` must be above zero; `expected` is in the same unit and unrounded."""
        super().__init__()
        self._done = max(0.0, float(done / planned))
        self._expected = None if expected is None else max(0.0, expected / float(planned))

    def height(self, width: float) -> float:
        return THICK + 2 * _TICK_BEYOND

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top = y + 0.45 * MM + _TICK_BEYOND
        with pen.artifact():
            draw_track(pen, x, top, TRACK_LENGTH)
            draw_done(pen, x, top, min(self._done, 1) * TRACK_LENGTH)
            if self._done > 1:
                self._draw_surplus(pen, x, top, width)
            if self._expected:
                draw_tick(pen, x + min(self._expected, 1) * TRACK_LENGTH, top)

    def _draw_surplus(self, pen: Pen, x: float, top: float, width: float) -> None:
        """More than was promised, after a gap at 100 %."""
        end = min(self._done * TRACK_LENGTH, LONGEST, width - _BESIDE)
        pen.rect(x + TRACK_LENGTH - _GAP / 2, top - 0.25, _GAP, THICK + 0.5, fill=style.WHITE)
        start = TRACK_LENGTH + _GAP / 2
        pen.rect(x + start, top, max(end - start, 0.5), THICK, fill=style.ACCENT)


def draw_track(pen: Pen, x: float, top: float, length: float) -> None:
    """The light bar with its outline inside the given length."""
    edge = 0.5
    pen.rect(
        x + edge / 2, top + edge / 2, length - edge, THICK - edge,
        fill=style.TRACK, stroke=style.RULE, weight=edge,
    )  # fmt: skip


def draw_done(pen: Pen, x: float, top: float, length: float) -> None:
    """The dark bar."""
    if length > 0:
        pen.rect(x, top, length, THICK, fill=style.ACCENT)


def draw_tick(pen: Pen, x: float, top: float) -> None:
    """The line across the bar at `x`, white-edged so that it shows on the dark bar."""
    halo = _TICK / 2 + _TICK_HALO
    pen.rect(x - halo, top, 2 * halo, THICK, fill=style.WHITE)
    above, below = top - _TICK_BEYOND, top + THICK + _TICK_BEYOND
    pen.path([(x, above), (x, below)], _TICK, style.INK)
    half, tip = _POINTER / 2, above + 0.75 * MM
    base = above - 0.55 * MM
    pen.polygon([(x - half, base), (x + half, base), (x, tip)], fill=style.INK)
