"""Underlag: every source of evidence as a row; the inspector shows what it led to."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number, format_time, ngettext
from tracker.labels import label
from tracker.services.queries.evidence import SurveyRow, survey_rows
from tracker.services.surveys import delete_survey
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.page import PageView
from tracker.ui.tables.column import Column
from tracker.ui.tables.fitting import FittingTable
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.row_actions import Removal, RowActions
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import PageHeader


def _columns() -> tuple[Column[SurveyRow], ...]:
    return (
        Column("held_on", _("Date"), lambda r: format_date(r.held_on, "iso"), width=112),
        Column("hours", _("Hours"), _hours, width=116, tone="text2"),
        Column("title", _("Survey"), lambda r: r.title, width=240, weight="medium", stretch=True),
        Column("method", _("Method"), lambda r: label(r.method), width=168),
        Column("place", _("Place"), lambda r: r.place, width=176, tone="text2"),
        Column("answered", _("Answered"), _answered, width=120, align="right"),
        Column(
            "responses",
            _("In the book"),
            lambda r: format_number(r.responses),
            width=96,
            align="right",
            tone="text2",
        ),
        Column(
            "problems", _("Problems"), lambda r: str(r.problems or "–"), width=80, align="right"
        ),
    )


def _hours(row: SurveyRow) -> str:
    if row.starts_at is None:
        return ""
    start = format_time(row.starts_at)
    return f"{start}–{format_time(row.ends_at)}" if row.ends_at is not None else start


def _answered(row: SurveyRow) -> str:
    if row.answered is None:
        return "–"
    if row.asked is None:
        return format_number(row.answered)
    return _("{answered} of {asked}").format(
        answered=format_number(row.answered), asked=format_number(row.asked)
    )


class SurveysPage(PageView):
    """The list of surveys, newest first."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"survey", "response", "response_theme", "evidence", "theme"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._wanted: int | None = None
        self._header = PageHeader(_("Surveys"))
        new = Button(_("New survey…"), icon="plus")
        new.clicked.connect(partial(desk.run, "survey.new"))
        self._header.add(new)
        new.setVisible(not desk.read_only)
        self._model = RowsModel(_columns(), lambda row: row.id, self)
        self._table: FittingTable[SurveyRow] = FittingTable(
            self._model, _("Surveys"), yielding=("responses", "hours", "place", "problems")
        )
        self._table.opened.connect(partial(desk.run, "survey.edit"))
        self._table.current_changed.connect(self._on_current)
        if not desk.read_only:
            offered: RowActions[SurveyRow] = RowActions(self._table, self._current)
            offered.add(_("Edit…"), lambda row: desk.run("survey.edit", row.id))
            offered.add_separator()
            Removal(self._table, offered, self._on_removal)
        empty = EmptyState(
            "survey",
            _("No evidence yet"),
            _(
                "Here goes everything the promises rest on: talks in the square, school visits, "
                "questionnaires, statistics and what the police have seen themselves."
            ),
            "" if desk.read_only else _("Add the first survey"),
            action_icon="plus",
        )
        empty.acted.connect(partial(desk.run, "survey.new"))
        self._table.set_empty_state(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._header.setContentsMargins(24, 20, 24, 0)
        layout.addWidget(self._header)
        # The cells' own padding brings their text under the title.
        beneath = QVBoxLayout()
        beneath.setContentsMargins(12, 0, 12, 0)
        beneath.addWidget(self._table)
        layout.addLayout(beneath, 1)
        self.setFocusProxy(self._table)

    def refresh(self) -> None:
        """Read the surveys again."""
        self.desk.read(partial(survey_rows, self.desk.ctx), self._on_rows, owner=self)

    def open_at(self, target: Goto) -> None:
        """Choose the survey that was asked for."""
        self._wanted = target.row_id
        if target.row_id is not None:
            self._table.select_ids([target.row_id])

    def shortcut_keys(self) -> str:
        return "surveys"

    def _current(self) -> SurveyRow | None:
        index = self._table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def _on_removal(self, row: SurveyRow) -> None:
        self.desk.write(partial(delete_survey, self.desk.ctx, row.id, row.version), owner=self)

    def _on_rows(self, rows: list[SurveyRow]) -> None:
        self._model.set_rows(rows)
        answers = sum(row.responses for row in rows)
        parts = [
            ngettext("{count} survey", "{count} surveys", len(rows)).format(
                count=format_number(len(rows))
            ),
            ngettext("{count} answer", "{count} answers", answers).format(
                count=format_number(answers)
            ),
        ]
        self._header.set_subtitle(" · ".join(parts) if rows else "")
        wanted = self._wanted if self._wanted is not None else (rows[0].id if rows else None)
        if wanted is not None and self._table.current_id() is None:
            self._table.select_ids([wanted])
        self._wanted = None

    def _on_current(self, row_id: int | None) -> None:
        self.desk.inspect(None if row_id is None else Subject("survey", row_id))
