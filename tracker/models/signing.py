"""How a promise may differ from what was put before its signatories."""

from dataclasses import dataclass
from enum import StrEnum


class SignedPart(StrEnum):
    """A part of what the signatories put their names to."""

    TITLE = "title"
    TEXT = "text"
    PERIOD = "period"
    EFFECT = "effect"
    PROBLEMS = "problems"
    CAUSES = "causes"
    ACTIONS = "actions"
    GOALS = "goals"


@dataclass(frozen=True, slots=True)
class SignedChange:
    """A part that is not the same any more; `actions` are the numbers of those that it concerns."""

    part: SignedPart
    actions: tuple[int, ...] = ()
