"""The work behind the report page, away from the GUI thread: make, freeze, save, print."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.i18n import Language
from tracker.models.book_file import write_file
from tracker.reports.build import Cancelled as Stopped
from tracker.reports.build import ReportCancelled, build_page
from tracker.reports.making import Made, make_report, settle
from tracker.reports.registry import Form, Progress
from tracker.services.context import AppContext
from tracker.services.reports.archive import frozen_report, record_report
from tracker.services.reports.reading import ReportQuery
from tracker.ui.dialogs.report_settle import SettleAsked
from tracker.ui.jobs import Cancelled, Job
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.sealing import seal_with

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def build(ctx: AppContext, query: ReportQuery, lang: Language, job: "Job[Made]") -> Made:
    """Read the book and make the PDF; tells `job` how far it has come."""
    with _told(job) as (progress, cancelled):
        return make_report(ctx, query, lang, progress, cancelled)


def freeze(
    ctx: AppContext, query: ReportQuery, lang: Language, asked: SettleAsked, job: "Job[int]"
) -> int:
    """Make the report final, and return its id; tells `job` how far it has come."""
    # Before the work, so that a wrong password is told at once.
    seal = None if asked.certificate is None else seal_with(ctx, asked.certificate)
    with _told(job) as (progress, cancelled):
        settled = settle(
            ctx, query, lang, asked.dnr, asked.supersedes_id, seal, progress, cancelled
        )
    return settled.report_id


def opened(ctx: AppContext, report_id: int) -> Document:
    """A final report as it was frozen."""
    frozen = frozen_report(ctx, report_id)
    lang: Language = "en" if frozen.row.language == "en" else "sv"
    return Document(Made(frozen.data, lang, frozen.pdf), frozen.row)


@contextmanager
def _told(job: "Job[Any]") -> Iterator[tuple[Progress, Stopped]]:
    """What a build reports to and asks, so that `job` shows its progress and can stop it."""
    try:
        yield lambda part: job.report(round(part * 100), 100), lambda: job.cancelled
    except ReportCancelled as error:
        raise Cancelled from error


def save(ctx: AppContext, document: Document, path: Path) -> Path:
    """Write the file whole or not at all, then note in the book that it was reported.

    The name's ending says in which form. Raises `Invalid` for one that the report can't have.
    """
    written = document
    if document.form_of(path) is Form.HTML:
        page = build_page(document.made.data, lang=document.made.language)
        written = replace(document, made=replace(document.made, content=page, form=Form.HTML))
    write_file(path, written.made.content)
    record(ctx, written)
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
