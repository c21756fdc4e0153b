"""When a recurring action is due, written as people say it; the usual ways are buttons."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.messages.recurrence import recurrence_words
from tracker.models.errors import Invalid
from tracker.models.recurrence import (
    LAST_DAY,
    Endless,
    Limited,
    Monthly,
    Weekly,
    bounded,
    parse,
)
from tracker.ui import fonts
from tracker.ui.dialogs.recurrence_parts import Weekdays, WordsField
from tracker.ui.dialogs.recurrence_said import (
    Recurrence,
    Span,
    kept_words,
    listed_days,
    read_own,
    taken_words,
    unread_words,
    words_of,
)
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.text import Text


class RecurrenceField(QWidget):
    """A rule and its dates, in words with a line under them that says what they were taken for.

    A rule that was read from elsewhere and says more than words can is kept as it is.
    """

    changed = Signal()

    def __init__(
        self,
        rule: str | None,
        dates: tuple[date, ...],
        today: date,
        span: Callable[[], Span],
        parent: QWidget | None = None,
        *,
        settled: Sequence[date] = (),
    ) -> None:
        """`span` tells the action's start and deadline as they stand in the form.

        `settled` are dates that stay whatever is written: done, missed or cancelled.
        """
        super().__init__(parent)
        self._before: Recurrence = (rule, dates)
        self._today, self._span = today, span
        self.settled = frozenset(settled)
        self._span_before = span()
        self.text = WordsField(words_of(rule, dates, self._span_before))
        self._text_before = self.text.toPlainText()
        self._note = Text("", fonts.caption(tabular=True), "text2", wrap=True)
        self._days = Weekdays()
        self._day = Picker(
            [(LAST_DAY, _("the last day")), *((n, str(n)) for n in range(1, 31))], LAST_DAY
        )
        self._day.setAccessibleName(_("Day of the month"))
        self._counted = QCheckBox(_("Follow up each occasion by itself"))
        self._counted.setChecked(bool(dates) or rule is None)
        self._place()
        self._days.changed.connect(self._on_days)
        self._day.changed.connect(self._on_day)
        self._counted.toggled.connect(self._on_changed)
        self.text.textChanged.connect(self._on_changed)
        self._on_changed()

    def _place(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._day.setMaximumWidth(180)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        usual = QWidget()
        flow = FlowLayout(usual, gap=8, line_gap=0)
        for words, begin in (
            (_("Evenly"), self.begin_evenly),
            (_("Every week"), self.begin_weekly),
            (_("Every month"), self.begin_monthly),
            (_("Own dates"), self.begin_dates),
        ):
            link = LinkButton(words)
            link.clicked.connect(begin)
            flow.addWidget(link)
        for widget in (self.text, self._note, usual, self._days, self._day, self._counted):
            layout.addWidget(widget)
        self.setFocusProxy(self.text)

    def _fit(self) -> None:
        """All lines of the note show, also in a form that scrolls."""
        self._note.setMinimumHeight(max(self._note.heightForWidth(self.width()), 0))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def refresh(self) -> None:
        """The action's start or deadline changed."""
        self._on_changed()

    def said(self) -> str:
        """What the words were taken for, or why they can't be."""
        return self._note.whole_text()

    def value(self) -> Recurrence:
        """The rule and the dates. Raises `Invalid` for what can't be understood."""
        try:
            rule, dates = self._read()
        except Invalid as error:
            raise Invalid(error.code, field=self.objectName() or None, **error.params) from error
        if rule is not None and not self._counted.isChecked():
            return rule, ()
        return rule, dates

    def _read(self) -> Recurrence:
        rule, dates = self._before
        text = self.text.toPlainText().strip()
        if not text:
            return None, ()
        if text != self._text_before:
            return read_own(text, *self._span())
        if rule is None or (dates and self._span() == self._span_before):
            return rule, dates
        return rule, self._expanded(rule)

    def _expanded(self, rule: str) -> tuple[date, ...]:
        """The dates of a rule that was there before, between other days than before."""
        pattern, (start, end) = parse(rule), self._span()
        if pattern is None or start is None or end is None:
            return self._before[1]
        return bounded(pattern, start, end).dates

    def begin_evenly(self) -> None:
        """Nothing comes back: what is expected grows by the day."""
        self._write("")

    def begin_weekly(self) -> None:
        """Every week on the weekday of the start, to be changed."""
        start = self._span()[0] or self._today
        self._write(recurrence_words(Weekly((start.weekday(),)).rule()))

    def begin_monthly(self) -> None:
        """Every month on its last day, to be changed."""
        self._write(recurrence_words(Monthly(LAST_DAY).rule()))

    def begin_dates(self) -> None:
        """The dates there are now, to be changed; an example where there are none."""
        try:
            dates = self._read()[1]
        except Invalid:
            dates = ()
        self._write(listed_days(dates, self._span()))
        if not dates:
            self._note.setText(_("Write the dates with commas between: 31/3, 31/5, 30/9, 30/11"))

    def _write(self, words: str) -> None:
        self.text.setPlainText(words)
        self.text.setFocus(Qt.FocusReason.TabFocusReason)
        self.text.selectAll()

    def _on_days(self) -> None:
        if self._days.days():
            every = pattern.every if isinstance(pattern := self._pattern(), Weekly) else 1
            self._fill(Weekly(self._days.days(), every))

    def _on_day(self, day: int | None) -> None:
        if day is not None:
            every = pattern.every if isinstance(pattern := self._pattern(), Monthly) else 1
            self._fill(Monthly(day, every))

    def _fill(self, pattern: Weekly | Monthly) -> None:
        """What was pressed, in the words that it would be written with."""
        words = recurrence_words(pattern.rule())
        if words != self.text.toPlainText():
            self.text.setPlainText(words)

    def _pattern(self) -> Endless | None:
        """What the words mean, without an end of its own."""
        try:
            pattern = parse(self._read()[0])
        except Invalid:
            return None
        return pattern.pattern if isinstance(pattern, Limited) else pattern

    def _on_changed(self, *_args: object) -> None:
        pattern = self._pattern()
        self._days.setVisible(isinstance(pattern, Weekly))
        if isinstance(pattern, Weekly):
            self._days.set_days(pattern.days)
        self._day.setVisible(isinstance(pattern, Monthly))
        if isinstance(pattern, Monthly):
            blocked = self._day.blockSignals(True)
            self._day.set_value(pattern.day)
            self._day.blockSignals(blocked)
        self._counted.setVisible(pattern is not None)
        said, understood = self._said()
        self._note.setText(said)
        self._note.set_tone("text2" if understood else "at_risk")
        self.text.setAccessibleDescription(said)
        self._fit()
        self.changed.emit()

    def _said(self) -> tuple[str, bool]:
        """What the words were taken for, and whether they could be."""
        dates: tuple[date, ...] = ()
        if not self.text.toPlainText().strip():
            said = _("What is expected grows evenly from the start to the deadline.")
        else:
            try:
                rule, dates = self._read()
            except Invalid as error:
                return unread_words(error), False
            said = taken_words(rule, dates, self._span())
        if set(dates) == set(self._before[1]):
            return said, True
        return f"{said} {kept_words(len(self.settled - set(dates)))}".strip(), True
