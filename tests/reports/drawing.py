"""Draws blocks on plain pages, for what is about the page engine and no kind of report."""

from collections.abc import Sequence
from datetime import date

from tracker.reports import style
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Properties, draw_document, flow
from tracker.reports.pdf.pen import Pen

TITLE = "Utan rapport"


def drawn(blocks: Sequence[Block]) -> bytes:
    """A file of pages that carry nothing but the blocks and their numbers."""
    return draw_document(
        flow(blocks, style.NEXT_FRAME),
        style.NEXT_FRAME,
        (style.PAGE_WIDTH, style.PAGE_HEIGHT),
        Properties(TITLE, "Säffle kommun", TITLE, "sv-SE", date(2018, 9, 15)),
        _nothing,
        _page_number,
        lambda _number: None,
    )


def _nothing(_pen: Pen, _number: int, _total: int) -> None:
    return None


def _page_number(pen: Pen, number: int, total: int) -> None:
    with pen.artifact(pagination=True):
        pen.word(style.LEFT, style.FOOTER_RULE, f"{number} av {total}", style.LABEL)
