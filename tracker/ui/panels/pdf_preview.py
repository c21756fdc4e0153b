"""A PDF as it will be printed, or why there is none."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QStackedLayout, QWidget

from tracker.i18n import _
from tracker.ui.panels.pdf_pages import PdfPages
from tracker.ui.widgets.notes import EmptyState


class PdfPreview(QWidget):
    """Shows PDF bytes; keeps the place when the same report is made again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PdfPages(self)
        """The view of the pages, for focus and for whoever waits until it is drawn."""
        self._document: QPdfDocument | None = None
        self._message: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.pages)
        self.setFocusProxy(self.pages)

    def show_pdf(self, pdf: bytes, place: int | None = None) -> int:
        """Show the pages and return how many there are.

        `place` is how far down to begin with another report; None stays where the reader is.
        """
        old, self._document = self._document, load_pdf(pdf)
        self._document.setParent(self)
        self.pages.set_document(self._document, another=place is not None)
        if place is not None:
            self.pages.verticalScrollBar().setValue(place)
        if old is not None:
            old.deleteLater()
        self._stack.setCurrentWidget(self.pages)
        self.setFocusProxy(self.pages)
        return self.pages.page_count()

    def place(self) -> int:
        """How far down the reader is."""
        return self.pages.verticalScrollBar().value()

    def show_message(self, text: str, action: str = "") -> EmptyState:
        """Say why there is nothing to show, and offer a first step."""
        if self._message is not None:
            self._stack.removeWidget(self._message)
            self._message.deleteLater()
        self._message = EmptyState("report", _("No report to show"), text, action)
        self._stack.addWidget(self._message)
        self._stack.setCurrentWidget(self._message)
        # Tab would stay before pages that are hidden.
        self.setFocusProxy(self._message)
        return self._message

    def message(self) -> EmptyState | None:
        """What is shown instead of pages, if anything."""
        return self._message if self._stack.currentWidget() is self._message else None


def load_pdf(pdf: bytes) -> QPdfDocument:
    """A document over bytes in memory, which it keeps."""
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document
