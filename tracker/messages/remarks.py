"""What is worth saying about something that is accepted all the same."""

from datetime import date

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.models.enums import ActionStatus
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
