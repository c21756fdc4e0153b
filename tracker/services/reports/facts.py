"""What stands around the promises of a report: read for all of them at once, never one by one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause, ActionNote
from tracker.models.indicator import Indicator, Measurement
from tracker.models.organisation import Person
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Deviation, Promise, PromiseProblem, PromiseVersion
from tracker.models.small_groups import may_be_told
from tracker.models.survey import Response, Survey
from tracker.services.reports.rows import CauseRow, IndicatorRow, MeasurementRow, ProblemRow

_ABOUT_THEN = timedelta(90)
"""People measure before the day is out."""


@dataclass(frozen=True, slots=True)
class Facts:
    """By promise id, except where it says otherwise."""

    problems: dict[int, list[ProblemRow]]
    causes: dict[int, list[CauseRow]]
    answers: dict[int, list[int]]
    """The numbers of the causes that an action answers, by action id."""
    indicators: dict[int, list[IndicatorRow]]
    deviations: dict[int, list[Deviation]]
    versions: dict[int, PromiseVersion]
    """The text as last signed."""
    notes: dict[int, str]
    """The latest public note, by action id."""
    roles: dict[int, str]
    """By person id."""


def facts(session: Session, agreement_id: int, as_of: date) -> Facts:
    """What the promises of an agreement rested on at the end of `as_of`."""
    ours = select(Promise.id).where(Promise.agreement_id == agreement_id)
    our_actions = select(Action.id).where(Action.promise_id.in_(ours))
    causes, answers = _causes(session, ours)
    return Facts(
        _problems(session, ours),
        causes,
        answers,
        _indicators(session, ours, as_of),
        _deviations(session, ours, as_of),
        _versions(session, ours, as_of),
        _public_notes(session, our_actions, as_of),
        dict(session.execute(select(Person.id, Person.role)).all()),
    )


def _problems(session: Session, ours: Select[int]) -> dict[int, list[ProblemRow]]:
    evidence: dict[int, list[str]] = defaultdict(list)
    not_public: dict[int, list[int]] = defaultdict(list)
    for problem_id, statement, answered, deidentified in session.execute(
        select(Evidence.problem_id, Evidence.statement, Survey.answered, Response.deidentified)
        .join(Survey, Survey.id == Evidence.survey_id)
        .outerjoin(Response, Response.id == Evidence.response_id)
        .order_by(Evidence.id)
    ):
        # Without a quoted answer there is nothing to de-identify.
        if not may_be_told(answered, quotes_a_person=deidentified is False):
            not_public[problem_id].append(len(evidence[problem_id]))
        evidence[problem_id].append(statement)
    problems: dict[int, list[ProblemRow]] = defaultdict(list)
    for promise_id, problem in session.execute(
        select(PromiseProblem.promise_id, Problem)
        .join(Problem, Problem.id == PromiseProblem.problem_id)
        .where(PromiseProblem.promise_id.in_(ours))
        .order_by(Problem.number)
    ):
        problems[promise_id].append(
            problem_row(problem, tuple(evidence[problem.id]), tuple(not_public[problem.id]))
        )
    return problems


def problem_row(
    problem: Problem, evidence: tuple[str, ...] = (), not_public: tuple[int, ...] = ()
) -> ProblemRow:
    """A problem as a report prints it."""
    return ProblemRow(
        text=problem.what or problem.title,
        evidence=evidence,
        not_public=not_public,
        number=problem.number,
        title=problem.title,
        lawful=problem.lawful,
        decided_on=problem.decided_on,
        decision_dnr=problem.decision_dnr or "",
    )


def _causes(
    session: Session, ours: Select[int]
) -> tuple[dict[int, list[CauseRow]], dict[int, list[int]]]:
    """Causes numbered through the promise, since several problems may each have a cause 1."""
    causes: dict[int, list[CauseRow]] = defaultdict(list)
    numbers: dict[tuple[int, int], int] = {}
    for promise_id, cause_id, description, problem in session.execute(
        select(PromiseProblem.promise_id, Cause.id, Cause.description, Problem.number)
        .join(Problem, Problem.id == PromiseProblem.problem_id)
        .join(Cause, Cause.problem_id == Problem.id)
        .where(PromiseProblem.promise_id.in_(ours))
        .order_by(Problem.number, Cause.number)
    ):
        number = numbers[promise_id, cause_id] = len(causes[promise_id]) + 1
        causes[promise_id].append(CauseRow(number, description, problem))
    answers: dict[int, list[int]] = defaultdict(list)
    for promise_id, action_id, cause_id in session.execute(
        select(Action.promise_id, Action.id, ActionCause.cause_id)
        .join(ActionCause, ActionCause.action_id == Action.id)
        .where(Action.promise_id.in_(ours))
    ):
        if (promise_id, cause_id) in numbers:
            answers[action_id].append(numbers[promise_id, cause_id])
    return causes, {action_id: sorted(found) for action_id, found in answers.items()}


def _indicators(session: Session, ours: Select[int], as_of: date) -> dict[int, list[IndicatorRow]]:
    measured: dict[int, list[Measurement]] = defaultdict(list)
    for measurement in session.scalars(
        select(Measurement)
        .where(Measurement.measured_on <= as_of)
        .order_by(Measurement.measured_on, Measurement.id)
    ):
        measured[measurement.indicator_id].append(measurement)
    indicators: dict[int, list[IndicatorRow]] = defaultdict(list)
    for indicator in session.scalars(
        select(Indicator).where(Indicator.promise_id.in_(ours)).order_by(Indicator.id)
    ):
        row = _indicator(indicator, measured[indicator.id], as_of)
        indicators[indicator.promise_id].append(row)
    return indicators


def _indicator(indicator: Indicator, measured: list[Measurement], as_of: date) -> IndicatorRow:
    latest = measured[-1] if measured else None
    return IndicatorRow(
        name=indicator.name,
        unit=indicator.unit,
        kind=indicator.kind,
        direction=indicator.direction,
        baseline=indicator.baseline,
        target=indicator.target,
        measurements=tuple(
            MeasurementRow(m.measured_on, m.value, m.answers, m.source, m.note) for m in measured
        ),
        source=indicator.source,
        cumulative=indicator.cumulative,
        not_measured_reason=latest.note if latest and latest.value is None else "",
        next_on=_next_on(indicator.measure_by, latest, as_of),
        baseline_on=indicator.baseline_on,
        measure_by=indicator.measure_by,
    )


def _next_on(by: date | None, latest: Measurement | None, as_of: date) -> date | None:
    """A day that has passed still waits, unless something was measured about then or later."""
    if by is None or by > as_of or latest is None:
        return by
    return None if latest.measured_on >= by - _ABOUT_THEN else by


def _deviations(session: Session, ours: Select[int], as_of: date) -> dict[int, list[Deviation]]:
    found: dict[int, list[Deviation]] = defaultdict(list)
    for deviation in session.scalars(
        select(Deviation)
        .where(Deviation.promise_id.in_(ours), Deviation.decided_on <= as_of)
        .order_by(Deviation.decided_on, Deviation.id)
    ):
        found[deviation.promise_id].append(deviation)
    return found


def _versions(session: Session, ours: Select[int], as_of: date) -> dict[int, PromiseVersion]:
    # In order, so that the last one of each promise stays.
    return {
        version.promise_id: version
        for version in session.scalars(
            select(PromiseVersion)
            .where(PromiseVersion.promise_id.in_(ours), PromiseVersion.signed_on <= as_of)
            .order_by(PromiseVersion.number)
        )
    }


def _public_notes(session: Session, actions: Select[int], as_of: date) -> dict[int, str]:
    return dict(
        session.execute(
            select(ActionNote.action_id, ActionNote.text)
            .where(
                ActionNote.action_id.in_(actions),
                ActionNote.internal.is_(False),
                ActionNote.written_on <= as_of,
            )
            .order_by(ActionNote.written_on, ActionNote.id)
        ).all()
    )
