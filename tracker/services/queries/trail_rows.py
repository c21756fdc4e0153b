"""What Spåret shows: nodes from answers to measurements, and where the chain is broken."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.models.enums import FollowUp, Party
from tracker.services.queries.answered import Answered
from tracker.services.reports.gaps import Gap


class NodeKind(StrEnum):
    """What a node of the trail is, in the order of the chain."""

    SURVEY = "survey"
    FIGURE = "figure"
    RESPONSE = "response"
    THEME = "theme"
    PROBLEM = "problem"
    CAUSE = "cause"
    PROMISE = "promise"
    ACTION = "action"
    INDICATOR = "indicator"


Key = tuple[NodeKind, int]


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers of a node's figure: done of planned, or a value and how many answered."""

    done: Decimal | None = None
    planned: Decimal | None = None
    value: Decimal | None = None
    answers: int | None = None
    unit: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the trail: how people refer to it, its words, and its figure in words."""

    key: Key
    label: str
    title: str
    figure: str
    follow_up: FollowUp | None = None
    party: Party | None = None
    within: int | None = None
    """The problem of a cause, the promise of an action or indicator, the survey of an answer."""
    detail: tuple[str, ...] = ()
    """The chain of "varför?" of a cause."""
    amounts: Amounts = Amounts()

    @property
    def kind(self) -> NodeKind:
        """What it is."""
        return self.key[0]

    @property
    def id(self) -> int:
        """Unique in the book."""
        return self.key[1]


@dataclass(frozen=True, slots=True)
class TrailGap:
    """A break, with the ids of what it concerns: those that it takes to mend it."""

    gap: Gap
    node: Key
    """Where it is."""
    theme_id: int | None = None
    problem_id: int | None = None
    cause_id: int | None = None
    promise_id: int | None = None
    action_id: int | None = None
    indicator_id: int | None = None
    waiting: Answered | None = None
    """What a survey has answered the indicator's question with since it was measured last."""
    unit: str = ""
    """What that is in."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a node says about a problem that rests on it. Empty for a quote that is not ticked."""

    source: Key
    problem: Key
    statement: str


@dataclass(frozen=True, slots=True)
class TrailQuery:
    """Answers to show beside those that are quoted: those that hold what is `typed`, and one."""

    typed: str = ""
    response_id: int | None = None


@dataclass(frozen=True, slots=True)
class BookTrail:
    """The whole book: nodes by kind in their own order, edges in the chain's direction, gaps."""

    nodes: tuple[Node, ...] = ()
    edges: frozenset[tuple[Key, Key]] = frozenset()
    gaps: tuple[TrailGap, ...] = ()
    said: tuple[Said, ...] = ()
    """The evidence, in the order it was entered."""
