"""What was logged: summed for every action, then entry by entry, or by month where it is much."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, format_date, format_number, ngettext, pgettext
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import month_name, quantity, short_day
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput
from tracker.services.reports.trail_rows import ActionLog, EntryRow, TrailInput

_SUM_COLUMNS = (
    column(10),
    column(46, heads_row=True),
    column(16),
    column(17, 3 * MM),
    column(40),
    column(32, 0),
)
_ENTRY_COLUMNS = (
    column(22, heads_row=True),
    column(16, 4 * MM),
    column(42),
    column(38),
    column(43, 0),
)
_YEAR, _MONTH, _TOTAL = 13.0, 10.7, 19.6
_MONTH_COLUMNS = (
    column(_YEAR, heads_row=True),
    *(column(_MONTH, 1 * MM) for _number in range(12)),
    column(_TOTAL, 0),
)
_MOST_SOURCES = 3

Told = list[tuple[ActionRow, ActionLog]]


def log_tables(promise: PromiseRow, actions: Sequence[ActionRow], data: ReportInput) -> list[Block]:
    """The log of `actions`, or that there is none."""
    logs = {
        log.action: log
        for log in (data.trail or TrailInput()).logs
        if log.promise == promise.number
    }
    told: Told = [(action, logs[action.number]) for action in actions if action.number in logs]
    if not told:
        text = _("Nothing is logged.")
        return [Text(text, style.BODY, tag="P").spaced(style.STEP_1)]
    blocks: list[Block] = [_sums(promise, told)]
    long = [(action, log) for action, log in told if not log.listed]
    short = [(action, log) for action, log in told if log.listed]
    if long:
        title = Text(_("Quantity by month"), style.TABLE_STRONG, tag="P")
        blocks += [title.spaced(style.STEP_4, keep_with_next=True), _months(promise, long)]
    if short:
        title = Text(_("Entry by entry"), style.TABLE_STRONG, tag="P")
        blocks += [title.spaced(style.STEP_4, keep_with_next=True), _entries(promise, short)]
    return blocks


# Summed


def _sums(promise: PromiseRow, told: Told) -> Block:
    names = [
        pgettext("report", "No."), pgettext("report", "Action"), pgettext("trail", "Entries"),
        pgettext("trail", "Quantity"), _("Source"), pgettext("trail", "First and last"),
    ]  # fmt: skip
    rows = [Row(_sum_cells(promise, action, log)) for action, log in told]
    return table(_SUM_COLUMNS, names, rows, right=frozenset({2, 3}), look=style.DENSE_LOOK)


def _sum_cells(promise: PromiseRow, action: ActionRow, log: ActionLog) -> tuple[Block, ...]:
    amount = quantity(log.quantity)
    return (
        Text(f"{promise.number}.{action.number}", style.TABLE),
        Text(action.title, style.TABLE_STRONG),
        Text(format_number(log.entries), style.TABLE, right=True),
        Text(amount, style.TABLE, right=True),
        _sources(log),
        Text(_span(log), style.TABLE),
    )


def _sources(log: ActionLog) -> Block:
    """The sources with how many entries each, what is internal, and how many have none."""
    parts = [
        f"{row.source}\u00a0({format_number(row.entries)})" for row in log.sources[:_MOST_SOURCES]
    ]
    more = len(log.sources) - _MOST_SOURCES
    if more > 0:
        text = ngettext("{n} more source", "{n} more sources", more)
        parts.append(text.format(n=format_number(more)))
    internal = log.entries - log.without_source - sum(row.entries for row in log.sources)
    if internal > 0:
        text = ngettext("{n} internal", "{n} internal", internal)
        parts.append(text.format(n=format_number(internal)))
    runs = [Run(", ".join(parts), style.TABLE)] if parts else []
    if log.without_source:
        text = ngettext("{n} without source", "{n} without source", log.without_source)
        bare = text.format(n=format_number(log.without_source))
        runs.append(Run(f"{'; ' if parts else ''}{bare}", style.TABLE_STRONG))
    return RichText(runs) if runs else Text("–", style.TABLE)


def _span(log: ActionLog) -> str:
    last = format_date(log.last_on, "short")
    if log.first_on == log.last_on:
        return last
    return f"{short_day(log.first_on, log.last_on)}–{last}"


# By month


def _months(promise: PromiseRow, told: Told) -> Block:
    names = [pgettext("trail", "Year")]
    names += [month_name(date(2018, month, 1))[:3] for month in range(1, 13)]
    names.append(pgettext("trail", "Sum"))
    rows: list[Row] = []
    for action, log in told:
        rows.append(_group(promise, action))
        amounts = {(row.year, row.month): row.quantity for row in log.months}
        for year in sorted({row.year for row in log.months}):
            cells: list[Block] = [Text(str(year), style.TABLE)]
            for month in range(1, 13):
                done = amounts.get((year, month))
                words = "–" if done is None else quantity(done)
                cells.append(Text(words, style.TABLE, right=True))
            total = sum(row.quantity for row in log.months if row.year == year)
            cells.append(Text(quantity(total), style.TABLE_STRONG, right=True))
            rows.append(Row(tuple(cells)))
        rows[-1] = Row(rows[-1].cells, ends_group=True)
    right = frozenset(range(1, 14))
    return table(_MONTH_COLUMNS, names, rows, right=right, look=style.DENSE_LOOK)


def _group(promise: PromiseRow, action: ActionRow) -> Row:
    name = f"{promise.number}.{action.number} {action.title}"
    if action.unit.strip():
        name += f", {action.unit}"
    again = _("{group} (continued)").format(group=name)
    return Row((Text(name, style.TABLE_STRONG),), again=Text(again, style.TABLE_STRONG))


# Entry by entry


def _entries(promise: PromiseRow, told: Told) -> Block:
    names = [
        _("Date"), pgettext("trail", "Quantity"), pgettext("trail", "Place"), _("Source"),
        pgettext("trail", "Note"),
    ]  # fmt: skip
    rows: list[Row] = []
    for action, log in told:
        rows.append(_group(promise, action))
        rows += [Row(_entry_cells(entry)) for entry in log.listed]
        rows[-1] = Row(rows[-1].cells, ends_group=True)
    return table(_ENTRY_COLUMNS, names, rows, right=frozenset({1}), look=style.DENSE_LOOK)


def _entry_cells(entry: EntryRow) -> tuple[Block | None, ...]:
    on = Text(format_date(entry.on, "short"), style.TABLE)
    done = Text(quantity(entry.quantity), style.TABLE, right=True)
    if entry.internal:
        return on, done, Text(_("internal entry, not told here"), style.TABLE_SECONDARY)
    source = entry.source.strip()
    return (
        on,
        done,
        Text(entry.place.strip() or "–", style.TABLE),
        Text(source, style.TABLE) if source else Text(_("none"), style.TABLE_STRONG),
        Text(entry.note, style.TABLE) if entry.note.strip() else None,
    )
