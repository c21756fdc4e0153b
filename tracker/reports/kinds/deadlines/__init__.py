"""The working group's list: what is late, what comes, what lacks something, what is awaited."""

from collections.abc import Callable, Iterator
from datetime import date

from tracker.i18n import _, ngettext, pgettext
from tracker.models.enums import FollowUp
from tracker.reports import style
from tracker.reports.briefs import Concern
from tracker.reports.fitting import well_ended
from tracker.reports.heads import part_heading, report_head
from tracker.reports.kinds.deadlines.ahead import Ahead, ahead_of
from tracker.reports.kinds.deadlines.rows import (
    action_rows,
    actions_table,
    decisions_table,
    feedback_table,
    group_heading,
    law_table,
    measurements_table,
)
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.document import Page
from tracker.reports.pdf.table import Row
from tracker.reports.registry import Progress, kind_of
from tracker.reports.sentences import cap, day, number_word
from tracker.reports.standing import unsigned_sentence
from tracker.services.reports.rows import ActionRow, ReportInput

_FAR = date.max


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """The head, and one part after the other; an empty part says so in a line."""
    late, ahead = _late(data), ahead_of(data)
    unowned = _lacking(data, lambda action: not action.owner)
    undated = _lacking(data, lambda action: action.deadline is None)
    opening = _opening(data, late, ahead, len(unowned))
    blocks = report_head(kind_of(data.kind).heading(data), data, opening)
    blocks += _part(
        pgettext("report", "Late"), _actions(late, data, with_reason=True), _("Nothing is late.")
    )
    blocks += _coming(ahead, data)
    progress(0.5)
    blocks += _part(_("Without an owner"), _actions(unowned, data), _("No action lacks an owner."))
    blocks += _part(
        _("Without a deadline"), _actions(undated, data), _("No action lacks a deadline.")
    )
    blocks += _awaited(data)
    return well_ended(blocks, style.first_frame(data.look))


def _part(title: str, body: Block | None, empty: str) -> list[Block]:
    heading = part_heading(title)
    if body is not None:
        return [heading, body]
    return [heading, Text(empty, style.BODY, tag="P").spaced(style.STEP_1)]


def _actions(
    concerns: list[Concern], data: ReportInput, *, with_reason: bool = False
) -> Block | None:
    rows = action_rows(concerns, data, with_reason=with_reason)
    return actions_table(rows) if rows else None


# What there is


def _late(data: ReportInput) -> list[Concern]:
    """Running promises' late actions: longest past the deadline first, then the furthest behind."""
    found = [
        Concern(promise, action)
        for promise in data.promises
        if promise.status.locked and not promise.status.ended
        for action in promise.actions
        if action.follow_up is FollowUp.LATE
    ]
    return sorted(found, key=lambda concern: (-concern.action.days_late, _share(concern.action)))


def _share(action: ActionRow) -> float:
    return float(action.done) / action.expected if action.expected else 0.0


def _lacking(data: ReportInput, lacks: Callable[[ActionRow], bool]) -> list[Concern]:
    """Unfinished actions that lack something, of every promise that has not ended."""
    return [
        Concern(promise, action)
        for promise in data.promises
        if not promise.status.ended
        for action in promise.actions
        if not action.status.ended and lacks(action)
    ]


def _opening(data: ReportInput, late: list[Concern], ahead: Ahead, unowned: int) -> str:
    n = len(late)
    sentences = [_("Nothing is late.")]
    if late:
        sentences = [
            ngettext("{count} action is late.", "{count} actions are late.", n).format(
                count=cap(number_word(n, neuter=False))
            )
        ]
    sentences.append(_soon(data, ahead))
    n = len(data.decisions)
    if n:
        sentences.append(
            ngettext("{count} decision is awaited.", "{count} decisions are awaited.", n).format(
                count=cap(number_word(n, neuter=True))
            )
        )
    if unowned:
        sentences.append(
            ngettext(
                "{count} action lacks an owner.", "{count} actions lack an owner.", unowned
            ).format(count=cap(number_word(unowned, neuter=False)))
        )
    sentences.append(unsigned_sentence(data.promises))
    return " ".join(filter(None, sentences))


def _soon(data: ReportInput, ahead: Ahead) -> str:
    n, days = len(ahead.soon), data.due_soon_days
    if not n:
        return _("No deadline falls within {days} days.").format(days=days)
    first = ahead.soon[0].action.deadline or data.as_of
    return ngettext(
        "{count} deadline falls within {days} days, on {day}.",
        "{count} deadlines fall within {days} days, the first on {day}.",
        n,
    ).format(count=cap(number_word(n, neuter=False)), days=days, day=day(first, data.as_of))


def _coming(ahead: Ahead, data: ReportInput) -> list[Block]:
    groups = list(ahead.months)
    if ahead.soon:
        title = _("Within {days} days, by {day}").format(
            days=data.due_soon_days, day=day(ahead.soon_last, data.as_of)
        )
        groups.insert(0, (title, ahead.soon))
    rows: list[Row] = []
    for title, concerns in groups:
        rows.append(group_heading(title))
        rows += action_rows(concerns, data)
        rows[-1] = Row(rows[-1].cells, ends_group=True)
    empty = _("No deadline falls before {day}.").format(day=day(ahead.last, data.as_of))
    blocks = _part(_("Ahead"), actions_table(rows) if rows else None, empty)
    n = len(ahead.later)
    if n:
        first = ahead.later[0].action.deadline or _FAR
        text = ngettext(
            "and {n} later deadline, on {day}", "and {n} later deadlines, the first on {day}", n
        ).format(n=n, day=day(first, data.as_of))
        blocks.append(Text(text, style.LABEL, tag="P").spaced(style.STEP_1))
    return blocks


# What waits for others


def _awaited(data: ReportInput) -> list[Block]:
    blocks = _part(
        _("Decisions awaited"),
        decisions_table(data.decisions, data) if data.decisions else None,
        _("No decision is awaited."),
    )
    feedback = [row for row in data.feedback if row.done_on is None]
    feedback.sort(key=lambda row: row.planned_on or _FAR)
    blocks += _part(
        _("Feedback to give"),
        feedback_table(feedback, data) if feedback else None,
        _("No feedback is planned that has not been given."),
    )
    due = [
        (promise, indicator)
        for promise in data.promises
        for indicator in promise.indicators
        if indicator.next_on is not None
    ]
    due.sort(key=lambda row: row[1].next_on or _FAR)
    blocks += _part(
        _("To be measured"),
        measurements_table(due, data) if due else None,
        _("No measurement has a date."),
    )
    return [*blocks, *_law(data)]


def _law(data: ReportInput) -> Iterator[Block]:
    """Only for those who have tagged something: others need no reminder."""
    tagged = [
        (promise, problem)
        for promise in data.promises
        for problem in promise.problems
        if problem.lawful
    ]
    if tagged:
        tagged.sort(key=lambda row: row[1].decided_on or _FAR)
        title = _("Follow-up of the plan that the law asks for")
        yield from _part(title, law_table(tagged, data), "")
