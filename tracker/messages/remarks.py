"""What is worth saying about something that is accepted all the same."""

from datetime import date

from tracker.i18n import _, format_date, format_days, format_number
from tracker.labels import label
from tracker.models.enums import ActionStatus
from tracker.services.people import is_address
from tracker.services.reports.colour import LEAST_CONTRAST, carries_text, contrast_on_white
from tracker.services.reports.logotype import SHARP_DOTS, dots_per_inch, sharp_pixels


def remarks_on_entry(done_on: date, start: date | None, status: ActionStatus) -> list[str]:
    """Sentences about a log entry that its action's start and status did not foresee."""
    said = []
    if start is not None and done_on < start:
        said.append(_("Before the action's start, {day}.").format(day=format_date(start)))
    if status.ended:
        said.append(_("The action has ended: {status}.").format(status=label(status).lower()))
    return said


def remark_on_address(text: str) -> str:
    """Why no letter can be sent to an e-mail address; nothing of none or one that can be."""
    if not text or is_address(text):
        return ""
    before, at, after = text.rpartition("@")
    if not at or not before:
        return _("No letter can be sent there: it lacks an @ with a name before it.")
    if "." not in after:
        return _("No letter can be sent there: it lacks a full stop after the @.")
    return _("No letter can be sent there: only one address, in plain letters, can be used.")


Period = tuple[date, date]


def remarks_on_dates(
    start: date | None, deadline: date | None, today: date, period: Period | None = None
) -> dict[str, str]:
    """A sentence beside an action's start and its deadline, where either looks odd."""
    said = {}
    if start is not None and deadline is not None and start > deadline:
        said["start_on"] = _("After the deadline, {day}: the action would end before it begins.")
        said["start_on"] = said["start_on"].format(day=format_date(deadline))
    elif start is not None and period is not None and not period[0] <= start <= period[1]:
        said["start_on"] = _outside(period)
    if deadline is not None and deadline < today:
        said["deadline"] = _("The day has already been: the action will be late at once.")
    elif deadline is not None and period is not None and not period[0] <= deadline <= period[1]:
        said["deadline"] = _outside(period)
    return said


def _outside(period: Period) -> str:
    words = _("Outside the promise's period, {days}.")
    return words.format(days=format_days(*period, style="short"))


def remarks_on_look(colour: str, logotype: bytes | None) -> list[str]:
    """Sentences about a colour too pale for text, and a picture too small to be sharp."""
    said = []
    if colour and not carries_text(colour):
        said.append(
            _(
                "The colour is too pale for text: its contrast with white is {contrast}, and text "
                "needs {least}. Only the line at the top of page one has it."
            ).format(
                contrast=format_number(contrast_on_white(colour), 1),
                least=format_number(LEAST_CONTRAST),
            )
        )
    if logotype is not None and dots_per_inch(logotype) < SHARP_DOTS:
        width, height = sharp_pixels(logotype)
        said.append(
            _(
                "The logotype is small and will look blurred on paper. "
                "At {width} × {height} dots it would be sharp."
            ).format(width=format_number(width), height=format_number(height))
        )
    return said
