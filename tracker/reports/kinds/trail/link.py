"""What answers a problem: the promise, its actions, what was logged and what was measured."""

from collections.abc import Sequence

from tracker.i18n import _, format_date, pgettext
from tracker.models.enums import FollowUp, PromiseStatus
from tracker.reports import style
from tracker.reports.briefs import action_state, promise_state
from tracker.reports.cells import owner_cell, stacked, two_lines
from tracker.reports.deviations import recorded_row
from tracker.reports.feedback import feedback_lines
from tracker.reports.gap_note import gap_notes
from tracker.reports.kinds.trail.log import log_tables
from tracker.reports.kinds.trail.measurements import measurement_table
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.rail import step
from tracker.reports.sentences import done_of_planned, label_of, period, reason
from tracker.reports.style import MM
from tracker.reports.symbols import CAUSE_RING, Rings, StateMark, state_word
from tracker.reports.tables import column, table
from tracker.services.reports.chains import Link
from tracker.services.reports.gaps import Gap, GapKind
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput
from tracker.services.reports.trail_rows import TrailProblem

_ACTION_COLUMNS = (
    column(10),
    column(15.5, 1 * MM),
    column(45.5, heads_row=True),
    column(32.5),
    column(19.5),
    column(15, 3 * MM),
    column(23, 0),
)
_DEVIATION_COLUMNS = (column(27), column(47, heads_row=True), column(56), column(31, 0))
_NEED_REASON = frozenset({PromiseStatus.PARTLY_KEPT, PromiseStatus.NOT_KEPT, PromiseStatus.DROPPED})


def link_steps(
    link: Link,
    problem: TrailProblem | None,
    data: ReportInput,
    gaps: Sequence[Gap],
    *,
    starts: bool,
    ends: bool,
) -> list[Block]:
    """Steps four to seven. A promise told under another problem stops at what is logged."""
    promise = link.promise
    here = {action.number for action in link.actions}
    told = [gap for gap in gaps if gap.promise == promise.number]
    ours = [gap for gap in told if gap.action is None]
    of_actions = [gap for gap in told if gap.action in here]
    title = _("Promise {label}").format(label=label_of(promise.number))
    log_body = log_tables(promise, link.actions, data)
    steps = [
        *step(4, title, promise.title, _promise(link, data, ours), starts=starts, ends=False),
        *step(
            5,
            pgettext("trail", "Actions"),
            _("What is done about it, and how it stands"),
            [*_actions(link, problem, data, [*ours, *of_actions]), *_deviations(link, data)],
            starts=False,
            ends=False,
        ),
    ]
    is_last = link.told_in is not None
    log_notes = gap_notes(of_actions, GapKind.ACTION_WITHOUT_LOG, GapKind.ENTRIES_WITHOUT_SOURCE)
    steps += step(
        6,
        pgettext("trail", "Log"),
        _("What was really done, and where that is known from"),
        [*log_body, *log_notes],
        starts=False,
        ends=ends and is_last,
    )
    if is_last:
        return steps
    return [
        *steps,
        *step(
            7,
            pgettext("trail", "Measurements"),
            _("What changed; not that the actions caused it"),
            _measurements(promise, data, ours),
            starts=False,
            ends=ends,
        ),
    ]


# The promise


def _promise(link: Link, data: ReportInput, gaps: Sequence[Gap]) -> list[Block]:
    promise = link.promise
    if link.told_in is not None:
        text = _("The promise is told in full under problem {number}.").format(number=link.told_in)
        return [Text(text, style.BODY, tag="P").spaced(style.STEP_1)]
    text = promise.text.strip() or _("The promise has no text.")
    blocks: list[Block] = [
        Text(text, style.SIGNED_TEXT, tag="P").spaced(style.STEP_1),
        Text(_standing(promise), style.TABLE_SECONDARY, tag="P").spaced(style.STEP_1),
    ]
    if promise.outcome_reason.strip() or promise.status in _NEED_REASON:
        why = Text(reason(promise.outcome_reason), style.TABLE, tag="P")
        blocks.append(why.spaced(style.STEP_1))
    if promise.expected_effect.strip():
        runs = [
            Run(_("Expected effect:") + " ", style.TABLE_STRONG),
            Run(promise.expected_effect, style.TABLE),
        ]
        blocks.append(RichText(runs, tag="P").spaced(style.STEP_1))
    return [*blocks, *gap_notes(gaps, GapKind.PROMISE_WITHOUT_EVIDENCE)]


def _standing(promise: PromiseRow) -> str:
    """Its period, how it stands, and when it was signed as which version."""
    parts = [period(promise.starts_on, promise.ends_on), state_word(promise_state(promise))]
    if promise.signed_on is not None:
        parts.append(
            _("signed {day}, version {n}").format(
                day=format_date(promise.signed_on, "long"), n=promise.version
            )
        )
    return " · ".join(part for part in parts if part)


# Actions


def _actions(
    link: Link, problem: TrailProblem | None, data: ReportInput, gaps: Sequence[Gap]
) -> list[Block]:
    kinds = (GapKind.PROMISE_WITHOUT_ACTION, GapKind.ACTION_WITHOUT_CAUSE)
    notes = gap_notes(gaps, *kinds)
    if not link.actions:
        if notes:
            return notes
        text = _("No action of the promise works on a cause of this problem.")
        return [Text(text, style.BODY, tag="P").spaced(style.STEP_1)]
    names = [
        pgettext("report", "No."), pgettext("report", "Cause"), pgettext("report", "Action"),
        _("Owner"), pgettext("report", "By"), pgettext("report", "Done"),
        pgettext("report", "State"),
    ]  # fmt: skip
    causes = _causes_of(link, problem)
    rows = [
        Row(_action_cells(action, link.promise, causes.get(action.number, ())))
        for action in link.actions
    ]
    return [
        table(_ACTION_COLUMNS, names, rows, right=frozenset({5}), look=style.DENSE_LOOK),
        *notes,
    ]


def _action_cells(
    action: ActionRow, promise: PromiseRow, causes: tuple[int, ...]
) -> tuple[Block, ...]:
    return (
        Text(f"{promise.number}.{action.number}", style.TABLE),
        Rings(causes, CAUSE_RING, style.CAUSE_NUMBER, style.TABLE)
        if causes
        else Text(_("none"), style.TABLE_STRONG),
        _what(action),
        owner_cell(action),
        _when(action),
        Text(done_of_planned(action), style.TABLE, right=True),
        StateMark(action_state(action), style.TABLE),
    )


def _what(action: ActionRow) -> Block:
    """The action and its goal, and why it is behind or was not delivered in full."""
    is_behind = action_state(action) in (FollowUp.LATE, FollowUp.AT_RISK)
    needs_reason = action.tells_why or is_behind
    return stacked(
        (action.title, style.TABLE_STRONG),
        (action.goal, style.LABEL),
        (reason(action.reason) if needs_reason else "", style.TABLE),
    )


def _when(action: ActionRow) -> Block:
    """The deadline, with its year, and the one it was moved from."""
    if action.deadline is None:
        return Text(_("no date"), style.TABLE)
    before = ""
    if action.moved:
        before = _("was {day}").format(day=format_date(action.moved[-1].before, "short"))
    return two_lines(format_date(action.deadline, "short"), style.TABLE, before, style.LABEL)


def _deviations(link: Link, data: ReportInput) -> list[Block]:
    """What was changed after signing, where the promise is told in full."""
    promise = link.promise
    if link.told_in is not None or not promise.status.locked:
        return []
    title = Text(_("Deviations"), style.TABLE_STRONG, tag="P")
    title.spaced(style.STEP_4, keep_with_next=True)
    if not promise.deviations:
        text = _("No deviation is recorded.")
        return [title, Text(text, style.TABLE, tag="P").spaced(style.STEP_1)]
    names = [pgettext("report", "Kind"), pgettext("report", "What"), _("Reason"), _("Decided by")]
    rows = [recorded_row(row, data) for row in promise.deviations]
    return [title, table(_DEVIATION_COLUMNS, names, rows, look=style.DENSE_LOOK)]


def _causes_of(link: Link, problem: TrailProblem | None) -> dict[int, tuple[int, ...]]:
    """The causes that each action meets, by its number, numbered as within the problem."""
    if problem is None:
        return {action.number: action.causes for action in link.actions}
    met: dict[int, tuple[int, ...]] = {}
    for cause in problem.causes:
        for ref in cause.actions:
            if ref.promise == link.promise.number:
                met[ref.action] = (*met.get(ref.action, ()), cause.number)
    return met


# Measurements and feedback


def _measurements(promise: PromiseRow, data: ReportInput, gaps: Sequence[Gap]) -> list[Block]:
    blocks: list[Block] = []
    if promise.indicators:
        blocks.append(measurement_table(promise, gaps, data.as_of))
    else:
        text = _("No indicator measures the promise.")
        blocks.append(Text(text, style.BODY, tag="P").spaced(style.STEP_1))
    blocks += gap_notes(gaps, GapKind.OUTPUT_WITHOUT_EFFECT)
    feedback = [row for row in data.feedback if row.promise == promise.number]
    if feedback:
        title = Text(_("Feedback"), style.TABLE_STRONG, tag="P")
        blocks.append(title.spaced(style.STEP_4, keep_with_next=True))
        blocks.append(feedback_lines(feedback, data))
    return [*blocks, *gap_notes(gaps, GapKind.ENDED_WITHOUT_FEEDBACK)]
