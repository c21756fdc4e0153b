"""The work behind the report page, away from the GUI thread: make, save, print."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.i18n import Language
from tracker.models.book_file import write_file
from tracker.reports.build import ReportCancelled, build_status
from tracker.services.context import AppContext
from tracker.services.reports import RecordReport, checksum, record_report
from tracker.services.status import StatusQuery, status_input
from tracker.ui.jobs import Cancelled, Job

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True, slots=True)
class Built:
    """A report as it is shown: what it covers, and its bytes."""

    as_of: date
    period_from: date
    period_to: date
    language: Language
    pdf: bytes
    municipality: str


def build(ctx: AppContext, query: StatusQuery, lang: Language, job: "Job[Built]") -> Built:
    """Read the book and make the PDF; tells `job` how far it has come."""
    data = status_input(ctx, query)
    try:
        pdf = build_status(
            data,
            lang=lang,
            progress=lambda part: job.report(round(part * 100), 100),
            cancelled=lambda: job.cancelled,
        )
    except ReportCancelled as error:
        raise Cancelled from error
    return Built(data.as_of, data.period_from, data.period_to, lang, pdf, data.municipality)


def save(ctx: AppContext, built: Built, path: Path) -> Path:
    """Write the file whole or not at all, then note in the book that it was reported."""
    write_file(path, built.pdf)
    record(ctx, built)
    return path


def print_out(built: Built, printer: "QPrinter", job: "Job[int]") -> int:
    """Print, and return the number of pages; tells `job` how far it has come."""
    from tracker.ui.printing import print_pdf

    return print_pdf(built.pdf, printer, job)


def record(ctx: AppContext, built: Built) -> None:
    """Note in the book that the report left the program; in a read-only book it can't be."""
    if ctx.read_only:
        return
    record_report(
        ctx,
        RecordReport(
            "status",
            built.language,
            built.as_of,
            built.period_from,
            built.period_to,
            checksum(built.pdf),
        ),
    )
