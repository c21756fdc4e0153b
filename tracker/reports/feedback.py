"""Feedback (återkoppling) to those who live here, planned and done, in one paragraph."""

import re
from collections.abc import Sequence

from tracker.i18n import _
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, RichText
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import day, days_late, full_stop, uncap
from tracker.services.reports.rows import FeedbackRow, ReportInput

_PROPER = re.compile(r"polisen|facebook|instagram|linkedin|youtube|teams", re.IGNORECASE)
"""What a receiver or a way may begin with that keeps its capital, besides the place's name."""


def in_sentence(text: str, municipality: str) -> str:
    """Whom or what feedback goes to, with a small letter unless it begins with a name."""
    text = text.strip()
    word = (re.findall(r"\w+", text) or [""])[0]
    place = (municipality.casefold().split() or [word])[0]
    is_name = _PROPER.match(word) or word.casefold().startswith(place)
    return uncap(text) if word.istitle() and not is_name else text


def feedback_lines(rows: Sequence[FeedbackRow], data: ReportInput) -> Block:
    """Feedback planned and done, each with its date, channel and audience."""
    runs: list[Run] = []
    for row in rows:
        runs.append(Run(f"{_feedback_when(row, data)}:", style.TABLE_STRONG))
        audience = in_sentence(row.audience, data.municipality) if row.channel else row.audience
        where = ", ".join(text for text in (row.channel, audience) if text.strip())
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
