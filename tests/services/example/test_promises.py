from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.services.example.reading import actions, logged, promises
from tracker.models.action import Action, ActionNote, LogEntry
from tracker.models.enums import ActionStatus, DeviationKind, FollowUp, PromiseStatus
from tracker.models.organisation import Agreement, AgreementDnr, Person, Signatory
from tracker.models.promise import DecisionRequest, Deviation, Feedback, Promise
from tracker.reports.since_last import since_last
from tracker.services.context import AppContext
from tracker.services.example import SHOWN_DAY
from tracker.services.queries.plan import plan
from tracker.services.queries.promises import promise_rows
from tracker.services.reports.reading import ReportQuery, report_input


def test_promises_stand_as_they_should(ctx: AppContext) -> None:
    rows = promises(ctx)
    assert {number: (row.status, row.follow_up) for number, row in rows.items()} == {
        1: (PromiseStatus.PARTLY_KEPT, None),
        2: (PromiseStatus.KEPT, None),
        3: (PromiseStatus.RUNNING, FollowUp.ON_TRACK),
        4: (PromiseStatus.RUNNING, FollowUp.AT_RISK),
        5: (PromiseStatus.RUNNING, FollowUp.LATE),
        6: (PromiseStatus.DRAFT, None),
    }
    assert {row.number: row.colour for row in promise_rows(ctx)} == {
        number: row.follow_up for number, row in rows.items()
    }


@pytest.mark.parametrize(
    ("label", "done", "planned", "state"),
    [
        ("1.1", 1, 1, ActionStatus.DONE),
        ("1.2", 40, 40, ActionStatus.DONE),
        ("1.3", 4, 6, ActionStatus.PARTLY_DONE),
        ("1.4", 0, 20, ActionStatus.NOT_DONE),
        ("2.1", 48, 48, ActionStatus.DONE),
        ("2.2", 4, 4, ActionStatus.DONE),
        ("2.3", 12, 12, ActionStatus.DONE),
        ("2.4", 4, 4, ActionStatus.DONE),
        ("3.1", 0, 1, FollowUp.ON_TRACK),
        ("3.2", 26, 24, FollowUp.ON_TRACK),
        ("3.3", 5, 6, FollowUp.ON_TRACK),
        ("4.1", 5, 6, FollowUp.ON_TRACK),
        ("4.2", 4, 8, FollowUp.AT_RISK),
        ("4.3", 9, 12, FollowUp.ON_TRACK),
        ("4.4", 7, 10, FollowUp.ON_TRACK),
        ("5.1", 5, 8, FollowUp.AT_RISK),
        ("5.2", 17, 30, FollowUp.AT_RISK),
        ("5.3", 15, 20, FollowUp.ON_TRACK),
        ("5.4", 0, 1, FollowUp.ON_TRACK),
        ("5.5", 0, 2, FollowUp.LATE),
    ],
)
def test_actions_stand_as_they_should(
    ctx: AppContext, label: str, done: int, planned: int, state: ActionStatus | FollowUp
) -> None:
    action = actions(ctx)[label]
    assert (action.done, action.planned) == (Decimal(done), Decimal(planned))
    assert (action.follow_up or action.status) is state


def test_what_was_not_done_says_why(ctx: AppContext) -> None:
    rows = actions(ctx)
    assert rows["5.5"].days_late == 92
    assert rows["1.4"].reason.startswith("Personal omfördelad")
    assert "förs över till 2018" in rows["1.3"].reason
    with ctx.read() as session:
        carried = session.scalars(select(Action).where(Action.carried_from_id.is_not(None))).one()
        origin = session.get_one(Action, carried.carried_from_id)
        assert (carried.title, origin.number) == ("Röja två återstående stråk", 3)
        assert session.scalars(select(Promise.outcome_reason).where(Promise.number == 1)).one()
        assert logged(session, "4.2")[-1].done_on == date(2018, 5, 26)


def test_one_deadline_was_moved_after_signing(ctx: AppContext) -> None:
    with ctx.read() as session:
        deviation = session.scalars(select(Deviation)).one()
        assert deviation.kind is DeviationKind.DEADLINE
        assert (deviation.before, deviation.after) == ("2018-05-31", "2018-09-28")
        assert deviation.decided_by == "Styrgruppen"
        assert "vakant" in deviation.reason


def test_the_draft_shows_its_warnings(ctx: AppContext) -> None:
    draft = next(row for row in promise_rows(ctx) if row.number == 6)
    view = plan(ctx, draft.id)
    assert view.vague == ("verka för",)
    assert view.missing[0].blocks_signing
    assert (view.causes, view.actions, view.indicators) == ((), (), ())


def test_owners_have_changed(ctx: AppContext) -> None:
    with ctx.read() as session:
        predecessor = session.scalars(select(Person).where(Person.successor_id.is_not(None))).one()
        successor = session.get_one(Person, predecessor.successor_id)
        assert (predecessor.role, successor.role) == ("Kultursekreterare", "Kulturchef")
        assert all(person.name is None for person in session.scalars(select(Person)))
        assert all(person.name is None for person in session.scalars(select(Signatory)))
    rows = actions(ctx)
    assert (rows["5.1"].owner, rows["4.2"].owner, rows["5.2"].owner) == (
        "Kulturchef",
        "Gruppchef",
        "Gruppchef",
    )


def test_three_decisions_wait_and_others_have_been_taken(ctx: AppContext) -> None:
    with ctx.read() as session:
        requests = session.scalars(select(DecisionRequest).order_by(DecisionRequest.due_on)).all()
    waiting = [request for request in requests if request.decided_on is None]
    assert [(request.decider, request.due_on) for request in waiting] == [
        ("Kommunalrådet", date(2018, 10, 1)),
        ("Polischefen", date(2018, 10, 15)),
        ("Båda", date(2018, 10, 31)),
    ]
    assert len(requests) - len(waiting) == 3


def test_the_agreement_is_filed_by_both_parties(ctx: AppContext) -> None:
    with ctx.read() as session:
        assert session.scalars(select(Agreement.signed_on)).one() == date(2016, 12, 14)
        assert session.scalar(select(func.count()).select_from(AgreementDnr)) == 2
        assert session.scalar(select(func.count()).select_from(Signatory)) == 2


def test_feedback_is_given_planned_and_once_overdue(ctx: AppContext) -> None:
    with ctx.read() as session:
        rows = session.scalars(select(Feedback)).all()
        overdue = [f for f in rows if f.done_on is None and f.planned_on < SHOWN_DAY]
        assert [f.audience for f in overdue] == ["Boende i centrum"]
        assert {f.done_on is None for f in rows} == {True, False}
        assert {f.promise_id for f in rows} == set(
            session.scalars(select(Promise.id).where(Promise.number != 6))
        )


def test_notes_are_internal_and_public(ctx: AppContext) -> None:
    with ctx.read() as session:
        assert set(session.scalars(select(ActionNote.internal))) == {True, False}
        assert set(session.scalars(select(LogEntry.internal))) == {True, False}


def test_earlier_reports_show_how_it_stood(ctx: AppContext) -> None:
    now = report_input(ctx, ReportQuery(as_of=SHOWN_DAY))
    assert now.previous_on == date(2018, 4, 30)
    assert {row.number: row.previous for row in now.promises if row.number in (3, 4, 5)} == {
        3: FollowUp.ON_TRACK,
        4: FollowUp.ON_TRACK,
        5: FollowUp.ON_TRACK,
    }
    counts = since_last(now.changes)
    assert (counts.moved, counts.worse) == (1, 2)
    assert promises(ctx, date(2017, 8, 31))[1].follow_up is FollowUp.LATE
