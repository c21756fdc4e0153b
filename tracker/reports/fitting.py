"""How airy a section may be, and whether it begins on a page of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.document import Frame, Page, Placed, flow
from tracker.reports.pdf.pen import Pen

AIRINESS = (1.0, 0.85, 0.7, 0.5, 0.35)
"""How far apart the parts of a section stand, the airiest first."""
_WORTH_TIGHTENING = 4
_THIN = 0.25
"""The part of a page below which a last page looks like a leftover."""

Section = Callable[[float], list[Block]]
"""A section's blocks at some airiness."""


def fewest_pages(section: Section, again: str = "") -> list[Page]:
    """A section at its airiest, or tighter if that saves a page of few.

    Of a long section only the last page could be saved, which is not worth another layout. What
    the section is called stands over its later pages, as `again`, for the eye only.
    """
    blocks, pages = _airiest(section)
    if len(pages) == 1:
        return pages
    frame = style.NEXT_FRAME
    heading = _Again(again)
    if again:
        frame = replace(frame, top=frame.top + heading.height(frame.width) + style.STEP_2)
    first, *others = well_ended(blocks, frame)
    if again:
        others = [[Placed(heading, style.NEXT_FRAME.top), *page] for page in others]
    return [first, *others]


class _Again(Block):
    """What goes on from the page before; a listener has been told."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = Text(text, style.TABLE_SECONDARY, max_lines=1)

    def height(self, width: float) -> float:
        """One line."""
        return self._text.height(width)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw the line, its top at `y`."""
        with pen.artifact(pagination=True):
            self._text.draw(pen, x, y, width)


def well_ended(blocks: list[Block], frame: Frame) -> list[Page]:
    """The blocks as pages; a last page with next to nothing on it gets the whole of its part.

    The part whose end would stand there alone then begins there with its heading.
    """
    pages = flow(blocks, frame)
    if len(pages) < 2 or _filled(pages[-1], frame) >= _THIN:
        return pages
    begun = [placed.block for placed in pages[-2][1:] if placed.block.keep_with_next]
    if not begun:
        return pages
    begun[-1].needs = frame.bottom
    better = flow(blocks, frame)
    return better if len(better) == len(pages) else pages


def _filled(page: Page, frame: Frame) -> float:
    """The part of a page that has something on it."""
    block, y = page[-1]
    return (y + block.height(frame.width) - frame.top) / (frame.bottom - frame.top)


def kept_together(section: Section, before: float) -> list[Block]:
    """A section's blocks, to begin where all of it has room, otherwise on a new page.

    On a page that something stands on it begins `before` points below that.
    """
    return together(_airiest(section)[0], before)


def together(blocks: list[Block], before: float) -> list[Block]:
    """As `kept_together`, of blocks whose airiness is given."""
    blocks[0].before, blocks[0].needs = before, stacked_height(blocks)
    return blocks


def stacked_height(blocks: Sequence[Block]) -> float:
    """How high `blocks` stand on one another, without the space above the first."""
    gaps = sum(block.before for block in blocks[1:])
    return gaps + sum(block.height(style.WIDTH) for block in blocks)


def _airiest(section: Section) -> tuple[list[Block], list[Page]]:
    blocks = section(AIRINESS[0])
    best = blocks, flow(blocks, style.NEXT_FRAME)
    for airiness in AIRINESS[1:]:
        if not 1 < len(best[1]) <= _WORTH_TIGHTENING:
            break
        blocks = section(airiness)
        pages = flow(blocks, style.NEXT_FRAME)
        if len(pages) < len(best[1]):
            best = blocks, pages
    return best
