"""A small chart of one indicator on the screen: from the start value over what was measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import _, format_date
from tracker.messages.measuring import trend_words
from tracker.services.queries.indicators import IndicatorRow
from tracker.ui import fonts
from tracker.ui.panels.promises.head_words import number_words
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

HEIGHT = 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 96.0, 22.0, 24.0
_BETWEEN = 18.0
"""From one line of words to the next."""


@dataclass(frozen=True, slots=True)
class Points:
    """What can be drawn of an indicator: values by day, oldest first, the start and the goal.

    `unmeasured` are days when there should have been a value, `due` is when there is to be one.
    """

    values: tuple[tuple[date, Decimal], ...]
    goal: Decimal | None
    base: Decimal | None = None
    unmeasured: tuple[date, ...] = ()
    due: date | None = None

    def runs(self) -> Iterator[list[tuple[date, Decimal]]]:
        """The values, in runs without a day between them when nothing was measured."""
        edges = [date.min, *self.unmeasured, date.max]
        for after, before in pairwise(edges):
            if run := [each for each in self.values if after <= each[0] < before]:
                yield run

    def span(self) -> tuple[date, date]:
        """The first day and the last that are drawn; what is due far off is only told."""
        days = [day for day, _value in self.values] + list(self.unmeasured)
        first, last = min(days), max(days)
        if self.due is not None and last < self.due <= last + (last - first):
            last = self.due
        return first, last


def points_of(indicator: IndicatorRow, start: date, today: date) -> Points:
    """The start value, on its day or else on `start`, then what was measured and what was not."""
    values: list[tuple[date, Decimal]] = []
    if indicator.baseline is not None:
        values.append((indicator.baseline_on or start, indicator.baseline))
    values += [
        (each.measured_on, each.value) for each in indicator.measurements if each.value is not None
    ]
    return Points(
        tuple(sorted(values)),
        indicator.target,
        indicator.baseline,
        tuple(each.measured_on for each in indicator.measurements if each.value is None),
        indicator.next_due(today),
    )


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
        told += [
            _("{date}: not measured").format(date=format_date(day)) for day in points.unmeasured
        ]
        if points.due is not None:
            told.append(_("to be measured by {date}").format(date=format_date(points.due)))
        trend = trend_words(points.values)
        self.setAccessibleDescription(". ".join(filter(None, (", ".join(told), trend))))

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
        self._draw_levels(painter, area, tokens)
        painter.setPen(QPen(tokens.colour("fill"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in self._points.runs():
            painter.drawPolyline(QPolygonF([self._place(area, *each) for each in run]))
        self._draw_days(painter, area, tokens)
        self._draw_points(painter, area, places, tokens)

    def _draw_levels(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        """Lines across at the goal and at the start, their words at the right."""
        levels = []
        if self._points.goal is not None:
            words = _("goal {value}").format(value=self._words(self._points.goal))
            levels.append((self._points.goal, words, Qt.PenStyle.DashLine))
        if self._points.base is not None and self._points.base != self._points.goal:
            words = _("start {value}").format(value=self._words(self._points.base))
            levels.append((self._points.base, words, Qt.PenStyle.DotLine))
        above = area.top() - _BETWEEN
        for value, words, dashes in sorted(levels, key=lambda level: -level[0]):
            y = self._height(area, value)
            painter.setPen(QPen(tokens.colour("strong"), 1, dashes))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            # Two words at almost the same height stand under one another.
            above = max(y - _BETWEEN / 2, above + _BETWEEN)
            at = QRectF(area.right() + 8, above, _RIGHT - 8, _BETWEEN)
            paint.text(painter, at, words, fonts.caption(tabular=True), tokens.tone("text2"))

    def _draw_days(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        """A cross where nothing was measured, and a hollow triangle where something is to be."""
        painter.setPen(QPen(tokens.colour("text2"), 1.5))
        for day in self._points.unmeasured:
            x, y = self._across(area, day), area.bottom() - 7
            painter.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4))
            painter.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4))
        first, last = self._points.span()
        due = self._points.due
        if due is not None and first <= due <= last:
            x, y = self._across(area, due), area.bottom()
            painter.setPen(QPen(tokens.colour("fill"), 1.5))
            corners = [QPointF(x - 4.5, y - 9), QPointF(x + 4.5, y - 9), QPointF(x, y - 1)]
            painter.drawPolygon(QPolygonF(corners))

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
        return QPointF(self._across(area, day), self._height(area, value))

    def _across(self, area: QRectF, day: date) -> float:
        first, last = self._points.span()
        days = max((last - first).days, 1)
        inset = area.adjusted(28, 0, -28, 0)
        return inset.left() + inset.width() * (day - first).days / days

    def _height(self, area: QRectF, value: Decimal) -> float:
        all_values = [each for _day, each in self._points.values]
        if self._points.goal is not None:
            all_values.append(self._points.goal)
        low, high = float(min(all_values)), float(max(all_values))
        spread = (high - low) or max(abs(high), 1.0)
        low -= spread * 0.15
        part = (float(value) - low) / (spread * 1.15)
        return area.bottom() - area.height() * min(max(part, 0), 1)
