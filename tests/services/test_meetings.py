"""The working group's meeting: what its agenda takes up, what is decided, and how it ends."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factory import DAY, a_person, a_survey, agreement_id, version_of
from tests.refusals import refused
from tests.services.operations_meetings import FIELDS, a_meeting, closed, started
from tests.ui.town import TODAY, Town, a_town
from tracker.i18n import language
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import (
    ActionStatus,
    AgendaKind,
    MeetingState,
    Party,
    PointState,
)
from tracker.models.meeting import Meeting, MeetingChange, MeetingPoint
from tracker.models.promise import DecisionRequest, Deviation
from tracker.services import meetings
from tracker.services.actions import (
    ActionFields,
    AddAction,
    AddNotes,
    MoveDeadline,
    SetOwner,
    SetStatus,
)
from tracker.services.agenda import proposed_next
from tracker.services.context import AppContext
from tracker.services.follow_up import AnswerDecision, withdraw_decision
from tracker.services.history import redo, undo
from tracker.services.meeting_points import (
    AddPoint,
    Change,
    Decide,
    MovePoint,
    PointFields,
    WritePoint,
    add_point,
    decide,
    move_point,
    remove_point,
    write_point,
)
from tracker.services.queries.due import DueKind, DueQuery, due_rows
from tracker.services.queries.meeting_changes import meeting_changes
from tracker.services.queries.meeting_held import look_at_meeting
from tracker.services.queries.meetings import (
    PointRow,
    meeting_detail,
    next_meeting,
    point_of,
)
from tracker.services.queries.meetings import meetings as all_meetings
from tracker.services.surveys import ResponseFields, add_responses


@pytest.fixture
def town(ctx: AppContext, clock: WalkingClock) -> Town:
    """A signed promise with patrols at risk, clearing that is late, and an open question."""
    return a_town(ctx, clock)


def planned(ctx: AppContext, on: dt.date = TODAY) -> int:
    fields = meetings.MeetingFields("Arbetsgruppen", on)
    return meetings.new_meeting(ctx, meetings.NewMeeting(agreement_id(ctx), fields))


def points(ctx: AppContext, meeting: int) -> tuple[PointRow, ...]:
    return meeting_detail(ctx, meeting).points


def titles(ctx: AppContext, meeting: int) -> list[str]:
    return [point.title for point in points(ctx, meeting)]


def write(ctx: AppContext, point: PointRow, **fields: object) -> None:
    # A test names the fields it cares about, of any kind.
    write_point(ctx, WritePoint(point.id, point.version, PointFields(**fields)))  # type: ignore[arg-type]


def close(ctx: AppContext, meeting: int, next_on: dt.date | None = None) -> None:
    version = version_of(ctx, Meeting, meeting)
    meetings.close_meeting(ctx, meetings.CloseMeeting(meeting, version, next_on))


def test_the_agenda_takes_up_what_the_book_says_and_why(ctx: AppContext, town: Town) -> None:
    survey = a_survey(ctx, "Trygghetsvandring")
    answers = [ResponseFields("Mörkt", answered_on=TODAY), ResponseFields("Mer ljus")]
    add_responses(ctx, survey, answers)
    with language("en"):
        meeting = planned(ctx)
    found = [(point.kind, point.title, point.why) for point in points(ctx, meeting)]
    assert found == [
        (AgendaKind.LATE, "1.2 Röja två stråk", "92 days past 15 June 2018. 0 of 2 done."),
        (
            AgendaKind.AT_RISK,
            "1.1 Fotpatrullering, pass fre/lör kväll",
            "Due 31 December 2018. 17 of 30 done, should be 21.",
        ),
        (
            AgendaKind.DECISION,
            "Får röjningen flyttas till 2019?",
            "Kommunalrådet decides, by 10 September 2018. Ingen tid",
        ),
        (AgendaKind.ANSWERS, "Trygghetsvandring", "1 answer since 17 June 2018."),
        (
            AgendaKind.NEXT_PERIOD,
            "L1 Levande stadskärna",
            "1.3 Belysning i två passager is due 30 Sep.",
        ),
    ]


def test_what_was_left_open_begins_the_next_meeting(
    ctx: AppContext, clock: WalkingClock, town: Town
) -> None:
    with language("en"):
        first = planned(ctx)
        for title in ("Parkeringen", "Kommunikation", "Fika"):
            add_point(ctx, AddPoint(first, title))
        meetings.start_meeting(ctx, first, 1)
        clearing, _patrols, question, _ahead, _parking, talk, coffee = points(ctx, first)
        write(ctx, clearing, note="Entreprenören är bokad", owner_id=a_person(ctx), due_on=TODAY)
        write(ctx, talk, decision="Webben först", state=PointState.DONE)
        remove_point(ctx, coffee.id, coffee.version)
        close(ctx, first, TODAY + dt.timedelta(days=30))
        # Said something at, or nobody else would ask for it again: open. The rest: not taken up.
        assert [point.state for point in points(ctx, first)] == [
            PointState.OPEN,
            PointState.WAITING,
            PointState.WAITING,
            PointState.WAITING,
            PointState.OPEN,
            PointState.DONE,
        ]
        second = planned(ctx, TODAY + dt.timedelta(days=30))
    found = points(ctx, second)
    assert [(p.kind, p.title, p.carried) for p in found[:3]] == [
        (AgendaKind.OPEN_POINT, "1.2 Röja två stråk", True),
        (AgendaKind.OPEN_POINT, "Parkeringen", True),
        (AgendaKind.AT_RISK, "1.1 Fotpatrullering, pass fre/lör kväll", False),
    ]
    assert found[0].why == (
        "From the meeting on 15 September 2018: Entreprenören är bokad. "
        "It was to be done by 15 September 2018, which has passed. "
        "92 days past 15 June 2018. 0 of 2 done."
    )
    assert (found[0].fields.owner_id, found[0].fields.due_on) == (a_person(ctx), TODAY)
    assert found[0].overdue
    # It falls due once, at the meeting that goes on with it.
    due = due_rows(ctx, DueQuery(kinds=frozenset({DueKind.POINT})))
    assert [row.id for row in due] == [found[0].id]
    # The matter is taken up once, however many reasons there are.
    assert titles(ctx, second).count("1.2 Röja två stråk") == 1
    assert question.title in titles(ctx, second)
    # A day that has passed stays, and is said to have, until they say another.
    clock.walk_to(TODAY + dt.timedelta(days=30))
    with language("en"):
        meetings.start_meeting(ctx, second, 1)
    again = point_of(ctx, found[0].id)
    assert (again.fields.owner_id, again.fields.due_on) == (a_person(ctx), TODAY)
    assert again.why.endswith("122 days past 15 June 2018. 0 of 2 done.")


def test_the_agenda_is_made_anew_without_losing_what_is_written(
    ctx: AppContext, clock: WalkingClock, town: Town
) -> None:
    meeting = planned(ctx)
    add_point(ctx, AddPoint(meeting, "Parkeringen"))
    clearing, patrols, question, ahead, own = points(ctx, meeting)
    write(ctx, patrols, note="Fråga om helgerna")
    move_point(ctx, MovePoint(own.id, own.version, -9))
    assert titles(ctx, meeting)[0] == "Parkeringen"
    withdraw_decision(ctx, town.decision, 1)
    assert point_of(ctx, question.id).decision_id is None
    with ctx.write("action.set_status") as tx:
        for action in (town.patrols, town.clearing):
            tx.get(Action, action).status = ActionStatus.DONE
    meetings.refresh_agenda(ctx, meeting, 1)
    # What is late no longer is gone, what was withdrawn too; what was written at is kept.
    assert titles(ctx, meeting) == [patrols.title, ahead.title, own.title]
    assert points(ctx, meeting)[0].fields.note == "Fråga om helgerna"
    meetings.start_meeting(ctx, meeting, 1)
    with refused("meeting.has_started"):
        meetings.refresh_agenda(ctx, meeting, 2)
    assert clearing.title not in titles(ctx, meeting)


def test_a_day_or_a_tick_alone_is_something_said(ctx: AppContext, town: Town) -> None:
    meeting = planned(ctx)
    clearing, patrols, *_rest = points(ctx, meeting)
    write(ctx, clearing, due_on=TODAY)
    write(ctx, patrols, state=PointState.DONE)
    with ctx.write("action.set_status") as tx:
        for action in (town.patrols, town.clearing):
            tx.get(Action, action).status = ActionStatus.DONE
    meetings.refresh_agenda(ctx, meeting, 1)
    assert {clearing.title, patrols.title} <= set(titles(ctx, meeting))
    assert point_of(ctx, clearing.id).goes_on


def test_each_decision_changes_the_book_and_says_where_it_was_taken(
    ctx: AppContext, town: Town
) -> None:
    meeting = planned(ctx)
    clearing, patrols, question, *_rest = points(ctx, meeting)
    owner = a_person(ctx, "Gatuchef")
    write(ctx, clearing, owner_id=a_person(ctx, "Gruppchef"))
    move = MoveDeadline(((town.clearing, 1),), dt.date(2018, 11, 1), "Entreprenören dröjer")
    with refused("meeting.not_ongoing"):
        decide(ctx, Decide(clearing.id, move))
    with language("sv"):
        meetings.start_meeting(ctx, meeting, 1)
        decisions: list[tuple[PointRow, Change, str]] = [
            (clearing, move, "action.move_deadline"),
            (clearing, SetOwner(((town.clearing, 2),), owner), "action.set_owner"),
            (clearing, AddNotes((town.clearing,), "Ring dem"), "action.note"),
            (
                patrols,
                SetStatus(((town.patrols, 2),), ActionStatus.DONE, "Det räckte"),
                "action.set_status",
            ),
            (
                patrols,
                AddAction(town.promise, ActionFields("Fler pass", Party.POLICE)),
                "action.new",
            ),
            (
                question,
                AnswerDecision(town.decision, 1, "Ja", "Kommunalrådet", TODAY),
                "decision.answer",
            ),
        ]
        for point, change, name in decisions:
            decide(ctx, Decide(point.id, change))
            assert ctx.undo.steps().undo[-1][1] == name
    changes = meeting_changes(ctx, meeting)
    assert [(change.point_id, change.operation) for change in changes] == [
        (point.id, name) for point, _change, name in decisions
    ]
    with ctx.read() as session:
        deviation = session.scalars(select(Deviation)).one()
        assert deviation.decided_by == "Arbetsgruppen, 15 september 2018"
        assert session.get_one(DecisionRequest, town.decision).answer == "Ja"
    assert len(point_of(ctx, clearing.id).changes) == 3
    # The answer is what was decided.
    assert point_of(ctx, question.id).state is PointState.DONE
    with refused("point.has_changes"):
        remove_point(ctx, clearing.id, version_of(ctx, MeetingPoint, clearing.id))
    # One step takes back both the change and that it was decided here, and does both again.
    assert undo(ctx) == "decision.answer"
    assert not point_of(ctx, question.id).changes
    assert point_of(ctx, question.id).state is PointState.WAITING
    assert redo(ctx) == "decision.answer"
    assert len(point_of(ctx, question.id).changes) == 1
    close(ctx, meeting)
    assert meeting_detail(ctx, meeting).row.changes == 6
    assert point_of(ctx, clearing.id).state is PointState.OPEN
    # Whoever saw to it as its owner has handed it over.
    assert point_of(ctx, clearing.id).fields.owner_id == owner


def test_a_meeting_starts_with_the_facts_of_its_day(
    ctx: AppContext, clock: WalkingClock, town: Town
) -> None:
    with language("en"):
        meeting = planned(ctx, TODAY + dt.timedelta(days=10))
        add_point(ctx, AddPoint(meeting, "  Fika\x07\n och kaka "))
        own = points(ctx, meeting)[-1]
        move_point(ctx, MovePoint(own.id, own.version, -9))
        arranged = titles(ctx, meeting)
        assert arranged[0] == "Fika och kaka"
        seen = look_at_meeting(ctx, meeting)
        assert seen is not None
        assert seen.facts_of is None
        clock.walk_to(TODAY + dt.timedelta(days=10))
        with ctx.write("action.set_status") as tx:
            tx.get(Action, town.patrols).status = ActionStatus.DONE
        seen = look_at_meeting(ctx, meeting)
        assert seen is not None
        assert seen.facts_of == TODAY
        meetings.start_meeting(ctx, meeting, 1)
    assert titles(ctx, meeting) == arranged
    late, done = points(ctx, meeting)[1:3]
    assert late.why == "102 days past 15 June 2018. 0 of 2 done."
    assert done.why == "It is now: Carried out. 17 of 30 done."
    with refused("meeting.title_too_long"):
        add_point(ctx, AddPoint(meeting, "x" * 201))


def test_a_refused_decision_leaves_nothing_behind(ctx: AppContext, town: Town) -> None:
    meeting = planned(ctx)
    meetings.start_meeting(ctx, meeting, 1)
    point = points(ctx, meeting)[0]
    stale = SetOwner(((town.clearing, 9),), a_person(ctx))
    with refused("row.changed"):
        decide(ctx, Decide(point.id, stale))
    with ctx.read() as session:
        assert session.scalars(select(MeetingChange)).all() == []
    write(ctx, point, note="Första")
    with refused("row.changed"):
        write(ctx, point, note="Andra, utan att ha sett den första")
    assert point_of(ctx, point.id).fields.note == "Första"


def test_a_closed_meeting_is_locked_until_it_is_opened_the_same_day(
    ctx: AppContext, clock: WalkingClock
) -> None:
    meeting = closed(ctx, "Övrigt")
    point = points(ctx, meeting)[0]
    version = version_of(ctx, Meeting, meeting)
    row = meeting_detail(ctx, meeting).attendance[0]
    for attempt in (
        lambda: write(ctx, point, note="För sent"),
        lambda: add_point(ctx, AddPoint(meeting, "För sent")),
        lambda: move_point(ctx, MovePoint(point.id, point.version, 1)),
        lambda: remove_point(ctx, point.id, point.version),
        lambda: meetings.attend(ctx, meetings.Attend(row.id, row.version, present=True)),
        lambda: meetings.edit_meeting(ctx, meetings.EditMeeting(meeting, version, FIELDS)),
        lambda: decide(ctx, Decide(point.id, AddNotes((1,), "För sent"))),
    ):
        with refused("meeting.closed"):
            attempt()
    with refused("meeting.was_held"):
        meetings.delete_meeting(ctx, meeting, version)
    meetings.reopen_meeting(ctx, meeting, version)
    assert meeting_detail(ctx, meeting).row.state is MeetingState.ONGOING
    write(ctx, point, note="Det glömda")
    close(ctx, meeting)
    clock.walk_to(DAY + dt.timedelta(days=1))
    with refused("meeting.closed_before"):
        meetings.reopen_meeting(ctx, meeting, version_of(ctx, Meeting, meeting))


def test_those_called_are_the_owners_and_those_who_sign(ctx: AppContext, town: Town) -> None:
    fields = next_meeting(ctx, agreement_id(ctx), "Arbetsgruppen")
    assert [called.name for called in fields.called] == [
        "Gruppchef, Kim Ek · Polisen",
        "Kommunalråd · Säffle kommun",
        "Lokalpolisområdeschef · Polisen",
    ]
    # That is a Saturday.
    assert fields.held_on == TODAY + dt.timedelta(days=2)
    assert proposed_next(TODAY).isoweekday() == 1
    assert proposed_next(TODAY + dt.timedelta(days=3)).isoweekday() == 2
    meeting = meetings.new_meeting(ctx, meetings.NewMeeting(agreement_id(ctx), fields))
    first = meeting_detail(ctx, meeting).attendance[0]
    meetings.attend(ctx, meetings.Attend(first.id, first.version, present=True))
    called = (*fields.called[:2], meetings.Called("Rektor"))
    meetings.edit_meeting(
        ctx,
        meetings.EditMeeting(
            meeting, 1, meetings.MeetingFields("Arbetsgruppen", TODAY, called=called)
        ),
    )
    attendance = meeting_detail(ctx, meeting).attendance
    assert [(row.name, row.present) for row in attendance] == [
        ("Gruppchef, Kim Ek · Polisen", True),
        ("Kommunalråd · Säffle kommun", False),
        ("Rektor", False),
    ]
    meetings.start_meeting(ctx, meeting, version_of(ctx, Meeting, meeting))
    close(ctx, meeting, TODAY + dt.timedelta(days=40))
    after = next_meeting(ctx, agreement_id(ctx), "Något annat")
    assert (after.title, after.held_on) == ("Arbetsgruppen", TODAY + dt.timedelta(days=40))
    assert "Rektor" in [called.name for called in after.called]


def test_meetings_to_come_stand_first_the_next_one_at_the_top(ctx: AppContext) -> None:
    held = closed(ctx)
    later, sooner = planned(ctx, dt.date(2018, 12, 1)), a_meeting(ctx)
    forgotten = planned(ctx, DAY - dt.timedelta(days=90))
    assert [row.id for row in all_meetings(ctx)] == [sooner, later, forgotten, held]


def test_a_meeting_held_before_its_day_is_held_today(ctx: AppContext) -> None:
    assert meeting_detail(ctx, started(ctx)).row.held_on == DAY
    with refused("meeting.next_before"):
        close(ctx, all_meetings(ctx)[0].id, DAY)


def test_an_agenda_of_very_many_counts_the_rest(ctx: AppContext, town: Town) -> None:
    late = {"planned": Decimal(2), "start_on": dt.date(2018, 1, 1), "deadline": DAY}
    with ctx.write("action.new") as tx:
        rows = [
            {
                "promise_id": town.promise,
                "number": 10 + n,
                "title": f"Sen {n}",
                "party": Party.POLICE,
            }
            for n in range(45)
        ]
        tx.bulk_insert(Action, [{**row, **late} for row in rows])
    with language("en"):
        meeting = planned(ctx)
    found = [point for point in points(ctx, meeting) if point.kind is AgendaKind.LATE]
    assert len(found) == 41
    assert (found[-1].title, found[-1].why) == (
        "6 more actions are late",
        "They are all under Review.",
    )
