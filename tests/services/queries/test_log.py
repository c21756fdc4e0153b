"""The log as rows."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.factory import a_promise, an_action
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.queries.log import (
    LogQuery,
    LogRow,
    latest_log,
    log_ids,
    log_rows,
    log_series,
)
from tracker.services.queries.promises import promise_rows

DAY = dt.date(2018, 2, 1)


def _all(ctx: AppContext) -> list[LogRow]:
    return log_rows(ctx, log_ids(ctx, LogQuery()))


@pytest.mark.parametrize(
    ("query", "fits", "count"),
    [
        (LogQuery(), lambda row: True, 236),
        (LogQuery(text="trafikkontroll"), lambda row: row.action_label == "3.2", 26),
        (LogQuery(text="3.2"), lambda row: row.action_label == "3.2", 26),
        (
            LogQuery(parties=frozenset({Party.OTHER})),
            lambda row: row.party is Party.OTHER,
            19,
        ),
        (
            LogQuery(done_from=dt.date(2017, 5, 16), done_to=dt.date(2017, 5, 16)),
            lambda row: row.done_on == dt.date(2017, 5, 16),
            1,
        ),
        (
            LogQuery(
                text="belysning", parties=frozenset({Party.POLICE}), done_from=dt.date(2018, 1, 1)
            ),
            lambda row: (
                "belysning" in f"{row.place} {row.note} {row.result} {row.action_title}".casefold()
                and row.party is Party.POLICE
                and row.done_on.year == 2018
            ),
            None,
        ),
    ],
    ids=lambda value: "" if callable(value) else None,
)
def test_a_filter_finds_what_fits(
    example: AppContext, query: LogQuery, fits: Callable[[LogRow], bool], count: int | None
) -> None:
    found = log_ids(example, query)
    wanted = [row.id for row in _all(example) if fits(row)]
    assert list(found) == wanted
    assert wanted
    assert count in (None, len(wanted))


def test_filters_by_promise_and_action(example: AppContext) -> None:
    l3 = next(row.id for row in promise_rows(example) if row.number == 3)
    rows = log_rows(example, log_ids(example, LogQuery(promise_ids=frozenset({l3}))))
    assert {row.promise_number for row in rows} == {3}
    assert len(rows) == 10 + 26 + 5
    action = rows[0].action_id
    of_it = log_rows(example, log_ids(example, LogQuery(action_id=action)))
    assert of_it == [row for row in rows if row.action_id == action]


def test_the_newest_come_first_unless_turned(example: AppContext) -> None:
    rows = _all(example)
    assert [(row.done_on, row.id) for row in rows] == sorted(
        ((row.done_on, row.id) for row in rows), reverse=True
    )
    assert list(log_ids(example, LogQuery(ascending=True))) == [row.id for row in rows][::-1]
    sought = LogQuery(text="a", ascending=True)
    assert list(log_ids(example, sought)) == list(log_ids(example, LogQuery(text="a")))[::-1]


def test_a_row_says_what_was_done(example: AppContext) -> None:
    famous = next(row for row in _all(example) if row.done_on == dt.date(2017, 5, 16))
    assert (famous.action_label, famous.action_title) == (
        "2.1",
        "Fotpatrullering, centrum och 45:an",
    )
    assert (famous.place, famous.minutes, famous.people) == ("Stortorget", 90, 2)
    assert (famous.result, famous.note) == ("ca 15 samtal", "belysning påtalad")
    assert (famous.quantity, famous.unit) == (Decimal(1), "patrulleringar")


def test_rows_that_are_gone_are_left_out(example: AppContext) -> None:
    first = log_ids(example, LogQuery())[0]
    assert [row.id for row in log_rows(example, [4711, first])] == [first]


def test_the_latest_entries_of_all_and_of_one(example: AppContext) -> None:
    assert [row.done_on.isoformat() for row in latest_log(example, limit=3)] == [
        "2018-09-14",
        "2018-09-14",
        "2018-09-13",
    ]
    action = latest_log(example, limit=1)[0].action_id
    assert {row.action_id for row in latest_log(example, action_id=action)} == {action}
    assert latest_log(example, action_id=4711) == []


def test_the_running_total_of_each_day(anywhere: AppContext) -> None:
    action = an_action(anywhere)
    other = an_action(anywhere, a_promise(anywhere))
    for days, quantity in ((3, "2.5"), (0, "1"), (3, "0.001")):
        log_done(anywhere, LogFields(action, DAY + dt.timedelta(days), Decimal(quantity)))
    log_done(anywhere, LogFields(other, DAY))
    assert log_series(anywhere, action) == [
        (DAY, Decimal(1)),
        (DAY + dt.timedelta(3), Decimal("3.501")),
    ]
    assert log_series(anywhere, 4711) == []
