"""How far an action has come: expected by now, the follow-up colour, lateness. Pure functions.

The limits are Löftesboken's own defaults (handbook, "Så räknas färgen"); each book can set others.
Brå's åtgärdsplan asks for a grön/gul/röd follow-up but leaves the rule to the parties
(Brå, Samverkan i lokalt brottsförebyggande arbete).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.models.enums import ActionKind, ActionStatus, FollowUp, PromiseStatus


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the colours change: in percent of what is expected by now, and in calendar days."""

    on_track_percent: int = 90
    risk_percent: int = 60
    risk_days: int = 14
    due_soon_days: int = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """What was promised of one action, and how far its log has come.

    `occasions_due` of `occasions` are the recurrence's own dates up to today; 0 of 0 without one.
    """

    kind: ActionKind
    status: ActionStatus
    start: date | None
    deadline: date | None
    planned: Decimal | None
    done: Decimal = Decimal(0)
    entries: int = 0
    noted: bool = False
    occasions: int = 0
    occasions_due: int = 0
    override: FollowUp | None = None


def share_due(plan: Plan, today: date) -> Fraction | None:
    """The part of the plan that should be done by the end of `today`, 0 to 1; None without dates.

    A recurrence counts its own dates; otherwise the plan grows evenly from start to deadline.
    """
    if plan.occasions:
        return Fraction(plan.occasions_due, plan.occasions)
    if plan.deadline is None or plan.start is None:
        return None
    if today >= plan.deadline:
        return Fraction(1)
    if today <= plan.start:
        return Fraction(0)
    return Fraction((today - plan.start).days, (plan.deadline - plan.start).days)


def expected_by(plan: Plan, today: date) -> float | None:
    """How much should be done by the end of `today`, unrounded; None without target or dates."""
    share = share_due(plan, today)
    return None if plan.planned is None or share is None else float(plan.planned) * float(share)


def days_late(plan: Plan, today: date) -> int:
    """Days past the deadline of something unfinished, else 0. Lateness is derived, never typed."""
    if plan.status.ended or plan.deadline is None or today <= plan.deadline:
        return 0
    if plan.planned is not None and plan.done >= plan.planned:
        return 0
    return (today - plan.deadline).days


def colour(plan: Plan, today: date, limits: Limits) -> FollowUp | None:
    """The follow-up colour (grön, gul, röd, grå); None once ended, when the status says it all."""
    if plan.status.ended:
        return None
    if plan.override is not None:
        return plan.override
    if days_late(plan, today):
        return FollowUp.LATE
    if plan.planned is not None:
        return _quantified(plan, plan.planned, today, limits)
    if plan.kind is ActionKind.SINGLE and plan.deadline is not None:
        return _single(plan, plan.deadline, today, limits)
    return FollowUp.NO_TARGET


def _quantified(plan: Plan, planned: Decimal, today: date, limits: Limits) -> FollowUp:
    share = share_due(plan, today)
    # Fractions, so that the same rule in SQL's integers never differs at a limit.
    done = Fraction(plan.done)
    if plan.done >= planned:
        return FollowUp.ON_TRACK
    if share is None:
        return FollowUp.NO_TARGET
    if share == 0:
        return FollowUp.NOT_STARTED if done == 0 else FollowUp.ON_TRACK
    expected = Fraction(planned) * share
    if expected - done < 1 or done * 100 >= expected * limits.on_track_percent:
        return FollowUp.ON_TRACK
    return FollowUp.AT_RISK if done * 100 >= expected * limits.risk_percent else FollowUp.LATE


def _single(plan: Plan, deadline: date, today: date, limits: Limits) -> FollowUp:
    reported = plan.entries > 0 or plan.noted
    if (deadline - today).days <= limits.risk_days and not reported:
        return FollowUp.AT_RISK
    if plan.start is not None and today < plan.start and not reported:
        return FollowUp.NOT_STARTED
    return FollowUp.ON_TRACK


_WORST_FIRST = (
    FollowUp.LATE,
    FollowUp.AT_RISK,
    FollowUp.ON_TRACK,
    FollowUp.NOT_STARTED,
    FollowUp.NO_TARGET,
)


def urgency(value: FollowUp | None) -> int:
    """0 for the most urgent colour; ended actions, which have none, come last."""
    return len(_WORST_FIRST) if value is None else _WORST_FIRST.index(value)


def promise_colour(
    status: PromiseStatus, actions: Iterable[tuple[ActionStatus, FollowUp | None]]
) -> FollowUp | None:
    """A running promise's colour: its worst action's, where Ej genomförd counts as gul.

    None for a draft and for an ended promise, which show their status instead.
    """
    if status not in (PromiseStatus.SIGNED, PromiseStatus.RUNNING):
        return None
    colours = [
        FollowUp.AT_RISK if ended_as is ActionStatus.NOT_DONE else action_colour
        for ended_as, action_colour in actions
    ]
    seen = [found for found in colours if found is not None]
    if seen:
        return min(seen, key=urgency)
    return FollowUp.ON_TRACK if colours else FollowUp.NO_TARGET
