"""What is worth saying about something that is accepted all the same."""

from datetime import date

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.models.enums import ActionStatus


def remarks_on_entry(done_on: date, start: date | None, status: ActionStatus) -> list[str]:
    """Sentences about a log entry that its action's start and status did not foresee."""
    said = []
    if start is not None and done_on < start:
        said.append(_("Before the action's start, {day}.").format(day=format_date(start)))
    if status.ended:
        said.append(_("The action has ended: {status}.").format(status=label(status).lower()))
    return said
