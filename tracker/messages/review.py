"""The reasons of Granskning in words, for the screen and the command line."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import N_, _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages import operation_name
from tracker.messages.vocabulary import listed
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.review import Reason, Reviewed, Why

WHYS: dict[Why, str] = {
    Why.OVERDUE: N_("Past the deadline"),
    Why.BEHIND: N_("Fewer than expected"),
    Why.DECISION: N_("Waits for a decision"),
    Why.MISSED: N_("Missed occasions"),
    Why.SILENT: N_("Nothing logged"),
    Why.DUE_SOON: N_("Due soon"),
    Why.NO_OWNER: N_("Without an owner"),
    Why.OWNER_ENDED: N_("The owner has left the post"),
    Why.REACHED: N_("Target met, can be ended"),
    Why.BY_HAND: N_("Colour set by hand"),
}
"""What each reason is called where one is chosen."""


def short_reason(reason: Reason) -> str:
    """A few words beside the colour: ``112 dagar utan insats``."""
    count = round(reason.figure)
    match reason.why:
        case Why.OVERDUE:
            return ngettext("{count} day late", "{count} days late", count).format(count=count)
        case Why.BEHIND:
            return _("{count} fewer than expected").format(count=_units(reason))
        case Why.SILENT:
            words = ngettext("{count} day without log", "{count} days without log", count)
            return words.format(count=count)
        case Why.DUE_SOON if count == 0:
            return _("due today")
        case Why.DUE_SOON:
            return ngettext("due in {count} day", "due in {count} days", count).format(count=count)
        case Why.NO_OWNER:
            return _("no owner")
        case Why.DECISION:
            return _("waits for a decision")
        case Why.MISSED:
            words = ngettext("{count} occasion missed", "{count} occasions missed", count)
            return words.format(count=count)
        case Why.OWNER_ENDED:
            return _("the owner has left the post")
        case Why.REACHED:
            return _("target met, can be ended")
        case Why.BY_HAND:
            return _("set by hand")


def why_sentence(row: ActionRow, reasons: Sequence[Reason], today: date) -> str:
    """All reasons: ``ingen insats sedan 26 maj, 112 dagar, och 2 färre än väntat.``"""
    words = listed([_reason_words(row, reason, today) for reason in reasons])
    return f"{words}." if words else ""


def done_words(reviewed: Reviewed) -> str:
    """What was done about an action: ``ny ägare: förening``, ``nytt slutdatum: 31 okt 2018``."""
    row = reviewed.row
    match reviewed.operation:
        case "action.set_owner" if row.owner:
            return _("new owner: {owner}").format(owner=row.owner)
        case "action.move_deadline" if row.deadline is not None:
            return _("new deadline: {date}").format(date=format_date(row.deadline))
        case "action.snooze" if reviewed.rests_until is not None:
            return _("left alone until {date}").format(date=format_date(reviewed.rests_until))
        case "action.snooze":
            return _("left alone")
        case "action.set_status":
            return label(row.status)
        case operation:
            return operation_name(operation)


def _reason_words(row: ActionRow, reason: Reason, today: date) -> str:
    count = round(reason.figure)
    match reason.why:
        case Why.OVERDUE if row.deadline is not None:
            words = ngettext(
                "{count} day past its deadline {date}",
                "{count} days past its deadline {date}",
                count,
            )
            return words.format(count=count, date=_day(row.deadline, today))
        case Why.SILENT if row.last_on is not None:
            words = ngettext(
                "nothing logged since {date}, {count} day",
                "nothing logged since {date}, {count} days",
                count,
            )
            return words.format(count=count, date=_day(row.last_on, today))
        case Why.DUE_SOON if row.deadline is not None and count:
            words = ngettext("due {date}, in {count} day", "due {date}, in {count} days", count)
            return words.format(count=count, date=_day(row.deadline, today))
        case Why.SILENT if row.start is not None:
            words = ngettext(
                "nothing logged since it began {date}, {count} day",
                "nothing logged since it began {date}, {count} days",
                count,
            )
            return words.format(count=count, date=_day(row.start, today))
        case Why.DECISION if reason.day is not None:
            words = _("waits for a decision by {date}: “{question}”")
            return words.format(date=_day(reason.day, today), question=reason.words)
        case Why.MISSED if reason.day is not None:
            words = ngettext(
                "{count} occasion missed, on {date}",
                "{count} occasions missed, the latest on {date}",
                count,
            )
            return words.format(count=count, date=_day(reason.day, today))
        case Why.OWNER_ENDED if reason.day is not None:
            left = _("the owner left the post on {date}").format(date=_day(reason.day, today))
            successor = _("{successor} has taken over").format(successor=reason.words)
            return f"{left} ({successor})" if reason.words else left
        case Why.BY_HAND:
            return _("the colour is set by hand: {reason}").format(reason=row.override_reason)
        case _:
            return short_reason(reason)


def _units(reason: Reason) -> str:
    # Never "0 färre": less than one short counts as on track, so there is at least one.
    return format_number(max(round(reason.figure), 1))


def _day(day: date, today: date) -> str:
    return format_date(day, "day" if day.year == today.year else "short")
