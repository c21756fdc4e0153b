"""Reads the chain from evidence to log, in the report's own read transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause
from tracker.models.past import Past
from tracker.models.problem import Cause, Evidence, Problem, Why
from tracker.models.promise import Promise, PromiseProblem
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.queries.responses import is_coded
from tracker.services.reports.grounds import known_problems
from tracker.services.reports.snapshot import Snapshot
from tracker.services.reports.trail_evidence import evidence_rows, theme_rows
from tracker.services.reports.trail_log import action_logs
from tracker.services.reports.trail_rows import (
    ActionRef,
    EvidenceRow,
    SurveyRow,
    ThemeCount,
    TrailCause,
    TrailInput,
    TrailProblem,
)

TRAIL = "trail"
"""The kind of report that reads it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose trail it is: an agreement's, or of what a municipality has before it has any."""

    municipality_id: int
    id: int | None = None
    """The agreement."""


def trail_input(past: Past, scope: Scope, then: Snapshot) -> TrailInput:
    """Evidence, problems and log of the agreement up to the end of the snapshot's day."""
    refs = {
        action.id: ActionRef(promise.number, action.number)
        for promise in then.promises
        for action in then.actions.get(promise.id, ())
    }
    answers = _answers(past, scope, then)
    problems = _problems(past, scope, answers)
    evidence = past.rows(Evidence, Evidence.problem_id, {problem.id for problem in problems})
    surveys = _surveys(past, scope, evidence, then.as_of)
    numbers = {survey.id: number for number, survey in enumerate(surveys, start=1)}
    links = _Links(
        evidence_rows(past, evidence, numbers),
        _causes(past, problems, refs),
        answers.ours,
        answers.elsewhere,
    )
    return TrailInput(
        tuple(_survey_rows(past.session, surveys)),
        tuple(_problem(problem, links) for problem in problems),
        action_logs(past, refs, then.as_of),
        theme_rows(past, evidence, problems, numbers),
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """Which promises answer which problems."""

    ours: dict[int, list[int]]
    """Numbers of the agreement's promises, by problem id."""
    elsewhere: set[int]
    """Problems that a promise under another agreement answers."""


def _answers(past: Past, scope: Scope, then: Snapshot) -> _Answers:
    ours = {promise.id: promise.number for promise in then.promises}
    others = {row.id for row in past.rows(Promise) if row.agreement_id != scope.id}
    found = _Answers(defaultdict(list), set())
    links = past.rows(
        PromiseProblem, PromiseProblem.promise_id, ours.keys() | others, part_of=Promise
    )
    for link in sorted(links, key=lambda link: ours.get(link.promise_id, 0)):
        if link.promise_id in ours:
            found.ours[link.problem_id].append(ours[link.promise_id])
        else:
            found.elsewhere.add(link.problem_id)
    return found


def _problems(past: Past, scope: Scope, answers: _Answers) -> list[Problem]:
    """The municipality's problems, and those that our promises answer."""
    known = {problem.id: problem for problem in known_problems(past, scope.municipality_id)}
    known |= {problem.id: problem for problem in past.rows(Problem, Problem.id, answers.ours)}
    return sorted(known.values(), key=attrgetter("number", "id"))


# Evidence


def _surveys(past: Past, scope: Scope, evidence: Iterable[Evidence], as_of: date) -> list[Survey]:
    """What had been held by then in the municipality or is referred to, oldest first."""
    used = {row.survey_id for row in evidence}
    held = [
        survey
        for survey in past.rows(Survey)
        if survey.held_on <= as_of
        and (survey.municipality_id == scope.municipality_id or survey.id in used)
    ]
    return sorted(
        held,
        key=lambda survey: (survey.held_on, survey.starts_at or time.min, survey.title, survey.id),
    )


def _survey_rows(session: Session, surveys: Iterable[Survey]) -> Iterable[SurveyRow]:
    counted = select(Response.survey_id, func.count(), func.count().filter(is_coded())).group_by(
        Response.survey_id
    )
    responses = {survey_id: (total, n) for survey_id, total, n in session.execute(counted)}
    themes: dict[int, list[ThemeCount]] = defaultdict(list)
    for survey_id, name, answers in session.execute(
        select(Response.survey_id, Theme.name, func.count())
        .join(ResponseTheme, ResponseTheme.response_id == Response.id)
        .join(Theme, Theme.id == ResponseTheme.theme_id)
        .group_by(Response.survey_id, Theme.name)
        .order_by(func.count().desc(), Theme.name)
    ):
        themes[survey_id].append(ThemeCount(name, answers))
    for number, survey in enumerate(surveys, start=1):
        yield SurveyRow(
            number=number,
            title=survey.title,
            method=survey.method,
            held_on=survey.held_on,
            place=survey.place or "",
            audience=survey.audience or "",
            asked=survey.asked,
            answered=survey.answered,
            responses=responses.get(survey.id, (0, 0))[0],
            coded=responses.get(survey.id, (0, 0))[1],
            themes=tuple(themes[survey.id]),
            result=survey.result or "",
            limitation=survey.limitation or "",
        )


# Problems and causes


@dataclass(frozen=True, slots=True)
class _Links:
    """What a problem rests on and leads to, by problem id."""

    evidence: dict[int, list[EvidenceRow]]
    causes: dict[int, list[TrailCause]]
    promises: dict[int, list[int]]
    elsewhere: set[int]
    """Problems that a promise under another agreement answers."""


def _problem(problem: Problem, links: _Links) -> TrailProblem:
    return TrailProblem(
        number=problem.number,
        title=problem.title,
        text=problem.what,
        place=problem.place or "",
        time=problem.time or "",
        focus_area=problem.focus_area or "",
        affected_group=problem.affected_group or "",
        priority=problem.priority,
        priority_reason=problem.priority_reason or "",
        evidence=tuple(links.evidence[problem.id]),
        causes=tuple(links.causes[problem.id]),
        promises=tuple(links.promises[problem.id]),
        answered_elsewhere=problem.id in links.elsewhere,
    )


def _causes(
    past: Past, problems: Iterable[Problem], refs: Mapping[int, ActionRef]
) -> dict[int, list[TrailCause]]:
    """By problem id."""
    actions: dict[int, list[ActionRef]] = defaultdict(list)
    for link in past.rows(ActionCause, ActionCause.action_id, refs, part_of=Action):
        actions[link.cause_id].append(refs[link.action_id])
    causes: dict[int, list[TrailCause]] = defaultdict(list)
    rows = past.rows(Cause, Cause.problem_id, {problem.id for problem in problems})
    whys: dict[int, list[str]] = defaultdict(list)
    links = past.rows(Why, Why.cause_id, {cause.id for cause in rows})
    for why in sorted(links, key=attrgetter("number")):
        whys[why.cause_id].append(why.text)
    for cause in sorted(rows, key=attrgetter("number", "id")):
        answered_by = sorted(actions[cause.id], key=attrgetter("promise", "action"))
        row = TrailCause(
            cause.number, cause.kind, cause.description, tuple(answered_by), tuple(whys[cause.id])
        )
        causes[cause.problem_id].append(row)
    return causes
