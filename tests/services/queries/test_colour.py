"""The follow-up rule in SQL gives what `models.progress` gives, on both databases."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, update
from sqlalchemy.orm import Session

from tests.factory import a_person, a_promise
from tracker.models.action import Action, ActionNote, ActionTally, Occasion
from tracker.models.book import Book
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, Party, PromiseStatus
from tracker.models.progress import Limits, Plan, colour, days_late, share_due, urgency
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import ActionQuery, action_ids_in
from tracker.services.queries.actions import ActionRow, action_rows_in
from tracker.services.queries.colour_sql import standings
from tracker.services.queries.review import (
    Reason,
    ReviewQuery,
    Why,
    review_first_in,
    review_ids_in,
    review_rows_in,
)

TODAY = dt.date(2018, 9, 15)
STATUSES = tuple(ActionStatus)

limits = st.builds(
    lambda risk, more, days: Limits(risk + more, risk, days, days + more),
    st.integers(1, 50),
    st.integers(0, 50),
    st.integers(0, 60),
)
# Half of the days at a limit's edge: today, and the defaults' 14 and 30 days from it.
days = st.one_of(
    st.sampled_from([TODAY + dt.timedelta(n) for n in (-1, 0, 1, 13, 14, 15, 29, 30, 31)]),
    st.dates(dt.date(2016, 1, 1), dt.date(2020, 12, 31)),
)


@dataclass(frozen=True)
class Case:
    """A plan, and the recurrence's dates and owner that it comes with."""

    plan: Plan
    due: tuple[dt.date, ...]
    owned: bool


@st.composite
def cases(draw: st.DrawFn) -> Case:
    start, deadline = draw(st.none() | days), draw(st.none() | days)
    if start and deadline and deadline < start:
        start, deadline = deadline, start
    due = tuple(draw(st.lists(days, max_size=4, unique=True)))
    plan = Plan(
        draw(st.sampled_from(ActionKind)),
        draw(st.sampled_from((*STATUSES, ActionStatus.ONGOING, ActionStatus.ONGOING))),
        start,
        deadline,
        draw(st.none() | st.decimals("0.001", 500, places=3)),
        entries=draw(st.integers(0, 2)),
        noted=draw(st.booleans()),
        occasions=len(due),
        occasions_due=sum(day <= TODAY for day in due),
        override=draw(st.none() | st.none() | st.none() | st.sampled_from(FollowUp)),
    )
    return Case(replace(plan, done=_done(draw, plan)), due, draw(st.booleans()))


def _done(draw: st.DrawFn, plan: Plan) -> Decimal:
    """Nothing, anything, or just beside a limit of the colours."""
    if plan.entries == 0:
        return Decimal(0)
    if plan.planned is None or draw(st.booleans()):
        return draw(st.decimals(0, 500, places=3))
    share = share_due(plan, TODAY) or 0
    expected = Decimal(share.numerator) / share.denominator * plan.planned if share else Decimal(0)
    at = draw(
        st.sampled_from(
            [expected, expected - 1, expected * 9 / 10, expected * 6 / 10, plan.planned]
        )
    )
    beside = draw(st.sampled_from([Decimal("-0.001"), Decimal(0), Decimal("0.001")]))
    return max(Decimal(0), (at + beside).quantize(Decimal("0.001")))


@contextmanager
def a_plan(
    ctx: AppContext, promise: int, owner: int, told: Sequence[Case], limits: Limits
) -> Iterator[Session]:
    """The cases as the actions 1, 2, 3 … of a running promise, in a write that comes to nothing."""
    writing = ctx.engine.connect().execution_options(tracker_write=True)
    with writing as connection, Session(connection) as session:
        _fill(connection, promise, owner, told)
        connection.execute(
            update(Promise)
            .where(Promise.id == promise)
            .values(status=PromiseStatus.RUNNING, signed_on=TODAY)
        )
        connection.execute(
            update(Book).values(
                on_track_percent=limits.on_track_percent,
                risk_percent=limits.risk_percent,
                risk_days=limits.risk_days,
                due_soon_days=limits.due_soon_days,
            )
        )
        yield session
        session.rollback()
        connection.rollback()


def _fill(connection: Connection, promise: int, owner: int, told: Sequence[Case]) -> None:
    for number, case in enumerate(told, start=1):
        plan = case.plan
        connection.execute(
            insert(Action).values(
                id=number,
                promise_id=promise,
                number=number,
                title="Åtgärd",
                party=Party.POLICE,
                owner_id=owner if case.owned else None,
                start_on=plan.start,
                deadline=plan.deadline,
                kind=plan.kind,
                planned=plan.planned,
                status=plan.status,
                status_reason="Skäl",
                override_colour=plan.override,
                override_reason="Skäl" if plan.override else "",
            )
        )
        if plan.entries:
            # On either side of the days after which an action is silent.
            last_on = TODAY - dt.timedelta(45 * plan.entries)
            connection.execute(
                insert(ActionTally).values(
                    action_id=number, done=plan.done, entries=plan.entries, last_on=last_on
                )
            )
        if plan.noted:
            connection.execute(
                insert(ActionNote).values(
                    id=1000 + number,
                    action_id=number,
                    written_on=TODAY,
                    written_by="Gruppchef",
                    text="Noterat",
                )
            )
        for place, day in enumerate(case.due):
            connection.execute(
                insert(Occasion).values(id=number * 10_000 + place, action_id=number, due_on=day)
            )


@pytest.fixture
def promise(anywhere: AppContext) -> int:
    return a_promise(anywhere)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=st.lists(cases(), min_size=1, max_size=25), limits=limits)
def test_the_rule_is_the_same_in_both_languages(
    anywhere: AppContext, promise: int, told: list[Case], limits: Limits
) -> None:
    owner = a_person(anywhere)
    expected = {
        number: colour(case.plan, TODAY, limits) for number, case in enumerate(told, start=1)
    }
    ids = list(expected)
    with a_plan(anywhere, promise, owner, told, limits) as session:
        rows = action_rows_in(session, ids, TODAY)
        assert {row.id: row.colour for row in rows} == expected
        for wanted in FollowUp:
            found = action_ids_in(session, ActionQuery(colours=frozenset({wanted})), TODAY)
            assert set(found) == {n for n in ids if expected[n] is wanted}, wanted
        late = action_ids_in(session, ActionQuery(only_late=True), TODAY)
        assert set(late) == {row.id for row in rows if row.days_late}
        assert list(action_ids_in(session, ActionQuery(), TODAY)) == sorted(
            ids, key=lambda n: (urgency(expected[n]), _deadline(told[n - 1]), n)
        )
        standing = standings(session, TODAY, limits)[promise]
        assert {(alike.status, alike.colour): alike.count for alike in standing} == Counter(
            (case.plan.status, expected[n]) for n, case in enumerate(told, start=1)
        )
        overdue = [case.plan.deadline for case in told if days_late(case.plan, TODAY)]
        known = [alike.overdue_since for alike in standing if alike.overdue_since]
        assert min(known, default=None) == min(filter(None, overdue), default=None)
        assert sum(alike.due_soon for alike in standing) == sum(
            _due_soon(case, limits) for case in told
        )
        why = {row.id: found for row, found in review_rows_in(session, ids, TODAY)}
        queued = {row.id for row in rows if _to_review(row, why[row.id])}
        queue = review_ids_in(session, TODAY)
        assert set(queue) == queued
        first = [
            n for n in queue if expected[n] is FollowUp.LATE and _deadline(told[n - 1]) < TODAY
        ]
        for count in range(1, len(first) + 1):
            assert review_first_in(session, TODAY, ReviewQuery(), count) == queue[:count]
        assert not review_first_in(session, TODAY, ReviewQuery(), len(first) + 1)
        for one in Why:
            of_it = review_ids_in(session, TODAY, ReviewQuery(whys=frozenset({one})))
            assert set(of_it) == {n for n in queued if one in {r.why for r in why[n]}}, one


def _deadline(case: Case) -> dt.date:
    return case.plan.deadline or dt.date.max


def _days_left(case: Case) -> int | None:
    return None if case.plan.deadline is None else (case.plan.deadline - TODAY).days


def _due_soon(case: Case, limits: Limits) -> bool:
    left = _days_left(case)
    return not case.plan.status.ended and left is not None and 0 <= left <= limits.due_soon_days


def _to_review(row: ActionRow, found: Sequence[Reason]) -> bool:
    """Whatever has a reason; a colour set by hand is one when it is yellow or red."""
    urgent = row.colour in (FollowUp.LATE, FollowUp.AT_RISK)
    return not row.status.ended and (urgent or any(r.why is not Why.BY_HAND for r in found))
