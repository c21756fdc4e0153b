"""What the promises rest on: every source of evidence, how it was gathered and what it misses."""

from collections.abc import Sequence

from tracker.i18n import _, format_date, format_number, pgettext
from tracker.labels import label
from tracker.reports import style
from tracker.reports.gap_note import gap_notes
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.gaps import Gap, GapKind
from tracker.services.reports.rows import ReportInput
from tracker.services.reports.trail_rows import SurveyRow, TrailInput

_MOST_THEMES = 5
_FEWEST_ANSWERS = 5
"""Themes that fewer took up are not told, so that nobody is pointed out."""
_COLUMNS = (
    column(8),
    column(68, 3 * MM, heads_row=True),
    column(22),
    column(20, 4 * MM),
    column(38),
    column(14, 0),
)


def survey_section(data: ReportInput, gaps: Sequence[Gap]) -> list[Block]:
    """The heading, every survey by date, and the themes that lead nowhere."""
    trail = data.trail or TrailInput()
    runs = Text(_("The evidence"), style.SECTION, tag="H2")
    if not trail.surveys:
        text = _("No evidence has been entered in the book.")
        return [runs, Text(text, style.BODY, tag="P").spaced(style.STEP_1)]
    names = [
        pgettext("report", "No."), pgettext("trail", "Evidence"), _("Date"),
        pgettext("trail", "Answers"), pgettext("trail", "Limitation"), _("Problem"),
    ]  # fmt: skip
    rows = [Row(_cells(survey, trail)) for survey in trail.surveys]
    body = table(_COLUMNS, names, rows, right=frozenset({3}), look=style.DENSE_LOOK)
    notes = gap_notes(gaps, GapKind.THEME_UNANSWERED)
    return [runs.spaced(keep_with_next=True), body, *notes]


def _cells(survey: SurveyRow, trail: TrailInput) -> tuple[Block, ...]:
    how = " · ".join(
        text for text in (label(survey.method), survey.place, survey.audience) if text.strip()
    )
    what: list[Block] = [Text(survey.title, style.TABLE_STRONG), Text(how, style.LABEL)]
    if survey.result.strip():
        what.append(Text(survey.result, style.TABLE))
    themes = _themes(survey)
    if themes:
        what.append(Text(themes, style.LABEL))
    problems = sorted(
        problem.number
        for problem in trail.problems
        if any(row.survey == survey.number for row in problem.evidence)
    )
    return (
        Text(str(survey.number), style.TABLE),
        Stack(what),
        Text(format_date(survey.held_on, "short"), style.TABLE),
        Text(answered(survey), style.TABLE, right=True),
        Text(survey.limitation.strip() or "–", style.TABLE),
        Text(", ".join(map(str, problems)) or "–", style.TABLE),
    )


def answered(survey: SurveyRow) -> str:
    """``92 of 118``, or what is known of it."""
    if survey.answered is None:
        return "–"
    if survey.asked is None:
        return format_number(survey.answered)
    return _("{done}\u00a0of\u00a0{planned}").format(
        done=format_number(survey.answered), planned=format_number(survey.asked)
    )


def _themes(survey: SurveyRow) -> str:
    told = [row for row in survey.themes if row.answers >= _FEWEST_ANSWERS][:_MOST_THEMES]
    if not told:
        return ""
    themes = ", ".join(f"{row.theme}\u00a0{format_number(row.answers)}" for row in told)
    return _("Themes: {themes}").format(themes=themes)
