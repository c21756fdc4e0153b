"""One promise as it is put before the signatories: its words, why, what is done, and the goals."""

from tracker.i18n import _, format_date, pgettext
from tracker.labels import label
from tracker.messages.measuring import every_words
from tracker.reports import style
from tracker.reports.bullets import bullets
from tracker.reports.causes import causes_list
from tracker.reports.cells import PARTIES, owner_cell, two_lines
from tracker.reports.feedback import feedback_lines
from tracker.reports.lacking import cannot_be_signed
from tracker.reports.pdf.blocks import Block, Columns, RichText, Stack, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.promise_head import Barred, PromiseHead
from tracker.reports.sentences import (
    full_stop,
    indicator_name,
    measured,
    party_group,
    quantity,
)
from tracker.reports.style import MM
from tracker.reports.symbols import CAUSE_RING, PartyMark, Rings
from tracker.reports.tables import column, table
from tracker.services.reports.rows import (
    ActionRow,
    IndicatorRow,
    ProblemRow,
    PromiseRow,
    ReportInput,
)
from tracker.services.reports.signing import blocking_gaps

_MAIN, _SIDE = 106 * MM, 56 * MM
_ACTION_COLUMNS = (
    column(11),
    column(15, 1.2 * MM),
    column(63, 3 * MM, heads_row=True),
    column(34),
    column(28),
    column(19, 0),
)
_GOAL_COLUMNS = (
    column(70, 3 * MM, heads_row=True),
    column(17, 2 * MM),
    column(17, 5 * MM),
    column(30),
    column(36, 0),
)


def promise_section(promise: PromiseRow, data: ReportInput, airiness: float) -> list[Block]:
    """Everything about one promise. `airiness` is 1 for the full space between its parts."""
    gap = style.STEP_7 * airiness
    is_blocked = bool(blocking_gaps(promise))
    note = _("Cannot be signed yet") if is_blocked else _("To be signed")
    head = PromiseHead(promise, data, promise.status, note)
    blocks: list[Block] = [head]
    if head.is_cut(style.WIDTH):
        blocks.append(Text(promise.title, style.BODY, tag="P"))
    if is_blocked:
        blocks.append(_Boxed(cannot_be_signed(promise)).spaced(style.STEP_4))
    return [
        *blocks,
        Barred(_wording(promise)).spaced(style.STEP_4),
        _problem_and_causes(promise).spaced(gap),
        *_part(_("Actions"), _("What we do, who sees to it and by when"), _actions(promise), gap),
        *_part(_("Goals"), _("How we see whether it made a difference"), _goals(promise), gap),
        *_part(_("Feedback"), "", _feedback(promise, data), gap),
    ]


def _part(title: str, note: str, body: Block, gap: float) -> list[Block]:
    """A heading, with what it is about in small, and what stands under it."""
    runs = [Run(title, style.SECTION)]
    if note:
        runs.append(Run(f"\xa0\xa0\xa0{note}", style.TABLE_SECONDARY))
    heading = RichText(runs, tag="H3")
    return [heading.spaced(gap, keep_with_next=True, needs=style.PART_NEEDS), body]


class _Boxed(Block):
    """A sentence in an ink outline, for what stops a signing."""

    __slots__ = ("_text",)

    _PAD = 2.6 * MM
    _EDGE = 1.2

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = Text(text, style.BODY_STRONG, tag="P")

    def height(self, width: float) -> float:
        return self._text.height(width - 2 * self._PAD) + 2 * self._PAD * 0.8

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        edge = self._EDGE
        inner = (x + edge / 2, y + edge / 2, width - edge, self.height(width) - edge)
        pen.rect(*inner, stroke=style.INK, weight=edge)
        self._text.draw(pen, x + self._PAD, y + self._PAD * 0.8, width - 2 * self._PAD)


# The words


def _wording(promise: PromiseRow) -> Stack:
    text = promise.text.strip() or _("The promise has no text.")
    blocks: list[Block] = [Text(text, style.TEXT_TO_SIGN, tag="P")]
    effect = promise.expected_effect.strip() or _("No expected effect is stated.")
    runs = [
        Run(_("Expected effect:") + " ", style.BODY_STRONG),
        Run(effect, style.EFFECT_TO_SIGN),
    ]
    blocks.append(RichText(runs, tag="P").spaced(style.STEP_2))
    return Stack(blocks)


# Why


def _problem_and_causes(promise: PromiseRow) -> Block:
    left = Stack([Text(_("Problem and evidence"), style.SECTION, tag="H3"), *_problems(promise)])
    right = Stack([Text(_("Causes"), style.SECTION, tag="H3"), causes_list(promise.causes, _SIDE)])
    return Columns([left, right], [_MAIN, _SIDE], 8 * MM)


def _problems(promise: PromiseRow) -> list[Block]:
    if not promise.problems:
        text = _("The problem and the evidence are missing.")
        return [Text(text, style.BODY, tag="P").spaced(style.STEP_1 / 2)]
    return [block for problem in promise.problems for block in _problem(problem)]


def _problem(problem: ProblemRow) -> list[Block]:
    text = Text(full_stop(problem.text), style.BODY, tag="P").spaced(style.STEP_1 / 2)
    facts = [full_stop(fact) for fact in problem.evidence if fact.strip()]
    if not facts:
        facts = [_("No evidence is linked to the problem.")]
    said = bullets(facts, style.TABLE, _MAIN, style.STEP_1 / 2)
    return [text, said.spaced(style.STEP_1)]


# What is done


def _actions(promise: PromiseRow) -> Block:
    if not promise.actions:
        return Text(_("The promise has no action."), style.BODY, tag="P").spaced(style.STEP_1)
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
            rows += [Row(_action_cells(promise.number, action)) for action in actions]
            rows[-1] = Row(rows[-1].cells, ends_group=True)
    names = [
        pgettext("report", "No."), pgettext("report", "Cause"), pgettext("report", "Action"),
        _("Owner"), pgettext("report", "By"), pgettext("report", "Promised"),
    ]  # fmt: skip
    return table(_ACTION_COLUMNS, names, rows, right=frozenset({5}))


def _action_cells(promise: int, action: ActionRow) -> tuple[Block | None, ...]:
    return (
        Text(f"{promise}.{action.number}", style.TABLE),
        Rings(action.causes, CAUSE_RING, style.CAUSE_NUMBER, style.BODY_STRONG)
        if action.causes
        else Text("–", style.TABLE),
        two_lines(action.title, style.BODY_STRONG, action.goal, style.TABLE_SECONDARY),
        owner_cell(action),
        _when(action),
        _promised(action),
    )


def _when(action: ActionRow) -> Block:
    """The deadline, with its year: what is signed is read long after."""
    if action.deadline is None:
        return Text(_("no date"), style.TABLE)
    start = ""
    if action.start is not None and action.start != action.deadline:
        start = _("from {day}").format(day=format_date(action.start, "short"))
    return two_lines(format_date(action.deadline, "short"), style.TABLE, start, style.LABEL)


def _promised(action: ActionRow) -> Block:
    if action.planned is None:
        return Text(_("no target"), style.TABLE, right=True)
    number = Text(quantity(action.planned), style.AMOUNT, right=True)
    if not action.unit.strip():
        return number
    return Stack([number, Text(action.unit, style.LABEL, right=True)])


# The goals


def _goals(promise: PromiseRow) -> Block:
    if not promise.indicators:
        text = _("No indicator measures the promise.")
        return Text(text, style.BODY, tag="P").spaced(style.STEP_1)
    names = [
        pgettext("report", "Measure"), pgettext("report", "Start"), pgettext("report", "Goal"),
        pgettext("report", "Measured"), _("Source"),
    ]  # fmt: skip
    rows = [Row(_goal_cells(indicator)) for indicator in promise.indicators]
    return table(_GOAL_COLUMNS, names, rows, right=frozenset({1, 2}))


def _goal_cells(indicator: IndicatorRow) -> tuple[Block, ...]:
    unit = indicator.unit
    by = indicator.measure_by
    return (
        two_lines(indicator_name(indicator), style.BODY_STRONG, label(indicator.kind), style.LABEL),
        Text(measured(indicator.baseline, unit), style.BODY, right=True),
        Text(measured(indicator.target, unit), style.BODY_STRONG, right=True),
        two_lines(
            _("no date") if by is None else format_date(by, "short"),
            style.TABLE,
            "" if indicator.measure_every is None else every_words(indicator.measure_every),
            style.LABEL,
        ),
        Text(indicator.source or "–", style.TABLE),
    )


def _feedback(promise: PromiseRow, data: ReportInput) -> Block:
    rows = [row for row in data.feedback if row.promise == promise.number]
    if not rows:
        text = _("No feedback to those who live here is planned or done.")
        return Text(text, style.TABLE, tag="P").spaced(style.STEP_1)
    return feedback_lines(rows, data).spaced(style.STEP_1)
