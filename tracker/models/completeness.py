"""What a promise lacks before it can be signed, and words that can't be followed up. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Lack(StrEnum):
    """Something a signing needs (Brå: one named owner and a date for every measure)."""

    TEXT = "text"
    PROBLEM = "problem"
    CAUSE = "cause"
    ACTION = "action"
    CAUSE_LINK = "cause_link"
    OWNER = "owner"
    DEADLINE = "deadline"
    FEEDBACK = "feedback"
    SIGNATORY = "signatory"


BLOCKING = frozenset({Lack.TEXT, Lack.ACTION, Lack.CAUSE_LINK, Lack.OWNER, Lack.DEADLINE})


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What completeness asks of one action."""

    number: int
    has_owner: bool
    deadline: date | None
    causes: int


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap; `actions` are the numbers of the actions that have it, () for the promise's own."""

    lack: Lack
    actions: tuple[int, ...] = ()

    @property
    def blocks_signing(self) -> bool:
        """Whether the promise can't be signed like this; the rest is advice."""
        return self.lack in BLOCKING


def missing(
    actions: Sequence[ActionFacts],
    *,
    has_text: bool,
    problems: int,
    causes: int,
    feedback: int,
    signatories: int,
) -> list[Missing]:
    """The gaps of a promise, blocking ones first.

    A signing needs the text that is signed, at least one cause-linked action, and for every
    action one named owner and a deadline. A promise without problem, cause, planned feedback or
    anybody named who signs it is allowed but said.
    """
    found: list[Missing] = []
    if not has_text:
        found.append(Missing(Lack.TEXT))
    if not actions:
        found.append(Missing(Lack.ACTION))
    elif not any(action.causes for action in actions):
        found.append(Missing(Lack.CAUSE_LINK))
    for lack, numbers in (
        (Lack.OWNER, [action.number for action in actions if not action.has_owner]),
        (Lack.DEADLINE, [action.number for action in actions if action.deadline is None]),
    ):
        if numbers:
            found.append(Missing(lack, tuple(numbers)))
    if not problems:
        found.append(Missing(Lack.PROBLEM))
    elif not causes:
        found.append(Missing(Lack.CAUSE))
    if not feedback:
        found.append(Missing(Lack.FEEDBACK))
    if not signatories:
        found.append(Missing(Lack.SIGNATORY))
    return found


# Phrases that promise an attitude, not a deed; evaluations of medborgarlöften single them out.
_VAGUE = (
    "verka för",
    "arbeta för",
    "bidra till",
    "värna",
    "sträva efter",
    "främja",
    "ha fokus på",
    "så långt det är möjligt",
    "vid behov",
    "försöka",
    "utveckla arbetet",
)
_VAGUE_PATTERN = re.compile(
    r"\b(" + "|".join(phrase.replace(" ", r"\s+") for phrase in _VAGUE) + r")", re.IGNORECASE
)


def vague_wording(text: str) -> list[str]:
    """The vague phrases in a promise's text as written, each once. A warning, never a block."""
    return _once(" ".join(match.group(0).split()) for match in _VAGUE_PATTERN.finditer(text))


def _once(phrases: Iterable[str]) -> list[str]:
    seen: dict[str, str] = {}
    for phrase in phrases:
        seen.setdefault(phrase.lower(), phrase)
    return list(seen.values())
