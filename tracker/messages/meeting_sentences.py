"""The sentences about the working group's meetings."""

from tracker.i18n import N_

MEETINGS: dict[str, str] = {
    "attendance.none": N_(
        "Nobody called to the meeting is named “{text}”. Nobody has been ticked as present. "
        "“lofte meeting BOOK --agenda --json” lists who is called."
    ),
    "meeting.closed": N_(
        "“{title}” is closed, so nothing in it can be changed. Nothing has been saved. "
        "Open it again on the day it was closed, or take the matter up at the next meeting."
    ),
    "meeting.closed_before": N_(
        "“{title}” was closed on {date} and can be opened again only that day. "
        "It is as it was. Take the matter up at the next meeting."
    ),
    "meeting.has_started": N_(
        "“{title}” has started, so its agenda stays as it is. Nothing has been changed. "
        "Add what is missing as points of your own."
    ),
    "meeting.next_before": N_(
        "The next meeting must be after this one, {date}. Nothing has been saved. "
        "Choose a later day."
    ),
    "meeting.not_closed": N_("“{title}” is not closed, so there is nothing to open again."),
    "meeting.not_ongoing": N_(
        "“{title}” is not going on, so nothing can be decided at it. Nothing has been changed. "
        "Start the meeting first."
    ),
    "meeting.title_too_long": N_(
        "The title has {n} characters, and an agenda has room for {limit}. Nothing has been "
        "saved. Shorten it, and write the rest as a note at the point."
    ),
    "meeting.was_held": N_(
        "“{title}” has been held, so it stays in the book with what was decided. "
        "Nothing has been removed."
    ),
    "point.none": N_(
        "The agenda of “{title}” has no point {number}; its points are 1 to {n}. "
        "Nothing has been written."
    ),
    "point.has_changes": N_(
        "The book was changed by a decision at “{title}”, so the point stays on the agenda. "
        "Undo the decision first."
    ),
}
