"""Figures and recurring questions as rows, and the measurements that wait to be taken from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.enums import QuestionMeasure
from tracker.models.indicator import Indicator, Measurement
from tracker.models.organisation import Agreement
from tracker.models.promise import Promise
from tracker.models.question import Figure, Question
from tracker.models.search import alphabetical
from tracker.models.small_groups import may_be_told
from tracker.models.survey import Survey, Theme
from tracker.services.context import AppContext
from tracker.services.queries.answered import Answered, answered_in


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What a survey answers a question with; `answers` is n, None for statistics."""

    id: int
    version: int
    survey_id: int
    survey_title: str
    held_on: date
    question_id: int
    wording: str
    unit: str
    value: Decimal
    answers: int | None
    source: str
    limitation: str

    @property
    def is_public(self) -> bool:
        """Whether enough people answered for the public to be told."""
        return may_be_told(self.answers)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with what surveys answered it, oldest first, and who follows it.

    `indicators` are (id, promise number, promise id, name).
    """

    id: int
    version: int
    wording: str
    measure: QuestionMeasure
    unit: str
    theme_id: int | None
    theme: str
    place: str
    history: tuple[Answered, ...]
    indicators: tuple[tuple[int, int, int, str], ...]


@dataclass(frozen=True, slots=True)
class QuestionChoice:
    """A question for an indicator to follow; `baseline` is its last answer before the promise."""

    id: int
    wording: str
    unit: str
    baseline: Answered | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A survey has answered an indicator's question since it was measured last."""

    indicator_id: int
    name: str
    unit: str
    promise_id: int
    promise_number: int
    found: Answered


def figure_rows(ctx: AppContext, survey_id: int | None = None) -> list[FigureRow]:
    """The figures of a survey in the order of their entry; of all, newest survey first."""
    with ctx.read() as session:
        return figures_in(session, survey_id)


def figures_in(session: Session, survey_id: int | None = None) -> list[FigureRow]:
    """As `figure_rows`, inside a read that does more."""
    statement = (
        select(Figure, Survey, Question)
        .join(Survey, Survey.id == Figure.survey_id)
        .join(Question, Question.id == Figure.question_id)
        .order_by(Survey.held_on.desc(), Survey.id, Figure.id)
    )
    if survey_id is not None:
        statement = statement.where(Figure.survey_id == survey_id)
    return [
        FigureRow(
            f.id,
            f.version,
            s.id,
            s.title,
            s.held_on,
            q.id,
            q.wording,
            q.unit,
            f.value,
            f.answers,
            f.source,
            f.limitation,
        )
        for f, s, q in session.execute(statement)
    ]


def question_names(ctx: AppContext) -> list[tuple[str, str]]:
    """The wording and the unit of every recurring question, in alphabetical order."""
    with ctx.read() as session:
        return [(question.wording, question.unit) for question in _questions(session)]


def question_rows(ctx: AppContext) -> list[QuestionRow]:
    """All recurring questions in alphabetical order."""
    with ctx.read() as session:
        questions = _questions(session)
        answers = answered_in(session, questions)
        themes = {theme.id: theme.name for theme in session.scalars(select(Theme))}
        following: dict[int, list[tuple[int, int, int, str]]] = {}
        for indicator, promise in session.execute(
            select(Indicator, Promise)
            .join(Promise, Promise.id == Indicator.promise_id)
            .where(Indicator.question_id.is_not(None))
            .order_by(Promise.number, Indicator.id)
        ):
            following.setdefault(indicator.question_id or 0, []).append(
                (indicator.id, promise.number, promise.id, indicator.name)
            )
        return [
            QuestionRow(
                q.id,
                q.version,
                q.wording,
                q.measure,
                q.unit,
                q.theme_id,
                themes.get(q.theme_id or 0, ""),
                q.place or "",
                answers.get(q.id, ()),
                tuple(following.get(q.id, ())),
            )
            for q in questions
        ]


def question_choices(ctx: AppContext, promise_id: int) -> list[QuestionChoice]:
    """The questions that a promise's indicator may follow, with the start value each offers."""
    with ctx.read() as session:
        promise = session.get_one(Promise, promise_id)
        municipality = session.get_one(Agreement, promise.agreement_id).municipality_id
        questions = _questions(session)
        answers = answered_in(session, questions)
        choices = []
        for question in questions:
            before = [
                each
                for each in answers.get(question.id, ())
                if each.municipality_id == municipality
                and each.on < promise.period_start
                and each.value is not None
            ]
            baseline = before[-1] if before else None
            choices.append(QuestionChoice(question.id, question.wording, question.unit, baseline))
        return choices


def measurable(ctx: AppContext, indicator_id: int) -> tuple[Answered, ...]:
    """Later answers to the indicator's question than its last measurement, oldest first."""
    with ctx.read() as session:
        indicator = session.get_one(Indicator, indicator_id)
        return waiting_in(session, [indicator], ctx.today()).get(indicator_id, ())


def waiting(ctx: AppContext, survey_id: int | None = None) -> list[Waiting]:
    """The measurements that wait, in order of promise; with a survey only those it answers."""
    with ctx.read() as session:
        indicators = session.scalars(
            select(Indicator).where(Indicator.question_id.is_not(None)).order_by(Indicator.id)
        ).all()
        found = waiting_in(session, indicators, ctx.today())
        promises = {promise.id: promise for promise in session.scalars(select(Promise))}
        survey = session.get(Survey, survey_id) if survey_id is not None else None
    rows = [
        Waiting(i.id, i.name, i.unit, i.promise_id, promises[i.promise_id].number, each)
        for i in indicators
        for each in found.get(i.id, ())
        if survey_id is None
        or each.survey_id == survey_id
        or (survey is not None and each.round_id is not None and each.round_id == survey.round_id)
    ]
    return sorted(rows, key=lambda row: (row.promise_number, row.promise_id))


def waiting_in(
    session: Session, indicators: Sequence[Indicator], today: date
) -> dict[int, tuple[Answered, ...]]:
    """As `measurable`, of several indicators by id. Nothing is read where none has a question."""
    following = [row for row in indicators if row.question_id is not None]
    if not following:
        return {}
    wanted = {row.question_id for row in following}
    answers = answered_in(
        session, session.scalars(select(Question).where(Question.id.in_(wanted))).all()
    )
    municipalities = dict(
        session.execute(
            select(Promise.id, Agreement.municipality_id)
            .join(Agreement, Agreement.id == Promise.agreement_id)
            .where(Promise.id.in_({row.promise_id for row in following}))
        ).all()
    )
    measured: dict[int, list[Measurement]] = {}
    for row in session.scalars(
        select(Measurement).where(Measurement.indicator_id.in_([row.id for row in following]))
    ):
        measured.setdefault(row.indicator_id, []).append(row)
    return {
        indicator.id: tuple(
            each
            for each in answers.get(indicator.question_id or 0, ())
            if each.municipality_id == municipalities[indicator.promise_id]
            and _is_next(each, indicator, measured.get(indicator.id, []), today)
        )
        for indicator in following
    }


def _is_next(
    each: Answered, indicator: Indicator, measured: Sequence[Measurement], today: date
) -> bool:
    """Later than the last value, on a day that nothing is noted for yet, and not of too few."""
    days = [row.measured_on for row in measured if row.value is not None]
    since = max(days) if days else indicator.baseline_on
    is_later = (since is None or each.on > since) and each.on <= today
    is_known = each.value is not None and may_be_told(each.answers)
    return is_later and is_known and each.on not in {m.measured_on for m in measured}


def _questions(session: Session) -> list[Question]:
    return sorted(session.scalars(select(Question)), key=lambda q: alphabetical(q.wording))
