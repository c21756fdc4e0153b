"""The tables of the working group's list: one grid, with a column to write in at the meeting."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.i18n import _, pgettext
from tracker.models.enums import FollowUp
from tracker.models.law import follow_up_by
from tracker.reports import style
from tracker.reports.briefs import Concern, action_state
from tracker.reports.cells import (
    amount_words,
    stacked,
    two_lines,
    when_cell,
    who_words,
)
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import (
    cap,
    indicator_name,
    is_counted,
    label_of,
    latest,
    measured,
    reason,
)
from tracker.reports.series import series_words, settled_words
from tracker.reports.symbols import PartyMark, StateMark
from tracker.reports.tables import column, table
from tracker.services.reports.rows import (
    DecisionRow,
    FeedbackRow,
    IndicatorRow,
    ProblemRow,
    PromiseRow,
    ReportInput,
)

_COLUMNS = (
    column(25),
    column(53, heads_row=True),
    column(36),
    column(27),
    column(29, 0),
)


def _table(what: str, third: str, fourth: str, rows: Sequence[Row]) -> Block:
    names = [pgettext("report", "By"), what, third, fourth, pgettext("report", "Notes")]
    return table(_COLUMNS, names, rows, look=style.DENSE_LOOK)


# Actions


def action_rows(
    concerns: Iterable[Concern], data: ReportInput, *, with_reason: bool = False
) -> list[Row]:
    """Actions with when, what, who and how far they have come."""
    waits = {(d.promise, d.action): d.number for d in data.decisions}
    rows = []
    for concern in concerns:
        why = [reason(concern.action.reason)] if with_reason else []
        decision = waits.get((concern.promise.number, concern.action.number))
        if decision is not None:
            why.append(cap(_("waits for decision {n}").format(n=decision)) + ".")
        rows.append(_action(concern, data, " ".join(why)))
    return rows


def _action(concern: Concern, data: ReportInput, why: str) -> Row:
    promise, action = concern.promise, concern.action
    what = [
        Text(f"{promise.number}.{action.number} {action.title}", style.BODY_STRONG),
        Text(promise.title, style.TABLE_SECONDARY, max_lines=1),
    ]
    for text, text_style in (
        (series_words(action), style.TABLE_SECONDARY),
        (settled_words(action, data.as_of), style.TABLE),
        (why, style.TABLE),
    ):
        if text:
            what.append(Text(text, text_style))
    mark: Block = StateMark(action_state(action))
    if is_counted(action):
        mark = Stack([mark, Text(amount_words(action), style.LABEL)])
    who = PartyMark(action.party, who_words(action), style.TABLE, max_lines=None)
    return Row((when_cell(action.deadline, data), Stack(what), who, mark, None))


def actions_table(rows: Sequence[Row]) -> Block:
    """A table of `action_rows`, with or without headings between them."""
    return _table(pgettext("report", "Action"), _("Owner"), pgettext("report", "State"), rows)


def group_heading(text: str) -> Row:
    """A heading over some of the rows."""
    again = _("{group} (continued)").format(group=text)
    return Row((Text(text, style.TABLE_STRONG),), again=Text(again, style.TABLE_STRONG))


# What waits for others


def decisions_table(decisions: Sequence[DecisionRow], data: ReportInput) -> Block:
    """The questions that have no answer yet."""
    rows = [
        Row(
            (
                when_cell(decision.due, data),
                stacked(
                    (f"{decision.number}. {decision.question}", style.BODY_STRONG),
                    (reason(decision.reason), style.TABLE),
                ),
                PartyMark(decision.party, decision.decides, style.TABLE),
                Text("–" if decision.promise is None else label_of(decision.promise), style.TABLE),
                None,
            )
        )
        for decision in decisions
    ]
    return _table(_("Question"), _("Decides"), pgettext("report", "Promise"), rows)


def feedback_table(rows: Sequence[FeedbackRow], data: ReportInput) -> Block:
    """Feedback that has not been given."""
    titles = {promise.number: promise for promise in data.promises}
    return _table(
        _("Feedback"),
        pgettext("report", "Promise"),
        pgettext("report", "State"),
        [
            Row(
                (
                    when_cell(row.planned_on, data),
                    stacked((row.channel, style.BODY_STRONG), (row.audience, style.TABLE)),
                    _promise(titles.get(row.promise or 0)),
                    _planned(row.planned_on, data.as_of, _("Planned")),
                    None,
                )
            )
            for row in rows
        ],
    )


def measurements_table(rows: Sequence[tuple[PromiseRow, IndicatorRow]], data: ReportInput) -> Block:
    """Indicators to be measured, with what they showed last."""
    return _table(
        _("Indicator"),
        pgettext("report", "Promise"),
        pgettext("report", "State"),
        [
            Row(
                (
                    when_cell(indicator.next_on, data),
                    stacked(
                        (indicator_name(indicator), style.BODY_STRONG),
                        (indicator.source, style.TABLE),
                    ),
                    _promise(promise),
                    _value(indicator),
                    None,
                )
            )
            for promise, indicator in rows
        ],
    )


def law_table(rows: Sequence[tuple[PromiseRow, ProblemRow]], data: ReportInput) -> Block:
    """When the plan that the law asks for is to be followed up, problem by problem."""
    return _table(
        _("Problem"),
        pgettext("report", "Promise"),
        pgettext("report", "Dnr"),
        [
            Row(
                (
                    when_cell(
                        follow_up_by(problem.decided_on) if problem.decided_on else None, data
                    ),
                    Text(problem.title or problem.text, style.BODY_STRONG),
                    _promise(promise),
                    Text(problem.decision_dnr or _("missing"), style.TABLE),
                    None,
                )
            )
            for promise, problem in rows
        ],
    )


def _promise(promise: PromiseRow | None) -> Block:
    if promise is None:
        return Text("–", style.TABLE)
    return Text(f"{label_of(promise.number)} {promise.title}", style.TABLE)


def _planned(on: date | None, as_of: date, word: str) -> Block:
    is_late = on is not None and on < as_of
    return StateMark(
        FollowUp.LATE if is_late else FollowUp.NOT_STARTED, word=None if is_late else word
    )


def _value(indicator: IndicatorRow) -> Block:
    """The last value against the goal; nothing measured is worth its own words."""
    now = latest(indicator)
    value = _("not measured") if now.value is None else measured(now.value, indicator.unit)
    goal = ""
    if indicator.target is not None:
        goal = _("goal {value}").format(value=measured(indicator.target, indicator.unit))
    return two_lines(cap(value), style.TABLE, goal, style.LABEL)
