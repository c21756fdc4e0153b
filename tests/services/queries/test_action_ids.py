"""Filters and orders of the big table, against the rows themselves."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.factory import DAY, a_person, a_promise, a_signed_promise, an_action, version_of
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.services.actions import (
    MoveDeadline,
    OverrideColour,
    SetStatus,
    move_deadline,
    override_colour,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.people import PersonFields, add_person
from tracker.services.queries.action_ids import (
    ActionGrouping,
    ActionOrder,
    ActionQuery,
    ActionSort,
    action_ids,
    grouped_action_ids,
)
from tracker.services.queries.actions import ActionRow, action_rows, matching_actions
from tracker.services.queries.choices import persons
from tracker.services.queries.promises import promise_rows

EVERY = ActionQuery(sort=ActionSort.LABEL)


def labels(ctx: AppContext, query: ActionQuery) -> list[str]:
    return [row.label for row in action_rows(ctx, action_ids(ctx, query))]


def _owners(ctx: AppContext, *roles: str) -> frozenset[int]:
    return frozenset(person.id for person in persons(ctx) if person.role in roles)


def _promises(ctx: AppContext, *numbers: int) -> frozenset[int]:
    return frozenset(row.id for row in promise_rows(ctx) if row.number in numbers)


Fits = Callable[[ActionRow], bool]


@pytest.mark.parametrize(
    ("query", "fits", "count"),
    [
        (ActionQuery(), lambda row: True, 20),
        (ActionQuery(text="FOTPATRULL"), lambda row: row.title.startswith("Fotpatr"), 3),
        (
            ActionQuery(text="pass kväll"),
            lambda row: "pass" in row.title.casefold() and "kväll" in row.title,
            1,
        ),
        (
            ActionQuery(parties=frozenset({Party.POLICE})),
            lambda row: row.party is Party.POLICE,
            7,
        ),
        (
            ActionQuery(statuses=frozenset({ActionStatus.NOT_DONE, ActionStatus.PARTLY_DONE})),
            lambda row: row.label in ("1.3", "1.4"),
            2,
        ),
        (
            ActionQuery(colours=frozenset({FollowUp.LATE, FollowUp.AT_RISK})),
            lambda row: row.label in ("4.2", "5.1", "5.2", "5.5"),
            4,
        ),
        (ActionQuery(years=frozenset({2017})), lambda row: row.promise_number < 3, 8),
        (ActionQuery(years=frozenset({2017, 2018})), lambda row: True, 20),
        (ActionQuery(years=frozenset({2016})), lambda row: False, 0),
        (
            ActionQuery(due_from=dt.date(2018, 9, 28), due_to=dt.date(2018, 9, 30)),
            lambda row: row.label in ("3.1", "5.4"),
            2,
        ),
        (ActionQuery(only_open=True), lambda row: not row.status.ended, 12),
        (ActionQuery(only_late=True), lambda row: row.label == "5.5", 1),
        (ActionQuery(without_owner=True), lambda row: False, 0),
        (
            ActionQuery(promise_statuses=frozenset({PromiseStatus.KEPT})),
            lambda row: row.promise_number == 2,
            4,
        ),
        (
            ActionQuery(parties=frozenset({Party.OTHER}), only_open=True, text="nattvandring"),
            lambda row: row.label == "5.3",
            1,
        ),
    ],
    ids=lambda value: "" if callable(value) else None,
)
def test_a_filter_finds_what_fits(
    example: AppContext, query: ActionQuery, fits: Fits, count: int
) -> None:
    rows = action_rows(example, action_ids(example, EVERY))
    found = action_ids(example, query)
    assert set(found) == {row.id for row in rows if fits(row)}
    assert len(found) == count


def test_filters_by_owner_and_promise(example: AppContext) -> None:
    theirs = ActionQuery(owner_ids=_owners(example, "Parkchef", "Rektor"), sort=ActionSort.LABEL)
    assert labels(example, theirs) == ["1.3", "4.1", "5.5"]
    of_two = ActionQuery(promise_ids=_promises(example, 3, 6), sort=ActionSort.LABEL)
    assert labels(example, of_two) == ["3.1", "3.2", "3.3"]


_KEYS: dict[ActionSort, Callable[[ActionRow], Any]] = {
    ActionSort.LABEL: lambda row: (row.promise_number, row.number),
    ActionSort.PARTY: lambda row: row.party.value,
    ActionSort.OWNER: lambda row: row.owner.casefold(),
    ActionSort.PROMISE: lambda row: row.promise_number,
    ActionSort.DEADLINE: lambda row: row.deadline,
    ActionSort.DONE: lambda row: row.done,
    ActionSort.STATUS: lambda row: row.status.value,
}


@pytest.mark.parametrize("sort", _KEYS)
def test_an_order_is_kept_and_turned(example: AppContext, sort: ActionSort) -> None:
    for descending in (False, True):
        rows = action_rows(
            example, action_ids(example, ActionQuery(sort=sort, descending=descending))
        )
        keys = [_KEYS[sort](row) for row in rows]
        assert keys == sorted(keys, reverse=descending)
        # What is equal stands in the order it was entered.
        for one, next_one in pairwise(rows):
            assert _KEYS[sort](one) != _KEYS[sort](next_one) or one.id < next_one.id


def test_titles_are_sorted_without_regard_to_case(anywhere: AppContext) -> None:
    promise = a_promise(anywhere)
    for title in ("bommar", "Armaturer", "Cykelställ", "alkobommar"):
        an_action(anywhere, promise, title=title)
    rows = action_rows(anywhere, action_ids(anywhere, ActionQuery(sort=ActionSort.TITLE)))
    assert [row.title for row in rows] == ["alkobommar", "Armaturer", "bommar", "Cykelställ"]


def test_the_most_urgent_come_first(example: AppContext) -> None:
    assert labels(example, ActionQuery(only_open=True)) == [
        *("5.5", "5.1", "4.2", "5.2"),
        *("3.1", "5.4", "3.3", "4.1"),
        *("4.3", "4.4", "5.3", "3.2"),
    ]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", [ActionSort.DEADLINE, ActionSort.OWNER])
def test_what_has_no_deadline_or_owner_comes_last(
    anywhere: AppContext, sort: ActionSort, *, descending: bool
) -> None:
    promise, owner = a_promise(anywhere), a_person(anywhere)
    bare = an_action(anywhere, promise, deadline=None, start_on=None)
    full = an_action(anywhere, promise, owner_id=owner)
    query = ActionQuery(sort=sort, descending=descending)
    assert list(action_ids(anywhere, query)) == [full, bare]
    nobodys = ActionQuery(without_owner=True)
    assert list(action_ids(anywhere, nobodys)) == [bare]
    either = ActionQuery(without_owner=True, owner_ids=frozenset({owner}))
    assert set(action_ids(anywhere, either)) == {bare, full}


def test_groups_follow_each_other_as_their_actions_do(example: AppContext) -> None:
    query = ActionQuery(only_open=True)
    keys: list[tuple[ActionGrouping, Callable[[ActionRow], object]]] = [
        (ActionGrouping.PROMISE, lambda row: row.promise_title),
        (ActionGrouping.OWNER, lambda row: row.owner),
        (ActionGrouping.PARTY, lambda row: row.party),
    ]
    for by, of in keys:
        ids, groups = grouped_action_ids(example, query, by)
        rows = iter(action_rows(example, ids))
        for group in groups:
            members = [next(rows) for _ in range(group.count)]
            assert {of(row) for row in members} == {
                group.party if by is ActionGrouping.PARTY else group.title
            }
        assert next(rows, None) is None
        assert set(ids) == set(action_ids(example, query))


def test_nobodys_actions_are_the_last_group(anywhere: AppContext) -> None:
    promise = a_promise(anywhere)
    nobodys = an_action(anywhere, promise)
    theirs = an_action(anywhere, promise, owner_id=a_person(anywhere))
    ids, groups = grouped_action_ids(anywhere, ActionQuery(), ActionGrouping.OWNER)
    assert list(ids) == [theirs, nobodys]
    assert [(group.title, group.count) for group in groups] == [("Kommunpolis", 1), (None, 1)]


def test_one_text_after_another_over_the_same_actions(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    patrol, visit = (an_action(ctx, promise, title=t) for t in ("Fotpatrullering", "Skolbesök"))
    order = ActionOrder(ctx)
    for text, found in (("", [patrol, visit]), ("skol", [visit]), ("SKOL ök", [visit]), ("x", [])):
        assert list(order.ids(ActionQuery(text=text))) == found
    third = an_action(ctx, promise, title="Skolbesök i åk 9")
    order.forget()
    assert list(order.ids(ActionQuery(text="skol"))) == [visit, third]
    assert list(order.ids(ActionQuery(text="skol", descending=True))) == [visit, third]


# --- rows ----------------------------------------------------------------------------------------


def test_a_row_says_all_that_follows_from_the_log(example: AppContext) -> None:
    by_label = {row.label: row for row in action_rows(example, action_ids(example, EVERY))}
    assert len(by_label) == 20
    patrol, cleared, survey = by_label["5.2"], by_label["5.5"], by_label["3.1"]
    assert (patrol.done, patrol.planned, patrol.entries) == (Decimal(17), Decimal(30), 17)
    assert patrol.expected == pytest.approx(30 * 257 / 364)
    assert (patrol.last_on, patrol.owner) == (dt.date(2018, 9, 14), "Gruppchef")
    assert (cleared.days_late, cleared.carried_from, cleared.expected) == (92, "1.3", 2)
    assert (survey.moved_from, survey.deadline) == (dt.date(2018, 5, 31), dt.date(2018, 9, 28))
    assert "vakant" in survey.moved_why
    ended = by_label["1.4"]
    assert (ended.colour, ended.expected, ended.days_late) == (None, None, 0)
    assert ended.status_reason.startswith("Personal omfördelad")


def test_the_latest_move_after_signing_is_the_one_shown(
    ctx: AppContext, clock: WalkingClock
) -> None:
    _, action = a_signed_promise(ctx)
    for days, reason in ((1, "Vakans"), (2, "Snö")):
        clock.walk_to(DAY + dt.timedelta(days))
        row = action_rows(ctx, [action])[0]
        assert row.deadline is not None
        move_deadline(
            ctx,
            MoveDeadline(((action, row.version),), row.deadline + dt.timedelta(days), reason),
        )
    row = action_rows(ctx, [action])[0]
    assert (row.moved_from, row.moved_why) == (dt.date(2019, 1, 1), "Snö")


def test_an_override_shows_with_its_reason(ctx: AppContext) -> None:
    action = an_action(ctx)
    override_colour(ctx, OverrideColour(action, 1, FollowUp.LATE, "Ingen personal"))
    row = action_rows(ctx, [action])[0]
    assert (row.colour, row.override_reason, row.days_late) == (FollowUp.LATE, "Ingen personal", 0)


def test_rows_come_in_the_order_asked_without_those_that_are_gone(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    first, second = an_action(ctx, promise), an_action(ctx, promise)
    assert [row.id for row in action_rows(ctx, [second, 4711, first])] == [second, first]
    assert action_rows(ctx, []) == []


# --- what to log on ------------------------------------------------------------------------------


def test_open_actions_that_were_logged_last_are_offered_first(anywhere: AppContext) -> None:
    promise = a_promise(anywhere)
    done, old, recent = (
        an_action(anywhere, promise, title=f"Fotpatrullering {place}")
        for place in ("torget", "hamnen", "parken")
    )
    never = an_action(anywhere, promise, title="Kvällspatrull, fotpatrullering")
    for action, day in ((done, DAY), (old, DAY - dt.timedelta(5)), (recent, DAY)):
        log_done(anywhere, LogFields(action, day))
    set_status(
        anywhere,
        SetStatus(((done, version_of(anywhere, Action, done)),), ActionStatus.DONE, "Det räckte"),
    )
    rows, total = matching_actions(anywhere, "FOTpatrull")
    assert ([row.id for row in rows], total) == ([recent, old, never, done], 4)
    rows, total = matching_actions(anywhere, "fotpatrull", limit=1)
    assert ([row.id for row in rows], total) == ([recent], 4)
    assert matching_actions(anywhere, "simhall") == ([], 0)
    assert matching_actions(anywhere, "")[1] == 4


def test_owners_are_sorted_by_role_whatever_its_case(anywhere: AppContext) -> None:
    promise = a_promise(anywhere)
    upper, lower = (
        add_person(anywhere, PersonFields(role, "Kommunen", Party.MUNICIPALITY))
        for role in ("Rektor", "parkchef")
    )
    first, second = (an_action(anywhere, promise, owner_id=owner) for owner in (upper, lower))
    assert list(action_ids(anywhere, ActionQuery(sort=ActionSort.OWNER))) == [second, first]
