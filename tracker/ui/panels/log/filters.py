"""The filters over the log: text, party, promise, period, and the one action come here for."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.models.enums import Party
from tracker.services.queries.choices import Choice as Named
from tracker.services.queries.log import LogQuery
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.chips import Choice, FilterChip
from tracker.ui.widgets.filter_text import FilterText
from tracker.ui.widgets.flow import FlowLayout

# So short that the rows seem to follow the fingers, long enough for a fast pair of letters.
_PAUSE_MS = 25
_LATELY = 30

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class LogChoices:
    """What the chips offer that the book decides, and the words for the action filtered on."""

    years: Sequence[int] = ()
    promises: Sequence[Named] = ()
    action: Named | None = None


class LogFilters(QWidget):
    """Makes a `LogQuery` of what is chosen. `changed` when the user changes it."""

    changed = Signal()
    entered = Signal()
    """Enter or the down arrow in the text field: on to the rows."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._given = LogChoices()
        self._query = LogQuery()
        self._showing = False
        self.text = FilterText(_PAUSE_MS)
        self.text.filtered.connect(self._on_filter)
        self.text.entered.connect(self.entered)
        self.period = FilterChip(_("Period"), self._periods, several=False)
        self.parties = FilterChip(
            _("Party"), lambda: [Choice(party, label(party)) for party in Party]
        )
        self.promises = FilterChip(
            _("Promise"), lambda: [Choice(p.id, p.text) for p in self._given.promises]
        )
        # Only another page asks for one action; the chip says so and can clear it.
        self.action = FilterChip(_("Action"), self._actions, several=False)
        self._chips = (self.period, self.parties, self.promises, self.action)
        self.clear_link = LinkButton(_("Clear filters"))
        self.clear_link.clicked.connect(self.clear)
        layout = FlowLayout(self)
        for widget in (self.text, *self._chips, self.clear_link):
            layout.addWidget(widget)
        for chip in self._chips:
            chip.changed.connect(self._on_filter)
        self._tidy()

    def query(self) -> LogQuery:
        """What is filtered on."""
        return self._query

    def is_filtering(self) -> bool:
        """Whether anything at all is left out."""
        return self._query != LogQuery(ascending=self._query.ascending)

    def set_choices(self, given: LogChoices) -> None:
        """What there is to choose from now."""
        self._given = given
        self.show_query(self._query)

    def show_query(self, query: LogQuery) -> None:
        """Show the filters of `query`; nobody is told."""
        self._showing = True
        self._query = query
        self.text.show_words(query.text)
        span: Span = (query.done_from, query.done_to)
        words = {choice.value: choice.words for choice in self._periods()}
        for chip, value, said in (
            (self.period, {span} if any(span) else set(), words.get(span, _span_words(span))),
            (self.parties, query.parties, ""),
            (self.promises, query.promise_ids, ""),
            (self.action, {query.action_id} if query.action_id is not None else set(), ""),
        ):
            # Cleared first: the words for a value may have changed with the choices.
            chip.clear()
            chip.set_value(frozenset(value), said if value else "")
        self._showing = False
        self._tidy()

    def flush(self) -> None:
        """Filter on what has been typed so far without waiting for more."""
        self.text.flush()

    def clear(self) -> None:
        """Leave nothing out."""
        self.show_query(LogQuery(ascending=self._query.ascending))
        self.changed.emit()

    def _periods(self) -> list[Choice]:
        today = self._today()
        lately = (today - timedelta(_LATELY - 1), today)
        choices = [Choice(lately, _("the last {count} days").format(count=_LATELY))]
        for year in self._given.years:
            choices.append(Choice((date(year, 1, 1), date(year, 12, 31)), str(year)))
        return choices

    def _actions(self) -> list[Choice]:
        action = self._given.action
        return [Choice(action.id, action.text)] if action is not None else []

    def _on_filter(self) -> None:
        if self._showing:
            return
        first, last = self._span()
        self._query = LogQuery(
            text=self.text.words(),
            action_id=next((v for v in self.action.value() if isinstance(v, int)), None),
            promise_ids=frozenset(v for v in self.promises.value() if isinstance(v, int)),
            parties=frozenset(v for v in self.parties.value() if isinstance(v, Party)),
            done_from=first,
            done_to=last,
            ascending=self._query.ascending,
        )
        self._tidy()
        self.changed.emit()

    def _span(self) -> Span:
        for value in self.period.value():
            first, last = _days(value)
            return first, last
        return None, None

    def _tidy(self) -> None:
        self.action.setVisible(bool(self.action.value()))
        self.clear_link.setVisible(self.is_filtering())


def _days(value: Hashable) -> Span:
    if isinstance(value, tuple) and len(value) == 2:
        first, last = value
        return first, last
    return None, None


def _span_words(span: Span) -> str:
    first, last = (format_date(day) if day is not None else "" for day in span)
    return f"{first}–{last}"
