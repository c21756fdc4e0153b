"""Underlag: every source of evidence as a row; the inspector shows what it led to."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_date, format_number, format_time, ngettext
from tracker.labels import label
from tracker.services.queries.evidence import SurveyRow, survey_rows
from tracker.services.surveys import delete_survey
from tracker.ui.desk import Desk
from tracker.ui.panels.row_page import RowPage
from tracker.ui.tables.column import Column
from tracker.ui.tables.row_actions import RowActions
from tracker.ui.widgets.notes import EmptyState


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


class SurveysPage(RowPage[SurveyRow]):
    """The list of surveys, newest first."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"survey", "response", "response_theme", "evidence", "theme"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            kind="survey",
            title=_("Surveys"),
            columns=_columns(),
            yielding=("responses", "hours", "place", "problems"),
            read=survey_rows,
            delete=delete_survey,
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
        self.add_new_button(_("New survey…"))

    def offer(self, offered: RowActions[SurveyRow]) -> None:
        offered.add(_("Figures…"), lambda row: self.desk.run("figure.list", row.id), "F")

    def subtitle(self, rows: Sequence[SurveyRow]) -> str:
        answers = sum(row.responses for row in rows)
        surveys = ngettext("{count} survey", "{count} surveys", len(rows))
        in_all = ngettext("{count} answer", "{count} answers", answers)
        return " · ".join(
            (
                surveys.format(count=format_number(len(rows))),
                in_all.format(count=format_number(answers)),
            )
        )
