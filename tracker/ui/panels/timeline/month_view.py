"""A month of days: walked by arrows, its deadlines dragged from day to day."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from tracker.services.queries.due import DueKind, DueRow
from tracker.ui.panels.timeline.month_days import MonthDays, day_words, entry_words
from tracker.ui.panels.timeline.month_painter import Chosen, MonthLayout, MonthPainter
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.calendar import month_later
from tracker.ui.widgets.text import plain_tip

_Key = Qt.Key
_STEPS = {_Key.Key_Left: -1, _Key.Key_Right: 1, _Key.Key_Up: -7, _Key.Key_Down: 7}
_STARTS_AT = 6


class MonthView(QWidget):
    """Shows what falls on the days of one month. The day chosen is what is read out."""

    turned = Signal(object)
    """Another month is wanted: one of its days."""
    chosen = Signal(object)
    """A `DueRow` that is chosen, or None."""
    opened = Signal(object)
    day_opened = Signal(object)
    """A day of several things, or of more than its cell shows."""
    move_asked = Signal(object, object)
    """The row of a deadline, and the day it should move to."""

    def __init__(self, today: date, parent: QWidget | None = None, *, can_move: bool) -> None:
        super().__init__(parent)
        self._days = MonthDays(today.replace(day=1), today)
        self._chosen = Chosen(today)
        self._can_move = can_move
        self._pressed: tuple[QPointF, DueRow | None] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._say()

    def days(self) -> MonthDays:
        """What is shown."""
        return self._days

    def day(self) -> date:
        """The day chosen."""
        return self._chosen.day

    def show_days(self, days: MonthDays) -> None:
        """Show what was read; the day chosen stays when it is in that month."""
        self._days = days
        if not days.is_in_month(self._chosen.day):
            day = days.today if days.is_in_month(days.today) else days.month
            self._chosen = replace(self._chosen, day=day, entry=None)
        self.setMinimumHeight(MonthLayout.least_height(days.weeks))
        self._say()
        self.update()
        self.chosen.emit(self.current())

    def current(self) -> DueRow | None:
        """The thing chosen; without one the day's only thing."""
        rows, number = self._days.on(self._chosen.day), self._chosen.entry
        if number is not None and number < len(rows):
            return rows[number]
        return rows[0] if len(rows) == 1 else None

    def choose(self, day: date, entry: int | None = None) -> None:
        """Choose a day, and one of its things. A day of another month turns to that month."""
        if (day, entry) == (self._chosen.day, self._chosen.entry):
            return
        self._chosen = replace(self._chosen, day=day, entry=entry)
        if self._days.is_in_month(day):
            self._say()
            self.update()
            self.chosen.emit(self.current())
        else:
            self.turned.emit(day)

    def _say(self) -> None:
        self.setAccessibleName(day_words(self._days, self._chosen.day))
        event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
        QAccessible.updateAccessibility(event)

    def layout_now(self) -> MonthLayout:
        """Where the days are."""
        return MonthLayout(self._days, self.width(), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(420, MonthLayout.least_height(self._days.weeks))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.prepare(painter)
        tokens = Theme.current().tokens()
        painter.fillRect(self.rect(), tokens.colour("surface"))
        ringed = self._chosen.by_keyboard and self.hasFocus()
        shown = replace(self._chosen, by_keyboard=ringed)
        MonthPainter(painter, self.layout_now(), shown, tokens).paint(self.width(), self.height())

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard(True)
        key, day = Qt.Key(event.key()), self._chosen.day
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(day + timedelta(_STEPS[key]))
        elif key in (_Key.Key_PageUp, _Key.Key_PageDown):
            self.choose(month_later(day, -1 if key == _Key.Key_PageUp else 1))
        elif key == _Key.Key_Home:
            self.choose(self._days.today)
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            self._open()
        elif key == _Key.Key_Escape and self._chosen.drop is not None:
            self.put_back()
        else:
            super().keyPressEvent(event)

    def _by_keyboard(self, by_keyboard: bool) -> None:
        if by_keyboard != self._chosen.by_keyboard:
            self._chosen = replace(self._chosen, by_keyboard=by_keyboard)
            self.update()

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)
        elif self._days.on(self._chosen.day):
            self.day_opened.emit(self._chosen.day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._by_keyboard(True)
        super().focusInEvent(event)
        self.update()

    # -- mouse

    def put_back(self) -> None:
        """A deadline that was dragged stays where it was."""
        self._pressed = None
        self.unsetCursor()
        self._drop(None)

    def _drop(self, day: date | None) -> None:
        if day != self._chosen.drop:
            self._chosen = replace(self._chosen, drop=day)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._by_keyboard(False)
        layout, at = self.layout_now(), event.position()
        day, found = layout.day_at(at), layout.entry_at(at)
        if day is None:
            return
        row = None
        if found is not None and found[1] < layout.shown(day):
            row = self._days.on(day)[found[1]]
        self._pressed = at, row if row is not None and self._is_movable(row) else None
        if found is not None and row is None:
            self.choose(day)
            self.day_opened.emit(day)
        else:
            self.choose(day, None if found is None else found[1])

    def _is_movable(self, row: DueRow) -> bool:
        return self._can_move and row.kind is DueKind.DEADLINE and not row.ended

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._pressed[1] is None:
            return
        at, row = self._pressed
        assert row is not None
        if (event.position() - at).manhattanLength() >= _STARTS_AT:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._drop(self.layout_now().day_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, day = self._pressed, self._chosen.drop
        self._pressed = None
        self.unsetCursor()
        row = None if pressed is None else pressed[1]
        if row is None or day is None:
            return
        if day == row.due_on:
            self._drop(None)
        else:
            self.move_asked.emit(row, day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self.layout_now().day_at(event.position()) is not None:
            self._open()

    def tip_at(self, at: QPointF) -> str:
        """What hovering tells: the whole of a thing that is shortened in its cell."""
        layout = self.layout_now()
        found = layout.entry_at(at)
        if found is None:
            return ""
        day, number = found
        rows = self._days.on(day)
        told = rows[number : number + 1] if number < layout.shown(day) else rows[number:]
        return "\n".join(entry_words(row, self._days.today) for row in told)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)
