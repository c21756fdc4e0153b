"""The operations on a recurring action's dates, prepared as in `operations`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from tests.factory import (
    DAY,
    a_cause,
    a_later_promise,
    a_person,
    a_problem,
    an_action,
)
from tracker.models.enums import OccasionState
from tracker.services import carry_over, log, series
from tracker.services.actions import EditAction, edit_action
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import action_detail
from tracker.services.queries.series import occasions_of

Operation = Callable[[], object]
LATER = DAY + dt.timedelta(30)


def occasion_settle(ctx: AppContext) -> Operation:
    first = occasions_of(ctx, an_action(ctx, occasions=(DAY, LATER)))[0]
    command = series.SettleOccasion(first.id, 1, OccasionState.CANCELLED, "Sportlov")
    return partial(series.settle_occasion, ctx, command)


def occasion_reopen(ctx: AppContext) -> Operation:
    action = an_action(ctx, occasions=(DAY, LATER))
    first = occasions_of(ctx, action)[0]
    missed = series.SettleOccasion(first.id, 1, OccasionState.MISSED)
    series.settle_occasion(ctx, missed)
    version = occasions_of(ctx, action)[0].version
    again = series.SettleOccasion(first.id, version, OccasionState.OPEN)
    return partial(series.settle_occasion, ctx, again)


def occasion_match(ctx: AppContext) -> Operation:
    action = an_action(ctx, planned=Decimal(2))
    log.log_done(ctx, log.LogFields(action, DAY, Decimal(2)))
    detail = action_detail(ctx, action)
    assert detail is not None
    fields = replace(detail.fields, occasions=(DAY, LATER))
    edit_action(ctx, EditAction(action, detail.row.version, fields))
    return partial(series.match_log, ctx, (action,))


def action_carry_over(ctx: AppContext) -> Operation:
    problem = a_problem(ctx)
    cause = a_cause(ctx, problem)
    action = an_action(
        ctx,
        owner_id=a_person(ctx),
        cause_ids=(cause,),
        recurrence="FREQ=WEEKLY;BYDAY=FR",
        occasions=(DAY,),
    )
    return partial(
        carry_over.carry_over, ctx, carry_over.CarryOver(((action, 1),), a_later_promise(ctx))
    )


SERIES = {
    "action.carry_over": action_carry_over,
    "occasion.match": occasion_match,
    "occasion.reopen": occasion_reopen,
    "occasion.settle": occasion_settle,
}
