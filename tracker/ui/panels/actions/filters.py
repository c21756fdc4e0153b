"""The row of filters over the table: text, chips, and clearing all of them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.services.queries.action_ids import ActionQuery
from tracker.services.queries.choices import Choice as Named
from tracker.services.queries.choices import PersonRow
from tracker.ui.owner_choices import NOBODY, owner_choices
from tracker.ui.panels.actions.views import SOON_DAYS, ActionView, Due
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.chips import Choice, FilterChip
from tracker.ui.widgets.filter_text import FilterText
from tracker.ui.widgets.flow import FlowLayout

# A fast pair of letters asks once; more of a wait would be felt.
PAUSE_MS = 10
_GAP = 8


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the chips offer that the book decides."""

    years: Sequence[int] = ()
    persons: Sequence[PersonRow] = ()
    promises: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Days that a query from elsewhere asked for."""

    first: date | None
    last: date | None


class FilterBar(QWidget):
    """Holds the filters of an `ActionView`. `changed` when the user changes one."""

    changed = Signal()
    entered = Signal()
    """Enter or the down arrow in the text field: on to the rows."""
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = FilterChoices()
        self._view = ActionView()
        self._showing = False
        self.text = FilterText(PAUSE_MS)
        self.text.filtered.connect(self._on_filter)
        self.text.entered.connect(self.entered)
        self._make_chips()
        self.clear_link = LinkButton(_("Clear filters"))
        self.clear_link.clicked.connect(self._on_clear)
        self.save_link = LinkButton(_("Save as a view…"))
        self.save_link.clicked.connect(self.save_asked)
        layout = FlowLayout(self, gap=_GAP)
        for widget in (self.text, *self._chips, self.clear_link, self.save_link):
            layout.addWidget(widget)
        self.show_view(ActionView())

    def _make_chips(self) -> None:
        self.years = FilterChip(_("Period"), lambda: _numbers(self._given.years), words=_year_words)
        self.statuses = FilterChip(_("Status"), lambda: _labels(ActionStatus), words=_status_words)
        self.parties = FilterChip(_("Party"), lambda: _labels(Party))
        self.owners = FilterChip(_("Owner"), lambda: owner_choices(self._given.persons))
        self.colours = FilterChip(_("Follow-up"), lambda: _labels(FollowUp))
        self.promises = FilterChip(
            _("Promise"), lambda: [Choice(p.id, p.text) for p in self._given.promises]
        )
        self.due = FilterChip(_("Deadline"), _dues, several=False, words=_due_words)
        # Only a number on another page asks for this; the chip says so and can clear it.
        self.promise_statuses = FilterChip(
            _("Status of the promise"), lambda: _labels(PromiseStatus)
        )
        self._chips = (
            self.years,
            self.statuses,
            self.parties,
            self.owners,
            self.colours,
            self.promises,
            self.due,
            self.promise_statuses,
        )
        for chip in self._chips:
            chip.changed.connect(self._on_filter)

    def set_choices(self, given: FilterChoices) -> None:
        """What there is to choose from now."""
        self._given = given
        self.show_view(self._view)

    def view(self) -> ActionView:
        """The view shown, with the filters as they stand."""
        return self._view

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Saving is among the views too, so it doesn't get a line to itself.
        shown = [chip for chip in (self.text, *self._chips, self.clear_link) if not chip.isHidden()]
        needed = sum(widget.sizeHint().width() + _GAP for widget in (*shown[1:], self.save_link))
        self.save_link.setVisible(self.text.width() + _GAP + needed <= self.width() + _GAP)

    def summary(self) -> str:
        """The filters that are set, in words; empty when there are none."""
        typed = f"“{self._view.query.text}”" if self._view.query.text else ""
        chosen = (chip.accessibleName() for chip in self._chips if chip.value())
        return "  ·  ".join(part for part in (typed, *chosen) if part)

    def show_view(self, view: ActionView) -> None:
        """Show the filters of `view`; nobody is told."""
        self._showing = True
        query = view.query
        self.text.show_words(query.text)
        owners: frozenset[Hashable] = frozenset(query.owner_ids)
        values: tuple[frozenset[Hashable], ...] = (
            frozenset(query.years),
            frozenset(query.statuses),
            frozenset(query.parties),
            owners | {NOBODY} if query.without_owner else owners,
            frozenset(query.colours),
            frozenset(query.promise_ids),
            _due_value(view),
            frozenset(query.promise_statuses),
        )
        for chip, value in zip(self._chips, values, strict=True):
            # Cleared first: the words for a value may have changed with the choices.
            chip.clear()
            chip.set_value(value)
        self._view = view
        self._showing = False
        self._tidy()

    def _on_filter(self) -> None:
        if self._showing:
            return
        self.text.settle()
        owners: frozenset[Any] = self.owners.value()
        self._view = _with_due(
            replace(
                self._view,
                query=replace(
                    self._view.query,
                    text=self.text.words(),
                    years=_of(self.years),
                    statuses=_of(self.statuses),
                    parties=_of(self.parties),
                    owner_ids=owners - {NOBODY},
                    without_owner=NOBODY in owners,
                    colours=_of(self.colours),
                    promise_ids=_of(self.promises),
                    promise_statuses=_of(self.promise_statuses),
                ),
            ),
            next(iter(self.due.value()), None),
        )
        self._tidy()
        self.changed.emit()

    def _on_clear(self) -> None:
        query = ActionQuery(sort=self._view.query.sort, descending=self._view.query.descending)
        self.show_view(replace(self._view, query=query, due=None))
        self.changed.emit()

    def _tidy(self) -> None:
        self.promise_statuses.setVisible(bool(self.promise_statuses.value()))
        self.clear_link.setEnabled(self._view.filters())


def _of(chip: FilterChip) -> frozenset[Any]:
    return chip.value()


def _labels(values: Iterable[StrEnum]) -> list[Choice]:
    return [Choice(value, label(value)) for value in values]


def _numbers(values: Sequence[int]) -> list[Choice]:
    return [Choice(value, str(value)) for value in values]


def _dues() -> list[Choice]:
    return [Choice(due, _due_name(due)) for due in Due]


def _due_name(due: Due) -> str:
    names: dict[Due, Callable[[], str]] = {
        Due.PASSED: lambda: _("passed"),
        Due.SOON: lambda: _("within {count} days").format(count=SOON_DAYS),
        Due.THIS_YEAR: lambda: _("this year"),
    }
    return names[due]()


def _due_words(value: frozenset[Hashable]) -> str:
    for chosen in value:
        if isinstance(chosen, Due):
            return _due_name(chosen)
        if isinstance(chosen, Span):
            first, last = (d and format_date(d) for d in (chosen.first, chosen.last))
            if first and last:
                return f"{first}–{last}"
            return _("from {date}").format(date=first) if first else f"–{last}"
    return ""


def _due_value(view: ActionView) -> frozenset[Hashable]:
    if view.due is not None:
        return frozenset({view.due})
    first, last = view.query.due_from, view.query.due_to
    return frozenset() if first is None and last is None else frozenset({Span(first, last)})


def _with_due(view: ActionView, due: object) -> ActionView:
    span = due if isinstance(due, Span) else Span(None, None)
    query = replace(view.query, due_from=span.first, due_to=span.last, only_late=False)
    return replace(view, query=query, due=due if isinstance(due, Due) else None)


def _year_words(value: frozenset[Hashable]) -> str:
    years = sorted(year for year in value if isinstance(year, int))
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def _status_words(value: frozenset[Hashable]) -> str:
    left_out = [status for status in ActionStatus if status not in value]
    if len(left_out) == 1:
        return _("all but {one}").format(one=label(left_out[0]))
    return ", ".join(label(status) for status in ActionStatus if status in value)
