"""What an owner is asked for, each with room to answer by hand."""

from collections.abc import Sequence
from datetime import timedelta

from tracker.i18n import _, pgettext
from tracker.models.enums import FollowUp
from tracker.reports import style
from tracker.reports.cells import stacked, when_cell
from tracker.reports.heads import part_heading
from tracker.reports.kinds.owner.asks import Ask
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import (
    cap,
    indicator_name,
    is_counted,
    label_of,
    listed,
    reason,
)
from tracker.reports.style import MM
from tracker.reports.symbols import PartyMark
from tracker.reports.tables import column, table
from tracker.reports.writing import EmptyForm, FillIn, Ticked
from tracker.services.reports.rows import IndicatorRow, PromiseRow, ReportInput

_ASKED = (column(55, heads_row=True), column(58, 4 * MM), column(57, 0))
_AWAITED = (column(25), column(88, 4 * MM, heads_row=True), column(57, 0))
_SOON = timedelta(92)
"""Measurements are asked for when they are due within a quarter."""
_FORM = (25, 62, 20, 31, 32)


def report_part(asks: Sequence[Ask]) -> list[Block]:
    """The actions that lack something, and in a line those that lack nothing."""
    blocks: list[Block] = [part_heading(_("To report"))]
    wanted = [ask for ask in asks if ask.text]
    if not wanted:
        return [*blocks, _line(_("Nothing is missing at present."))]
    note = _("Fill in by hand and return it to the working group.")
    blocks.append(
        Text(note, style.TABLE_SECONDARY, tag="P").spaced(style.STEP_1, keep_with_next=True)
    )
    names = [pgettext("report", "Action"), _("What is missing"), pgettext("report", "Answer")]
    rows = table(_ASKED, names, [Row(_asked(ask)) for ask in wanted])
    blocks.append(rows.spaced(style.STEP_2))
    others = [_name(ask) for ask in asks if not ask.text]
    if others:
        text = _("Nothing is missing for {actions}.").format(actions=listed(others))
        blocks.append(Text(text, style.TABLE_SECONDARY, tag="P").spaced(style.STEP_2))
    return blocks


def _name(ask: Ask) -> str:
    return f"{ask.promise.number}.{ask.action.number} {ask.action.title}"


def _asked(ask: Ask) -> tuple[Block, ...]:
    action = ask.action
    known = ""
    why: list[tuple[str, ...]] = [(_("Reason"),)]
    if action.reason.strip() and action.follow_up in (FollowUp.LATE, FollowUp.AT_RISK):
        known, why = reason(action.reason), []
    first = (_("Done, number"), _("Through")) if is_counted(action) else (_("Done on"),)
    return (
        Ticked(_name(ask), ask.promise.title),
        stacked((ask.text, style.TABLE), (known, style.TABLE_SECONDARY)),
        FillIn([first, *why]),
    )


# What else waits


def awaited_part(data: ReportInput) -> list[Block]:
    """Decisions that wait for the owner's party, and measurements due."""
    blocks: list[Block] = [part_heading(_("Decisions that wait"))]
    if data.decisions:
        names = [pgettext("report", "By"), _("Question"), _("Decides")]
        blocks.append(table(_AWAITED, names, _decisions(data), look=style.DENSE_LOOK))
    else:
        blocks.append(_line(_("No decision waits.")))
    due = [
        (promise, indicator)
        for promise in data.promises
        for indicator in promise.indicators
        if indicator.next_on is not None and indicator.next_on <= data.as_of + _SOON
    ]
    due.sort(key=lambda row: row[1].next_on or data.as_of)
    blocks.append(part_heading(_("To be measured")))
    if due:
        names = [pgettext("report", "By"), _("Indicator"), pgettext("report", "Answer")]
        rows = [Row(_measured(promise, indicator, data)) for promise, indicator in due]
        blocks.append(table(_AWAITED, names, rows, look=style.DENSE_LOOK))
    else:
        blocks.append(_line(_("Nothing is to be measured within three months.")))
    return blocks


def _line(text: str) -> Block:
    return Text(text, style.BODY, tag="P").spaced(style.STEP_1)


def _decisions(data: ReportInput) -> list[Row]:
    return [
        Row(
            (
                when_cell(decision.due, data),
                stacked(
                    (f"{decision.number}. {decision.question}", style.BODY_STRONG),
                    (reason(decision.reason), style.TABLE),
                ),
                PartyMark(decision.party, decision.decides, style.TABLE),
            )
        )
        for decision in data.decisions
    ]


def _measured(promise: PromiseRow, indicator: IndicatorRow, data: ReportInput) -> tuple[Block, ...]:
    return (
        when_cell(indicator.next_on, data),
        stacked(
            (indicator_name(indicator), style.BODY_STRONG),
            (f"{label_of(promise.number)} {promise.title}", style.TABLE_SECONDARY),
            (cap(indicator.source), style.TABLE_SECONDARY),
        ),
        FillIn([(_("Value"), pgettext("report", "Date"))]),
    )


def form_part(rows: int) -> list[Block]:
    """Lines for what has been done but not logged."""
    names = (
        pgettext("report", "Date"), pgettext("report", "Action"), pgettext("report", "Number"),
        _("Place"), pgettext("report", "Result"),
    )  # fmt: skip
    columns = [(name, wide * MM) for name, wide in zip(names, _FORM, strict=True)]
    return [part_heading(_("More to log")), EmptyForm(columns, rows).spaced(style.STEP_1)]
