"""What stands around the promises of a report: read for all of them at once, never one by one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from tracker.models.action import Action, ActionCause, ActionNote
from tracker.models.indicator import Indicator, Measurement
from tracker.models.organisation import Agreement, Person
from tracker.models.past import Past
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Deviation, Promise, PromiseProblem, PromiseVersion
from tracker.models.survey import Survey
from tracker.services.reports.rows import CauseRow, IndicatorRow, MeasurementRow, ProblemRow
from tracker.services.reports.snapshot import Snapshot

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


def facts(past: Past, then: Snapshot) -> Facts:
    """What the promises that stood then rested on."""
    promises = {promise.id for promise in then.promises}
    actions = {action.id: action.promise_id for rows in then.actions.values() for action in rows}
    problems = _problems_of(past, promises)
    causes, answers = _causes(past, problems, actions)
    return Facts(
        _problems(past, problems, then.as_of),
        causes,
        answers,
        _indicators(past, promises, then.as_of),
        _deviations(past, promises, then.as_of),
        _versions(past, promises, then.as_of),
        _public_notes(past, actions, then.as_of),
        {person.id: person.role for person in past.rows(Person)},
    )


def _problems_of(past: Past, promises: Collection[int]) -> dict[int, list[Problem]]:
    """The problems that each promise answers, by number."""
    links = past.rows(PromiseProblem, PromiseProblem.promise_id, promises, part_of=Promise)
    problems = {
        problem.id: problem
        for problem in past.rows(Problem, Problem.id, {link.problem_id for link in links})
    }
    found: dict[int, list[Problem]] = defaultdict(list)
    for link in sorted(links, key=lambda link: problems[link.problem_id].number):
        found[link.promise_id].append(problems[link.problem_id])
    return found


def known_problems(past: Past, agreement: Agreement) -> list[Problem]:
    """The problems of the agreement's municipality, by number, that had been entered by then."""
    rows = [row for row in past.rows(Problem) if row.municipality_id == agreement.municipality_id]
    later = past.later(Problem, {row.id for row in rows})
    return [row for row in sorted(rows, key=attrgetter("number", "id")) if row.id not in later]


def _ids(problems: dict[int, list[Problem]]) -> set[int]:
    return {problem.id for rows in problems.values() for problem in rows}


def _problems(
    past: Past, problems: dict[int, list[Problem]], as_of: date
) -> dict[int, list[ProblemRow]]:
    said: dict[int, list[str]] = defaultdict(list)
    for evidence in _evidence(past, _ids(problems), as_of):
        said[evidence.problem_id].append(evidence.statement)
    return {
        promise_id: [problem_row(problem, tuple(said[problem.id])) for problem in rows]
        for promise_id, rows in problems.items()
    }


def _evidence(past: Past, problems: Collection[int], as_of: date) -> Iterable[Evidence]:
    """In the order it was entered; what was entered since only if its survey was held by then."""
    rows = past.rows(Evidence, Evidence.problem_id, problems)
    later = past.later(Evidence, {row.id for row in rows})
    surveys = past.rows(Survey, Survey.id, {row.survey_id for row in rows if row.id in later})
    unheld = {survey.id for survey in surveys if survey.held_on > as_of}
    return (
        row
        for row in sorted(rows, key=attrgetter("id"))
        if row.id not in later or row.survey_id not in unheld
    )


def problem_row(problem: Problem, evidence: tuple[str, ...] = ()) -> ProblemRow:
    """A problem as a report prints it."""
    return ProblemRow(
        text=problem.what or problem.title,
        evidence=evidence,
        number=problem.number,
        title=problem.title,
        lawful=problem.lawful,
        decided_on=problem.decided_on,
        decision_dnr=problem.decision_dnr or "",
    )


def _causes(
    past: Past, problems: dict[int, list[Problem]], actions: dict[int, int]
) -> tuple[dict[int, list[CauseRow]], dict[int, list[int]]]:
    """Causes numbered through the promise, since several problems may each have a cause 1."""
    of_problem: dict[int, list[Cause]] = defaultdict(list)
    rows = past.rows(Cause, Cause.problem_id, _ids(problems))
    for cause in sorted(rows, key=attrgetter("number", "id")):
        of_problem[cause.problem_id].append(cause)
    causes: dict[int, list[CauseRow]] = defaultdict(list)
    numbers: dict[tuple[int, int], int] = {}
    for promise_id, answered in problems.items():
        for problem in answered:
            for cause in of_problem[problem.id]:
                number = numbers[promise_id, cause.id] = len(causes[promise_id]) + 1
                causes[promise_id].append(CauseRow(number, cause.description, problem.number))
    answers: dict[int, list[int]] = defaultdict(list)
    for link in past.rows(ActionCause, ActionCause.action_id, actions, part_of=Action):
        number_of = numbers.get((actions[link.action_id], link.cause_id))
        if number_of is not None:
            answers[link.action_id].append(number_of)
    return causes, {action_id: sorted(found) for action_id, found in answers.items()}


def _indicators(
    past: Past, promises: Collection[int], as_of: date
) -> dict[int, list[IndicatorRow]]:
    rows = past.rows(Indicator, Indicator.promise_id, promises)
    later = past.later(Indicator, {row.id for row in rows})
    measured: dict[int, list[Measurement]] = defaultdict(list)
    for measurement in past.rows(
        Measurement,
        Measurement.indicator_id,
        {row.id for row in rows},
        on=Measurement.measured_on,
        until=as_of,
    ):
        measured[measurement.indicator_id].append(measurement)
    indicators: dict[int, list[IndicatorRow]] = defaultdict(list)
    for row in sorted(rows, key=attrgetter("id")):
        if row.id not in later or row.baseline_on is None or row.baseline_on <= as_of:
            values = sorted(measured[row.id], key=attrgetter("measured_on", "id"))
            indicators[row.promise_id].append(_indicator(row, values, as_of))
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


def _deviations(past: Past, promises: Collection[int], as_of: date) -> dict[int, list[Deviation]]:
    found: dict[int, list[Deviation]] = defaultdict(list)
    rows = past.rows(
        Deviation, Deviation.promise_id, promises, on=Deviation.decided_on, until=as_of
    )
    for deviation in sorted(rows, key=attrgetter("decided_on", "id")):
        found[deviation.promise_id].append(deviation)
    return found


def _versions(past: Past, promises: Collection[int], as_of: date) -> dict[int, PromiseVersion]:
    rows = past.rows(
        PromiseVersion,
        PromiseVersion.promise_id,
        promises,
        on=PromiseVersion.signed_on,
        until=as_of,
    )
    # In order, so that the last one of each promise stays.
    return {version.promise_id: version for version in sorted(rows, key=attrgetter("number"))}


def _public_notes(past: Past, actions: Collection[int], as_of: date) -> dict[int, str]:
    rows = past.rows(
        ActionNote, ActionNote.action_id, actions, on=ActionNote.written_on, until=as_of
    )
    return {
        note.action_id: note.text
        for note in sorted(rows, key=attrgetter("written_on", "id"))
        if not note.internal
    }
