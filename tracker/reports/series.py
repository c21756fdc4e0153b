"""A recurring action's dates, as every report says it."""

from datetime import date

from tracker.i18n import _
from tracker.labels import label
from tracker.messages.recurrence import recurrence_words, tally_words
from tracker.models.recurrence import Kept, parse
from tracker.reports.sentences import cap, full_stop, short_day
from tracker.services.reports.rows import ActionRow, SettledRow


def series_words(action: ActionRow) -> str:
    """How often it comes back and what became of it: ``Varje fredag; tillfällen: 7 gjorda``."""
    if action.series is None:
        return ""
    said = tally_words(action.series)
    # A rule from elsewhere has no words, and its text is nothing to print.
    has_words = not isinstance(parse(action.recurrence), Kept)
    often = recurrence_words(action.recurrence) if has_words else ""
    # What is left of the dates is another thing than what is left of the amount.
    text = _("{often}; occasions: {tally}") if often else _("Occasions: {tally}")
    return cap(text.format(often=often, tally=said))


def settled_on(settled: SettledRow, as_of: date) -> str:
    """Which of the dates did not come about: ``inställd 23 feb``."""
    state = label(settled.state).lower()
    return _("{state} {date}").format(state=state, date=short_day(settled.on, as_of))


def settled_words(action: ActionRow, as_of: date) -> str:
    """The dates that did not come about, with why: ``Inställd 23 feb: sportlov.``"""
    if action.series is None:
        return ""
    return " ".join(
        full_stop(cap(f"{settled_on(each, as_of)}: {each.reason}"))
        for each in action.series.settled
    )
