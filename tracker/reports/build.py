"""Makes reports, with progress and cancel. Writing them to a file is the caller's."""

from collections.abc import Callable

from tracker.i18n import Language, _, current_language, language
from tracker.models.enums import ReportState
from tracker.reports.pdf.document import Properties, draw_document
from tracker.reports.registry import Progress, ReportKind, kind_of
from tracker.reports.sentences import municipality_name, police_name
from tracker.reports.standing import nothing_late_unsigned
from tracker.services.reports.rows import ReportInput

Cancelled = Callable[[], bool]
"""Is asked now and then; True stops the work."""

_LAID_OUT, _DRAWN = 0.5, 0.95


class ReportCancelled(Exception):
    """The build was stopped because `cancelled` said so."""


def build_report(
    data: ReportInput,
    *,
    lang: Language,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The report as a PDF; the same data and language give the same bytes.

    Raises `ReportCancelled` when `cancelled` answers True. Both callbacks are called in the
    caller's thread.
    """

    def report(part: float) -> None:
        if cancelled is not None and cancelled():
            raise ReportCancelled
        if progress is not None:
            progress(part)

    with language(lang):
        report(0.0)
        pdf = _pdf(kind_of(data.kind), data, report)
        report(1.0)
    return pdf


def build_page(data: ReportInput, *, lang: Language) -> bytes:
    """The report as one page of HTML, in UTF-8; the same data and language give the same bytes.

    Only for a kind that is `as_html`.
    """
    with language(lang):
        return kind_of(data.kind).web_page()(data).encode()


def _pdf(kind: ReportKind, data: ReportInput, progress: Progress) -> bytes:
    from tracker.reports import style
    from tracker.reports.page import PageFurniture

    data = nothing_late_unsigned(data)
    pages = kind.lay_out()(data, lambda part: progress(_LAID_OUT * part))
    progress(_LAID_OUT)

    def after_page(number: int) -> None:
        progress(_LAID_OUT + (_DRAWN - _LAID_OUT) * number / len(pages))

    furniture = PageFurniture(data, kind)
    return draw_document(
        pages,
        style.NEXT_FRAME,
        (style.PAGE_WIDTH, style.PAGE_HEIGHT),
        _properties(kind, data),
        furniture.header,
        furniture.footer,
        after_page,
        style.inks(data.look),
    )


def _properties(kind: ReportKind, data: ReportInput) -> Properties:
    municipality = municipality_name(data.municipality)
    subject = _("State as of {day}").format(day=data.as_of.isoformat())
    if data.state is ReportState.DRAFT and not kind.is_form:
        draft = _("DRAFT")
        subject = f"{subject} · {draft}"
    return Properties(
        title=_title(kind.heading(data), data),
        author=_("{municipality} and {police}").format(
            municipality=municipality,
            police=police_name("" if kind.is_public else data.police_area, short=True),
        ),
        subject=subject,
        language="sv-SE" if current_language() == "sv" else "en-GB",
        made_on=data.as_of,
    )


def _title(heading: str, data: ReportInput) -> str:
    """The heading and whose it is, which an owner's name may have said."""
    municipality = municipality_name(data.municipality)
    _role, _comma, organisation = data.owner.rpartition(", ")
    is_said = municipality_name(organisation) == municipality if organisation else False
    return heading if is_said else f"{heading}, {municipality}"
