"""A signed goal is changed with a reason on record, and what can hardly be measured is asked."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factory import DAY, a_promise, a_signed_promise
from tests.refusals import refused
from tests.services.test_measuring_again import fields
from tracker.models.enums import DeviationKind, Direction
from tracker.models.units import is_likely
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    DeleteIndicator,
    EditIndicator,
    Measure,
    add_indicator,
    delete_indicator,
    edit_indicator,
    measure,
)
from tracker.services.queries.plan import plan
from tracker.services.reports.reading import ReportQuery, report_input


def test_a_signed_goal_changes_with_a_reason_that_becomes_a_deviation(ctx: AppContext) -> None:
    promise, _action = a_signed_promise(ctx)
    was = fields(promise, baseline=Decimal(14), target=Decimal(11))
    indicator = add_indicator(ctx, was)
    for changes in (
        {"target": Decimal(12)},
        {"baseline": Decimal(15)},
        {"direction": Direction.UP, "target": Decimal(20)},
        {"name": "Otrygga"},
        {"target": None},
    ):
        with refused("reason.required"):
            edit_indicator(ctx, EditIndicator(indicator, 1, replace(was, **changes)))
    with refused("reason.required"):
        delete_indicator(ctx, DeleteIndicator(indicator, 1, " "))

    free = replace(was, source="Enkät", measure_by=DAY, measure_every=6)
    edit_indicator(ctx, EditIndicator(indicator, 1, free))
    assert plan(ctx, promise).deviations == ()
    lower = replace(free, target=Decimal(13))
    edit_indicator(ctx, EditIndicator(indicator, 2, lower, "För svårt", "Styrgruppen"))
    renamed = replace(lower, name="Otrygga", target=None)
    edit_indicator(ctx, EditIndicator(indicator, 3, renamed, "Ny fråga"))
    delete_indicator(ctx, DeleteIndicator(indicator, 4, "Mäts inte mer"))
    first, second, third = plan(ctx, promise).deviations
    assert (first.kind, first.before, first.after, first.reason, first.decided_by) == (
        DeviationKind.OTHER,
        "Otrygga kvällstid: mål 11\xa0%",
        "Otrygga kvällstid: mål 13\xa0%",
        "För svårt",
        "Styrgruppen",
    )
    assert (second.before, second.after) == (
        "Otrygga kvällstid: mål 13\xa0%",
        "Otrygga: mål saknas",
    )
    assert third.before == "Otrygga: mål saknas, start 14\xa0%, ska minska"
    assert third.after == "indikatorn är borttagen"
    told = report_input(ctx, ReportQuery()).promises[0].deviations
    assert told[0].what == f"{first.before} → {first.after}"
    assert len(told) == 3


def test_a_goal_that_is_not_signed_is_free_but_lies_in_its_direction(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    was = fields(promise, baseline=Decimal(14))
    with refused("indicator.goal_direction"):
        add_indicator(ctx, replace(was, target=Decimal(20)))
    indicator = add_indicator(ctx, replace(was, target=Decimal(14)))
    edit_indicator(ctx, EditIndicator(indicator, 1, replace(was, target=Decimal(10))))
    with refused("indicator.goal_direction"):
        edit_indicator(
            ctx,
            EditIndicator(indicator, 2, replace(was, direction=Direction.UP, target=Decimal(10))),
        )
    delete_indicator(ctx, DeleteIndicator(indicator, 2))
    assert plan(ctx, promise).deviations == ()


def test_what_can_hardly_be_is_measured_only_even_so_and_a_day_once(ctx: AppContext) -> None:
    promise, _action = a_signed_promise(ctx)
    indicator = add_indicator(ctx, fields(promise))
    odd = Measure(indicator, DAY, Decimal(250))
    with refused("measurement.unlikely"):
        measure(ctx, odd)
    measure(ctx, replace(odd, even_so=True))
    with refused("measurement.same_day"):
        measure(ctx, Measure(indicator, DAY, Decimal(12)))
    measure(ctx, Measure(indicator, DAY - dt.timedelta(1), Decimal(12)))


@pytest.mark.parametrize(
    ("unit", "likely", "unlikely"),
    [
        ("%", "0 100 99.5", "-1 100.1"),
        ("procent", "100", "101"),
        ("betyg", "1 5", "0 6"),
        ("betyg 1–10", "10", "0 11"),
        ("av 5", "0 5", "6"),
        ("antal", "0 4000", "-1"),
        ("", "250", "-0.5"),
    ],
)
def test_what_a_unit_can_well_hold(unit: str, likely: str, unlikely: str) -> None:
    assert all(is_likely(Decimal(value), unit) for value in likely.split())
    assert not any(is_likely(Decimal(value), unit) for value in unlikely.split())
