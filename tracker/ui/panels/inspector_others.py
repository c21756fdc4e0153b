"""A log entry or a survey in the inspector: its fields, and ways to change it."""

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_date, format_number, format_time
from tracker.labels import label
from tracker.messages import explain
from tracker.messages.figures import figure_text
from tracker.reports.theme_words import mean_rating
from tracker.services.context import AppContext
from tracker.services.log import delete_log
from tracker.services.queries.evidence import SurveyDetail
from tracker.services.queries.log import LogRow, log_rows
from tracker.services.queries.responses import ResponseFilter
from tracker.services.surveys import delete_survey
from tracker.ui import fonts
from tracker.ui.desk import Desk, Subject
from tracker.ui.dialogs.log_dialog import open_log_edit
from tracker.ui.panels.inspector_parts import (
    Sheet,
    add_doing,
    add_fields,
    add_row,
    add_title,
    answers_link,
)
from tracker.ui.panels.inspector_words import hours_words
from tracker.ui.widgets.buttons import LinkButton, WrappedLink
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.marks import Tag
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text


def read_log(ctx: AppContext, entry_id: int) -> LogRow | None:
    """The entry; None when it is gone."""
    return next(iter(log_rows(ctx, [entry_id])), None)


class LogSheet(Sheet):
    """One log entry."""

    def __init__(self, desk: Desk, row: LogRow, parent: QWidget | None = None) -> None:
        title = f"{row.action_label} {row.action_title}"
        super().__init__(
            _("Log entry, {date}").format(date=format_date(row.done_on)), title, parent
        )
        if row.internal:
            self.head.addWidget(Tag(_("internal")))
        section = self.section("facts", _("Details"))
        add_fields(
            section,
            [
                (_("Quantity"), f"{format_number(row.quantity)} {row.unit}".strip()),
                (_("Duration"), hours_words(row.minutes) if row.minutes is not None else ""),
                (_("People"), format_number(row.people) if row.people is not None else ""),
                (_("Place"), row.place),
                (_("Result"), row.result),
                (_("Note"), row.note),
                (_("Logged by"), row.logged_by),
                (_("Source"), row.source),
            ],
        )
        show = LinkButton(_("Show the action"))
        show.clicked.connect(partial(desk.inspect, Subject("action", row.action_id)))
        add_row(section, show)
        remove = partial(delete_log, desk.ctx, row.id, row.version)
        add_doing(section, desk, lambda: open_log_edit(desk, self.window(), row), remove)
        self.finish()


class SurveySheet(Sheet):
    """One survey, with its themes and the problems that rest on it."""

    def __init__(self, desk: Desk, detail: SurveyDetail, parent: QWidget | None = None) -> None:
        fields = detail.fields
        caption = f"{label(fields.method)}, {format_date(fields.held_on)}"
        super().__init__(caption, fields.title, parent)
        section = self.section("facts", _("Details"))
        hours = ""
        if fields.starts_at is not None:
            hours = format_time(fields.starts_at)
            if fields.ends_at is not None:
                hours += f"–{format_time(fields.ends_at)}"
        add_fields(
            section,
            [
                (_("Place"), fields.place or ""),
                (_("Hours"), hours),
                (_("Audience"), fields.audience or ""),
                (_("Responsible"), detail.row.responsible),
                (_("Material"), fields.material or ""),
                (_("Number asked"), _number(fields.asked)),
                (_("Answered"), _number(fields.answered)),
                (_("Answers in the book"), _number(detail.row.responses)),
                (_("Mean rating"), _mean(detail.mean_rating)),
                (_("Result"), fields.result or ""),
                (_("Limitation"), fields.limitation or ""),
                (
                    _("Kept until"),
                    format_date(fields.retention_until) if fields.retention_until else "",
                ),
            ],
        )
        row = detail.row
        remove = partial(delete_survey, desk.ctx, row.id, row.version)
        add_doing(section, desk, lambda: desk.run("survey.edit", row.id), remove)
        self._add_round(section, desk, detail)
        if detail.figures or not desk.read_only:
            told = self.section("figures", _("Figures"), count=str(len(detail.figures)))
            for figure in detail.figures:
                told.body.addWidget(Text(figure_text(figure), fonts.body(tabular=True), wrap=True))
            enter = LinkButton(_("Figures…") if detail.figures else _("Enter figures…"))
            enter.clicked.connect(partial(desk.run, "figure.list", row.id))
            add_row(told, enter)
        if detail.themes:
            themes = self.section("themes", _("Themes"), count=str(len(detail.themes)))
            add_fields(themes, [(name, format_number(count)) for name, count in detail.themes])
        # Several pieces of evidence may point to one problem, which is named once.
        said: dict[tuple[int, str], list[str]] = {}
        for problem_id, title, statement in detail.problems:
            said.setdefault((problem_id, title), []).append(statement)
        rests = self.section("problems", _("Problems"), count=str(len(said)))
        if not detail.problems:
            words = _("No problem rests on it yet.")
            rests.body.addWidget(Text(words, fonts.caption(), "text2", wrap=True))
        for (problem_id, title), statements in said.items():
            link = WrappedLink(title)
            link.clicked.connect(partial(desk.go, "problems", problem_id))
            add_title(rests, link)
            for statement in statements:
                rests.body.addWidget(Text(statement, fonts.caption(), "text2", wrap=True))
        if detail.quotes:
            quotes = self.section("quotes", _("Quotable answers"))
            for quote in detail.quotes:
                quotes.body.addWidget(Text(f"”{quote}”", fonts.body(), wrap=True))
        self.finish()

    def _add_round(self, section: Foldable, desk: Desk, detail: SurveyDetail) -> None:
        """Its dialogue round, what came of it, and what looks wrong about it."""
        row = detail.row
        for finding in detail.notes:
            section.body.addWidget(QuietNote(explain(finding)))
        if not desk.read_only and row.held_on <= desk.today():
            outcome = LinkButton(_("Afterwards…"))
            outcome.clicked.connect(partial(desk.run, "survey.outcome", row.id))
            add_row(section, outcome)
        if row.responses:
            add_row(section, answers_link(desk, ResponseFilter(survey_id=row.id)))
        if row.round_id is not None:
            of = WrappedLink(detail.round_title)
            of.clicked.connect(partial(desk.go, "surveys", row.round_id))
            add_title(section, of, _("Occasion of"))


def _number(value: int | None) -> str:
    return "" if value is None else format_number(value)


def _mean(value: Decimal | None) -> str:
    return "" if value is None else _("{mean} of 5").format(mean=mean_rating(value))
