"""Many rows at once leave the same journal as one by one."""

import datetime as dt
from decimal import Decimal
from typing import Any, cast

import pytest
from sqlalchemy import Table, select

from tests.factory import DAY, a_survey, an_action
from tracker.models.action import LogEntry
from tracker.models.base import Row, compact_json
from tracker.models.bulk import images
from tracker.models.errors import Invalid
from tracker.models.journal import BulkInsert, ChangeKind, changes_of, image
from tracker.models.survey import Response
from tracker.models.unit_of_work import column_defaults
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import undo

AWKWARD = ['"citat"', "\\", "\n\x00\x1f", "å😀\u2028", "", None, "ej", "ej", "ej"]


@pytest.mark.parametrize("count", [1, 3, 49, 50, 51, 230, 1201])
def test_any_number_of_rows(ctx: AppContext, count: int) -> None:
    survey = a_survey(ctx)
    with ctx.write("response.new") as tx:
        rows = [{"survey_id": survey, "text": f"svar {n}", "rating": 3} for n in range(count)]
        ids = tx.bulk_insert(Response, rows)
    with ctx.read() as session:
        assert list(session.scalars(select(Response.id).order_by(Response.id))) == ids
        changes = changes_of(session, tx.operation_id or 0)
        table = cast(Table, Response.__table__)
        stored = session.execute(select(table).order_by(table.c.id)).mappings()
        assert [(c.kind, c.after) for c in changes] == [
            (ChangeKind.INSERT, image(table, row)) for row in stored
        ]
    assert check_book(ctx) == []
    undo(ctx)
    with ctx.read() as session:
        assert session.scalars(select(Response.id)).all() == []


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Response, {"text": AWKWARD, "rating": [1, 2, 3, 4, 5, None, 1, 1, 1]}),
        (Response, {"answered_on": [DAY, DAY, DAY, DAY, DAY, DAY, DAY, None, DAY]}),
        (Response, {"deidentified": [True, False] * 4 + [True]}),
        (LogEntry, {"quantity": [Decimal("1.5")] * 8 + [Decimal(2)], "done_on": [DAY] * 9}),
        (LogEntry, {"logged_at": [dt.datetime(2018, 1, 1, 9, tzinfo=dt.UTC)] * 9}),
    ],
)
def test_what_the_journal_says_is_what_it_says_of_single_rows(
    model: type[Row], values: dict[str, list[Any]]
) -> None:
    table = cast(Table, model.__table__)
    values = {name: column for name, column in values.items() if name in table.c}
    columns: dict[str, list[Any]] = {
        name: [default] * 9 for name, default in column_defaults(table).items()
    }
    columns |= {**values, "id": list(range(9)), "version": [1] * 9}
    rows = [{name: column[at] for name, column in columns.items()} for at in range(9)]
    assert images(table, columns, 9) == [compact_json(image(table, row)) for row in rows]


def test_rows_changed_in_the_same_operation_are_one_change(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    with ctx.write("response.new") as tx:
        (first, second) = tx.bulk_insert(
            Response, [{"survey_id": survey, "text": text} for text in ("a", "b")]
        )
        tx.get(Response, first).text = "c"
        tx.delete(tx.get(Response, second))
    with ctx.read() as session:
        (change,) = changes_of(session, tx.operation_id or 0)
    assert change.after == {"id": first, "survey_id": survey, "text": "c", "deidentified": False}
    assert check_book(ctx) == []


def test_a_rule_that_is_broken_is_told_as_for_single_rows(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    row = {"survey_id": survey, "text": "a", "source_key": "samma"}
    with pytest.raises(Invalid) as caught, ctx.write("response.new") as tx:
        tx.bulk_insert(Response, [row] * 60)
    assert caught.value.code == "row.duplicate"


def test_a_rule_holds_among_very_many_rows_and_after_them(ctx: AppContext) -> None:
    sound = {"survey_id": a_survey(ctx), "rating": 3}
    broken = {**sound, "rating": 9}

    def add(*rows: dict[str, Any]) -> None:
        with ctx.write("response.new") as tx:
            tx.bulk_insert(Response, rows)

    with pytest.raises(Invalid):
        add(*[sound] * 1200, broken)
    add(*[sound] * 1200)
    with pytest.raises(Invalid):
        add(broken)
    with ctx.read() as session:
        assert set(session.scalars(select(Response.rating))) == {3}


def test_tallies_follow_logged_rows(ctx: AppContext) -> None:
    action = an_action(ctx)
    row = {"action_id": action, "done_on": DAY, "quantity": Decimal("1.5")}
    with ctx.write("log.new") as tx:
        tx.bulk_insert(LogEntry, [row] * 60)
        assert isinstance(tx.changes[0], BulkInsert)
    assert check_book(ctx) == []
