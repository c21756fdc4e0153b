"""Drawn symbols: follow-up, outcomes, party badges. The word beside each is what is read aloud."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Callable
from math import pi
from typing import ClassVar

from tracker.labels import label, party_letter
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.fonts import MIDDLE
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import TextStyle
from tracker.reports.style import MM, SymbolSize

State = FollowUp | PromiseStatus | ActionStatus

BADGE_SIDE = 4 * MM
CAUSE_RING = 4.2 * MM
DECISION_RING = 5.6 * MM


def _disc(pen: Pen, x: float, y: float, r: float) -> None:
    pen.circle(x, y, r, fill=style.GREEN)


def _triangle(pen: Pen, x: float, y: float, r: float) -> None:
    edge = 0.09 * 2 * r
    half = r - edge / 2
    # A triangle looks centred when its base hangs a little lower than a circle of its width.
    points = [(x, y - half * 0.93), (x + half, y + half * 0.87), (x - half, y + half * 0.87)]
    pen.polygon(points, fill=style.YELLOW, stroke=style.YELLOW_EDGE, weight=edge)


def _square(pen: Pen, x: float, y: float, r: float) -> None:
    side = 1.8 * r  # as heavy to the eye as a disc of the same width
    pen.rect(x - side / 2, y - side / 2, side, side, fill=style.RED)


def _ring(pen: Pen, x: float, y: float, r: float) -> None:
    edge = 0.12 * 2 * r
    pen.circle(x, y, r - edge / 2, stroke=style.GREY, weight=edge)


def _outline(pen: Pen, x: float, y: float, r: float) -> float:
    """The ink ring of all outcomes; returns its weight."""
    edge = 0.11 * 2 * r
    pen.circle(x, y, r - edge / 2, stroke=style.INK, weight=edge)
    return edge


def _tick(pen: Pen, x: float, y: float, r: float) -> None:
    edge = _outline(pen, x, y, r)
    low, high = (x - 0.1 * r, y + 0.36 * r), (x + 0.44 * r, y - 0.3 * r)
    pen.path([(x - 0.42 * r, y + 0.04 * r), low, high], edge * 1.15, style.INK)


def _half(pen: Pen, x: float, y: float, r: float) -> None:
    edge = _outline(pen, x, y, r)
    pen.left_half_disc(x, y, r - edge / 2, style.INK)


def _cross(pen: Pen, x: float, y: float, r: float) -> None:
    edge = _outline(pen, x, y, r)
    arm = 0.34 * r
    pen.path([(x - arm, y - arm), (x + arm, y + arm)], edge * 1.15, style.INK)
    pen.path([(x - arm, y + arm), (x + arm, y - arm)], edge * 1.15, style.INK)


def _dashed(pen: Pen, x: float, y: float, r: float) -> None:
    edge = 0.1 * 2 * r
    radius = r - edge / 2
    dash = 2 * pi * radius / 20
    pen.circle(x, y, radius, stroke=style.SECONDARY, weight=edge, dash=(dash, dash))


_SYMBOLS: dict[State, Callable[[Pen, float, float, float], None]] = {
    FollowUp.ON_TRACK: _disc,
    FollowUp.AT_RISK: _triangle,
    FollowUp.LATE: _square,
    FollowUp.NOT_STARTED: _ring,
    FollowUp.NO_TARGET: _ring,
    PromiseStatus.DRAFT: _dashed,
    PromiseStatus.ENDORSED: _dashed,
    PromiseStatus.SIGNED: _ring,
    PromiseStatus.RUNNING: _ring,
    PromiseStatus.KEPT: _tick,
    PromiseStatus.PARTLY_KEPT: _half,
    PromiseStatus.NOT_KEPT: _cross,
    PromiseStatus.DROPPED: _cross,
    ActionStatus.PLANNED: _ring,
    ActionStatus.ONGOING: _ring,
    ActionStatus.DONE: _tick,
    ActionStatus.PARTLY_DONE: _half,
    ActionStatus.NOT_DONE: _cross,
    ActionStatus.DROPPED: _cross,
}


def state_word(state: State) -> str:
    """The word beside the symbol, e.g. ``I fas``."""
    word = label(state)
    return word[:1].upper() + word[1:]


class _Marked(Block):
    """A text with something drawn to the left of its first line."""

    __slots__ = ("_indent", "_style", "_text")

    def __init__(self, text: Text, text_style: TextStyle, indent: float) -> None:
        super().__init__()
        self._text, self._style, self._indent = text, text_style, indent

    def height(self, width: float) -> float:
        return self._text.height(width - self._indent)

    def natural_width(self, width: float) -> float:
        """How much of `width` it fills."""
        widest = max(line.width for line in self._text.lines(width - self._indent))
        # A hair more, so that what is drawn as wide as this is not broken by rounding.
        return self._indent + widest + 0.01

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + self._style.rise - MIDDLE * self._style.size
        with pen.artifact():
            self.draw_mark(pen, x, middle)
        self._text.draw(pen, x + self._indent, y, width - self._indent)

    def draw_mark(self, pen: Pen, x: float, middle: float) -> None:
        """Draw with its left edge at `x`, centred on `middle`."""
        raise NotImplementedError


class StateMark(_Marked):
    """A status: symbol and word."""

    __slots__ = ("_size", "_state")

    def __init__(
        self,
        state: State,
        text_style: TextStyle = style.STATE_WORD,
        size: SymbolSize = style.IN_TABLE,
        word: str | None = None,
        max_lines: int | None = None,
    ) -> None:
        words = state_word(state) if word is None else word
        text = Text(words, text_style, max_lines=max_lines)
        super().__init__(text, text_style, size.side + size.gap)
        self._state, self._size = state, size

    def draw_mark(self, pen: Pen, x: float, middle: float) -> None:
        radius = self._size.side / 2
        _SYMBOLS[self._state](pen, x + radius, middle, radius)


class PartyMark(_Marked):
    """A party's letter in a square, and a name."""

    __slots__ = ("_party",)

    def __init__(
        self, party: Party, text: str, text_style: TextStyle, max_lines: int | None = 2
    ) -> None:
        words = Text(text, text_style, max_lines=max_lines)
        super().__init__(words, text_style, BADGE_SIDE + 1.4 * MM)
        self._party = party

    def draw_mark(self, pen: Pen, x: float, middle: float) -> None:
        top = middle - BADGE_SIDE / 2
        pen.rounded(x, top, BADGE_SIDE, 0.6 * MM, style.PARTY_COLORS[self._party])
        draw_centred(pen, x + BADGE_SIDE / 2, middle, party_letter(self._party), style.BADGE)


class Rings(Block):
    """Numbers in rings, side by side as far as they fit, centred on a first line of `beside`."""

    __slots__ = ("_beside", "_numbers", "_side", "_style")

    GAP: ClassVar[float] = 0.6 * MM

    def __init__(
        self, numbers: tuple[int, ...], side: float, number_style: TextStyle, beside: TextStyle
    ) -> None:
        super().__init__()
        self._numbers, self._side = numbers, side
        self._style, self._beside = number_style, beside

    def _per_line(self, width: float) -> int:
        return max(1, int((width + self.GAP) // (self._side + self.GAP)))

    def height(self, width: float) -> float:
        rows = -(-len(self._numbers) // self._per_line(width))
        return rows * (self._side + self.GAP) - self.GAP if rows else 0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + self._beside.rise - MIDDLE * self._beside.size
        per_line = self._per_line(width)
        for index, number in enumerate(self._numbers):
            row, place = divmod(index, per_line)
            step = self._side + self.GAP
            left = x + place * step + self._side / 2
            draw_ring(pen, left, middle + row * step, self._side, number, self._style)


def draw_ring(
    pen: Pen, x: float, y: float, side: float, number: int, number_style: TextStyle
) -> None:
    """A number in a ring around the point; the number is text, the ring an artifact."""
    weight = 0.75 if side < DECISION_RING else 1
    with pen.artifact():
        pen.circle(x, y, (side - weight) / 2, stroke=style.INK, weight=weight)
    draw_centred(pen, x, y, str(number), number_style)


def draw_centred(pen: Pen, x: float, y: float, text: str, text_style: TextStyle) -> None:
    """Figures or capitals centred on the point both ways."""
    cap_height = 0.66 * text_style.size
    pen.word(x - text_style.width(text) / 2, y + cap_height / 2, text, text_style)
