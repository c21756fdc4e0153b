"""Bars: how long they are, and when they have a tick."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.reports.drawing import drawn
from tests.reports.reading import reader
from tracker.models.enums import ActionStatus
from tracker.reports.bars import Bar
from tracker.reports.cells import bar_cell
from tracker.reports.pdf.blocks import Block, Columns
from tracker.reports.style import LEFT, MM
from tracker.services.reports.rows import ActionRow, ReportInput

_RECT = re.compile(rb"([\d.]+) [\d.]+ ([\d.]+) [\d.-]+ re")


def rectangles(bar: Block, width: float) -> list[tuple[float, float]]:
    """Where each begins and ends, from the left of the bar."""
    contents = reader(drawn([Columns([bar], [width], 0)])).pages[0].get_contents()
    assert contents is not None
    found = [(float(x) - LEFT, float(wide)) for x, wide in _RECT.findall(contents.get_data())]
    return [(x, x + wide) for x, wide in found]


@pytest.mark.parametrize("done", [5, 8, 4000])
def test_a_long_bar_ends_before_the_figure_beside_it(done: int) -> None:
    bar = Bar(Decimal(done), Decimal(4), None)
    for width in (32 * MM, 33.1 * MM):
        ends = max(end for _start, end in rectangles(bar, width))
        assert 26 * MM < ends <= width - 1.1 * MM


def test_what_has_ended_has_no_tick(example: ReportInput) -> None:
    running = example.promises[2].actions[1]
    ended = replace(running, status=ActionStatus.PARTLY_DONE, follow_up=None)

    def drawn_of(action: ActionRow) -> int:
        bar = bar_cell(action)
        assert bar is not None
        return len(rectangles(bar, 32 * MM))

    assert drawn_of(ended) < drawn_of(running)
    assert bar_cell(replace(running, planned=None)) is None
