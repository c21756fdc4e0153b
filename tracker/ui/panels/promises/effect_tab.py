"""Effect, kept apart from what was done: each indicator with its goal and what was measured."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages.figures import answers_words, found_words
from tracker.messages.measuring import due_words
from tracker.services.queries.answered import Answered
from tracker.services.queries.indicators import IndicatorRow, MeasurementRow
from tracker.services.queries.plan import PlanView
from tracker.ui import fonts
from tracker.ui.panels.promises.effect_chart import EffectChart, points_of
from tracker.ui.panels.promises.head_words import measure_name, number_words, span_words
from tracker.ui.tokens import Tone
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton
from tracker.ui.widgets.marks import Tag
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Card, Panel, ScrollPanel
from tracker.ui.widgets.text import Text

_NEWEST = 6
_DAY_WIDTH = 88


class EffectTab(QStackedWidget):
    """A card per indicator: start → goal, a small chart, and every measurement with its source."""

    new_asked = Signal()
    opened = Signal(object)
    """The `IndicatorRow` to change."""
    measure_asked = Signal(object)
    """The `IndicatorRow` to enter a measurement of."""
    register_asked = Signal(object, object)
    """The `IndicatorRow`, and the `Answered` to take as its next measurement."""
    removal_asked = Signal(object)
    """The `IndicatorRow` or `MeasurementRow` to remove."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._today = date.min
        self._empty: EmptyState | None = None
        self._cards = ScrollPanel(margins=(24, 16, 24, 16), gap=12)
        self.addWidget(self._cards)
        self._show_empty(writable=False)

    def show_plan(self, view: PlanView, today: date, *, writable: bool) -> None:
        """Show a promise's indicators."""
        # What a survey says of the effect often comes after the promise has ended.
        measurable, writable = writable, writable and not view.row.status.ended
        wanted = (view.indicators, view.fields.expected_effect, today, writable, measurable)
        if wanted == self._shown:
            return
        self._shown, self._today = wanted, today
        if not view.indicators:
            self._show_empty(writable=writable)
            return
        self._clear()
        body = self._cards.body
        if view.fields.expected_effect:
            words = _("Expected effect:") + " " + view.fields.expected_effect
            body.addWidget(Text(words, fonts.body(), "text2", wrap=True))
        for indicator in view.indicators:
            start = view.fields.period_start
            card = self._card(indicator, start, writable=writable)
            for found in indicator.waiting if measurable else ():
                card.body.addWidget(self._waiting(indicator, found))
            body.addWidget(card)
        if writable:
            more = Button(_("Add an indicator"), icon="plus", kind="flat")
            more.clicked.connect(self.new_asked)
            body.addWidget(more)
        body.addStretch(1)
        self.setCurrentWidget(self._cards)

    def _show_empty(self, *, writable: bool) -> None:
        if self._empty is not None:
            self.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = EmptyState(
            "target",
            _("Nothing measures the effect yet"),
            _(
                "An indicator says what should be different for those who live here: "
                "from which value, to which, and when it is measured again."
            ),
            _("Add an indicator") if writable else "",
            action_icon="plus",
        )
        self._empty.acted.connect(self.new_asked)
        self.addWidget(self._empty)
        self.setCurrentWidget(self._empty)

    def _clear(self) -> None:
        body = self._cards.body
        while body.count():
            item = body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _card(self, indicator: IndicatorRow, start: date, *, writable: bool) -> Card:
        card = Card(gap=8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(measure_name(indicator), fonts.body_strong()).elidable(), 1)
        head.addWidget(Tag(label(indicator.kind)))
        if writable:
            edit, measure = LinkButton(_("Edit")), LinkButton(_("Enter a measurement"))
            edit.setAccessibleName(_("Edit {what}").format(what=indicator.name))
            edit.clicked.connect(self._emitter(self.opened.emit, indicator))
            measure.clicked.connect(self._emitter(self.measure_asked.emit, indicator))
            remove = IconButton("trash", _("Remove {what}").format(what=indicator.name))
            remove.clicked.connect(self._emitter(self.removal_asked.emit, indicator))
            for widget in (measure, edit, remove):
                head.addWidget(widget)
        card.body.addLayout(head)
        card.body.addWidget(
            Text(_goal(indicator, self._today), fonts.body(tabular=True), "text2", wrap=True)
        )
        points = points_of(indicator, start, self._today)
        if len(points.values) > 1:
            card.body.addWidget(EffectChart(indicator, points))
        newest = list(reversed(indicator.measurements))
        if newest:
            card.body.addLayout(self._measurements(indicator, newest[:_NEWEST], writable=writable))
            if len(newest) > _NEWEST:
                self._add_older(card, indicator, newest[_NEWEST:], writable=writable)
        else:
            card.body.addWidget(Text(_("Not measured yet."), fonts.body(), "at_risk"))
        return card

    def _waiting(self, indicator: IndicatorRow, found: Answered) -> Panel:
        """A survey has answered its question: said, and recorded only when somebody asks for it."""
        panel = Panel("tint")
        line = QHBoxLayout(panel)
        line.setContentsMargins(12, 6, 6, 6)
        line.setSpacing(12)
        words = found_words(found.value, found.answers, indicator.unit, found.title)
        said = _("New measurement: {found}").format(found=words)
        line.addWidget(Text(said, fonts.body(tabular=True), wrap=True), 1)
        register = Button(_("Register"), icon="target")
        name = _("Register the measurement of {what}").format(what=indicator.name)
        register.setAccessibleName(name)
        register.clicked.connect(lambda: self.register_asked.emit(indicator, found))
        line.addWidget(register)
        return panel

    def _add_older(
        self,
        card: Card,
        indicator: IndicatorRow,
        older: Sequence[MeasurementRow],
        *,
        writable: bool,
    ) -> None:
        words = _("Show all {count}").format(count=format_number(len(older) + _NEWEST))
        link = LinkButton(words)

        def show() -> None:
            link.setVisible(False)
            card.body.addLayout(self._measurements(indicator, older, writable=writable))

        link.clicked.connect(show)
        card.body.addWidget(link)

    def _measurements(
        self, indicator: IndicatorRow, rows: Sequence[MeasurementRow], *, writable: bool
    ) -> QGridLayout:
        """Measurements in columns: day, value, what is said about it, and a way to remove it."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        top = Qt.AlignmentFlag.AlignTop
        for row, each in enumerate(rows):
            date_words = format_date(each.measured_on)
            day = Text(date_words, fonts.body(tabular=True), "text2")
            unmeasured = each.value is None
            words = _("not measured") if unmeasured else number_words(each.value, indicator.unit)
            tone: Tone = "at_risk" if unmeasured else "text"
            value = Text(words, fonts.body_strong(tabular=True), tone)
            for column, text in enumerate((day, value)):
                text.setMinimumWidth(_DAY_WIDTH)
                grid.addWidget(text, row, column, top)
            grid.addWidget(Text(_about(each), fonts.body(), "text2", wrap=True), row, 2, top)
            if writable:
                name = _("Remove the measurement of {date}").format(date=date_words)
                remove = IconButton("trash", name, side=22)
                remove.clicked.connect(self._emitter(self.removal_asked.emit, each))
                grid.addWidget(remove, row, 3, top)
        grid.setColumnStretch(2, 1)
        return grid

    def _emitter(
        self, emit: Callable[[object], object], row: IndicatorRow | MeasurementRow
    ) -> Callable[[], object]:
        return lambda: emit(row)


def _goal(indicator: IndicatorRow, today: date) -> str:
    span = span_words(indicator)
    if indicator.baseline_answers is not None:
        span += " " + _("(start: {answers})").format(
            answers=answers_words(indicator.baseline_answers)
        )
    parts = [span, label(indicator.direction).lower()]
    parts.append(due_words(indicator.next_due(today), indicator.measure_every, today))
    if indicator.source:
        parts.append(indicator.source)
    return " · ".join(filter(None, parts))


def _about(each: MeasurementRow) -> str:
    answers = ""
    if each.answers is not None:
        words = ngettext("{count} answer", "{count} answers", each.answers)
        answers = words.format(count=format_number(each.answers))
    return " · ".join(part for part in (each.note, answers, each.source) if part)
