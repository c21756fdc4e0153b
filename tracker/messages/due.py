"""What falls on a day, in words: as a calendar and a reminder call it."""

from tracker.i18n import N_, _
from tracker.services.queries.due import DueKind, DueRow

_KINDS: dict[DueKind, str] = {
    DueKind.OCCASION: N_("Dates of recurring actions"),
    DueKind.DEADLINE: N_("Deadlines"),
    DueKind.DECISION: N_("Decisions that are waited for"),
    DueKind.MEASUREMENT: N_("Measurements"),
    DueKind.FEEDBACK: N_("Feedback to citizens"),
    DueKind.POINT: N_("Tasks from meetings"),
    DueKind.MEETING: N_("The working group's meetings"),
}

_TITLES: dict[DueKind, str] = {
    DueKind.OCCASION: "{title}",
    DueKind.DEADLINE: N_("Deadline: {title}"),
    DueKind.DECISION: N_("Decision: {title}"),
    DueKind.MEASUREMENT: N_("Measure: {title}"),
    DueKind.FEEDBACK: N_("Give feedback: {title}"),
    DueKind.POINT: N_("From the meeting: {title}"),
    DueKind.MEETING: N_("Meeting: {title}"),
}


def kind_words(kind: DueKind) -> str:
    """What things of a kind are called together: ``Slutdatum``."""
    return _(_KINDS[kind])


def due_title(row: DueRow) -> str:
    """What falls due, on one line: ``Slutdatum: 5.2 Fotpatrullering``."""
    title = " ".join(f"{row.label} {row.title}".split())
    return _(_TITLES[row.kind]).format(title=title)
