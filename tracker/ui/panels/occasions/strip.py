"""The occasions of a recurring action as ticks in their months, a row for each year."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tracker.i18n import month
from tracker.models.enums import OccasionState
from tracker.services.queries.series import OccasionRow
from tracker.ui import fonts
from tracker.ui.dialogs.occasion_words import spoken_words
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.text import plain_tip

_MONTHS = 12
_DAYS = 31
_HIGH = 16.0
_ROW_GAP = 6
_MONTH_GAP = 3.0
_NARROW, _WIDE = 2.0, 3.0


class OccasionStrip(QWidget):
    """Done is a whole tick, missed a short one, cancelled one in the middle, to come a dot."""

    chosen = Signal(object)
    """The occasion that was clicked on, or nearest to the click."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._rows: tuple[OccasionRow, ...] = ()
        self._years: tuple[int, ...] = ()
        self._current: OccasionRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_rows(self, rows: Sequence[OccasionRow], words: str) -> None:
        """Show these; `words` say as much to those who can't see it."""
        self._rows = tuple(rows)
        years = {row.due_on.year for row in rows}
        self._years = tuple(range(min(years), max(years) + 1)) if years else ()
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_current(self, row: OccasionRow | None) -> None:
        """Ring the occasion that the list stands on."""
        self._current = row
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, int(self._first_top() + len(self._years) * (_HIGH + _ROW_GAP)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _first_top(self) -> float:
        return QFontMetricsF(fonts.caption()).height() + 4

    def _left(self) -> float:
        if len(self._years) < 2:
            return 0
        return QFontMetricsF(fonts.caption(tabular=True)).horizontalAdvance("2000") + 8

    def _month_area(self, year: int, number: int) -> QRectF:
        """Where the month `number`, from 0, of a year is drawn."""
        left = self._left()
        width = (self.width() - left) / _MONTHS
        top = self._first_top() + self._years.index(year) * (_HIGH + _ROW_GAP)
        return QRectF(left + number * width, top, width - _MONTH_GAP, _HIGH)

    def _spot(self, day: date) -> float:
        area = self._month_area(day.year, day.month - 1)
        return area.left() + (day.day - 1) / (_DAYS - 1) * (area.width() - _WIDE)

    def nearest(self, at: QPointF) -> OccasionRow | None:
        """The occasion drawn nearest to a point."""

        def distance(row: OccasionRow) -> tuple[float, float]:
            area = self._month_area(row.due_on.year, row.due_on.month - 1)
            return abs(area.center().y() - at.y()), abs(self._spot(row.due_on) - at.x())

        return min(self._rows, key=distance, default=None)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        for year in self._years:
            self._paint_year(painter, year, tokens)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for row in self._rows:
            self._paint_tick(painter, row, tokens)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if self._current is not None and self._current.due_on.year in self._years:
            left = round(self._spot(self._current.due_on))
            top = self._month_area(self._current.due_on.year, 0).top()
            ring = QRectF(left - 3, top - 2, _WIDE + 6, _HIGH + 4)
            paint.outline(painter, ring, 3, tokens.colour("accent"), 1.6)

    def _paint_year(self, painter: QPainter, year: int, tokens: Tokens) -> None:
        quiet = fonts.caption(tabular=True)
        if len(self._years) > 1:
            area = self._month_area(year, 0)
            label = QRectF(0, area.top(), self._left(), area.height())
            paint.text(painter, label, str(year), quiet, tokens.tone("text2"))
        names = _month_names(self._month_area(year, 0).width())
        for number, words in enumerate(names):
            area = self._month_area(year, number)
            base = QRectF(area.left(), area.bottom(), area.width(), 1)
            painter.fillRect(base, tokens.colour("line"))
            if year == self._years[0]:
                above = QRectF(area.left(), 0, area.width(), self._first_top() - 4)
                paint.text(painter, above, words, quiet, tokens.tone("text2"))
        if year == self._today.year:
            now = QRectF(
                round(self._spot(self._today)),
                self._month_area(year, 0).top() - 2,
                1,
                _HIGH + 4,
            )
            painter.fillRect(now, tokens.colour("tick"))

    def _paint_tick(self, painter: QPainter, row: OccasionRow, tokens: Tokens) -> None:
        area = self._month_area(row.due_on.year, row.due_on.month - 1)
        # A year of weekends must not run together into a band.
        width = _WIDE if area.width() > _DAYS else _NARROW
        left = round(self._spot(row.due_on))
        top, height, colour = _shape(row.shown, tokens)
        painter.fillRect(QRectF(left, area.top() + top, width, height), colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.nearest(event.position())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(row)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = self.nearest(QPointF(event.pos()))
            words = spoken_words(row, self._today) if row is not None else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)


def _shape(shown: OccasionState, tokens: Tokens) -> tuple[float, float, QColor]:
    """Top, height and colour of a tick: told apart by where it stands, not by colour alone."""
    match shown:
        case OccasionState.DONE:
            return 0, _HIGH, tokens.colour("fill")
        case OccasionState.MISSED:
            return _HIGH / 2, _HIGH / 2, tokens.tone("late_symbol")
        case OccasionState.CANCELLED:
            return _HIGH / 4, _HIGH / 2 - 1, tokens.tone("text3")
    return _HIGH - 4, 3, tokens.tone("strong")


def _month_names(width: float) -> list[str]:
    """All twelve in three letters where the widest of them fits, else in one."""
    whole = [month(date(2018, number + 1, 1), year=False) for number in range(_MONTHS)]
    metrics = QFontMetricsF(fonts.caption(tabular=True))
    short = [name[:3] for name in whole]
    fit = max(metrics.horizontalAdvance(name) for name in short) <= width
    return short if fit else [name[:1].upper() for name in whole]
