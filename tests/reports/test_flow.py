"""How blocks are stacked into pages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.bench.report_floor import many_rows
from tests.reports.reading import texts_of
from tests.reports.saffle import saffle
from tracker.i18n import language
from tracker.reports import style
from tracker.reports.kinds.status.promise import promise_section
from tracker.reports.pdf.blocks import Block, Columns, Space, Stack, Text
from tracker.reports.pdf.document import Page, flow
from tracker.services.reports.rows import DeviationRow, MeasurementRow, ReportInput

FRAME = style.NEXT_FRAME
ROOM = FRAME.bottom - FRAME.top


def _laid_out(data: ReportInput, index: int, airiness: float) -> list[Page]:
    with language("sv"):
        return flow(promise_section(data.promises[index], data, airiness), FRAME)


@pytest.mark.parametrize("actions", [*range(1, 41), 333])
def test_no_heading_is_left_alone_and_nothing_leaves_the_page(actions: int) -> None:
    data = many_rows(4 * actions)
    for page in _laid_out(data, 0, 1):
        assert not page[-1].block.keep_with_next
        for block, y in page:
            assert y >= FRAME.top - 0.01
            assert y + block.height(FRAME.width) <= FRAME.bottom + 0.01
        tops = [placed.y for placed in page]
        assert tops == sorted(tops)


def test_a_part_begins_only_where_it_has_room() -> None:
    for index in range(5):
        for page in _laid_out(saffle(), index, 1):
            for block, y in page[1:]:
                assert FRAME.bottom - y >= block.needs - 0.01


def test_a_paragraph_leaves_two_lines_on_either_page() -> None:
    words = " ".join(["ord"] * 4000)
    for filled in range(0, 60, 7):
        pages = flow([Space(filled), Text(words, style.BODY, tag="P")], FRAME)
        for page in pages:
            text = page[-1].block
            assert isinstance(text, Text)
            assert len(text.lines(FRAME.width)) >= 2


def test_a_block_at_the_foot_stands_at_the_foot() -> None:
    foot = Space(50).spaced(20, at_foot=True)
    (page,) = flow([Space(100), foot], FRAME)
    assert page[-1].y == pytest.approx(FRAME.bottom - 50)
    first, second = flow([Space(ROOM - 60), foot], FRAME)
    assert len(first) == 1
    assert second[0].y == pytest.approx(FRAME.bottom - 50)


def test_what_no_page_holds_is_split_or_shown_from_its_beginning() -> None:
    tall = Space(ROOM * 3)
    assert len(flow([tall], FRAME)) == 1
    stack = Stack([Space(ROOM * 0.7), Space(ROOM * 0.7).spaced(9), Space(ROOM * 0.2)])
    assert [len(page) for page in flow([stack], FRAME)] == [1, 1]
    beside = Columns([Space(10), Text("ord " * 9000, style.BODY)], [100, 200], 10)
    pages = flow([beside], FRAME)
    assert len(pages) > 3
    heights = [page[0].block.height(FRAME.width) for page in pages]
    assert all(ROOM * 0.9 < high <= ROOM for high in heights[:-1])
    assert flow([Columns([tall], [100], 0)], FRAME)


def test_a_plain_block_has_to_be_told_how_to_be_drawn() -> None:
    with pytest.raises(NotImplementedError):
        Block().height(100)
    assert Space(10).least(100) == 10


def test_every_indicator_with_values_gets_its_chart(example: ReportInput) -> None:
    promise = example.promises[2]
    rated = replace(
        promise.indicators[1],
        measurements=(
            MeasurementRow(date(2018, 3, 1), Decimal("3.4")),
            MeasurementRow(date(2018, 8, 1), Decimal("3.2")),
        ),
    )
    first = promise.indicators[0]
    indicators = (first, rated, replace(first, name="Anmälningar", baseline=None, target=None))
    data = replace(example, promises=(replace(promise, indicators=indicators),))
    text = " ".join(texts_of(data))
    assert "Betyg på gång- och cykelvägar: 3,2, lägre än starten 3,3, målet är 3,6" in text
    assert "Anmälningar: 17 till och med augusti, färre än 24 samma tid 2017" in text
    assert "2018: 3,2" in text
    bare = replace(rated, baseline=None, target=None)
    data = replace(example, promises=(replace(promise, indicators=(bare,), deviations=()),))
    assert "Betyg på gång- och cykelvägar: 3,2" in " ".join(texts_of(data))


def test_an_outcome_without_a_deviation_is_listed_all_the_same(example: ReportInput) -> None:
    promise = example.promises[3]
    listed = replace(example, promises=(replace(promise, deviations=()),))
    assert (
        "Ej genomförd 8 ungdomsinsatser: 0 av 8 personal omfördelad".lower()
        in " ".join(texts_of(listed)).lower()
    )
    anonymous: DeviationRow = replace(promise.deviations[0], decided_by="", decided_on=None)
    data = replace(example, promises=(replace(promise, deviations=(anonymous,)),))
    assert "Personal omfördelad –" in " ".join(texts_of(data))
