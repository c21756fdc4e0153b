"""Where the chain is broken, as the report finds it, with the ids that it takes to mend it."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import ActionCause
from tracker.models.indicator import Indicator
from tracker.models.problem import Cause, Problem
from tracker.models.promise import PromiseProblem
from tracker.models.survey import Theme
from tracker.services.context import AppContext
from tracker.services.queries.figures import waiting_in
from tracker.services.queries.trail_rows import NodeKind, TrailGap
from tracker.services.reports.gaps import Gap, GapKind
from tracker.services.reports.whole_trail import ScopedGaps, whole_trail


def trail_gaps(ctx: AppContext, session: Session) -> tuple[TrailGap, ...]:
    """Every break in the book once, by kind and then in the order of the chain."""
    ids = _Ids(session)
    found: dict[tuple[object, ...], TrailGap] = {}
    for scoped in whole_trail(ctx, session):
        for row in _found(scoped, ids):
            key = (row.gap.kind, row.node, row.gap.on)
            found.setdefault(key, row)
    order = list(GapKind)
    rows = _with_waiting(ctx, session, list(found.values()))
    return tuple(sorted(rows, key=lambda row: order.index(row.gap.kind)))


def _with_waiting(ctx: AppContext, session: Session, rows: list[TrailGap]) -> list[TrailGap]:
    """What has not been measured, with the answer that waits to be taken, where there is one."""
    unmeasured = {row.indicator_id for row in rows if row.indicator_id is not None}
    indicators = {
        indicator.id: indicator
        for indicator in session.scalars(select(Indicator).where(Indicator.id.in_(unmeasured)))
    }
    waiting = waiting_in(session, list(indicators.values()), ctx.today())
    return [
        replace(row, waiting=found[0], unit=indicators[row.indicator_id].unit)
        if row.indicator_id is not None and (found := waiting.get(row.indicator_id))
        else row
        for row in rows
    ]


class _Ids:
    """What the numbers of a report stand for."""

    def __init__(self, session: Session) -> None:
        self.themes = dict(session.execute(select(Theme.name, Theme.id)).all())
        self.problems = {
            (municipality, number): row_id
            for row_id, municipality, number in session.execute(
                select(Problem.id, Problem.municipality_id, Problem.number)
            )
        }
        self.causes = {
            (problem, number): row_id
            for row_id, problem, number in session.execute(
                select(Cause.id, Cause.problem_id, Cause.number)
            )
        }
        self.met = set(session.scalars(select(ActionCause.cause_id)))
        self.indicators: dict[tuple[int, str], int] = {}
        for row_id, promise, name in session.execute(
            select(Indicator.id, Indicator.promise_id, Indicator.name)
        ):
            self.indicators.setdefault((promise, name), row_id)
        self.answering: dict[int, int] = {}
        self.answered: dict[int, int] = {}
        for promise, problem in session.execute(
            select(PromiseProblem.promise_id, PromiseProblem.problem_id)
        ):
            self.answering.setdefault(problem, promise)
            self.answered.setdefault(promise, problem)


def _found(scoped: ScopedGaps, ids: _Ids) -> Iterator[TrailGap]:
    promises = {promise.number: promise.id for promise in scoped.then.promises}
    actions = {
        (promise_id, action.number): action.id
        for promise_id, rows in scoped.then.actions.items()
        for action in rows
    }
    for gap in scoped.found:
        if gap.kind is GapKind.THEME_UNANSWERED:
            theme = ids.themes[gap.subject]
            yield TrailGap(gap, (NodeKind.THEME, theme), theme_id=theme)
        elif gap.promise is None:
            problem = ids.problems.get((scoped.scope.municipality_id, gap.problem or 0))
            if problem is not None:
                yield from _of_problem(gap, problem, ids)
        else:
            row = _of_promise(gap, promises[gap.promise], ids)
            if gap.action is not None:
                action = actions[promises[gap.promise], gap.action]
                row = replace(row, node=(NodeKind.ACTION, action), action_id=action)
            yield row


def _of_problem(gap: Gap, problem: int, ids: _Ids) -> Iterator[TrailGap]:
    promise = ids.answering.get(problem)
    if gap.cause is None:
        node = (NodeKind.PROBLEM, problem)
        yield TrailGap(gap, node, problem_id=problem, promise_id=promise)
        return
    cause = ids.causes[problem, gap.cause]
    # A cause may be met under another agreement than the one that was looked at.
    if cause not in ids.met:
        node = (NodeKind.CAUSE, cause)
        yield TrailGap(gap, node, problem_id=problem, cause_id=cause, promise_id=promise)


def _of_promise(gap: Gap, promise: int, ids: _Ids) -> TrailGap:
    row = TrailGap(
        gap, (NodeKind.PROMISE, promise), problem_id=ids.answered.get(promise), promise_id=promise
    )
    if gap.kind in (GapKind.NEVER_MEASURED, GapKind.NOT_MEASURED):
        indicator = ids.indicators[promise, gap.subject]
        return replace(row, node=(NodeKind.INDICATOR, indicator), indicator_id=indicator)
    return row
