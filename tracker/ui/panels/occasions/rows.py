"""The list of a recurring action's occasions."""

from collections.abc import Hashable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import OccasionState
from tracker.services.queries.series import OccasionRow
from tracker.ui import fonts, icons
from tracker.ui.dialogs.occasion_words import ICONS, aside_words, day_words, spoken_words
from tracker.ui.tables.painted_list import Look, PaintedList
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_ICON = 14.0
_GAP = 8.0
_MARGIN = 8.0
# More rows than this scroll: a hundred occasions take no more room than these.
_SEEN = 7
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OccasionPainter:
    """Day, symbol and word on one line, the reason under them; see `RowPainter`."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._days = 0.0

    def measure(self, rows: Sequence[OccasionRow]) -> None:
        """See `RowPainter`."""
        metrics = QFontMetricsF(fonts.body(tabular=True))
        self._days = max((metrics.horizontalAdvance(self._day(row)) for row in rows), default=0)

    def key(self, row: OccasionRow) -> Hashable:
        """See `RowPainter`."""
        return row.id

    def height(self, row: OccasionRow, width: int) -> int:
        """See `RowPainter`."""
        height = row_height()
        if row.reason:
            height += QFontMetricsF(fonts.caption()).height()
        return int(height)

    def spoken(self, row: OccasionRow) -> str:
        """See `RowPainter`."""
        return spoken_words(row, self._today)

    def tip(self, row: OccasionRow) -> str:
        """See `RowPainter`."""
        return row.reason

    def link_area(self, rect: QRectF, row: OccasionRow) -> QRectF | None:
        """See `RowPainter`."""
        return None

    def paint(
        self, painter: QPainter, rect: QRectF, row: OccasionRow, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        painter.fillRect(rect, tokens.colour(look.ground))
        area = QRectF(rect.left() + _MARGIN, rect.top() + 4, rect.width() - 2 * _MARGIN, 0)
        area.setHeight(row_height() - 8)
        day = QRectF(area.left(), area.top(), self._days + 1, area.height())
        open_one = row.shown is OccasionState.OPEN
        tone = tokens.tone("text2" if open_one else "text")
        paint.text(painter, day, self._day(row), fonts.body(tabular=True), tone)
        icon = QRectF(day.right() + 10, round(area.center().y() - _ICON / 2), _ICON, _ICON)
        missed = row.shown is OccasionState.MISSED
        icons.paint(
            painter, ICONS[row.shown], icon, tokens.tone("late_symbol" if missed else "text2")
        )
        words = QRectF(icon.right() + _GAP, area.top(), 0, area.height())
        words.setRight(self._paint_aside(painter, area, row, tokens) - _GAP)
        paint.text(painter, words, label(row.shown).lower(), fonts.body(), tokens.tone("text2"))
        if row.reason:
            under = QRectF(words.left(), area.bottom(), area.right() - words.left(), 0)
            under.setHeight(QFontMetricsF(fonts.caption()).height())
            paint.text(painter, under, row.reason, fonts.caption(), tokens.tone("text2"))
        if look.focused:
            paint.focus_ring(painter, rect, tokens, 3)

    def _paint_aside(
        self, painter: QPainter, area: QRectF, row: OccasionRow, tokens: Tokens
    ) -> float:
        """The day it was done on, at the right; returns where that begins."""
        words = aside_words(row, self._today)
        font = fonts.caption(tabular=True)
        width = QFontMetricsF(font).horizontalAdvance(words) + 1 if words else 0
        right = QRectF(area.right() - width, area.top(), width, area.height())
        paint.text(painter, right, words, font, tokens.tone("text2"))
        return right.left()

    def _day(self, row: OccasionRow) -> str:
        return day_words(row.due_on, self._today, short=True)


def row_height() -> float:
    """How high a row without a reason is."""
    return max(18.0, QFontMetricsF(fonts.body(tabular=True)).height()) + 8


class OccasionList(PaintedList[OccasionRow]):
    """Arrows walk, Enter opens, I, M, and Ö or Delete settle; as high as a few rows."""

    cancel_asked = Signal(object)
    missed_asked = Signal(object)
    reopen_asked = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Occasions"), OccasionPainter(today), parent, fitted=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, min(self.content_height(), int(_SEEN * row_height())))

    def show_current(self) -> None:
        """Scroll so that the occasion chosen stands in the middle."""
        self.scrollTo(self.currentIndex(), self.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.show_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), Qt.Key(event.key())
        asked = {
            Qt.Key.Key_I: self.cancel_asked,
            Qt.Key.Key_M: self.missed_asked,
            Qt.Key.Key_Odiaeresis: self.reopen_asked,
            Qt.Key.Key_Delete: self.reopen_asked,
            Qt.Key.Key_Backspace: self.reopen_asked,
        }.get(key)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if asked is not None and row is not None and plain:
            self.by_keyboard = True
            asked.emit(row)
        elif key in _STEPS and plain:
            self.by_keyboard = True
            self.step(_STEPS[key])
        else:
            super().keyPressEvent(event)
