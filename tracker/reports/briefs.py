"""One line about each promise, and what is late, due or next: derived from the rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tracker.i18n import _, ngettext
from tracker.models.enums import ActionStatus, FollowUp, IndicatorKind, PromiseStatus
from tracker.reports.pdf.text import Run, TextStyle, wrap
from tracker.reports.sentences import (
    amount_sentence,
    cap,
    days_late,
    effect_sentence,
    is_counted,
    listed,
    number_word,
    reason,
    short_day,
    uncap,
)
from tracker.reports.symbols import state_word
from tracker.services.reports.rows import (
    ActionRow,
    DecisionRow,
    PromiseRow,
    ReportInput,
)

_URGENCY = (
    FollowUp.LATE, FollowUp.AT_RISK, FollowUp.ON_TRACK, FollowUp.NOT_STARTED, FollowUp.NO_TARGET,
)  # fmt: skip


_MOST_TRIED = 12

_UNDONE = (ActionStatus.NOT_DONE, ActionStatus.DROPPED, ActionStatus.PARTLY_DONE)


def by_urgency(promises: Sequence[PromiseRow]) -> tuple[list[PromiseRow], ...]:
    """The promises that run (worst first), those that have ended, and the unsigned."""
    running = [p for p in promises if p.status.locked and not p.status.ended]
    ended = [p for p in promises if p.status.ended]
    unsigned = [p for p in promises if not p.status.locked]
    running.sort(key=lambda p: (_urgency(p.follow_up), p.number))
    ended.sort(key=lambda p: p.number)
    unsigned.sort(key=lambda p: p.number)
    return running, ended, unsigned


def _urgency(colour: FollowUp | None) -> int:
    return _URGENCY.index(colour) if colour is not None else len(_URGENCY)


def brief(promise: PromiseRow, as_of: date, *, reasons: bool = False) -> Iterator[str]:
    """Facts about a promise as sentences, the most telling first.

    With `reasons`, what is late, at risk or undelivered says why in the same breath.
    """
    if not promise.status.locked:
        yield from _what_a_draft_lacks(promise)
        return
    if not promise.actions:
        yield _("The promise has no action.")
    late = [a for a in promise.actions if a.follow_up == FollowUp.LATE]
    undone = _undone(promise)
    at_risk = [a for a in promise.actions if a.follow_up == FollowUp.AT_RISK]
    said = {id(action) for action in (*late, *undone, *at_risk)}
    others = [action for action in promise.actions if id(action) not in said]
    if len(late) > 2:
        n = len(late)
        text = ngettext("{count} action is late.", "{count} actions are late.", n)
        yield text.format(count=cap(number_word(n, neuter=False)))
    yield from (_because(late_sentence(action), action, reasons) for action in late)
    if len(undone) > 2:
        n = len(undone)
        text = ngettext(
            "{count} action was not fully carried out.",
            "{count} actions were not fully carried out.",
            n,
        )
        yield text.format(count=cap(number_word(n, neuter=False)))
    yield from _ended_sentences(undone, reasons)
    yield from (_because(amount_sentence(action), action, reasons) for action in at_risk)
    if not promise.status.ended:
        yield from _the_others(others, bool(said), promise, as_of)
    elif said:
        yield from _the_others(others, True, promise, as_of)
        yield from _effect(promise)
    else:
        yield from _effect(promise)
        yield from _the_others(others, False, promise, as_of)


def facts_within(facts: Iterable[str], room: float, style: TextStyle, lines: int) -> str:
    """The first facts, as many as fit `lines` of `room` points; the first one always.

    Where one has no room a later and shorter one may, but of hundreds only the first are tried.
    """
    text = ""
    for fact in islice(facts, _MOST_TRIED):
        longer = f"{text} {fact}" if text else fact
        if text and len(wrap((Run(longer, style),), room)) > lines:
            continue
        text = longer
    return text


def _because(sentence: str, action: ActionRow, reasons: bool) -> str:
    return f"{sentence} {reason(action.reason)}" if reasons else sentence


def _undone(promise: PromiseRow) -> list[ActionRow]:
    """The actions that ended without being delivered in full, what was left undone first."""
    undone = [action for action in promise.actions if action.status.needs_reason]
    return sorted(undone, key=lambda action: _UNDONE.index(action.status))


def _what_a_draft_lacks(promise: PromiseRow) -> Iterator[str]:
    actions = promise.actions
    lacks = [
        word
        for word, is_missing in (
            (_("a cause"), not any(action.causes for action in actions)),
            (_("an action"), not actions),
            (_("an owner"), not actions or any(not action.owner for action in actions)),
            (_("a deadline"), not actions or any(not action.deadline for action in actions)),
        )
        if is_missing
    ]
    if lacks:
        yield _("Lacks {things}.").format(things=listed(lacks))
        yield _("Cannot be signed like this.")
    else:
        yield _("Not signed yet.")


def late_sentence(action: ActionRow) -> str:
    """How late an action is: in days past its deadline, otherwise in numbers."""
    if action.days_late > 0:
        return _("{action}: {days_late}.").format(
            action=action.title, days_late=days_late(action.days_late)
        )
    return amount_sentence(action)


def _ended_sentences(undone: Sequence[ActionRow], reasons: bool) -> Iterator[str]:
    """The worst outcome by name; of two, the other in a word, so that both have room."""
    named = undone[:1] if len(undone) == 2 else undone
    for action in named:
        text = _("{action}: {outcome}.").format(
            action=action.title, outcome=uncap(state_word(action.status))
        )
        yield _because(text, action, reasons)
    for action in undone[len(named) :]:
        yield _("One is {outcome}.").format(outcome=uncap(state_word(action.status)))


def _effect(promise: PromiseRow) -> Iterator[str]:
    effects = [i for i in promise.indicators if i.kind == IndicatorKind.EFFECT]
    if not any(row.value is not None for i in effects for row in i.measurements):
        yield _("Effect: not measured.")
    else:
        yield from (effect_sentence(indicator) for indicator in effects)


def _the_others(
    actions: list[ActionRow], after_trouble: bool, promise: PromiseRow, as_of: date
) -> Iterator[str]:
    """The actions that are as they should be: figures for the counted, dates for the rest."""
    well = all(_is_well(action, promise) for action in actions)
    if after_trouble and len(actions) > 1 and well:
        # Not "the others": a fact before this may have been left out for want of room.
        done = sum(action.status == ActionStatus.DONE for action in actions)
        on_track = len(actions) - done
        if on_track:
            text = ngettext(
                "{count} action is on track.", "{count} actions are on track.", on_track
            )
            yield text.format(count=cap(number_word(on_track, neuter=False)))
        if done:
            text = ngettext("{count} is done.", "{count} are done.", done)
            yield text.format(count=cap(number_word(done, neuter=False)))
        return
    # More than was promised is told first.
    counted = sorted(
        (action for action in actions if is_counted(action)),
        key=lambda action: action.planned is None or action.done <= action.planned,
    )
    yield from (amount_sentence(action) for action in counted)
    for action in actions:
        if not is_counted(action):
            if action.status == ActionStatus.DONE:
                yield _("{action}: done.").format(action=action.title)
            elif action.deadline is not None:
                yield _("{action}: by {day}.").format(
                    action=action.title, day=short_day(action.deadline, as_of)
                )


def _is_well(action: ActionRow, promise: PromiseRow) -> bool:
    on_track = action.follow_up == FollowUp.ON_TRACK and not promise.status.ended
    return on_track or action.status == ActionStatus.DONE


# What is late, due and next


@dataclass(frozen=True, slots=True)
class Concern:
    """An action with the promise that it belongs to."""

    promise: PromiseRow
    action: ActionRow


def late_or_undone(promises: Sequence[PromiseRow]) -> list[Concern]:
    """Signed promises' actions that are late (worst first), then those not fully delivered.

    What was not delivered stays here after its promise has ended, the newest first.
    """
    found = [
        Concern(promise, action)
        for promise in promises
        if promise.status.locked
        for action in promise.actions
        if action.follow_up == FollowUp.LATE or action.status.needs_reason
    ]
    found.sort(key=_worst_first)
    return found


def _worst_first(concern: Concern) -> tuple[bool, bool, int, int, int, int]:
    promise, action = concern.promise, concern.action
    last_day = promise.ends_on if promise.status.ended else None
    outcome = _UNDONE.index(action.status) if action.status.needs_reason else 0
    return (
        promise.status.ended,
        action.status.ended,
        -(last_day or date.min).toordinal(),
        outcome,
        -action.days_late,
        promise.number,
    )


def next_deadlines(promises: Sequence[PromiseRow], as_of: date) -> list[Concern]:
    """Running promises' unfinished actions due today or later, the nearest first."""
    found = [
        (action.deadline, promise.number, index, Concern(promise, action))
        for promise in promises
        if promise.status.locked and not promise.status.ended
        for index, action in enumerate(promise.actions)
        if action.deadline and action.deadline >= as_of and _is_unfinished(action)
    ]
    return [concern for *_order, concern in sorted(found, key=lambda row: row[:3])]


def _is_unfinished(action: ActionRow) -> bool:
    """Whether something remains to be done: what was promised is not reached yet."""
    reached = action.planned is not None and action.done >= action.planned
    return not action.status.ended and not reached


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something dated that is to happen, and the role that sees to it."""

    on: date
    text: str
    who: str


def next_steps(promise: PromiseRow, data: ReportInput) -> list[NextStep]:
    """Decisions, measurements and deadlines ahead of a promise, the nearest first."""
    as_of = data.as_of
    steps = [_decision_step(d) for d in data.decisions if d.promise == promise.number]
    steps += [
        NextStep(i.next_on, _("Measured: {indicator}").format(indicator=i.name), "")
        for i in promise.indicators
        if i.next_on is not None and i.next_on >= as_of
    ]
    if not promise.status.ended:
        steps += [
            NextStep(action.deadline, action.title, action.owner or "")
            for action in promise.actions
            if action.deadline and action.deadline >= as_of and _is_unfinished(action)
        ]
    return sorted((step for step in steps if step.on != date.max), key=lambda step: step.on)


def _decision_step(decision: DecisionRow) -> NextStep:
    text = _("Decision {n}: {question}").format(n=decision.number, question=decision.question)
    return NextStep(decision.due or date.max, text, decision.decides)


def promise_state(promise: PromiseRow) -> FollowUp | PromiseStatus:
    """What the symbol shows: the colour while it runs, otherwise the status."""
    runs = promise.status.locked and not promise.status.ended
    return promise.follow_up if runs and promise.follow_up is not None else promise.status


def action_state(action: ActionRow) -> FollowUp | ActionStatus:
    """What the symbol shows: the colour while it runs, otherwise the status."""
    if action.status.ended or action.follow_up is None:
        return action.status
    return action.follow_up
