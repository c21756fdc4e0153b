"""The action plan for the file and the law: Brå's six columns, grouped by cause."""

from tracker.i18n import _
from tracker.reports import style
from tracker.reports.briefs import promise_state
from tracker.reports.heads import report_head
from tracker.reports.kinds.plan.lawful import lawful_opening, lawful_part
from tracker.reports.kinds.plan.table import plan_table
from tracker.reports.legend import ColourLegend
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.document import Page, flow
from tracker.reports.promise_head import PromiseHead
from tracker.reports.registry import Progress, kind_of
from tracker.reports.sentences import full_stop
from tracker.reports.standing import (
    actions_stand,
    counted_actions,
    counted_promises,
    signed_actions,
    unsigned_sentence,
)
from tracker.reports.style import MM
from tracker.services.reports.rows import PromiseRow, ReportInput

_BETWEEN_SECTIONS = 9 * MM
_SHORT = 6


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """The head, then a section for each promise, on as few pages as they need."""
    blocks = [*report_head(kind_of(data.kind).heading(data), data, _opening(data))]
    if data.lawful:
        blocks += lawful_part(data)
    if any(promise.actions for promise in data.promises):
        blocks.append(ColourLegend().spaced(style.STEP_4))
    for number, promise in enumerate(data.promises):
        blocks += _section(promise, data)
        progress(number / len(data.promises) / 2)
    return flow(blocks, style.first_frame(data.look))


def _opening(data: ReportInput) -> str:
    actions = [action for promise in data.promises for action in promise.actions]
    if data.lawful:
        return lawful_opening(data, actions)
    if not data.promises:
        return _("No promise has been entered in the book.")
    first = _("The plan has {actions} in {promises}.").format(
        actions=counted_actions(len(actions)) if actions else _("no action"),
        promises=counted_promises(len(data.promises)),
    )
    stand = actions_stand(signed_actions(data.promises))
    return " ".join(filter(None, (first, stand, unsigned_sentence(data.promises))))


def _section(promise: PromiseRow, data: ReportInput) -> list[Block]:
    head = PromiseHead(promise, data, promise_state(promise), note="")
    head.spaced(_BETWEEN_SECTIONS, keep_with_next=True, needs=style.PART_NEEDS)
    blocks: list[Block] = [head]
    if head.is_cut(style.WIDTH):
        blocks.append(_paragraph(promise.title, style.STEP_2))
    title = _("Problem") if len(promise.problems) < 2 else _("Problems")
    blocks.append(_heading(title, style.STEP_4))
    texts = [full_stop(problem.text) for problem in promise.problems if problem.text.strip()]
    blocks += [_paragraph(text, style.STEP_1) for text in texts or [_("The problem is missing.")]]
    blocks.append(_heading(_("Causes and actions"), style.STEP_4))
    if promise.actions or promise.causes:
        return [*blocks, plan_table(promise, data.as_of)]
    text = _("The promise has neither causes nor actions.")
    return [*blocks, Text(text, style.BODY, tag="P").spaced(style.STEP_1)]


def _heading(text: str, before: float) -> Block:
    return Text(text, style.SECTION, tag="H3").spaced(before, keep_with_next=True)


def _paragraph(text: str, before: float) -> Block:
    """What stands between a section's head and its table; a short one never alone."""
    block = Text(text, style.BODY, tag="P")
    is_short = len(block.lines(style.WIDTH)) <= _SHORT
    return block.spaced(before, keep_with_next=is_short)
