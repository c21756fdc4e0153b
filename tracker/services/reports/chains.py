"""The chain of each problem: which promises answer it, and with which of their actions. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput
from tracker.services.reports.trail_rows import TrailInput, TrailProblem


@dataclass(frozen=True, slots=True)
class Link:
    """A promise that answers a problem, and its actions against the problem's causes."""

    promise: PromiseRow
    actions: tuple[ActionRow, ...]
    told_in: int | None = None
    """The problem under which the promise is told in full; None when that is here."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One problem with what it rests on and leads to; without a problem, one lone promise."""

    problem: TrailProblem | None
    links: tuple[Link, ...]


def chains(data: ReportInput) -> tuple[Chain, ...]:
    """A chain for every problem, by number, then one for every promise that answers none.

    An action stands under each problem whose causes it works on; one that works on none stands
    under the first problem of its promise, so that nothing is left out.
    """
    trail = data.trail or TrailInput()
    by_number = {promise.number: promise for promise in data.promises}
    told: dict[int, int] = {}
    found: list[Chain] = []
    for problem in trail.problems:
        links = []
        for number in problem.promises:
            if number in by_number:
                first = told.setdefault(number, problem.number)
                promise = by_number[number]
                actions = _against(problem, promise, trail.problems, first == problem.number)
                links.append(Link(promise, actions, None if first == problem.number else first))
        found.append(Chain(problem, tuple(links)))
    alone = [promise for promise in data.promises if promise.number not in told]
    return (
        *found,
        *(Chain(None, (Link(promise, promise.actions),)) for promise in alone),
    )


def _against(
    problem: TrailProblem, promise: PromiseRow, problems: Sequence[TrailProblem], is_first: bool
) -> tuple[ActionRow, ...]:
    here = _numbers([problem], promise.number)
    anywhere = _numbers(
        [other for other in problems if promise.number in other.promises], promise.number
    )
    return tuple(
        action
        for action in promise.actions
        if action.number in here or (is_first and action.number not in anywhere)
    )


def _numbers(problems: Sequence[TrailProblem], promise: int) -> set[int]:
    return {
        ref.action
        for problem in problems
        for cause in problem.causes
        for ref in cause.actions
        if ref.promise == promise
    }
