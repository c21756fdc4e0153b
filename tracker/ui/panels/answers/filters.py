"""What is looked at: text, survey, theme, state, place, group, year."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.queries.choices import Choice as Named
from tracker.services.queries.response_choices import NOWHERE, ResponseChoices
from tracker.services.queries.responses import ResponseFilter, ResponseState
from tracker.ui.panels.answers.words import state_words
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.chips import Choice, FilterChip
from tracker.ui.widgets.filter_text import FilterText
from tracker.ui.widgets.flow import FlowLayout

# Long enough for a fast pair of letters.
_PAUSE_MS = 60
_STATES = tuple(state for state in ResponseState if state is not ResponseState.ALL)


class AnswerFilters(QWidget):
    """Makes a `ResponseFilter` of what is chosen. `changed` when the user changes it."""

    changed = Signal()
    entered = Signal()
    """Enter, Escape or the down arrow in the text field: on to the answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ResponseChoices()
        self._filter = ResponseFilter()
        self._showing = False
        self.text = FilterText(_PAUSE_MS)
        self.text.filtered.connect(self._on_chosen)
        self.text.entered.connect(self.entered)
        self.state = FilterChip(
            _("State"), lambda: [Choice(s, state_words(s)) for s in _STATES], several=False
        )
        self.survey = self._chip(_("Survey"), lambda given: _named(given.surveys))
        self.theme = self._chip(_("Theme"), lambda given: _named(given.themes))
        self.place = self._chip(_("Place"), lambda given: _words(given.places))
        self.group = self._chip(_("Group"), lambda given: _words(given.groups))
        self.year = self._chip(
            _("Year"), lambda given: [Choice(year, str(year)) for year in given.years]
        )
        # Only other pages ask for a whole round; the chip says so and can clear it.
        self.round = self._chip(_("Dialogue round"), lambda given: _named(given.rounds))
        self.clear_link = LinkButton(_("Clear filters"))
        self.clear_link.clicked.connect(self.clear)
        self.again_link = LinkButton("")
        self.again_link.clicked.connect(self.changed)
        self.again_link.hide()
        layout = FlowLayout(self)
        layout.addWidget(self.text)
        for chip in self._chips():
            layout.addWidget(chip)
            chip.changed.connect(self._on_chosen)
        layout.addWidget(self.clear_link)
        layout.addWidget(self.again_link)
        self._tidy()

    def _chip(self, name: str, choices: Callable[[ResponseChoices], list[Choice]]) -> FilterChip:
        return FilterChip(name, lambda: choices(self._given), several=False)

    def _chips(self) -> tuple[FilterChip, ...]:
        return (
            self.state,
            self.survey,
            self.round,
            self.theme,
            self.place,
            self.group,
            self.year,
        )

    def filter(self) -> ResponseFilter:
        """What is filtered on."""
        return self._filter

    def is_filtering(self) -> bool:
        """Whether anything at all is left out."""
        return self._filter != ResponseFilter()

    def set_choices(self, given: ResponseChoices) -> None:
        """What there is to choose from now."""
        if given != self._given:
            self._given = given
            self.show_filter(self._filter)

    def show_filter(self, wanted: ResponseFilter) -> None:
        """Show the choices of `wanted`; nobody is told."""
        self._showing = True
        self._filter = wanted
        self.text.show_words(wanted.text)
        state = None if wanted.state is ResponseState.ALL else wanted.state
        for chip, value in (
            (self.state, state),
            (self.survey, wanted.survey_id),
            (self.round, wanted.round_id),
            (self.theme, wanted.theme_id),
            (self.place, wanted.place),
            (self.group, wanted.group),
            (self.year, wanted.year),
        ):
            # Cleared first: the words for a value may have changed with the choices.
            chip.clear()
            chip.set_value(frozenset() if value is None else frozenset({value}))
        self._showing = False
        self._tidy()

    def choose_state(self, state: ResponseState) -> None:
        """Filter on a state, keeping the rest."""
        self.show_filter(replace(self._filter, state=state))
        self.changed.emit()

    def show_misfits(self, count: int) -> None:
        """How many of the answers listed no longer fit: they can be let go by filtering again."""
        self.again_link.set_words(_("Filter again ({count})").format(count=format_number(count)))
        words = ngettext(
            "{count} answer listed here no longer fits the filter.",
            "{count} answers listed here no longer fit the filter.",
            count,
        )
        spoken = words.format(count=format_number(count))
        self.again_link.setToolTip(f"{spoken} (F5)")
        self.again_link.setAccessibleDescription(spoken)
        self.again_link.setVisible(count > 0)

    def flush(self) -> None:
        """Filter on what has been typed so far without waiting for more."""
        self.text.flush()

    def clear(self) -> None:
        """Leave nothing out."""
        self.show_filter(ResponseFilter())
        self.changed.emit()

    def _on_chosen(self) -> None:
        if self._showing:
            return
        self._filter = ResponseFilter(
            text=self.text.words(),
            survey_id=_number(self.survey),
            round_id=_number(self.round),
            theme_id=_number(self.theme),
            place=_string(self.place),
            group=_string(self.group),
            state=next(
                (s for s in self.state.value() if isinstance(s, ResponseState)), ResponseState.ALL
            ),
            year=_number(self.year),
        )
        self._tidy()
        self.changed.emit()

    def _tidy(self) -> None:
        self.round.setVisible(bool(self.round.value()))
        self.clear_link.setVisible(self.is_filtering())


def _named(given: Sequence[Named]) -> list[Choice]:
    return [Choice(one.id, one.text) for one in given]


def _words(given: Sequence[str]) -> list[Choice]:
    return [Choice(one, _("not stated") if one == NOWHERE else one) for one in given]


def _number(chip: FilterChip) -> int | None:
    return next((value for value in chip.value() if isinstance(value, int)), None)


def _string(chip: FilterChip) -> str | None:
    return next((value for value in chip.value() if isinstance(value, str)), None)
