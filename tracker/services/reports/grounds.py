"""Why promises were made: the problems they answer, what is known of these, and their causes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause
from tracker.models.past import IDS, Past, RowId, portions
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Promise, PromiseProblem
from tracker.models.question import Figure
from tracker.models.small_groups import may_be_told
from tracker.models.survey import Response, ResponseTheme, Survey
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


def known_problems(past: Past, municipality_id: int) -> list[Problem]:
    """The problems of a municipality, by number, that had been entered by then."""
    rows = [row for row in past.rows(Problem) if row.municipality_id == municipality_id]
    later = past.later(Problem, {row.id for row in rows})
    return [row for row in sorted(rows, key=attrgetter("number", "id")) if row.id not in later]


def problem_rows(past: Past, problems: Problems, as_of: date) -> dict[int, list[ProblemRow]]:
    """By promise id, with the evidence that there was by then."""
    said: dict[int, list[str]] = defaultdict(list)
    not_public: dict[int, list[int]] = defaultdict(list)
    evidence = _evidence(past, _ids(problems), as_of)
    kept_back = _kept_back(past, evidence)
    for row in _without_counts(evidence, kept_back):
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


def _without_counts(evidence: Sequence[Evidence], kept_back: set[int]) -> list[Evidence]:
    """In whole sentences a theme's count only repeats what a survey is already quoted for."""
    told = {row.problem_id for row in evidence if row.theme_id is None and row.id not in kept_back}
    return [row for row in evidence if row.theme_id is None or row.problem_id not in told]


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
    answered = _answered(past, Survey, Survey.id, _surveys_of(evidence), "answered")
    figures = {row.figure_id for row in evidence if row.figure_id is not None}
    behind = _answered(past, Figure, Figure.id, figures, "answers")
    themes = theme_answers(past.session, evidence)
    harmless = may_be_quoted(past.session, evidence)
    return {
        row.id
        for row in evidence
        if not (
            # Without a quoted answer there is nothing to de-identify.
            (row.response_id is None or row.response_id in harmless)
            and all(map(may_be_told, answered.get(row.survey_id, ())))
            and all(map(may_be_told, behind.get(row.figure_id, ())))
            and may_be_told(themes.get((row.theme_id, row.survey_id)))
        )
    }


def _answered(
    past: Past, model: type[Survey] | type[Figure], column: RowId, ids: Collection[int], count: str
) -> dict[int | None, list[int | None]]:
    """How many answers surveys or figures rest on, then and now."""
    rows = past.rows(model, column, ids)
    found: dict[int | None, list[int | None]] = {row.id: [getattr(row, count)] for row in rows}
    for row in past.altered(model).values():
        found.setdefault(row.id, []).append(getattr(row, count))
    return found


def may_be_quoted(session: Session, evidence: Iterable[Evidence]) -> set[int]:
    """Those of the answers quoted that are ticked as de-identified, by their ids."""
    quoted = {row.response_id for row in evidence if row.response_id is not None}
    deidentified = select(Response.id).where(Response.id.in_(IDS), Response.deidentified)
    return {
        response_id
        for part in portions(quoted)
        for response_id in session.scalars(deidentified, {IDS.key: part})
    }


def theme_answers(
    session: Session, evidence: Iterable[Evidence]
) -> dict[tuple[int | None, int | None], int]:
    """How many answers take up each theme that is evidence, by theme and survey or None."""
    themes = {row.theme_id for row in evidence if row.theme_id is not None}
    counted = (
        select(ResponseTheme.theme_id, Response.survey_id, func.count())
        .join(Response, Response.id == ResponseTheme.response_id)
        .where(ResponseTheme.theme_id.in_(IDS))
        .group_by(ResponseTheme.theme_id, Response.survey_id)
    )
    found: dict[tuple[int | None, int | None], int] = defaultdict(int)
    for row in evidence:
        if row.theme_id is not None:
            found[row.theme_id, row.survey_id] = 0
    for part in portions(themes):
        for theme_id, survey_id, answers in session.execute(counted, {IDS.key: part}):
            found[theme_id, survey_id] += answers
            found[theme_id, None] += answers
    return dict(found)


def _surveys_of(evidence: Iterable[Evidence]) -> set[int]:
    """What a theme says in all answers rests on no one survey."""
    return {row.survey_id for row in evidence if row.survey_id is not None}
