"""The table on paper: the same columns, drawn by the same delegates, in light colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget

from tracker.i18n import _, format_date
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.panels.actions.columns import Heading, Line
from tracker.ui.panels.actions.table import ActionTable
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import PADDING, ROW_HEIGHT, Cell, CellDelegate, TickCell
from tracker.ui.tokens import LIGHT
from tracker.ui.widgets import paint

MOST_PRINTED = 2500
"""More rows than this are for a spreadsheet, not for paper."""

# The delegates measure in the screen's pixels; a page in the same unit needs no other fonts.
RESOLUTION = 96
_MARGIN_MM = 14
_HEAD, _FOOT = 64, 28
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Printed:
    """A column on paper."""

    column: Column[Line]
    delegate: CellDelegate
    left: float
    width: float


class TablePrint:
    """The rows given, under the columns that the table shows now."""

    def __init__(
        self, table: ActionTable, lines: Sequence[Line], *, filters: str, today: date
    ) -> None:
        self._lines = lines
        self._filters = filters
        self._today = today
        header = table.header()
        columns = table.rows_model().columns()
        left = 0.0
        self._columns: list[_Printed] = []
        for number in map(header.logicalIndex, range(len(columns))):
            column = columns[number]
            if header.isSectionHidden(number) or column.delegate is TickCell:
                continue
            delegate = cast(CellDelegate, table.itemDelegateForColumn(number))
            width = header.sectionSize(number)
            self._columns.append(_Printed(column, delegate, left, width))
            left += width
        self._width = left

    def pdf(self) -> tuple[bytes, int]:
        """All pages as a PDF, and how many they are."""
        content = QBuffer()
        content.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(content)
        writer.setTitle(_("Actions"))
        writer.setResolution(RESOLUTION)
        pages = self._paint(writer)
        return bytes(content.data().data()), pages

    def _paint(self, writer: QPdfWriter) -> int:
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
        writer.setPageLayout(layout)
        page = QRectF(layout.paintRectPixels(RESOLUTION))
        page.moveTo(0, 0)
        scale = min(page.width() / self._width, 1.0)
        room = QRectF(0, 0, page.width() / scale, page.height() / scale)
        per_page = max(int((room.height() - _HEAD - _FOOT) // ROW_HEIGHT) - 1, 1)
        pages = [self._lines[n : n + per_page] for n in range(0, len(self._lines), per_page)]
        painter = QPainter(writer)
        paint.prepare(painter)
        painter.scale(scale, scale)
        for number, lines in enumerate(pages):
            if number:
                writer.newPage()
            self._paint_page(painter, room, lines)
            words = _("Page {page} of {pages}").format(page=number + 1, pages=len(pages))
            foot = QRectF(0, room.bottom() - _FOOT, room.width(), _FOOT)
            grey = LIGHT.tone("text2")
            paint.text(painter, foot, words, fonts.caption(tabular=True), grey, _RIGHT)
            shown = _("As of {date}").format(date=format_date(self._today, "long"))
            paint.text(painter, foot, shown, fonts.caption(tabular=True), grey)
        painter.end()
        return len(pages)

    def _paint_page(self, painter: QPainter, room: QRectF, lines: Sequence[Line]) -> None:
        title = QRectF(0, 0, room.width(), 32)
        paint.text(painter, title, _("Actions"), fonts.page_title(), LIGHT.tone("text"))
        under = QRectF(0, 32, room.width(), 20)
        paint.text(painter, under, self._filters, fonts.caption(), LIGHT.tone("text2"))
        self._paint_head(painter, QRectF(0, _HEAD, self._width, ROW_HEIGHT))
        for place, line in enumerate(lines):
            top = _HEAD + (place + 1) * ROW_HEIGHT
            self._paint_line(painter, QRectF(0, top, self._width, ROW_HEIGHT), line)

    def _paint_head(self, painter: QPainter, area: QRectF) -> None:
        for printed in self._columns:
            cell = QRectF(printed.left, area.top(), printed.width, area.height())
            words = cell.adjusted(PADDING, 0, -PADDING, 0)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            align = _RIGHT if printed.column.align == "right" else left
            head = fonts.caption_strong()
            paint.text(painter, words, printed.column.title, head, LIGHT.tone("text2"), align)
        _rule(painter, area, "strong")

    def _paint_line(self, painter: QPainter, area: QRectF, line: Line) -> None:
        if isinstance(line, Heading):
            words = area.adjusted(PADDING, 0, -PADDING, 0)
            strong = fonts.body_strong(tabular=True)
            paint.text(painter, words, line.words, strong, LIGHT.tone("text"))
            _rule(painter, area, "strong")
            return
        for printed in self._columns:
            inner = QRectF(
                printed.left + PADDING, area.top(), printed.width - 2 * PADDING, area.height() - 1
            )
            cell = Cell(painter, inner, LIGHT, selected=False)
            printed.delegate.draw(cell, printed.column.get(line))
        _rule(painter, area, "line")


def _rule(painter: QPainter, area: QRectF, colour: str) -> None:
    line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
    painter.fillRect(line, LIGHT.colour(colour))


def ask_and_print(printed: TablePrint, desk: Desk, parent: QWidget) -> None:
    """Ask for a printer, then print in the background."""
    from tracker.ui.printing import print_dialog, print_pdf, printer_for

    pdf, pages = printed.pdf()
    printer = printer_for(pdf)
    dialog = print_dialog(printer, pages, parent)
    dialog.accepted.connect(
        lambda: desk.jobs.start(
            partial(print_pdf, pdf, printer), on_error=desk.failed.emit, owner=parent
        )
    )
    # PySide names two `open`; this is the one without a receiver.
    QDialog.open(dialog)
