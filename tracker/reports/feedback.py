"""Feedback (återkoppling) to those who live here, planned and done, in one paragraph."""

from collections.abc import Sequence

from tracker.i18n import _
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, RichText
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import day, days_late, full_stop
from tracker.services.reports.rows import FeedbackRow, ReportInput


def feedback_lines(rows: Sequence[FeedbackRow], data: ReportInput) -> Block:
    """Feedback planned and done, each with its date, channel and audience."""
    runs: list[Run] = []
    for row in rows:
        runs.append(Run(f"{_feedback_when(row, data)}:", style.TABLE_STRONG))
        where = ", ".join(text for text in (row.channel, row.audience) if text.strip())
        runs.append(Run(f" {full_stop(where)} ", style.TABLE))
    return RichText(runs, tag="P")


def _feedback_when(row: FeedbackRow, data: ReportInput) -> str:
    if row.done_on is not None:
        return _("Done {day}").format(day=day(row.done_on, data.as_of))
    if row.planned_on is None:
        return _("Planned, no date")
    planned = day(row.planned_on, data.as_of)
    if row.planned_on < data.as_of:
        days = (data.as_of - row.planned_on).days
        return _("Planned {day}, {late}").format(day=planned, late=days_late(days))
    return _("Planned {day}").format(day=planned)
