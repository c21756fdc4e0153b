"""Each difference between two states as a sentence: what it is about, the figure, the reason.

The voice is that of `tracker.reports.sentences`, and must run inside `tracker.i18n.language` too.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tracker.i18n import _, ngettext, pgettext
from tracker.labels import label
from tracker.models.enums import ActionStatus, FollowUp, PromiseStatus
from tracker.reports.sentences import (
    amount_words,
    cap,
    day,
    days_late,
    full_stop,
    is_counted,
    measured,
    number_word,
    quantity,
    reason,
    uncap,
)
from tracker.reports.symbols import state_word
from tracker.services.reports.difference import Difference, Value, What

_NEED_REASON = frozenset(
    {
        What.ACTION_PARTLY_DONE,
        What.ACTION_NOT_DONE,
        What.ACTION_DROPPED,
        What.LATE,
        What.AT_RISK,
        What.DEADLINE_MOVED,
    }
)
_SAYS_WHO_ITSELF = frozenset({What.DECISION_ASKED, What.DECISION_WITHDRAWN})


def difference_sentence(row: Difference, as_of: date) -> str:
    """One difference in words; days get their year when it is another than that of `as_of`.

    Its promise is not named: it stands under a heading that does.
    """
    parts = [full_stop(_FACTS[row.what](row, as_of))]
    if row.what not in _SAYS_WHO_ITSELF:
        if row.reason or _needs_reason(row):
            parts.append(reason(row.reason))
        parts.append(decision(row, as_of))
    return " ".join(part for part in parts if part)


def _needs_reason(row: Difference) -> bool:
    is_unmeasured = row.what is What.MEASURED and row.after is None
    return is_unmeasured or row.what in _NEED_REASON


def decision(row: Difference, as_of: date) -> str:
    """``Decided 24 May, the steering group.``; empty when no decision is recorded."""
    if not row.decided_by:
        return ""
    if row.on is None:
        return _("Decided by: {who}").format(who=full_stop(row.decided_by))
    return _("Decided {day}, {who}").format(day=day(row.on, as_of), who=full_stop(row.decided_by))


# The agreement and its promises


def _diary_number(row: Difference, as_of: date) -> str:
    party = label(row.party) if row.party else ""
    if row.before is None:
        return _("Diary number, {party}: {after}").format(party=party, after=row.after)
    if row.after is None:
        return _("Diary number, {party}: {before} has been removed").format(
            party=party, before=row.before
        )
    return _("Diary number, {party}: {before} became {after}").format(
        party=party, before=row.before, after=row.after
    )


def _promise_added(row: Difference, as_of: date) -> str:
    return _("The promise is new and not signed, {actions}").format(actions=_with_actions(row))


def _promise_signed(row: Difference, as_of: date) -> str:
    if row.on is None:
        return _("The promise has been signed, {actions}").format(actions=_with_actions(row))
    return _("The promise was signed on {day}, {actions}").format(
        day=day(row.on, as_of), actions=_with_actions(row)
    )


def _with_actions(row: Difference) -> str:
    n = row.after if isinstance(row.after, int) else 0
    if not n:
        return _("without actions")
    text = ngettext("with {count} action", "with {count} actions", n)
    return text.format(count=number_word(n, neuter=False))


def _promise_removed(row: Difference, as_of: date) -> str:
    return _("The promise is no longer included")


def _promise_text(row: Difference, as_of: date) -> str:
    if row.after == row.subject:
        return _("The promise is called “{after}”, formerly “{before}”").format(
            after=row.after, before=row.before
        )
    return _("The text of the promise was changed")


def _promise_state(row: Difference, as_of: date) -> str:
    return _("State: {before} became {after}").format(
        before=_value(row.before, as_of), after=_value(row.after, as_of)
    )


def _promise_ended(row: Difference, as_of: date) -> str:
    return _("The promise has ended: {outcome}").format(outcome=_value(row.after, as_of))


# Actions


def _action_added(row: Difference, as_of: date) -> str:
    if row.after is None:
        return _("{action}: new action, no deadline").format(action=row.subject)
    return _("{action}: new action, by {day}").format(
        action=row.subject, day=_value(row.after, as_of)
    )


def _action_removed(row: Difference, as_of: date) -> str:
    return _("{action}: no longer included").format(action=row.subject)


def _action_renamed(row: Difference, as_of: date) -> str:
    return _("{action}: was called “{before}”").format(action=row.subject, before=row.before)


def _goal(row: Difference, as_of: date) -> str:
    if not row.after:
        return _("{action}: the goal “{before}” has been removed").format(
            action=row.subject, before=row.before
        )
    if not row.before:
        return _("{action}: the goal is “{after}”").format(action=row.subject, after=row.after)
    return _("{action}: the goal is “{after}”, formerly “{before}”").format(
        action=row.subject, after=row.after, before=row.before
    )


def _action_ended(row: Difference, as_of: date) -> str:
    return _about(row, [_value(row.after, as_of), _amount(row, is_running=False)])


def _action_reopened(row: Difference, as_of: date) -> str:
    return _("{action}: open again, formerly {before}").format(
        action=row.subject, before=_value(row.before, as_of)
    )


def _late(row: Difference, as_of: date) -> str:
    if row.amount is not None and row.amount.days_late:
        return _about(row, [days_late(row.amount.days_late)])
    return _about(row, [_value(row.after, as_of), _amount(row, is_running=True)])


def _no_longer_late(row: Difference, as_of: date) -> str:
    return _("{action}: no longer late, now {state}").format(
        action=row.subject, state=_value(row.after, as_of)
    )


def _deadline_moved(row: Difference, as_of: date) -> str:
    if row.before is None or row.after is None:
        return _deadline(row, as_of)
    return _("{action}: the deadline was moved from {before} to {after}").format(
        action=row.subject, before=_value(row.before, as_of), after=_value(row.after, as_of)
    )


def _deadline(row: Difference, as_of: date) -> str:
    before, after = _value(row.before, as_of), _value(row.after, as_of)
    if row.after is None:
        return _("{action}: no deadline, formerly {before}").format(
            action=row.subject, before=before
        )
    if row.before is None:
        return _("{action}: the deadline is {after}").format(action=row.subject, after=after)
    return _("{action}: the deadline is {after}, formerly {before}").format(
        action=row.subject, after=after, before=before
    )


def _quantity(row: Difference, as_of: date) -> str:
    text = _("{action}: {before} became {after}").format(
        action=row.subject,
        before=_("no target") if row.before is None else _value(row.before, as_of),
        after=_("no target") if row.after is None else _value(row.after, as_of),
    )
    return text if row.after is None else f"{text} {row.unit}".rstrip()


def _owner(row: Difference, as_of: date) -> str:
    if row.before is None:
        return _("{action}: the owner is {after}").format(action=row.subject, after=row.after)
    if row.after is None:
        return _("{action}: owner missing, formerly {before}").format(
            action=row.subject, before=row.before
        )
    return _("{action}: the owner is {after}, formerly {before}").format(
        action=row.subject, after=row.after, before=row.before
    )


def _logged(row: Difference, as_of: date) -> str:
    return _about(row, [more(row), _now(row)])


def more(row: Difference) -> str:
    """How much more was done: ``13 more``, or how many entries where no amount counts."""
    was, now = row.before, row.after
    grown = now - was if isinstance(now, Decimal) and isinstance(was, Decimal) else Decimal(0)
    if grown:
        text = pgettext("done", "{n} more") if grown > 0 else pgettext("done", "{n} fewer")
        return text.format(n=quantity(abs(grown)))
    n = abs(row.entries)
    if row.entries < 0:
        text = ngettext("{n} entry removed from the log", "{n} entries removed from the log", n)
    else:
        text = ngettext("{n} activity logged", "{n} activities logged", n)
    return text.format(n=n)


def _now(row: Difference) -> str:
    amount = _amount(row, is_running=False)
    return _("now {amount}").format(amount=amount) if amount else ""


# Measurements, decisions, feedback


def _measured(row: Difference, as_of: date) -> str:
    if not isinstance(row.after, Decimal):
        return _("{indicator}: not measured").format(indicator=row.subject)
    value = measured(row.after, row.unit)
    text = f"{row.subject}: {value}"
    if row.on is not None:
        text = _("{indicator}: {value} on {day}").format(
            indicator=row.subject, value=value, day=day(row.on, as_of)
        )
    if not isinstance(row.before, Decimal):
        return text
    return _("{now}, formerly {before}").format(now=text, before=measured(row.before, row.unit))


def _decision_asked(row: Difference, as_of: date) -> str:
    if row.after is None:
        return _("Question to {who}: {question}").format(who=row.decided_by, question=row.subject)
    return _("Question to {who}, answer by {day}: {question}").format(
        who=row.decided_by, day=_value(row.after, as_of), question=row.subject
    )


def _decision_answered(row: Difference, as_of: date) -> str:
    return _("Answered: {question} Answer: {answer}").format(
        question=full_stop(row.subject), answer=row.after
    )


def _decision_withdrawn(row: Difference, as_of: date) -> str:
    return _("No longer asked: {question}").format(question=row.subject)


def _feedback_given(row: Difference, as_of: date) -> str:
    where = ", ".join(text for text in (str(row.after or ""), row.subject) if text.strip())
    if row.on is None:
        return _("Feedback was given: {where}").format(where=where)
    return _("Feedback was given on {day}: {where}").format(day=day(row.on, as_of), where=where)


def _deviation(row: Difference, as_of: date) -> str:
    return cap(str(row.after or ""))


# Words


def _about(row: Difference, facts: list[str]) -> str:
    return f"{row.subject}: {', '.join(fact for fact in facts if fact)}"


def _amount(row: Difference, *, is_running: bool) -> str:
    """The figures of what is counted; what is done or not has none."""
    if row.amount is None or not is_counted(row.amount):
        return ""
    return amount_words(row.amount, is_running=is_running)


def _value(value: Value | None, as_of: date) -> str:
    match value:
        case FollowUp() | PromiseStatus() | ActionStatus():
            return uncap(state_word(value))
        case date():
            return day(value, as_of)
        case Decimal():
            return quantity(value)
        case _:
            return "" if value is None else str(value)


_FACTS: dict[What, Callable[[Difference, date], str]] = {
    What.DIARY_NUMBER: _diary_number,
    What.PROMISE_ADDED: _promise_added,
    What.PROMISE_SIGNED: _promise_signed,
    What.PROMISE_REMOVED: _promise_removed,
    What.PROMISE_TEXT: _promise_text,
    What.PROMISE_STATE: _promise_state,
    What.PROMISE_ENDED: _promise_ended,
    What.ACTION_ADDED: _action_added,
    What.ACTION_REMOVED: _action_removed,
    What.ACTION_RENAMED: _action_renamed,
    What.GOAL: _goal,
    What.ACTION_DONE: _action_ended,
    What.ACTION_PARTLY_DONE: _action_ended,
    What.ACTION_NOT_DONE: _action_ended,
    What.ACTION_DROPPED: _action_ended,
    What.ACTION_REOPENED: _action_reopened,
    What.LATE: _late,
    What.AT_RISK: _late,
    What.NO_LONGER_LATE: _no_longer_late,
    What.DEADLINE_MOVED: _deadline_moved,
    What.DEADLINE: _deadline,
    What.QUANTITY: _quantity,
    What.OWNER: _owner,
    What.LOGGED: _logged,
    What.DEVIATION: _deviation,
    What.MEASURED: _measured,
    What.DECISION_ASKED: _decision_asked,
    What.DECISION_ANSWERED: _decision_answered,
    What.DECISION_WITHDRAWN: _decision_withdrawn,
    What.FEEDBACK_GIVEN: _feedback_given,
}
