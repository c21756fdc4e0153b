"""The status report for the signatories: page one, changes, each promise, signatures."""

from collections.abc import Callable
from functools import partial

from tracker.i18n import _
from tracker.reports import style
from tracker.reports.briefs import by_urgency
from tracker.reports.fitting import AIRINESS, fewest_pages
from tracker.reports.kinds.status.front import GAPS, MOST_LATE, PageNumbers, front
from tracker.reports.kinds.status.promise import promise_section
from tracker.reports.kinds.status.signature import signature_section
from tracker.reports.kinds.status.since import MOST, Most, since_section
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Page, flow
from tracker.reports.registry import Progress
from tracker.reports.sentences import label_of
from tracker.services.reports.rows import ReportInput


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """All pages. Sections begin on new pages, so page one can be told where they are."""
    running, ended, _unsigned = by_urgency(data.promises)
    told = [*running, *ended]
    sections: list[list[Page]] = []
    for number, promise in enumerate(told):
        name = f"{label_of(promise.number)} {promise.title}"
        again = _("{group} (continued)").format(group=name)
        sections.append(fewest_pages(partial(promise_section, promise, data), again))
        progress((number + 1) / (len(told) + 1))
    since = _one_page(partial(since_section, data))
    lengths = [len(section) for section in sections]
    first = _lay_out_front(data, [promise.number for promise in told], len(since), lengths)
    last = fewest_pages(partial(signature_section, data))
    return [*first, *since, *(page for section in sections for page in section), *last]


def _one_page(section: Callable[[Most, float], list[Block]]) -> list[Page]:
    """A section on one page, with as much told as has room there; none without blocks."""
    pages: list[Page] = []
    for most in MOST:
        for airiness in AIRINESS:
            blocks = section(most, airiness)
            pages = flow(blocks, style.NEXT_FRAME) if blocks else []
            if len(pages) < 2:
                return pages
    return pages


def _front_pages(data: ReportInput, at: PageNumbers, gap: float, most_late: int) -> list[Page]:
    return flow(front(data, gap, at, most_late), style.first_frame(data.look))


def _lay_out_front(
    data: ReportInput, numbers: list[int], since: int, lengths: list[int]
) -> list[Page]:
    """Page one as airy as fits; more pages only when the tightest does not fit either."""
    long = 1
    while True:
        starts = [long + since + 1 + sum(lengths[:index]) for index in range(len(lengths) + 1)]
        at = PageNumbers(dict(zip(numbers, starts, strict=False)), long + 1, starts[-1])
        pages = _airiest_front(partial(_front_pages, data, at))
        if len(pages) <= long:
            return pages
        long = len(pages)


def _airiest_front(lay: Callable[[float, int], list[Page]]) -> list[Page]:
    pages = lay(GAPS[0], MOST_LATE[0])
    if len(pages) == 1 or len(lay(GAPS[-1], MOST_LATE[-1])) > 1:
        return pages
    tries = (lay(gap, most) for most in MOST_LATE for gap in GAPS)
    return next(pages for pages in tries if len(pages) == 1)
