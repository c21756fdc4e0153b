"""Small standing pieces: labelled values, and figures on a tint."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Sequence

from tracker.i18n import format_number
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import Run, TextStyle
from tracker.reports.style import MM


class LabelledValues(Block):
    """Values under their labels, side by side, on as many lines as they need."""

    __slots__ = ("_pairs",)

    _GAP = 5 * MM
    _LINE_GAP = 1.2 * MM

    def __init__(
        self, pairs: Sequence[tuple[str, str]], value_style: TextStyle = style.BODY_STRONG
    ) -> None:
        super().__init__()
        self._pairs = [
            (Text(label, style.LABEL, max_lines=1), Text(value, value_style, max_lines=2))
            for label, value in pairs
        ]

    def _rows(self, width: float) -> list[list[tuple[float, Text, Text]]]:
        rows: list[list[tuple[float, Text, Text]]] = [[]]
        x = 0.0
        for label, value in self._pairs:
            natural = max(line.width for text in (label, value) for line in text.lines(width))
            if rows[-1] and x + natural > width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, label, value))
            x += natural + self._GAP
        return rows

    def height(self, width: float) -> float:
        rows = self._rows(width)
        gaps = (len(rows) - 1) * self._LINE_GAP
        return gaps + sum(_row_height(row, width) for row in rows)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for row in self._rows(width):
            for left, label, value in row:
                with pen.element("P"):
                    label.draw(pen, x + left, y, width)
                    value.draw(pen, x + left, y + label.height(width), width)
            y += _row_height(row, width) + self._LINE_GAP


def _row_height(row: Sequence[tuple[float, Text, Text]], width: float) -> float:
    return max(label.height(width) + value.height(width) for _x, label, value in row)


class FigurePanel(Block):
    """A heading with a date, and big figures with their words, on a tint."""

    __slots__ = ("_figures", "_heading", "_note")

    _HEADING_WIDTH = 35 * MM
    _PAD = 3.4 * MM
    _CELL_PAD = 2.6 * MM

    def __init__(self, heading: str, note: str, figures: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self._heading = Text(heading, style.SECTION, tag="H2")
        self._note = Text(note, style.LABEL, tag="P")
        self._figures = [
            (Text(format_number(number), style.BIG_FIGURE), Text(word, style.LABEL_INK))
            for number, word in figures
        ]

    def _cell(self, width: float) -> float:
        return (width - self._PAD - self._HEADING_WIDTH) / len(self._figures)

    def _inner(self, width: float) -> float:
        wide = self._cell(width) - self._CELL_PAD
        words = max(word.height(wide) for _number, word in self._figures)
        heading = self._heading.height(self._HEADING_WIDTH - self._PAD) + self._note.height(width)
        return max(style.BIG_FIGURE.leading + words, heading)

    def height(self, width: float) -> float:
        return self._inner(width) + 2 * self._PAD * 0.8

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        high, inner = self.height(width), self._inner(width)
        pen.rect(x, y, width, high, fill=style.TINT)
        top = y + (high - inner) / 2
        wide = self._HEADING_WIDTH - self._PAD
        self._heading.draw(pen, x + self._PAD, top, wide)
        self._note.draw(pen, x + self._PAD, top + self._heading.height(wide), wide)
        cell = self._cell(width)
        left = x + self._PAD + self._HEADING_WIDTH
        for number, word in self._figures:
            pen.path([(left, top + 1), (left, top + inner - 1)], 0.5, style.RULE)
            with pen.element("P"):
                number.draw(pen, left + self._CELL_PAD, top, cell)
                words_top = top + style.BIG_FIGURE.leading
                word.draw(pen, left + self._CELL_PAD, words_top, cell - self._CELL_PAD)
            left += cell


class FigureStrip(Block):
    """A heading, and figures with their words, evenly apart in one line or more on a tint."""

    __slots__ = ("_texts",)

    _PAD, _PAD_ABOVE = 4.4 * MM, 2.9 * MM
    _LEAST_GAP = 3 * MM

    def __init__(self, heading: str, figures: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self._texts: list[Text] = [Text(heading, style.STRIP_HEADING, tag="H2")]
        for number, word in figures:
            runs = [Run(format_number(number), style.BODY_STRONG), Run(f" {word}", style.BODY)]
            self._texts.append(RichText(runs, tag="P"))

    def _rows(self, width: float) -> list[list[tuple[Text, float]]]:
        """The texts with their widths, as many on a line as have room."""
        inner = width - 2 * self._PAD
        rows: list[list[tuple[Text, float]]] = [[]]
        for text in self._texts:
            wide = max(line.width for line in text.lines(inner))
            taken = sum(w + self._LEAST_GAP for _text, w in rows[-1])
            if rows[-1] and taken + wide > inner:
                rows.append([])
            rows[-1].append((text, wide))
        return rows

    def height(self, width: float) -> float:
        return 2 * self._PAD_ABOVE + len(self._rows(width)) * style.BODY.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rect(x, y, width, self.height(width), fill=style.TINT)
        inner = width - 2 * self._PAD
        y += self._PAD_ABOVE
        for row in self._rows(width):
            spare = inner - sum(wide for _text, wide in row)
            gap = spare / (len(row) - 1) if len(row) > 1 else 0
            left = x + self._PAD
            for text, wide in row:
                text.draw(pen, left, y, inner)
                left += wide + min(gap, 14 * MM)
            y += style.BODY.leading
