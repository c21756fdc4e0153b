"""One promise: what was signed, why, what is done, and what did not come about."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, pgettext
from tracker.messages.recurrence import tally_words
from tracker.models.enums import ActionStatus, DeviationKind, FollowUp
from tracker.reports import style
from tracker.reports.briefs import NextStep, action_state, next_steps, promise_state
from tracker.reports.causes import causes_list
from tracker.reports.cells import (
    PARTIES,
    amount_cell,
    bar_cell,
    deadline_cell,
    owner_cell,
    two_lines,
)
from tracker.reports.deviations import deviation_row, recorded_row
from tracker.reports.feedback import feedback_lines
from tracker.reports.kinds.status.effect import effect, output_indicators
from tracker.reports.legend import BarLegend
from tracker.reports.pdf.blocks import Block, Columns, RichText, Space, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.promise_head import Barred, PromiseHead, signed_text
from tracker.reports.sentences import (
    cap,
    day,
    days_late,
    done_of_planned,
    expected_number,
    full_stop,
    party_group,
)
from tracker.reports.series import settled_on
from tracker.reports.style import MM, Pads
from tracker.reports.symbols import CAUSE_RING, PartyMark, Rings, StateMark, state_word
from tracker.reports.tables import column, table
from tracker.services.reports.rows import (
    ActionRow,
    PromiseRow,
    ReportInput,
)

_PLAN_COLUMNS = (
    column(10.8, 1.2 * MM),
    column(48.4, 1.2 * MM, heads_row=True),
    column(29, 1 * MM),
    column(14, 1 * MM),
    column(32.4, 0.4 * MM),
    column(14.9, 0.8 * MM),
    column(20.5, 0),
)
_DEVIATION_COLUMNS = (column(29), column(50, heads_row=True), column(58), column(33, 0))
_CAUSES_WIDTH = 56 * MM
_LABEL_WIDTH = 29 * MM
_STEPS_ACROSS = 3


def promise_section(promise: PromiseRow, data: ReportInput, airiness: float) -> list[Block]:
    """Everything about one promise, to begin on a page of its own.

    `airiness` is 1 for the full space between parts and rows, less for a tighter page.
    """
    gap = style.STEP_4 * airiness
    pads = style.PADS if airiness == 1 else style.TIGHT_PADS
    head = PromiseHead(promise, data, promise_state(promise))
    blocks: list[Block] = [
        head,
        *([Text(promise.title, style.BODY, tag="P")] if head.is_cut(style.WIDTH) else []),
        Barred(signed_text(promise, data.as_of)).spaced(gap),
        _problem_and_causes(promise).spaced(gap),
        *_part(_done(promise, data, pads), gap),
        *_part(effect(promise, data.as_of), gap),
        *_part(_deviations(promise, data, pads), gap),
        _beside(_("Feedback"), _feedback(promise, data)).spaced(gap),
        _beside(_("Next steps"), _steps(next_steps(promise, data), data)).spaced(gap),
    ]
    return blocks


def _part(blocks: list[Block], gap: float) -> list[Block]:
    """A part whose first block is its heading, which never stands alone at the foot of a page."""
    blocks[0].spaced(gap, keep_with_next=True, needs=style.PART_NEEDS)
    return blocks


def _heading(text: str, note: str = "") -> Block:
    """A part's heading, with what it is about in small."""
    runs = [Run(text, style.SECTION)]
    if note:
        runs.append(Run(f"\xa0\xa0\xa0{note}", style.TABLE_SECONDARY))
    return RichText(runs, tag="H3")


# Why


def _problem_and_causes(promise: PromiseRow) -> Block:
    sentences = [
        full_stop(text)
        for problem in promise.problems
        for text in (problem.text, *problem.evidence)
        if text.strip()
    ]
    text = " ".join(sentences) or _("The problem and the evidence are missing.")
    left = Stack(
        [
            Text(_("Problem and evidence"), style.SECTION, tag="H3"),
            Text(text, style.BODY, tag="P").spaced(style.STEP_1 / 2),
        ]
    )
    right = Stack(
        [Text(_("Causes"), style.SECTION, tag="H3"), causes_list(promise.causes, _CAUSES_WIDTH)]
    )
    return Columns([left, right], [106 * MM, _CAUSES_WIDTH], 8 * MM)


# Gjort


def _done(promise: PromiseRow, data: ReportInput, pads: Pads) -> list[Block]:
    blocks = [
        _heading(pgettext("report", "Done"), _("What we promised to do, and what has been done"))
    ]
    if not promise.actions:
        text = _("The promise has no action.")
        return [*blocks, Text(text, style.BODY, tag="P")]
    blocks.append(_plan(promise, data, pads))
    if any(action.planned for action in promise.actions):
        blocks.append(BarLegend(promise.actions, data.as_of).spaced(style.STEP_2))
    return [*blocks, *output_indicators(promise, data.as_of, pads.between)]


def _plan(promise: PromiseRow, data: ReportInput, pads: Pads) -> Block:
    rows: list[Row] = []
    for party in PARTIES:
        actions = [action for action in promise.actions if action.party is party]
        if actions:
            name = party_group(party)
            again = _("{group} (continued)").format(group=name)
            rows.append(
                Row(
                    (PartyMark(party, name, style.TABLE_STRONG),),
                    again=PartyMark(party, again, style.TABLE_STRONG),
                )
            )
            rows += [Row(_action_cells(action, data.as_of)) for action in actions]
            rows[-1] = Row(rows[-1].cells, ends_group=True)
    names = [
        pgettext("report", "Cause"), pgettext("report", "Action"), _("Owner"),
        pgettext("report", "By"), _("Done of promised"), "", pgettext("report", "State"),
    ]  # fmt: skip
    return table(_PLAN_COLUMNS, names, rows, look=pads.plan)


def _action_cells(action: ActionRow, as_of: date) -> tuple[Block | None, ...]:
    return (
        Rings(action.causes, CAUSE_RING, style.CAUSE_NUMBER, style.BODY_STRONG)
        if action.causes
        else Text("–", style.TABLE),
        two_lines(action.title, style.BODY_STRONG, action.goal, style.TABLE_SECONDARY),
        owner_cell(action),
        deadline_cell(action, as_of),
        _bar(action),
        amount_cell(action),
        StateMark(action_state(action)),
    )


def _bar(action: ActionRow) -> Block | None:
    """The bar, over what became of the dates of a recurrence."""
    bar = bar_cell(action)
    if action.series is None:
        return bar
    tally = Text(tally_words(action.series), style.LABEL)
    return tally if bar is None else Stack([bar, tally.spaced(style.STEP_1 / 2)])


# Deviations


def _deviations(promise: PromiseRow, data: ReportInput, pads: Pads) -> list[Block]:
    rows = [
        *(_late_row(action, promise, data) for action in promise.actions if _is_past(action)),
        *(recorded_row(deviation, data) for deviation in promise.deviations),
        *(_fewer_row(action, promise, data) for action in promise.actions if _is_short(action)),
        *(
            _undone_row(action)
            for action in promise.actions
            if action.status.needs_reason and not _is_recorded(action, promise)
        ),
        *(row for action in promise.actions for row in _settled_rows(action, data.as_of)),
    ]
    title = _heading(_("Changed, behind or not delivered"))
    nothing_undone = not any(action.status.needs_reason for action in promise.actions)
    if not rows:
        text = _("Nothing deviates, and no action has ended as not carried out or dropped.")
        return [title, Text(text, style.TABLE, tag="P").spaced(style.STEP_1)]
    if nothing_undone and promise.actions:
        text = _("No action of the promise has ended as not carried out or dropped.")
        kind = Text(state_word(ActionStatus.NOT_DONE), style.TABLE_STRONG)
        rows.append(Row((kind, Text(text, style.TABLE))))
    names = [pgettext("report", "Kind"), pgettext("report", "What"), _("Reason"), _("Decided by")]
    return [title, table(_DEVIATION_COLUMNS, names, rows, look=pads.deviations)]


def _is_past(action: ActionRow) -> bool:
    return action.follow_up is FollowUp.LATE and action.days_late > 0


def _is_short(action: ActionRow) -> bool:
    """Whether less is done than expected, though the deadline is not past."""
    return (
        action.follow_up in (FollowUp.LATE, FollowUp.AT_RISK)
        and action.days_late == 0
        and action.planned is not None
        and action.expected is not None
        and float(action.done) < action.expected
    )


def _is_recorded(action: ActionRow, promise: PromiseRow) -> bool:
    return any(
        row.kind is DeviationKind.OUTCOME and row.action == action.number
        for row in promise.deviations
    )


def _waits(action: ActionRow, promise: PromiseRow, data: ReportInput) -> str:
    """The decision that the action waits for, if there is one."""
    for decision in data.decisions:
        if (decision.promise, decision.action) == (promise.number, action.number):
            return _("waits for decision {n}").format(n=decision.number)
    return ""


def _late_row(action: ActionRow, promise: PromiseRow, data: ReportInput) -> Row:
    late = cap(days_late(action.days_late))
    return deviation_row(late, action.title, action.reason, _waits(action, promise, data))


def _fewer_row(action: ActionRow, promise: PromiseRow, data: ReportInput) -> Row:
    expected = "" if action.expected is None else expected_number(action.expected)
    what = _("{action}: {done}, expected\u00a0{expected}").format(
        action=action.title, done=done_of_planned(action), expected=expected
    )
    return deviation_row(
        _("Fewer than expected"), what, action.reason, _waits(action, promise, data)
    )


def _undone_row(action: ActionRow) -> Row:
    what = action.title
    if action.planned is not None and action.planned > 1:
        what = f"{what}: {done_of_planned(action)}"
    return deviation_row(state_word(action.status), what, action.reason, "")


def _settled_rows(action: ActionRow, as_of: date) -> list[Row]:
    """The dates that were cancelled, or missed for a reason: each is a measure not carried out."""
    settled = () if action.series is None else action.series.settled
    return [
        deviation_row(cap(settled_on(each, as_of)), action.title, each.reason, "")
        for each in settled
    ]


# What lies ahead


def _beside(title: str, block: Block) -> Block:
    """A part in one line: its heading to the left."""
    left = Text(title, style.SECTION, tag="H3")
    rest = style.WIDTH - _LABEL_WIDTH
    # What stands beside the heading shares its baseline.
    drop = Space(style.SECTION.rise - style.TABLE_STRONG.rise)
    return Columns([left, Stack([drop, block])], [_LABEL_WIDTH, rest], 0)


def _steps(steps: Sequence[NextStep], data: ReportInput) -> Block:
    if not steps:
        return Text(_("No next step has a date."), style.TABLE, tag="P")
    gap = 4 * MM
    wide = (style.WIDTH - _LABEL_WIDTH - (_STEPS_ACROSS - 1) * gap) / _STEPS_ACROSS
    blocks: list[Block] = [_step(step, data) for step in steps[:_STEPS_ACROSS]]
    blocks += [Space(0)] * (_STEPS_ACROSS - len(blocks))
    return Columns(blocks, [wide] * _STEPS_ACROSS, gap)


def _step(step: NextStep, data: ReportInput) -> Block:
    parts = [
        Text(day(step.on, data.as_of), style.TABLE_STRONG),
        Text(step.text, style.TABLE, max_lines=2),
    ]
    if step.who.strip():
        parts.append(Text(step.who, style.TABLE_SECONDARY))
    return Stack(parts, "P")


def _feedback(promise: PromiseRow, data: ReportInput) -> Block:
    rows = [row for row in data.feedback if row.promise == promise.number]
    if not rows:
        text = _("No feedback to those who live here is planned or done.")
        return Text(text, style.TABLE, tag="P")
    return feedback_lines(rows, data)
