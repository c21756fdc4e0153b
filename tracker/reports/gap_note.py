"""A broken link beside the words that say what is missing, and on which page they are."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Iterable, Iterator, Sequence

from tracker.i18n import _
from tracker.reports import style
from tracker.reports.gap_words import gap_sentence
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.document import Page
from tracker.reports.pdf.fonts import MIDDLE
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.structure import Tag
from tracker.reports.pdf.text import Run, TextStyle
from tracker.reports.style import MM
from tracker.services.reports.gaps import Gap, GapKind


def gap_notes(gaps: Iterable[Gap], *kinds: GapKind) -> list[Block]:
    """A note for each of `kinds` that `gaps` hold, in that order."""
    known = list(gaps)
    found = ([gap for gap in known if gap.kind is kind] for kind in kinds)
    return [GapNote(gap_sentence(some), some).spaced(style.STEP_2) for some in found if some]


def gap_pages(pages: Iterable[Page]) -> dict[Gap, int]:
    """The first page on which each gap is told."""
    found: dict[Gap, int] = {}
    for number, page in enumerate(pages, start=1):
        for block, _y in page:
            for gap in _told(block):
                found.setdefault(gap, number)
    return found


def _told(block: Block) -> Iterator[Gap]:
    if isinstance(block, GapNote | GapText):
        yield from block.gaps
    for part in block.parts():
        yield from _told(part)


class GapText(Text):
    """Words that tell of gaps without a mark."""

    __slots__ = ("gaps",)

    def __init__(
        self, text: str, style: TextStyle, gaps: Sequence[Gap], *, right: bool = False
    ) -> None:
        super().__init__(text, style, right=right)
        self.gaps = tuple(gaps)


class GapNote(Block):
    """The mark is for the eye; the word is what is read."""

    __slots__ = ("_text", "gaps")

    _INDENT = 7.2 * MM
    _DASH, _BREAK = 2.1 * MM, 1.2 * MM

    def __init__(self, sentence: str, gaps: Sequence[Gap], tag: Tag | None = "P") -> None:
        super().__init__()
        self.gaps = tuple(gaps)
        runs = [Run(_("Gap:") + " ", style.TABLE_STRONG), Run(sentence, style.TABLE)]
        self._text = RichText(runs, tag=tag)

    def height(self, width: float) -> float:
        return self._text.height(width - self._INDENT)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + style.TABLE.rise - MIDDLE * style.TABLE.size
        with pen.artifact():
            for left in (x, x + self._DASH + self._BREAK):
                pen.path([(left, middle), (left + self._DASH, middle)], 1.8, style.INK)
        self._text.draw(pen, x + self._INDENT, y, width - self._INDENT)
