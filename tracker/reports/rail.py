"""Numbered steps down the page, held together by a thin line to their left."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Sequence

from tracker.reports import style
from tracker.reports.pdf.blocks import Block, RichText
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import Run
from tracker.reports.style import MM

INDENT = 9 * MM
INNER_WIDTH = style.WIDTH - INDENT
_RING = 5.6 * MM
_LINE_AT = _RING / 2
_GAP = 0.8 * MM


def step(
    number: int, title: str, note: str, body: Sequence[Block], *, starts: bool, ends: bool
) -> list[Block]:
    """A step's heading and what belongs to it; the line begins and ends with the chain.

    The space above each block counts as a part of it, so that the line is whole.
    """
    head = _StepHead(number, title, note, above=not starts, below=bool(body) or not ends)
    blocks: list[Block] = [head.spaced(keep_with_next=bool(body), needs=style.PART_NEEDS)]
    last = len(body) - 1
    for place, block in enumerate(body):
        pad, keep, needs = block.before, block.keep_with_next, block.needs
        railed = Railed(block, pad, has_line=not ends or place < last)
        blocks.append(railed.spaced(keep_with_next=keep, needs=needs))
    return blocks


class _StepHead(Block):
    """The step's number in a ring on the line, and what it is about."""

    __slots__ = ("_above", "_below", "_heading", "_number")

    _PAD = 4.4 * MM

    def __init__(self, number: int, title: str, note: str, *, above: bool, below: bool) -> None:
        super().__init__()
        self._number, self._above, self._below = number, above, below
        runs = [Run(title, style.SECTION)]
        if note:
            runs.append(Run(f"\xa0\xa0\xa0{note}", style.TABLE_SECONDARY))
        self._heading = RichText(runs)

    def _pad(self) -> float:
        return self._PAD if self._above else 0

    def height(self, width: float) -> float:
        return self._pad() + self._heading.height(width - INDENT)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top, bottom = y + self._pad(), y + self.height(width)
        middle = top + style.SECTION.rise - 0.33 * style.SECTION.size
        line = x + _LINE_AT
        if self._above:
            _draw_line(pen, line, y, middle - _RING / 2 - _GAP)
        if self._below:
            _draw_line(pen, line, middle + _RING / 2 + _GAP, bottom)
        with pen.element("H3"):
            _draw_number(pen, line, middle, self._number)
            self._heading.draw(pen, x + INDENT, top, width - INDENT)


class Railed(Block):
    """A block beside the line, `pad` points below what stands above it."""

    __slots__ = ("_has_line", "_inner", "_pad")

    def __init__(self, inner: Block, pad: float, *, has_line: bool) -> None:
        super().__init__()
        self._inner, self._pad, self._has_line = inner, pad, has_line

    def height(self, width: float) -> float:
        return self._pad + self._inner.height(width - INDENT)

    def least(self, width: float) -> float:
        return self._pad + self._inner.least(width - INDENT)

    def parts(self) -> Sequence[Block]:
        return (self._inner,)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self._has_line:
            _draw_line(pen, x + _LINE_AT, y, y + self.height(width))
        self._inner.draw(pen, x + INDENT, y + self._pad, width - INDENT)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Railed, Railed] | None":
        parts = self._inner.split(width - INDENT, room - self._pad, force=force)
        if parts is None:
            return None
        head = Railed(parts[0], self._pad, has_line=self._has_line)
        return head, Railed(parts[1], 0, has_line=self._has_line)


def _draw_number(pen: Pen, x: float, y: float, number: int) -> None:
    """The number in its ring; the space after it keeps it apart from the heading for a listener."""
    edge, text_style = 1.0, style.STEP_NUMBER
    with pen.artifact():
        pen.circle(x, y, (_RING - edge) / 2, stroke=style.ACCENT, weight=edge)
    text = str(number)
    baseline = y + 0.33 * text_style.size
    pen.word(x - text_style.width(text) / 2, baseline, f"{text} ", text_style)


def _draw_line(pen: Pen, x: float, top: float, bottom: float) -> None:
    if bottom > top:
        with pen.artifact():
            pen.path([(x, top), (x, bottom)], 0.75, style.RULE)
