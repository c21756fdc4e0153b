"""A small chart of one indicator on the screen: from the start value over what was measured."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import _, format_date
from tracker.services.queries.indicators import IndicatorRow
from tracker.ui import fonts
from tracker.ui.panels.promises.head_words import number_words
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

HEIGHT = 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 96.0, 22.0, 24.0


@dataclass(frozen=True, slots=True)
class Points:
    """What can be drawn of an indicator: values by day, oldest first, and the goal."""

    values: tuple[tuple[date, Decimal], ...]
    goal: Decimal | None


def points_of(indicator: IndicatorRow, start: date) -> Points:
    """The start value, on its day or else on `start`, then what was measured."""
    values: list[tuple[date, Decimal]] = []
    if indicator.baseline is not None:
        values.append((indicator.baseline_on or start, indicator.baseline))
    values += [
        (each.measured_on, each.value) for each in indicator.measurements if each.value is not None
    ]
    return Points(tuple(sorted(values)), indicator.target)


class EffectChart(QWidget):
    """Draws `Points`; everything it shows also stands in the list beside it."""

    def __init__(
        self, indicator: IndicatorRow, points: Points, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._points, self._unit = points, indicator.unit
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Chart of {indicator}").format(indicator=indicator.name))
        told = [f"{format_date(day)}: {self._words(value)}" for day, value in points.values]
        if points.goal is not None:
            told.append(_("Goal") + f": {self._words(points.goal)}")
        self.setAccessibleDescription(", ".join(told))

    def _words(self, value: Decimal) -> str:
        return number_words(value, self._unit)

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        area = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), tokens.colour("line"))
        places = [self._place(area, day, value) for day, value in self._points.values]
        if self._points.goal is not None:
            self._draw_goal(painter, area, self._points.goal, tokens)
        painter.setPen(QPen(tokens.colour("fill"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        self._draw_points(painter, area, places, tokens)

    def _draw_goal(self, painter: QPainter, area: QRectF, goal: Decimal, tokens: Tokens) -> None:
        y = self._height(area, goal)
        pen = QPen(tokens.colour("strong"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        words = QRectF(area.right() + 8, y - 10, _RIGHT - 8, 20)
        said = _("goal {value}").format(value=self._words(goal))
        paint.text(painter, words, said, fonts.caption(tabular=True), tokens.tone("text2"))

    def _draw_points(
        self, painter: QPainter, area: QRectF, places: list[QPointF], tokens: Tokens
    ) -> None:
        font, strong = fonts.caption(tabular=True), fonts.caption_strong(tabular=True)
        centre = Qt.AlignmentFlag.AlignCenter
        taken, last = -1e9, places[-1].x()
        for number, (place, (day, value)) in enumerate(
            zip(places, self._points.values, strict=True)
        ):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("fill"))
            painter.drawEllipse(place, 3.5, 3.5)
            is_last = number == len(places) - 1
            width = QFontMetricsF(strong).horizontalAdvance(format_date(day, "short")) + 6
            # Labels that would touch are left out; the list below has them all.
            near_last = place.x() + width > last
            if (place.x() - width / 2 < taken or near_last) and not is_last:
                continue
            taken = place.x() + width / 2
            above = QRectF(place.x() - 60, place.y() - 22, 120, 16)
            shown = strong if is_last else font
            paint.text(painter, above, self._words(value), shown, tokens.tone("text"), centre)
            below = QRectF(place.x() - width / 2, area.bottom() + 4, width, 16)
            below.moveLeft(max(below.left(), 0))
            paint.text(painter, below, format_date(day), font, tokens.tone("text2"), centre)

    def _place(self, area: QRectF, day: date, value: Decimal) -> QPointF:
        first, last = self._points.values[0][0], self._points.values[-1][0]
        days = max((last - first).days, 1)
        inset = area.adjusted(28, 0, -28, 0)
        x = inset.left() + inset.width() * (day - first).days / days
        return QPointF(x, self._height(area, value))

    def _height(self, area: QRectF, value: Decimal) -> float:
        all_values = [each for _day, each in self._points.values]
        if self._points.goal is not None:
            all_values.append(self._points.goal)
        low, high = float(min(all_values)), float(max(all_values))
        spread = (high - low) or max(abs(high), 1.0)
        low -= spread * 0.15
        part = (float(value) - low) / (spread * 1.15)
        return area.bottom() - area.height() * min(max(part, 0), 1)
