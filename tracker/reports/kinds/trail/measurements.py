"""Every measurement of a promise, under the indicator that it belongs to."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, format_date, format_number, pgettext
from tracker.labels import label
from tracker.messages.figures import answers_words
from tracker.reports import style
from tracker.reports.gap_note import GapNote, GapText
from tracker.reports.gap_words import gap_detail
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import indicator_name, measured
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.gaps import Gap, GapKind
from tracker.services.reports.rows import IndicatorRow, MeasurementRow, PromiseRow

_COLUMNS = (
    column(23, heads_row=True),
    column(20),
    column(18, 4 * MM),
    column(50),
    column(50, 0),
)


def measurement_table(promise: PromiseRow, gaps: Sequence[Gap], as_of: date) -> Block:
    """A group for each indicator, its measurements oldest first; what was not measured says so."""
    never = {gap.subject: gap for gap in gaps if gap.kind is GapKind.NEVER_MEASURED}
    missed = [gap for gap in gaps if gap.kind is GapKind.NOT_MEASURED]
    rows: list[Row] = []
    for indicator in promise.indicators:
        rows.append(Row((_heading(indicator, again=False),), again=_heading(indicator, again=True)))
        if not indicator.measurements:
            rows.append(Row((_unmeasured(never.get(indicator.name), as_of),)))
        ours = [gap for gap in missed if gap.subject == indicator.name]
        rows += [Row(_cells(row, indicator, ours)) for row in indicator.measurements]
        rows[-1] = Row(rows[-1].cells, ends_group=True)
    names = [
        _("Date"), pgettext("trail", "Value"), pgettext("trail", "Answers"), _("Source"),
        pgettext("trail", "Note"),
    ]  # fmt: skip
    return table(_COLUMNS, names, rows, right=frozenset({1, 2}), look=style.DENSE_LOOK)


def _unmeasured(gap: Gap | None, as_of: date) -> Block:
    """Never measured: a gap once the promise is signed, only a fact before."""
    if gap is None:
        return Text(_("Not measured yet."), style.TABLE)
    words = _("never measured. {when}").format(when=gap_detail(gap, as_of))
    return GapNote(words, [gap], tag=None)


def _heading(indicator: IndicatorRow, *, again: bool) -> Block:
    name = indicator_name(indicator)
    if again:
        name = _("{group} (continued)").format(group=name)
    unit = indicator.unit
    start = _("start {value}").format(value=measured(indicator.baseline, unit))
    if indicator.baseline is not None and indicator.baseline_answers is not None:
        start += f" ({answers_words(indicator.baseline_answers)})"
    facts = [
        label(indicator.kind),
        start,
        _("goal {value}").format(value=measured(indicator.target, unit)),
    ]
    if indicator.source.strip():
        facts.append(_("source: {source}").format(source=indicator.source.strip()))
    runs = [
        Run(f"{name}\xa0\xa0 ", style.TABLE_STRONG),
        Run(" · ".join(facts), style.TABLE_SECONDARY),
    ]
    return RichText(runs)


def _cells(
    row: MeasurementRow, indicator: IndicatorRow, missed: Sequence[Gap]
) -> tuple[Block | None, ...]:
    if row.value is None:
        told = [gap for gap in missed if gap.on == row.on]
        value: Block = GapText(_("not measured"), style.TABLE_STRONG, told, right=True)
    else:
        value = Text(measured(row.value, indicator.unit), style.TABLE, right=True)
    answers = None if row.answers is None else format_number(row.answers)
    source = row.source.strip()
    return (
        Text(format_date(row.on, "short"), style.TABLE),
        value,
        Text(answers, style.TABLE, right=True) if answers else None,
        Text(source, style.TABLE) if source and source != indicator.source.strip() else None,
        Text(row.note, style.TABLE) if row.note.strip() else None,
    )
