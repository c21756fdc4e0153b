"""Granskning: what is in the queue, why, and what counts as handled."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factory import (
    DAY,
    a_person,
    a_promise,
    a_signed_promise,
    an_action,
    version_of,
)
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionStatus, FollowUp, Party
from tracker.services.actions import (
    AddNote,
    MoveDeadline,
    OverrideColour,
    SetOwner,
    SetStatus,
    add_note,
    move_deadline,
    override_colour,
    set_owner,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.log import LogFields, log_done
from tracker.services.people import PersonFields, add_person
from tracker.services.queries.actions import action_rows
from tracker.services.queries.overview import counts
from tracker.services.queries.review import (
    EVERYTHING,
    Bounds,
    Reason,
    ReviewQuery,
    Why,
    reasons,
    review_first,
    review_queue,
    review_rows,
)
from tracker.services.reassigning import Reassign, reassign
from tracker.services.snoozing import SnoozeActions, snooze

AFTER = dt.date(2019, 1, 10)


def _ref(ctx: AppContext, action: int) -> tuple[int, int]:
    return action, version_of(ctx, Action, action)


@pytest.fixture
def late(anywhere: AppContext, clock: WalkingClock) -> int:
    """An action that is ten days late, on a day in January."""
    _, action = a_signed_promise(anywhere)
    clock.walk_to(AFTER)
    return action


# --- the queue -----------------------------------------------------------------------------------


def test_the_example_in_order_of_urgency(example: AppContext) -> None:
    rows = review_rows(example, review_queue(example).ids)
    assert [
        (row.label, [(why.why, round(why.figure, 1)) for why in found]) for row, found in rows
    ] == [
        ("5.5", [(Why.OVERDUE, 92), (Why.DECISION, 0), (Why.SILENT, 167)]),
        ("5.1", [(Why.BEHIND, 1.0)]),
        ("4.2", [(Why.BEHIND, 1.6), (Why.DECISION, 0), (Why.SILENT, 112)]),
        ("5.2", [(Why.BEHIND, 4.2)]),
        ("3.1", [(Why.DUE_SOON, 13)]),
        ("5.4", [(Why.DUE_SOON, 15)]),
    ]


def test_drafts_and_what_has_ended_need_no_review(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    an_action(anywhere, a_promise(anywhere))
    _, action = a_signed_promise(anywhere)
    set_status(anywhere, SetStatus((_ref(anywhere, action),), ActionStatus.DROPPED, "Ej aktuell"))
    clock.walk_to(AFTER)
    assert list(review_queue(anywhere).ids) == []
    assert counts(anywhere).review == 0


def test_what_has_no_owner_or_is_due_soon_is_looked_at_too(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    promise, action = a_signed_promise(anywhere)
    owner = a_person(anywhere)
    nobodys = an_action(anywhere, promise)
    soon = an_action(
        anywhere, promise, owner_id=owner, start_on=None, deadline=DAY + dt.timedelta(30)
    )
    later = an_action(
        anywhere, promise, owner_id=owner, start_on=None, deadline=DAY + dt.timedelta(31)
    )
    log_done(anywhere, LogFields(action, DAY, Decimal(5)))
    assert set(review_queue(anywhere).ids) == {nobodys, soon}
    assert counts(anywhere).review == 2
    clock.walk_to(DAY + dt.timedelta(1))
    assert later in review_queue(anywhere).ids


def test_the_most_urgent_are_found_before_the_others(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    promise, first = a_signed_promise(anywhere)
    owner = a_person(anywhere, "Gruppchef")
    late = [first, *(an_action(anywhere, promise, owner_id=owner) for _ in range(3))]
    clock.walk_to(AFTER)
    assert list(review_queue(anywhere).ids) == late
    assert list(review_first(anywhere, EVERYTHING, 3)) == late[:3]
    # All of the queue has to be read to know that there are no more.
    assert list(review_first(anywhere, EVERYTHING, 5)) == []
    snooze(anywhere, SnoozeActions((late[1],), AFTER + dt.timedelta(7), "Väntar på snö"))
    clock.walk_to(AFTER + dt.timedelta(1))
    _noted(anywhere, late[2])
    assert list(review_first(anywhere, EVERYTHING, 2)) == [first, late[3]]
    assert list(review_first(anywhere, ReviewQuery(owner_ids=frozenset({owner})), 1)) == late[3:]
    for query in (ReviewQuery(frozenset({Why.OVERDUE})), ReviewQuery(resting=True)):
        assert list(review_first(anywhere, query, 1)) == []


# --- why -----------------------------------------------------------------------------------------


def test_reasons_come_with_their_figures(ctx: AppContext) -> None:
    row = action_rows(ctx, [an_action(ctx)])[0]
    plain = replace(row, owner_id=1, colour=FollowUp.ON_TRACK)
    today = dt.date(2018, 6, 1)
    bounds = Bounds(soon=30, silent=90)
    plain = replace(plain, last_on=today)
    assert reasons(plain, today, bounds) == []
    for changes, found in (
        ({"days_late": 9, "colour": FollowUp.LATE, "expected": 20.0}, [Reason(Why.OVERDUE, 9)]),
        ({"colour": FollowUp.LATE, "expected": 20.5}, [Reason(Why.BEHIND, 20.5)]),
        ({"colour": FollowUp.LATE, "expected": 2.0, "done": Decimal(3)}, []),
        ({"last_on": today - dt.timedelta(90)}, [Reason(Why.SILENT, 90)]),
        ({"last_on": today - dt.timedelta(89)}, []),
        ({"deadline": today}, [Reason(Why.DUE_SOON, 0)]),
        ({"deadline": today + dt.timedelta(30)}, [Reason(Why.DUE_SOON, 30)]),
        ({"deadline": today + dt.timedelta(31)}, []),
        ({"deadline": today - dt.timedelta(1)}, []),
        ({"deadline": today - dt.timedelta(1), "done": Decimal(30)}, [Reason(Why.REACHED)]),
        # Nothing logged yet: counted from the start. What is met, or has no log, is not silent.
        ({"last_on": None, "start": today - dt.timedelta(95)}, [Reason(Why.SILENT, 95)]),
        ({"last_on": None, "start": None}, []),
        ({"last_on": today - dt.timedelta(90), "done": Decimal(30)}, []),
        ({"last_on": None, "planned": None}, []),
        ({"owner_id": None}, [Reason(Why.NO_OWNER)]),
        ({"override_reason": "Vet bättre"}, [Reason(Why.BY_HAND)]),
    ):
        assert reasons(replace(plain, **changes), today, bounds) == found


# --- handled today -------------------------------------------------------------------------------


def _moved(ctx: AppContext, action: int) -> None:
    move_deadline(ctx, MoveDeadline((_ref(ctx, action),), dt.date(2019, 1, 20), "Vakans"))


def _given(ctx: AppContext, action: int) -> None:
    set_owner(ctx, SetOwner((_ref(ctx, action),), a_person(ctx, "Gruppchef")))


def _ended(ctx: AppContext, action: int) -> None:
    set_status(ctx, SetStatus((_ref(ctx, action),), ActionStatus.NOT_DONE, "Personal omfördelad"))


def _noted(ctx: AppContext, action: int) -> None:
    add_note(ctx, AddNote(action, "Ringt gruppchefen"))


def _overridden(ctx: AppContext, action: int) -> None:
    override_colour(ctx, OverrideColour(*_ref(ctx, action), FollowUp.LATE, "Vet bättre"))


HANDLED = [
    (_moved, "action.move_deadline"),
    (_given, "action.set_owner"),
    (_ended, "action.set_status"),
    (_noted, "action.note"),
    (_overridden, "action.override_colour"),
]


@pytest.mark.parametrize(("handle", "operation"), HANDLED)
def test_what_was_handled_today_leaves_the_queue(
    anywhere: AppContext,
    late: int,
    handle: Callable[[AppContext, int], None],
    operation: str,
) -> None:
    assert (list(review_queue(anywhere).ids), counts(anywhere).review) == ([late], 1)
    handle(anywhere, late)
    queue = review_queue(anywhere)
    assert (list(queue.ids), queue.handled) == ([], 1)
    assert [(done.row.id, done.operation) for done in queue.latest] == [(late, operation)]
    assert counts(anywhere).review == 0


@pytest.mark.parametrize(("handle", "operation"), HANDLED)
def test_undo_brings_it_back_and_redo_takes_it_away(
    anywhere: AppContext,
    late: int,
    handle: Callable[[AppContext, int], None],
    operation: str,
) -> None:
    handle(anywhere, late)
    undo(anywhere)
    queue = review_queue(anywhere)
    assert (list(queue.ids), queue.handled, queue.latest) == ([late], 0, ())
    redo(anywhere)
    assert list(review_queue(anywhere).ids) == []
    undo(anywhere)
    assert list(review_queue(anywhere).ids) == [late]


def test_the_latest_of_several_operations_is_the_one_told(anywhere: AppContext, late: int) -> None:
    _noted(anywhere, late)
    _moved(anywhere, late)
    queue = review_queue(anywhere)
    assert (queue.handled, queue.latest[0].operation) == (1, "action.move_deadline")
    undo(anywhere)
    queue = review_queue(anywhere)
    assert (queue.handled, queue.latest[0].operation) == (1, "action.note")


def test_yesterdays_handling_does_not_count(
    anywhere: AppContext, late: int, clock: WalkingClock
) -> None:
    _noted(anywhere, late)
    clock.walk_to(AFTER + dt.timedelta(1))
    queue = review_queue(anywhere)
    assert (list(queue.ids), queue.handled) == ([late], 0)


def test_logging_is_no_review(anywhere: AppContext, late: int) -> None:
    log_done(anywhere, LogFields(late, AFTER))
    assert list(review_queue(anywhere).ids) == [late]


def test_many_handled_at_once_are_each_counted(anywhere: AppContext, clock: WalkingClock) -> None:
    promise, first = a_signed_promise(anywhere)
    others = [an_action(anywhere, promise) for _ in range(4)]
    clock.walk_to(AFTER)
    refs = tuple(_ref(anywhere, action) for action in (first, *others[:2]))
    move_deadline(anywhere, MoveDeadline(refs, dt.date(2019, 2, 1), "Vakans"))
    queue = review_queue(anywhere, latest=2)
    assert set(queue.ids) == set(others[2:])
    assert (queue.handled, len(queue.latest)) == (3, 2)
    assert counts(anywhere).review == 2


def test_handing_over_a_post_handles_nothing_and_owners_are_found_by_text(
    ctx: AppContext, clock: WalkingClock
) -> None:
    _, action = a_signed_promise(ctx)
    clock.walk_to(AFTER)
    chief = add_person(ctx, PersonFields("Gruppchef", "Polisen", Party.POLICE, "Eva Åkerö"))
    owner = action_rows(ctx, [action])[0].owner_id
    assert owner is not None
    reassign(ctx, Reassign(owner, chief))
    found = review_queue(ctx)
    assert (list(found.ids), found.handled, found.next_awake) == ([action], 0, None)
    for text, wanted in (("grupp", [action]), ("ÅKERÖ 1.1", [action]), ("Trafikingenjör", [])):
        assert list(review_queue(ctx, ReviewQuery(text=text)).ids) == wanted
    until = AFTER + dt.timedelta(9)
    snooze(ctx, SnoozeActions((action,), until, "Väntar"))
    found = review_queue(ctx)
    assert (found.resting, found.next_awake) == (1, until)
    assert [(each.operation, each.rests_until) for each in found.latest] == [
        ("action.snooze", until)
    ]
