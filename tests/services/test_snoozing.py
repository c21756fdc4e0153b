"""Leaving actions alone, waking them, and giving all that somebody owns to another."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.factory import (
    DAY,
    a_person,
    a_promise,
    a_signed_promise,
    action_fields,
    an_action,
    version_of,
)
from tests.refusals import refused
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionStatus, Party
from tracker.models.organisation import Person
from tracker.services.actions import (
    AddNotes,
    EditAction,
    MoveDeadline,
    SetOwner,
    SetStatus,
    add_notes,
    edit_action,
    move_deadline,
    set_owner,
    set_status,
)
from tracker.services.books import book_settings, edit_book_settings
from tracker.services.context import AppContext
from tracker.services.follow_up import AskDecision, ask_decision
from tracker.services.history import redo, undo
from tracker.services.people import HandOver, PersonFields, hand_over
from tracker.services.queries.action_detail import action_detail
from tracker.services.queries.actions import action_rows
from tracker.services.queries.overview import counts
from tracker.services.queries.review import Reason, ReviewQuery, Why, review_queue, review_rows
from tracker.services.reassigning import Owned, Reassign, owned, reassign
from tracker.services.snoozing import SnoozeActions, snooze, wake

AFTER = dt.date(2019, 1, 10)
WEEK = dt.timedelta(days=7)
NEW = PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Ny Ek")


@pytest.fixture
def late(anywhere: AppContext, clock: WalkingClock) -> int:
    """An action that is ten days late, on a day in January."""
    _, action = a_signed_promise(anywhere)
    clock.walk_to(AFTER)
    return action


def _left(ctx: AppContext, **asked: object) -> list[int]:
    # A test names the filters it cares about, of any kind.
    return list(review_queue(ctx, ReviewQuery(**asked)).ids)  # type: ignore[arg-type]


def test_what_rests_comes_back_by_itself_on_its_day(
    anywhere: AppContext, late: int, clock: WalkingClock
) -> None:
    snooze(anywhere, SnoozeActions((late,), AFTER + WEEK, " Markägaren svarar "))
    queue = review_queue(anywhere)
    assert (list(queue.ids), queue.handled, queue.resting) == ([], 1, 1)
    assert _left(anywhere, resting=True) == [late]
    assert counts(anywhere).review == 0
    detail = action_detail(anywhere, late)
    assert detail is not None
    assert detail.snooze is not None
    assert (detail.snooze.until, detail.snooze.note) == (AFTER + WEEK, "Markägaren svarar")

    clock.walk_to(AFTER + WEEK - dt.timedelta(1))
    assert _left(anywhere) == []
    clock.walk_to(AFTER + WEEK)
    queue = review_queue(anywhere)
    assert (list(queue.ids), queue.resting) == ([late], 0)
    detail = action_detail(anywhere, late)
    assert detail is not None
    assert detail.snooze is None


def test_waking_undo_and_a_new_day(anywhere: AppContext, late: int) -> None:
    snooze(anywhere, SnoozeActions((late,), AFTER + WEEK, "Väntar"))
    snooze(anywhere, SnoozeActions((late,), AFTER + 2 * WEEK, "Väntar mer"))
    assert (_left(anywhere), review_queue(anywhere).handled) == ([], 1)
    # Woken on the same day it is no longer handled.
    wake(anywhere, (late,))
    assert (_left(anywhere), review_queue(anywhere).handled) == ([late], 0)
    undo(anywhere)
    assert _left(anywhere) == []
    redo(anywhere)
    assert _left(anywhere) == [late]
    with refused("snooze.none"):
        wake(anywhere, (late,))


def test_a_snooze_needs_a_later_day_and_a_note(ctx: AppContext) -> None:
    action = an_action(ctx)
    with refused("snooze.past"):
        snooze(ctx, SnoozeActions((action,), DAY, "Väntar"))
    with refused("field.required"):
        snooze(ctx, SnoozeActions((action,), DAY + WEEK, " "))


def test_an_owner_whose_post_is_over(ctx: AppContext, clock: WalkingClock) -> None:
    promise, action = a_signed_promise(ctx)
    leaving = a_person(ctx)
    assert _left(ctx, whys=frozenset({Why.OWNER_ENDED})) == []
    successor = hand_over(ctx, HandOver(leaving, 1, DAY + WEEK, NEW))
    clock.walk_to(DAY + WEEK)
    with refused("owner.succeeded"):
        set_owner(ctx, SetOwner(((action, version_of(ctx, Action, action)),), leaving))
    with refused("owner.succeeded"):
        an_action(ctx, promise, owner_id=leaving)
    with ctx.write("person.edit") as tx:
        # As a book of an older version may have it: handed over, and yet still owning.
        tx.get(Action, action).owner_id = leaving
    assert _left(ctx, whys=frozenset({Why.OWNER_ENDED})) == [action]
    ((_row, found),) = review_rows(ctx, [action])
    ended = DAY + WEEK - dt.timedelta(1)
    assert Reason(Why.OWNER_ENDED, day=ended, words="Kommunpolis, Ny Ek") in found
    # Who had it keeps it while something else is changed.
    fields = action_fields("Nattvandring", owner_id=leaving)
    edit_action(ctx, EditAction(action, version_of(ctx, Action, action), fields))
    assert reassign(ctx, Reassign(leaving, successor)) == 1
    # Nobody has looked at it by that.
    assert review_queue(ctx).latest == ()
    assert _left(ctx, whys=frozenset({Why.OWNER_ENDED})) == []


def test_all_that_somebody_owns_goes_to_another(ctx: AppContext) -> None:
    leaving = a_person(ctx)
    first, second = a_promise(ctx, "Synlig polis"), a_promise(ctx, "Ljusa gator")
    mine = [an_action(ctx, first, owner_id=leaving) for _ in range(2)]
    other = an_action(ctx, second, owner_id=leaving)
    ended = an_action(ctx, second, owner_id=leaving)
    set_status(ctx, SetStatus(((ended, 1),), ActionStatus.DONE, "Det räckte"))
    assert owned(ctx)[leaving] == [
        Owned(first, "L1 Synlig polis", 2),
        Owned(second, "L2 Ljusa gator", 1),
    ]
    assert reassign(ctx, Reassign(leaving, NEW, frozenset({first}))) == 2
    owners = {row.id: row.owner_id for row in action_rows(ctx, [*mine, other, ended])}
    (new,) = {owners[action] for action in mine}
    assert new != leaving
    assert (owners[other], owners[ended]) == (leaving, leaving)
    with refused("reassign.nothing"):
        reassign(ctx, Reassign(leaving, new or 0, frozenset({first})))
    with refused("reassign.same"):
        reassign(ctx, Reassign(leaving, leaving))
    undo(ctx)
    assert sum(part.count for part in owned(ctx)[leaving]) == 3
    with ctx.read() as session:
        # The person added by it is gone with it.
        assert session.query(Person).count() == 1


def test_a_decision_that_is_waited_for(ctx: AppContext) -> None:
    promise, action = a_signed_promise(ctx)
    other = an_action(ctx, promise, owner_id=a_person(ctx))
    asked = AskDecision("Köpa in röjningen?", "Kommunalråd", Party.MUNICIPALITY, DAY + WEEK, "")
    about_one = ask_decision(ctx, replace(asked, action_id=action))
    waits = frozenset({Why.DECISION})
    assert _left(ctx, whys=waits) == [action]
    about_all = ask_decision(ctx, replace(asked, promise_id=promise))
    assert set(_left(ctx, whys=waits)) == {action, other}
    ((_row, found),) = review_rows(ctx, [action])
    assert [(r.row_id, r.words) for r in found if r.why is Why.DECISION] == [
        (about_one, "Köpa in röjningen?"),
        (about_all, "Köpa in röjningen?"),
    ]


def test_missed_occasions(anywhere: AppContext) -> None:
    promise, _action = a_signed_promise(anywhere)
    weekly = an_action(
        anywhere, promise, occasions=(DAY - 2 * WEEK, DAY - WEEK, DAY), owner_id=a_person(anywhere)
    )
    assert _left(anywhere, whys=frozenset({Why.MISSED})) == [weekly]
    ((_row, found),) = review_rows(anywhere, [weekly])
    assert Reason(Why.MISSED, 2, DAY - WEEK) in found


def test_the_queue_is_filtered(anywhere: AppContext) -> None:
    promise, action = a_signed_promise(anywhere)
    owner = a_person(anywhere)
    nobodys = an_action(anywhere, promise, title="Skolbesök", start_on=DAY)
    soon = an_action(
        anywhere, promise, owner_id=owner, start_on=DAY, deadline=DAY + dt.timedelta(10)
    )
    assert set(_left(anywhere)) == {action, nobodys, soon}
    for asked, found in (
        ({"owner_ids": frozenset({owner})}, {action, soon}),
        ({"owner_ids": frozenset({owner}), "without_owner": True}, {action, nobodys, soon}),
        ({"without_owner": True}, {nobodys}),
        ({"text": "skolbes"}, {nobodys}),
        ({"parties": frozenset({Party.MUNICIPALITY})}, set()),
        ({"promise_ids": frozenset({promise + 1})}, set()),
        ({"whys": frozenset({Why.DUE_SOON})}, {soon}),
        ({"whys": frozenset({Why.DUE_SOON}), "days": 9}, set()),
        ({"days": 9}, set()),
        ({"days": 10}, {soon}),
    ):
        assert set(_left(anywhere, **asked)) == found, asked


def test_a_deadline_that_moves_says_why(ctx: AppContext) -> None:
    action = an_action(ctx, deadline=None)
    first, later = DAY + WEEK, DAY + 2 * WEEK
    # A first deadline needs no reason.
    edit_action(ctx, EditAction(action, 1, action_fields(deadline=first)))
    with refused("reason.required"):
        edit_action(ctx, EditAction(action, 2, action_fields(deadline=later)))
    edit_action(ctx, EditAction(action, 2, action_fields(deadline=later), "Vakans"))
    move_deadline(ctx, MoveDeadline(((action, 3),), first, "Ändå i tid"))
    detail = action_detail(ctx, action)
    assert detail is not None
    assert [note.text for note in detail.notes] == ["Ändå i tid", "Vakans"]
    assert detail.row.deadline == first
    undo(ctx)
    detail = action_detail(ctx, action)
    assert detail is not None
    assert ([note.text for note in detail.notes], detail.row.deadline) == (["Vakans"], later)


def test_one_note_on_several(ctx: AppContext) -> None:
    both = an_action(ctx), an_action(ctx)
    add_notes(ctx, AddNotes(both, "Tas upp på mötet", internal=False))
    for action in both:
        detail = action_detail(ctx, action)
        assert detail is not None
        assert [(note.text, note.internal) for note in detail.notes] == [
            ("Tas upp på mötet", False)
        ]
    undo(ctx)
    assert all(not (found := action_detail(ctx, action)) or not found.notes for action in both)


def test_when_an_action_is_silent_is_the_books_to_say(ctx: AppContext) -> None:
    _, action = a_signed_promise(ctx)
    silent = frozenset({Why.SILENT})
    # Nothing is logged since the year began, 59 days ago.
    assert _left(ctx, whys=silent) == []
    settings = book_settings(ctx)
    with refused("settings.silent_days"):
        edit_book_settings(ctx, replace(settings, silent_days=0))
    edit_book_settings(ctx, replace(settings, silent_days=59))
    assert _left(ctx, whys=silent) == [action]


def test_a_post_is_handed_over_to_somebody_in_the_book(ctx: AppContext) -> None:
    _promise, action = a_signed_promise(ctx)
    leaving, staying = a_person(ctx, "Gruppchef"), a_person(ctx, "Kulturchef")
    with ctx.write("action.set_owner") as tx:
        tx.get(Action, action).owner_id = leaving
    with refused("reassign.same"):
        hand_over(ctx, HandOver(leaving, 1, DAY, leaving))
    assert hand_over(ctx, HandOver(leaving, 1, DAY, staying)) == staying
    with ctx.read() as session:
        assert session.get_one(Action, action).owner_id == staying
        assert session.get_one(Person, leaving).successor_id == staying
        assert session.get_one(Person, staying).active_from is None
