"""Reads the chain from evidence to log, in the report's own read transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause
from tracker.models.journal import entered_later
from tracker.models.organisation import Agreement
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Promise, PromiseProblem
from tracker.models.schema import METADATA
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.reports.snapshot import Snapshot, end_of_day
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


def trail_input(session: Session, agreement: Agreement, then: Snapshot) -> TrailInput:
    """Evidence, problems and log of the agreement up to the end of the snapshot's day."""
    as_of = then.as_of
    ours = [promise.id for promise in then.promises]
    problems = _known_problems(session, agreement, ours, as_of)
    ids = [problem.id for problem in problems]
    used = select(Evidence.survey_id).where(Evidence.problem_id.in_(ids))
    surveys = session.scalars(
        select(Survey)
        .where(
            Survey.held_on <= as_of,
            or_(Survey.municipality_id == agreement.municipality_id, Survey.id.in_(used)),
        )
        .order_by(Survey.held_on, Survey.starts_at, Survey.title, Survey.id)
    ).all()
    numbers = {survey.id: number for number, survey in enumerate(surveys, start=1)}
    links = _links(session, agreement.id, ours, numbers)
    return TrailInput(
        tuple(_surveys(session, surveys)),
        tuple(_problem(problem, links) for problem in problems),
        action_logs(session, ours, as_of),
    )


def _known_problems(
    session: Session, agreement: Agreement, ours: Sequence[int], as_of: date
) -> Sequence[Problem]:
    """The municipality's problems; one that was entered later only if a promise answers it."""
    table = METADATA.tables[Problem.__tablename__]
    later = entered_later(session, table, end_of_day(as_of), select(Problem.id))
    answered = set(
        session.scalars(
            select(PromiseProblem.problem_id).where(PromiseProblem.promise_id.in_(ours))
        )
    )
    return [
        problem
        for problem in session.scalars(select(Problem).order_by(Problem.number, Problem.id))
        if problem.id in answered
        or (problem.municipality_id == agreement.municipality_id and problem.id not in later)
    ]


# Evidence


def _surveys(session: Session, surveys: Iterable[Survey]) -> Iterable[SurveyRow]:
    responses = dict(
        session.execute(select(Response.survey_id, func.count()).group_by(Response.survey_id)).all()
    )
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
            responses=responses.get(survey.id, 0),
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


def _links(
    session: Session, agreement_id: int, ours: Sequence[int], surveys: Mapping[int, int]
) -> _Links:
    links = _Links(defaultdict(list), _causes(session, ours), defaultdict(list), set())
    for row in session.scalars(select(Evidence).order_by(Evidence.id)):
        if row.survey_id in surveys:
            said = EvidenceRow(surveys[row.survey_id], row.statement)
            links.evidence[row.problem_id].append(said)
    for problem_id, promise_id, number, of_agreement in session.execute(
        select(PromiseProblem.problem_id, Promise.id, Promise.number, Promise.agreement_id)
        .join(Promise, Promise.id == PromiseProblem.promise_id)
        .order_by(Promise.number)
    ):
        if promise_id in ours:
            links.promises[problem_id].append(number)
        elif of_agreement != agreement_id:
            links.elsewhere.add(problem_id)
    return links


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


def _causes(session: Session, ours: Sequence[int]) -> dict[int, list[TrailCause]]:
    """By problem id."""
    actions: dict[int, list[ActionRef]] = defaultdict(list)
    for cause_id, promise, action in session.execute(
        select(ActionCause.cause_id, Promise.number, Action.number)
        .join(Action, Action.id == ActionCause.action_id)
        .join(Promise, Promise.id == Action.promise_id)
        .where(Promise.id.in_(ours))
        .order_by(Promise.number, Action.number)
    ):
        actions[cause_id].append(ActionRef(promise, action))
    causes: dict[int, list[TrailCause]] = defaultdict(list)
    for cause in session.scalars(select(Cause).order_by(Cause.number)):
        row = TrailCause(cause.number, cause.kind, cause.description, tuple(actions[cause.id]))
        causes[cause.problem_id].append(row)
    return causes
