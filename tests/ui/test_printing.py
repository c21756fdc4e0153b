"""Making, saving and printing a report, as the page's threads do it."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from tests.files import dump
from tests.refusals import refused
from tests.ui.town import TODAY
from tracker.services.context import AppContext
from tracker.services.reports.archive import checksum, report_rows
from tracker.services.reports.reading import ReportQuery
from tracker.ui.jobs import Cancelled, Job, JobRunner
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.work import build, print_out, save
from tracker.ui.printing import RESOLUTION, print_dialog, print_pdf, printer_for, set_paper


def a_job(cancel_after: int | None = None) -> "Job[int]":
    """A job as the runner hands it to work; it may be cancelled after some steps."""
    steps = [0]
    job: Job[int] = Job(JobRunner(), lambda _job: 0, None, None, None, None)
    report = job.report

    def counted(done: int, total: int) -> None:
        steps[0] += 1
        if cancel_after is not None and steps[0] > cancel_after:
            job.cancel()
        report(done, total)

    job.report = counted  # type: ignore[method-assign]
    return job


@pytest.fixture
def built(town_ctx: AppContext, qapp: QApplication) -> Document:
    return Document(build(town_ctx, ReportQuery(), "sv", a_job()))  # type: ignore[arg-type]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [(round(p.mediabox.width), round(p.mediabox.height)) for p in pages]


def to_file(pdf: bytes, path: Path) -> QPrinter:
    printer = printer_for(pdf)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_cancelled_build_ends_between_its_steps(town_ctx: AppContext, qapp: QApplication) -> None:
    with pytest.raises(Cancelled):
        build(town_ctx, ReportQuery(), "sv", a_job(cancel_after=1))  # type: ignore[arg-type]


def test_saving_notes_it_in_the_book(town_ctx: AppContext, built: Document, tmp_path: Path) -> None:
    save(town_ctx, built, tmp_path / "rapport.pdf")
    [row] = report_rows(town_ctx)
    assert (row.as_of, row.sha256) == (TODAY, checksum(built.made.pdf))


def test_a_refused_save_notes_nothing(
    town_ctx: AppContext, built: Document, tmp_path: Path
) -> None:
    before = dump(Path(town_ctx.book))
    with refused("file.no_folder"):
        save(town_ctx, built, tmp_path / "saknas" / "rapport.pdf")
    assert dump(Path(town_ctx.book)) == before


def test_every_page_of_the_report_becomes_one_of_paper(built: Document, tmp_path: Path) -> None:
    paper = tmp_path / "utskrift.pdf"
    assert print_out(built, to_file(built.made.pdf, paper), a_job()) == len(sizes(built.made.pdf))
    assert sizes(paper.read_bytes()) == sizes(built.made.pdf)


def test_chosen_pages_only(built: Document, tmp_path: Path) -> None:
    paper = tmp_path / "utskrift.pdf"
    printer = to_file(built.made.pdf, paper)
    printer.setFromTo(2, 3)
    assert print_pdf(built.made.pdf, printer, a_job()) == 2
    assert len(sizes(paper.read_bytes())) == 2


def test_a_cancelled_print_stops(built: Document, tmp_path: Path) -> None:
    paper = tmp_path / "utskrift.pdf"
    with pytest.raises(Cancelled):
        print_pdf(built.made.pdf, to_file(built.made.pdf, paper), a_job(cancel_after=1))
    assert list(paper.parent.glob("*.pdf")) == list(paper.parent.glob("*.tmp")) == []


def test_a_print_to_a_folder_that_is_gone_says_so(built: Document, tmp_path: Path) -> None:
    with refused("file.no_folder"):
        print_pdf(built.made.pdf, to_file(built.made.pdf, tmp_path / "saknas" / "ut.pdf"), a_job())


def test_the_printer_takes_the_papers_size_and_way(qapp: QApplication) -> None:
    printer = QPrinter()
    set_paper(printer, QSizeF(842, 595))
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert printer.resolution() == RESOLUTION
    set_paper(printer, QSizeF(595, 842))
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait


def test_the_systems_dialog_offers_the_reports_pages(built: Document) -> None:
    over = QWidget()
    dialog = print_dialog(printer_for(built.made.pdf), 4, over)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 4)
    dialog.reject()
