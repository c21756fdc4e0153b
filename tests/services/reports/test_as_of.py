"""A report of a day that has passed shows that day, whatever was done since."""

import datetime as dt
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
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.models.promise import Promise
from tracker.reports.since_last import since_last
from tracker.services.actions import (
    EditAction,
    MoveDeadline,
    OverrideColour,
    SetOwner,
    SetStatus,
    edit_action,
    move_deadline,
    override_colour,
    set_owner,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    AnswerDecision,
    AskDecision,
    EditFeedback,
    FeedbackFields,
    answer_decision,
    ask_decision,
    edit_feedback,
    plan_feedback,
)
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done
from tracker.services.promises import (
    EditPromise,
    EndPromise,
    NewVersion,
    PromiseFields,
    SignPromise,
    edit_promise,
    end_promise,
    new_version,
    sign_promise,
)
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ActionRow, PromiseRow

THEN, NOW = ReportQuery(DAY), ReportQuery()
LATER = DAY + dt.timedelta(30)


def _promise(ctx: AppContext, query: ReportQuery = NOW) -> PromiseRow:
    [promise] = report_input(ctx, query).promises
    return promise


def _action(ctx: AppContext, query: ReportQuery = NOW) -> ActionRow:
    return _promise(ctx, query).actions[0]


def _ref(ctx: AppContext, action: int) -> tuple[int, int]:
    return action, version_of(ctx, Action, action)


@pytest.fixture
def signed(anywhere: AppContext, clock: WalkingClock) -> tuple[int, int]:
    """A promise signed on `DAY`, and its action; it is a month later now."""
    made = a_signed_promise(anywhere)
    clock.walk_to(LATER)
    return made


def test_a_deadline_moved_since(anywhere: AppContext, signed: tuple[int, int]) -> None:
    ref = _ref(anywhere, signed[1])
    move_deadline(anywhere, MoveDeadline((ref,), dt.date(2019, 3, 31), "Vakans"))
    then, now = _action(anywhere, THEN), _action(anywhere)
    assert (then.deadline, then.moved) == (dt.date(2018, 12, 31), ())
    assert now.deadline == dt.date(2019, 3, 31)
    assert [moved.before for moved in now.moved] == [dt.date(2018, 12, 31)]
    assert _promise(anywhere, THEN).deviations == ()


def test_a_deadline_moved_twice_shows_what_held_on_each_day(
    anywhere: AppContext, signed: tuple[int, int], clock: WalkingClock
) -> None:
    for month in (2, 3):
        ref = _ref(anywhere, signed[1])
        move_deadline(anywhere, MoveDeadline((ref,), dt.date(2019, month, 1), "Vakans"))
        clock.walk_to(clock.today() + dt.timedelta(30))
    for query, month in ((ReportQuery(LATER), 2), (NOW, 3)):
        assert _action(anywhere, query).deadline == dt.date(2019, month, 1)
    assert _action(anywhere, THEN).deadline == dt.date(2018, 12, 31)


def test_a_status_set_since(anywhere: AppContext, signed: tuple[int, int]) -> None:
    set_status(
        anywhere, SetStatus((_ref(anywhere, signed[1]),), ActionStatus.NOT_DONE, "Omfördelad")
    )
    then, now = _action(anywhere, THEN), _action(anywhere)
    assert (then.status, then.reason) == (ActionStatus.PLANNED, "")
    assert (now.status, now.reason) == (ActionStatus.NOT_DONE, "Omfördelad")


def test_what_was_undone_was_never_so(anywhere: AppContext, signed: tuple[int, int]) -> None:
    then = _action(anywhere, THEN)
    set_status(anywhere, SetStatus((_ref(anywhere, signed[1]),), ActionStatus.DONE, "Det räckte"))
    undo(anywhere)
    assert _action(anywhere, THEN) == then
    assert _action(anywhere).status is ActionStatus.PLANNED


def test_what_was_edited_since(anywhere: AppContext, signed: tuple[int, int]) -> None:
    action, version = _ref(anywhere, signed[1])
    fields = action_fields("Nattvandring", planned=Decimal(12), unit="kvällar")
    edit_action(anywhere, EditAction(action, version, fields, reason="Färre"))
    set_owner(anywhere, SetOwner((_ref(anywhere, action),), a_person(anywhere, "Gruppchef")))
    ref = _ref(anywhere, action)
    override_colour(anywhere, OverrideColour(*ref, FollowUp.NOT_STARTED, "Vet bättre"))
    then, now = _action(anywhere, THEN), _action(anywhere)
    assert (then.title, then.planned, then.unit, then.owner) == (
        "Fotpatrullering",
        Decimal(30),
        "pass",
        "Kommunpolis",
    )
    assert (now.title, now.planned, now.unit, now.owner) == (
        "Nattvandring",
        Decimal(12),
        "kvällar",
        "Gruppchef",
    )
    assert (then.follow_up, now.follow_up) == (FollowUp.LATE, FollowUp.NOT_STARTED)


def test_what_was_logged_since(anywhere: AppContext, signed: tuple[int, int]) -> None:
    for day in (DAY, DAY + dt.timedelta(1), LATER):
        log_done(anywhere, LogFields(signed[1], day, Decimal(2)))
    then, now = _action(anywhere, THEN), _action(anywhere)
    assert (then.done, then.last_done_on) == (Decimal(2), DAY)
    assert (now.done, now.last_done_on) == (Decimal(6), LATER)


def test_a_text_signed_since(anywhere: AppContext, signed: tuple[int, int]) -> None:
    version = version_of(anywhere, Promise, signed[0])
    new = NewVersion(signed[0], version, "Ny rubrik", "Vi lovar mer.", "Fler pass", "Chefen", LATER)
    new_version(anywhere, new)
    then, now = _promise(anywhere, THEN), _promise(anywhere)
    assert (then.title, then.version, then.changed_on) == ("Synlig polis", 1, None)
    assert then.text.startswith("Vi lovar att synas")
    assert (now.title, now.text, now.version) == ("Ny rubrik", "Vi lovar mer.", 2)
    assert now.changed_on == LATER
    assert [row.reason for row in now.deviations] == ["Fler pass"]


def test_an_outcome_since(anywhere: AppContext, signed: tuple[int, int]) -> None:
    version = version_of(anywhere, Promise, signed[0])
    end_promise(anywhere, EndPromise(signed[0], version, PromiseStatus.KEPT))
    then, now = _promise(anywhere, THEN), _promise(anywhere)
    assert (then.status, then.follow_up) == (PromiseStatus.SIGNED, FollowUp.LATE)
    assert (now.status, now.follow_up) == (PromiseStatus.KEPT, None)


def test_a_draft_signed_and_rewritten_since(anywhere: AppContext, clock: WalkingClock) -> None:
    promise = a_promise(anywhere)
    clock.walk_to(LATER)
    fields = PromiseFields("Ny", "Vi lovar mer.", dt.date(2018, 1, 1), dt.date(2018, 12, 31))
    edit_promise(anywhere, EditPromise(promise, 1, fields))
    row = _promise(anywhere, THEN)
    assert (row.title, row.status, row.signed_on) == ("Synlig polis", PromiseStatus.DRAFT, None)
    assert _promise(anywhere).title == "Ny"


def test_a_promise_first_written_since_is_left_out(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    a_promise(anywhere)
    clock.walk_to(LATER)
    a_promise(anywhere, "Nytt")
    assert [row.title for row in report_input(anywhere, THEN).promises] == ["Synlig polis"]
    assert len(report_input(anywhere).promises) == 2


def test_a_book_filled_in_afterwards_shows_what_was_signed_by_then(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    clock.walk_to(LATER)
    _, action = a_signed_promise(anywhere)
    log_done(anywhere, LogFields(action, DAY - dt.timedelta(1), Decimal(4)))
    row = _promise(anywhere, THEN)
    assert (row.status, row.signed_on) == (PromiseStatus.SIGNED, DAY)
    assert row.actions[0].done == Decimal(4)
    before = ReportQuery(DAY - dt.timedelta(1))
    assert report_input(anywhere, before).promises == ()


def test_a_promise_signed_since_was_a_draft(anywhere: AppContext, clock: WalkingClock) -> None:
    problem = a_problem(anywhere)
    promise = a_promise(anywhere, problem_ids=(problem,))
    cause, owner = a_cause(anywhere, problem), a_person(anywhere)
    an_action(anywhere, promise, cause_ids=(cause,), owner_id=owner)
    clock.walk_to(LATER)
    sign_promise(anywhere, SignPromise(promise, 1, LATER))
    assert _promise(anywhere, THEN).status is PromiseStatus.DRAFT
    assert _promise(anywhere).status is PromiseStatus.SIGNED


def test_feedback_given_or_planned_since(anywhere: AppContext, signed: tuple[int, int]) -> None:
    planned = FeedbackFields(signed[0], "Boende", "Webben", DAY - dt.timedelta(3))
    given = FeedbackFields(signed[0], "Boende", "Webben", planned.planned_on, done_on=LATER)
    feedback = plan_feedback(anywhere, planned)
    edit_feedback(anywhere, EditFeedback(feedback, 1, given))
    plan_feedback(anywhere, FeedbackFields(signed[0], "Skolan", "Besök", LATER))
    then, now = report_input(anywhere, THEN).feedback, report_input(anywhere).feedback
    assert [(row.audience, row.done_on) for row in then] == [("Boende", None)]
    assert [(row.audience, row.done_on) for row in now] == [("Boende", LATER), ("Skolan", None)]


def test_decisions_asked_for_or_taken_since(anywhere: AppContext, clock: WalkingClock) -> None:
    def ask(question: str) -> int:
        asked = AskDecision(question, "Polischefen", Party.POLICE, LATER, "Vakans")
        return ask_decision(anywhere, asked)

    taken = ask("Flytta?")
    ask("Köpa in?")
    clock.walk_to(LATER)
    ask("Stryka?")
    answer_decision(anywhere, AnswerDecision(taken, 1, "Ja", "Polischefen", LATER))
    then, now = report_input(anywhere, THEN).decisions, report_input(anywhere).decisions
    assert [(row.number, row.question) for row in then] == [(1, "Flytta?"), (2, "Köpa in?")]
    assert [(row.number, row.question) for row in now] == [(1, "Köpa in?"), (2, "Stryka?")]


def test_how_a_promise_stood_at_the_previous_report(
    anywhere: AppContext, signed: tuple[int, int], clock: WalkingClock
) -> None:
    log_done(anywhere, LogFields(signed[1], DAY, Decimal(5)))
    a_promise(anywhere, "Nytt")
    clock.walk_to(dt.date(2018, 9, 1))
    data = report_input(anywhere, ReportQuery(period_from=DAY + dt.timedelta(1)))
    assert data.previous_on == DAY
    assert [(row.previous, row.follow_up) for row in data.promises] == [
        (FollowUp.ON_TRACK, FollowUp.LATE),
        (None, None),
    ]
    counts = since_last(data.changes)
    assert (counts.late, counts.worse) == (1, 1)
