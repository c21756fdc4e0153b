"""One point of the agenda: what is to be taken up, or what was said and decided."""

from collections.abc import Iterator

from tracker.i18n import _, pgettext
from tracker.models.enums import PointState
from tracker.reports import style
from tracker.reports.kinds.minutes.changes import changes_table
from tracker.reports.pdf.blocks import Block, RichText, Stack, Text
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import as_role, day, full_stop
from tracker.reports.style import MM
from tracker.reports.writing import FillIn
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
    if point.decision.strip():
        first, *rest = [line for line in point.decision.splitlines() if line.strip()]
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
        blocks.append(changes_table([("", point.changes)]).spaced(style.STEP_2))
    # At a point with nothing but its heading, the next one's is no line of it.
    blocks[-1].keep_with_next = False
    return blocks


def agenda_point(point: PointRow) -> list[Block]:
    """What is to be taken up and why, with room to write."""
    blocks = list(_heading(point, ""))
    lines = [
        (_("Notes"),),
        ("",),
        (_("Decision"),),
        (_("Responsible"), _("By when")),
    ]
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
