"""The picture in ten seconds: tiles, a card per promise, open decisions, the latest entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionTally, LogEntry
from tracker.models.base import Base
from tracker.models.enums import FollowUp, Party, PromiseStatus
from tracker.models.organisation import Municipality, PoliceArea
from tracker.models.problem import Problem
from tracker.models.promise import DecisionOption, DecisionRequest, Promise
from tracker.models.report import Report
from tracker.models.survey import Survey
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import ids_by_promise
from tracker.services.queries.actions import ActionRow, action_rows_in, limits_of
from tracker.services.queries.colour_sql import standings
from tracker.services.queries.due import DueKind, DueQuery, DueRow, due_rows_in
from tracker.services.queries.indicators import IndicatorRow, indicators_of
from tracker.services.queries.log import LogRow, latest_log
from tracker.services.queries.promises import PromiseRow, promise_rows_in
from tracker.services.queries.review import review_count_in
from tracker.services.reports.archive import agreement_at

IN_FORCE = frozenset({PromiseStatus.SIGNED, PromiseStatus.RUNNING})
CARDS = 12
ACTIONS_PER_CARD = 8
LOG_DAYS = 30


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision request, open while `decided_on` is None. Options are (text, cost in kronor)."""

    id: int
    version: int
    question: str
    decider: str
    party: Party
    due_on: date
    reason: str
    promise_id: int | None
    promise_number: int | None
    action_id: int | None
    options: tuple[tuple[str, Decimal | None], ...]
    answer: str | None
    decided_by: str | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """A promise with its most urgent actions first; `more` are left out."""

    row: PromiseRow
    actions: tuple[ActionRow, ...]
    more: int
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows for the promises in force (or of one year).

    `drafts` and `ended` are of all years.
    """

    today: date
    municipality: str
    police_area: str
    period: tuple[date, date] | None
    colours: dict[FollowUp, int]
    promises_in_force: int
    late_actions: int
    open_actions: int
    most_days_late: int
    due_soon: int
    due_soon_days: int
    next_deadline: date | None
    logged: int
    logged_before: int
    cards: tuple[PromiseCard, ...]
    more_cards: int
    drafts: tuple[PromiseRow, ...]
    ended: tuple[PromiseRow, ...]
    decisions: tuple[DecisionRow, ...]
    latest: tuple[LogRow, ...]
    measurements: tuple[DueRow, ...] = ()
    """The measurements that should have been made, or soon are."""


def overview(ctx: AppContext, *, year: int | None = None) -> Overview:
    """The overview of promises whose period touches `year`; None for all of them."""
    with ctx.read() as session:
        today, limits = ctx.today(), limits_of(session)
        standing = standings(session, today, limits)
        every = promise_rows_in(session, standing)
        rows = [
            row
            for row in every
            if year is None or row.period_start.year <= year <= row.period_end.year
        ]
        in_force = [row for row in rows if row.status in IN_FORCE]
        shown = in_force or [row for row in rows if row.status.ended]
        running = [
            alike
            for row in in_force
            for alike in standing.get(row.id, ())
            if not alike.status.ended
        ]
        late = [alike for alike in running if alike.colour is FollowUp.LATE]
        overdue = [alike.overdue_since for alike in late if alike.overdue_since is not None]
        municipality, police_area = _parties(session, today)
        return Overview(
            today=today,
            municipality=municipality,
            police_area=police_area,
            period=_period(shown),
            colours={colour: sum(row.colour is colour for row in in_force) for colour in FollowUp},
            promises_in_force=len(in_force),
            late_actions=sum(alike.count for alike in late),
            open_actions=sum(alike.count for alike in running),
            most_days_late=(today - min(overdue)).days if overdue else 0,
            due_soon=sum(alike.due_soon for alike in running),
            due_soon_days=limits.due_soon_days,
            next_deadline=min(
                (alike.next_due for alike in running if alike.next_due is not None), default=None
            ),
            logged=_logged(session, today - timedelta(LOG_DAYS - 1), today),
            logged_before=_logged(
                session, today - timedelta(2 * LOG_DAYS - 1), today - timedelta(LOG_DAYS)
            ),
            cards=tuple(_cards(session, shown[:CARDS], today)),
            more_cards=max(0, len(shown) - CARDS),
            drafts=tuple(row for row in every if not row.status.locked),
            ended=tuple(row for row in every if row.status.ended and row not in shown),
            decisions=tuple(decisions_in(session)),
            latest=tuple(latest_log(ctx)),
            measurements=tuple(due_rows_in(session, _measuring(today, limits.due_soon_days))),
        )


def _measuring(today: date, soon: int) -> DueQuery:
    kinds = frozenset({DueKind.MEASUREMENT})
    return DueQuery(last=today + timedelta(soon), kinds=kinds, today=today)


def _period(rows: list[PromiseRow]) -> tuple[date, date] | None:
    if not rows:
        return None
    return min(row.period_start for row in rows), max(row.period_end for row in rows)


def _parties(session: Session, today: date) -> tuple[str, str]:
    agreement = agreement_at(session, today)
    if agreement is not None:
        municipality = session.get_one(Municipality, agreement.municipality_id)
        return municipality.name, session.get_one(PoliceArea, agreement.police_area_id).name
    name = session.scalars(select(Municipality.name).order_by(Municipality.id).limit(1)).first()
    return name or "", ""


def _logged(session: Session, first: date, last: date) -> int:
    return (
        session.scalar(
            select(func.count()).select_from(LogEntry).where(LogEntry.done_on.between(first, last))
        )
        or 0
    )


def _cards(session: Session, rows: Sequence[PromiseRow], today: date) -> Iterator[PromiseCard]:
    promise_ids = [row.id for row in rows]
    ids = ids_by_promise(session, promise_ids, today)
    first = [i for of_promise in ids.values() for i in of_promise[:ACTIONS_PER_CARD]]
    actions: dict[int, list[ActionRow]] = {}
    for action in action_rows_in(session, first, today):
        actions.setdefault(action.promise_id, []).append(action)
    indicators = indicators_of(session, promise_ids)
    for row in rows:
        yield PromiseCard(
            row,
            tuple(actions.get(row.id, ())),
            max(0, row.actions - ACTIONS_PER_CARD),
            indicators.get(row.id, ()),
        )


def decisions(ctx: AppContext, *, open_only: bool = True) -> list[DecisionRow]:
    """Decision requests, first due first."""
    with ctx.read() as session:
        return decisions_in(session, open_only=open_only)


def decisions_in(session: Session, *, open_only: bool = True) -> list[DecisionRow]:
    """As `decisions`, inside a read that does more."""
    statement = (
        select(DecisionRequest, Promise.number)
        .outerjoin(Promise, Promise.id == DecisionRequest.promise_id)
        .order_by(DecisionRequest.due_on, DecisionRequest.id)
    )
    if open_only:
        statement = statement.where(DecisionRequest.decided_on.is_(None))
    options: dict[int, list[tuple[str, Decimal | None]]] = {}
    for option in session.scalars(select(DecisionOption).order_by(DecisionOption.position)):
        options.setdefault(option.decision_request_id, []).append((option.text, option.cost))
    return [
        DecisionRow(
            d.id,
            d.version,
            d.question,
            d.decider,
            d.party,
            d.due_on,
            d.reason,
            d.promise_id,
            number,
            d.action_id,
            tuple(options.get(d.id, ())),
            d.answer,
            d.decided_by,
            d.decided_on,
        )
        for d, number in session.execute(statement)
    ]


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures beside the sidebar's words."""

    promises: int
    actions: int
    review: int
    entries: int
    surveys: int
    problems: int
    reports: int


def counts(ctx: AppContext) -> Counts:
    """How many rows each page holds."""
    with ctx.read() as session:

        def number(model: type[Base]) -> int:
            return session.scalar(select(func.count()).select_from(model)) or 0

        return Counts(
            number(Promise),
            number(Action),
            review_count_in(session, ctx.today()),
            # A tenth of the time that counting a million entries takes.
            session.scalar(select(func.sum(ActionTally.entries))) or 0,
            number(Survey),
            number(Problem),
            number(Report),
        )
