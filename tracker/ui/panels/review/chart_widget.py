"""The chart on the screen: steps, a dashed plan, a line for today, the shortfall marked."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.models.enums import FollowUp
from tracker.ui import fonts
from tracker.ui.panels.review.chart import (
    DoneChart,
    chart_words,
    plan_words,
    short_words,
)
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_LEFT, _RIGHT, _TOP = 28, 10, 12
_FEWEST_MONTHS_PX = 44
_DOT = 3.0
_AlignLeft = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AlignRight = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DoneChartView(QLabel):
    """Draws a `DoneChart`. Its text is the chart in words, for those who don't see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: DoneChart | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(_("Chart of what has been done"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: DoneChart) -> None:
        """Show another action's chart."""
        self._chart = chart
        self.setText(chart_words(chart))
        self.setAccessibleDescription(self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, int(196 + 3 * self._line_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def _line_height(self) -> float:
        return max(16.0, QFontMetricsF(fonts.caption()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is not None:
            painter = QPainter(self)
            paint.prepare(painter)
            line = self._line_height()
            plot = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -(2 * line + 20))
            _Drawing(painter, plot, self._chart, Theme.current().tokens(), line).draw()


class _Drawing:
    """One painting of a chart in `plot`, with the months and the legend below it."""

    def __init__(
        self, painter: QPainter, plot: QRectF, chart: DoneChart, tokens: Tokens, line: float
    ) -> None:
        self._painter, self._plot, self._chart = painter, plot, chart
        self._tokens, self._line = tokens, line
        self._step = tick_step(chart.top)
        self._top = self._step * max(-(-chart.top // self._step), 1)
        self._days = (chart.last - chart.first).days

    def draw(self) -> None:
        self._draw_grid()
        self._draw_months()
        self._draw_plan()
        self._draw_logged()
        self._draw_today()
        self._draw_legend()

    def _x(self, day: date) -> float:
        along = (day - self._chart.first).days / self._days
        return self._plot.left() + self._plot.width() * min(max(along, 0.0), 1.0)

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * min(value / self._top, 1.0)

    def _text(self, area: QRectF, words: str, align: Qt.AlignmentFlag = _AlignLeft) -> None:
        colour = self._tokens.tone("text2")
        paint.text(self._painter, area, words, fonts.caption(tabular=True), colour, align)

    def _draw_grid(self) -> None:
        value = 0.0
        while value <= self._top:
            y = round(self._y(value))
            grid = QRectF(self._plot.left(), y, self._plot.width(), 1)
            self._painter.fillRect(grid, self._tokens.colour("line"))
            left = QRectF(0, y - self._line / 2, _LEFT - 8, self._line)
            self._text(left, format_number(value), _AlignRight)
            value += self._step

    def _draw_months(self) -> None:
        below = self._plot.bottom() + 6
        metrics = QFontMetricsF(fonts.caption(tabular=True))
        free_from = self._plot.left() - 12
        for day in _months(self._chart.first, self._chart.last):
            named = format_date(day, "day").split()[-1]
            words = str(day.year) if day.month == 1 and self._days > 366 else named
            width = metrics.horizontalAdvance(words)
            left = self._x(day) - 4
            if left >= free_from and left + width <= self._plot.right() + _RIGHT:
                self._text(QRectF(left, below, width + 2, self._line), words)
                free_from = left + max(width + 14, _FEWEST_MONTHS_PX if self._days > 366 else 0)

    def _draw_plan(self) -> None:
        if not self._chart.plan:
            return
        points = [QPointF(self._x(day), self._y(value)) for day, value in self._chart.plan]
        if self._chart.stepped_plan:
            points = _stepped([QPointF(self._plot.left(), self._plot.bottom()), *points])
        # Past its end all of the plan is still expected.
        points.append(QPointF(self._plot.right(), points[-1].y()))
        self._painter.setPen(self._dashed())
        self._painter.drawPolyline(QPolygonF(points))

    def _dashed(self) -> QPen:
        pen = QPen(self._tokens.colour("strong"), 1.2)
        pen.setDashPattern([3, 3])
        return pen

    def _draw_logged(self) -> None:
        logged = [(day, value) for day, value in self._chart.logged if day <= self._chart.today]
        marks = [QPointF(self._x(day), self._y(value)) for day, value in logged]
        start = QPointF(self._plot.left(), self._plot.bottom())
        end = QPointF(self._x(self._chart.today), self._y(self._chart.done))
        self._painter.setPen(QPen(self._tokens.colour("fill"), 2))
        self._painter.drawPolyline(QPolygonF(_stepped([start, *marks, end])))
        # Dots that would touch say less than the line alone.
        if len(marks) * 4 * _DOT <= self._plot.width():
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._tokens.colour("fill"))
            for mark in marks:
                self._painter.drawEllipse(mark, _DOT, _DOT)

    def _draw_today(self) -> None:
        chart, x = self._chart, round(self._x(self._chart.today))
        line = QRectF(x, self._plot.top() - 4, 1, self._plot.height() + 4)
        self._painter.fillRect(line, self._tokens.colour("tick"))
        top = QRectF(0, self._plot.top() - 6, 0, self._line)
        self._beside_today(top, _("today"), self._tokens.tone("text"))
        done_y = self._y(chart.done)
        if chart.short and chart.expected is not None:
            late = chart.follow_up is FollowUp.LATE
            colour = self._tokens.tone("late_symbol" if late else "risk_symbol")
            high = self._y(chart.expected)
            self._painter.fillRect(QRectF(x - 1, high, 3, done_y - high), colour)
            words = self._tokens.tone("late" if late else "at_risk")
            middle = (high + done_y) / 2 - self._line / 2
            # Not over the words for today or for what is done.
            middle = max(middle, top.bottom() + 2)
            self._beside_today(QRectF(0, middle, 0, self._line), short_words(chart), words)
            done_y = max(done_y, middle + self._line + self._line / 2)
        done = _("{count} done").format(count=format_number(chart.done))
        below = min(done_y, self._plot.bottom() - self._line / 2)
        spot = QRectF(0, below - self._line / 2, 0, self._line)
        self._beside_today(spot, done, self._tokens.tone("text"))

    def _beside_today(self, spot: QRectF, words: str, colour: QColor) -> None:
        """Words to the right of the line for today, or to its left where there is no room."""
        font = fonts.caption_strong(tabular=True)
        width = QFontMetricsF(font).horizontalAdvance(words) + 2
        x = self._x(self._chart.today)
        right = x + 8 + width <= self._plot.right() + _RIGHT
        area = QRectF(x + 8 if right else x - 8 - width, spot.top(), width, spot.height())
        # What lies under the words must not run through them.
        self._painter.fillRect(area.adjusted(-2, 1, 2, -1), self._tokens.colour("surface"))
        paint.text(self._painter, area, words, font, colour)

    def _draw_legend(self) -> None:
        top = self._plot.bottom() + 6 + self._line + 8
        middle = round(top + self._line / 2)
        x = self._plot.left()
        for words, pen in self._legend():
            self._painter.setPen(pen)
            self._painter.drawLine(QPointF(x, middle), QPointF(x + 16, middle))
            width = QFontMetricsF(fonts.caption(tabular=True)).horizontalAdvance(words) + 2
            self._text(QRectF(x + 24, top, width, self._line), words)
            x += 24 + width + 16

    def _legend(self) -> Iterator[tuple[str, QPen]]:
        yield _("logged"), QPen(self._tokens.colour("fill"), 2)
        if self._chart.plan:
            yield plan_words(self._chart), self._dashed()


def tick_step(top: float) -> float:
    """The distance between the lines of the grid: 1, 2 or 5 times a power of ten, never below 1."""
    step = 1.0
    while True:
        for factor in (1, 2, 5):
            if top / (step * factor) <= 5:
                return step * factor
        step *= 10


def _stepped(points: list[QPointF]) -> list[QPointF]:
    """Points as stairs: along first, then up."""
    stairs = points[:1]
    for before, after in pairwise(points):
        stairs += [QPointF(after.x(), before.y()), after]
    return stairs


def _months(first: date, last: date) -> Iterator[date]:
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
