"""Where the chain from evidence to measurement is broken: pure, over a report's input.

Evaluations of medborgarlöften single these out: problem and measure unconnected, weak analysis of
causes, totals that no one can check, output taken for effect, no feedback to those who live there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.models.enums import ActionStatus, IndicatorKind
from tracker.services.reports.rows import ActionRow, IndicatorRow, PromiseRow, ReportInput
from tracker.services.reports.trail_rows import ActionLog, TrailInput, TrailProblem

FEWEST_ANSWERS = 5
"""A theme that fewer answers take up is no break when no problem does; as `small_groups`."""


class GapKind(StrEnum):
    """A kind of break, in the order of the chain."""

    THEME_UNANSWERED = "theme_unanswered"
    PROBLEM_WITHOUT_EVIDENCE = "problem_without_evidence"
    PROBLEM_WITHOUT_CAUSE = "problem_without_cause"
    PROBLEM_UNANSWERED = "problem_unanswered"
    PROMISE_WITHOUT_EVIDENCE = "promise_without_evidence"
    PROMISE_WITHOUT_ACTION = "promise_without_action"
    CAUSE_WITHOUT_ACTION = "cause_without_action"
    ACTION_WITHOUT_CAUSE = "action_without_cause"
    ACTION_WITHOUT_LOG = "action_without_log"
    ENTRIES_WITHOUT_SOURCE = "entries_without_source"
    OUTPUT_WITHOUT_EFFECT = "output_without_effect"
    NEVER_MEASURED = "never_measured"
    NOT_MEASURED = "not_measured"
    ENDED_WITHOUT_FEEDBACK = "ended_without_feedback"


@dataclass(frozen=True, slots=True)
class Gap:
    """One break, and what it concerns: numbers as in the input, and its title in `subject`."""

    kind: GapKind
    subject: str
    problem: int | None = None
    cause: int | None = None
    promise: int | None = None
    action: int | None = None
    count: int = 0
    """How many entries have no source, or how many answers take up the theme."""
    total: int = 0
    """Of how many; of a theme, of how many coded answers."""
    uncoded: int = 0
    """How many answers wait to be coded beside those."""
    on: date | None = None
    """When it was not measured, is to be measured first, or was to be done."""
    reason: str = ""


def gaps(data: ReportInput) -> tuple[Gap, ...]:
    """Every break in the chain, by kind and then in the order of the chain.

    Without `ReportInput.trail` only what the promises alone can tell.
    """
    trail = data.trail or TrailInput()
    unfounded = {row.number for row in data.promises if not _has_evidence(row, data.trail)}
    found = list(_themes(trail))
    found += [gap for problem in trail.problems for gap in _problem(problem, unfounded)]
    logs = None
    if data.trail is not None:
        logs = {(log.promise, log.action): log for log in trail.logs}
    for promise in data.promises:
        if promise.number in unfounded:
            found.append(
                Gap(GapKind.PROMISE_WITHOUT_EVIDENCE, promise.title, promise=promise.number)
            )
        found += _promise(promise, data)
        for action in promise.actions:
            found += _action(promise, action, logs, data.as_of)
        if promise.status.locked:
            for indicator in promise.indicators:
                found += _indicator(promise, indicator)
    order = list(GapKind)
    return tuple(sorted(found, key=lambda gap: order.index(gap.kind)))


def _has_evidence(promise: PromiseRow, trail: TrailInput | None) -> bool:
    if trail is None:
        return any(problem.evidence for problem in promise.problems)
    return any(problem.evidence for problem in trail.problems if promise.number in problem.promises)


def _themes(trail: TrailInput) -> Iterator[Gap]:
    total = sum(survey.base for survey in trail.surveys)
    uncoded = sum(survey.responses for survey in trail.surveys) - total
    for theme in trail.themes:
        if theme.answers >= FEWEST_ANSWERS and not theme.problems:
            yield Gap(
                GapKind.THEME_UNANSWERED,
                theme.name,
                count=theme.answers,
                total=total,
                uncoded=uncoded,
            )


def _problem(problem: TrailProblem, unfounded: set[int]) -> Iterator[Gap]:
    told = bool(problem.promises) and unfounded.issuperset(problem.promises)
    # A promise that rests on nothing is told of as such, once.
    if not problem.evidence and not told:
        yield _of(problem, GapKind.PROBLEM_WITHOUT_EVIDENCE)
    if not problem.promises:
        if not problem.answered_elsewhere:
            yield _of(problem, GapKind.PROBLEM_UNANSWERED)
        return
    if not problem.causes:
        yield _of(problem, GapKind.PROBLEM_WITHOUT_CAUSE)
    for cause in problem.causes:
        if not cause.actions:
            yield Gap(
                GapKind.CAUSE_WITHOUT_ACTION,
                cause.text,
                problem=problem.number,
                cause=cause.number,
            )


def _of(problem: TrailProblem, kind: GapKind) -> Gap:
    return Gap(kind, problem.title, problem=problem.number)


def _in(promise: PromiseRow, kind: GapKind) -> Gap:
    return Gap(kind, promise.title, promise=promise.number)


def _promise(promise: PromiseRow, data: ReportInput) -> Iterator[Gap]:
    if not promise.actions:
        yield _in(promise, GapKind.PROMISE_WITHOUT_ACTION)
    measures_effect = any(row.kind is IndicatorKind.EFFECT for row in promise.indicators)
    if promise.status.locked and not measures_effect:
        yield _in(promise, GapKind.OUTPUT_WITHOUT_EFFECT)
    told = any(row.promise == promise.number and row.done_on is not None for row in data.feedback)
    if promise.status.ended and not told:
        yield _in(promise, GapKind.ENDED_WITHOUT_FEEDBACK)


def _action(
    promise: PromiseRow,
    action: ActionRow,
    logs: dict[tuple[int, int], ActionLog] | None,
    as_of: date,
) -> Iterator[Gap]:
    where = (promise.number, action.number)
    if not action.causes:
        yield Gap(GapKind.ACTION_WITHOUT_CAUSE, action.title, promise=where[0], action=where[1])
    if logs is None:
        return
    log = logs.get(where)
    if log is None:
        if _should_have_log(promise, action, as_of):
            yield Gap(
                GapKind.ACTION_WITHOUT_LOG,
                action.title,
                promise=where[0],
                action=where[1],
                on=action.deadline,
            )
    elif log.without_source:
        yield Gap(
            GapKind.ENTRIES_WITHOUT_SOURCE,
            action.title,
            promise=where[0],
            action=where[1],
            count=log.without_source,
            total=log.entries,
        )


def _should_have_log(promise: PromiseRow, action: ActionRow, as_of: date) -> bool:
    """What has not begun, or ended with the reason why nothing was done, needs none."""
    if not promise.status.locked or action.status in (ActionStatus.NOT_DONE, ActionStatus.DROPPED):
        return False
    return action.start is None or action.start <= as_of


def _indicator(promise: PromiseRow, indicator: IndicatorRow) -> Iterator[Gap]:
    if not indicator.measurements:
        yield Gap(
            GapKind.NEVER_MEASURED,
            indicator.name,
            promise=promise.number,
            on=indicator.measure_by,
        )
    for row in indicator.measurements:
        if row.value is None:
            yield Gap(
                GapKind.NOT_MEASURED,
                indicator.name,
                promise=promise.number,
                on=row.on,
                reason=row.note,
            )
