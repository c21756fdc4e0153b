"""One promise in public words: the same for the printed report and the page for the web.

Here "vi" is the municipality and the Police, and the reader is "du". What did not come about
always has its reason, and where nobody has written one it says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.i18n import _
from tracker.models.enums import (
    ActionStatus,
    DeviationKind,
    FollowUp,
    OccasionState,
    PromiseStatus,
)
from tracker.reports.briefs import promise_state
from tracker.reports.kinds.public.amounts import Named, Thing, named, of_planned, shared_units
from tracker.reports.kinds.public.effect import difference
from tracker.reports.plain_words import spelled_out, theirs
from tracker.reports.sentences import (
    cap,
    day,
    expected_whole,
    full_stop,
    is_counted,
    listed,
    period,
)
from tracker.reports.sentences import quantity as figure
from tracker.reports.symbols import State, state_word
from tracker.services.reports.rows import DeviationRow, PromiseRow

_BEHIND = (FollowUp.LATE, FollowUp.AT_RISK)
_BROKEN = (PromiseStatus.NOT_KEPT, PromiseStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class PublicPromise:
    """What is told of a promise. Every text is a whole sentence or more, but for the title."""

    number: int
    title: str
    when: str
    """``2018``, or ``2017, ended``."""
    state: State
    state_word: str
    why: str
    """What people said and what was known; may be empty."""
    promised: tuple[Thing, ...]
    done: tuple[Thing, ...]
    """At least one: that nothing is done, where nothing is."""
    undone: tuple[str, ...]
    """What did not come about, or may not, with the reasons; may be empty."""
    otherwise: tuple[str, ...]
    """That all is well where it is, and how the promise was changed."""
    aim_title: str
    aim: str
    """What the promise is to lead to; may be empty."""
    difference: str


def public_promise(promise: PromiseRow, as_of: date) -> PublicPromise:
    """A signed promise in public words, in the current language."""
    actions = named(promise.actions)
    state = promise_state(promise)
    ended = promise.status.ended
    undone = tuple(_undone(promise, actions, as_of))
    return PublicPromise(
        number=promise.number,
        title=theirs(spelled_out(promise.title)),
        when=_when(promise),
        state=state,
        state_word=public_state(state),
        why=_why(promise),
        promised=_promised(promise, actions),
        done=_done(promise, actions),
        undone=undone,
        otherwise=tuple(_otherwise(promise, as_of, all_is_well=not undone)),
        aim_title=_("What did we want to achieve?") if ended else _("What do we want to achieve?"),
        aim=theirs(full_stop(spelled_out(promise.expected_effect))),
        difference=difference(promise, as_of),
    )


def public_state(state: State) -> str:
    """A promise's state in a citizen's words."""
    match state:
        case FollowUp.ON_TRACK:
            return _("Going to plan")
        case FollowUp.AT_RISK:
            return _("Uncertain")
        case FollowUp.LATE:
            return _("Delayed")
        case FollowUp.NOT_STARTED:
            return _("Not begun")
        case FollowUp.NO_TARGET | PromiseStatus.SIGNED | PromiseStatus.RUNNING:
            return _("Under way")
        case _:
            return state_word(state)


def reason(text: str) -> str:
    """The reason in whole sentences, or that nobody has written one."""
    return theirs(full_stop(cap(spelled_out(text)))) or _("We have not written why.")


def _when(promise: PromiseRow) -> str:
    when = period(promise.starts_on, promise.ends_on)
    return _("{period}, ended").format(period=when) if promise.status.ended and when else when


def _why(promise: PromiseRow) -> str:
    facts: list[str] = []
    withheld = False
    for problem in promise.problems:
        withheld = withheld or bool(problem.not_public)
        facts += [
            theirs(full_stop(cap(spelled_out(fact)))) for fact in problem.evidence if fact.strip()
        ]
    # The same fact may stand behind two problems.
    facts = list(dict.fromkeys(facts))
    if withheld:
        facts.append(_("Some of what we know rests on too few answers to be shown."))
    return " ".join(facts)


def _promised(promise: PromiseRow, actions: Sequence[Named]) -> tuple[Thing, ...]:
    if actions:
        return tuple(action.promised() for action in actions)
    text = theirs(spelled_out(promise.text)) or _("The promise has no text.")
    return (Thing(text, is_amount=False),)


def _done(promise: PromiseRow, actions: Sequence[Named]) -> tuple[Thing, ...]:
    shared = shared_units(actions)
    found = (action.done(is_alone=action.unit.casefold() not in shared) for action in actions)
    things = tuple(thing for thing in found if thing is not None)
    nothing = _("Nothing.") if promise.status.ended else _("Nothing yet.")
    return things or (Thing(nothing, is_amount=False),)


# What did not come about


def _undone(promise: PromiseRow, actions: Sequence[Named], as_of: date) -> Iterator[str]:
    troubles = list(_troubles(promise, actions, as_of))
    cancelled = [text for action in actions for text in _cancelled(action, as_of)]
    yield from troubles
    is_partly_kept = promise.status is PromiseStatus.PARTLY_KEPT
    if promise.status in _BROKEN or (is_partly_kept and not troubles):
        yield reason(promise.outcome_reason)
    elif promise.follow_up in _BEHIND and not (troubles or cancelled):
        yield reason("")
    yield from cancelled


def _otherwise(promise: PromiseRow, as_of: date, *, all_is_well: bool) -> Iterator[str]:
    if all_is_well:
        yield _all_is_well(promise)
    for row in promise.deviations:
        if row.kind is DeviationKind.TEXT and row.decided_on is not None:
            yield _("We changed the promise on {day}. {reason}").format(
                day=day(row.decided_on, as_of), reason=reason(row.reason)
            )


def _all_is_well(promise: PromiseRow) -> str:
    if promise.status.ended:
        return _("Everything was done.")
    match promise.follow_up:
        case FollowUp.ON_TRACK:
            return _("Everything is going to plan.")
        case FollowUp.NOT_STARTED:
            return _("We have not begun yet.")
        case _:
            return _("Nothing is delayed.")


def _troubles(promise: PromiseRow, actions: Sequence[Named], as_of: date) -> Iterator[str]:
    """What was left undone, then what is late, behind, moved, and fewer than was promised."""
    yield from (_not_delivered(a) for a in actions if _is_not_delivered(a, promise))
    running = [a for a in actions if not a.action.status.ended and not promise.status.ended]
    yield from (_late(a, as_of) for a in running if _is_past(a))
    yield from (_behind(a, as_of) for a in running if _is_behind(a))
    yield from (_moved(a, as_of) for a in running if _is_moved(a))
    by_number = {action.action.number: action for action in actions}
    for row in promise.deviations:
        action = by_number.get(row.action or 0)
        if action is not None and row.kind is DeviationKind.QUANTITY:
            yield from _fewer(action, row)


def _is_not_delivered(action: Named, promise: PromiseRow) -> bool:
    row = action.action
    if row.status.needs_reason:
        return True
    short = row.planned is not None and row.done < row.planned
    return short and (row.status.ended or promise.status.ended)


def _not_delivered(action: Named) -> str:
    row = action.action
    if row.status is ActionStatus.PARTLY_DONE and not is_counted(row):
        return _("{action}: a part of it did not happen. {reason}").format(
            action=action.named(), reason=reason(row.reason)
        )
    return f"{action.undone()} {reason(row.reason)}"


def _is_past(action: Named) -> bool:
    return action.action.follow_up is FollowUp.LATE and action.action.days_late > 0


def _late(action: Named, as_of: date) -> str:
    row = action.action
    deadline = "" if row.deadline is None else day(row.deadline, as_of)
    if row.moved:
        return _("{action}: should have been ready by {first}, and then by {day}. {reason}").format(
            action=action.named(),
            first=day(row.moved[0].before, as_of),
            day=deadline,
            reason=reason(row.reason),
        )
    return _("{action}: should have been ready by {day}. {reason}").format(
        action=action.named(), day=deadline, reason=reason(row.reason)
    )


def _is_behind(action: Named) -> bool:
    return action.action.follow_up in _BEHIND and action.action.days_late == 0


def _behind(action: Named, as_of: date) -> str:
    row = action.action
    fewer = expected_whole(row.expected or 0) - row.done
    if is_counted(row) and fewer > 0:
        text = _("{action}: {fewer} fewer than expected by now ({amount}). {reason}")
        return text.format(
            action=action.named(),
            fewer=figure(fewer),
            amount=of_planned(row.done, row.done + fewer),
            reason=reason(row.reason),
        )
    if row.deadline is None:
        return _("{action}: uncertain. {reason}").format(
            action=action.named(), reason=reason(row.reason)
        )
    # Nothing has failed yet, so nothing needs to be explained.
    why = reason(row.reason) if row.reason.strip() else ""
    text = _("{action}: to be ready by {day}, but that is uncertain. {reason}")
    return text.format(action=action.named(), day=day(row.deadline, as_of), reason=why).strip()


def _is_moved(action: Named) -> bool:
    row = action.action
    return bool(row.moved) and row.deadline is not None and row.follow_up is not FollowUp.LATE


def _moved(action: Named, as_of: date) -> str:
    row = action.action
    assert row.deadline is not None
    return _("{action}: should have been ready by {before}, now by {day}. {reason}").format(
        action=action.named(),
        before=day(row.moved[0].before, as_of),
        day=day(row.deadline, as_of),
        reason=reason(row.moved[-1].reason),
    )


def _fewer(action: Named, row: DeviationRow) -> Iterator[str]:
    before, after = row.before, row.after
    if isinstance(before, Decimal) and isinstance(after, Decimal) and after < before:
        yield _("{action}: first we promised {before}, now {after}. {reason}").format(
            action=action.named(),
            before=figure(before),
            after=figure(after),
            reason=reason(row.reason),
        )


def _cancelled(action: Named, as_of: date) -> Iterator[str]:
    """The occasions that were cancelled, those with the same reason in one sentence."""
    series = action.action.series
    days: dict[str, list[str]] = {}
    for each in series.settled if series else ():
        if each.state is OccasionState.CANCELLED:
            days.setdefault(reason(each.reason), []).append(day(each.on, as_of))
    for why, when in days.items():
        yield _("{action}: cancelled on {days}. {reason}").format(
            action=action.named(), days=listed(when), reason=why
        )
