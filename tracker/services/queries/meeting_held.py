"""A meeting as it is held: what each point is about as the book now is, and what was changed."""

from dataclasses import dataclass
from datetime import date

from tracker.models.errors import NotFound
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.actions import ActionQuery, ActionRow, action_ids_in, action_rows_in
from tracker.services.queries.agenda_age import old_facts
from tracker.services.queries.indicators import IndicatorRow, indicators_in
from tracker.services.queries.meeting_changes import PointChange, changes_in
from tracker.services.queries.meetings import MeetingDetail, PointRow, meeting_detail_in
from tracker.services.queries.overview import DecisionRow, decisions_in

_ENTRIES = 4
_ACTIONS = 8


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with what it has changed.

    `facts_of` is the day that a coming meeting's agenda tells of, when the book has moved on since.
    """

    detail: MeetingDetail
    changes: tuple[PointChange, ...]
    facts_of: date | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a point is about. `actions` are a promise's, when the point is about all of it."""

    action: ActionDetail | None = None
    decision: DecisionRow | None = None
    indicator: IndicatorRow | None = None
    actions: tuple[ActionRow, ...] = ()


def look_at_meeting(ctx: AppContext, meeting_id: int) -> Held | None:
    """Read a meeting; None when it is gone."""
    with ctx.read() as session:
        try:
            detail = meeting_detail_in(session, meeting_id)
            facts_of = old_facts(session, meeting_id, ctx.today())
            return Held(detail, changes_in(session, meeting_id), facts_of)
        except NotFound:
            return None


def look_at_point(ctx: AppContext, point: PointRow) -> About:
    """Read what a point is about."""
    action = (
        None if point.action_id is None else action_detail(ctx, point.action_id, log_limit=_ENTRIES)
    )
    with ctx.read() as session:
        decision = indicator = None
        if point.decision_id is not None:
            asked = decisions_in(session, open_only=False)
            decision = next((row for row in asked if row.id == point.decision_id), None)
        if point.indicator_id is not None and point.promise_id is not None:
            of_promise = indicators_in(session, point.promise_id)
            indicator = next((row for row in of_promise if row.id == point.indicator_id), None)
        actions: tuple[ActionRow, ...] = ()
        only_promise = not (point.action_id or point.decision_id or point.indicator_id)
        if point.promise_id is not None and only_promise:
            query = ActionQuery(promise_ids=frozenset({point.promise_id}), only_open=True)
            ids = action_ids_in(session, query, ctx.today())
            actions = tuple(action_rows_in(session, ids[:_ACTIONS], ctx.today()))
    return About(action, decision, indicator, actions)
