"""Fields for a day and for a number, which say beside what is typed what it means."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_date, format_number, weekday
from tracker.models.errors import Invalid
from tracker.services.spreadsheet.dates_and_numbers import parse_number, parse_whole
from tracker.services.spreadsheet.durations import parse_hours
from tracker.services.typed import typed_date
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import IconButton
from tracker.ui.widgets.calendar import CalendarPopup

_INSET = 11
_GAP = 8
_NUMBER_ROOM = 52
"""What a number of a few digits needs, however long its unit is."""
_SHORTEST_UNIT = 40
"""A unit cut shorter than this says nothing."""

_ON_THE_WAY = (Qt.Key.Key_Shift, Qt.Key.Key_AltGr)
"""Held down to type what comes next, on some keyboards."""


class _ValueField(QLineEdit):
    """A field that marks itself while what is typed can't be understood."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setFont(fonts.body(tabular=True))
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> object:
        """What is typed, as a value; None for nothing. Raises `Invalid`."""
        raise NotImplementedError

    def understood(self) -> bool:
        """Whether what is typed has a value, or is nothing."""
        try:
            self.value()
        except Invalid:
            return False
        return True

    def _on_text_changed(self) -> None:
        # While typing it isn't wrong yet; leaving the field is what judges it.
        if self.property("invalid"):
            self._mark(not self.understood())
        self.update()

    def _mark(self, invalid: bool) -> None:
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._mark(not self.understood())

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Whatever can't be read inside is this field's fault."""
        try:
            yield
        except Invalid as error:
            name = self.objectName() or None
            raise Invalid(error.code, field=name, **error.params) from error


class DateField(_ValueField):
    """A day: ``2018-09-15``, ``15/9``, ``fredag``, ``+2v``. The weekday stands beside it.

    Up, down and + step the day, and so does - where it can't be part of a date; a + before a
    number says how far away the day is. The button, or Alt+Down, opens a calendar.
    """

    changed = Signal(object)
    """Another day (or None) can be read from the field."""

    def __init__(
        self,
        today: date,
        value: date | None = None,
        parent: QWidget | None = None,
        *,
        past: bool = False,
    ) -> None:
        """With `past` a day typed without a year is the latest such day, never one to come."""
        super().__init__(parent)
        self._today = today
        self._past = past
        self._told: date | None = None
        self._plus_pressed = False
        self._button = IconButton("calendar", _("Open the calendar"), self, keys="Alt+↓", side=28)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        self.setPlaceholderText(_("yyyy-mm-dd"))
        self.setTextMargins(0, 0, self._button.sizeHint().width(), 0)
        self.setMinimumWidth(150)
        self.textChanged.connect(self._tell)
        self.set_value(value)

    def value(self) -> date | None:
        """The day, or None for an empty field. Raises `Invalid` ("input.date")."""
        if not self.text().strip():
            return None
        with self._named():
            return typed_date(self.text(), self._today, past=self._past)

    def set_value(self, value: date | None) -> None:
        """Show a day, or nothing."""
        self.setText("" if value is None else format_date(value, "iso"))
        self.setCursorPosition(0)
        self._mark(False)

    def set_today(self, today: date) -> None:
        """Another day is today: what stands beside the date follows, the date stays."""
        self._today = today
        self.update()

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if not self.isReadOnly():
            popup = CalendarPopup(self._readable() or self._today, self._today, self)
            popup.picked.connect(self._on_picked)
            popup.open_under(self)

    def _on_picked(self, day: date) -> None:
        self.set_value(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _readable(self) -> date | None:
        try:
            return self.value()
        except Invalid:
            return None

    def _tell(self) -> None:
        day = self._readable()
        self.setAccessibleDescription(self._beside(day))
        if day != self._told:
            self._told = day
            self.changed.emit(day)

    def _beside(self, day: date | None) -> str:
        """``lördag, i dag``; the whole date where the field shows something shorter."""
        if day is None:
            return ""
        words = weekday(day)
        near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
        after = near.get((day - self._today).days, "")
        if format_date(day, "iso") != self.text().strip():
            after = format_date(day, "iso")
        return f"{words}, {after}" if after else words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        after_plus = self._plus_pressed
        self._plus_pressed = after_plus and key in _ON_THE_WAY
        if after_plus and event.text().isdecimal() and not self.isReadOnly():
            self.setText("+" + event.text())
        elif key is Qt.Key.Key_F4 or (alt and key is Qt.Key.Key_Down):
            self.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key is Qt.Key.Key_Up else -1)
        elif event.text() == "+":
            self._plus_pressed = True
            self._step(1)
        elif event.text() == "-" and self._is_whole():
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def _is_whole(self) -> bool:
        """Whether a hyphen can't be part of what is typed: 15/9-18 is a date too."""
        day = self._readable()
        whole = day is not None and format_date(day, "iso") == self.text().strip()
        return whole or self.selectedText() == self.text()

    def _step(self, days: int) -> None:
        if not self.isReadOnly():
            self.set_value((self._readable() or self._today) + timedelta(days))
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        day = self._readable()
        if day is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.set_value(day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._button.sizeHint().width()
        self._button.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)

    def sizeHint(self) -> QSize:
        return QSize(224, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        day = self._readable()
        if day is None:
            return
        painter = QPainter(self)
        paint.prepare(painter)
        left = _INSET + QFontMetricsF(self.font()).horizontalAdvance(self.text()) + _GAP
        area = QRectF(left, 0, self._button.x() - left - 2, self.height())
        font = fonts.caption(tabular=True)
        fits = QFontMetricsF(font)
        for words in (self._beside(day), weekday(day), weekday(day, short=True)):
            if fits.horizontalAdvance(words) + _GAP / 2 <= area.width():
                paint.text(painter, area, words, font, Theme.current().tokens().tone("text2"))
                return


class _UnitField(_ValueField):
    """A value with its unit at the right edge."""

    def __init__(self, unit: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._unit = ""
        self.set_unit(unit)

    def set_unit(self, unit: str) -> None:
        """What is counted; read out as well."""
        self._unit = unit
        self.setAccessibleDescription(unit)
        self._make_room()
        self.update()

    def _make_room(self) -> None:
        wanted = int(QFontMetricsF(fonts.caption()).horizontalAdvance(self._unit)) + 4
        room = min(wanted, self.width() - _NUMBER_ROOM)
        shown = self._unit and (room == wanted or room >= _SHORTEST_UNIT)
        self.setTextMargins(0, 0, room if shown else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def sizeHint(self) -> QSize:
        return QSize(100, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.textMargins().right():
            return
        painter = QPainter(self)
        paint.prepare(painter)
        area = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
        area.setLeft(area.right() - self.textMargins().right())
        tone = Theme.current().tokens().tone("text2")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        paint.text(painter, area, self._unit, fonts.caption(), tone, right)


class NumberField(_UnitField):
    """A number with its unit beside it, ``30  pass``. Up and down step it, down to zero."""

    changed = Signal(object)
    """Another number (or None) can be read from the field."""

    def __init__(
        self,
        value: Decimal | None = None,
        unit: str = "",
        decimals: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(unit, parent)
        self._decimals = decimals
        self._told: Decimal | None = None
        self.textChanged.connect(self._tell)
        self.set_value(value)

    def value(self) -> Decimal | None:
        """The number, or None for an empty field. Raises `Invalid` ("input.number", …)."""
        if not self.text().strip():
            return None
        with self._named():
            if not self._decimals:
                return Decimal(parse_whole(self.text()))
            number = parse_number(self.text())
            rounded = round(number, self._decimals)
            return number if number == rounded else rounded

    def set_value(self, value: Decimal | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if value is None else format_number(value, self._decimals))
        self._mark(False)

    def _tell(self) -> None:
        number = self.value() if self.understood() else None
        if number != self._told:
            self._told = number
            self.changed.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly() or not self.understood():
            super().keyPressEvent(event)
            return
        self.set_value(max((self.value() or Decimal(0)) + step, Decimal(0)))
        self.selectAll()


class HoursField(_UnitField):
    """A duration in hours: ``1,5``, ``1:30``, ``90 min``, ``18–19:30``. Its value is minutes."""

    def __init__(
        self, minutes: int | None = None, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(unit, parent)
        self.set_value(minutes)

    def value(self) -> int | None:
        """Minutes, or None for an empty field. Raises `Invalid` ("input.duration", …)."""
        if not self.text().strip():
            return None
        with self._named():
            return parse_hours(self.text())

    def set_value(self, minutes: int | None) -> None:
        """Show a duration as hours, or nothing."""
        self.setText("" if minutes is None else format_number(Decimal(minutes) / 60, 3))
        self._mark(False)
