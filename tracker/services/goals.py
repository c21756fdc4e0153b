"""What an indicator's goal may be, and that a signed one is changed with a reason on record."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from tracker.i18n import _
from tracker.labels import label
from tracker.messages.figures import value_words
from tracker.models.enums import DeviationKind, Direction
from tracker.models.errors import Invalid
from tracker.models.indicator import Indicator
from tracker.models.promise import Deviation, Promise
from tracker.models.unit_of_work import Transaction


class Goal(Protocol):
    """What the signatories agreed to change, from where to where."""

    @property
    def name(self) -> str:
        """What is measured."""

    @property
    def direction(self) -> Direction:
        """Which way it should go."""

    @property
    def unit(self) -> str:
        """What its values are in."""

    @property
    def baseline(self) -> Decimal | None:
        """Where it began."""

    @property
    def target(self) -> Decimal | None:
        """Where it should be."""


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for a change of what was signed, and who decided it."""

    reason: str = ""
    decided_by: str | None = None


def same_goal(one: Goal, other: Goal) -> bool:
    """Whether nothing of what was agreed differs."""
    return _agreed(one) == _agreed(other)


def check_direction(goal: Goal) -> None:
    """Raise `Invalid` for a goal that lies the wrong way from where it starts."""
    if goal.baseline is None or goal.target is None or goal.baseline == goal.target:
        return
    if (goal.target > goal.baseline) == (goal.direction is Direction.UP):
        return
    raise Invalid(
        "indicator.goal_direction",
        field="target",
        goal=value_words(goal.target, goal.unit),
        start=value_words(goal.baseline, goal.unit),
        direction=label(goal.direction).lower(),
    )


def record_change(tx: Transaction, indicator: Indicator, after: Goal | None, why: Why) -> None:
    """Keep the change of a signed promise's goal as a deviation; None for one that is removed.

    Raises `Invalid` without a reason. Of a promise that isn't signed nothing is kept.
    """
    if after is not None and same_goal(indicator, after):
        return
    if not tx.get(Promise, indicator.promise_id).status.locked:
        return
    if not why.reason.strip():
        raise Invalid("reason.required", field="reason")
    tx.add(
        Deviation(
            promise_id=indicator.promise_id,
            action_id=None,
            kind=DeviationKind.OTHER,
            before=_words(indicator, after),
            after=_("the indicator is removed") if after is None else _words(after, indicator),
            reason=why.reason.strip(),
            decided_by=why.decided_by,
            decided_on=tx.today,
        )
    )


def _agreed(goal: Goal) -> tuple[object, ...]:
    return goal.name.strip(), goal.direction, goal.unit, goal.baseline, goal.target


def _words(goal: Goal, other: Goal | None) -> str:
    """``Narkotika åk 9: mål 11 %``: its name, and what of the rest isn't as in the other."""
    parts = []
    for what, mine, theirs in (
        (_("goal"), _number(goal, goal.target), other and _number(other, other.target)),
        (_("start"), _number(goal, goal.baseline), other and _number(other, other.baseline)),
    ):
        if mine != theirs:
            parts.append(f"{what} {mine}")
    if other is None or goal.direction is not other.direction:
        parts.append(label(goal.direction).lower())
    if other is not None and goal.unit != other.unit and not parts:
        parts.append(goal.unit or _("no unit"))
    return f"{goal.name.strip()}: {', '.join(parts)}" if parts else goal.name.strip()


def _number(goal: Goal, value: Decimal | None) -> str:
    return _("not set") if value is None else value_words(value, goal.unit)
