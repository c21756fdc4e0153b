"""For evaluators: the chain from evidence to measurement, with its gaps named."""

from collections.abc import Sequence

from tracker.reports import style
from tracker.reports.fitting import stacked_height
from tracker.reports.kinds.trail.chain import chain_section
from tracker.reports.kinds.trail.front import PageOf, front
from tracker.reports.kinds.trail.surveys import survey_section
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Page, flow
from tracker.reports.registry import Progress
from tracker.reports.style import MM
from tracker.services.reports.chains import Chain, chains
from tracker.services.reports.gaps import gaps
from tracker.services.reports.rows import ReportInput

_BETWEEN = 12 * MM
_PART_OF_PAGE = 0.4
"""The part of a page that must be left for a chain higher than that to begin there."""
_MOST_TRIES = 3


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages. Where each chain stands is known only when all is laid out, so it is twice."""
    found, told = gaps(data), chains(data)
    sections: list[list[Block]] = [_apart(survey_section(data))]
    for number, chain in enumerate(told):
        sections.append(_apart(chain_section(chain, data, found)))
        progress((number + 1) / (len(told) + 1))
    blocks = [block for section in sections for block in section]
    page_of, pages = (
        PageOf({}, {}),
        flow([*front(data, found, None), *blocks], style.first_frame(data.look)),
    )
    for _try in range(_MOST_TRIES):
        now = _page_of(pages, told, sections[1:])
        if now == page_of:
            break
        page_of = now
        pages = flow([*front(data, found, page_of), *blocks], style.first_frame(data.look))
    return pages


def _apart(section: list[Block]) -> list[Block]:
    page = style.NEXT_FRAME.bottom - style.NEXT_FRAME.first_top
    section[0].before = _BETWEEN
    section[0].needs = min(stacked_height(section), page * _PART_OF_PAGE)
    return section


def _page_of(pages: list[Page], told: Sequence[Chain], sections: list[list[Block]]) -> PageOf:
    """The page on which each problem, and each promise told in full, begins."""
    placed = {id(block): n for n, page in enumerate(pages, start=1) for block, _y in page}
    page_of = PageOf({}, {})
    for chain, section in zip(told, sections, strict=True):
        page = placed[id(section[0])]
        if chain.problem is not None:
            page_of.problems[chain.problem.number] = page
        for link in chain.links:
            if link.told_in is None:
                page_of.promises[link.promise.number] = page
    return page_of
