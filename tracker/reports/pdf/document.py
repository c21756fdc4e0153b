"""Stacks blocks into pages, and pages into a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import Color


class Placed(NamedTuple):
    """A block with its top `y` points from the top of the page."""

    block: Block
    y: float


Page = list[Placed]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where on the pages blocks may stand, in points from the upper left corner."""

    x: float
    width: float
    first_top: float
    top: float
    bottom: float


def flow(blocks: Sequence[Block], frame: Frame) -> list[Page]:
    """Stack `blocks` from the top of a new page, turning pages where they are full."""
    return _Flow(frame).pages(blocks)


_START_OF_GIANT = 0.2
"""The part of a page that a block higher than a page wants to begin on."""


class _Flow:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._pages: list[Page] = [[]]
        self._y = frame.first_top

    def pages(self, blocks: Sequence[Block]) -> list[Page]:
        for number, block in enumerate(blocks):
            if not self._fits_with_next(blocks, number):
                self._turn()
            self._place(block)
        return self._pages

    def _turn(self) -> None:
        if self._pages[-1]:
            self._pages.append([])
            self._y = self._frame.top

    def _gap(self, block: Block) -> float:
        return block.before if self._pages[-1] else 0

    def _least(self, block: Block) -> float:
        """What must have room where the block begins. One that no page can hold begins anywhere."""
        least = block.least(self._frame.width)
        page = self._frame.bottom - self._frame.top
        return least if least <= page else page * _START_OF_GIANT

    def _fits_with_next(self, blocks: Sequence[Block], number: int) -> bool:
        """Whether the block, and the start of what it must stand with, has room here."""
        wide = self._frame.width
        room = self._frame.bottom - self._y
        block = blocks[number]
        needed = self._gap(block)
        if room - needed < block.needs:
            return False
        while block.keep_with_next and number + 1 < len(blocks):
            needed += block.height(wide)
            number += 1
            block = blocks[number]
            needed += block.before
        return needed + self._least(block) <= room

    def _place(self, block: Block) -> None:
        wide = self._frame.width
        while True:
            top = self._y + self._gap(block)
            room = self._frame.bottom - top
            high = block.height(wide)
            if high <= room:
                break
            bare = not self._pages[-1]
            force = bare or self._least(block) < block.least(wide)
            parts = block.split(wide, room, force=force)
            if parts is None:
                if bare:  # Higher than a page and impossible to split: show its beginning.
                    break
                self._turn()
                continue
            head, block = parts
            self._pages[-1].append(Placed(head, top))
            self._turn()
        if block.at_foot:
            top = self._frame.bottom - high
        self._pages[-1].append(Placed(block, top))
        self._y = top + high


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    language: str
    """RFC 3066, e.g. ``sv-SE``."""
    made_on: date
    """Stands as the creation date, so that the same content gives the same bytes."""


Furniture = Callable[[Pen, int, int], None]
"""Draws what every page carries, given its number and how many there are."""


def draw_document(
    pages: Sequence[Page],
    frame: Frame,
    size: tuple[float, float],
    properties: Properties,
    header: Furniture,
    footer: Furniture,
    after_page: Callable[[int], None],
    inks: Mapping[Color, Color] = MappingProxyType({}),
) -> bytes:
    """The file. `after_page` is told each page's number when it is drawn; it may raise to stop.

    Pages are emptied as they are drawn, so that they need not be held beside the file.
    Whatever is drawn in a colour that `inks` has is drawn in the one that it gives for it.
    """
    from tracker.reports.pdf.writer import new_canvas, to_bytes

    canvas = new_canvas(size, properties, inks)
    pen = Pen(canvas, size[1], inks)
    for number, page in enumerate(pages, start=1):
        header(pen, number, len(pages))
        for block, y in page:
            block.draw(pen, frame.x, y, frame.width)
        page.clear()
        footer(pen, number, len(pages))
        pen.end_page()
        after_page(number)
    return to_bytes(canvas)
