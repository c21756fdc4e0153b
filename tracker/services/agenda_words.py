"""Why a point stands on the agenda, in words that are kept as they were when it was made."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.models.enums import ActionKind, AgendaKind
from tracker.models.meeting import Meeting, MeetingPoint
from tracker.models.promise import DecisionRequest
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.due import DueKind, DueRow

_NAMED = 4


def standing(row: ActionRow) -> str:
    """How an action stands: how late it is, and what is done of what should have been."""
    parts = [_lateness(row), _amount(row)]
    if row.override_reason:
        parts.append(_("The colour is set by hand: {reason}").format(reason=row.override_reason))
    if row.owner_id is None:
        parts.append(_("Nobody owns it."))
    return " ".join(part for part in parts if part)


def _lateness(row: ActionRow) -> str:
    if row.deadline is None:
        return _("It has no deadline.")
    day = format_date(row.deadline, "long")
    if not row.days_late:
        return _("Due {date}.").format(date=day)
    late = ngettext("{n} day past {date}.", "{n} days past {date}.", row.days_late)
    return late.format(n=row.days_late, date=day)


def _amount(row: ActionRow) -> str:
    if row.planned is None:
        nothing = row.kind is not ActionKind.ORDINARY and not row.entries
        return _("Nothing is logged.") if nothing else ""
    done, planned = format_number(row.done), format_number(row.planned)
    if row.expected is None or row.days_late:
        return _("{done} of {planned} done.").format(done=done, planned=planned)
    return _("{done} of {planned} done, should be {expected}.").format(
        done=done, planned=planned, expected=format_number(row.expected, 0)
    )


def more(kind: AgendaKind, count: int) -> str:
    """Those that there was no room for on the agenda."""
    if kind is AgendaKind.LATE:
        words = ngettext("{n} more action is late", "{n} more actions are late", count)
    else:
        words = ngettext("{n} more action is at risk", "{n} more actions are at risk", count)
    return words.format(n=count)


def no_longer(row: ActionRow | None) -> str:
    """Of a point that the book would not put on the agenda any more; `row` is its action."""
    if row is not None and row.status.ended:
        now = _("It is now: {status}.").format(status=label(row.status))
        return f"{now} {_amount(row)}".strip()
    if row is not None:
        return standing(row)
    return _("The book has been changed since the agenda was made: this is settled.")


def carried(point: MeetingPoint, before: Meeting, row: ActionRow | None, held_on: date) -> str:
    """What was said at the meeting before, what was to be done by now, and how it stands."""
    day = format_date(before.held_on, "long")
    said = point.decision or point.note
    came = (
        _("From the meeting on {date}: {text}").format(date=day, text=_sentence(said))
        if said
        else _("From the meeting on {date}.").format(date=day)
    )
    parts = [came]
    if point.due_on is not None and point.due_on < held_on:
        due = format_date(point.due_on, "long")
        parts.append(_("It was to be done by {date}, which has passed.").format(date=due))
    if row is not None and not row.status.ended:
        parts.append(standing(row))
    return " ".join(parts)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def decision(request: DecisionRequest) -> str:
    """Who decides, by when, and why it is asked."""
    day = format_date(request.due_on, "long")
    asked = _("{decider} decides, by {date}.").format(decider=request.decider, date=day)
    return f"{asked} {request.reason}".strip()


def measurement(row: DueRow, held_on: date) -> str:
    """When it is to be measured, or should have been."""
    day = format_date(row.due_on, "long")
    if row.due_on < held_on:
        return _("Should have been measured by {date}.").format(date=day)
    return _("To be measured by {date}.").format(date=day)


def ahead(rows: Sequence[DueRow], ends: date | None, unfinished: int) -> str:
    """What falls due before the group meets again, and that the promise's period ends."""
    deadlines = [row for row in rows if row.kind is DueKind.DEADLINE]
    occasions = sum(row.kind is DueKind.OCCASION for row in rows)
    feedback = sum(row.kind is DueKind.FEEDBACK for row in rows)
    parts = [
        _("{label} {title} is due {date}.").format(
            label=row.label, title=row.title, date=format_date(row.due_on, "day")
        )
        for row in deadlines[:_NAMED]
    ]
    rest = len(deadlines) - _NAMED
    if rest > 0:
        parts.append(ngettext("{n} more is due.", "{n} more are due.", rest).format(n=rest))
    if occasions:
        words = ngettext("{n} occasion is to be held.", "{n} occasions are to be held.", occasions)
        parts.append(words.format(n=occasions))
    if feedback:
        words = ngettext("{n} feedback to citizens.", "{n} feedbacks to citizens.", feedback)
        parts.append(words.format(n=feedback))
    if ends is not None:
        parts.append(_("The period ends {date}.").format(date=format_date(ends, "long")))
        if unfinished:
            words = ngettext(
                "{n} action is not finished: is it carried on?",
                "{n} actions are not finished: are they carried on?",
                unfinished,
            )
            parts.append(words.format(n=unfinished))
    return " ".join(parts)
