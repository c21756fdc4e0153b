"""The chart of ranked themes: described as data, drawn once, for paper and for the clipboard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.i18n import _, format_number, ngettext
from tracker.reports import style
from tracker.reports.charts import add_text, colored, shortened
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.fonts import safe
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import TextStyle
from tracker.reports.style import MM
from tracker.reports.theme_words import Ranked, finding, not_shown, percent
from tracker.services.queries.theme_rows import ThemeBar, ThemeCounts

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

MOST = 20
"""More are not drawn: they are named in a table, or on the screen."""
_ROW, _THICK = 6.6 * MM, 3.6 * MM
_NAMES, _BARS, _SHARES = 46 * MM, 84 * MM, 18 * MM
_GAP = 2.4 * MM
_TICK_BEYOND = 0.9 * MM
_NAME = TextStyle(style.SANS, 9.5, 12, style.INK)
_SHARE = TextStyle(style.SANS_SEMIBOLD, 9.5, 12, style.INK)
_COUNT = TextStyle(style.SANS, 8.5, 11, style.SECONDARY)


@dataclass(frozen=True, slots=True)
class RankingSpec:
    """Themes as bars of their shares, from the most common to the least.

    `of` is the number of coded answers, `year` the one that the ticks stand for, if any.
    """

    rows: tuple[Ranked, ...]
    of: int
    year: int | None = None

    @property
    def finding(self) -> str:
        """What it shows, with the figures."""
        return finding(self.rows, self.of)

    @property
    def alt(self) -> str:
        """The alternative text: the finding, then every bar, so that nothing is only seen."""
        return ". ".join((self.finding, *map(self._told, self.rows)))

    @property
    def caption(self) -> str:
        """How it is to be read."""
        text = ngettext("The shares are of {n} answer.", "The shares are of {n} answers.", self.of)
        told = text.format(n=format_number(self.of))
        if self.year is None:
            return told
        return f"{told} " + _("The line across a bar shows {year}.").format(year=self.year)

    def _told(self, row: Ranked) -> str:
        if row.answers is None:
            return f"{row.name}: {not_shown()}"
        text = ngettext(
            "{theme}: {n} answer, {share}", "{theme}: {n} answers, {share}", row.answers
        )
        told = text.format(
            theme=row.name, n=format_number(row.answers), share=percent(row.answers, self.of)
        )
        if row.before is None or self.year is None:
            return told
        return told + _(", {year}: {share}").format(
            year=self.year, share=percent(row.before.numerator, row.before.denominator)
        )


def ranking(rows: Sequence[Ranked], of: int, year: int | None = None) -> RankingSpec:
    """The chart of the most common themes; without a year before, without ticks."""
    is_compared = year is not None and any(row.before is not None for row in rows)
    lines = (replace(row, name=" ".join(row.name.split())) for row in rows[:MOST])
    return RankingSpec(tuple(lines), of, year if is_compared else None)


def chart_of(counts: ThemeCounts) -> RankingSpec | None:
    """The chart of the themes in all these answers, however they are divided; None without any."""
    bars = [bar for bar in counts.bars if bar.part.answers]
    if not bars or not counts.coded:
        return None
    rows = [
        Ranked(bar.name, bar.part.answers if bar.part.told else None, _share_before(bar))
        for bar in bars
    ]
    return ranking(rows, counts.coded, counts.years.then if counts.years is not None else None)


def _share_before(bar: ThemeBar) -> Fraction | None:
    """The year before's share, where the bar is of the latest year alone."""
    before = bar.before
    if before is None or before.now.of != bar.part.of or not before.then.told:
        return None
    return Fraction(before.then.answers, before.then.of)


def as_pdf(spec: RankingSpec) -> bytes:
    """The picture with its caption on a page of its own size, to be shown elsewhere."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.shapes import Drawing

    picture, margin = draw(spec), 4 * MM
    below = margin + 5 * MM
    page = Drawing(picture.width + 2 * margin, picture.height + margin + below)
    picture.translate(margin, below)
    page.add(picture.asGroup())
    add_text(page, margin, margin, spec.caption, _COUNT, "start")
    written: bytes = renderPDF.drawToString(page)
    return written


def draw(spec: RankingSpec) -> "Drawing":
    """The picture, as wide as a page's text."""
    from reportlab.graphics.shapes import Drawing, Line

    drawing = Drawing(style.WIDTH, height(spec))
    longest = max((_share(row, spec.of) for row in spec.rows), default=0.0)
    longest = max((longest, *(float(row.before or 0) for row in spec.rows))) or 1.0
    for number, row in enumerate(spec.rows):
        _draw_row(drawing, height(spec) - (number + 0.5) * _ROW, row, spec, _BARS / longest)
    drawing.add(
        Line(_NAMES, 0, _NAMES, height(spec), strokeColor=colored(style.INK), strokeWidth=0.75)
    )
    return drawing


def height(spec: RankingSpec) -> float:
    """In points."""
    return max(len(spec.rows), 1) * _ROW


def _share(row: Ranked, of: int) -> float:
    return (row.answers or 0) / of if of else 0.0


def _draw_row(
    drawing: "Drawing", middle: float, row: Ranked, spec: RankingSpec, scale: float
) -> None:
    from reportlab.graphics.shapes import Rect

    baseline = middle - 3.2
    name = shortened(row.name, _NAME, _NAMES - _GAP)
    add_text(drawing, _NAMES - _GAP, baseline, name, _NAME, "end")
    if row.answers is None:
        add_text(drawing, _NAMES + _GAP, baseline, not_shown(), _COUNT, "start")
    else:
        long = _share(row, spec.of) * scale
        fill = colored(style.ACCENT)
        bar = Rect(_NAMES, middle - _THICK / 2, long, _THICK, fillColor=fill, strokeColor=None)
        drawing.add(bar)
        left = _NAMES + _BARS + _SHARES
        add_text(drawing, left, baseline, percent(row.answers, spec.of), _SHARE, "end")
        add_text(drawing, style.WIDTH, baseline, _count(row.answers), _COUNT, "end")
        if row.before is not None and spec.year is not None:
            _draw_tick(drawing, _NAMES + row.before * scale, middle)


def _count(answers: int) -> str:
    text = ngettext("{n} answer", "{n} answers", answers)
    return text.format(n=format_number(answers))


def _draw_tick(drawing: "Drawing", x: float, middle: float) -> None:
    """White-edged, so that it shows on the bar."""
    from reportlab.graphics.shapes import Line, Rect

    edge, half = 0.6 * MM, _THICK / 2
    drawing.add(
        Rect(
            x - edge, middle - half, 2 * edge, _THICK, fillColor=colored(style.WHITE),
            strokeColor=None,
        )
    )  # fmt: skip
    high = half + _TICK_BEYOND
    drawing.add(
        Line(x, middle - high, x, middle + high, strokeColor=colored(style.INK), strokeWidth=1.1)
    )


class Ranking(Block):
    """The chart on paper, a figure whose alternative text says all that it shows."""

    __slots__ = ("_spec",)

    def __init__(self, spec: RankingSpec) -> None:
        super().__init__()
        self._spec = spec

    def height(self, width: float) -> float:
        """The height, the same at every width."""
        return height(self._spec)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it as one figure."""
        with pen.figure(safe(self._spec.alt), x, y, style.WIDTH, height(self._spec)):
            pen.drawing(draw(self._spec), x, y)
