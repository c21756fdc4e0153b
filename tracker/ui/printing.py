"""Printing a PDF: the printed page is the PDF's page.

Looking for printers takes time, so this module loads when somebody prints.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tracker.models.book_file import check_target, file_error
from tracker.paths import replace_file
from tracker.ui.jobs import Job
from tracker.ui.panels.pdf_preview import load_pdf

# Enough for small print on paper; an A4 page is then 35 MB while it is drawn.
RESOLUTION = 300


def printer_for(pdf: bytes) -> QPrinter:
    """The default printer, set to the paper that the document's first page asks for."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_paper(printer, load_pdf(pdf).pagePointSize(0))
    return printer


def set_paper(printer: QPrinter, points: QSizeF) -> None:
    """Paper of `points`, without margins of the printer's own."""
    upright = points.width() <= points.height()
    short, long = sorted((points.width(), points.height()))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point)
    printer.setFullPage(True)
    printer.setPageSize(size)
    way = QPageLayout.Orientation
    printer.setPageOrientation(way.Portrait if upright else way.Landscape)
    printer.setResolution(RESOLUTION)


def print_dialog(printer: QPrinter, pages: int, parent: QWidget) -> QPrintDialog:
    """The system's own dialog, which sets up `printer`."""
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def print_pdf(pdf: bytes, printer: QPrinter, job: "Job[int]") -> int:
    """Paint the pages that `printer` was set up for. Returns how many. Works on any thread."""
    document = load_pdf(pdf)
    first = max(1, printer.fromPage())
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    with _whole_file(printer):
        painter = QPainter(printer)
        try:
            for number in range(first - 1, last):
                job.report(number - first + 1, last - first + 1)
                if number > first - 1:
                    printer.newPage()
                _paint_page(document, number, painter, printer)
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    return last - first + 1


@contextmanager
def _whole_file(printer: QPrinter) -> Iterator[None]:
    """A print to a file comes whole or not at all; on paper there is nothing to put in place."""
    name = printer.outputFileName()
    if not name:
        yield
        return
    target = Path(name)
    check_target(target)
    unfinished = target.with_name(f".{uuid4().hex}.tmp")
    printer.setOutputFileName(str(unfinished))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    try:
        yield
        replace_file(unfinished, target)
    except OSError as error:
        raise file_error(error, target) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _paint_page(document: QPdfDocument, number: int, painter: QPainter, printer: QPrinter) -> None:
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    keep = Qt.AspectRatioMode.KeepAspectRatio
    size = document.pagePointSize(number).scaled(paper.size(), keep)
    image = document.render(number, QSize(round(size.width()), round(size.height())))
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
