"""The sentences about recurring actions: their dates, and what became of each."""

from collections.abc import Callable

from tracker.i18n import N_, ngettext

SERIES: dict[str, str] = {
    "recurrence.outside": N_(
        "“{text}” is not between the start {start} and the deadline {end}. Nothing has been saved. "
        "Move one of them, or leave that date out."
    ),
    "recurrence.too_often": N_(
        "The recurrence comes back several times a day, but an occasion is a whole day. "
        "Nothing has been saved. Say how often by days, weeks, months or years."
    ),
    "recurrence.unreadable": N_(
        "“{text}” could not be read as how often something comes back. Nothing has been saved. "
        "Write for example “every Friday and Saturday”, “the last day of every month” or the "
        "dates themselves."
    ),
    "carry.ended": N_(
        "“{promise}” has ended, so nothing can be carried over to it. Nothing has been changed. "
        "Choose a promise that is planned or under way."
    ),
    "carry.not_later": N_(
        "“{promise}” does not begin later than the promise that action {action} is under. Nothing "
        "has been changed. Choose a promise of a later period."
    ),
    "carry.twice": N_(
        "Carried over to that promise before: {actions}. Nothing has been carried over this time. "
        "Leave out what is there already, or choose another promise."
    ),
    "import.recurrence_unread": N_(
        "“{text}” could not be read as how often the action comes back. It was imported without "
        "dates of its own; set them in the action."
    ),
    "occasion.gone": N_(
        "The occasion you chose is no longer one of the action's dates. Nothing has been saved. "
        "Choose another one, or let the nearest be taken."
    ),
    "occasion.has_entry": N_(
        "The occasion on {date} has been done: there is a log entry for it. Nothing has been "
        "changed. Change or remove the entry instead."
    ),
    "occasion.needs_entry": N_(
        "An occasion is done when something is logged for it. Nothing has been changed. "
        "Log what was done, and choose the occasion there."
    ),
    "occasion.no_series": N_(
        "The action has no dates of its own, so nothing has been saved. "
        "Give it a recurrence first, or leave the occasion out."
    ),
    "occasion.none_on": N_(
        "The action has no occasion on {date}, so nothing has been saved. The nearest: {dates}."
    ),
    "occasion.not_yet": N_(
        "The occasion on {date} has not been yet, so it can't have been missed. Nothing has been "
        "changed. Cancel it, with the reason, if it is not to be."
    ),
    "occasion.settled": N_(
        "The occasion on {date} has been set as missed or cancelled. Nothing has been saved. "
        "Take that back first, or choose another occasion."
    ),
    "occasion.taken": N_(
        "Somebody else has logged the occasion on {date} meanwhile. What you entered is not "
        "saved but still here: choose another occasion, or none, and save again."
    ),
}

COUNTED_SERIES: dict[str, Callable[[int], str]] = {
    "import.recurrence_taken": lambda n: ngettext(
        "“{text}” was taken to be: {words} ({count} occasion).",
        "“{text}” was taken to be: {words} ({count} occasions).",
        n,
    ),
}
