"""One owner's or party's page: what they answer for, and what they are asked to report.

It is handed to people who cannot install the program, so it has room for their answers.
"""

from datetime import date

from tracker.i18n import _, format_number, ngettext, pgettext
from tracker.models.enums import FollowUp
from tracker.reports import style
from tracker.reports.briefs import late_sentence, next_deadlines
from tracker.reports.heads import report_head
from tracker.reports.kinds.owner.actions import actions_part, latest_part
from tracker.reports.kinds.owner.asks import asks
from tracker.reports.kinds.owner.report import awaited_part, form_part, report_part
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.document import Frame, Page, flow
from tracker.reports.registry import Progress, kind_of
from tracker.reports.sentences import cap, day, number_word
from tracker.reports.standing import (
    actions_stand,
    counted_actions,
    counted_promises,
    signed_actions,
    unsigned_sentence,
)
from tracker.services.reports.rows import ActionRow, ReportInput

_NAMED_LATE = 2
_FEW_LINES, _PAGE_OF_LINES = 5, 28


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """What is asked for on page one, then every action and what was logged last."""
    blocks: list[Block] = report_head(
        kind_of(data.kind).heading(data), data, _opening(data), _figures(data)
    )
    wanted = asks(data)
    blocks += report_part(wanted)
    blocks += awaited_part(data)
    progress(0.5)
    blocks += actions_part(data)
    blocks += latest_part(data)
    frame = style.first_frame(data.look)
    pages = flow(blocks, frame)
    return _with_form(blocks, pages, frame) if wanted else pages


def _with_form(blocks: list[Block], pages: list[Page], frame: Frame) -> list[Page]:
    """The same with an empty form, short where it has room and otherwise a page of its own."""
    short = flow([*blocks, *form_part(_FEW_LINES)], frame)
    if len(short) == len(pages):
        return short
    return flow([*blocks, *form_part(_PAGE_OF_LINES)], frame)


def _own(data: ReportInput) -> list[ActionRow]:
    """The signed actions that they answer for themselves."""
    return [action for action in signed_actions(data.promises) if not action.shared]


def _late(data: ReportInput) -> list[ActionRow]:
    late = [action for action in _own(data) if action.follow_up is FollowUp.LATE]
    return sorted(late, key=lambda action: -action.days_late)


def _next_deadline(data: ReportInput) -> tuple[date, ActionRow] | None:
    for concern in next_deadlines(data.promises, data.as_of):
        if concern.action.deadline is not None and not concern.action.shared:
            return concern.action.deadline, concern.action
    return None


def _figures(data: ReportInput) -> list[tuple[str, str]]:
    """How many, how many late, and the next deadline, at a glance."""
    actions, coming = _own(data), _next_deadline(data)
    running = sum(not action.status.ended for action in actions)
    return [
        (pgettext("report", "Actions"), format_number(len(actions))),
        (pgettext("report", "Running"), format_number(running)),
        (_("Late"), format_number(len(_late(data)))),
        (_("Next deadline"), day(coming[0], data.as_of) if coming else "–"),
    ]


def _opening(data: ReportInput) -> str:
    if not any(promise.actions for promise in data.promises):
        return _("No action in the book belongs to this owner.")
    actions, late, coming = _own(data), _late(data), _next_deadline(data)
    sentences = [actions_stand(actions)]
    if actions:
        sentences.insert(0, _how_many(len(actions), data))
    if len(late) <= _NAMED_LATE:
        sentences += map(late_sentence, late)
    if coming is None:
        sentences.append(_("No deadline lies ahead."))
    else:
        text = _("The next deadline is {day}: {action}.")
        sentences.append(text.format(day=day(coming[0], data.as_of), action=coming[1].title))
    sentences += [_shared(data), unsigned_sentence(data.promises)]
    return " ".join(filter(None, sentences))


def _how_many(actions: int, data: ReportInput) -> str:
    promises = sum(
        promise.status.locked and not all(action.shared for action in promise.actions)
        for promise in data.promises
    )
    return _("{actions} in {promises}.").format(
        actions=cap(counted_actions(actions)), promises=counted_promises(promises)
    )


def _shared(data: ReportInput) -> str:
    """How many actions they take part in that others answer for; empty for none."""
    n = len(signed_actions(data.promises)) - len(_own(data))
    if not n:
        return ""
    text = ngettext(
        "{count} action that others answer for is done together with them.",
        "{count} actions that others answer for are done together with them.",
        n,
    )
    return text.format(count=cap(number_word(n, neuter=False)))
