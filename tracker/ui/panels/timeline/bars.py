"""How an action's bar is drawn: what is done of it, what was moved, how late it is."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from tracker.i18n import _, format_date, ngettext
from tracker.messages.timeline import late_words
from tracker.services.queries.timeline_rows import TimelineRow
from tracker.ui import fonts
from tracker.ui.panels.timeline.frame import Frame, Pending
from tracker.ui.panels.timeline.geometry import Bar, bar_of, stretches_of
from tracker.ui.panels.timeline.lines import ActionLine
from tracker.ui.panels.timeline.ticks import paint_ticks
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

THICK = 12.0
_ABOVE_TICKS = 7.0
_UNDER_BAR = 8.0
_LATE = 4.0
_GHOST = 3.0
_TINT = 46, 70
"""How opaque a bar's ground is, light and dark, of 255."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The heights at which a line's bar and its occasions stand."""

    bar: QRectF
    ticks: float


def levels(rect: QRectF, row: TimelineRow) -> Levels:
    """With occasions the bar moves up to make room for them."""
    middle = round(rect.center().y())
    top = middle - THICK / 2 - (_ABOVE_TICKS if len(row.ticks) else 0)
    return Levels(QRectF(rect.left(), top, rect.width(), THICK), top + THICK + _UNDER_BAR)


class BarPainter:
    """Draws the chart's part of an action's line."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._word_font = fonts.caption_strong(tabular=True)
        self._quiet_font = fonts.caption(tabular=True)

    def paint(
        self, painter: QPainter, chart: QRectF, line: ActionLine, tokens: Tokens, look: Look
    ) -> None:
        """`chart` is the line's rectangle beside the names; the painter is clipped to it."""
        row, scale = line.row, self._frame.scale
        at, bar = levels(chart, row), bar_of(line, scale)
        if bar is None:
            self._quiet(painter, chart, chart.left() + 16, _("no dates"), tokens)
            return
        shown = Bar(self._x(bar.left), self._x(bar.right), bar.open_left, bar.open_right)
        self._paint_late(painter, at.bar, chart, row, shown, tokens)
        self._paint_bar(painter, at.bar, row, shown, tokens)
        self._paint_moved(painter, at.bar, row, tokens)
        paint_ticks(painter, at.ticks, row.ticks, self._frame, tokens)
        self._paint_end(painter, chart, at.bar, row, shown, tokens, look)
        self._paint_pending(painter, chart, at.bar, row, shown, tokens)

    def _x(self, x: float) -> float:
        return round(self._frame.to_view(x))

    def _paint_bar(
        self, painter: QPainter, band: QRectF, row: TimelineRow, bar: Bar, tokens: Tokens
    ) -> None:
        ended = row.status.ended
        colour = tokens.colour("strong") if ended else tokens.party(row.party)
        if bar.open_left:
            self._paint_point(painter, QPointF(bar.right, band.center().y()), colour)
            return
        ground = QColor(colour)
        ground.setAlpha(_TINT[tokens.dark])
        whole = QRectF(bar.left, band.top(), max(bar.right - bar.left, 3), band.height())
        paint.box(painter, whole, 3, ground)
        if row.done_share > 0:
            done = QRectF(whole)
            done.setWidth(max(whole.width() * row.done_share, 3))
            paint.box(painter, done, 3, colour)
        if bar.open_right:
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        else:
            paint.outline(painter, whole, 3, colour, 1)

    def _paint_point(self, painter: QPainter, spot: QPointF, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        corners = ((0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0))
        painter.drawPolygon(QPolygonF([QPointF(spot.x() + x, spot.y() + y) for x, y in corners]))

    def _paint_late(
        self,
        painter: QPainter,
        band: QRectF,
        chart: QRectF,
        row: TimelineRow,
        bar: Bar,
        tokens: Tokens,
    ) -> None:
        """From the deadline that has passed to today, and how long that is."""
        if not row.days_late:
            return
        today = round(self._frame.today_x())
        late = QRectF(bar.right, band.center().y() - _LATE / 2, today - bar.right, _LATE)
        painter.fillRect(late, tokens.colour("missing_late"))
        painter.setFont(self._word_font)
        painter.setPen(tokens.tone("late"))
        left = max(today + 8, chart.left() + 24)
        words = QRectF(left, chart.top(), chart.right() - left, chart.height())
        painter.drawText(words, _LEFT, late_words(row))

    def _paint_moved(
        self, painter: QPainter, band: QRectF, row: TimelineRow, tokens: Tokens
    ) -> None:
        """A dashed outline from each earlier deadline to the one that took its place."""
        if not row.moved:
            return
        colour = tokens.tone("text2")
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.CustomDashLine))
        pen = painter.pen()
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stretch in stretches_of(row, self._frame.scale):
            left, right = self._x(stretch.left), self._x(stretch.right)
            ghost = QRectF(left, band.top(), right - left, band.height())
            painter.drawRoundedRect(ghost.adjusted(0.5, -_GHOST, -0.5, _GHOST), 3, 3)

    # -- words and the end

    def _paint_end(
        self,
        painter: QPainter,
        chart: QRectF,
        band: QRectF,
        row: TimelineRow,
        bar: Bar,
        tokens: Tokens,
        look: Look,
    ) -> None:
        if bar.open_right:
            self._quiet(painter, chart, bar.right + 8, _("no deadline"), tokens)
        elif bar.right < chart.left() + 2 and row.deadline is not None:
            if row.days_late:
                return  # How late it is says as much, and stands there.
            words = f"‹ {format_date(row.deadline)}"
            self._quiet(painter, chart, chart.left() + 8, words, tokens)
        elif bar.left > chart.right() - 2:
            began = row.start or row.deadline
            words = "" if began is None else f"{format_date(began)} ›"
            room = QFontMetricsF(self._quiet_font).horizontalAdvance(words)
            self._quiet(painter, chart, chart.right() - room - 8, words, tokens)
        elif (look.chosen or look.hot or bar.open_left) and row.deadline is not None:
            self._paint_deadline(painter, chart, band, row, bar, tokens)

    def _paint_deadline(
        self,
        painter: QPainter,
        chart: QRectF,
        band: QRectF,
        row: TimelineRow,
        bar: Bar,
        tokens: Tokens,
    ) -> None:
        """The end to take hold of, and its day where nothing else stands."""
        assert row.deadline is not None
        if not bar.open_left:
            end = QRectF(bar.right - 3, band.top() - 2, 3, band.height() + 4)
            paint.box(painter, end, 1.5, tokens.colour("tick"))
        pending = self._frame.pending
        is_moving = pending is not None and pending.action_id == row.id
        if not row.days_late and not is_moving:
            self._quiet(
                painter, chart, bar.right + 9, format_date(row.deadline, "day"), tokens, band
            )

    def _paint_pending(
        self,
        painter: QPainter,
        chart: QRectF,
        band: QRectF,
        row: TimelineRow,
        bar: Bar,
        tokens: Tokens,
    ) -> None:
        """The deadline where it is being moved to, with the day and how far that is."""
        pending = self._frame.pending
        if pending is None or pending.action_id != row.id or row.deadline is None:
            return
        accent = tokens.colour("accent")
        end = self._x(self._frame.scale.x(pending.day + 1))
        painter.setPen(QPen(accent, 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        between = QRectF(min(bar.right, end), band.top(), abs(end - bar.right), band.height())
        painter.drawRoundedRect(between.adjusted(0, -_GHOST, 0, _GHOST), 3, 3)
        painter.fillRect(QRectF(end - 1.5, band.top() - 6, 3, band.height() + 12), accent)
        box = pending_label(chart, row, pending, self._frame)
        words = _pending_words(row, pending)
        paint.box(painter, box, 4, tokens.colour("accent_fill"))
        painter.setFont(self._word_font)
        painter.setPen(tokens.colour("on_accent"))
        painter.drawText(box, _CENTRE, words)

    def _quiet(
        self,
        painter: QPainter,
        chart: QRectF,
        left: float,
        words: str,
        tokens: Tokens,
        band: QRectF | None = None,
    ) -> None:
        area = chart if band is None else band.adjusted(0, -6, 0, 6)
        painter.setFont(self._quiet_font)
        painter.setPen(tokens.tone("text3"))
        right = max(chart.right() - left, 0)
        painter.drawText(QRectF(left, area.top(), right, area.height()), _LEFT, words)


_LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter.value)


def pending_label(chart: QRectF, row: TimelineRow, pending: Pending, frame: Frame) -> QRectF:
    """Where it says to which day a deadline is being moved: beside its end, within the chart."""
    metrics = QFontMetricsF(fonts.caption_strong(tabular=True))
    x = round(frame.to_view(frame.scale.x(pending.day + 1)))
    width = metrics.horizontalAdvance(_pending_words(row, pending)) + 16
    left = x + 8 if x + 8 + width <= chart.right() else x - 8 - width
    height = min(metrics.height() + 8, chart.height() - 4)
    return QRectF(left, chart.center().y() - height / 2, width, height)


def _pending_words(row: TimelineRow, pending: Pending) -> str:
    assert row.deadline is not None
    return _moved_words(row.deadline, pending.day) + (" ↵" if pending.by_keys else "")


def _moved_words(deadline: date, day: int) -> str:
    """``30 sep 2018, +30 dagar``."""
    days = day - deadline.toordinal()
    far = ngettext("{n} day", "{n} days", abs(days)).format(n=abs(days))
    sign = "+" if days >= 0 else "−"
    return f"{format_date(date.fromordinal(day))}, {sign}{far}"
