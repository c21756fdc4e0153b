"""The pages of a PDF under each other, drawn sharp at the screen's own resolution."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from tracker.i18n import _
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

MAX_ZOOM = 1.2
GAP = 16
MARGIN = 24
# Pages kept beyond those in sight, so that paging on shows paper with ink on it.
_NEAR = 2
_WHITE = Qt.GlobalColor.white


class PdfPages(QAbstractScrollArea):
    """Scrolls through a document; pages are drawn on another thread as they come into sight."""

    rendered = Signal()
    """Every page in sight is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._renderer = self._new_renderer()
        self._images: dict[int, QImage] = {}
        self._fresh: set[int] = set()
        self._asked: dict[int, int] = {}
        self._pages: list[QRect] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Preview of the report"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _new_renderer(self) -> QPdfPageRenderer:
        renderer = QPdfPageRenderer(self)
        renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        renderer.pageRendered.connect(self._on_rendered)
        return renderer

    def set_document(self, document: QPdfDocument, *, another: bool = False) -> None:
        """Show a loaded document; what is shown stays until the new pages are drawn.

        Unless it is `another` report: then nothing of the old one is seen under its name.
        """
        self._document = document
        if another:
            self._images.clear()
        # A renderer takes a page that it has been asked for already, of the same size, for the
        # same page: with one of its own no document shows a page of the one before.
        old, self._renderer = self._renderer, self._new_renderer()
        old.pageRendered.disconnect(self._on_rendered)
        old.deleteLater()
        self._renderer.setDocument(document)
        self._asked.clear()
        self._fresh.clear()
        self._place()

    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def page_rects(self) -> list[QRect]:
        """Where the pages are, from the top of the first."""
        return list(self._pages)

    def is_rendered(self) -> bool:
        """Whether every page in sight is drawn as it now is."""
        return bool(self._pages) and all(number in self._fresh for number in self._in_sight())

    def _place(self) -> None:
        """As wide as there is room for, but no larger than comfortable reading asks."""
        if self._document is None:
            return
        self._pages = []
        top, room = GAP, self.viewport().width() - 2 * MARGIN
        for number in range(self._document.pageCount()):
            points = self._document.pagePointSize(number)
            dots = points.width() / 72 * self.logicalDpiX()
            width = int(max(0.25 * dots, min(room, MAX_ZOOM * dots)))
            height = round(width * points.height() / points.width())
            left = max(MARGIN, (self.viewport().width() - width) // 2)
            self._pages.append(QRect(left, top, width, height))
            top += height + GAP
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)
        bar.setRange(0, max(0, top + GAP // 2 - self.viewport().height()))
        self._on_scrolled()

    def _in_sight(self, beyond: int = 0) -> list[int]:
        top = self.verticalScrollBar().value()
        sight = QRect(0, top, self.viewport().width(), self.viewport().height())
        seen = [number for number, page in enumerate(self._pages) if page.intersects(sight)]
        if not seen:
            return []
        return list(range(max(0, seen[0] - beyond), min(len(self._pages), seen[-1] + beyond + 1)))

    def _on_scrolled(self) -> None:
        near = self._in_sight(_NEAR)
        self._images = {number: self._images[number] for number in near if number in self._images}
        self._fresh &= set(near)
        waiting = set(self._asked.values())
        for number in [*self._in_sight(), *near]:
            if number not in self._fresh and number not in waiting:
                waiting.add(number)
                asked = self._renderer.requestPage(number, self._pixels(number))
                self._asked[asked] = number
        seen = self._in_sight()
        if seen:
            self.setAccessibleDescription(
                _("page {number} of {pages}").format(number=seen[0] + 1, pages=len(self._pages))
            )
        self.viewport().update()

    def _pixels(self, number: int) -> QSize:
        return self._pages[number].size() * self.devicePixelRatio()

    def _on_rendered(
        self,
        number: int,
        size: QSize,
        image: QImage,
        _options: QPdfDocumentRenderOptions,
        asked: int,
    ) -> None:
        if self._asked.pop(asked, None) is None or number >= len(self._pages):
            return
        self._images[number] = image
        if size == self._pixels(number):
            self._fresh.add(number)
        else:
            # The window was made wider or narrower meanwhile.
            self._on_scrolled()
        self.viewport().update()
        if self.is_rendered():
            self.rendered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self.viewport())
        paint.prepare(painter)
        painter.fillRect(event.rect(), tokens.colour("bg"))
        top = self.verticalScrollBar().value()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._in_sight():
            page = self._pages[number].translated(0, -top)
            painter.fillRect(page.adjusted(-1, -1, 1, 1), tokens.colour("line"))
            painter.fillRect(page, _WHITE)
            if number in self._images:
                painter.drawImage(page, self._images[number])
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.viewport().rect()), tokens, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._fresh.clear()
        self._place()
        # The same part of the document stays in sight.
        bar.setValue(round(part * bar.maximum()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
