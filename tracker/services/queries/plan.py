"""Brå's plan for one promise, and everything else that its page shows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause, LogEntry
from tracker.models.completeness import Missing, vague_wording
from tracker.models.enums import CauseKind, DeviationKind
from tracker.models.errors import NotFound
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import (
    Deviation,
    Feedback,
    Promise,
    PromiseProblem,
    PromiseVersion,
)
from tracker.models.report import Report
from tracker.services.context import AppContext
from tracker.services.promises import PromiseFields, missing_in
from tracker.services.queries.actions import ActionRow, action_rows_in, limits_of
from tracker.services.queries.causes import whys_of
from tracker.services.queries.colour_sql import standings
from tracker.services.queries.indicators import IndicatorRow, indicators_to_measure
from tracker.services.queries.promises import PromiseRow, promise_row


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A cause, and the ids of the actions against it in the order of the plan."""

    id: int
    version: int
    problem_id: int
    number: int
    kind: CauseKind
    description: str
    action_ids: tuple[int, ...]
    whys: tuple[str, ...] = ()
    """Its chain of "varför?", from the first to the last."""


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """What changed after signing, why, and who decided."""

    id: int
    kind: DeviationKind
    action_label: str
    before: str
    after: str
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """Feedback to citizens; not given yet while `done_on` is None."""

    id: int
    version: int
    audience: str
    channel: str
    planned_on: date
    done_on: date | None
    text: str
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """The text as it was signed."""

    number: int
    title: str
    text: str
    signed_on: date
    report_id: int | None = None
    """The final agreement report that was signed; None when it was signed some other way."""
    settled_on: date | None = None
    """The day when that report was made final."""


@dataclass(frozen=True, slots=True)
class ProblemRef:
    """A problem that the promise answers, and what its evidence says."""

    id: int
    number: int
    title: str
    what: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything the promise page shows. Actions without a cause come last in `actions`."""

    row: PromiseRow
    fields: PromiseFields
    outcome_reason: str
    problems: tuple[ProblemRef, ...]
    causes: tuple[CauseRow, ...]
    actions: tuple[ActionRow, ...]
    indicators: tuple[IndicatorRow, ...]
    deviations: tuple[DeviationRow, ...]
    feedback: tuple[FeedbackRow, ...]
    versions: tuple[VersionRow, ...]
    missing: tuple[Missing, ...]
    vague: tuple[str, ...]
    surveys: int
    entries: int

    def actions_against(self, cause_id: int | None) -> list[ActionRow]:
        """The actions against a cause, or with None those against no cause."""
        by_id = {action.id: action for action in self.actions}
        if cause_id is not None:
            cause = next(cause for cause in self.causes if cause.id == cause_id)
            return [by_id[action_id] for action_id in cause.action_ids]
        taken = {action_id for cause in self.causes for action_id in cause.action_ids}
        return [action for action in self.actions if action.id not in taken]


def plan(ctx: AppContext, promise_id: int) -> PlanView:
    """The promise with its whole plan, in one read. Raises `NotFound` when it is gone."""
    with ctx.read() as session:
        today, limits = ctx.today(), limits_of(session)
        promise = session.get(Promise, promise_id)
        if promise is None:
            raise NotFound("row.missing", table=Promise.__tablename__, id=promise_id)
        actions = standings(session, today, limits, promise_id=promise_id)
        row = promise_row(session, promise, actions.get(promise_id, ()))
        ids = session.scalars(
            select(Action.id).where(Action.promise_id == promise_id).order_by(Action.number)
        ).all()
        problems = _problems(session, promise_id)
        return PlanView(
            row=row,
            fields=PromiseFields(
                promise.title,
                promise.text,
                promise.period_start,
                promise.period_end,
                promise.expected_effect,
            ),
            outcome_reason=promise.outcome_reason,
            problems=problems,
            causes=_causes(session, [problem.id for problem in problems], promise_id),
            actions=tuple(action_rows_in(session, ids, today)),
            indicators=indicators_to_measure(session, promise_id, today),
            deviations=_deviations(session, promise_id, promise.number),
            feedback=_feedback(session, promise_id),
            versions=_versions(session, promise_id),
            missing=tuple(missing_in(session, promise_id)) if not promise.status.ended else (),
            vague=tuple(vague_wording(promise.text)),
            surveys=session.scalar(
                select(func.count(Evidence.survey_id.distinct())).where(
                    Evidence.problem_id.in_([problem.id for problem in problems])
                )
            )
            or 0,
            entries=session.scalar(
                select(func.count()).select_from(LogEntry).where(LogEntry.action_id.in_(ids))
            )
            or 0,
        )


def _problems(session: Session, promise_id: int) -> tuple[ProblemRef, ...]:
    found = session.scalars(
        select(Problem)
        .join(PromiseProblem, PromiseProblem.problem_id == Problem.id)
        .where(PromiseProblem.promise_id == promise_id)
        .order_by(Problem.number)
    ).all()
    return tuple(
        ProblemRef(
            problem.id,
            problem.number,
            problem.title,
            problem.what,
            tuple(
                session.scalars(
                    select(Evidence.statement)
                    .where(Evidence.problem_id == problem.id)
                    .order_by(Evidence.id)
                )
            ),
        )
        for problem in found
    )


def _causes(session: Session, problem_ids: list[int], promise_id: int) -> tuple[CauseRow, ...]:
    answers: dict[int, list[int]] = {}
    for cause_id, action_id in session.execute(
        select(ActionCause.cause_id, Action.id)
        .join(Action, Action.id == ActionCause.action_id)
        .where(Action.promise_id == promise_id)
        .order_by(Action.number)
    ):
        answers.setdefault(cause_id, []).append(action_id)
    causes = session.scalars(
        select(Cause)
        .join(Problem, Problem.id == Cause.problem_id)
        .where(Cause.problem_id.in_(problem_ids))
        .order_by(Problem.number, Cause.number)
    ).all()
    whys = whys_of(session, [cause.id for cause in causes])
    return tuple(
        CauseRow(
            cause.id,
            cause.version,
            cause.problem_id,
            cause.number,
            cause.kind,
            cause.description,
            tuple(answers.get(cause.id, ())),
            whys.get(cause.id, ()),
        )
        for cause in causes
    )


def _deviations(session: Session, promise_id: int, promise_number: int) -> tuple[DeviationRow, ...]:
    rows = session.execute(
        select(Deviation, Action.number)
        .outerjoin(Action, Action.id == Deviation.action_id)
        .where(Deviation.promise_id == promise_id)
        .order_by(Deviation.decided_on, Deviation.id)
    )
    return tuple(
        DeviationRow(
            d.id,
            d.kind,
            f"{promise_number}.{number}" if d.action_id is not None else "",
            d.before,
            d.after,
            d.reason,
            d.decided_by or "",
            d.decided_on,
        )
        for d, number in rows
    )


def _feedback(session: Session, promise_id: int) -> tuple[FeedbackRow, ...]:
    return tuple(
        FeedbackRow(
            f.id, f.version, f.audience, f.channel, f.planned_on, f.done_on, f.text, f.hours
        )
        for f in session.scalars(
            select(Feedback).where(Feedback.promise_id == promise_id).order_by(Feedback.planned_on)
        )
    )


def _versions(session: Session, promise_id: int) -> tuple[VersionRow, ...]:
    return tuple(
        VersionRow(v.number, v.title, v.text, v.signed_on, v.report_id, _day_of(made_at))
        for v, made_at in session.execute(
            select(PromiseVersion, Report.made_at)
            .outerjoin(Report, Report.id == PromiseVersion.report_id)
            .where(PromiseVersion.promise_id == promise_id)
            .order_by(PromiseVersion.number)
        )
    )


def _day_of(instant: datetime | None) -> date | None:
    return None if instant is None else instant.astimezone().date()
