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

    __slots__ = ("_columns", "_example", "_rows")

    _GAP = 3 * MM
    _ROW = 8.2 * MM

    def __init__(
        self, columns: Sequence[tuple[str, float]], rows: int, example: Sequence[str] = ()
    ) -> None:
        """Names and widths; the widths are points and add up to the page's.

        With an `example`, a text for each column, that is how the first of the rows is filled in.
        """
        super().__init__()
        self._columns = [
            (Text(name, style.TABLE_HEADER), wide, wide - self._GAP) for name, wide in columns
        ]
        self._example = [Text(text, style.TABLE_SECONDARY, max_lines=1) for text in example]
        self._rows = rows

    def height(self, width: float) -> float:
        return self._head() + self._rows * self._ROW

    def _head(self) -> float:
        return max(name.height(room) for name, _wide, room in self._columns)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        left, spans, head = x, [], self._head()
        with pen.element("P"):
            for name, wide, room in self._columns:
                # Names of one line stand on the line that is nearest to what is written.
                name.draw(pen, left, y + head - name.height(room), room)
                spans.append((left, room))
                left += wide
        spans[-1] = (spans[-1][0], x + width - spans[-1][0])
        if self._example:
            top = y + head + self._ROW - style.TABLE_SECONDARY.leading - 0.6 * MM
            with pen.element("P"):
                for text, (left, wide) in zip(self._example, spans, strict=True):
                    text.draw(pen, left, top, wide)
        for row in range(1, self._rows + 1):
            bottom = y + head + row * self._ROW
            for left, wide in spans:
                pen.rule(left, bottom, wide, _WEIGHT, style.RULE)
