"""What became of a recurring action's dates, as a report of a day tells it."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.factory import DAY, an_action
from tracker.models.clock import WalkingClock
from tracker.models.enums import OccasionState, PromiseStatus
from tracker.services.context import AppContext
from tracker.services.log import LogFields, delete_log, log_done
from tracker.services.queries.series import OccasionRow, occasions_of
from tracker.services.reports.frozen import from_json, to_json
from tracker.services.reports.public import made_public
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import SeriesRow, SettledRow
from tracker.services.series import SettleOccasion, settle_occasion

DATES = tuple(dt.date(2018, month, 15) for month in (1, 2, 3, 4))
THEN, NOW = ReportQuery(DAY), ReportQuery()
LATER = DAY + dt.timedelta(30)


def _series(ctx: AppContext, query: ReportQuery = NOW) -> SeriesRow | None:
    [promise] = report_input(ctx, query).promises
    [action] = promise.actions
    return action.series


def _settle(ctx: AppContext, row: OccasionRow, state: OccasionState, reason: str = "") -> None:
    settle_occasion(ctx, SettleOccasion(row.id, row.version, state, reason))


def test_an_action_without_dates_has_no_series(ctx: AppContext) -> None:
    an_action(ctx)
    assert _series(ctx) is None


def test_the_dates_as_they_stood_on_the_day(anywhere: AppContext, clock: WalkingClock) -> None:
    ctx = anywhere
    action = an_action(ctx, planned=Decimal(4), occasions=DATES)
    removed = log_done(ctx, LogFields(action, DATES[0]))
    then = SeriesRow(done=1, missed=1, cancelled=0, left=2)
    assert _series(ctx) == _series(ctx, THEN) == then

    clock.walk_to(LATER)
    rows = occasions_of(ctx, action)
    _settle(ctx, rows[3], OccasionState.CANCELLED, "Sportlov")
    log_done(ctx, LogFields(action, LATER, occasion_id=rows[2].id))
    sick = SettledRow(DATES[3], OccasionState.CANCELLED, "Sportlov")
    assert _series(ctx) == SeriesRow(2, 1, 1, 0, (sick,))
    assert _series(ctx, THEN) == then

    # Written down late, but done by then; and taken out since, but there then.
    log_done(ctx, LogFields(action, DATES[1]))
    delete_log(ctx, removed, 1)
    assert _series(ctx, THEN) == SeriesRow(done=2, missed=0, cancelled=0, left=2)
    assert _series(ctx) == SeriesRow(2, 1, 1, 0, (sick,))


def test_the_public_is_told_what_was_cancelled_and_no_more(ctx: AppContext) -> None:
    action = an_action(ctx, recurrence="FREQ=MONTHLY;BYMONTHDAY=15", occasions=DATES)
    missed, cancelled, *_rest = occasions_of(ctx, action)
    _settle(ctx, missed, OccasionState.MISSED, "Ingen personal")
    _settle(ctx, cancelled, OccasionState.CANCELLED, "Snöstorm")
    data = report_input(ctx, NOW)
    assert from_json(to_json(data)) == data
    [promise] = data.promises
    [row] = promise.actions
    assert row.recurrence == "FREQ=MONTHLY;BYMONTHDAY=15"
    assert row.series is not None
    told = SettledRow(DATES[1], OccasionState.CANCELLED, "Snöstorm")
    assert row.series.settled == (
        SettledRow(DATES[0], OccasionState.MISSED, "Ingen personal"),
        told,
    )

    signed = replace(promise, status=PromiseStatus.SIGNED)
    public = made_public(replace(data, promises=(signed,)))
    assert public.promises[0].actions[0].series == SeriesRow(0, 0, 1, 0, (told,))
    assert "Ingen personal" not in to_json(public)
    assert made_public(public) == public
