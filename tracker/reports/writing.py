"""Places to write by hand: a box to tick, labelled lines, and an empty form."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Sequence

from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Space, Text
from tracker.reports.pdf.fonts import MIDDLE, safe
from tracker.reports.pdf.pen import Pen
from tracker.reports.style import MM

_LINE = 6.6 * MM
"""As much as handwriting needs."""
_WEIGHT = 0.6


class Ticked(Block):
    """A text with a box to tick, and what belongs to it, if anything, in small beneath."""

    __slots__ = ("_text", "_under")

    _SIDE = 3.2 * MM
    _INDENT = _SIDE + 2 * MM

    def __init__(self, text: str, under: str) -> None:
        super().__init__()
        self._text = Text(text, style.BODY_STRONG)
        small = Text(under, style.TABLE_SECONDARY, max_lines=1)
        self._under: Block = small if under.strip() else Space(0)

    def height(self, width: float) -> float:
        room = width - self._INDENT
        return self._text.height(room) + self._under.height(room)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        edge = 0.9
        side = self._SIDE - edge
        middle = y + style.BODY_STRONG.rise - MIDDLE * style.BODY_STRONG.size
        with pen.artifact():
            box = (x + edge / 2, middle - side / 2, side, side)
            pen.rect(*box, stroke=style.INK, weight=edge)
        room = width - self._INDENT
        self._text.draw(pen, x + self._INDENT, y, room)
        self._under.draw(pen, x + self._INDENT, y + self._text.height(room), room)


class FillIn(Block):
    """Lines to write on, each after its label, if any; the labels of one line share its width."""

    __slots__ = ("_lines",)

    _GAP = 2.5 * MM
    _AFTER_LABEL = 1.2 * MM

    def __init__(self, lines: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._lines = [[safe(label) for label in line] for line in lines]

    def height(self, width: float) -> float:
        return len(self._lines) * _LINE

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for line in self._lines:
            y += _LINE
            wide = (width + self._GAP) / len(line) - self._GAP
            for number, label in enumerate(line):
                left = x + number * (wide + self._GAP)
                start = 0.0
                if label:
                    start = style.LABEL.width(label) + self._AFTER_LABEL
                    pen.word(left, y - 1.9 * MM, f"{label} ", style.LABEL)
                pen.rule(left + start, y - 1.6 * MM, wide - start, _WEIGHT, style.SECONDARY)


class EmptyForm(Block):
    """Rows of lines under column names, for what is written down away from the program."""

    __slots__ = ("_columns", "_rows")

    _GAP = 3 * MM
    _ROW = 8.2 * MM

    def __init__(self, columns: Sequence[tuple[str, float]], rows: int) -> None:
        """Names and widths; the widths are points and add up to the page's."""
        super().__init__()
        self._columns = [(safe(name), wide) for name, wide in columns]
        self._rows = rows

    def height(self, width: float) -> float:
        return style.TABLE_HEADER.leading + self._rows * self._ROW

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        left, spans = x, []
        with pen.element("P"):
            for name, wide in self._columns:
                pen.word(left, y + style.TABLE_HEADER.rise, f"{name} ", style.TABLE_HEADER)
                spans.append((left, wide - self._GAP))
                left += wide
        spans[-1] = (spans[-1][0], x + width - spans[-1][0])
        for row in range(1, self._rows + 1):
            bottom = y + style.TABLE_HEADER.leading + row * self._ROW
            for left, wide in spans:
                pen.rule(left, bottom, wide, _WEIGHT, style.RULE)
