"""Orsaksanalys: a problem with its causes on Brå's three sides, and the actions against each."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from tracker.models.action import Action, ActionCause
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.queries.actions import ActionRow, action_rows_in
from tracker.services.queries.evidence import ProblemDetail, problem_detail
from tracker.services.queries.plan import CauseRow


@dataclass(frozen=True, slots=True)
class AnalysedCause:
    """A cause, and the actions against it under any promise."""

    row: CauseRow
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A problem as it is analysed."""

    detail: ProblemDetail
    causes: tuple[AnalysedCause, ...]


def analysis(ctx: AppContext, problem_id: int) -> Analysis | None:
    """The problem with its causes and the actions against them; None when it is gone."""
    detail = problem_detail(ctx, problem_id)
    if detail is None:
        return None
    with ctx.read() as session:
        against: dict[int, list[int]] = defaultdict(list)
        for cause_id, action_id in session.execute(
            select(ActionCause.cause_id, Action.id)
            .join(Action, Action.id == ActionCause.action_id)
            .join(Promise, Promise.id == Action.promise_id)
            .where(ActionCause.cause_id.in_([cause.id for cause in detail.causes]))
            .order_by(Promise.number, Action.number)
        ):
            against[cause_id].append(action_id)
        ids = list(dict.fromkeys(each for found in against.values() for each in found))
        rows = {row.id: row for row in action_rows_in(session, ids, ctx.today())}
    return Analysis(
        detail,
        tuple(
            AnalysedCause(cause, tuple(rows[each] for each in against[cause.id]))
            for cause in detail.causes
        ),
    )
