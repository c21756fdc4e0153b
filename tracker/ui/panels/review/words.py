"""Why an action is in the queue, what is left of it, and what was done about it today."""

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages import operation_name
from tracker.messages.vocabulary import listed
from tracker.models.enums import ActionKind
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.review import Reason, Reviewed, Why

_WEEKS_FROM = 21


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
        case Why.BY_HAND:
            return _("set by hand")


def why_sentence(row: ActionRow, reasons: Sequence[Reason], today: date) -> str:
    """All reasons: ``ingen insats sedan 26 maj, 112 dagar, och 2 färre än väntat.``"""
    words = listed([_reason_words(row, reason, today) for reason in reasons])
    return f"{words}." if words else ""


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
        case Why.BY_HAND:
            return _("the colour is set by hand: {reason}").format(reason=row.override_reason)
        case _:
            return short_reason(reason)


def _units(reason: Reason) -> str:
    # Never "0 färre": less than one short counts as on track, so there is at least one.
    return format_number(max(round(reason.figure), 1))


def left_words(row: ActionRow, today: date) -> str:
    """What is left and how long there is: ``4 på 15 veckor``."""
    if row.planned is not None and row.done >= row.planned:
        return _("target met")
    remaining = "" if row.planned is None else format_number(row.planned - row.done)
    if row.deadline is None:
        return remaining or "–"
    days = (row.deadline - today).days
    if days < 0:
        late = ngettext("{count} day late", "{count} days late", -days).format(count=-days)
        return f"{remaining}, {late}" if remaining else late
    time = _time(days)
    return _("{count} in {time}").format(count=remaining, time=time) if remaining else time


def _time(days: int) -> str:
    if days == 0:
        return _("today")
    if days < _WEEKS_FROM:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    weeks = days // 7
    return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)


def done_words(reviewed: Reviewed) -> str:
    """What was done about an action: ``ny ägare: förening``, ``nytt slutdatum: 31 okt 2018``."""
    row = reviewed.row
    match reviewed.operation:
        case "action.set_owner" if row.owner:
            return _("new owner: {owner}").format(owner=row.owner)
        case "action.move_deadline" if row.deadline is not None:
            return _("new deadline: {date}").format(date=format_date(row.deadline))
        case "action.set_status":
            return label(row.status)
        case operation:
            return operation_name(operation)


def _day(day: date, today: date) -> str:
    return format_date(day, "day" if day.year == today.year else "short")


def is_counted(row: ActionRow) -> bool:
    """Whether its log makes a curve: a one-off without a quantity has none."""
    return row.planned is not None or row.kind is not ActionKind.SINGLE


def span_start(row: ActionRow, first_logged: date | None, today: date) -> date:
    """Where the curve begins: with the plan, or with the first entry when that came earlier."""
    days = [day for day in (row.start, first_logged) if day is not None]
    return min(days, default=today - timedelta(days=90))
