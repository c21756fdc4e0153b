"""What can be done at a point by its key, and when: data for the row of keys and their sheet."""

from collections.abc import Callable
from functools import partial

from tracker.i18n import _
from tracker.services.queries.meeting_held import About
from tracker.services.queries.meetings import PointRow
from tracker.ui.meeting.frame import KeyButton
from tracker.ui.meeting.points import Points

_OF_ACTION = frozenset("FÄSAV")


def key_buttons(points: Points, new_point: Callable[[], object]) -> tuple[KeyButton, ...]:
    """The row of keys, from left to right."""
    decide, texts = points.deciding, points.texts
    return (
        (_("Note"), "pencil", "N", partial(texts.write_in, texts.note)),
        (_("Decision"), "check", "D", partial(texts.write_in, texts.decision)),
        (_("New deadline"), "calendar", "F", decide.move_deadline),
        (_("New owner"), "person", "Ä", decide.change_owner),
        (_("Status"), "dot-circle", "S", decide.set_status),
        (_("New action"), "plus", "Å", decide.new_action),
        (_("Answer the question"), "review", "B", decide.answer),
        (_("Note on the action"), "action", "A", decide.note_on_action),
        (_("Let it rest"), "moon", "V", decide.let_rest),
        (_("Responsible"), "person", "R", decide.choose_responsible),
        (_("Open to next time"), "arrow-right", "O", points.leave_open),
        (_("Done with"), "check", _("Space"), points.tick),
        (_("New point"), "plus", "Ins", new_point),
        (_("Previous"), "chevron-up", "K", partial(points.step, -1)),
        (_("Next"), "chevron-down", "J", partial(points.step, 1)),
    )


def usable(key: str, point: PointRow | None, about: About) -> bool:
    """Whether a key has anything to do at the point."""
    if key == "Ins":
        return True
    if point is None:
        return False
    if key in _OF_ACTION:
        return about.action is not None
    if key == "Å":
        return point.promise_id is not None
    if key == "B":
        return about.decision is not None and about.decision.decided_on is None
    return True


def other_keys() -> tuple[tuple[str, str], ...]:
    """Keys without a button in the row, and what they do."""
    return (
        ("P", _("Attendance")),
        ("Ctrl+Z", _("Take back the latest")),
        ("Ctrl+Enter", _("To the end, and then close")),
        ("Esc", _("Stop writing; once more leaves the meeting")),
        ("PgUp, PgDn", _("Previous and next point")),
        ("F1, ?", _("These keys")),
    )
