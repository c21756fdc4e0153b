"""Blocks: what a page is stacked from. Each knows its height, how to split, and its role."""

# ruff: noqa: D102 - Block says what its methods do

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from copy import copy
from typing import ClassVar

from tracker.reports.pdf.fonts import safe
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.structure import Tag
from tracker.reports.pdf.text import Line, Run, TextStyle, one_line, wrap


class Block:
    """Something as wide as it is told to be. A plain one is never split over pages."""

    __slots__ = ("at_foot", "before", "keep_with_next", "needs")

    def __init__(self) -> None:
        self.before: float = 0
        """Space above, in points; not at the top of a page."""
        self.keep_with_next = False
        """Whether it may not be the last on its page."""
        self.needs: float = 0
        """It goes to the next page when less room than this is left."""
        self.at_foot = False
        """Whether it stands at the bottom of the page."""

    def height(self, width: float) -> float:
        """The height in points at `width`."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """The height of the smallest part that may stand alone at the foot of a page."""
        return self.height(width)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw with the upper left corner at the point."""
        raise NotImplementedError

    def parts(self) -> "Iterable[Block]":
        """The blocks that it holds."""
        return ()

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """A part at most `room` high and the rest, or None. `force` asks for it on a bare page."""
        return None

    def spaced(
        self,
        before: float = 0,
        *,
        keep_with_next: bool = False,
        needs: float = 0,
        at_foot: bool = False,
    ) -> "Block":
        """Itself, with its relation to its neighbours set."""
        self.before, self.keep_with_next = before, keep_with_next
        self.needs, self.at_foot = needs, at_foot
        return self


class Space(Block):
    """Nothing, `high` points of it."""

    __slots__ = ("_high",)

    def __init__(self, high: float) -> None:
        super().__init__()
        self._high = high

    def height(self, width: float) -> float:
        return self._high

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        return None


class Text(Block):
    """A paragraph or heading. Without a `tag` its text belongs to what it is drawn in."""

    __slots__ = (
        "_flat",
        "_height",
        "_key",
        "_lines",
        "_max_lines",
        "_right",
        "_style",
        "_tag",
        "_text",
        "_width",
    )

    MIN_LINES: ClassVar[int] = 2
    """Lines that may stand alone at the foot or the head of a page."""

    _height: float
    # A table holds tens of thousands of texts of one line, which need no list of lines.
    _flat: tuple[str, float] | None
    _lines: list[Line] | None

    def __init__(
        self,
        text: str,
        style: TextStyle,
        *,
        tag: Tag | None = None,
        right: bool = False,
        max_lines: int | None = None,
    ) -> None:
        super().__init__()
        self._text, self._style = text, style
        self._tag = tag
        self._right = right
        self._max_lines = max_lines
        self._key: object | None = None
        self._width: float | None = None
        """What it is laid out for; until then the rest of what is known of its lines is not."""

    def runs(self) -> tuple[Run, ...]:
        """The text with its styles."""
        return (Run(self._text, self._style),)

    def _lay_out(self, width: float) -> None:
        """Break the text for `width`, once."""
        if self._width == width:
            return
        self._width = width
        self._flat = self._one_line()
        if self._flat is not None and self._flat[1] <= width:
            self._lines, self._height = None, self._style.leading
        else:
            self._set(wrap(self.runs(), width, self._max_lines))

    def _one_line(self) -> tuple[str, float] | None:
        return one_line(self._text, self._style)

    def _set(self, lines: list[Line]) -> None:
        self._lines, self._height = lines, sum(line.height for line in lines)

    def lines(self, width: float) -> list[Line]:
        """The lines at `width`."""
        self._lay_out(width)
        if self._lines is None:
            return wrap(self.runs(), width, self._max_lines)
        return self._lines

    def plain(self) -> str:
        """The words, as they are drawn but in one line."""
        return safe("".join(run.text for run in self.runs())).replace("\n", " ")

    def height(self, width: float) -> float:
        if self._width != width:
            self._lay_out(width)
        return self._height

    def least(self, width: float) -> float:
        lines = self.lines(width)
        few = lines if len(lines) < 2 * self.MIN_LINES else lines[: self.MIN_LINES]
        return sum(line.height for line in few)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self._tag is None:
            self._draw_lines(pen, x, y, width)
            return
        with pen.element(self._tag, key=self._key):
            if self._tag in ("H1", "H2"):
                pen.bookmark(self.plain(), int(self._tag[1]) - 1, y)
            self._draw_lines(pen, x, y, width)

    def _draw_lines(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self._width != width:
            self._lay_out(width)
        if self._lines is not None:
            pen.lines(x, y, self._lines, width, right=self._right)
        elif self._flat is not None:
            text, wide = self._flat
            if text:
                left = x + width - wide if self._right else x
                pen.word(left, y + self._style.rise, f"{text} ", self._style)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Text, Text] | None":
        lines = self.lines(width)
        fitting, taken = 0, 0.0
        while fitting < len(lines) and taken + lines[fitting].height <= room:
            taken += lines[fitting].height
            fitting += 1
        fitting = min(fitting, len(lines) - self.MIN_LINES)
        if fitting < self.MIN_LINES:
            return None
        self._key = self._key or object()
        head, tail = copy(self), copy(self)
        head._set(lines[:fitting])
        tail._set(lines[fitting:])
        return head, tail


class RichText(Text):
    """A text whose parts are in different styles."""

    __slots__ = ("_runs",)

    def __init__(
        self, runs: Sequence[Run], *, tag: Tag | None = None, max_lines: int | None = None
    ) -> None:
        """`runs` must not be empty."""
        super().__init__("", runs[0].style, tag=tag, max_lines=max_lines)
        self._runs = tuple(runs)

    def runs(self) -> tuple[Run, ...]:
        return self._runs

    def _one_line(self) -> None:
        return None


class Stack(Block):
    """Blocks on top of each other, as one; with a `tag`, one element."""

    __slots__ = ("_blocks", "_tag")

    def __init__(self, blocks: Sequence[Block], tag: Tag | None = None) -> None:
        super().__init__()
        self._blocks, self._tag = tuple(blocks), tag

    def height(self, width: float) -> float:
        high = 0.0
        for number, block in enumerate(self._blocks):
            high += block.height(width) + (block.before if number else 0)
        return high

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self._tag is None:
            self._draw_blocks(pen, x, y, width)
            return
        with pen.element(self._tag):
            self._draw_blocks(pen, x, y, width)

    def _draw_blocks(self, pen: Pen, x: float, y: float, width: float) -> None:
        for number, block in enumerate(self._blocks):
            y += block.before if number else 0
            block.draw(pen, x, y, width)
            y += block.height(width)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Stack, Stack] | None":
        # Only a stack higher than a page comes here with force: it breaks where it must.
        if not force:
            return None
        blocks, taken = self._blocks, 0.0
        for number, block in enumerate(blocks):
            gap = block.before if number else 0
            high = block.height(width)
            if taken + gap + high > room:
                parts = block.split(width, room - taken - gap, force=True)
                if parts is not None:
                    head, tail = (*blocks[:number], parts[0]), (parts[1], *blocks[number + 1 :])
                elif number:
                    head, tail = blocks[:number], blocks[number:]
                else:
                    return None
                return Stack(head, self._tag), Stack(tail, self._tag)
            taken += gap + high
        return None


class Columns(Block):
    """Blocks side by side, read from left to right. `widths` and `gap` are points."""

    __slots__ = ("_blocks", "_gap", "_tag", "_widths")

    def __init__(
        self,
        blocks: Sequence[Block],
        widths: Sequence[float],
        gap: float,
        tag: Tag | None = None,
    ) -> None:
        super().__init__()
        self._blocks, self._widths, self._gap = tuple(blocks), tuple(widths), gap
        self._tag = tag

    def height(self, width: float) -> float:
        return max(b.height(w) for b, w in zip(self._blocks, self._widths, strict=True))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element(self._tag) if self._tag else nullcontext():
            for block, wide in zip(self._blocks, self._widths, strict=True):
                block.draw(pen, x, y, wide)
                x += wide + self._gap

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Columns, Columns] | None":
        if not force:
            return None
        pairs = [
            _cut(block, wide, room) for block, wide in zip(self._blocks, self._widths, strict=True)
        ]
        if all(isinstance(head, Space) for head, _tail in pairs):
            return None
        heads, tails = ([pair[side] for pair in pairs] for side in (0, 1))
        return (
            Columns(heads, self._widths, self._gap, self._tag),
            Columns(tails, self._widths, self._gap, self._tag),
        )


def _cut(block: Block, width: float, room: float) -> tuple[Block, Block]:
    """What fits and what is left, nothing being a space."""
    if block.height(width) <= room:
        return block, Space(0)
    return block.split(width, room, force=True) or (Space(0), block)
