"""*Effekt*: what has changed for those who live here, kept apart from what has been done."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, pgettext
from tracker.messages.figures import answers_words
from tracker.models.enums import IndicatorKind
from tracker.reports import style
from tracker.reports.before_after import chance, newest_of, rests_on, source_now
from tracker.reports.charts import Chart, ChartSpec
from tracker.reports.findings import chart_of
from tracker.reports.pdf.blocks import Block, Columns, RichText, Space, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import (
    full_stop,
    indicator_name,
    latest,
    measured,
    measured_late,
    next_measured,
    reason,
    short_day,
    uncap,
)
from tracker.reports.style import MM
from tracker.reports.tables import RuleBlock, column, table
from tracker.services.reports.rows import IndicatorRow, PromiseRow

_HALF, _GUTTER = 81 * MM, 8 * MM


def effect(promise: PromiseRow, as_of: date) -> list[Block]:
    """The part *Effekt*, its heading first."""
    indicators = [i for i in promise.indicators if i.kind is IndicatorKind.EFFECT]
    note = _("What has changed for those who live here")
    title = [
        Run(pgettext("report", "Effect"), style.SECTION),
        Run(f"\xa0\xa0\xa0{note}", style.TABLE_SECONDARY),
    ]
    heading = RichText(title, tag="H3")
    if not indicators:
        text = _("No effect is measured for the promise.")
        return [heading, Text(text, style.BODY, tag="P")]
    charts = [
        (indicator, spec)
        for indicator in indicators
        if (spec := chart_of(indicator, promise.starts_on, promise.ends_on)) is not None
    ]
    if not charts:
        return [
            heading,
            _wide_table(indicators, as_of),
            *_notes(indicators, as_of, in_table=True),
        ]
    right = Stack([_half_table(indicators, as_of), *_notes(indicators, as_of, in_table=False)])
    first = Columns([_chart(*charts[0]), right], [_HALF, _HALF], _GUTTER)
    blocks: list[Block] = [
        heading,
        RuleBlock(style.STRONG).spaced(style.STEP_1, keep_with_next=True),
        first.spaced(style.STEP_2),
    ]
    for start in range(1, len(charts), 2):
        pair = [_chart(*chart) for chart in charts[start : start + 2]]
        pair += [Space(0)] * (2 - len(pair))
        blocks.append(Columns(pair, [_HALF, _HALF], _GUTTER).spaced(style.STEP_4))
    return blocks


def _chart(indicator: IndicatorRow, spec: ChartSpec) -> Block:
    """The finding as a heading, the picture, and where the figures come from."""
    unit = indicator_name(indicator)
    source = _("Source: {source}").format(source=full_stop(indicator.source))
    parts = [f"{unit}.", source if indicator.source.strip() else ""]
    if spec.gaps:
        parts.append(_("The cross: not measured."))
    if spec.due is not None:
        parts.append(_("The triangle: to be measured."))
    note = " ".join(filter(None, parts))
    return Stack(
        [
            Text(spec.finding, style.FINDING, tag="P"),
            Chart(spec).spaced(style.STEP_2),
            Text(note, style.LABEL, tag="P").spaced(style.STEP_1),
        ]
    )


def output_indicators(promise: PromiseRow, as_of: date, gap: float) -> list[Block]:
    """What measures the doing, not the effect; stands `gap` points below, under *Gjort*."""
    indicators = [i for i in promise.indicators if i.kind is not IndicatorKind.EFFECT]
    return [_wide_table(indicators, as_of).spaced(gap)] if indicators else []


def _half_table(indicators: Sequence[IndicatorRow], as_of: date) -> Block:
    columns = (
        column(44.6, 0.6 * MM, heads_row=True),
        column(9.2, 1 * MM),
        column(9.2, 1 * MM),
        column(18, 0),
    )
    rows = [Row(_cells(indicator, as_of)) for indicator in indicators]
    names = [
        pgettext("report", "Measure"),
        pgettext("report", "Start"),
        pgettext("report", "Goal"),
        pgettext("report", "Now"),
    ]
    return table(columns, names, rows, right=frozenset({1, 2, 3}))


def _wide_table(indicators: Sequence[IndicatorRow], as_of: date) -> Block:
    columns = (
        column(58, heads_row=True), column(16), column(16), column(28, 4 * MM), column(52, 0),
    )  # fmt: skip
    rows = [
        Row((*_cells(indicator, as_of, answers=True), _source(indicator)))
        for indicator in indicators
    ]
    names = [
        pgettext("report", "Measure"),
        pgettext("report", "Start"),
        pgettext("report", "Goal"),
        pgettext("report", "Now"),
        _("Source"),
    ]
    return table(columns, names, rows, right=frozenset({1, 2, 3}))


def _source(indicator: IndicatorRow) -> Block:
    source = Text(indicator.source or "–", style.TABLE)
    now = source_now(indicator)
    if not now:
        return source
    words = _("now: {source}").format(source=now)
    return Stack([source, Text(words, style.LABEL)]) if indicator.source else Text(now, style.TABLE)


def _cells(indicator: IndicatorRow, as_of: date, *, answers: bool = False) -> tuple[Block, ...]:
    """With `answers` also how many answered, at the start and now, once there is a value now."""
    unit = indicator.unit
    start: Block = Text(measured(indicator.baseline, unit), style.TABLE, right=True)
    before = indicator.baseline_answers if newest_of(indicator) is not None else None
    if answers and before is not None:
        start = Stack([start, Text(answers_words(before), style.LABEL, right=True)])
    return (
        Text(indicator_name(indicator), style.TABLE),
        start,
        Text(measured(indicator.target, unit), style.TABLE, right=True),
        _now(indicator, as_of, answers=answers),
    )


def _now(indicator: IndicatorRow, as_of: date, *, answers: bool) -> Block:
    newest = latest(indicator)
    if newest.value is None or newest.on is None:
        return Text(_("not measured"), style.TABLE_STRONG, right=True)
    short = short_day(newest.on, as_of)
    if indicator.cumulative:
        short = pgettext("in a table", "through {month}").format(month=short.partition(" ")[2])
    told = newest_of(indicator)
    if answers and told is not None and told.answers is not None:
        short = f"{short} · {answers_words(told.answers)}"
    return Stack(
        [
            Text(measured(newest.value, indicator.unit), style.TABLE_STRONG, right=True),
            Text(short, style.LABEL, right=True),
        ]
    )


def _again(indicator: IndicatorRow, as_of: date) -> str:
    """When it is measured again and again the next time, and for any that it is late."""
    late = measured_late(indicator, as_of)
    ahead = next_measured(indicator, as_of) if indicator.measure_every is not None else ""
    words = late or ahead
    return f"{indicator.name}: {uncap(words)}" if words else ""


def _notes(indicators: Sequence[IndicatorRow], as_of: date, *, in_table: bool) -> list[Block]:
    """What values rest on, why something is not measured, and what the figures cannot say.

    With `in_table` the table tells what the values rest on.
    """
    notes: list[Block] = []
    for indicator in indicators:
        if latest(indicator).value is not None:
            rests = "" if in_table else rests_on(indicator)
            words = " ".join(filter(None, (rests, chance(indicator), _again(indicator, as_of))))
            if words:
                notes.append(Text(words, style.TABLE, tag="P").spaced(style.STEP_1))
            continue
        parts = [_("{indicator}: not measured.").format(indicator=indicator.name)]
        following = next_measured(indicator, as_of)
        # What is not due yet needs no reason; one that is given is told all the same.
        if indicator.not_measured_reason.strip() or not following:
            parts.append(reason(indicator.not_measured_reason))
        if following:
            parts.append(following)
        parts += filter(None, [measured_late(indicator, as_of)])
        notes.append(Text(" ".join(parts), style.TABLE, tag="P").spaced(style.STEP_1))
    if any(latest(indicator).value is not None for indicator in indicators):
        text = _("The figures show what has happened, not that the actions caused it.")
        notes.append(Text(text, style.TABLE_SECONDARY, tag="P").spaced(style.STEP_1))
    if notes:
        notes[0].before = style.STEP_2
    return notes
