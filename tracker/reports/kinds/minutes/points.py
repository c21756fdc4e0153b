"""One point of the agenda: what is to be taken up, or what was said and decided."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from tracker.i18n import _, pgettext
from tracker.labels import label
from tracker.models.enums import PointState
from tracker.reports import style
from tracker.reports.heads import part_heading
from tracker.reports.kinds.minutes.changes import changed_words
from tracker.reports.options import option_words
from tracker.reports.pdf.blocks import Block, RichText, Stack, Text
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import as_role, day, full_stop
from tracker.reports.style import MM
from tracker.reports.writing import FillIn, Ticked
from tracker.services.reports.meeting_rows import MeetingRow, PointRow

_NEEDS = 22 * MM
"""A point never begins with less room than this left on its page."""


def state_words(state: PointState, *, goes_on: bool) -> str:
    """How far a point came; of one that waits nothing, while it may yet be taken up."""
    if goes_on and state is PointState.WAITING:
        return ""
    return {
        PointState.DONE: pgettext("point", "Done"),
        PointState.OPEN: _("Open until the next meeting"),
        PointState.WAITING: _("Not taken up"),
    }[state]


def responsible_words(point: PointRow, told: MeetingRow) -> str:
    """``Ansvarig: parkchef, senast 15 oktober``, as much as is known of it."""
    due = "" if point.due_on is None else day(point.due_on, told.held_on)
    if point.responsible and due:
        text = _("Responsible: {role}, by {day}")
        return text.format(role=as_role(point.responsible), day=due)
    if point.responsible:
        return _("Responsible: {role}").format(role=as_role(point.responsible))
    return _("By {day}").format(day=due) if due else ""


def minuted_point(point: PointRow, told: MeetingRow) -> list[Block]:
    """What was said, decided and changed."""
    blocks = [
        *_heading(point, state_words(point.state, goes_on=told.goes_on)),
        *_paragraphs(point.note),
    ]
    decided = _decided(point)
    if decided:
        first, *rest = decided
        runs = [
            Run(_("Decision: {text}").format(text=""), style.BODY_STRONG),
            Run(full_stop(first), style.BODY),
        ]
        blocks.append(RichText(runs, tag="P").spaced(style.STEP_1))
        blocks += _paragraphs("\n".join(rest))
    responsible = responsible_words(point, told)
    if responsible:
        text = Text(full_stop(responsible), style.BODY_STRONG, tag="P")
        blocks.append(text.spaced(style.STEP_1))
    if point.changes:
        words = _("Changed in the plan: {what}").format(what=changed_words(point.changes))
        text = Text(full_stop(words), style.BODY, tag="P")
        blocks.append(text.spaced(style.STEP_1))
    # At a point with nothing but its heading, the next one's is no line of it.
    blocks[-1].keep_with_next = False
    return blocks


def _decided(point: PointRow) -> list[str]:
    """What was answered to a question, and what was written of it beside."""
    said = [line for line in point.decision.splitlines() if line.strip()]
    if not point.answer.strip() or point.answer in said:
        return said
    if not point.answered_by.strip():
        return [point.answer, *said]
    answer = _("{answer} ({who})").format(answer=point.answer, who=point.answered_by)
    return [answer, *said]


def agenda_points(told: MeetingRow) -> Iterator[Block]:
    """The points under why they stand there: left from before, late, to be decided."""
    for kind, points in groupby(told.points, key=attrgetter("kind")):
        yield part_heading(label(kind))
        for point in points:
            yield from agenda_point(point, told)


def agenda_point(point: PointRow, told: MeetingRow) -> list[Block]:
    """What is to be taken up and why, what can be decided, and room to write."""
    blocks = list(_heading(point, ""))
    if point.options:
        options = [Ticked(option_words(option), "") for option in point.options]
        blocks.append(Stack(options, "P").spaced(style.STEP_1, keep_with_next=True))
    responsible = responsible_words(point, told)
    if responsible:
        text = Text(full_stop(responsible), style.BODY_STRONG, tag="P")
        blocks.append(text.spaced(style.STEP_1, keep_with_next=True))
    lines = [(_("Notes"),), ("",), (_("Decision"),), (_("Responsible"), _("By when"))]
    blocks.append(Stack([FillIn(lines)], "P").spaced(style.STEP_1))
    return blocks


def _heading(point: PointRow, state: str) -> Iterator[Block]:
    title = Text(f"{point.label} · {point.title}", style.QUESTION, tag="H3")
    yield title.spaced(style.STEP_4, keep_with_next=True, needs=_NEEDS)
    about = point.about if point.about.casefold() not in point.title.casefold() else ""
    under = " · ".join(filter(None, (state, about)))
    if under:
        yield Text(under, style.TABLE_SECONDARY, tag="P").spaced(0, keep_with_next=True)
    if point.why.strip():
        text = _("Why it stands here: {why}").format(why=full_stop(point.why))
        yield Text(text, style.TABLE_SECONDARY, tag="P").spaced(0, keep_with_next=not state)


def _paragraphs(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if line.strip():
            yield Text(full_stop(line), style.BODY, tag="P").spaced(style.STEP_1)
