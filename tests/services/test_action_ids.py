"""The ids behind the big table: filters, orders, groups, and one keystroke after another."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests import factory
from tracker.models.action import Action
from tracker.models.enums import ActionStatus, Party
from tracker.services.actions import AddAction, SetStatus, add_action, set_status
from tracker.services.context import AppContext
from tracker.services.queries import fetching
from tracker.services.queries.action_ids import (
    ActionGroup,
    ActionGrouping,
    ActionOrder,
    ActionQuery,
    ActionSort,
    action_ids,
    grouped_action_ids,
)
from tracker.services.queries.actions import action_rows
from tracker.services.queries.fetching import fetched_ids

TITLES = ("Fotpatrullering", "Belysning", "Fotboll på kvällen", "Öppen gård", "Skolbesök")


@pytest.fixture
def actions(ctx: AppContext) -> list[int]:
    """Five in two drafts; the first and the last have an owner, the second has no deadline."""
    drafts = [factory.a_promise(ctx, "Trygg"), factory.a_promise(ctx, "Synlig")]
    owner = factory.a_person(ctx)
    made = []
    for number, title in enumerate(TITLES):
        fields = factory.action_fields(title, owner_id=owner if number in (0, 4) else None)
        if number == 1:
            fields = replace(fields, deadline=None)
        party = Party.POLICE if number % 2 else Party.OTHER
        draft = drafts[number // 3]
        made.append(add_action(ctx, AddAction(draft, replace(fields, party=party))))
    return made


@pytest.mark.parametrize("sort", list(ActionSort))
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_has_all_and_turns(
    ctx: AppContext, actions: list[int], sort: ActionSort, descending: bool
) -> None:
    ids = action_ids(ctx, ActionQuery(sort=sort, descending=descending))
    assert sorted(ids) == sorted(actions)
    if sort is ActionSort.DEADLINE:
        assert ids[-1] == actions[1], "without a deadline comes last both ways"


def test_what_has_no_owner_can_be_asked_for_beside_owners(
    ctx: AppContext, actions: list[int]
) -> None:
    owner = factory.a_person(ctx)
    nobodys = action_ids(ctx, ActionQuery(without_owner=True))
    theirs = action_ids(ctx, ActionQuery(owner_ids=frozenset({owner})))
    either = action_ids(ctx, ActionQuery(owner_ids=frozenset({owner}), without_owner=True))
    assert sorted(nobodys) == sorted(actions[1:4])
    assert sorted(theirs) == [actions[0], actions[4]]
    assert sorted(either) == sorted(actions)


def test_groups_come_in_order_and_count_their_own(ctx: AppContext, actions: list[int]) -> None:
    query = ActionQuery(sort=ActionSort.TITLE)
    ids, groups = grouped_action_ids(ctx, query, ActionGrouping.PROMISE)
    assert groups == [ActionGroup(3, "Trygg", 1), ActionGroup(2, "Synlig", 2)]
    assert sorted(ids[:3]) == sorted(actions[:3])
    ids, groups = grouped_action_ids(ctx, query, ActionGrouping.OWNER)
    assert groups == [ActionGroup(2, "Kommunpolis"), ActionGroup(3)]
    ids, groups = grouped_action_ids(ctx, query, ActionGrouping.PARTY)
    assert groups == [ActionGroup(2, party=Party.POLICE), ActionGroup(3, party=Party.OTHER)]
    titles = [row.title for row in action_rows(ctx, ids)]
    assert titles == ["Belysning", "Öppen gård", "Fotboll på kvällen", "Fotpatrullering",
                      "Skolbesök"]  # fmt: skip
    _ids, none = grouped_action_ids(ctx, replace(query, text="saknas"), ActionGrouping.PARTY)
    assert none == []


@pytest.mark.parametrize("text", ["", "fot", "FOT", "fot kväll", "öppen", "%", "saknas", "  "])
def test_a_remembered_order_answers_as_the_book_does(
    ctx: AppContext, actions: list[int], text: str
) -> None:
    order = ActionOrder(ctx)
    for sort in (ActionSort.TITLE, ActionSort.URGENCY):
        query = ActionQuery(sort=sort, parties=frozenset({Party.OTHER}))
        order.ids(query)
        assert order.ids(replace(query, text=text)) == action_ids(ctx, replace(query, text=text))


def test_a_remembered_order_is_forgotten_when_told(ctx: AppContext, actions: list[int]) -> None:
    order = ActionOrder(ctx)
    query = ActionQuery(statuses=frozenset({ActionStatus.PLANNED}))
    assert len(order.ids(query)) == 5
    (row,) = action_rows(ctx, actions[:1])
    set_status(ctx, SetStatus(((row.id, row.version),), ActionStatus.ONGOING))
    order.forget()
    assert sorted(order.ids(query)) == sorted(actions[1:])


def test_ids_are_fetched_in_order_piece_by_piece(
    ctx: AppContext, actions: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_PIECE", 10)
    with ctx.read() as session:
        backwards = fetched_ids(session, select(Action.id).order_by(Action.id.desc()))
        nothing = fetched_ids(session, select(Action.id).where(Action.number > 99))
    assert list(backwards) == sorted(actions, reverse=True)
    assert list(nothing) == []
