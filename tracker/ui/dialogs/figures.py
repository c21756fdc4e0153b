"""Siffror: what a survey says of which the book has no answers, with what can be measured by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages.figures import found_words, value_words
from tracker.services.queries.evidence import SurveyRow
from tracker.services.queries.figures import FigureRow, Waiting
from tracker.ui import fonts, on_screen
from tracker.ui.dialogs.figure import few_words
from tracker.ui.dialogs.figure_entry import FigureEntry
from tracker.ui.dialogs.list_foot import ListFoot
from tracker.ui.tables.column import Column
from tracker.ui.tables.fitting import FittingTable
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.row_actions import Removal, RowActions
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel
from tracker.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """The surveys to choose from, the figures of one, and what the dialog knows beside them."""

    surveys: tuple[SurveyRow, ...]
    survey_id: int | None
    figures: tuple[FigureRow, ...]
    questions: tuple[tuple[str, str], ...]
    waiting: tuple[Waiting, ...]


def _columns() -> tuple[Column[FigureRow], ...]:
    return (
        Column("wording", _("Question"), lambda r: r.wording, 240, weight="medium", stretch=True),
        Column("value", _("Value"), lambda r: value_words(r.value, r.unit), 112, "right"),
        Column("answers", _("Answers"), _answers, 96, "right", tone="text2", tip=_answers_tip),
        Column("source", _("Source"), lambda r: r.source, 168, tone="text2"),
        Column("limitation", _("Does not cover"), lambda r: r.limitation, 168, tone="text2"),
    )


def _answers(row: FigureRow) -> str:
    if row.answers is None:
        return "–"
    count = format_number(row.answers)
    return count if row.is_public else _("{count}, not public").format(count=count)


def _answers_tip(row: FigureRow) -> str:
    return "" if row.is_public else few_words()


class FiguresDialog(QDialog):
    """A survey's figures as a table, and a line that adds to it. Asks for changes by signals."""

    survey_chosen = Signal(object)
    edit_asked = Signal(object)
    removal_asked = Signal(object)
    register_asked = Signal(object, object)
    """The indicator's id, and the `Answered` that is its next measurement."""
    questions_asked = Signal()

    def __init__(self, parent: QWidget | None, survey_id: int | None, *, writable: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Figures"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 600)
        self._survey_id = survey_id
        self._writable = writable
        self._known: tuple[tuple[str, str], ...] = ()
        self._survey: Picker[int] = Picker([], placeholder=_("Choose a survey"))
        self._survey.setAccessibleName(_("Survey"))
        self._about = Text("", fonts.caption(tabular=True), "text2").elidable()
        self.entry = FigureEntry()
        self._model = RowsModel(_columns(), lambda row: row.id, self)
        yielding = ("limitation", "source")
        self.table = FittingTable(self._model, _("Figures"), yielding=yielding)
        self._offers = QVBoxLayout()
        self._offers.setContentsMargins(24, 0, 24, 0)
        self._offers.setSpacing(8)
        self._arrange()
        self._survey.changed.connect(self._on_survey)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(12)
        head.addWidget(self._survey, 3)
        head.addWidget(self._about, 2)
        beneath = QVBoxLayout()
        beneath.setContentsMargins(12, 8, 12, 8)
        beneath.addWidget(self.table)
        # On a small screen, or with large text, all of it scrolls above the foot.
        content = ScrollPanel(margins=(0, 0, 0, 8), gap=0)
        content.body.addLayout(head)
        content.body.addWidget(self.entry)
        self.entry.setVisible(self._writable)
        content.body.addLayout(beneath, 1)
        content.body.addLayout(self._offers)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(content, 1)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())
        self.table.setMinimumHeight(132)
        self.table.set_empty_state(
            EmptyState(
                "figure",
                _("No figures yet"),
                _(
                    "Here goes what a survey says of which the book has no answers: "
                    "“60\xa0% want to see more police”, with how many answered."
                ),
            )
        )
        if self._writable:
            self.table.opened.connect(lambda _id: self._ask(self.edit_asked))
            offered: RowActions[FigureRow] = RowActions(self.table, self.current)
            offered.add(_("Edit…"), self.edit_asked.emit, "F2")
            Removal(self.table, offered, self.removal_asked.emit)
            self.entry.wording.setFocus()

    def _foot(self) -> ListFoot:
        foot = ListFoot(self)
        questions = Button(_("Recurring questions…"), icon="question")
        questions.clicked.connect(self.questions_asked)
        remove, edit = Button(_("Remove"), icon="trash"), Button(_("Edit…"), icon="pencil")
        remove.clicked.connect(lambda: self._ask(self.removal_asked))
        edit.clicked.connect(lambda: self._ask(self.edit_asked))
        self._for_row = (remove, edit)
        foot.add(questions, remove, edit)
        for button in self._for_row:
            button.setVisible(self._writable)
        return foot

    def survey_id(self) -> int | None:
        """The survey whose figures are shown."""
        return self._survey_id

    def questions(self) -> tuple[tuple[str, str], ...]:
        """The (wording, unit) that the book knows."""
        return self._known

    def current(self) -> FigureRow | None:
        """The chosen figure."""
        index = self.table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def show_figures(self, shown: FiguresShown) -> None:
        """Show what was read."""
        self._survey_id, self._known = shown.survey_id, shown.questions
        blocked = self._survey.blockSignals(True)
        self._survey.set_choices([(row.id, _name(row)) for row in shown.surveys])
        self._survey.set_value(shown.survey_id)
        self._survey.blockSignals(blocked)
        survey = next((row for row in shown.surveys if row.id == shown.survey_id), None)
        self._about.setText(_about(survey) if survey is not None else "")
        self.entry.set_book(shown.survey_id, shown.questions)
        self._model.set_rows(shown.figures)
        if shown.figures and self.table.current_id() is None:
            self.table.select_ids([shown.figures[0].id])
        for button in self._for_row:
            button.setEnabled(bool(shown.figures))
        self._show_offers(shown.waiting if self._writable else ())

    def _show_offers(self, rows: Sequence[Waiting]) -> None:
        while self._offers.count():
            item = self._offers.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._offers.addWidget(self._offer(row))

    def _offer(self, row: Waiting) -> Panel:
        panel = Panel("tint")
        line = QHBoxLayout(panel)
        line.setContentsMargins(12, 6, 6, 6)
        line.setSpacing(12)
        title = f"L{row.promise_number} {row.name}: "
        found = row.found
        words = _("New measurement: {found}").format(
            found=found_words(found.value, found.answers, row.unit, found.title)
        )
        line.addWidget(Text(title + words, fonts.body(tabular=True), wrap=True), 1)
        register = Button(_("Register"), icon="target")
        register.setAccessibleName(_("Register the measurement of {what}").format(what=row.name))
        register.clicked.connect(partial(self._on_register, row))
        line.addWidget(register)
        return panel

    def _on_register(self, row: Waiting, _checked: bool = False) -> None:
        self.register_asked.emit(row.indicator_id, row.found)

    def _on_survey(self, survey_id: int | None) -> None:
        if survey_id is not None and survey_id != self._survey_id:
            self._survey_id = survey_id
            self.survey_chosen.emit(survey_id)

    def _ask(self, signal: SignalInstance) -> None:
        row = self.current()
        if row is not None:
            signal.emit(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        on_screen.fit(self)


def _name(row: SurveyRow) -> str:
    return f"{row.title} ({format_date(row.held_on, 'iso')})"


def _about(row: SurveyRow) -> str:
    parts = [label(row.method)]
    if row.responses:
        words = ngettext("{count} answer in the book", "{count} answers in the book", row.responses)
        parts.append(words.format(count=format_number(row.responses)))
    return " · ".join(parts)
