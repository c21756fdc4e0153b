"""A month to pick a day from: ISO weeks, all by keyboard, drawn in the design's colours."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, month, weekday
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import IconButton, LinkButton
from tracker.ui.widgets.text import Text

_CELL = 32
_HEAD = 24
_WEEKS = 6
_MONDAY = date(2018, 1, 1)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


def month_later(day: date, months: int) -> date:
    """The same day `months` away, or that month's last one: 31 January + 1 is 28 February."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(1)).day
    return date(year, month + 1, min(day.day, last))


class MonthGrid(QWidget):
    """Six weeks around one day. Arrows move by day and week, Page up and down by month."""

    moved = Signal(object)
    """Another day is marked."""
    picked = Signal(object)
    """Enter or a click: this is the day."""

    def __init__(self, day: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day, self._today = day, today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._say()

    def day(self) -> date:
        """The day marked."""
        return self._day

    def set_day(self, day: date) -> None:
        """Mark another day."""
        if day != self._day:
            self._day = day
            self._say()
            self.update()
            self.moved.emit(day)

    def _say(self) -> None:
        words = f"{weekday(self._day)} {format_date(self._day, 'long')}"
        self.setAccessibleName(words)
        event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
        QAccessible.updateAccessibility(event)

    def first_shown(self) -> date:
        """The Monday in the upper left corner."""
        first = self._day.replace(day=1)
        return first - timedelta(first.weekday())

    def day_at(self, spot: QPointF) -> date | None:
        """The day under `spot`."""
        side = self._cell()
        column, row = int(spot.x() // side) - 1, int((spot.y() - _HEAD) // side)
        if not (0 <= column < 7 and 0 <= row < _WEEKS) or spot.y() < _HEAD:
            return None
        return self.first_shown() + timedelta(row * 7 + column)

    def _cell(self) -> int:
        return max(_CELL, int(QFontMetricsF(fonts.body(tabular=True)).height()) + 10)

    def sizeHint(self) -> QSize:
        side = self._cell()
        return QSize(8 * side, _HEAD + _WEEKS * side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        side = self._cell()
        centre = Qt.AlignmentFlag.AlignCenter
        for column in range(7):
            word = weekday(_MONDAY + timedelta(column), short=True)
            head = QRectF((column + 1) * side, 0, side, _HEAD)
            paint.text(painter, head, word, fonts.caption(), tokens.tone("text2"), centre)
        monday = self.first_shown()
        for row in range(_WEEKS):
            week = str((monday + timedelta(row * 7)).isocalendar().week)
            left = QRectF(0, _HEAD + row * side, side, side)
            paint.text(painter, left, week, fonts.counter(), tokens.tone("text3"), centre)
            for column in range(7):
                spot = left.translated((column + 1) * side, 0)
                self._paint_day(painter, spot, monday + timedelta(row * 7 + column), tokens)

    def _paint_day(self, painter: QPainter, rect: QRectF, day: date, tokens: Tokens) -> None:
        inner = rect.adjusted(2, 2, -2, -2)
        chosen = day == self._day
        tone = tokens.tone("text" if day.month == self._day.month else "text3")
        font = fonts.body_strong(tabular=True) if chosen else fonts.body(tabular=True)
        if chosen:
            paint.box(painter, inner, 4, tokens.colour("accent_fill"))
            tone = tokens.tone("on_accent")
        elif day == self._today:
            paint.outline(painter, inner, 4, tokens.colour("accent"), 1)
        elif self.underMouse() and self.day_at(QPointF(self._pointer())) == day:
            paint.box(painter, inner, 4, tokens.colour("hover"))
        paint.text(painter, inner, str(day.day), font, tone, Qt.AlignmentFlag.AlignCenter)

    def _pointer(self) -> QPoint:
        return self.mapFromGlobal(self.cursor().pos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None:
            self.picked.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_day(month_later(self._day, -1 if event.angleDelta().y() > 0 else 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.set_day(self._day + timedelta(_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.set_day(month_later(self._day, -1 if key is Qt.Key.Key_PageUp else 1))
        elif key is Qt.Key.Key_Home:
            self.set_day(self._day.replace(day=1))
        elif key is Qt.Key.Key_End:
            self.set_day(month_later(self._day.replace(day=1), 1) - timedelta(1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._day)
        else:
            super().keyPressEvent(event)


class CalendarPopup(QFrame):
    """A month under a date field. `picked` carries the day, and the popup closes."""

    picked = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Calendar"))
        self._today = today
        self.grid = MonthGrid(day, today)
        self._title = Text("", fonts.body_strong(tabular=True))
        head = QHBoxLayout()
        head.setSpacing(0)
        earlier = IconButton("chevron-left", _("Previous month"), keys=_("Page up"))
        later = IconButton("chevron-right", _("Next month"), keys=_("Page down"))
        earlier.clicked.connect(lambda: self._turn(-1))
        later.clicked.connect(lambda: self._turn(1))
        now = LinkButton(_("Today"))
        now.clicked.connect(lambda: self._pick(self._today))
        head.addSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(now)
        head.addWidget(earlier)
        head.addWidget(later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.grid)
        self.grid.moved.connect(self._show_month)
        self.grid.picked.connect(self._pick)
        self._show_month(day)

    def open_under(self, anchor: QWidget) -> None:
        """Show just below `anchor`, inside its screen, with the keyboard in the days."""
        self.adjustSize()
        screen = anchor.screen().availableGeometry()
        spot = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        spot.setX(max(screen.left(), min(spot.x(), screen.right() - self.width())))
        if spot.y() + self.height() > screen.bottom():
            spot.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(spot)
        self.show()
        self.grid.setFocus()

    def _turn(self, months: int) -> None:
        self.grid.set_day(month_later(self.grid.day(), months))

    def _show_month(self, day: date) -> None:
        self._title.setText(month(day))

    def _pick(self, day: date) -> None:
        self.close()
        self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.colour("surface"))
        painter.setPen(tokens.colour("strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
