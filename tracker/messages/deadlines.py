"""What is odd about a new deadline, for the window and the command line."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, format_date
from tracker.services.queries.actions import ActionRow


def odd_deadline(rows: Sequence[ActionRow], deadline: date, today: date) -> list[str]:
    """A sentence for each thing that makes one look twice; it can be saved all the same."""
    said = []
    if deadline < today and any(not row.status.ended for row in rows):
        said.append(_("The day has already passed, so the action is still late."))
    ends = [row.promise_end for row in rows if row.promise_end < deadline]
    if ends:
        words = _("The promise's period ends on {date}.")
        said.append(words.format(date=format_date(min(ends))))
    if any(row.status.ended for row in rows):
        said.append(
            _("The action has ended, and a new deadline does not open it again.")
            if len(rows) == 1
            else _("Some of the actions have ended, and a new deadline does not open them again.")
        )
    return said
