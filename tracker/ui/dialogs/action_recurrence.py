"""When a recurring action is due, written as people say it; the usual ways are buttons."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _, format_date, ngettext
from tracker.messages import explain
from tracker.messages.recurrence import bounded_words, recurrence_words, weekday_name
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
from tracker.services.recurrence_text import read_recurrence
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.text import Text

Span = tuple[date | None, date | None]
Recurrence = tuple[str | None, tuple[date, ...]]
"""A rule as RRULE text, and the dates that what is expected by now is counted from."""

# Own dates are read some at a time: what a sentence can be is shorter than a long list of them.
_DATES_AT_ONCE = 20
_MOST_LINES = 4
_INSET = 2.0
# The style sheet's frame and padding, above and below the text together.
_AROUND = 12


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
        self._today, self._span, self._settled = today, span, frozenset(settled)
        self._span_before = span()
        self.text = _Words(_words_of(rule, dates, self._span_before))
        self._text_before = self.text.toPlainText()
        self._note = Text("", fonts.caption(tabular=True), "text2", wrap=True)
        self._days = _Weekdays()
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
        self._write(_listed(dates, self._span()))
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
        if not self.text.toPlainText().strip():
            even = _("What is expected grows evenly from the start to the deadline.")
            return " ".join(filter(None, (even, self._kept_words(())))), True
        try:
            rule, dates = self._read()
        except Invalid as error:
            return _unread_words(error), False
        parts = [self._occasion_words(rule, dates), self._bound_words(rule)]
        return " ".join(filter(None, (*parts, self._kept_words(dates)))), True

    def _occasion_words(self, rule: str | None, dates: tuple[date, ...]) -> str:
        named = recurrence_words(rule)
        if None in self._span() and not dates:
            how = _("With a start and a deadline the occasions can be counted.")
            return f"{_sentence(named)} {how}"
        if not dates:
            return (
                f"{_sentence(named)} {_('No occasion falls between the start and the deadline.')}"
            )
        count = ngettext("{count} occasion", "{count} occasions", len(dates))
        days = _from_to(dates)
        words = f"{count.format(count=len(dates))}, {days}"
        return _sentence(f"{named}: {words}" if named else words)

    def _bound_words(self, rule: str | None) -> str:
        """Only a series that was cut short of what it says needs telling; others end as asked."""
        pattern, (start, end) = parse(rule), self._span()
        if pattern is None or start is None or end is None:
            return ""
        expansion = bounded(pattern, start, end)
        return (
            bounded_words(expansion, end)
            if expansion.is_cut
            else _ends_words(expansion.is_endless, end)
        )

    def _kept_words(self, dates: tuple[date, ...]) -> str:
        """What stays of the dates there were, though it is no longer asked for."""
        if set(dates) == set(self._before[1]):
            return ""
        count = len(self._settled - set(dates))
        if not count:
            return ""
        return ngettext(
            "{count} occasion that is done, missed or cancelled stays.",
            "{count} occasions that are done, missed or cancelled stay.",
            count,
        ).format(count=count)


def _unread_words(error: Invalid) -> str:
    if error.code != "recurrence.unreadable":
        return explain(error)
    words = _(
        "“{text}” can't be understood yet. Write for example “every Friday and Saturday”, "
        "“the last day of every month”, or the dates with commas between."
    )
    return words.format(text=error.params["text"])


def read_own(text: str, start: date | None, end: date | None) -> Recurrence:
    """As `read_recurrence`, on several lines and with as many dates as there are."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    if len(parts) <= _DATES_AT_ONCE:
        return read_recurrence(", ".join(parts), start, end)
    found: set[date] = set()
    for first in range(0, len(parts), _DATES_AT_ONCE):
        some = ", ".join(parts[first : first + _DATES_AT_ONCE])
        rule, dates = read_recurrence(some, start, end)
        if rule is not None:
            raise Invalid("recurrence.unreadable", text=some)
        found.update(dates)
    return None, tuple(sorted(found))


def _words_of(rule: str | None, dates: tuple[date, ...], span: Span) -> str:
    return recurrence_words(rule) if rule is not None else _listed(dates, span)


def _listed(dates: Sequence[date], span: Span) -> str:
    """``31/3, 31/5``; with their years where it isn't clear which."""
    years = {day.year for day in (*dates, *span) if day is not None}
    plain = len(years) == 1 and None not in span
    return ", ".join(f"{day.day}/{day.month}" + ("" if plain else f" {day.year}") for day in dates)


def _from_to(dates: tuple[date, ...]) -> str:
    first, last = dates[0], dates[-1]
    if first == last:
        return format_date(last)
    return (
        f"{format_date(first, 'day' if first.year == last.year else 'short')} – {format_date(last)}"
    )


def _ends_words(is_endless: bool, end: date) -> str:
    return (
        _("It goes on until the deadline, {date}.").format(date=format_date(end))
        if is_endless
        else ""
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


class _Words(QPlainTextEdit):
    """One line that grows to a few. Enter belongs to the dialog; Tab leaves."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_INSET)
        self.setPlaceholderText(_("every Friday and Saturday, or 31/3, 31/5"))
        self.setAccessibleName(_("Recurrence"))
        self.textChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), 1)
        shown = Qt.ScrollBarPolicy
        fits = lines <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            shown.ScrollBarAlwaysOff if fits else shown.ScrollBarAsNeeded
        )
        spacing = QFontMetricsF(fonts.body()).lineSpacing()
        self.setFixedHeight(int(min(lines, _MOST_LINES) * spacing + 2 * _INSET) + _AROUND)


class _Weekdays(QWidget):
    """Seven buttons that stay pressed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: list[Button] = []
        for day in range(7):
            button = Button(weekday_name(day), height=28, kind="flat")
            button.setCheckable(True)
            button.setAccessibleName(weekday_name(day, short=False))
            button.clicked.connect(self.changed)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)

    def days(self) -> tuple[int, ...]:
        """The days pressed, Monday being 0."""
        return tuple(day for day, button in enumerate(self._buttons) if button.isChecked())

    def set_days(self, days: Sequence[int]) -> None:
        """Press these; it is not told as a change."""
        for day, button in enumerate(self._buttons):
            button.setChecked(day in days)
