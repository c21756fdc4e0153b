"""A report is printed from the window."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui.desks import Bench
from tests.ui.reports.drafts import button
from tests.ui.town import TODAY
from tracker.services.reports.archive import report_rows
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.printing import printer_for

pytestmark = pytest.mark.usefixtures("theme")


def to_file(pdf: bytes, path: Path) -> QPrinter:
    """A printer that prints on paper made of PDF."""
    printer = printer_for(pdf)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [(round(p.mediabox.width), round(p.mediabox.height)) for p in pages]


def test_the_printed_page_is_the_reports_page(
    at_desk: Bench, page: ReportsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    built, paper = page.built(), tmp_path / "utskrift.pdf"
    assert built is not None
    page.print_on(to_file(built.pdf, paper))
    at_desk.settle()
    assert sizes(paper.read_bytes()) == sizes(built.pdf)
    assert [row.as_of for row in report_rows(at_desk.desk.ctx)] == [TODAY]


def test_the_print_dialog_prints_into_a_file(
    at_desk: Bench, page: ReportsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    built, paper = page.built(), tmp_path / "utskrift.pdf"
    assert built is not None
    button(page, "Skriv ut…").click()
    [dialog] = page.findChildren(QPrintDialog)
    qtbot.waitUntil(dialog.isVisible)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    # As its own button does, with both of its signals.
    dialog.done(QDialog.DialogCode.Accepted)
    at_desk.settle()
    assert not at_desk.failures
    assert sizes(paper.read_bytes()) == sizes(built.pdf)
    assert len(report_rows(at_desk.desk.ctx)) == 1


def test_only_the_pages_that_were_chosen_are_printed(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    built, paper = page.built(), tmp_path / "utskrift.pdf"
    assert built is not None
    printer = to_file(built.pdf, paper)
    printer.setFromTo(2, 2)
    page.print_on(printer)
    at_desk.settle()
    assert len(sizes(paper.read_bytes())) == 1
