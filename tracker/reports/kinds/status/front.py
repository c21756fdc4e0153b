"""Page one: for a person with one minute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.i18n import _, format_date, ngettext, pgettext
from tracker.models.enums import DeviationKind, FollowUp
from tracker.reports import style
from tracker.reports.briefs import (
    Concern,
    brief,
    by_urgency,
    facts_within,
    late_or_undone,
    next_deadlines,
    promise_state,
)
from tracker.reports.decision_box import DecisionBox
from tracker.reports.openings import decisions_needed, decisions_note, promises_stand
from tracker.reports.panels import FigurePanel, LabelledValues
from tracker.reports.pdf.blocks import Block, Columns, Stack, Text
from tracker.reports.pdf.table import Row, Table
from tracker.reports.sentences import (
    amount_sentence,
    cap,
    day,
    days_late,
    diary_label,
    done_of_planned,
    is_counted,
    label_of,
    listed,
    period,
    reason,
    short_day,
    superseding,
)
from tracker.reports.since_last import since_last
from tracker.reports.style import MM
from tracker.reports.symbols import StateMark, state_word
from tracker.reports.tables import RuleBlock, column, table
from tracker.services.reports.rows import PromiseRow, ReportInput

MOST_DECISIONS = 5
MOST_DEADLINES = 5
MOST_LATE = (4, 3, 2, 1)
"""How many late actions to tell of, the most first; with the fewest the page is least full."""
GAPS = (style.STEP_7, 5.5 * MM, style.STEP_4)
"""Spaces between the parts, the airiest first; the first that fits one page is taken."""

PageOf = Mapping[int, int]
"""The page on which each promise's section begins, by promise number."""


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """On which pages page one says that something is."""

    promises: PageOf
    since_last: int
    signatures: int


def front(data: ReportInput, gap: float, at: PageNumbers, most_late: int) -> list[Block]:
    """Everything on page one, its parts `gap` points apart and at most `most_late` actions."""
    blocks: list[Block] = [
        Text(_("Status report on citizens’ promises"), style.REPORT_TITLE, tag="H1"),
        LabelledValues(_facts(data)).spaced(1.2 * MM),
        Text(_opening(data), style.OPENING, tag="P").spaced(min(gap, 5 * MM)),
        _decisions(data, at).spaced(min(gap, 5 * MM)),
        _heading(_("Every promise")).spaced(gap, keep_with_next=True, needs=style.PART_NEEDS),
        _promises(data, at.promises),
        _late_and_due(data, at.promises, most_late).spaced(gap),
    ]
    if data.previous_on is not None:
        panel = _since_last(data, data.previous_on, at.since_last)
        blocks.append(panel.spaced(gap, at_foot=True))
    return blocks


def _heading(text: str) -> Text:
    return Text(text, style.SECTION, tag="H2")


def _facts(data: ReportInput) -> list[tuple[str, str]]:
    facts = [
        (pgettext("report", "As of"), format_date(data.as_of, "long")),
        (_("Reporting period"), period(data.period_from, data.period_to)),
    ]
    for row in data.diary_numbers:
        facts.append((diary_label(data, row.party), row.number))
    roles = [s.role or s.title for s in data.signatories]
    if roles:
        facts.append((pgettext("report", "To"), cap(", ".join(roles))))
    return facts + superseding(data)


def _opening(data: ReportInput) -> str:
    decisions = decisions_needed(data.decisions, data.as_of)
    return f"{decisions} {promises_stand(data.promises, data.as_of)}"


def _decisions(data: ReportInput, at: PageNumbers) -> Block:
    more = len(data.decisions) - MOST_DECISIONS
    left_out = ""
    if more > 0:
        text = ngettext("and {n} more, page {page}", "and {n} more, page {page}", more)
        left_out = text.format(n=more, page=at.signatures)
    return DecisionBox(
        data, MOST_DECISIONS, left_out, decisions_note(data.decisions, data.as_of), at.promises
    )


# Every promise


def _promises(data: ReportInput, page_of: PageOf) -> Block:
    if not data.promises:
        text = _("No promise has been entered in the book.")
        return Text(text, style.BODY, tag="P")
    with_before = data.previous_on is not None
    widths = (8, 43, 31, 60, 20, 8) if with_before else (8, 48, 31, 75, 8)
    columns = [
        column(wide, 0 if number in (0, len(widths) - 1) else 2 * MM, heads_row=number == 1)
        for number, wide in enumerate(widths)
    ]
    names = [
        pgettext("report", "No."),
        pgettext("report", "Promise"),
        pgettext("report", "State"),
        _("In brief"),
        pgettext("report", "Page"),
    ]
    if data.previous_on is not None:
        names.insert(4, _("State {day}").format(day=day(data.previous_on, data.as_of)))
    rows = []
    for group in by_urgency(data.promises):
        for promise in group:
            room = columns[3].room
            cells = _promise_cells(promise, data, page_of, room)
            rows.append(Row(cells, ends_group=promise is group[-1]))
    return table(columns, names, rows, right=frozenset({len(widths) - 1}))


def _promise_cells(
    promise: PromiseRow, data: ReportInput, page_of: PageOf, room: float
) -> tuple[Block | None, ...]:
    page = page_of.get(promise.number)
    title = Stack(
        [
            Text(promise.title, style.BODY_STRONG, max_lines=1),
            Text(_when(promise), style.LABEL, max_lines=1),
        ]
    )
    cells: list[Block | None] = [
        Text(label_of(promise.number), style.BODY_STRONG),
        title,
        StateMark(promise_state(promise), style.BODY_STRONG),
        _in_brief(promise, data.as_of, room),
        Text(str(page) if page else "–", style.TABLE, right=True),
    ]
    if data.previous_on is not None:
        word = "–" if promise.previous is None else state_word(promise.previous)
        cells.insert(4, Text(word, style.TABLE_SECONDARY))
    return tuple(cells)


def _in_brief(promise: PromiseRow, as_of: date, room: float) -> Block:
    facts = facts_within(brief(promise, as_of), room, style.TABLE, 2)
    return Text(facts, style.TABLE, max_lines=2)


def _when(promise: PromiseRow) -> str:
    if not promise.status.locked:
        return _("not signed")
    when = period(promise.starts_on, promise.ends_on)
    return _("{period}, ended").format(period=when) if promise.status.ended else when


# Late, and due


def _late_and_due(data: ReportInput, page_of: PageOf, most_late: int) -> Block:
    late, due = late_or_undone(data.promises), next_deadlines(data.promises, data.as_of)
    told = _late(late, data, page_of, most_late)
    left = Stack([_heading(_("Late or not delivered")), told.spaced(style.STEP_1)])
    right = Stack([_heading(_("Next deadlines")), _due(due, data).spaced(style.STEP_1)])
    return Columns([left, right], [81 * MM, 81 * MM], 8 * MM)


def _list(columns: Sequence[float], rows: list[Row], empty: str, left_out: str) -> Block:
    """Rows under a rule, or the one line that says why there are none."""
    if not rows:
        pad = style.DENSE_LOOK.pad
        words = Text(empty, style.TABLE, tag="P").spaced(pad)
        return Stack([RuleBlock(style.STRONG), words, RuleBlock(style.STRONG).spaced(pad)])
    last = len(columns) - 1
    cells = [
        column(wide, 2 * MM if number < last else 0, heads_row=number == 1)
        for number, wide in enumerate(columns)
    ]
    body = Table(cells, None, rows, style.DENSE_LOOK)
    if not left_out:
        return body
    return Stack([body, Text(left_out, style.LABEL, tag="P").spaced(style.STEP_1)])


def _late(concerns: list[Concern], data: ReportInput, page_of: PageOf, most: int) -> Block:
    rows = [Row(_late_cells(concern, data)) for concern in concerns[:most]]
    return _list(
        (27, 54),
        rows,
        _("Nothing is late, and no action has ended as not carried out."),
        _more_late(concerns[most:], page_of),
    )


def _more_late(left_out: list[Concern], page_of: PageOf) -> str:
    """How many there was no room for, and the pages that tell of them."""
    if not left_out:
        return ""
    pages = sorted({page_of[c.promise.number] for c in left_out if c.promise.number in page_of})
    return ngettext("and {n} more, page {pages}", "and {n} more, pages {pages}", len(pages)).format(
        n=len(left_out), pages=listed([str(page) for page in pages])
    )


def _late_cells(concern: Concern, data: ReportInput) -> tuple[Block, Block]:
    action = concern.action
    state = action.status if action.status.needs_reason else FollowUp.LATE
    word = None
    if state is FollowUp.LATE and action.days_late > 0:
        word = days_late(action.days_late)
    where = [label_of(concern.promise.number), action.owner or _("owner missing")]
    facts = [", ".join(where) + "."]
    if action.deadline is not None and state is FollowUp.LATE:
        facts.append(_("Deadline {day}.").format(day=day(action.deadline, data.as_of)))
    decided = _decided(concern, data)
    if decided:
        facts.append(decided)
    if is_counted(action) and not decided and action.days_late == 0:
        facts.append(amount_sentence(action))
    text = Stack(
        [
            Text(action.title, style.TABLE_STRONG, max_lines=2),
            Text(" ".join(facts), style.TABLE, max_lines=2),
            Text(reason(action.reason), style.TABLE, max_lines=2),
        ]
    )
    return StateMark(state, style.BODY_STRONG, word=word), text


def _decided(concern: Concern, data: ReportInput) -> str:
    """When it was decided that the action would not be delivered in full."""
    for row in concern.promise.deviations:
        if (
            row.kind is DeviationKind.OUTCOME
            and row.action == concern.action.number
            and row.decided_on is not None
        ):
            return _("Decided {day}.").format(day=day(row.decided_on, data.as_of))
    return ""


def _due(concerns: list[Concern], data: ReportInput) -> Block:
    rows = []
    for concern in concerns[:MOST_DEADLINES]:
        action = concern.action
        words = action.title
        if is_counted(action):
            words += f", {done_of_planned(action)}"
        if action.owner:
            words += f" · {action.owner}"
        deadline = "" if action.deadline is None else short_day(action.deadline, data.as_of)
        rows.append(
            Row(
                (
                    Text(deadline, style.BODY_STRONG),
                    Text(words, style.TABLE, max_lines=2),
                    Text(label_of(concern.promise.number), style.TABLE_SECONDARY, right=True),
                )
            )
        )
    more = len(concerns) - MOST_DEADLINES
    left_out = ""
    if more > 0:
        text = ngettext("and {n} later deadline", "and {n} later deadlines", more)
        left_out = text.format(n=more)
    return _list((17, 56, 8), rows, _("No deadline lies ahead."), left_out)


def _since_last(data: ReportInput, previous_on: date, page: int) -> Block:
    counts = since_last(data.changes)
    figures = [
        (counts.entries, ngettext("activity done", "activities done", counts.entries)),
        (counts.done, ngettext("action done", "actions done", counts.done)),
        (counts.late, ngettext("action now late", "actions now late", counts.late)),
        (counts.moved, ngettext("deadline moved", "deadlines moved", counts.moved)),
        (
            counts.worse,
            ngettext("promise in a worse state", "promises in a worse state", counts.worse),
        ),
    ]
    if not data.previous_reported:
        # As many lines as the words about a report take.
        since = _("Since {day}").format(day=format_date(previous_on))
        return FigurePanel(since, _("page {page}").format(page=page), figures)
    on = format_date(previous_on, "long")
    where = _("{day}, page {page}").format(day=on, page=page)
    return FigurePanel(_("Since the last report"), where, figures)
