"""Every action of an owner, promise by promise, and what was logged last."""

from datetime import date

from tracker.i18n import _, pgettext
from tracker.labels import label
from tracker.models.enums import FollowUp
from tracker.reports import style
from tracker.reports.briefs import action_state
from tracker.reports.cells import amount_cell, bar_cell, deadline_cell, owner_cell, stacked
from tracker.reports.heads import part_heading
from tracker.reports.legend import BarLegend
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import as_role, cap, label_of, period, quantity, reason, short_day
from tracker.reports.series import series_words, settled_words
from tracker.reports.style import MM
from tracker.reports.symbols import StateMark
from tracker.reports.tables import column, table
from tracker.services.reports.rows import ActionRow, EntryRow, PromiseRow, ReportInput

_ONE_OWNER = (
    column(77, heads_row=True),
    column(19),
    column(33.5, 0.4 * MM),
    column(15.5, 0.8 * MM),
    column(25, 0),
)
_SEVERAL = (
    column(46, heads_row=True),
    column(32),
    column(18),
    column(33.5, 0.4 * MM),
    column(15.5, 0.8 * MM),
    column(25, 0),
)
_LOGGED = (column(25), column(65, heads_row=True), column(17), column(28), column(35, 0))


def actions_part(data: ReportInput) -> list[Block]:
    """The actions with goal, deadline, bar and state; with owners when they differ."""
    blocks: list[Block] = [part_heading(pgettext("report", "The actions"))]
    actions = [action for promise in data.promises for action in promise.actions]
    if not actions:
        text = _("There is no action to show.")
        return [*blocks, Text(text, style.BODY, tag="P").spaced(style.STEP_1)]
    with_owner = len({action.owner for action in actions if not action.shared}) > 1
    names = [
        pgettext("report", "Action"), *([_("Owner")] if with_owner else []),
        pgettext("report", "By"), _("Done of promised"), "", pgettext("report", "State"),
    ]  # fmt: skip
    rows: list[Row] = []
    for promise in data.promises:
        rows.append(_heading(promise))
        rows += [
            Row(_cells(a, promise, data.as_of, with_owner=with_owner)) for a in promise.actions
        ]
        rows[-1] = Row(rows[-1].cells, ends_group=True)
    blocks.append(table(_SEVERAL if with_owner else _ONE_OWNER, names, rows))
    if any(action.planned for action in actions):
        blocks.append(BarLegend(actions, data.as_of).spaced(style.STEP_2))
    return blocks


def _heading(promise: PromiseRow) -> Row:
    when = period(promise.starts_on, promise.ends_on)
    about = [f"{label_of(promise.number)} {promise.title}", when, label(promise.status).lower()]
    text = " · ".join(filter(None, about))
    again = _("{group} (continued)").format(group=text)
    return Row((Text(text, style.TABLE_STRONG),), again=Text(again, style.TABLE_STRONG))


def _cells(
    action: ActionRow, promise: PromiseRow, as_of: date, *, with_owner: bool
) -> tuple[Block | None, ...]:
    needs_reason = action.tells_why or action.follow_up is FollowUp.LATE
    what = stacked(
        (f"{promise.number}.{action.number} {action.title}", style.BODY_STRONG),
        (action.goal, style.TABLE_SECONDARY),
        (_together(action, with_owner=with_owner), style.TABLE_SECONDARY),
        (series_words(action), style.TABLE_SECONDARY),
        (settled_words(action, as_of), style.TABLE),
        (reason(action.reason) if needs_reason else "", style.TABLE),
    )
    return (
        what,
        *([owner_cell(action)] if with_owner else []),
        deadline_cell(action, as_of),
        bar_cell(action),
        amount_cell(action),
        StateMark(action_state(action)),
    )


def _together(action: ActionRow, *, with_owner: bool) -> str:
    """Who else is in it, unless a column says so."""
    whom = action.support or ""
    if action.shared:
        whom = action.owner or label(action.party)
    elif with_owner:
        return ""
    return cap(_("together with {role}").format(role=as_role(whom))) if whom else ""


def latest_part(data: ReportInput) -> list[Block]:
    """What was logged last, newest first."""
    blocks: list[Block] = [part_heading(_("Logged last"))]
    if not data.latest_entries:
        text = _("Nothing has been logged.")
        return [*blocks, Text(text, style.BODY, tag="P").spaced(style.STEP_1)]
    names = [
        pgettext("report", "Date"), pgettext("report", "Action"), pgettext("report", "Number"),
        _("Place"), pgettext("report", "Result"),
    ]  # fmt: skip
    titles = {
        (promise.number, action.number): action.title
        for promise in data.promises
        for action in promise.actions
    }
    rows = [Row(_entry(entry, titles, data.as_of)) for entry in data.latest_entries]
    return [*blocks, table(_LOGGED, names, rows, look=style.DENSE_LOOK)]


def _entry(
    entry: EntryRow, titles: dict[tuple[int, int], str], as_of: date
) -> tuple[Block | None, ...]:
    title = titles.get((entry.promise, entry.action), "")
    return (
        Text(short_day(entry.on, as_of), style.TABLE),
        Text(f"{entry.promise}.{entry.action} {title}", style.TABLE_STRONG),
        Text(quantity(entry.quantity), style.TABLE),
        Text(entry.place, style.TABLE),
        Text(entry.result, style.TABLE),
    )
