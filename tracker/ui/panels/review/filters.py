"""What of the queue is shown: text and chips, folded away until somebody asks for them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, ngettext
from tracker.labels import label
from tracker.messages.review import WHYS
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.queries import choices
from tracker.services.queries.choices import Choice as Named
from tracker.services.queries.choices import PersonRow
from tracker.services.queries.review import EVERYTHING, ReviewQuery, Why
from tracker.ui.owner_choices import NOBODY, owner_choices
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.chips import Choice, FilterChip
from tracker.ui.widgets.filter_text import FilterText
from tracker.ui.widgets.flow import FlowLayout

# A fast pair of letters asks once.
_PAUSE_MS = 40
_DAYS = (7, 14, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class QueueChoices:
    """What the chips offer that the book decides."""

    persons: Sequence[PersonRow] = ()
    promises: Sequence[Named] = ()


def read_choices(ctx: AppContext) -> QueueChoices:
    """The book's owners and promises."""
    return QueueChoices(choices.persons(ctx), choices.promises(ctx))


class QueueFilters(QWidget):
    """Holds the filters of a `ReviewQuery`. `changed` when the user changes one."""

    changed = Signal()
    entered = Signal()
    """Enter or the down arrow in the text field: on to the queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = QueueChoices()
        self._query = EVERYTHING
        self._showing = False
        self.text = FilterText(_PAUSE_MS, stretches=True)
        self.text.filtered.connect(self._on_filter)
        self.text.entered.connect(self.entered)
        self.whys = FilterChip(_("Why"), lambda: [Choice(w, _(WHYS[w])) for w in Why])
        self.owners = FilterChip(_("Owner"), lambda: owner_choices(self._given.persons))
        self.parties = FilterChip(_("Party"), lambda: [Choice(p, label(p)) for p in Party])
        self.promises = FilterChip(
            _("Promise"), lambda: [Choice(p.id, p.text) for p in self._given.promises]
        )
        self.days = FilterChip(_("Due within"), _days, several=False, words=_days_words)
        self._chips = (self.whys, self.owners, self.parties, self.promises, self.days)
        self.views = Button(_("Views"), opens_menu=True, height=28)
        self.views.setAccessibleDescription("Shift+F")
        self.clear_link = LinkButton(_("Clear the filter"))
        self.clear_link.clicked.connect(self.clear)
        self._lay_out()
        for chip in self._chips:
            chip.changed.connect(self._on_filter)
        self._tidy()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text)
        flow = FlowLayout(gap=6)
        for widget in (*self._chips, self.views, self.clear_link):
            flow.addWidget(widget)
        column.addLayout(flow)

    def set_choices(self, given: QueueChoices) -> None:
        """What there is to choose from now."""
        self._given = given
        # What is being typed isn't asked for yet, and must not be taken away.
        self.text.flush()
        self.show_query(self._query)

    def query(self) -> ReviewQuery:
        """What is asked for."""
        return self._query

    def is_set(self) -> bool:
        """Whether anything is left out of the queue."""
        return replace(self._query, resting=False) != EVERYTHING

    def show_query(self, query: ReviewQuery) -> None:
        """Show the filters of `query`; nobody is told."""
        self._showing = True
        self.text.show_words(query.text)
        owners: frozenset[Hashable] = frozenset(query.owner_ids)
        values: tuple[frozenset[Hashable], ...] = (
            frozenset(query.whys),
            owners | {NOBODY} if query.without_owner else owners,
            frozenset(query.parties),
            frozenset(query.promise_ids),
            frozenset() if query.days is None else frozenset({query.days}),
        )
        for chip, value in zip(self._chips, values, strict=True):
            # Cleared first: the words for a value may have changed with the choices.
            chip.clear()
            chip.set_value(value)
        self._query = query
        self._showing = False
        self._tidy()

    def clear(self) -> None:
        """Leave nothing out."""
        self.show_query(ReviewQuery(resting=self._query.resting))
        self.changed.emit()

    def _on_filter(self) -> None:
        if self._showing:
            return
        self.text.settle()
        whys: frozenset[Any] = self.whys.value()
        owners: frozenset[Any] = self.owners.value()
        parties: frozenset[Any] = self.parties.value()
        promises: frozenset[Any] = self.promises.value()
        days: frozenset[Any] = self.days.value()
        self._query = ReviewQuery(
            whys,
            owners - {NOBODY},
            parties,
            promises,
            next(iter(days), None),
            self.text.words(),
            NOBODY in owners,
            self._query.resting,
        )
        self._tidy()
        self.changed.emit()

    def _tidy(self) -> None:
        self.clear_link.setVisible(self.is_set())


def _days() -> list[Choice]:
    return [Choice(days, _days_words(frozenset({days}))) for days in _DAYS]


def _days_words(value: frozenset[Hashable]) -> str:
    return "".join(
        ngettext("{count} day", "{count} days", days).format(count=days)
        for days in value
        if isinstance(days, int)
    )
