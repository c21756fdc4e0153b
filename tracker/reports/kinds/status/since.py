"""Since the last report: what was done, what slipped, which deadlines and owners changed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from tracker.i18n import _, ngettext, pgettext
from tracker.models.enums import ActionStatus, FollowUp
from tracker.reports import style
from tracker.reports.briefs import action_state
from tracker.reports.bullets import bullets
from tracker.reports.differences import decision, difference_sentence
from tracker.reports.openings import since_then
from tracker.reports.pdf.blocks import Block, Columns, Space, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import (
    amount_words,
    cap,
    day,
    days_late,
    is_counted,
    label_of,
    quantity,
)
from tracker.reports.since_last import Done, done, most_done, moved, new_owners, since_last, slipped
from tracker.reports.style import MM
from tracker.reports.symbols import StateMark
from tracker.reports.tables import column, table
from tracker.services.reports.difference import Difference, What
from tracker.services.reports.rows import ActionRow, ReportInput


@dataclass(frozen=True, slots=True)
class Most:
    """How many rows of each list there is room for."""

    done: int
    slipped: int
    moved: int
    owners: int


MOST = (
    Most(20, 8, 8, 8), Most(14, 7, 6, 6), Most(10, 5, 4, 4), Most(6, 4, 3, 2), Most(3, 2, 2, 1),
)  # fmt: skip
"""From the fullest page to one that always fits."""

_COLUMNS = (
    column(13, 1 * MM),
    column(53, heads_row=True),
    column(40),
    column(64, 0),
)
_DONE_COLUMNS = (
    column(13, 1 * MM),
    column(53, heads_row=True),
    column(22, 4 * MM),
    column(52),
    column(30, 0),
)


def since_section(data: ReportInput, most: Most, airiness: float) -> list[Block]:
    """The lists, to begin on a page of their own; empty in a first report."""
    if data.previous_on is None:
        return []
    gap = style.STEP_7 * airiness
    since = _since(data)
    opening = Text(since_then(since_last(data.changes), since), style.OPENING, tag="P")
    title = _("Since the last report")
    if not data.previous_reported:
        title = _("Since {day}").format(day=since)
    return [
        Text(title, style.REPORT_TITLE, tag="H2"),
        Columns([opening, Space(0)], [150 * MM, 16 * MM], 4 * MM).spaced(2 * MM),
        *_part(pgettext("report", "Done"), _done(data, most.done), gap),
        *_part(_("Late, at risk or not delivered"), _slipped(data, most.slipped), gap),
        *_part(_("Moved deadlines"), _moved(data, most.moved), gap),
        *_owners(data, most.owners, gap),
    ]


def _since(data: ReportInput) -> str:
    """The day that it is counted from."""
    assert data.previous_on is not None
    return day(data.previous_on, data.as_of)


def _part(title: str, blocks: list[Block], gap: float) -> list[Block]:
    heading = Text(title, style.SECTION, tag="H3")
    heading.spaced(gap, keep_with_next=True, needs=style.PART_NEEDS)
    return [heading, *blocks]


def _nothing(text: str) -> list[Block]:
    return [Text(text, style.TABLE, tag="P").spaced(style.STEP_1)]


def _left_out(n: int) -> list[Block]:
    """How many rows there was no room for."""
    if n <= 0:
        return []
    text = ngettext(
        "and {n} more, told under its promise", "and {n} more, told under their promises", n
    )
    return [Text(text.format(n=n), style.LABEL, tag="P").spaced(style.STEP_1)]


# Done


def _done(data: ReportInput, most: int) -> list[Block]:
    rows = done(data.changes)
    if not rows:
        if not data.previous_reported:
            text = _("Nothing has been logged or finished since {day}.")
            return _nothing(text.format(day=_since(data)))
        return _nothing(_("Nothing has been logged or finished since the last report."))
    since = _("Since {day}").format(day=_since(data))
    names = [
        pgettext("report", "Promise"),
        pgettext("report", "Action"),
        since,
        _("In all"),
        pgettext("report", "State"),
    ]
    actions = _actions(data)
    told = most_done(rows, most)
    body = [
        Row(
            _done_cells(row, actions.get((row.promise, row.action))),
            ends_group=following is not None and following.promise != row.promise,
        )
        for row, following in zip_longest(told, told[1:])
    ]
    right = frozenset({2})
    return [
        table(_DONE_COLUMNS, names, body, right=right, look=style.DENSE_LOOK),
        *_left_out(len(rows) - most),
    ]


def _actions(data: ReportInput) -> dict[tuple[int, int], ActionRow]:
    return {
        (promise.number, action.number): action
        for promise in data.promises
        for action in promise.actions
    }


def _done_cells(row: Done, action: ActionRow | None) -> tuple[Block | None, ...]:
    return (
        Text(label_of(row.promise), style.TABLE),
        Text(row.title, style.TABLE_STRONG, max_lines=2),
        Text(_grown(row.logged), style.AMOUNT, right=True),
        Text(_in_all(action), style.TABLE, max_lines=2),
        StateMark(action_state(action)) if action else None,
    )


def _grown(logged: Difference | None) -> str:
    """How much of what is counted, otherwise how many times."""
    if logged is None:
        return "–"
    was, now = logged.before, logged.after
    if isinstance(was, Decimal) and isinstance(now, Decimal) and was != now:
        return quantity(now - was)
    return quantity(logged.entries)


def _in_all(action: ActionRow | None) -> str:
    if action is None:
        return ""
    if is_counted(action):
        return amount_words(action, is_running=False)
    n = action.entries
    return ngettext("{n} activity logged", "{n} activities logged", n).format(n=n) if n else ""


# Slipped


def _slipped(data: ReportInput, most: int) -> list[Block]:
    rows = slipped(data.changes)
    if not rows:
        if not data.previous_reported:
            return _nothing(_("Nothing has become late since {day}.").format(day=_since(data)))
        return _nothing(_("Nothing has become late since the last report."))
    names = [
        pgettext("report", "Promise"), pgettext("report", "Action"), pgettext("report", "State"),
        _("Reason"),
    ]  # fmt: skip
    body = [
        Row(
            (
                Text(label_of(row.promise or 0), style.TABLE),
                Text(row.subject, style.TABLE_STRONG, max_lines=2),
                _stands(row),
                _why(row, data),
            )
        )
        for row in rows[:most]
    ]
    return [
        table(_COLUMNS, names, body, look=style.DENSE_LOOK),
        *_left_out(len(rows) - most),
    ]


def _stands(row: Difference) -> Block:
    """How it stands: symbol and word, and the figures beneath."""
    assert isinstance(row.after, FollowUp | ActionStatus)
    amount = row.amount
    late = days_late(amount.days_late) if amount and amount.days_late else None
    mark = StateMark(row.after, word=late)
    if amount is None or not is_counted(amount):
        return mark
    words = amount_words(amount, is_running=row.what in (What.LATE, What.AT_RISK))
    return Stack([mark, Text(words, style.LABEL, max_lines=2)])


def _why(row: Difference, data: ReportInput) -> Block:
    """The reason, and who decided when, if that is recorded."""
    why = Text(cap(row.reason.strip()) or _("Reason missing"), style.TABLE, max_lines=4)
    who = decision(row, data.as_of)
    return Stack([why, Text(who, style.TABLE_SECONDARY, max_lines=2)]) if who else why


# Moved


def _moved(data: ReportInput, most: int) -> list[Block]:
    rows = moved(data.changes)
    if not rows:
        if not data.previous_reported:
            return _nothing(_("No deadline has been moved since {day}.").format(day=_since(data)))
        return _nothing(_("No deadline has been moved since the last report."))
    names = [
        pgettext("report", "Promise"), pgettext("report", "Action"),
        pgettext("report", "Deadline"), _("Reason"),
    ]  # fmt: skip
    body = [
        Row(
            (
                Text(label_of(row.promise or 0), style.TABLE),
                Text(row.subject, style.TABLE_STRONG, max_lines=2),
                Text(_from_to(row, data.as_of), style.TABLE_STRONG, max_lines=2),
                _why(row, data),
            )
        )
        for row in rows[:most]
    ]
    return [
        table(_COLUMNS, names, body, look=style.DENSE_LOOK),
        *_left_out(len(rows) - most),
    ]


def _from_to(row: Difference, as_of: date) -> str:
    before, after = (
        day(value, as_of) if isinstance(value, date) else _("none")
        for value in (row.before, row.after)
    )
    return _("{before} to {after}").format(before=before, after=after)


# New owners


def _owners(data: ReportInput, most: int, gap: float) -> list[Block]:
    """Who owns what was signed instead of whom: no deviation, and told only when there is any."""
    rows = new_owners(data.changes, data.promises)
    if not rows:
        return []
    sentences = [
        f"{label_of(row.promise or 0)} {difference_sentence(row, data.as_of)}"
        for row in rows[:most]
    ]
    told = bullets(sentences, style.TABLE, style.WIDTH, style.STEP_1 / 2).spaced(style.STEP_1)
    return _part(_("New owners"), [told, *_left_out(len(rows) - most)], gap)
