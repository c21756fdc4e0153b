"""What the themes are divided by, and which answers are counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.services.queries.evidence import SurveyRow
from tracker.services.queries.rounds import RoundRow
from tracker.services.queries.theme_rows import By, ThemeQuery
from tracker.ui import fonts
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.chips import Choice, FilterChip
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class ThemeChoices:
    """What the book has to choose from."""

    rounds: Sequence[RoundRow] = ()
    surveys: Sequence[SurveyRow] = ()
    """That have answers, the latest first."""

    @property
    def years(self) -> list[int]:
        """The latest first."""
        return sorted({row.held_on.year for row in self.surveys}, reverse=True)


class ThemeFilters(QWidget):
    """Makes a `ThemeQuery` of what is chosen. `changed` when the user changes it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ThemeChoices()
        self._query = ThemeQuery()
        self._showing = False
        options = (
            (By.NONE, _("All")),
            (By.PLACE, _("Place")),
            (By.GROUP, _("Group")),
            (By.SURVEY, _("Occasion")),
            (By.YEAR, _("Year")),
        )
        self.by = SegmentedControl(options, By.NONE, _("Divide by"))
        self.rounds = FilterChip(_("Dialogue round"), self._rounds, several=False)
        self.surveys = FilterChip(_("Occasion"), self._surveys, several=False)
        self.years = FilterChip(_("Year"), self._years, several=False)
        self._chips = (self.rounds, self.surveys, self.years)
        self.clear_link = LinkButton(_("Clear filters"))
        self.clear_link.clicked.connect(self._on_clear)
        layout = FlowLayout(self)
        words = (Text(text, fonts.caption(), "text2") for text in (_("Divide by"), _("Only")))
        divide, only = words
        only.setContentsMargins(8, 0, 0, 0)
        for widget in (divide, self.by, only, *self._chips, self.clear_link):
            layout.addWidget(widget)
        for chip in self._chips:
            chip.changed.connect(self._on_changed)
        self.by.changed.connect(self._on_changed)
        self._tidy()

    def query(self) -> ThemeQuery:
        """What is counted, and divided by what."""
        return self._query

    def set_choices(self, given: ThemeChoices) -> None:
        """What there is to choose from now."""
        self._given = given
        self.show_query(self._query)

    def show_query(self, query: ThemeQuery) -> None:
        """Show what `query` asks for; nobody is told."""
        self._showing = True
        values = (query.round_id, query.survey_id, query.year)
        for chip, value in zip(self._chips, values, strict=True):
            # Cleared first: the words for a value may have changed with the choices.
            chip.clear()
            chip.set_value(frozenset() if value is None else frozenset({value}))
        self.by.set_value(query.by)
        self._query = query
        self._showing = False
        self._tidy()

    def _on_changed(self) -> None:
        if self._showing:
            return
        found = (next(iter(chip.value()), None) for chip in self._chips)
        round_id, survey_id, year = (n if isinstance(n, int) else None for n in found)
        self._query = ThemeQuery(self.by.value(), round_id, survey_id, year)
        self._tidy()
        self.changed.emit()

    def _on_clear(self) -> None:
        self.show_query(ThemeQuery(self._query.by))
        self.changed.emit()

    def _tidy(self) -> None:
        self.rounds.setVisible(bool(self._given.rounds))
        self.clear_link.setEnabled(replace(self._query, by=By.NONE) != ThemeQuery())

    def _rounds(self) -> list[Choice]:
        return [Choice(row.id, row.title) for row in self._given.rounds]

    def _surveys(self) -> list[Choice]:
        return [Choice(row.id, f"{row.held_on} {row.title}") for row in self._given.surveys]

    def _years(self) -> list[Choice]:
        return [Choice(year, str(year)) for year in self._given.years]
