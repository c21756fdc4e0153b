"""A PDF as it will be printed, through QtPdf; and printing it, page for page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QFrame, QStackedLayout, QWidget

from tracker.i18n import _
from tracker.ui.theme import Theme
from tracker.ui.widgets.notes import EmptyState

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MAX_ZOOM = 1.2


class PdfPreview(QWidget):
    """Shows PDF bytes; keeps the page and zoom when the same report is made again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setPageSpacing(16)
        self._view.setDocumentMargins(QMargins(24, 16, 24, 24))
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setAccessibleName(_("Preview of the report"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._view)
        self._message: QWidget | None = None
        self._recolour()
        Theme.current().changed.connect(self._recolour)

    def show_pdf(self, pdf: bytes) -> int:
        """Show the pages and return how many there are."""
        scrolled = self._view.verticalScrollBar().value()
        old = self._buffer
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(buffer)
        self._buffer = buffer
        if old is not None:
            old.deleteLater()
        self._stack.setCurrentWidget(self._view)
        self._fit()
        self._view.verticalScrollBar().setValue(scrolled)
        return self._document.pageCount()

    def show_message(self, text: str) -> None:
        """Say why there is nothing to show."""
        if self._message is not None:
            self._message.deleteLater()
        self._message = EmptyState("report", _("No report to show"), text)
        self._stack.addWidget(self._message)
        self._stack.setCurrentWidget(self._message)

    def print_pages(self, parent: QWidget) -> None:
        """Ask for a printer and print; the printed page is the PDF's page."""
        # Looking for printers takes time, so it waits until somebody prints.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, self._document.pageCount())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.paint_on(printer))
        # PySide names two `open`; this is the one without a receiver.
        QDialog.open(dialog)

    def paint_on(self, printer: "QPrinter") -> None:
        """Paint the chosen pages on `printer` at its own resolution."""
        from PySide6.QtPrintSupport import QPrinter

        first = max(1, printer.fromPage() or 1)
        last = min(self._document.pageCount(), printer.toPage() or self._document.pageCount())
        painter = QPainter(printer)
        try:
            for number in range(first - 1, last):
                if number > first - 1:
                    printer.newPage()
                paper = printer.paperRect(QPrinter.Unit.DevicePixel)
                size = self._document.pagePointSize(number).scaled(
                    paper.size(), Qt.AspectRatioMode.KeepAspectRatio
                )
                image = self._document.render(
                    number, QSize(round(size.width()), round(size.height()))
                )
                painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As wide as there is room for, but no larger than comfortable reading asks."""
        points = self._document.pagePointSize(0).width()
        if points > 0:
            room = self._view.viewport().width() - 64
            dots = points / 72 * self.logicalDpiX()
            self._view.setZoomFactor(max(0.25, min(room / dots, MAX_ZOOM)))

    def _recolour(self) -> None:
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, Theme.current().tokens().colour("bg"))
        palette.setColor(QPalette.ColorRole.Window, Theme.current().tokens().colour("bg"))
        self._view.setPalette(palette)
