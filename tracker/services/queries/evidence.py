"""Surveys and problems as rows."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from tracker.models.dialogue import DialogueRound
from tracker.models.enums import SurveyMethod
from tracker.models.organisation import Municipality, Person
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Promise, PromiseProblem
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.check import Finding
from tracker.services.context import AppContext
from tracker.services.evidence_kinds import EvidenceKind, kind_of
from tracker.services.occasions import Booked, occasion_notes
from tracker.services.problems import ProblemFields
from tracker.services.queries.causes import whys_of
from tracker.services.queries.figures import FigureRow, figures_in
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
    round_id: int | None = None
    responsible: str = ""
    """The role of whoever answers for it."""


@dataclass(frozen=True, slots=True)
class SurveyDetail:
    """A survey with what it led to: themes (name, answers), mean rating, (problem, statement)."""

    row: SurveyRow
    fields: SurveyFields
    themes: tuple[tuple[str, int], ...]
    mean_rating: Decimal | None
    problems: tuple[tuple[int, str, str], ...]
    quotes: tuple[str, ...]
    round_title: str = ""
    notes: tuple[Finding, ...] = ()
    """What looks wrong about it as an occasion; see `occasion_notes`."""
    figures: tuple[FigureRow, ...] = ()


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
    """What something says about a problem.

    `source` is the survey's title, also of its answers and figures; of a theme, its name.
    """

    id: int
    version: int
    kind: EvidenceKind
    source: str
    statement: str
    survey_id: int | None
    response_id: int | None
    theme_id: int | None
    figure_id: int | None
    held_on: date | None
    quotable: bool = True
    """False for a quoted answer that is no longer ticked as de-identified."""


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """A problem with evidence, causes and the promises that answer it (id, number, title)."""

    row: ProblemRow
    fields: ProblemFields
    evidence: tuple[EvidenceRow, ...]
    causes: tuple[CauseRow, ...]


def survey_rows(ctx: AppContext) -> list[SurveyRow]:
    """All surveys, newest first."""
    with ctx.read() as session:
        return _survey_rows(session, true())


def _survey_rows(session: Session, wanted: ColumnElement[bool]) -> list[SurveyRow]:
    answers = select(func.count()).where(Response.survey_id == Survey.id).scalar_subquery()
    problems = (
        select(func.count(Evidence.problem_id.distinct()))
        .where(Evidence.survey_id == Survey.id)
        .scalar_subquery()
    )
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
            s.round_id,
            role or "",
        )
        for s, responses, rests, role in session.execute(
            select(Survey, answers, problems, Person.role)
            .outerjoin(Person, Person.id == Survey.responsible_id)
            .where(wanted)
            .order_by(Survey.held_on.desc(), Survey.starts_at.desc().nulls_last(), Survey.id)
        )
    ]


def survey_detail(ctx: AppContext, survey_id: int) -> SurveyDetail | None:
    """One survey with what it led to; None when it is gone."""
    with ctx.read() as session:
        rows = _survey_rows(session, Survey.id == survey_id)
        if not rows:
            return None
        survey = session.get_one(Survey, survey_id)
        fields = _survey_fields(session, survey)
        total, rated = session.execute(
            select(func.sum(Response.rating), func.count(Response.rating)).where(
                Response.survey_id == survey_id
            )
        ).one()
        mean = Decimal(total or 0) / rated if rated else None
        return SurveyDetail(
            rows[0],
            fields,
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
            mean,
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
            *_in_its_round(session, survey_id, fields),
            tuple(figures_in(session, survey_id)),
        )


def _survey_fields(session: Session, survey: Survey) -> SurveyFields:
    return SurveyFields(
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
        survey.round_id,
        survey.responsible_id,
        survey.material,
    )


def _in_its_round(
    session: Session, survey_id: int, fields: SurveyFields
) -> tuple[str, tuple[Finding, ...]]:
    """The title of the round, and what looks wrong about the survey as an occasion."""
    found = session.get(DialogueRound, fields.round_id) if fields.round_id is not None else None
    days = None if found is None else (found.starts_on, found.ends_on)
    same_day = Survey.held_on == fields.held_on
    notes = occasion_notes(fields, days, booked(session, same_day), survey_id)
    return "" if found is None else found.title, tuple(notes)


def booked(session: Session, wanted: ColumnElement[bool]) -> list[Booked]:
    """When people are busy with surveys that they answer for."""
    found = session.execute(
        select(
            Survey.id,
            Survey.title,
            Survey.held_on,
            Survey.starts_at,
            Survey.ends_at,
            Survey.responsible_id,
        ).where(wanted, Survey.responsible_id.is_not(None))
    )
    return [Booked(*row) for row in found]


def problem_rows(ctx: AppContext) -> list[ProblemRow]:
    """All problems, in order of priority, then number."""
    with ctx.read() as session:
        return _problem_rows(session, true())


def _problem_rows(session: Session, wanted: ColumnElement[bool]) -> list[ProblemRow]:
    evidence = select(func.count()).where(Evidence.problem_id == Problem.id).scalar_subquery()
    causes = select(func.count()).where(Cause.problem_id == Problem.id).scalar_subquery()
    promises: dict[int, list[tuple[int, int, str]]] = {}
    for problem_id, promise_id, number, title in session.execute(
        select(PromiseProblem.problem_id, Promise.id, Promise.number, Promise.title)
        .join(Promise, Promise.id == PromiseProblem.promise_id)
        .join(Problem, Problem.id == PromiseProblem.problem_id)
        .where(wanted)
        .order_by(Promise.number, Promise.id)
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
            rests,
            known,
            tuple(promises.get(p.id, ())),
        )
        for p, rests, known in session.execute(
            select(Problem, evidence, causes)
            .where(wanted)
            .order_by(Problem.priority.nulls_last(), Problem.number, Problem.id)
        )
    ]


def problem_detail(ctx: AppContext, problem_id: int) -> ProblemDetail | None:
    """One problem with evidence and causes; None when it is gone."""
    with ctx.read() as session:
        rows = _problem_rows(session, Problem.id == problem_id)
        if not rows:
            return None
        p = session.get_one(Problem, problem_id)
        causes = session.scalars(
            select(Cause).where(Cause.problem_id == problem_id).order_by(Cause.number)
        ).all()
        whys = whys_of(session, [cause.id for cause in causes])
        return ProblemDetail(
            rows[0],
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
            _evidence(session, problem_id),
            tuple(
                CauseRow(
                    c.id,
                    c.version,
                    c.problem_id,
                    c.number,
                    c.kind,
                    c.description,
                    (),
                    whys.get(c.id, ()),
                )
                for c in causes
            ),
        )


def _evidence(session: Session, problem_id: int) -> tuple[EvidenceRow, ...]:
    found = session.execute(
        select(Evidence, Survey.title, Survey.held_on, Theme.name, Response.deidentified)
        .outerjoin(Survey, Survey.id == Evidence.survey_id)
        .outerjoin(Theme, Theme.id == Evidence.theme_id)
        .outerjoin(Response, Response.id == Evidence.response_id)
        .where(Evidence.problem_id == problem_id)
        .order_by(Evidence.id)
    )
    rows = [
        EvidenceRow(
            row.id,
            row.version,
            kind_of(row),
            (theme if kind_of(row) is EvidenceKind.THEME else title) or "",
            row.statement,
            row.survey_id,
            row.response_id,
            row.theme_id,
            row.figure_id,
            held_on,
            ticked is not False,
        )
        for row, title, held_on, theme, ticked in found
    ]
    order = list(EvidenceKind)
    return tuple(sorted(rows, key=lambda row: order.index(row.kind)))
