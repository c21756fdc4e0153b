"""Expected by now, lateness and the follow-up colour; the examples are those of the handbook."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.models.enums import ActionKind, ActionStatus, FollowUp, PromiseStatus
from tracker.models.progress import (
    Limits,
    Plan,
    colour,
    days_late,
    expected_by,
    promise_colour,
    urgency,
)

LIMITS = Limits()
YEAR = Plan(
    ActionKind.RECURRING,
    ActionStatus.ONGOING,
    start=dt.date(2018, 1, 1),
    deadline=dt.date(2018, 12, 31),
    planned=Decimal(30),
)
SINGLE = Plan(
    ActionKind.SINGLE,
    ActionStatus.PLANNED,
    start=dt.date(2018, 1, 1),
    deadline=dt.date(2018, 5, 31),
    planned=None,
)
ENDED = [status for status in ActionStatus if status.ended]

RUNNING_ACTION = [status for status in ActionStatus if not status.ended]

days = st.dates(dt.date(2017, 1, 1), dt.date(2020, 12, 31))
amounts = st.decimals(0, 500, places=1)
limits = st.builds(
    lambda risk, more, days: Limits(risk + more, risk, days),
    st.integers(1, 50),
    st.integers(0, 50),
    st.integers(0, 60),
)


@st.composite
def plans(draw: st.DrawFn, statuses: Sequence[ActionStatus] = tuple(ActionStatus)) -> Plan:
    start, deadline = (draw(st.none() | days) for _ in range(2))
    if start and deadline and deadline < start:
        start, deadline = deadline, start
    occasions = draw(st.integers(0, 12))
    return Plan(
        draw(st.sampled_from(ActionKind)),
        draw(st.sampled_from(statuses)),
        start,
        deadline,
        draw(st.none() | st.decimals("0.1", 500, places=1)),
        done=draw(amounts),
        entries=draw(st.integers(0, 3)),
        noted=draw(st.booleans()),
        occasions=occasions,
        occasions_due=draw(st.integers(0, occasions)),
        override=draw(st.none() | st.sampled_from(FollowUp)),
    )


# --- expected by now -----------------------------------------------------------------------------


def test_it_grows_evenly_from_start_to_deadline() -> None:
    on_15_september = expected_by(YEAR, dt.date(2018, 9, 15))
    assert on_15_september == pytest.approx(30 * 257 / 364)
    assert on_15_september == pytest.approx(21.18, abs=0.005)
    assert expected_by(YEAR, dt.date(2018, 1, 1)) == 0
    assert expected_by(YEAR, dt.date(2017, 6, 1)) == 0
    assert expected_by(YEAR, dt.date(2018, 12, 31)) == 30
    assert expected_by(YEAR, dt.date(2019, 6, 1)) == 30


def test_a_recurrence_counts_its_own_dates() -> None:
    plan = replace(YEAR, planned=Decimal(24), occasions=12, occasions_due=5)
    assert expected_by(plan, dt.date(2018, 12, 30)) == 10


def test_without_target_or_dates_nothing_is_expected() -> None:
    today = dt.date(2018, 9, 15)
    assert expected_by(replace(YEAR, planned=None), today) is None
    assert expected_by(replace(YEAR, start=None), today) is None
    assert expected_by(replace(YEAR, deadline=None), today) is None


def test_a_plan_of_one_day_is_expected_that_day() -> None:
    plan = replace(YEAR, start=dt.date(2018, 5, 1), deadline=dt.date(2018, 5, 1))
    assert expected_by(plan, dt.date(2018, 4, 30)) == 0
    assert expected_by(plan, dt.date(2018, 5, 1)) == 30


@given(plans(), days)
def test_it_is_between_nothing_and_what_was_planned(plan: Plan, today: dt.date) -> None:
    expected = expected_by(plan, today)
    assert expected is None or 0 <= expected <= float(plan.planned or 0)


@given(plans(), days, days)
def test_it_never_shrinks_as_days_pass(plan: Plan, one: dt.date, other: dt.date) -> None:
    earlier, later = (expected_by(plan, day) for day in sorted((one, other)))
    assert (earlier is None) == (later is None)
    assert earlier is None or later is None or earlier <= later


# --- lateness ------------------------------------------------------------------------------------


def test_what_is_unfinished_after_its_deadline_is_late() -> None:
    assert days_late(SINGLE, dt.date(2018, 5, 31)) == 0
    assert days_late(SINGLE, dt.date(2018, 6, 1)) == 1
    assert days_late(replace(YEAR, done=Decimal(29)), dt.date(2019, 1, 10)) == 10


def test_what_has_reached_its_quantity_is_not_late() -> None:
    assert days_late(replace(YEAR, done=Decimal(30)), dt.date(2019, 1, 10)) == 0


@given(plans(), plans(ENDED), days)
def test_what_has_ended_or_has_no_deadline_is_never_late(
    plan: Plan, ended: Plan, today: dt.date
) -> None:
    assert days_late(ended, today) == 0
    assert days_late(replace(plan, deadline=None), today) == 0


# --- the colour ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "today", "expected"),
    [
        # 17 of 30 on 15 September, where 21.18 should have been done: 80 %.
        (replace(YEAR, done=Decimal(17)), dt.date(2018, 9, 15), FollowUp.AT_RISK),
        # 26 of 24: over-delivery is normal.
        (replace(YEAR, planned=Decimal(24), done=Decimal(26)), dt.date(2018, 9, 15),
         FollowUp.ON_TRACK),
        (replace(YEAR, planned=Decimal(24), done=Decimal(26)), dt.date(2019, 2, 1),
         FollowUp.ON_TRACK),
        # 0 of 2 past the deadline.
        (replace(YEAR, planned=Decimal(2)), dt.date(2019, 1, 1), FollowUp.LATE),
        # 90 % of 21.18 is 19.06.
        (replace(YEAR, done=Decimal("19.1")), dt.date(2018, 9, 15), FollowUp.ON_TRACK),
        (replace(YEAR, done=Decimal("19.0")), dt.date(2018, 9, 15), FollowUp.AT_RISK),
        # 60 % of 21.18 is 12.71.
        (replace(YEAR, done=Decimal("12.8")), dt.date(2018, 9, 15), FollowUp.AT_RISK),
        (replace(YEAR, done=Decimal("12.7")), dt.date(2018, 9, 15), FollowUp.LATE),
        # Less than one unit short is no shortfall: 0 of 1.41.., 0 of 0.99..
        (replace(YEAR, planned=Decimal(2)), dt.date(2018, 9, 15), FollowUp.LATE),
        (replace(YEAR, planned=Decimal(2), done=Decimal(1)), dt.date(2018, 9, 15),
         FollowUp.ON_TRACK),
        (replace(YEAR, planned=Decimal(2)), dt.date(2018, 6, 30), FollowUp.ON_TRACK),
        # Nothing expected yet.
        (YEAR, dt.date(2018, 1, 1), FollowUp.NOT_STARTED),
        (YEAR, dt.date(2017, 12, 1), FollowUp.NOT_STARTED),
        (replace(YEAR, done=Decimal(1)), dt.date(2017, 12, 1), FollowUp.ON_TRACK),
        # A target without dates says nothing of today.
        (replace(YEAR, start=None, deadline=None), dt.date(2018, 9, 15), FollowUp.NO_TARGET),
        (replace(YEAR, start=None, deadline=None, done=Decimal(30)), dt.date(2018, 9, 15),
         FollowUp.ON_TRACK),
        # "Hög närvaro" without target.
        (replace(YEAR, planned=None), dt.date(2018, 9, 15), FollowUp.NO_TARGET),
        (replace(YEAR, planned=None, kind=ActionKind.ORDINARY), dt.date(2018, 9, 15),
         FollowUp.NO_TARGET),
        (replace(YEAR, planned=None), dt.date(2019, 9, 15), FollowUp.LATE),
        # A single action, whose deadline is 31 May: 14 days or fewer with nothing reported.
        (SINGLE, dt.date(2018, 5, 16), FollowUp.ON_TRACK),
        (SINGLE, dt.date(2018, 5, 17), FollowUp.AT_RISK),
        (SINGLE, dt.date(2018, 5, 31), FollowUp.AT_RISK),
        (replace(SINGLE, noted=True), dt.date(2018, 5, 31), FollowUp.ON_TRACK),
        (replace(SINGLE, entries=1), dt.date(2018, 5, 31), FollowUp.ON_TRACK),
        (replace(SINGLE, noted=True), dt.date(2018, 6, 1), FollowUp.LATE),
        (SINGLE, dt.date(2017, 12, 31), FollowUp.NOT_STARTED),
        (replace(SINGLE, entries=1), dt.date(2017, 12, 31), FollowUp.ON_TRACK),
        (replace(SINGLE, start=None), dt.date(2017, 12, 31), FollowUp.ON_TRACK),
        (replace(SINGLE, deadline=None), dt.date(2018, 5, 1), FollowUp.NO_TARGET),
    ],
)  # fmt: skip
def test_the_rule_by_example(plan: Plan, today: dt.date, expected: FollowUp) -> None:
    assert colour(plan, today, LIMITS) is expected


def test_each_book_sets_its_own_limits() -> None:
    plan, today = replace(YEAR, done=Decimal(17)), dt.date(2018, 9, 15)
    assert colour(plan, today, Limits(on_track_percent=80)) is FollowUp.ON_TRACK
    assert colour(plan, today, Limits(risk_percent=85)) is FollowUp.LATE
    assert colour(SINGLE, dt.date(2018, 5, 17), Limits(risk_days=13)) is FollowUp.ON_TRACK


@given(plans(), days, limits)
def test_an_ended_action_has_a_status_instead(plan: Plan, today: dt.date, book: Limits) -> None:
    assert (colour(plan, today, book) is None) == plan.status.ended


@given(plans(RUNNING_ACTION), days, limits, st.sampled_from(FollowUp))
def test_an_override_beats_the_rule_until_the_end(
    plan: Plan, today: dt.date, book: Limits, override: FollowUp
) -> None:
    assert colour(replace(plan, override=override), today, book) is override


@given(plans(RUNNING_ACTION), days, limits, amounts)
def test_doing_more_never_makes_it_worse(
    plan: Plan, today: dt.date, book: Limits, more: Decimal
) -> None:
    assume(plan.planned is not None)
    now = colour(plan, today, book)
    then = colour(replace(plan, done=plan.done + more), today, book)
    # The greys are outside the order: what has not started turns green.
    order = [FollowUp.LATE, FollowUp.AT_RISK, FollowUp.ON_TRACK]
    assert now not in order or then not in order or order.index(then) >= order.index(now)


@given(plans(RUNNING_ACTION), st.integers(1, 500), limits)
def test_late_in_days_is_late_in_colour(plan: Plan, days_after: int, book: Limits) -> None:
    deadline = plan.deadline or dt.date(2018, 5, 31)
    plan = replace(plan, deadline=deadline, override=None)
    today = deadline + dt.timedelta(days_after)
    late = days_late(plan, today)
    assert late in (0, days_after)
    assert (colour(plan, today, book) is FollowUp.LATE) == bool(late)


def test_the_most_urgent_comes_first_and_the_ended_last() -> None:
    order = sorted([None, *FollowUp], key=urgency)
    assert order == [
        FollowUp.LATE,
        FollowUp.AT_RISK,
        FollowUp.ON_TRACK,
        FollowUp.NOT_STARTED,
        FollowUp.NO_TARGET,
        None,
    ]


# --- the promise ---------------------------------------------------------------------------------

action_states = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(ENDED), st.none()),
        st.tuples(st.just(ActionStatus.ONGOING), st.sampled_from(FollowUp)),
    ),
    max_size=6,
)
RUNNING = [PromiseStatus.SIGNED, PromiseStatus.RUNNING]


@given(st.sampled_from(sorted(set(PromiseStatus) - set(RUNNING))), action_states)
def test_a_draft_and_an_ended_promise_have_a_status_instead(
    status: PromiseStatus, actions: list[tuple[ActionStatus, FollowUp | None]]
) -> None:
    assert promise_colour(status, actions) is None


@given(st.sampled_from(RUNNING), action_states)
def test_a_running_promise_is_as_good_as_its_worst_action(
    status: PromiseStatus, actions: list[tuple[ActionStatus, FollowUp | None]]
) -> None:
    found = promise_colour(status, actions)
    assert found is not None
    assert all(urgency(found) <= urgency(own) for _, own in actions if own is not None)


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ([(ActionStatus.ONGOING, FollowUp.ON_TRACK), (ActionStatus.ONGOING, FollowUp.LATE)],
         FollowUp.LATE),
        ([(ActionStatus.DONE, None), (ActionStatus.NOT_DONE, None)], FollowUp.AT_RISK),
        ([(ActionStatus.NOT_DONE, None), (ActionStatus.ONGOING, FollowUp.LATE)], FollowUp.LATE),
        ([(ActionStatus.DONE, None)], FollowUp.ON_TRACK),
        ([(ActionStatus.DROPPED, None), (ActionStatus.ONGOING, FollowUp.NOT_STARTED)],
         FollowUp.NOT_STARTED),
        ([], FollowUp.NO_TARGET),
    ],
)  # fmt: skip
def test_a_promise_by_example(
    actions: list[tuple[ActionStatus, FollowUp | None]], expected: FollowUp
) -> None:
    assert promise_colour(PromiseStatus.RUNNING, actions) is expected
