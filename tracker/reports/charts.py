"""The small chart of an indicator: described as data, drawn once, for paper and screen alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from tracker.i18n import format_number
from tracker.reports import style
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.fonts import safe
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import Color, TextStyle
from tracker.reports.style import MM

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

PLOT_WIDTH, PLOT_HEIGHT = 52 * MM, 21.5 * MM
_AXIS_ROOM = 6 * MM
_ABOVE, _BELOW = 1.6 * MM, 4.6 * MM
WIDTH = 81 * MM
HEIGHT = _ABOVE + PLOT_HEIGHT + _BELOW
_LABEL_STEP = 3.9 * MM
_LABEL = TextStyle(style.SANS, 8, 10, style.INK)
_LABEL_STRONG = TextStyle(style.SANS_SEMIBOLD, 8, 10, style.ACCENT)
_TICK_LABEL = TextStyle(style.SANS, 7.5, 9, style.SECONDARY)


@dataclass(frozen=True, slots=True)
class Series:
    """Points (x from 0 to 1, value) from left to right, and the words at their end."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart of what is now, what was, and the goal.

    `finding` is its heading: it says what the chart shows, with the figures.
    """

    finding: str
    now: Series
    before: Series | None
    goal: tuple[str, float] | None
    """Words and value; drawn at the right edge."""
    x_labels: tuple[tuple[float, str], ...]
    from_zero: bool
    besides: tuple[str, ...] = ()
    """What else the picture tells, in words and figures."""
    base: tuple[str, float] | None = None
    """Words and value of where it began, as a line."""
    gaps: tuple[float, ...] = ()
    """Where it should have been measured and was not: the line of what is now is broken there."""
    due: float | None = None
    """Where it is to be measured next."""

    def unbroken(self) -> Iterator[tuple[tuple[float, float], ...]]:
        """The points of what is now, in runs without a gap between them."""
        edges = [float("-inf"), *sorted(self.gaps), float("inf")]
        for after, before in pairwise(edges):
            if run := tuple(point for point in self.now.points if after <= point[0] < before):
                yield run

    @property
    def alt(self) -> str:
        """The alternative text: the finding first, so that nothing is told by the picture alone."""
        return ". ".join((self.finding, *self.besides))


def axis(values: Sequence[float], *, from_zero: bool) -> tuple[float, ...]:
    """Three to six round values, evenly apart, that enclose `values`."""
    low, high = min(values), max(values)
    if from_zero:
        low = min(low, 0.0)
    spread = max(high - low, abs(high) * 0.1)
    if spread < 1e-6:  # All values are zero, or as good as: any scale will do.
        spread = 1.0
    power = 10.0 ** floor(log10(spread / 4))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= spread / 4 * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(number * step for number in range(first, max(last, first + 2) + 1))


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to points in the drawing, whose y grows upwards."""

    low: float
    high: float

    def x(self, part: float) -> float:
        return _AXIS_ROOM + part * PLOT_WIDTH

    def y(self, value: float) -> float:
        return _BELOW + (value - self.low) / (self.high - self.low) * PLOT_HEIGHT


def draw(spec: ChartSpec) -> "Drawing":
    """The picture, 81 mm wide; lines, polygons and text only."""
    from reportlab.graphics.shapes import Drawing

    values = [y for _x, y in spec.now.points]
    values += [y for _x, y in spec.before.points] if spec.before else []
    values += [line[1] for line in (spec.goal, spec.base) if line]
    ticks = axis(values, from_zero=spec.from_zero)
    scale = _Scale(ticks[0], ticks[-1])
    drawing = Drawing(WIDTH, HEIGHT)
    _draw_grid(drawing, scale, ticks, spec.x_labels)
    if spec.before:
        _draw_line(drawing, scale, spec.before.points, style.GREY, 1, dash=True)
    if spec.base:
        _draw_level(drawing, scale, spec.base[1], style.GREY, dot=True)
    if spec.goal:
        _draw_level(drawing, scale, spec.goal[1], style.INK)
        _draw_diamond(drawing, scale.x(1), scale.y(spec.goal[1]))
    for run in spec.unbroken():
        if len(run) > 1:
            _draw_line(drawing, scale, run, style.ACCENT, 2.3)
        _draw_dot(drawing, scale, run[-1])
    for part in spec.gaps:
        _draw_gap(drawing, scale.x(part))
    if spec.due is not None:
        _draw_due(drawing, scale.x(spec.due))
    _draw_labels(drawing, scale, spec)
    return drawing


def colored(color: Color) -> object:
    """The colour as drawings take it."""
    from reportlab.lib.colors import Color as ReportLabColor

    return ReportLabColor(*color)


def _draw_grid(
    drawing: "Drawing",
    scale: _Scale,
    ticks: tuple[float, ...],
    x_labels: tuple[tuple[float, str], ...],
) -> None:
    from reportlab.graphics.shapes import Line

    for value in ticks:
        y = scale.y(value)
        is_floor = value == ticks[0]
        color, weight = (style.INK, 0.75) if is_floor else (style.HAIR, 0.5)
        drawing.add(
            Line(scale.x(0), y, scale.x(1), y, strokeColor=colored(color), strokeWidth=weight)
        )
        text = format_number(round(value, 6))
        add_text(drawing, scale.x(0) - 1.5 * MM, y - 2.6, text, _TICK_LABEL, "end")
    for part, text in x_labels:
        add_text(drawing, scale.x(part), 0.6 * MM, text, _TICK_LABEL, "middle")


def _draw_line(
    drawing: "Drawing",
    scale: _Scale,
    points: tuple[tuple[float, float], ...],
    color: Color,
    weight: float,
    *,
    dash: bool = False,
) -> None:
    from reportlab.graphics.shapes import PolyLine

    path = [value for x, y in points for value in (scale.x(x), scale.y(y))]
    line = PolyLine(path, strokeColor=colored(color), strokeWidth=weight, strokeLineJoin=1)
    if dash:
        line.strokeDashArray = [1.1 * MM, 0.7 * MM]
    drawing.add(line)


def _draw_dot(drawing: "Drawing", scale: _Scale, point: tuple[float, float]) -> None:
    from reportlab.graphics.shapes import Circle

    x, y = scale.x(point[0]), scale.y(point[1])
    drawing.add(Circle(x, y, 1.05 * MM, fillColor=colored(style.ACCENT), strokeColor=None))


def _draw_diamond(drawing: "Drawing", x: float, y: float) -> None:
    from reportlab.graphics.shapes import Polygon

    r = 1.4 * MM
    drawing.add(
        Polygon(
            [x - r, y, x, y + r, x + r, y, x, y - r],
            fillColor=colored(style.WHITE),
            strokeColor=colored(style.INK),
            strokeWidth=1,
        )
    )


def _draw_level(
    drawing: "Drawing", scale: _Scale, value: float, color: Color, *, dot: bool = False
) -> None:
    """A thin line across, at the value that it begins from or should reach."""
    from reportlab.graphics.shapes import Line

    y = scale.y(value)
    line = Line(scale.x(0), y, scale.x(1), y, strokeColor=colored(color), strokeWidth=0.6)
    line.strokeDashArray = [0.3 * MM, 0.9 * MM] if dot else [2 * MM, 0.8 * MM]
    drawing.add(line)


def _draw_gap(drawing: "Drawing", x: float) -> None:
    """A cross on the floor: nothing was measured then."""
    from reportlab.graphics.shapes import Line

    r, y = 1.0 * MM, _BELOW + 1.8 * MM
    for slope in (1, -1):
        cross = Line(x - r, y - slope * r, x + r, y + slope * r)
        cross.strokeColor, cross.strokeWidth = colored(style.INK), 1
        drawing.add(cross)


def _draw_due(drawing: "Drawing", x: float) -> None:
    """A hollow triangle that stands on the floor: it is to be measured then."""
    from reportlab.graphics.shapes import Polygon

    r, y = 1.1 * MM, _BELOW
    drawing.add(
        Polygon(
            [x - r, y + 2 * r, x + r, y + 2 * r, x, y],
            fillColor=colored(style.WHITE),
            strokeColor=colored(style.ACCENT),
            strokeWidth=0.9,
        )
    )


def _draw_labels(drawing: "Drawing", scale: _Scale, spec: ChartSpec) -> None:
    """Words at the lines' ends; those at the right edge are kept from touching each other."""
    end_x, end_y = spec.now.points[-1]
    edge: list[tuple[float, str, TextStyle]] = []
    if spec.goal:
        edge.append((scale.y(spec.goal[1]), spec.goal[0], _LABEL))
    quiet = TextStyle(style.SANS, 8, 10, style.SECONDARY)
    if spec.base:
        edge.append((scale.y(spec.base[1]), spec.base[0], quiet))
    if spec.before and spec.before.label:
        edge.append((scale.y(spec.before.points[-1][1]), spec.before.label, quiet))
    if end_x > 0.8:
        edge.append((scale.y(end_y), spec.now.label, _LABEL_STRONG))
    else:
        # The longer lines end at the edge, mostly above: below the dot is free.
        is_low = end_y <= (spec.before.points[-1][1] if spec.before else end_y)
        shift = -3.4 * MM if is_low else 2 * MM
        y = max(scale.y(end_y) + shift, _BELOW + 0.8 * MM)
        add_text(drawing, scale.x(end_x) + 0.8 * MM, y, spec.now.label, _LABEL_STRONG, "start")
    edge.sort(key=lambda item: item[0])
    x = scale.x(1) + 2.2 * MM
    for y, (_at, text, text_style) in zip(_spread([at for at, *_rest in edge]), edge, strict=True):
        add_text(drawing, x, y - 2.7, shortened(text, text_style, WIDTH - x), text_style, "start")


def _spread(heights: Sequence[float]) -> list[float]:
    """Rising heights moved up, and from the top down again, until labels there do not touch."""
    spread: list[float] = []
    for y in heights:
        spread.append(max(y, spread[-1] + _LABEL_STEP) if spread else y)
    top = HEIGHT - _ABOVE
    for index in range(len(spread) - 1, -1, -1):
        spread[index] = min(spread[index], top)
        top = spread[index] - _LABEL_STEP
    return spread


def shortened(text: str, text_style: TextStyle, room: float) -> str:
    """The text on one line no wider than `room`."""
    text = safe(text)
    if text_style.width(text) <= room:
        return text
    while text and text_style.width(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def add_text(
    drawing: "Drawing", x: float, y: float, text: str, text_style: TextStyle, anchor: str
) -> None:
    """One line of text, its baseline at the point."""
    from reportlab.graphics.shapes import String

    drawing.add(
        String(
            x,
            y,
            safe(text),
            fontName=text_style.face_name,
            fontSize=text_style.size,
            fillColor=colored(text_style.color),
            textAnchor=anchor,
        )
    )


class Chart(Block):
    """The chart on paper, a figure whose alternative text says what it shows."""

    __slots__ = ("_spec",)

    def __init__(self, spec: ChartSpec) -> None:
        super().__init__()
        self._spec = spec

    def height(self, width: float) -> float:
        """The height, the same at every width."""
        return HEIGHT

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it as one figure."""
        with pen.figure(safe(self._spec.alt), x, y, WIDTH, HEIGHT):
            pen.drawing(draw(self._spec), x, y)
