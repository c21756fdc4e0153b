"""The list of promises, Brå's plan for one of them, and everything about one action."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factory import (
    AGREEMENT,
    DAY,
    YEAR,
    a_cause,
    a_problem,
    a_promise,
    a_signed_promise,
    an_action,
    version_of,
)
from tests.refusals import refused
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.completeness import Lack
from tracker.models.enums import (
    ActionStatus,
    DeviationKind,
    Direction,
    FollowUp,
    IndicatorKind,
    PromiseStatus,
)
from tracker.models.promise import Promise
from tracker.services.actions import (
    AddNote,
    MoveDeadline,
    SetStatus,
    add_note,
    move_deadline,
    set_status,
)
from tracker.services.agreements import add_agreement
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    FeedbackFields,
    IndicatorFields,
    Measure,
    add_indicator,
    measure,
    plan_feedback,
)
from tracker.services.log import LogFields, log_done
from tracker.services.promises import (
    AddPromise,
    EndPromise,
    NewVersion,
    PromiseFields,
    add_promise,
    end_promise,
    new_version,
)
from tracker.services.queries.action_detail import action_detail
from tracker.services.queries.action_ids import ActionQuery, action_ids
from tracker.services.queries.actions import action_rows
from tracker.services.queries.plan import PlanView, plan
from tracker.services.queries.promises import promise_rows


def _plan(ctx: AppContext, number: int) -> PlanView:
    return plan(ctx, next(row.id for row in promise_rows(ctx) if row.number == number))


# --- the list ------------------------------------------------------------------------------------


def test_the_worst_running_promise_comes_first_and_ended_ones_last(example: AppContext) -> None:
    assert [(row.number, row.colour, row.actions, row.gaps) for row in promise_rows(example)] == [
        (5, FollowUp.LATE, 5, 0),
        (4, FollowUp.AT_RISK, 4, 0),
        (3, FollowUp.ON_TRACK, 3, 0),
        (6, None, 0, 1),
        (2, None, 4, 0),
        (1, None, 4, 0),
    ]


def test_a_promise_takes_the_colour_of_its_worst_action(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    promise, action = a_signed_promise(anywhere)
    log_done(anywhere, LogFields(action, DAY, Decimal(30)))
    [row] = promise_rows(anywhere)
    assert (row.colour, row.actions) == (FollowUp.ON_TRACK, 1)
    clock.walk_to(dt.date(2018, 6, 1))
    other = an_action(anywhere, promise)
    assert promise_rows(anywhere)[0].colour is FollowUp.LATE
    ref = (other, version_of(anywhere, Action, other))
    set_status(anywhere, SetStatus((ref,), ActionStatus.NOT_DONE, "Personal omfördelad"))
    assert promise_rows(anywhere)[0].colour is FollowUp.AT_RISK
    version = version_of(anywhere, Promise, promise)
    end_promise(anywhere, EndPromise(promise, version, PromiseStatus.PARTLY_KEPT, "Vakans"))
    assert promise_rows(anywhere)[0].colour is None


def test_promises_of_every_agreement_are_listed(ctx: AppContext) -> None:
    other = add_agreement(ctx, replace(AGREEMENT, municipality="Åmål"))
    fields = PromiseFields("Tryggare hamn", "Vi lyser upp hamnen.", *YEAR)
    add_promise(ctx, AddPromise(other, fields))
    a_promise(ctx)
    assert {(row.number, row.title) for row in promise_rows(ctx)} == {
        (1, "Tryggare hamn"),
        (1, "Synlig polis"),
    }


# --- the plan ------------------------------------------------------------------------------------


def test_the_plan_of_the_stadskarna(example: AppContext) -> None:
    view = _plan(example, 5)
    assert (view.row.title, view.row.status) == ("Levande stadskärna", PromiseStatus.RUNNING)
    assert [(p.number, p.title, len(p.evidence)) for p in view.problems] == [
        (5, "Folktomt och otryggt centrum kvällstid", 3)
    ]
    assert [
        (cause.number, cause.description, [row.label for row in view.actions_against(cause.id)])
        for cause in view.causes
    ] == [
        (1, "Folktomt efter kl. 18", ["5.1", "5.2", "5.3"]),
        (2, "Mörka passager", ["5.4", "5.5"]),
    ]
    assert view.actions_against(None) == []
    assert [row.label for row in view.actions] == ["5.1", "5.2", "5.3", "5.4", "5.5"]
    assert [(row.name, len(row.measurements)) for row in view.indicators] == [
        ("Otrygga kvällstid", 0),
        ("Pass fredag och lördag kväll", 2),
    ]
    assert [(row.planned_on.isoformat(), row.done_on is None) for row in view.feedback] == [
        ("2018-05-04", False),
        ("2018-09-14", True),
    ]
    assert [(row.number, row.signed_on) for row in view.versions] == [(1, dt.date(2017, 12, 14))]
    assert (view.surveys, view.entries, view.missing) == (2, 41, ())


def test_a_moved_deadline_is_told_as_a_deviation(example: AppContext) -> None:
    [deviation] = _plan(example, 3).deviations
    assert (deviation.kind, deviation.action_label) == (DeviationKind.DEADLINE, "3.1")
    assert (deviation.before, deviation.after) == ("2018-05-31", "2018-09-28")
    assert deviation.decided_by == "Styrgruppen"


def test_an_ended_promise_says_why_and_lacks_nothing(example: AppContext) -> None:
    view = _plan(example, 1)
    assert view.outcome_reason.startswith("40 armaturer är lagade")
    assert (view.missing, view.entries) == ((), 61)


def test_an_empty_draft(example: AppContext) -> None:
    view = _plan(example, 6)
    assert [gap.lack for gap in view.missing] == [Lack.ACTION, Lack.PROBLEM, Lack.FEEDBACK]
    assert (view.vague, view.surveys, view.entries) == (("verka för",), 0, 0)


def test_an_action_without_a_cause_comes_last(anywhere: AppContext) -> None:
    problem = a_problem(anywhere)
    promise = a_promise(anywhere, problem_ids=(problem,))
    bare = an_action(anywhere, promise, title="Utan orsak")
    cause = a_cause(anywhere, problem)
    linked = an_action(anywhere, promise, title="Mot mörkret", cause_ids=(cause,))
    view = plan(anywhere, promise)
    assert [row.id for row in view.actions_against(cause)] == [linked]
    assert [row.id for row in view.actions_against(None)] == [bare]


def test_a_new_version_and_its_reason(anywhere: AppContext) -> None:
    promise, _ = a_signed_promise(anywhere)
    version = version_of(anywhere, Promise, promise)
    new = NewVersion(promise, version, "Ny rubrik", "Vi lovar mer.", "Fler pass", "Chefen", DAY)
    new_version(anywhere, new)
    view = plan(anywhere, promise)
    assert [(row.number, row.title) for row in view.versions] == [
        (1, "Synlig polis"),
        (2, "Ny rubrik"),
    ]
    assert [(row.kind, row.reason, row.action_label) for row in view.deviations] == [
        (DeviationKind.TEXT, "Fler pass", "")
    ]


def test_measurements_stand_by_their_day_under_their_indicator(anywhere: AppContext) -> None:
    promise = a_promise(anywhere)
    first, second = (
        add_indicator(anywhere, IndicatorFields(promise, name, IndicatorKind.EFFECT, Direction.UP))
        for name in ("Betyg", "Andel")
    )
    for indicator, days, value in (
        (second, 2, None),
        (second, 1, Decimal(3)),
        (first, 1, Decimal(4)),
    ):
        measure(anywhere, Measure(indicator, DAY - dt.timedelta(days), value, note="Not"))
    rows = plan(anywhere, promise).indicators
    assert [(row.name, [m.value for m in row.measurements]) for row in rows] == [
        ("Betyg", [Decimal(4)]),
        ("Andel", [None, Decimal(3)]),
    ]


def test_feedback_is_told_by_its_planned_day(anywhere: AppContext) -> None:
    promise = a_promise(anywhere)
    for days in (9, 3):
        plan_feedback(
            anywhere, FeedbackFields(promise, "Boende", "Webben", DAY + dt.timedelta(days))
        )
    assert [(row.planned_on - DAY).days for row in plan(anywhere, promise).feedback] == [3, 9]


def test_a_promise_that_is_gone(ctx: AppContext) -> None:
    with refused("row.missing"):
        plan(ctx, 4711)


# --- one action ----------------------------------------------------------------------------------


def _labelled(ctx: AppContext, label: str) -> int:
    rows = action_rows(ctx, action_ids(ctx, ActionQuery(text=label)))
    return next(row.id for row in rows if row.label == label)


def test_everything_about_one_action(example: AppContext) -> None:
    detail = action_detail(example, _labelled(example, "5.2"))
    assert detail is not None
    assert [row.done_on.isoformat() for row in detail.log[:2]] == ["2018-09-14", "2018-09-08"]
    assert len(detail.log) == 5
    assert detail.series[-1] == (dt.date(2018, 9, 14), Decimal(17))
    assert [total for _day, total in detail.series] == sorted(
        total for _day, total in detail.series
    )
    assert [(note.written_by, note.internal) for note in detail.notes] == [
        ("Gruppchef", False),
        ("Säkerhetssamordnare", False),
    ]
    assert [row.name for row in detail.history] == ["action.set_owner", "log.new", "action.new"]
    [trail] = detail.trail
    assert (trail.problem, trail.cause_number) == ("Folktomt och otryggt centrum kvällstid", 1)
    assert [statement for _id, _title, statement in trail.evidence] == [
        "I dialogen önskade många mer liv i centrum",
        "31 % känner sig otrygga i centrum kvällstid",
    ]
    assert [row.name for row in detail.indicators] == [
        "Otrygga kvällstid",
        "Pass fredag och lördag kväll",
    ]
    assert (detail.fields.planned, detail.fields.unit) == (Decimal(30), "pass")


def test_its_history_tells_of_deviations_too(anywhere: AppContext, clock: WalkingClock) -> None:
    _, action = a_signed_promise(anywhere)
    clock.walk_to(DAY + dt.timedelta(1))
    move_deadline(
        anywhere, MoveDeadline(((action, 1),), dt.date(2019, 1, 31), "Vakans", "Styrgruppen")
    )
    detail = action_detail(anywhere, action)
    assert detail is not None
    assert {(row.name, row.table) for row in detail.history} == {
        ("action.move_deadline", "action"),
        ("action.move_deadline", "deviation"),
        ("action.new", "action"),
    }


def test_the_newest_note_comes_first(anywhere: AppContext, clock: WalkingClock) -> None:
    action = an_action(anywhere, occasions=(DAY, DAY - dt.timedelta(3)))
    for days, text in ((1, "Först"), (2, "Sedan")):
        clock.walk_to(DAY + dt.timedelta(days))
        add_note(anywhere, AddNote(action, text))
    detail = action_detail(anywhere, action)
    assert detail is not None
    assert [(note.text, note.internal) for note in detail.notes] == [
        ("Sedan", True),
        ("Först", True),
    ]
    assert detail.fields.occasions == (DAY - dt.timedelta(3), DAY)
    assert (detail.log, detail.series, detail.trail) == ((), (), ())


@pytest.mark.parametrize("limit", [0, 2, 100])
def test_as_much_of_the_log_as_is_asked_for(example: AppContext, limit: int) -> None:
    detail = action_detail(example, _labelled(example, "5.3"), log_limit=limit)
    assert detail is not None
    assert len(detail.log) == min(limit, 15)


def test_an_action_that_is_gone(ctx: AppContext) -> None:
    assert action_detail(ctx, 4711) is None
