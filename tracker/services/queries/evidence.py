"""Surveys, their answers, and problems, as rows."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, select

from tracker.models.enums import SurveyMethod
from tracker.models.organisation import Municipality
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Promise, PromiseProblem
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.context import AppContext
from tracker.services.problems import ProblemFields
from tracker.services.queries.plan import CauseRow
from tracker.services.surveys import SurveyFields


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey in the list; `responses` are answers in the book, `problems` rest on it."""

    id: int
    version: int
    title: str
    method: SurveyMethod
    held_on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    audience: str
    asked: int | None
    answered: int | None
    responses: int
    problems: int


@dataclass(frozen=True, slots=True)
class SurveyDetail:
    """A survey with what it led to: themes (name, answers), mean rating, (problem, statement)."""

    row: SurveyRow
    fields: SurveyFields
    themes: tuple[tuple[str, int], ...]
    mean_rating: float | None
    problems: tuple[tuple[int, str, str], ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem in the list."""

    id: int
    version: int
    number: int
    title: str
    focus_area: str
    place: str
    priority: int | None
    lawful: bool
    evidence: int
    causes: int
    promises: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What a survey says about a problem."""

    id: int
    version: int
    survey_id: int
    survey_title: str
    held_on: date
    statement: str


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """A problem with evidence, causes and the promises that answer it (id, number, title)."""

    row: ProblemRow
    fields: ProblemFields
    evidence: tuple[EvidenceRow, ...]
    causes: tuple[CauseRow, ...]


def survey_rows(ctx: AppContext) -> list[SurveyRow]:
    """All surveys, newest first."""
    answers = select(func.count()).where(Response.survey_id == Survey.id).scalar_subquery()
    problems = (
        select(func.count(Evidence.problem_id.distinct()))
        .where(Evidence.survey_id == Survey.id)
        .scalar_subquery()
    )
    with ctx.read() as session:
        return [
            SurveyRow(
                s.id,
                s.version,
                s.title,
                s.method,
                s.held_on,
                s.starts_at,
                s.ends_at,
                s.place or "",
                s.audience or "",
                s.asked,
                s.answered,
                responses,
                rests,
            )
            for s, responses, rests in session.execute(
                select(Survey, answers, problems).order_by(
                    Survey.held_on.desc(), Survey.starts_at.desc(), Survey.id
                )
            )
        ]


def survey_detail(ctx: AppContext, survey_id: int) -> SurveyDetail | None:
    """One survey with what it led to; None when it is gone."""
    row = next((row for row in survey_rows(ctx) if row.id == survey_id), None)
    if row is None:
        return None
    with ctx.read() as session:
        survey = session.get_one(Survey, survey_id)
        mean = session.scalar(
            select(func.avg(Response.rating)).where(Response.survey_id == survey_id)
        )
        return SurveyDetail(
            row,
            SurveyFields(
                session.get_one(Municipality, survey.municipality_id).name,
                survey.title,
                survey.method,
                survey.held_on,
                survey.starts_at,
                survey.ends_at,
                survey.place,
                survey.audience,
                survey.asked,
                survey.answered,
                survey.result,
                survey.limitation,
                survey.retention_until,
            ),
            tuple(
                session.execute(
                    select(Theme.name, func.count())
                    .join(ResponseTheme, ResponseTheme.theme_id == Theme.id)
                    .join(Response, Response.id == ResponseTheme.response_id)
                    .where(Response.survey_id == survey_id)
                    .group_by(Theme.name)
                    .order_by(func.count().desc(), Theme.name)
                )
            ),
            None if mean is None else float(mean),
            tuple(
                session.execute(
                    select(Problem.id, Problem.title, Evidence.statement)
                    .join(Evidence, Evidence.problem_id == Problem.id)
                    .where(Evidence.survey_id == survey_id)
                    .order_by(Problem.number)
                )
            ),
            tuple(
                session.scalars(
                    select(Response.text)
                    .where(
                        Response.survey_id == survey_id,
                        Response.deidentified.is_(True),
                        Response.text.is_not(None),
                    )
                    .order_by(Response.id)
                    .limit(5)
                )
            ),
        )


def problem_rows(ctx: AppContext) -> list[ProblemRow]:
    """All problems, in order of priority, then number."""
    with ctx.read() as session:
        evidence = dict(
            session.execute(
                select(Evidence.problem_id, func.count()).group_by(Evidence.problem_id)
            ).all()
        )
        causes = dict(
            session.execute(select(Cause.problem_id, func.count()).group_by(Cause.problem_id)).all()
        )
        promises: dict[int, list[tuple[int, int, str]]] = {}
        for problem_id, promise_id, number, title in session.execute(
            select(PromiseProblem.problem_id, Promise.id, Promise.number, Promise.title)
            .join(Promise, Promise.id == PromiseProblem.promise_id)
            .order_by(Promise.number)
        ):
            promises.setdefault(problem_id, []).append((promise_id, number, title))
        return [
            ProblemRow(
                p.id,
                p.version,
                p.number,
                p.title,
                p.focus_area or "",
                p.place or "",
                p.priority,
                p.lawful,
                evidence.get(p.id, 0),
                causes.get(p.id, 0),
                tuple(promises.get(p.id, ())),
            )
            for p in session.scalars(
                select(Problem).order_by(
                    Problem.priority.is_(None), Problem.priority, Problem.number
                )
            )
        ]


def problem_detail(ctx: AppContext, problem_id: int) -> ProblemDetail | None:
    """One problem with evidence and causes; None when it is gone."""
    row = next((row for row in problem_rows(ctx) if row.id == problem_id), None)
    if row is None:
        return None
    with ctx.read() as session:
        p = session.get_one(Problem, problem_id)
        evidence = session.execute(
            select(
                Evidence.id,
                Evidence.version,
                Survey.id,
                Survey.title,
                Survey.held_on,
                Evidence.statement,
            )
            .join(Survey, Survey.id == Evidence.survey_id)
            .where(Evidence.problem_id == problem_id)
            .order_by(Survey.held_on, Evidence.id)
        )
        causes = session.scalars(
            select(Cause).where(Cause.problem_id == problem_id).order_by(Cause.number)
        )
        return ProblemDetail(
            row,
            ProblemFields(
                session.get_one(Municipality, p.municipality_id).name,
                p.title,
                p.what,
                p.place,
                p.time,
                p.focus_area,
                p.affected_group,
                p.priority,
                p.priority_reason,
                p.lawful,
                p.decided_on,
                p.decision_dnr,
            ),
            tuple(EvidenceRow(*values) for values in evidence),
            tuple(
                CauseRow(c.id, c.version, c.problem_id, c.number, c.kind, c.description, ())
                for c in causes
            ),
        )


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One answer. Quotable only when `deidentified`."""

    id: int
    text: str
    place: str
    rating: int | None
    respondent_group: str
    deidentified: bool
    themes: tuple[str, ...]


def response_ids(ctx: AppContext, survey_id: int) -> "array[int]":
    """The ids of a survey's answers, in the order they came."""
    with ctx.read() as session:
        return array(
            "q",
            session.scalars(
                select(Response.id).where(Response.survey_id == survey_id).order_by(Response.id)
            ),
        )


def response_rows(ctx: AppContext, ids: Sequence[int]) -> list[ResponseRow]:
    """The answers of `ids`, in that order; an id that is gone is left out."""
    wanted = list(ids)
    with ctx.read() as session:
        themes: dict[int, list[str]] = {}
        for response_id, name in session.execute(
            select(ResponseTheme.response_id, Theme.name)
            .join(Theme, Theme.id == ResponseTheme.theme_id)
            .where(ResponseTheme.response_id.in_(wanted))
            .order_by(Theme.name)
        ):
            themes.setdefault(response_id, []).append(name)
        found = {
            r.id: ResponseRow(
                r.id,
                r.text or "",
                r.place or "",
                r.rating,
                r.respondent_group or "",
                r.deidentified,
                tuple(themes.get(r.id, ())),
            )
            for r in session.scalars(select(Response).where(Response.id.in_(wanted)))
        }
    return [found[response_id] for response_id in wanted if response_id in found]
