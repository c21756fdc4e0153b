"""What falls on which day: every kind, by day, and only what is asked for."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.factory import DAY, a_person, a_promise, a_signed_promise, action_fields, an_action
from tests.services.test_due_calendar import a_meeting
from tracker.models.enums import (
    ActionKind,
    AgendaKind,
    Direction,
    IndicatorKind,
    MeetingState,
    Party,
    PointState,
)
from tracker.models.meeting import Meeting, MeetingPoint
from tracker.services.actions import AddAction, add_action
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    AnswerDecision,
    AskDecision,
    FeedbackFields,
    IndicatorFields,
    Measure,
    add_indicator,
    answer_decision,
    ask_decision,
    measure,
    plan_feedback,
)
from tracker.services.queries.due import DueKind, DueQuery, DueRow, due_rows

Kind = DueKind


def kinds(rows: list[DueRow]) -> list[DueKind]:
    """Their kinds, in order."""
    return [row.kind for row in rows]


@pytest.fixture
def book(ctx: AppContext) -> AppContext:
    """One thing of every kind on `DAY`, and a deadline at the end of the year."""
    promise, action = a_signed_promise(ctx)
    fields = action_fields("Vandring", kind=ActionKind.RECURRING, occasions=(DAY,))
    recurring = add_action(
        ctx, AddAction(promise, replace(fields, party=Party.JOINT, deadline=DAY))
    )
    ask_decision(
        ctx, AskDecision("Fler pass?", "Kommunalråd", Party.MUNICIPALITY, DAY, "Dyrt", promise)
    )
    add_indicator(
        ctx,
        IndicatorFields(promise, "Otrygga", IndicatorKind.EFFECT, Direction.DOWN, measure_by=DAY),
    )
    plan_feedback(ctx, FeedbackFields(promise, "Boende", "Brev", DAY))
    meeting = a_meeting(ctx, DAY, starts_at=dt.time(9))
    with ctx.write("meeting.point") as tx:
        point = MeetingPoint(
            meeting_id=meeting, position=1, kind=AgendaKind.OTHER, title="Ring parken",
            owner_id=a_person(ctx), due_on=DAY, action_id=recurring,
        )  # fmt: skip
        tx.add(point)
    assert action
    return ctx


def test_one_day_holds_every_kind_in_order(book: AppContext) -> None:
    rows = due_rows(book, DueQuery(DAY, DAY))
    assert kinds(rows) == list(Kind)
    by_kind = {row.kind: row for row in rows}
    occasion = by_kind[Kind.OCCASION]
    assert (occasion.label, occasion.title, occasion.party) == ("1.2", "Vandring", Party.JOINT)
    assert (by_kind[Kind.DECISION].owner, by_kind[Kind.DECISION].label) == ("Kommunalråd", "L1")
    assert by_kind[Kind.FEEDBACK].title == "Boende, Brev"
    assert by_kind[Kind.POINT].owner == "Kommunpolis"
    assert by_kind[Kind.MEETING].starts_at == dt.time(9)
    assert not any(row.ended for row in rows)


def test_days_kinds_and_parties_are_limits(book: AppContext) -> None:
    assert kinds(due_rows(book, DueQuery(first=DAY + dt.timedelta(1)))) == [Kind.DEADLINE]
    assert due_rows(book, DueQuery(last=DAY - dt.timedelta(1))) == []
    of_kinds = DueQuery(kinds=frozenset({Kind.MEETING, Kind.DECISION}))
    assert kinds(due_rows(book, of_kinds)) == [Kind.DECISION, Kind.MEETING]
    joint = DueQuery(parties=frozenset({Party.JOINT}))
    assert kinds(due_rows(book, joint)) == [Kind.OCCASION, Kind.DEADLINE]
    municipality = DueQuery(parties=frozenset({Party.MUNICIPALITY}))
    assert kinds(due_rows(book, municipality)) == [Kind.DECISION]


def test_what_is_done_is_left_out_unless_it_is_asked_for(book: AppContext) -> None:
    rows = {row.kind: row for row in due_rows(book, DueQuery(DAY, DAY))}
    decision = rows[Kind.DECISION]
    answer_decision(book, AnswerDecision(decision.id, decision.version, "Ja", "Kommunalråd", DAY))
    measure(book, Measure(rows[Kind.MEASUREMENT].id, DAY - dt.timedelta(90), None, note="Ej"))
    with book.write("meeting.close") as tx:
        meeting = tx.get(Meeting, rows[Kind.MEETING].id, rows[Kind.MEETING].version)
        meeting.started_at = meeting.ended_at = book.clock.now()
        meeting.state = MeetingState.CLOSED
        tx.get(MeetingPoint, rows[Kind.POINT].id, 1).state = PointState.DONE
    assert kinds(due_rows(book, DueQuery(DAY, DAY))) == [
        Kind.OCCASION, Kind.DEADLINE, Kind.FEEDBACK,
    ]  # fmt: skip
    everything = due_rows(book, DueQuery(DAY, DAY, unfinished=False))
    ended = [row.kind for row in everything if row.ended]
    assert ended == [Kind.DECISION, Kind.MEASUREMENT, Kind.POINT, Kind.MEETING]


def test_what_was_measured_long_before_is_measured_again(book: AppContext) -> None:
    only = DueQuery(kinds=frozenset({Kind.MEASUREMENT}))
    (row,) = due_rows(book, only)
    measure(book, Measure(row.id, DAY - dt.timedelta(91), None, note="För tidigt"))
    assert len(due_rows(book, only)) == 1


def test_a_draft_waits_and_ten_comes_after_two(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    for _number in range(10):
        an_action(ctx, promise)
    assert due_rows(ctx, DueQuery()) == []
    labels = [row.label for row in due_rows(ctx, DueQuery(running=False))]
    assert labels == [f"1.{number}" for number in range(1, 11)]
