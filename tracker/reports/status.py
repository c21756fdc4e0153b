"""The status report for the signatories: page one, a section for each promise, signatures."""

from collections.abc import Callable, Mapping
from functools import partial

from tracker.i18n import _, current_language
from tracker.models.enums import ReportState
from tracker.reports import style
from tracker.reports.briefs import by_urgency
from tracker.reports.page import PageFurniture
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Page, Properties, draw_document, flow
from tracker.reports.sentences import municipality_name, police_name
from tracker.reports.status_front import GAPS, MOST_LATE, front
from tracker.reports.status_promise import promise_section
from tracker.reports.status_signature import signature_section
from tracker.services.status_rows import StatusInput

Report = Callable[[float], None]
"""Is told how far the work has come, from 0 to 1; may raise to stop it."""

AIRINESS = (1.0, 0.85, 0.7, 0.5)
"""How far apart the parts of a section stand, the airiest first."""
_WORTH_TIGHTENING = 4
_LAID_OUT = 0.5


def status_pdf(data: StatusInput, progress: Report) -> bytes:
    """The report in the current language; the same data gives the same bytes."""
    title = _("Status report on citizens’ promises")
    pages = _lay_out(data, progress)

    def after_page(number: int) -> None:
        progress(_LAID_OUT + (0.95 - _LAID_OUT) * number / len(pages))

    furniture = PageFurniture(data, title)
    return draw_document(
        pages,
        style.FIRST_FRAME,
        (style.PAGE_WIDTH, style.PAGE_HEIGHT),
        _properties(data, title),
        furniture.header,
        furniture.footer,
        after_page,
    )


def _properties(data: StatusInput, title: str) -> Properties:
    municipality = municipality_name(data.municipality)
    subject = _("State as of {day}").format(day=data.as_of.isoformat())
    if data.state is ReportState.DRAFT:
        draft = _("DRAFT")
        subject = f"{subject} · {draft}"
    return Properties(
        title=f"{title}, {municipality}",
        author=_("{municipality} and {police}").format(
            municipality=municipality, police=police_name(data.police_area, short=True)
        ),
        subject=subject,
        language="sv-SE" if current_language() == "sv" else "en-GB",
        made_on=data.as_of,
    )


def _lay_out(data: StatusInput, progress: Report) -> list[Page]:
    """All pages. Sections begin on new pages, so page one can be told where they are."""
    running, ended, _unsigned = by_urgency(data.promises)
    told = [*running, *ended]
    sections: list[list[Page]] = []
    for number, promise in enumerate(told):
        sections.append(_fewest_pages(partial(promise_section, promise, data)))
        progress(_LAID_OUT * (number + 1) / (len(told) + 1))
    lengths = [len(section) for section in sections]
    first = _lay_out_front(data, [promise.number for promise in told], lengths)
    last = _fewest_pages(partial(signature_section, data))
    progress(_LAID_OUT)
    return [*first, *(page for section in sections for page in section), *last]


def _fewest_pages(section: Callable[[float], list[Block]]) -> list[Page]:
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


def _front_pages(
    data: StatusInput, page_of: Mapping[int, int], last: int, gap: float, most_late: int
) -> list[Page]:
    return flow(front(data, gap, page_of, last, most_late), style.FIRST_FRAME)


def _lay_out_front(data: StatusInput, numbers: list[int], lengths: list[int]) -> list[Page]:
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
