"""The filters of the timeline and the month: the same for both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import FollowUp, Party
from tracker.services.queries.choices import Choice as Named
from tracker.services.queries.choices import PersonRow
from tracker.services.queries.timeline_rows import TimelineQuery
from tracker.ui.owner_choices import NOBODY, owner_choices
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.chips import Choice, FilterChip
from tracker.ui.widgets.filter_text import FilterText
from tracker.ui.widgets.flow import FlowLayout

# A fast pair of letters asks once.
_PAUSE_MS = 40


@dataclass(frozen=True, slots=True)
class TimelineChoices:
    """What the chips offer that the book decides."""

    persons: Sequence[PersonRow] = ()
    promises: Sequence[Named] = ()


class TimelineFilters(QWidget):
    """Makes a `TimelineQuery` of what is chosen. `changed` when the user changes it."""

    changed = Signal()
    entered = Signal()
    """Enter or the down arrow in the text field: on to the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = TimelineChoices()
        self._query = TimelineQuery()
        self._showing = False
        self.text = FilterText(_PAUSE_MS)
        self.text.filtered.connect(self._on_filter)
        self.text.entered.connect(self.entered)
        self.promises = FilterChip(
            _("Promise"), lambda: [Choice(p.id, p.text) for p in self._given.promises]
        )
        self.parties = FilterChip(
            _("Party"), lambda: [Choice(party, label(party)) for party in Party]
        )
        self.owners = FilterChip(_("Owner"), lambda: owner_choices(self._given.persons))
        self.late = FilterChip(
            _("Follow-up"), lambda: [Choice(FollowUp.LATE, label(FollowUp.LATE))], several=False
        )
        self._chips = (self.promises, self.parties, self.owners, self.late)
        for chip in self._chips:
            chip.changed.connect(self._on_filter)
        self.clear_link = LinkButton(_("Clear filters"))
        self.clear_link.clicked.connect(self._on_clear)
        layout = FlowLayout(self)
        for widget in (self.text, *self._chips, self.clear_link):
            layout.addWidget(widget)
        self._tidy()

    def query(self) -> TimelineQuery:
        """What is asked for."""
        return self._query

    def set_choices(self, given: TimelineChoices) -> None:
        """What there is to choose from now."""
        self._given = given
        # Not the text: it may be further on than what was last asked.
        self._show_chips(self._query)

    def show_query(self, query: TimelineQuery) -> None:
        """Show what `query` asks for; nobody is told."""
        self._showing = True
        self.text.show_words(query.text)
        self._showing = False
        self._query = query
        self._show_chips(query)
        self._tidy()

    def _show_chips(self, query: TimelineQuery) -> None:
        self._showing = True
        owners: frozenset[Any] = frozenset(query.owner_ids)
        values: tuple[frozenset[Any], ...] = (
            query.promise_ids,
            query.parties,
            owners | {NOBODY} if query.without_owner else owners,
            frozenset({FollowUp.LATE}) if query.only_late else frozenset(),
        )
        for chip, value in zip(self._chips, values, strict=True):
            # Cleared first: the words for a value may have changed with the choices.
            chip.clear()
            chip.set_value(value)
        self._showing = False

    def _on_filter(self) -> None:
        if self._showing:
            return
        self.text.settle()
        owners: frozenset[Any] = self.owners.value()
        promises: frozenset[Any] = self.promises.value()
        parties: frozenset[Any] = self.parties.value()
        self._query = TimelineQuery(
            text=self.text.words(),
            promise_ids=promises,
            parties=parties,
            owner_ids=owners - {NOBODY},
            without_owner=NOBODY in owners,
            only_late=bool(self.late.value()),
        )
        self._tidy()
        self.changed.emit()

    def _on_clear(self) -> None:
        self.show_query(TimelineQuery())
        self.changed.emit()

    def _tidy(self) -> None:
        self.clear_link.setEnabled(self._query != TimelineQuery())
