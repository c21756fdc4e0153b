"""Figures side by side on a thin line, as the steps of a chain."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Sequence
from typing import NamedTuple

from tracker.i18n import format_number
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.style import MM


class StepFigure(NamedTuple):
    """How much the book holds at a step, in words of its own, and a fact beneath."""

    number: int
    word: str
    fact: str


class StepStrip(Block):
    """A dot on the line for every step, and its figure under the dot."""

    __slots__ = ("_steps",)

    _DOT = 1.1 * MM
    _DROP = 2.4 * MM
    _GAP = 2.5 * MM

    def __init__(self, steps: Sequence[StepFigure]) -> None:
        super().__init__()
        self._steps = [
            (
                Text(format_number(step.number), style.BIG_FIGURE),
                Text(step.word, style.TABLE_STRONG, max_lines=1),
                Text(step.fact, style.LABEL, max_lines=3),
            )
            for step in steps
        ]

    def _cell(self, width: float) -> float:
        return (width + self._GAP) / len(self._steps)

    def height(self, width: float) -> float:
        wide = self._cell(width) - self._GAP
        words = max(sum(text.height(wide) for text in step) for step in self._steps)
        return 2 * self._DOT + self._DROP + words

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        cell, middle = self._cell(width), y + self._DOT
        with pen.artifact():
            end = x + (len(self._steps) - 1) * cell + self._DOT
            pen.path([(x + self._DOT, middle), (end, middle)], 0.75, style.RULE)
        for step in self._steps:
            with pen.artifact():
                pen.circle(x + self._DOT, middle, self._DOT, fill=style.ACCENT)
            top = middle + self._DOT + self._DROP
            with pen.element("P"):
                for text in step:
                    text.draw(pen, x, top, cell - self._GAP)
                    top += text.height(cell - self._GAP)
            x += cell
