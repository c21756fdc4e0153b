"""The operations of Granskning, as in `operations`."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from tests.factory import DAY, a_person, an_action
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.people import PersonFields
from tracker.services.reassigning import Reassign, reassign
from tracker.services.snoozing import SnoozeActions, snooze, wake

Operation = Callable[[], object]
_MONDAY = DAY + dt.timedelta(days=60)


def action_snooze(ctx: AppContext) -> Operation:
    resting = an_action(ctx)
    snooze(ctx, SnoozeActions((resting,), _MONDAY, "Väntar på svar"))
    later = SnoozeActions((resting, an_action(ctx)), _MONDAY + dt.timedelta(days=7), "Inget svar")
    return partial(snooze, ctx, later)


def action_wake(ctx: AppContext) -> Operation:
    resting = an_action(ctx)
    snooze(ctx, SnoozeActions((resting,), _MONDAY, "Väntar på svar"))
    return partial(wake, ctx, (resting,))


def action_reassign(ctx: AppContext) -> Operation:
    leaving = a_person(ctx)
    an_action(ctx, owner_id=leaving)
    an_action(ctx, owner_id=leaving)
    successor = PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Ny Ek")
    return partial(reassign, ctx, Reassign(leaving, successor))


REVIEW: dict[str, Callable[[AppContext], Operation]] = {
    "action.reassign": action_reassign,
    "action.snooze": action_snooze,
    "action.wake": action_wake,
}
