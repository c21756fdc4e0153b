"""Actions planned once more in a later period."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factory import (
    DAY,
    a_cause,
    a_later_promise,
    a_person,
    a_problem,
    a_promise,
    an_action,
    version_of,
)
from tests.refusals import refused
from tracker.i18n import language
from tracker.models.action import Action
from tracker.models.enums import ActionStatus, Party
from tracker.models.organisation import Person
from tracker.models.promise import Deviation, Promise
from tracker.services.actions import SetStatus, set_status
from tracker.services.carry_over import CarryOver, carry_over, carry_plan, left_out, years_later
from tracker.services.context import AppContext
from tracker.services.people import EditPerson, HandOver, PersonFields, edit_person, hand_over
from tracker.services.promises import SignPromise, sign_promise
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.carrying import carry_targets

FRIDAYS = "FREQ=WEEKLY;BYDAY=FR"


def _detail(ctx: AppContext, action: int) -> ActionDetail:
    detail = action_detail(ctx, action)
    assert detail is not None
    return detail


def test_an_action_comes_along_a_year_later(ctx: AppContext) -> None:
    problem, other = a_problem(ctx), a_problem(ctx, "Buskörning")
    kept, lost = a_cause(ctx, problem), a_cause(ctx, other)
    owner = a_person(ctx)
    action = an_action(
        ctx,
        owner_id=owner,
        goal="Synas",
        cause_ids=(kept, lost),
        recurrence=FRIDAYS,
        occasions=(dt.date(2018, 3, 2), dt.date(2018, 3, 9)),
    )
    done = SetStatus(((action, 1),), ActionStatus.NOT_DONE, "Personal omfördelad")
    set_status(ctx, done)
    target = a_later_promise(ctx, (problem,))

    (planned,) = carry_plan(ctx, [action], target)
    assert (planned.lost_owner, planned.lost_causes) == ("", ("Mörkt",))
    with language("sv"):
        said = left_out(replace(planned, lost_causes=("Mörkt", "Tomt", "Trångt")))
    assert "utan orsakerna ”Mörkt”, ”Tomt” och ”Trångt”, som" in said
    (new,) = carry_over(ctx, CarryOver(((action, 2),), target))
    detail = _detail(ctx, new)
    fields, row = detail.fields, detail.row
    assert fields == planned.fields
    assert (row.status, row.status_reason, row.carried_from) == (ActionStatus.PLANNED, "", "1.1")
    assert (row.owner_id, row.goal, row.planned) == (owner, "Synas", Decimal(30))
    assert (row.start, row.deadline) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    assert fields.cause_ids == (kept,)
    assert {day.weekday() for day in fields.occasions} == {4}
    assert (len(fields.occasions), fields.occasions[0].year) == (52, 2019)
    assert ["1.1" in note.text and "Mörkt" in note.text for note in detail.notes] == [True]

    (choice,) = carry_targets(ctx, [action])
    assert (choice.promise_id, choice.there) == (target, (action,))
    with refused("carry.twice") as caught:
        carry_over(ctx, CarryOver(((action, 2),), target))
    assert caught.value.params["actions"] == ("1.1",)


def test_own_dates_and_an_owner_whose_post_has_ended(ctx: AppContext) -> None:
    owner = a_person(ctx)
    actions = [
        an_action(ctx, owner_id=owner, occasions=(dt.date(2018, 3, 31), dt.date(2018, 11, 30)))
        for _ in range(2)
    ]
    target = a_later_promise(ctx)
    ended = PersonFields("Kommunpolis", "Polisen", Party.POLICE, active_to=DAY - dt.timedelta(1))
    edit_person(ctx, EditPerson(owner, version_of(ctx, Person, owner), ended))

    new = carry_over(ctx, CarryOver(((actions[0], 1), (actions[1], 1)), target))
    detail = _detail(ctx, new[0])
    assert detail.fields.occasions == (dt.date(2019, 3, 31), dt.date(2019, 11, 30))
    assert detail.row.owner_id is None
    assert "Kommunpolis" in detail.notes[0].text
    assert _detail(ctx, new[1]).row.carried_from == "2.1"


def test_whoever_holds_the_post_now_is_the_owner(ctx: AppContext) -> None:
    owner = a_person(ctx)
    action = an_action(ctx, owner_id=owner)
    target = a_later_promise(ctx)
    successor = PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Li Ny")
    heir = hand_over(ctx, HandOver(owner, version_of(ctx, Person, owner), DAY, successor))
    with ctx.write("test.set") as tx:
        # As it is for an action that ended before the post was handed over.
        tx.get(Action, action).owner_id = owner
    (planned,) = carry_plan(ctx, [action], target)
    assert (planned.fields.owner_id, planned.is_whole) == (heir, True)


def test_only_to_a_later_promise_that_has_not_ended(ctx: AppContext) -> None:
    action = an_action(ctx)
    same_year = a_promise(ctx)
    assert carry_targets(ctx, [action]) == []
    with refused("carry.not_later"):
        carry_over(ctx, CarryOver(((action, 1),), same_year))
    with refused("row.missing"):
        carry_plan(ctx, [action], 1)


def test_what_is_added_to_a_signed_promise_is_a_deviation(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    target = a_later_promise(ctx, (problem,))
    an_action(
        ctx,
        target,
        cause_ids=(a_cause(ctx, problem),),
        owner_id=a_person(ctx),
        start_on=None,
        deadline=dt.date(2019, 12, 31),
    )
    sign_promise(ctx, SignPromise(target, version_of(ctx, Promise, target), DAY))
    carry_over(ctx, CarryOver(((an_action(ctx), 1),), target))
    with ctx.read() as session:
        (deviation,) = session.scalars(select(Deviation).where(Deviation.promise_id == target))
        assert (deviation.after, "2.1" in deviation.reason) == ("Fotpatrullering", True)


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [((2016, 2, 29), 1, (2017, 2, 28)), ((2016, 2, 29), 4, (2020, 2, 29)),
     ((2017, 12, 31), 1, (2018, 12, 31))],
)  # fmt: skip
def test_the_same_day_years_later(
    day: tuple[int, int, int], years: int, later: tuple[int, int, int]
) -> None:
    assert years_later(dt.date(*day), years) == dt.date(*later)
