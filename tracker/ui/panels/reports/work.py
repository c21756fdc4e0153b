"""The work behind the report page, away from the GUI thread: make, save, print."""

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.i18n import Language
from tracker.models.book_file import write_file
from tracker.reports.build import ReportCancelled
from tracker.reports.making import Made, make_report
from tracker.services.context import AppContext
from tracker.services.reports.archive import record_report
from tracker.services.reports.reading import ReportQuery
from tracker.ui.jobs import Cancelled, Job
from tracker.ui.panels.reports.document import Document

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def build(ctx: AppContext, query: ReportQuery, lang: Language, job: "Job[Made]") -> Made:
    """Read the book and make the PDF; tells `job` how far it has come."""
    try:
        return make_report(
            ctx,
            query,
            lang,
            progress=lambda part: job.report(round(part * 100), 100),
            cancelled=lambda: job.cancelled,
        )
    except ReportCancelled as error:
        raise Cancelled from error


def save(ctx: AppContext, document: Document, path: Path) -> Path:
    """Write the file whole or not at all, then note in the book that it was reported."""
    write_file(path, document.made.pdf)
    record(ctx, document)
    return path


def print_out(document: Document, printer: "QPrinter", job: "Job[int]") -> int:
    """Print, and return the number of pages; tells `job` how far it has come."""
    from tracker.ui.printing import print_pdf

    return print_pdf(document.made.pdf, printer, job)


def record(ctx: AppContext, document: Document) -> None:
    """Note in the book that a draft left the program; a final one is there already.

    In a read-only book it can't be noted.
    """
    if document.final is None and not ctx.read_only:
        record_report(ctx, document.made.record())
