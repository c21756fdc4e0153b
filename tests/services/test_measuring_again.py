"""An indicator that is measured again and again: what is refused, and what waits when."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.factory import DAY, a_signed_promise
from tests.refusals import refused
from tracker.models.clock import WalkingClock
from tracker.models.enums import Direction, IndicatorKind
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    EditIndicator,
    IndicatorFields,
    Measure,
    add_indicator,
    edit_indicator,
    measure,
)
from tracker.services.queries.due import DueKind, DueQuery, due_rows
from tracker.services.queries.indicators import indicator_of
from tracker.services.queries.overview import overview
from tracker.services.reports.reading import ReportQuery, report_input

FIRST = dt.date(2018, 2, 28)


def fields(promise: int, **values: object) -> IndicatorFields:
    base: dict[str, object] = {"measure_by": FIRST, "measure_every": 12, "unit": "%"}
    # A test names the fields it cares about, of any kind.
    return IndicatorFields(
        promise, "Otrygga kvällstid", IndicatorKind.EFFECT, Direction.DOWN, **{**base, **values}  # type: ignore[arg-type]
    )  # fmt: skip


def due(ctx: AppContext, **query: object) -> list[tuple[dt.date, bool]]:
    kinds = frozenset({DueKind.MEASUREMENT})
    rows = due_rows(ctx, DueQuery(kinds=kinds, **query))  # type: ignore[arg-type]
    return [(row.due_on, row.ended) for row in rows]


@pytest.mark.parametrize("every", [0, -1, 121])
def test_a_number_of_months_that_can_not_be(ctx: AppContext, every: int) -> None:
    promise, _action = a_signed_promise(ctx)
    with refused("indicator.every"):
        add_indicator(ctx, fields(promise, measure_every=every))
    with refused("indicator.every_from"):
        add_indicator(ctx, fields(promise, measure_by=None))
    indicator = add_indicator(ctx, fields(promise))
    with refused("indicator.every"):
        edit_indicator(ctx, EditIndicator(indicator, 1, fields(promise, measure_every=every)))
    assert indicator_of(ctx, indicator).measure_every == 12


def test_what_waits_is_told_alike_everywhere(ctx: AppContext, clock: WalkingClock) -> None:
    promise, _action = a_signed_promise(ctx)
    indicator = add_indicator(ctx, fields(promise))

    def told() -> list[dt.date | None]:
        (row,) = report_input(ctx, ReportQuery()).promises[0].indicators
        return [indicator_of(ctx, indicator).next_due(ctx.today()), row.next_on]

    assert told() == [FIRST, FIRST]
    assert due(ctx) == [(FIRST, False)]
    assert [row.due_on for row in overview(ctx).measurements] == [FIRST]

    # That it was not measured is an answer too.
    measure(ctx, Measure(indicator, DAY, None, note="Enkäten ställdes in"))
    following = dt.date(2019, 2, 28)
    assert told() == [following, following]
    assert due(ctx) == [(following, False)]
    assert due(ctx, first=DAY, last=dt.date(2018, 12, 31)) == []
    assert overview(ctx).measurements == ()

    clock.walk_to(dt.date(2019, 2, 1))
    assert [row.due_on for row in overview(ctx).measurements] == [following]
    measure(ctx, Measure(indicator, dt.date(2019, 2, 1), Decimal(25)))
    assert due(ctx) == [(following, False)]
    clock.walk_to(following)
    assert due(ctx) == [(dt.date(2020, 2, 28), False)]


def test_what_is_measured_once_ends(ctx: AppContext) -> None:
    promise, _action = a_signed_promise(ctx)
    indicator = add_indicator(ctx, fields(promise, measure_every=None))
    measure(ctx, Measure(indicator, DAY, Decimal(31)))
    assert due(ctx) == []
    assert due(ctx, unfinished=False) == [(FIRST, True)]
    assert indicator_of(ctx, indicator).next_due(ctx.today()) is None
    with refused("row.missing"):
        indicator_of(ctx, promise)
