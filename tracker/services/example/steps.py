"""What happens to actions and promises along the way, as steps of the story."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tracker.models.action import Action
from tracker.models.enums import ActionStatus, FollowUp, OccasionState, PromiseStatus
from tracker.models.promise import DecisionRequest, Feedback, Promise
from tracker.services.actions import (
    AddNote,
    MoveDeadline,
    OverrideColour,
    SetOwner,
    SetStatus,
    add_note,
    move_deadline,
    override_colour,
    set_owner,
    set_status,
)
from tracker.services.example.telling import Step, Telling
from tracker.services.follow_up import (
    AnswerDecision,
    AskDecision,
    EditFeedback,
    FeedbackFields,
    Measure,
    answer_decision,
    ask_decision,
    edit_feedback,
    measure,
    plan_feedback,
)
from tracker.services.promises import EndPromise, end_promise
from tracker.services.queries.series import occasions_of
from tracker.services.series import SettleOccasion, settle_occasion


def status(actions: Sequence[str], to: ActionStatus, reason: str = "") -> Step:
    """New status for several actions in one operation."""
    return lambda t: set_status(t.ctx, SetStatus(_refs(t, actions), to, reason))


def owner(actions: Sequence[str], role: str) -> Step:
    """New owner for several actions in one operation."""
    return lambda t: set_owner(t.ctx, SetOwner(_refs(t, actions), t.id(role)))


def moved(action: str, to: date, reason: str, decided_by: str) -> Step:
    """A new deadline; the promise is signed, so it becomes a deviation."""
    return lambda t: move_deadline(t.ctx, MoveDeadline(_refs(t, (action,)), to, reason, decided_by))


def note(action: str, text: str, *, internal: bool) -> Step:
    """A note on an action."""
    return lambda t: add_note(t.ctx, AddNote(t.id(action), text, internal))


def cancelled(action: str, on: date, reason: str) -> Step:
    """One of a recurring action's dates does not come about."""

    def step(t: Telling) -> None:
        (row,) = [each for each in occasions_of(t.ctx, t.id(action)) if each.due_on == on]
        command = SettleOccasion(row.id, row.version, OccasionState.CANCELLED, reason)
        settle_occasion(t.ctx, command)

    return step


def overridden(action: str, colour: FollowUp | None, reason: str = "") -> Step:
    """Somebody knows better than the rule; None goes back to it."""
    return lambda t: override_colour(t.ctx, OverrideColour(*t.seen(Action, action), colour, reason))


def measured(indicator: str, on: date, value: str | None, *, note: str = "") -> Step:
    """A measurement, or None for "ej mätt" with the reason."""
    return lambda t: measure(
        t.ctx,
        Measure(
            t.id(indicator),
            on,
            None if value is None else Decimal(value),
            note=note,
        ),
    )


def ended(promise: str, outcome: PromiseStatus, reason: str = "") -> Step:
    """The outcome of a promise."""
    return lambda t: end_promise(t.ctx, EndPromise(*t.seen(Promise, promise), outcome, reason))


def asked(
    name: str, question: AskDecision, *, promise: str | None = None, action: str | None = None
) -> Step:
    """A question to a signatory about a promise, and perhaps one of its actions."""

    def step(t: Telling) -> None:
        about = replace(
            question,
            promise_id=t.id(promise) if promise else None,
            action_id=t.id(action) if action else None,
        )
        t.keep(name, ask_decision(t.ctx, about))

    return step


def answered(name: str, answer: str, decided_by: str, on: date) -> Step:
    """A question gets its answer."""
    return lambda t: answer_decision(
        t.ctx, AnswerDecision(*t.seen(DecisionRequest, name), answer, decided_by, on)
    )


def feedback_planned(name: str, promise: str, fields: FeedbackFields) -> Step:
    """Feedback to citizens gets a day."""
    return lambda t: t.keep(name, plan_feedback(t.ctx, replace(fields, promise_id=t.id(promise))))


def feedback_given(
    name: str, promise: str, fields: FeedbackFields, *, on: date, text: str, hours: str
) -> Step:
    """Citizens have been told; how long it took is kept too."""
    return lambda t: edit_feedback(
        t.ctx,
        EditFeedback(
            *t.seen(Feedback, name),
            replace(fields, promise_id=t.id(promise), done_on=on, text=text, hours=Decimal(hours)),
        ),
    )


def _refs(t: Telling, actions: Sequence[str]) -> tuple[tuple[int, int], ...]:
    return tuple(t.seen(Action, name) for name in actions)
