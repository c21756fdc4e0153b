"""What an action would look like with one more entry: the same as when it is there."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests import factory
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionKind, FollowUp
from tracker.models.progress import Limits
from tracker.services.actions import OverrideColour, override_colour
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.preview import with_entry

TODAY = date(2018, 9, 15)
KINDS: dict[str, dict[str, Any]] = {
    "counted": {"planned": Decimal(30)},
    "recurring": {
        "kind": ActionKind.RECURRING,
        "planned": Decimal(4),
        "occasions": (date(2018, 3, 31), date(2018, 5, 31), date(2018, 9, 30)),
    },
    "one-off": {"kind": ActionKind.SINGLE, "planned": None, "deadline": date(2018, 9, 20)},
    "no target": {"kind": ActionKind.ORDINARY, "planned": None},
    "undated": {"planned": Decimal(5), "start_on": None, "deadline": None},
    "late": {"planned": Decimal(2), "deadline": date(2018, 6, 15)},
}


def row_of(ctx: AppContext, action_id: int) -> ActionRow:
    return action_rows(ctx, (action_id,))[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("quantity", ["1", "2.5", "20"])
def test_the_preview_is_what_the_book_then_says(
    ctx: AppContext, clock: WalkingClock, kind: str, quantity: str
) -> None:
    action = factory.an_action(ctx, **KINDS[kind])
    clock.walk_to(TODAY)
    foreseen = with_entry(row_of(ctx, action), Decimal(quantity), TODAY, Limits())
    log_done(ctx, LogFields(action, TODAY, Decimal(quantity)))
    came = row_of(ctx, action)
    assert (foreseen.done, foreseen.colour, foreseen.days_late, foreseen.entries) == (
        came.done,
        came.colour,
        came.days_late,
        came.entries,
    )


def test_a_colour_set_by_hand_stays(ctx: AppContext, clock: WalkingClock) -> None:
    action = factory.an_action(ctx)
    clock.walk_to(TODAY)
    before = row_of(ctx, action)
    override_colour(ctx, OverrideColour(action, before.version, FollowUp.ON_TRACK, "Känt"))
    after = with_entry(row_of(ctx, action), Decimal(1), TODAY, Limits())
    assert after.colour is FollowUp.ON_TRACK


def test_taking_back_more_than_there_is_leaves_nothing(ctx: AppContext) -> None:
    row = row_of(ctx, factory.an_action(ctx))
    assert with_entry(row, Decimal(-5), TODAY, Limits()).done == 0
