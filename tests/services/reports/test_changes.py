"""What is done in the book between two days, as the differences between them."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factory import (
    DAY,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    a_signed_promise,
    action_fields,
    an_action,
    version_of,
)
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import (
    ActionStatus,
    Direction,
    FollowUp,
    IndicatorKind,
    Party,
    PromiseStatus,
)
from tracker.models.promise import Promise
from tracker.services.actions import (
    EditAction,
    MoveDeadline,
    SetStatus,
    edit_action,
    move_deadline,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    AnswerDecision,
    AskDecision,
    EditFeedback,
    FeedbackFields,
    IndicatorFields,
    Measure,
    add_indicator,
    answer_decision,
    ask_decision,
    edit_feedback,
    measure,
    plan_feedback,
)
from tracker.services.log import LogFields, log_done
from tracker.services.promises import (
    EndPromise,
    NewVersion,
    SignPromise,
    end_promise,
    new_version,
    sign_promise,
)
from tracker.services.reports.comparing import compare
from tracker.services.reports.difference import Difference, What
from tracker.services.reports.reading import ReportQuery, report_input

LATER = DAY + dt.timedelta(30)


@pytest.fixture
def signed(anywhere: AppContext, clock: WalkingClock) -> tuple[int, int]:
    """A promise signed on `DAY`, and its action; it is a month later now."""
    made = a_signed_promise(anywhere)
    clock.walk_to(LATER)
    return made


def since(ctx: AppContext) -> list[Difference]:
    """What differs between `DAY` and now."""
    return list(compare(report_input(ctx, ReportQuery(DAY)), report_input(ctx)))


def test_a_month_without_work_makes_it_late(anywhere: AppContext, signed: tuple[int, int]) -> None:
    log_done(anywhere, LogFields(signed[1], DAY, Decimal(5)))
    promise, late = since(anywhere)
    assert (promise.what, promise.after) == (What.PROMISE_STATE, FollowUp.AT_RISK)
    assert (late.what, late.subject, late.reason) == (What.AT_RISK, "Fotpatrullering", "")


def test_what_is_done_to_an_action_after_signing(
    anywhere: AppContext, signed: tuple[int, int]
) -> None:
    action = signed[1]
    owner = a_person(anywhere, "Gruppchef")
    fields = action_fields(planned=Decimal(24), owner_id=owner)
    edit_action(anywhere, EditAction(action, 1, fields, "Färre lov", "Styrgruppen"))
    ref = (action, version_of(anywhere, Action, action))
    move_deadline(anywhere, MoveDeadline((ref,), dt.date(2019, 1, 31), "Vakans"))
    log_done(anywhere, LogFields(action, LATER, Decimal("6.5")))
    told = {row.what: (row.before, row.after, row.reason) for row in since(anywhere)}
    assert told[What.QUANTITY] == (Decimal(30), Decimal(24), "Färre lov")
    assert told[What.DEADLINE_MOVED] == (dt.date(2018, 12, 31), dt.date(2019, 1, 31), "Vakans")
    assert told[What.OWNER] == ("Kommunpolis", "Gruppchef", "")
    assert told[What.LOGGED] == (0, Decimal("6.5"), "")
    assert What.DEADLINE not in told


def test_a_single_action_is_done_whatever_was_logged(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    action = an_action(anywhere, planned=None, unit="")
    clock.walk_to(LATER)
    log_done(anywhere, LogFields(action, LATER, Decimal(3)))
    version = version_of(anywhere, Action, action)
    set_status(anywhere, SetStatus(((action, version),), ActionStatus.DONE))
    done, logged = since(anywhere)
    assert (done.what, logged.what) == (What.ACTION_DONE, What.LOGGED)
    assert (logged.entries, logged.on) == (1, LATER)


def test_a_text_and_an_outcome(anywhere: AppContext, signed: tuple[int, int]) -> None:
    def version() -> int:
        return version_of(anywhere, Promise, signed[0])

    new = NewVersion(
        signed[0], version(), "Ny rubrik", "Vi lovar mer.", "Fler pass", "Chefen", LATER
    )
    new_version(anywhere, new)
    end = EndPromise(signed[0], version(), PromiseStatus.PARTLY_KEPT, "Personal omfördelad")
    end_promise(anywhere, end)
    text, outcome, *_lateness = since(anywhere)
    assert (text.what, text.reason, text.decided_by, text.on) == (
        What.PROMISE_TEXT, "Fler pass", "Chefen", LATER,
    )  # fmt: skip
    assert (outcome.what, outcome.after, outcome.reason) == (
        What.PROMISE_ENDED, PromiseStatus.PARTLY_KEPT, "Personal omfördelad",
    )  # fmt: skip


def test_a_draft_written_and_another_signed(anywhere: AppContext, clock: WalkingClock) -> None:
    problem = a_problem(anywhere)
    promise = a_promise(anywhere, problem_ids=(problem,))
    cause, owner = a_cause(anywhere, problem), a_person(anywhere)
    an_action(anywhere, promise, cause_ids=(cause,), owner_id=owner)
    clock.walk_to(LATER)
    sign_promise(anywhere, SignPromise(promise, 1, LATER))
    a_promise(anywhere, "Nytt")
    found = since(anywhere)
    assert [(row.what, row.subject, row.after, row.on) for row in (found[0], found[-1])] == [
        (What.PROMISE_SIGNED, "Synlig polis", 1, LATER),
        (What.PROMISE_ADDED, "Nytt", 0, None),
    ]


def test_a_decision_asked_for_and_answered_in_between(
    anywhere: AppContext, signed: tuple[int, int]
) -> None:
    asked = AskDecision("Flytta?", "Polischefen", Party.POLICE, LATER, "Vakans", signed[0])
    answer_decision(
        anywhere, AnswerDecision(ask_decision(anywhere, asked), 1, "Ja", "Polischefen", LATER)
    )
    ask_decision(anywhere, AskDecision("Köpa?", "Båda", Party.JOINT, LATER, "Dyrt"))
    told = {row.subject: row for row in since(anywhere) if row.what.startswith("decision")}
    assert told["Flytta?"].what is What.DECISION_ANSWERED
    assert (told["Flytta?"].promise, told["Flytta?"].after) == (1, "Ja")
    assert (told["Köpa?"].what, told["Köpa?"].promise) == (What.DECISION_ASKED, None)


def test_feedback_given_and_something_measured(
    anywhere: AppContext, signed: tuple[int, int]
) -> None:
    fields = FeedbackFields(signed[0], "Boende", "Webben", DAY)
    given = replace(fields, done_on=LATER)
    edit_feedback(anywhere, EditFeedback(plan_feedback(anywhere, fields), 1, given))
    indicator = add_indicator(
        anywhere, IndicatorFields(signed[0], "Trygghet", IndicatorKind.EFFECT, Direction.UP)
    )
    measure(anywhere, Measure(indicator, LATER, None, note="Ingen enkät"))
    told = {row.what: row for row in since(anywhere)}
    feedback, measured = told[What.FEEDBACK_GIVEN], told[What.MEASURED]
    assert (feedback.subject, feedback.after, feedback.on) == ("Boende", "Webben", LATER)
    assert (measured.after, measured.reason) == (None, "Ingen enkät")


def test_the_example_since_april(example: AppContext) -> None:
    data = report_input(example)
    before = report_input(example, ReportQuery(dt.date(2018, 4, 30)))
    assert data.changes == compare(before, data)
    [moved] = [row for row in data.changes if row.what is What.DEADLINE_MOVED]
    assert (moved.promise, moved.action, moved.decided_by) == (3, 1, "Styrgruppen")
    assert (moved.before, moved.after) == (dt.date(2018, 5, 31), dt.date(2018, 9, 28))
    [answered] = [row for row in data.changes if row.what is What.DECISION_ANSWERED]
    assert answered.subject == "Ge översynen en ny slutdag efter vakansen?"
    owners = [row for row in data.changes if row.what is What.OWNER]
    assert {(row.before, row.after) for row in owners} == {("Kommunpolis", "Gruppchef")}
