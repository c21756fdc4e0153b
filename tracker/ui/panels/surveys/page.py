"""Underlag: every source of evidence as a row; the inspector shows what it led to."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.context import AppContext
from tracker.services.dialogue import delete_round
from tracker.services.queries.evidence import SurveyRow
from tracker.services.queries.rounds import RoundRow
from tracker.services.surveys import delete_survey
from tracker.ui.actions import BY_ID
from tracker.ui.desk import Desk
from tracker.ui.panels.actions.menus import open_below
from tracker.ui.panels.row_page import RowKind, RowPage
from tracker.ui.panels.surveys.lines import Line, Others, read_lines, survey_columns
from tracker.ui.panels.surveys.table import SurveyModel, SurveyTable
from tracker.ui.tables.column import Column
from tracker.ui.tables.row_actions import RowActions
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState

_Fits = Callable[[Line], bool]


class SurveysPage(RowPage[Line]):
    """Dialogue rounds newest first, each over its occasions, and below them the other surveys."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "survey", "response", "response_theme", "evidence", "theme", "dialogue_round",
            "person", "figure",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._choices: list[tuple[QAction, _Fits]] = []
        super().__init__(
            desk,
            parent,
            kind="survey",
            title=_("Surveys"),
            columns=survey_columns(),
            yielding=("responses", "place", "method", "problems", "responsible", "hours"),
            read=read_lines,
            delete=_delete,
            empty=EmptyState(
                "survey",
                _("No evidence yet"),
                _(
                    "Here goes everything the promises rest on: talks in the square, school "
                    "visits, questionnaires, statistics and what the police have seen themselves."
                ),
                "" if desk.read_only else _("Add the first survey"),
                action_icon="plus",
            ),
        )
        self._more = Button(_("More"), opens_menu=True)
        self._more.clicked.connect(self._on_more)
        self.header.add(self._more)
        new_round = Button(_("New dialogue round…"), icon="round")
        new_round.clicked.connect(partial(desk.run, "round.new"))
        self.header.add(new_round)
        new_round.setVisible(not desk.read_only)
        self.add_new_button(_("New survey…"))
        self.table.current_changed.connect(lambda _row_id: self._follow_current())
        self.model.loaded.connect(lambda _count: self._follow_current())
        self._follow_current()

    def make_model(self, columns: Sequence[Column[Line]]) -> SurveyModel:
        return SurveyModel(columns, self)

    def make_table(self, title: str, yielding: tuple[str, ...]) -> SurveyTable:
        return SurveyTable(self.model, title, yielding=yielding)

    def kind_of(self, row: Line) -> RowKind | None:
        match row:
            case SurveyRow():
                return "survey"
            case Others():
                return None
        return "round"

    def offer(self, offered: RowActions[Line]) -> None:
        for command, words, keys, fits in (
            ("survey.outcome", _("Afterwards…"), "E", self._is_held),
            ("survey.kiosk", _("Take answers…"), "", _is_survey),
            ("survey.import", _("Import answers…"), "", _is_survey),
            ("figure.list", _("Figures…"), "F", _is_survey),
            ("occasion.copy", _("The same on another day…"), "", _is_survey),
            ("occasion.new", _("New occasion…"), "", _has_round),
            ("round.copy", _("Plan once more…"), "", _is_round),
        ):
            self._add(offered, command, words, keys, fits)

    def offer_reading(self, offered: RowActions[Line]) -> None:
        self._add(offered, "round.programme", _("Programme"), "", _has_round)
        self._add(offered, "round.calendar", _("Calendar file…"), "", _has_round)

    def _add(
        self, offered: RowActions[Line], command: str, words: str, keys: str, fits: _Fits
    ) -> None:
        """Another choice, if the program has the command, for the lines that it fits."""
        if command in BY_ID or command == "occasion.copy":
            of_round = command.startswith("round.") or command == "occasion.new"
            about = _round_of if of_round else _own_id
            choice = offered.add(words, lambda line: self.desk.run(command, about(line)), keys)
            self._choices.append((choice, fits))

    def _is_held(self, line: Line) -> bool:
        return isinstance(line, SurveyRow) and line.held_on <= self.desk.today()

    def _follow_current(self) -> None:
        """Only what can be done to the chosen line is offered."""
        line = self.current()
        for choice, fits in self._choices:
            choice.setVisible(line is not None and fits(line))
        self._more.setEnabled(line is not None and not isinstance(line, Others))

    def _on_more(self) -> None:
        menu = QMenu(self._more)
        menu.addActions(self.table.actions())
        open_below(menu, self._more)

    def subtitle(self, rows: Sequence[Line]) -> str:
        surveys = [row for row in rows if isinstance(row, SurveyRow)]
        answers = sum(row.responses for row in surveys)
        rounds = len([row for row in rows if isinstance(row, RoundRow)])
        parts = [
            ngettext("{count} survey", "{count} surveys", len(surveys)).format(
                count=format_number(len(surveys))
            ),
            ngettext("{count} answer", "{count} answers", answers).format(
                count=format_number(answers)
            ),
        ]
        if rounds:
            words = ngettext("{count} dialogue round", "{count} dialogue rounds", rounds)
            parts.insert(0, words.format(count=format_number(rounds)))
        return " · ".join(parts)


def _delete(ctx: AppContext, row: Line) -> None:
    if isinstance(row, RoundRow):
        delete_round(ctx, row.id, row.version)
    elif isinstance(row, SurveyRow):
        delete_survey(ctx, row.id, row.version)


def _is_survey(line: Line) -> bool:
    return isinstance(line, SurveyRow)


def _is_round(line: Line) -> bool:
    return isinstance(line, RoundRow)


def _has_round(line: Line) -> bool:
    return _round_of(line) is not None


def _round_of(line: Line) -> int | None:
    match line:
        case RoundRow():
            return line.id
        case SurveyRow():
            return line.round_id
    return None


def _own_id(line: Line) -> int:
    return line.id
