"""When an action is to be done and how it stands, in words."""

from tracker.i18n import _, format_date, format_days, format_number, ngettext
from tracker.labels import label
from tracker.services.queries.timeline_rows import TimelineRow


def days_words(row: TimelineRow) -> str:
    """``1 jan–31 dec 2018``, or what there is of it."""
    if row.start is not None and row.deadline is not None:
        return format_days(row.start, row.deadline, "short")
    if row.deadline is not None:
        return _("no start, deadline {date}").format(date=format_date(row.deadline))
    if row.start is not None:
        return _("from {date}, no deadline").format(date=format_date(row.start))
    return _("no dates")


def standing_words(row: TimelineRow) -> str:
    """``sen 12 dagar``, else the follow-up; of an ended action its status."""
    if row.days_late:
        return late_words(row)
    return label(row.status if row.colour is None else row.colour)


def late_words(row: TimelineRow) -> str:
    """``sen 12 dagar``."""
    return ngettext("{n} day late", "{n} days late", row.days_late).format(
        n=format_number(row.days_late)
    )
