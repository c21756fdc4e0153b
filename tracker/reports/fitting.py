"""How airy a section may be: as airy as it can without another page."""

from collections.abc import Callable

from tracker.reports import style
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Page, flow

AIRINESS = (1.0, 0.85, 0.7, 0.5)
"""How far apart the parts of a section stand, the airiest first."""
_WORTH_TIGHTENING = 4


def fewest_pages(section: Callable[[float], list[Block]]) -> list[Page]:
    """A section at its airiest, or tighter if that saves a page of few.

    Of a long section only the last page could be saved, which is not worth another layout.
    """
    best = flow(section(AIRINESS[0]), style.NEXT_FRAME)
    for airiness in AIRINESS[1:]:
        if not 1 < len(best) <= _WORTH_TIGHTENING:
            break
        pages = flow(section(airiness), style.NEXT_FRAME)
        if len(pages) < len(best):
            best = pages
    return best
