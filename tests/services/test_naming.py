import datetime as dt

import pytest

from tests.factory import a_promise, an_action
from tests.refusals import refused
from tracker.models.errors import Ambiguous
from tracker.services.context import AppContext
from tracker.services.naming import ActionNames, find_promise, promise_names

IN_FORCE = dt.date(2018, 6, 1)


@pytest.fixture
def patrols(ctx: AppContext) -> tuple[int, int, int]:
    """Two patrols and an action whose name is all of another's and more."""
    promise = a_promise(ctx)
    titles = ("Fotpatrullering", "Fotpatrullering, centrum", "12 notiser")
    first, second, third = (an_action(ctx, promise, title=title) for title in titles)
    return first, second, third


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("fotpatrullering", 0),
        (" Fotpatrullering,  centrum ", 1),
        ("centrum", 1),
        ("patr cent", 1),
        ("1.2", 1),
        ("L1.2", 1),
        ("1,2", 1),
        ("1.2 Fotpatrullering, centrum", 1),
        ("12 notiser", 2),
    ],
)
def test_actions(ctx: AppContext, patrols: tuple[int, int, int], text: str, place: int) -> None:
    with ctx.read() as session:
        assert ActionNames(session).find(text).id == patrols[place]


def test_a_number_that_a_spreadsheet_took_the_last_digit_from(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    ids = [an_action(ctx, promise, title=f"Insats {name}") for name in "ABCDEFGHIJ"]
    with ctx.read() as session:
        names = ActionNames(session)
        assert names.find("1,2").id == ids[1]
        assert names.find("1.1").id == ids[0]
        assert names.find("1.10").id == ids[9]
        with refused("action.ambiguous"):
            names.find("1,1")


def test_actions_that_are_none_or_several(ctx: AppContext, patrols: tuple[int, int, int]) -> None:
    with ctx.read() as session:
        names = ActionNames(session)
        for text in ("skolbesök", "9.9", "", "   "):
            with refused("action.none"):
                names.find(text)
        with refused("action.ambiguous") as caught:
            names.find("patrull")
    assert isinstance(caught.value, Ambiguous)
    assert caught.value.candidates == (
        "1.1 Fotpatrullering (Polis, Synlig polis)",
        "1.2 Fotpatrullering, centrum (Polis, Synlig polis)",
    )


def test_many_candidates_are_not_all_listed(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    for number in range(12):
        an_action(ctx, promise, title=f"Patrull {number}")
    with ctx.read() as session, refused("action.ambiguous") as caught:
        ActionNames(session).find("patrull")
    assert isinstance(caught.value, Ambiguous)
    assert len(caught.value.candidates) == 9
    assert caught.value.candidates[-1] == "…"


@pytest.mark.parametrize(
    "text", ["2", "L2", "l 2", "Löfte 2", "L2 Synlig polis", "synlig", "Promise 2"]
)
def test_promises(ctx: AppContext, text: str) -> None:
    a_promise(ctx, "Tryggt torg")
    wanted = a_promise(ctx, "Synlig polis")
    with ctx.read() as session:
        assert find_promise(promise_names(session), text).id == wanted


def test_promises_that_are_none_or_several(ctx: AppContext) -> None:
    a_promise(ctx, "Tryggt torg")
    a_promise(ctx, "Tryggt centrum")
    with ctx.read() as session:
        names = promise_names(session)
    with refused("promise.none"):
        find_promise(names, "L7")
    with refused("promise.ambiguous"):
        find_promise(names, "tryggt", on=IN_FORCE)
