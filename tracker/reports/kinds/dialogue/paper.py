"""What citizens said on paper: the chart and the quotes first, then the tables."""

from collections.abc import Iterator

from tracker.reports import style
from tracker.reports.bullets import bullets
from tracker.reports.kinds.dialogue.parts import Cell, Part
from tracker.reports.kinds.dialogue.telling import DialogueReport, dialogue_report
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, RichText, Stack, Text
from tracker.reports.pdf.document import Page, flow
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.ranking import Ranking
from tracker.reports.registry import Progress
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.rows import ReportInput

_BETWEEN = 7 * MM
_GAP, _AFTER_NUMBERS = 3 * MM, 6 * MM


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages."""
    told = dialogue_report(data)
    blocks = [*_front(told)]
    for number, part in enumerate(told.parts):
        blocks += _part(part)
        progress((number + 1) / (len(told.parts) + 1))
    if told.uncovered:
        listed = bullets(told.uncovered, style.BODY, style.WIDTH, style.STEP_1)
        blocks += [_heading(told.uncovered_title), listed.spaced(style.STEP_1)]
    return flow(blocks, style.first_frame(data.look))


def _heading(title: str) -> Block:
    needs = style.PART_NEEDS
    return Text(title, style.SECTION, tag="H2").spaced(_BETWEEN, keep_with_next=True, needs=needs)


def _front(told: DialogueReport) -> Iterator[Block]:
    yield Text(told.title, style.PUBLIC_TITLE, tag="H1")
    if told.round:
        yield Text(told.round, style.PROMISE_TITLE, tag="P").spaced(style.STEP_1)
    if told.facts:
        yield LabelledValues(told.facts).spaced(style.STEP_2)
    yield Text(told.opening, style.OPENING, tag="P").spaced(style.STEP_4)
    if told.chart is not None:
        yield _heading(told.chart_title)
        yield Ranking(told.chart).spaced(style.STEP_2)
        yield Text(told.chart_notes, style.TABLE_SECONDARY, tag="P").spaced(style.STEP_2)
    if told.quotes:
        yield _heading(told.quotes_title)
        yield Text(told.quotes_note, style.TABLE_SECONDARY, tag="P").spaced(keep_with_next=True)
    for quote, theme in told.quotes:
        runs = Run(quote, style.SIGNED_TEXT), Run(f"  {theme}", style.TABLE_SECONDARY)
        yield RichText(runs, tag="P").spaced(1.5 * MM)


def _part(part: Part) -> Iterator[Block]:
    yield _heading(part.title)
    if part.before:
        yield Text(part.before, style.BODY, tag="P").spaced(
            style.STEP_1, keep_with_next=bool(part.rows)
        )
    if part.rows:
        last = len(part.widths) - 1
        columns = [
            column(
                width,
                0 if number == last else _AFTER_NUMBERS if number in part.numbers else _GAP,
                heads_row=number == part.heads,
            )
            for number, width in enumerate(part.widths)
        ]
        rows = [
            Row(tuple(_cell(part, number, cell) for number, cell in enumerate(row)))
            for row in part.rows
        ]
        look = style.DENSE_LOOK
        yield table(columns, part.names, rows, right=part.numbers, look=look).spaced(style.STEP_1)


def _cell(part: Part, number: int, cell: Cell) -> Block:
    value, *small = cell
    look = style.TABLE_STRONG if number == part.heads else style.TABLE
    top = Text(value, look, right=number in part.numbers)
    return Stack([top, *(Text(text, style.LABEL) for text in small)]) if small else top
