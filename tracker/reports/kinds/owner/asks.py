"""What an owner is asked to report: for each running action what is missing by now, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracker.i18n import _
from tracker.models.enums import FollowUp
from tracker.models.progress import urgency
from tracker.reports.sentences import day, done_of_planned, is_counted, quantity
from tracker.reports.symbols import state_word
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput


@dataclass(frozen=True, slots=True)
class Ask:
    """One action, and what is asked about it; `text` is empty when nothing is missing."""

    promise: PromiseRow
    action: ActionRow
    text: str


def asks(data: ReportInput) -> list[Ask]:
    """The running actions of running promises, the most urgent first."""
    found = [
        Ask(promise, action, " ".join(_missing(action, data)))
        for promise in data.promises
        if promise.status.locked and not promise.status.ended
        for action in promise.actions
        if not action.status.ended and not action.shared
    ]
    return sorted(found, key=lambda ask: (-ask.action.days_late, urgency(ask.action.follow_up)))


def _missing(action: ActionRow, data: ReportInput) -> Iterator[str]:
    """Sentences: what is late or short comes first, then silence, then what the plan lacks."""
    if action.planned is not None and action.done >= action.planned:
        if action.deadline is not None and action.deadline < data.as_of:
            yield _("All of it is done and the deadline has passed: say whether it has ended.")
        return
    first = _first(action, data)
    yield from filter(None, (first, _silence(action, data, is_told=bool(first))))
    if action.deadline is None:
        yield _("There is no deadline: propose one.")


def _first(action: ActionRow, data: ReportInput) -> str:
    """What is late, fewer than expected, or due soon without a word; else empty."""
    deadline = "" if action.deadline is None else day(action.deadline, data.as_of)
    if action.days_late:
        return _past(action, deadline)
    is_behind = action.follow_up in (FollowUp.LATE, FollowUp.AT_RISK)
    if is_behind and _short(action) > 0:
        return _fewer(_short(action), action)
    if _is_due_unreported(action, data):
        return _(
            "The deadline is {day} and nothing is reported: write how far it has come."
        ).format(day=deadline)
    if is_behind and action.follow_up is not None:
        word = state_word(action.follow_up)
        return _("The state is “{state}”: write how it goes.").format(state=word)
    return ""


def _short(action: ActionRow) -> Decimal:
    """How many fewer than expected, counted from the rounded number that is printed."""
    if action.expected is None or not is_counted(action):
        return Decimal(0)
    return Decimal(int(action.expected + 0.5)) - action.done


def _past(action: ActionRow, deadline: str) -> str:
    knows_why = bool(action.reason.strip())
    if not is_counted(action):
        text = _("The deadline was {day}: write what is done, or the reason.")
        if knows_why:
            text = _("The deadline was {day}: write what is done.")
        return text.format(day=deadline)
    amount = f"{done_of_planned(action)} {action.unit}".strip()
    text = _(
        "The deadline was {day}, and {amount} are done: log those that are done, "
        "or write the reason."
    )
    if knows_why:
        text = _("The deadline was {day}, and {amount} are done: log those that are done.")
    return text.format(day=deadline, amount=amount)


def _fewer(short: Decimal, action: ActionRow) -> str:
    # Units are plural nouns.
    what = f"{quantity(short)}\u00a0{action.unit}" if action.unit and short > 1 else quantity(short)
    text = _("{what} fewer than expected: log those that are done, or write why.")
    if action.reason.strip():
        text = _("{what} fewer than expected: log those that are done.")
    return text.format(what=what)


def _is_due_unreported(action: ActionRow, data: ReportInput) -> bool:
    """Whether something that is done or not is due soon, and nobody has said how it goes."""
    if is_counted(action) or action.deadline is None or action.last_done_on is not None:
        return False
    return (action.deadline - data.as_of).days <= data.due_soon_days


def _silence(action: ActionRow, data: ReportInput, *, is_told: bool) -> str:
    """That nothing has been logged for as long as the book calls soon.

    It asks for something only when nothing else does.
    """
    last, as_of = action.last_done_on, data.as_of
    if last is not None and (as_of - last).days >= data.due_soon_days:
        since = _("Nothing is logged since {day}.")
        if not is_told:
            since = _(
                "Nothing is logged since {day}: log what is done, "
                "or write that nothing has happened."
            )
        return since.format(day=day(last, as_of))
    has_begun = action.start is None or (as_of - action.start).days >= data.due_soon_days
    if last is None and has_begun and not is_told:
        return _("Nothing is logged yet: log what is done, or write that nothing has happened.")
    return ""
