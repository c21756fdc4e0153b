"""The status report for the signatories: page one, a section for each promise, signatures."""

from collections.abc import Mapping
from functools import partial

from tracker.reports import style
from tracker.reports.briefs import by_urgency
from tracker.reports.fitting import fewest_pages
from tracker.reports.kinds.status.front import GAPS, MOST_LATE, front
from tracker.reports.kinds.status.promise import promise_section
from tracker.reports.kinds.status.signature import signature_section
from tracker.reports.pdf.document import Page, flow
from tracker.reports.registry import Progress
from tracker.services.reports.rows import ReportInput


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages. Sections begin on new pages, so page one can be told where they are."""
    running, ended, _unsigned = by_urgency(data.promises)
    told = [*running, *ended]
    sections: list[list[Page]] = []
    for number, promise in enumerate(told):
        sections.append(fewest_pages(partial(promise_section, promise, data)))
        progress((number + 1) / (len(told) + 1))
    lengths = [len(section) for section in sections]
    first = _lay_out_front(data, [promise.number for promise in told], lengths)
    last = fewest_pages(partial(signature_section, data))
    return [*first, *(page for section in sections for page in section), *last]


def _front_pages(
    data: ReportInput, page_of: Mapping[int, int], last: int, gap: float, most_late: int
) -> list[Page]:
    return flow(front(data, gap, page_of, last, most_late), style.first_frame(data.look))


def _lay_out_front(data: ReportInput, numbers: list[int], lengths: list[int]) -> list[Page]:
    """Page one as airy as fits; more pages only when the tightest does not fit either."""
    long = 1
    while True:
        starts = [long + 1 + sum(lengths[:index]) for index in range(len(lengths) + 1)]
        page_of = dict(zip(numbers, starts, strict=False))
        lay = partial(_front_pages, data, page_of, starts[-1])
        tries = (lay(gap, most) for most in MOST_LATE for gap in GAPS)
        pages = next((pages for pages in tries if len(pages) == 1), None)
        if pages is None:
            pages = lay(GAPS[0], MOST_LATE[0])
        if len(pages) <= long:
            return pages
        long = len(pages)
