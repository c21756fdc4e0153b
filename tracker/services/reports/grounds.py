"""Why promises were made: the problems they answer, what is known of these, and their causes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter

from sqlalchemy import select

from tracker.models.action import Action, ActionCause
from tracker.models.organisation import Agreement
from tracker.models.past import IDS, Past, portions
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Promise, PromiseProblem
from tracker.models.question import Figure
from tracker.models.small_groups import may_be_told
from tracker.models.survey import Response, Survey
from tracker.services.reports.rows import CauseRow, ProblemRow

Problems = Mapping[int, list[Problem]]
"""The problems that each promise answers, by number."""


def problems_of(past: Past, promises: Collection[int]) -> Problems:
    """What promises answer, by their ids."""
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


def problem_rows(past: Past, problems: Problems, as_of: date) -> dict[int, list[ProblemRow]]:
    """By promise id, with the evidence that there was by then."""
    said: dict[int, list[str]] = defaultdict(list)
    not_public: dict[int, list[int]] = defaultdict(list)
    evidence = _evidence(past, _ids(problems), as_of)
    kept_back = _kept_back(past, evidence)
    for row in evidence:
        if row.id in kept_back:
            not_public[row.problem_id].append(len(said[row.problem_id]))
        said[row.problem_id].append(row.statement)
    return {
        promise_id: [
            problem_row(problem, tuple(said[problem.id]), tuple(not_public[problem.id]))
            for problem in rows
        ]
        for promise_id, rows in problems.items()
    }


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


def causes_of(
    past: Past, problems: Problems, actions: Mapping[int, int]
) -> tuple[dict[int, list[CauseRow]], dict[int, list[int]]]:
    """The causes by promise id, and the numbers of those that each action answers.

    They are numbered through the promise, since several problems may each have a cause 1.
    `actions` has the promise of each.
    """
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


def _ids(problems: Problems) -> set[int]:
    return {problem.id for rows in problems.values() for problem in rows}


def _evidence(past: Past, problems: Collection[int], as_of: date) -> list[Evidence]:
    """In the order it was entered; what was entered since only if its survey was held by then."""
    rows = past.rows(Evidence, Evidence.problem_id, problems)
    later = past.later(Evidence, {row.id for row in rows})
    surveys = past.rows(Survey, Survey.id, _surveys_of(row for row in rows if row.id in later))
    unheld = {survey.id for survey in surveys if survey.held_on > as_of}
    return [
        row
        for row in sorted(rows, key=attrgetter("id"))
        if row.id not in later or row.survey_id not in unheld
    ]


def _kept_back(past: Past, evidence: Iterable[Evidence]) -> set[int]:
    """What the public may not be told: neither by what was known then nor by what is known now."""
    evidence = list(evidence)
    surveys = past.rows(Survey, Survey.id, _surveys_of(evidence))
    answered = {survey.id: [survey.answered] for survey in surveys}
    for survey in past.altered(Survey).values():
        answered.setdefault(survey.id, []).append(survey.answered)
    quoted = {row.response_id for row in evidence if row.response_id is not None}
    deidentified = select(Response.id).where(Response.id.in_(IDS), Response.deidentified)
    harmless = {
        response_id
        for part in portions(quoted)
        for response_id in past.session.scalars(deidentified, {IDS.key: part})
    }
    figures = {row.figure_id for row in evidence if row.figure_id is not None}
    few = {
        figure.id
        for figure in past.rows(Figure, Figure.id, figures)
        if not may_be_told(figure.answers)
    }
    return {
        row.id
        for row in evidence
        # Without a quoted answer there is nothing to de-identify.
        if row.response_id not in {None, *harmless}
        or row.figure_id in few
        or (row.survey_id is not None and not all(map(may_be_told, answered[row.survey_id])))
    }


def _surveys_of(evidence: Iterable[Evidence]) -> set[int]:
    """What a theme says in all answers rests on no one survey."""
    return {row.survey_id for row in evidence if row.survey_id is not None}
