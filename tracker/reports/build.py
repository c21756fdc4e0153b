"""Makes reports, with progress and cancel. Writing them to a file is the caller's."""

from collections.abc import Callable

from tracker.i18n import Language, language
from tracker.services.status_rows import StatusInput

Progress = Callable[[float], None]
"""Is told how far the work has come, from 0 to 1."""
Cancelled = Callable[[], bool]
"""Is asked now and then; True stops the work."""


class ReportCancelled(Exception):
    """The build was stopped because `cancelled` said so."""


def build_status(
    data: StatusInput,
    *,
    lang: Language,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The status report as a PDF; the same data and language give the same bytes.

    Raises `ReportCancelled` when `cancelled` answers True. Both callbacks are called in the
    caller's thread.
    """
    # ReportLab takes longer to load than the rest of the program, so it waits until it is used.
    from tracker.reports.status import status_pdf

    def report(part: float) -> None:
        if cancelled is not None and cancelled():
            raise ReportCancelled
        if progress is not None:
            progress(part)

    with language(lang):
        report(0.0)
        pdf = status_pdf(data, report)
        report(1.0)
    return pdf
