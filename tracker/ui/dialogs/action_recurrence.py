"""When a recurring action is due: evenly, on weekdays, on a day of the month, or on dates given."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import N_, _, format_date, ngettext
from tracker.messages.recurrence import recurrence_words, weekday_name
from tracker.models.errors import Invalid
from tracker.models.recurrence import LAST_DAY, Monthly, Weekly, occasions, parse
from tracker.services.typed import typed_date
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.text import Text

Span = tuple[date | None, date | None]


class Mode(StrEnum):
    """The ways to say when something comes back."""

    EVEN = "even"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    DATES = "dates"
    KEPT = "kept"


_WORDS = {
    Mode.EVEN: N_("Evenly"),
    Mode.WEEKLY: N_("Weekly"),
    Mode.MONTHLY: N_("Monthly"),
    Mode.DATES: N_("Own dates"),
    Mode.KEPT: N_("As now"),
}


class RecurrenceField(QWidget):
    """A rule as RRULE text, and the dates that what is expected by now is counted from.

    A rule that was read from elsewhere and says more than this can is kept as it is.
    """

    changed = Signal()

    def __init__(
        self,
        rule: str | None,
        dates: tuple[date, ...],
        today: date,
        span: Callable[[], Span],
        parent: QWidget | None = None,
    ) -> None:
        """`span` tells the action's start and deadline as they stand in the form."""
        super().__init__(parent)
        self._kept, self._dates, self._today, self._span = rule, dates, today, span
        pattern = parse(rule)
        mode = _mode_of(rule, dates)
        modes = [each for each in Mode if each is not Mode.KEPT or mode is Mode.KEPT]
        self._mode = SegmentedControl(
            [(each, _(_WORDS[each])) for each in modes], mode, _("Recurrence")
        )
        self._days = _Weekdays(pattern.days if isinstance(pattern, Weekly) else ())
        self._day = Picker(
            [(LAST_DAY, _("the last day")), *((n, str(n)) for n in range(1, 29))],
            pattern.day if isinstance(pattern, Monthly) else LAST_DAY,
        )
        self._listed = QPlainTextEdit(", ".join(format_date(day, "iso") for day in dates))
        self._listed.setTabChangesFocus(True)
        self._listed.setFixedHeight(58)
        self._listed.setPlaceholderText(_("Dates with commas between: 31/3, 31/5, 30/9"))
        self._listed.setAccessibleName(_("Own dates"))
        self._counted = QCheckBox(_("What is expected follows these days"))
        self._counted.setChecked(bool(dates) and pattern is not None)
        self._note = Text("", fonts.caption(tabular=True), "text2", wrap=True)
        self._place()
        for signal in (self._mode.changed, self._days.changed, self._day.changed):
            signal.connect(self._on_changed)
        self._counted.toggled.connect(self._on_changed)
        self._listed.textChanged.connect(self._on_changed)
        self._on_changed()

    def _place(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._day.setMaximumWidth(180)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for widget in (
            self._mode, self._days, self._day, self._listed, self._counted, self._note
        ):  # fmt: skip
            layout.addWidget(widget)
        self.setFocusProxy(self._mode)

    def refresh(self) -> None:
        """The action's start or deadline changed."""
        self._on_changed()

    def value(self) -> tuple[str | None, tuple[date, ...]]:
        """The rule and the dates. Raises `Invalid` for dates that can't be read."""
        mode = self._mode.value()
        if mode is Mode.EVEN:
            return None, ()
        if mode is Mode.KEPT:
            return self._kept, self._dates
        if mode is Mode.DATES:
            return None, self._own_dates()
        pattern = self._pattern()
        if pattern is None:
            raise Invalid("field.required", field=self.objectName() or None)
        return pattern.rule(), self._occasions(pattern)

    def _pattern(self) -> Weekly | Monthly | None:
        if self._mode.value() is Mode.WEEKLY:
            return Weekly(self._days.days()) if self._days.days() else None
        day = self._day.value()
        return Monthly(day) if day is not None else None

    def _occasions(self, pattern: Weekly | Monthly) -> tuple[date, ...]:
        start, end = self._span()
        if not self._counted.isChecked() or start is None or end is None:
            return ()
        return occasions(pattern, start, end)

    def _own_dates(self) -> tuple[date, ...]:
        parts = [part.strip() for part in re.split(r"[,;\n]", self._listed.toPlainText())]
        try:
            return tuple(sorted({typed_date(part, self._today) for part in parts if part}))
        except Invalid as error:
            raise Invalid(error.code, field=self.objectName() or None, **error.params) from error

    def _on_changed(self, *_args: object) -> None:
        mode = self._mode.value()
        self._days.setVisible(mode is Mode.WEEKLY)
        self._day.setVisible(mode is Mode.MONTHLY)
        self._listed.setVisible(mode is Mode.DATES)
        self._counted.setVisible(mode in (Mode.WEEKLY, Mode.MONTHLY))
        self._note.setText(self._said(mode))
        self.updateGeometry()
        self.changed.emit()

    def _said(self, mode: Mode) -> str:
        if mode is Mode.EVEN:
            return _("What is expected grows evenly from the start to the deadline.")
        if mode is Mode.KEPT:
            return recurrence_words(self._kept)
        try:
            rule, dates = self.value()
        except Invalid:
            return ""
        if not dates:
            return recurrence_words(rule)
        count = ngettext("{count} date", "{count} dates", len(dates)).format(count=len(dates))
        return f"{count}, {format_date(dates[0])} – {format_date(dates[-1])}"


def _mode_of(rule: str | None, dates: tuple[date, ...]) -> Mode:
    if rule is None:
        return Mode.DATES if dates else Mode.EVEN
    return {Weekly: Mode.WEEKLY, Monthly: Mode.MONTHLY}.get(type(parse(rule)), Mode.KEPT)


class _Weekdays(QWidget):
    """Seven buttons that stay pressed."""

    changed = Signal()

    def __init__(self, days: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: list[Button] = []
        for day in range(7):
            button = Button(weekday_name(day), height=28, kind="flat")
            button.setCheckable(True)
            button.setChecked(day in days)
            button.setAccessibleName(weekday_name(day, short=False))
            button.toggled.connect(self.changed)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)

    def days(self) -> tuple[int, ...]:
        """The days pressed, Monday being 0."""
        return tuple(day for day, button in enumerate(self._buttons) if button.isChecked())
