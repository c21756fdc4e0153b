"""What is signed: the promises as they stand, one section each, and the lines to sign on."""

from collections.abc import Mapping
from functools import partial

from tracker.reports import style
from tracker.reports.fitting import AIRINESS, kept_together, together
from tracker.reports.kinds.agreement.front import front
from tracker.reports.kinds.agreement.promise import promise_section
from tracker.reports.kinds.agreement.signatures import signature_section
from tracker.reports.kinds.agreement.spans import Span
from tracker.reports.pdf.blocks import Block, Space
from tracker.reports.pdf.document import Page, flow
from tracker.reports.registry import Progress
from tracker.reports.style import MM
from tracker.services.reports.rows import ReportInput
from tracker.services.reports.signing import incomplete, to_sign

_BETWEEN = 13 * MM
"""Between a section and the next on the same page."""
_MOST_TRIES = 3

Sections = Mapping[int, list[Block]]
"""Each promise's blocks, by its number."""


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages. Where each promise stands is known only when all is laid out, so it is twice."""
    told = [*to_sign(data), *incomplete(data)]
    sections: dict[int, list[Block]] = {}
    for number, promise in enumerate(told):
        section = kept_together(partial(promise_section, promise, data), _BETWEEN)
        sections[promise.number] = [*section, Space(0)]
        progress((number + 1) / (len(told) + 1))
    spans: dict[int, Span] = {}
    pages: list[Page] = []
    for _try in range(_MOST_TRIES):
        pages = _pages(data, sections, spans)
        found = _spans(pages, sections)
        if found == spans:
            break
        spans = found
    return pages


def _pages(data: ReportInput, sections: Sections, spans: Mapping[int, Span]) -> list[Page]:
    """All pages, the signatures as airy as they can be without a page more."""
    blocks = [*front(data, spans), *(block for section in sections.values() for block in section)]
    best: list[Page] = []
    for airiness in AIRINESS:
        signing = together(signature_section(data, spans, airiness), _BETWEEN)
        pages = flow([*blocks, *signing], style.first_frame(data.look))
        if not best or len(pages) < len(best):
            best = pages
    return best


def _spans(pages: list[Page], sections: Sections) -> dict[int, Span]:
    """The first and last page of each promise: neither its head nor its end is ever split."""
    page_of = {id(block): n for n, page in enumerate(pages, start=1) for block, _y in page}
    return {
        promise: Span(page_of[id(blocks[0])], page_of[id(blocks[-1])])
        for promise, blocks in sections.items()
    }
