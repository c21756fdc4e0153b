"""Everything about one action: for the inspector, the review and the edit dialog."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause, ActionNote, Occasion
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import Deviation
from tracker.models.survey import Survey
from tracker.services.actions import ActionFields
from tracker.services.context import AppContext
from tracker.services.history import HistoryRow, history_of
from tracker.services.queries.actions import ActionRow, action_rows_in
from tracker.services.queries.indicators import IndicatorRow, indicators_in
from tracker.services.queries.log import LogRow, latest_log, log_series
from tracker.services.queries.series import OccasionRow, occasions_in


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note on an action."""

    id: int
    version: int
    written_on: date
    written_by: str
    text: str
    internal: bool


@dataclass(frozen=True, slots=True)
class TrailProblem:
    """The trail behind an action: a cause, its problem, and the evidence (title, statement)."""

    problem_id: int
    problem: str
    priority: int | None
    cause_number: int
    cause: str
    evidence: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class ActionDetail:
    """An action with its log, notes, history and trail.

    `series` is (day, running total), `occasions` a recurring action's own dates.
    """

    row: ActionRow
    fields: ActionFields
    log: tuple[LogRow, ...]
    series: tuple[tuple[date, Decimal], ...]
    notes: tuple[NoteRow, ...]
    history: tuple[HistoryRow, ...]
    trail: tuple[TrailProblem, ...]
    indicators: tuple[IndicatorRow, ...]
    occasions: tuple[OccasionRow, ...] = ()


def action_detail(ctx: AppContext, action_id: int, *, log_limit: int = 5) -> ActionDetail | None:
    """The action, or None when it is gone."""
    with ctx.read() as session:
        rows = action_rows_in(session, [action_id], ctx.today())
        if not rows:
            return None
        action = session.get_one(Action, action_id)
        fields = _fields(session, action)
        related = tuple(
            session.scalars(select(Deviation.id).where(Deviation.action_id == action_id))
        )
        notes = tuple(
            NoteRow(n.id, n.version, n.written_on, n.written_by, n.text, n.internal)
            for n in session.scalars(
                select(ActionNote)
                .where(ActionNote.action_id == action_id)
                .order_by(ActionNote.written_on.desc(), ActionNote.id.desc())
            )
        )
        trail = _trail(session, action_id)
        indicators = indicators_in(session, action.promise_id)
        occasions = occasions_in(session, action_id, ctx.today())
    return ActionDetail(
        rows[0],
        fields,
        tuple(latest_log(ctx, action_id=action_id, limit=log_limit)),
        tuple(log_series(ctx, action_id)),
        notes,
        tuple(history_of(ctx, (action_id, *related), limit=20)),
        trail,
        indicators,
        occasions,
    )


def _fields(session: Session, action: Action) -> ActionFields:
    return ActionFields(
        title=action.title,
        party=action.party,
        owner_id=action.owner_id,
        support=action.support,
        goal=action.goal,
        start_on=action.start_on,
        deadline=action.deadline,
        kind=action.kind,
        planned=action.planned,
        unit=action.unit,
        recurrence=action.recurrence,
        lawful=action.lawful,
        carried_from_id=action.carried_from_id,
        cause_ids=tuple(
            session.scalars(
                select(ActionCause.cause_id)
                .where(ActionCause.action_id == action.id)
                .order_by(ActionCause.id)
            )
        ),
        occasions=tuple(
            session.scalars(
                select(Occasion.due_on)
                .where(Occasion.action_id == action.id)
                .order_by(Occasion.due_on)
            )
        ),
        source_key=action.source_key,
    )


def _trail(session: Session, action_id: int) -> tuple[TrailProblem, ...]:
    rows = session.execute(
        select(Problem, Cause)
        .join(Cause, Cause.problem_id == Problem.id)
        .join(ActionCause, ActionCause.cause_id == Cause.id)
        .where(ActionCause.action_id == action_id)
        .order_by(Problem.number, Cause.number)
    )
    return tuple(
        TrailProblem(
            problem.id,
            problem.title,
            problem.priority,
            cause.number,
            cause.description,
            tuple(
                session.execute(
                    select(Survey.id, Survey.title, Evidence.statement)
                    .join(Evidence, Evidence.survey_id == Survey.id)
                    .where(Evidence.problem_id == problem.id)
                    .order_by(Survey.held_on)
                )
            ),
        )
        for problem, cause in rows
    )
