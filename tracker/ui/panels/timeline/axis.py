"""The head of the timeline: what the columns are, and time in two lines that stay on top."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.panels.timeline.frame import Frame
from tracker.ui.panels.timeline.painter import PADDING
from tracker.ui.panels.timeline.scale import Mark, Zoom, lower_marks, upper_marks
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_INSET = 6.0
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Axis(QWidget):
    """Draws what the frame shows. It is not read out: each line tells its own days."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * _tier())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        painter.fillRect(self.rect(), tokens.colour("sunken"))
        frame = self._frame
        chart = QRectF(frame.names, 0, self.width() - frame.names, self.height())
        painter.save()
        painter.setClipRect(chart)
        first, last = frame.first_day(), frame.last_day()
        tier = _tier()
        for mark in upper_marks(frame.scale, first, last):
            self._paint_upper(painter, QRectF(0, 0, 0, tier), mark, tokens)
        for mark in lower_marks(frame.scale, first, last):
            self._paint_lower(painter, QRectF(0, tier, 0, tier), mark, tokens)
        self._paint_today(painter, tokens)
        painter.restore()
        self._paint_heads(painter, tokens)
        edge = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(edge, tokens.colour("strong"))

    def _area(self, tier: QRectF, mark: Mark) -> QRectF:
        scale = self._frame.scale
        left = round(self._frame.to_view(scale.x(mark.day)))
        right = round(self._frame.to_view(scale.x(mark.end + 1)))
        return QRectF(left, tier.top(), right - left, tier.height())

    def _paint_upper(self, painter: QPainter, tier: QRectF, mark: Mark, tokens: Tokens) -> None:
        """The words keep inside the view as long as their stretch does."""
        area = self._area(tier, mark)
        # Months begin inside of weeks: there the line would go through a week's word.
        is_crossing = self._frame.scale.zoom is Zoom.QUARTER
        height = tier.height() if is_crossing else self.height()
        painter.fillRect(QRectF(area.left(), 0, 1, height), tokens.colour("strong"))
        right = self._frame.names + self._frame.chart
        area.setLeft(max(area.left(), self._frame.names) + _INSET + 2)
        area.setRight(min(area.right(), right) - _INSET)
        before, after = QRectF(area), QRectF(area)
        chip = self._today_chip()
        before.setRight(min(area.right(), max(chip.left() - _INSET, area.left())))
        after.setLeft(max(area.left(), min(chip.right() + _INSET, area.right())))
        if chip.right() < area.left() or chip.left() > area.right():
            before = area
        font = fonts.caption_strong(tabular=True)
        measured = QFontMetricsF(font).horizontalAdvance
        for words in (mark.words, *mark.shorter):
            for room in (before, after):
                if measured(words) <= room.width():
                    paint.text(painter, room, words, font, tokens.tone("text"))
                    return

    def _paint_lower(self, painter: QPainter, tier: QRectF, mark: Mark, tokens: Tokens) -> None:
        area = self._area(tier, mark)
        if not mark.strong:
            line = QRectF(area.left(), tier.top(), 1, tier.height())
            painter.fillRect(line, tokens.colour("line"))
        font = fonts.caption(tabular=True)
        right = self._frame.names + self._frame.chart
        in_view = self._frame.names <= area.left() and area.right() <= right + 1
        if in_view and QFontMetricsF(font).horizontalAdvance(mark.words) <= area.width():
            paint.text(painter, area, mark.words, font, tokens.tone("text2"), _CENTRE)

    def _today_chip(self) -> QRectF:
        metrics = QFontMetricsF(fonts.caption_strong())
        x = round(self._frame.today_x())
        width = round(metrics.horizontalAdvance(_("today"))) + 14
        height = min(round(metrics.height()) + 4, _tier() - 2)
        return QRectF(x - width // 2, 2, width, height)

    def _paint_today(self, painter: QPainter, tokens: Tokens) -> None:
        words, font, chip = _("today"), fonts.caption_strong(), self._today_chip()
        x = round(self._frame.today_x())
        stem = QRectF(x - 1, chip.bottom() - 1, 2, self.height() - chip.bottom() + 1)
        painter.fillRect(stem, tokens.colour("accent_fill"))
        paint.box(painter, chip, 4, tokens.colour("accent_fill"))
        paint.text(painter, chip, words, font, tokens.colour("on_accent"), _CENTRE)

    def _paint_heads(self, painter: QPainter, tokens: Tokens) -> None:
        names = QRectF(0, _tier(), self._frame.names, _tier())
        font, tone = fonts.caption_strong(), tokens.tone("text2")
        title = names.adjusted(PADDING, 0, -PADDING, 0)
        paint.text(painter, title, _("Action and owner"), font, tone)
        edge = QRectF(self._frame.names - 1, 0, 1, self.height())
        painter.fillRect(edge, tokens.colour("strong"))


def _tier() -> int:
    """How high each of the two lines is."""
    return max(24, int(QFontMetricsF(fonts.caption()).height()) + 8)
