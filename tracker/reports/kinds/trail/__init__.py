"""For evaluators: the chain from evidence to measurement, with its gaps named."""

from tracker.reports import style
from tracker.reports.fitting import stacked_height
from tracker.reports.gap_note import gap_pages
from tracker.reports.kinds.trail.chain import chain_section
from tracker.reports.kinds.trail.front import front
from tracker.reports.kinds.trail.surveys import survey_section
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Page, flow
from tracker.reports.registry import Progress
from tracker.reports.style import MM
from tracker.services.reports.chains import chains
from tracker.services.reports.gaps import Gap, gaps
from tracker.services.reports.rows import ReportInput

_BETWEEN = 12 * MM
_PART_OF_PAGE = 0.4
"""The part of a page that must be left for a chain higher than that to begin there."""
_MOST_TRIES = 4


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages. Where each gap is told is known only when all is laid out, so it is twice."""
    found, told = gaps(data), chains(data)
    sections: list[list[Block]] = [_apart(survey_section(data, found))]
    for number, chain in enumerate(told):
        sections.append(_apart(chain_section(chain, data, found)))
        progress((number + 1) / (len(told) + 1))
    blocks = [block for section in sections for block in section]
    page_of: dict[Gap, int] = {}
    pages: list[Page] = []
    for _try in range(_MOST_TRIES):
        pages = flow([*front(data, found, page_of), *blocks], style.first_frame(data.look))
        now = gap_pages(pages)
        if now == page_of:
            break
        page_of = now
    return pages


def _apart(section: list[Block]) -> list[Block]:
    page = style.NEXT_FRAME.bottom - style.NEXT_FRAME.first_top
    section[0].before = _BETWEEN
    section[0].needs = min(stacked_height(section), page * _PART_OF_PAGE)
    return section
