"""What the inspector says about an action: how it is counted, what is left, what has happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages import operation_name
from tracker.messages.changes import changed_field, changed_value
from tracker.messages.recurrence import recurrence_words
from tracker.models.enums import ActionKind
from tracker.services.actions import ActionFields
from tracker.services.history import HistoryRow
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.changed_values import changed_values
from tracker.services.queries.log import LogRow

_WEEKS_FROM = 27

_REASONS = ("status_reason", "override_reason")


def counted_words(row: ActionRow, fields: ActionFields, today: date) -> str:
    """How what should be done by now is worked out, and what is left."""
    if row.status.ended:
        return " ".join(part for part in (f"{label(row.status)}.", row.status_reason) if part)
    parts = [_basis(row, fields, today), _left(row, today)]
    if row.override_reason:
        parts.append(_("The colour is set by hand: {reason}").format(reason=row.override_reason))
    return " ".join(part for part in parts if part)


def _basis(row: ActionRow, fields: ActionFields, today: date) -> str:
    if row.planned is None:
        if row.kind is ActionKind.SINGLE:
            return label(row.kind) + "."
        return _("It has no target, so what is done is only counted.")
    if fields.occasions:
        due = sum(day <= today for day in fields.occasions)
        words = _("{due} of {count} planned dates have been.")
        return words.format(due=due, count=len(fields.occasions))
    if row.start is None or row.deadline is None:
        return _("Without a start and a deadline it can't be said how much should be done by now.")
    words = _("Spread evenly {start}–{end}.")
    return words.format(start=_day(row.start, today), end=_day(row.deadline, today))


def _left(row: ActionRow, today: date) -> str:
    if row.planned is not None and row.done >= row.planned:
        return _("The target is met.")
    if row.deadline is None:
        return ""
    days = (row.deadline - today).days
    late = ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    if row.planned is None:
        return f"{late}." if days < 0 else _("{time} left.").format(time=_time_left(days))
    still = row.planned - row.done
    if row.series is not None and row.series.total == row.planned:
        # One for each date: what was cancelled is not to be done.
        still -= row.series.cancelled
    if still <= 0:
        return ""
    amount = f"{format_number(still)} {row.unit}".strip()
    if days < 0:
        return _("{amount} left, {late}.").format(amount=amount, late=late)
    return _("{amount} left in {time}.").format(amount=amount, time=_time_left(days))


def _time_left(days: int) -> str:
    if days > _WEEKS_FROM:
        weeks = days // 7
        return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)
    return ngettext("{count} day", "{count} days", days).format(count=days)


def _day(day: date, today: date) -> str:
    return format_date(day, "day" if day.year == today.year else "short")


def kind_words(row: ActionRow) -> str:
    """``Återkommande, varje fredag och lördag``."""
    words = recurrence_words(row.recurrence)
    return f"{label(row.kind)}, {words}" if words else label(row.kind)


def log_words(row: LogRow) -> str:
    """Where it was and what came of it."""
    said = row.result or row.note
    return ", ".join(part for part in (row.place, said) if part) or row.action_title


def amount_words(row: LogRow) -> str:
    """The duration where one is logged, else the quantity."""
    if row.minutes is not None:
        return hours_words(row.minutes)
    return f"{format_number(row.quantity)} {row.unit}".strip()


def hours_words(minutes: int) -> str:
    """``1,5 h``."""
    return _("{hours} h").format(hours=format_number(Decimal(minutes) / 60, 2))


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of history: when, what, by whom, and why where a reason was asked for."""

    on: date
    words: str
    who: str
    why: str = ""


def history_words(history: Sequence[HistoryRow], owners: Mapping[int, str]) -> list[Happened]:
    """What has happened to an action, newest first; `owners` names people by their id."""
    reasons = {
        row.operation_id: str(row.after.get("reason", ""))
        for row in history
        if row.table == "deviation"
    }
    found = []
    for row in history:
        if row.table != "action":
            continue
        words = _changed(row, owners) or operation_name(row.name)
        if row.undone:
            words = _("Undone: {what}").format(what=words)
        why = reasons.get(row.operation_id) or next(
            (str(row.after[name]) for name in _REASONS if row.after.get(name)), ""
        )
        found.append(Happened(row.at.date(), words, row.who, why))
    return found


def _changed(row: HistoryRow, owners: Mapping[int, str]) -> str:
    """``Ägare: kommunpolis → gruppchef``; empty for what was added or removed as a whole."""
    if not row.before:
        return ""
    return "; ".join(
        f"{changed_field(line.field)}: {changed_value(line.field, line.before)} → "
        f"{changed_value(line.field, line.after)}"
        for line in changed_values(row.table, row.kind, row.before, row.after, owners)
    )
