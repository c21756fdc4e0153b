"""Rows as they stood at an instant: altered, removed, put back, and entered later."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.factory import (
    DAY,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    action_fields,
    an_action,
    version_of,
)
from tracker.models.action import Action, ActionCause, LogEntry, Occasion
from tracker.models.base import Row
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionStatus
from tracker.models.past import Past
from tracker.models.problem import Cause, Problem
from tracker.models.promise import Promise
from tracker.services.actions import (
    EditAction,
    SetStatus,
    delete_action,
    edit_action,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.log import EditLog, LogFields, delete_log, edit_log, log_done
from tracker.services.problems import EditCause, delete_cause, edit_cause
from tracker.services.promises import delete_promise, endorse_promise

NEXT = DAY + dt.timedelta(1)
MODELS = (Action, ActionCause, Cause, LogEntry, Occasion, Problem, Promise)


@contextmanager
def _past(ctx: AppContext, at: dt.datetime) -> Iterator[Past]:
    with ctx.read() as session:
        yield Past(session, at, MODELS)


def _as_now(ctx: AppContext, model: type[Row]) -> dict[int, dict[str, object]]:
    """All the rows of a table, without their versions."""
    with ctx.read() as session:
        return _values(Past(session), model)


def _values(past: Past, model: type[Row]) -> dict[int, dict[str, object]]:
    names = [column.name for column in model.__table__.c if column.name != "version"]
    return {row.id: {name: getattr(row, name) for name in names} for row in past.rows(model)}


def test_what_has_happened_since_is_as_if_it_had_not(ctx: AppContext, clock: WalkingClock) -> None:
    problem = a_problem(ctx)
    cause, other = a_cause(ctx, problem), a_cause(ctx, problem)
    promise = a_promise(ctx, problem_ids=(problem,))
    action = an_action(ctx, promise, cause_ids=(cause,), occasions=(DAY, NEXT))
    gone = an_action(ctx, promise, cause_ids=(other,), occasions=(NEXT,))
    left = a_promise(ctx, "Ett till")
    entry = log_done(ctx, LogFields(action, DAY, minutes=90, note="Torget"))
    removed = log_done(ctx, LogFields(action, DAY))
    then, before = clock.now(), {model: _as_now(ctx, model) for model in MODELS}

    clock.walk_to(NEXT)
    set_status(ctx, SetStatus(((action, version_of(ctx, Action, action)),), ActionStatus.ONGOING))
    set_status(
        ctx,
        SetStatus(((action, version_of(ctx, Action, action)),), ActionStatus.DONE, "Det räckte"),
    )
    fields = action_fields("Nattvandring", cause_ids=(), occasions=(DAY,), owner_id=a_person(ctx))
    edit_action(ctx, EditAction(action, version_of(ctx, Action, action), fields))
    delete_action(ctx, gone, version_of(ctx, Action, gone))
    delete_cause(ctx, other, 1)
    # What a column held is not typed.
    edit_cause(ctx, EditCause(cause, 1, before[Cause][cause]["kind"], "Annat"))  # type: ignore[arg-type]
    endorse_promise(ctx, promise, 1)
    delete_promise(ctx, left, 1)
    edit_log(ctx, EditLog(entry, 1, LogFields(action, NEXT, note="Ån")))
    delete_log(ctx, removed, 1)
    with _past(ctx, then) as past:
        for model in MODELS:
            assert _values(past, model) == before[model], model
    with _past(ctx, clock.now()) as past:
        for model in MODELS:
            assert _values(past, model) == _as_now(ctx, model), model


def test_what_was_undone_was_never_so(ctx: AppContext, clock: WalkingClock) -> None:
    action = an_action(ctx)
    entry = log_done(ctx, LogFields(action, DAY))
    then, before = clock.now(), _as_now(ctx, LogEntry)
    clock.walk_to(NEXT)
    delete_log(ctx, entry, 1)
    undo(ctx)
    edit_log(ctx, EditLog(entry, version_of(ctx, LogEntry, entry), LogFields(action, NEXT)))
    with _past(ctx, then) as past:
        assert _values(past, LogEntry) == before
        assert past.later(LogEntry, {entry}) == frozenset()
    undo(ctx)
    redo(ctx)
    with _past(ctx, then) as past:
        assert _values(past, LogEntry) == before


def test_what_was_entered_later_is_as_it_is_now(ctx: AppContext, clock: WalkingClock) -> None:
    action = an_action(ctx)
    then = clock.now()
    clock.walk_to(NEXT)
    late, gone = (log_done(ctx, LogFields(action, DAY)) for _ in range(2))
    edit_log(ctx, EditLog(late, 1, LogFields(action, DAY, note="rättad")))
    delete_log(ctx, gone, 1)
    undo(ctx)
    redo(ctx)
    with _past(ctx, then) as past:
        assert _values(past, LogEntry) == _as_now(ctx, LogEntry)
        assert past.later(LogEntry, {late, gone, action}) == {late, gone}
        assert past.later(Action, {action}) == frozenset()
        assert past.touched(LogEntry, LogEntry.action_id) == set()


def test_rows_are_asked_for_by_what_they_belonged_to_then(
    ctx: AppContext, clock: WalkingClock
) -> None:
    one, other = an_action(ctx), an_action(ctx)
    moved, edited = (log_done(ctx, LogFields(one, DAY)) for _ in range(2))
    then = clock.now()
    clock.walk_to(NEXT)
    edit_log(ctx, EditLog(moved, 1, LogFields(other, DAY)))
    edit_log(ctx, EditLog(edited, 1, LogFields(one, NEXT, note="x")))

    def of(past: Past, action: int, until: dt.date) -> set[int]:
        rows = past.rows(LogEntry, LogEntry.action_id, {action}, on=LogEntry.done_on, until=until)
        return {row.id for row in rows}

    with _past(ctx, then) as past:
        assert (of(past, one, DAY), of(past, other, DAY)) == ({moved, edited}, set())
        assert past.touched(LogEntry, LogEntry.action_id) == {one, other}
        assert past.altered(LogEntry)[edited].note == "x"
    with _past(ctx, clock.now()) as past:
        assert (of(past, one, DAY), of(past, other, DAY)) == (set(), {moved})
        assert of(past, one, NEXT) == {edited}
        assert past.one(Action, one).id == one


def test_what_came_instead_of_a_removed_row_is_left_out(
    ctx: AppContext, clock: WalkingClock
) -> None:
    action, other = an_action(ctx), an_action(ctx)
    wrong = log_done(ctx, LogFields(action, DAY))
    then = clock.now()
    clock.walk_to(NEXT)
    delete_log(ctx, wrong, 1)
    for target, day in ((action, DAY), (action, NEXT), (other, DAY)):
        log_done(ctx, LogFields(target, day))
    with _past(ctx, then) as past:
        rows = past.rows(
            LogEntry, LogEntry.action_id, {action, other}, on=LogEntry.done_on, until=NEXT
        )
        assert {(row.action_id, row.done_on) for row in rows} == {
            (action, DAY), (action, NEXT), (other, DAY),
        }  # fmt: skip
        assert [row.id for row in rows if row.done_on == DAY and row.action_id == action] == [wrong]


def test_more_rows_than_a_statement_takes(ctx: AppContext, clock: WalkingClock) -> None:
    action = an_action(ctx)
    values = [{"action_id": action, "done_on": DAY} for _ in range(1200)]
    with ctx.write("import.log") as tx:
        entries = tx.bulk_insert(LogEntry, values)
    then = clock.now()
    clock.walk_to(NEXT)
    undo(ctx)
    with _past(ctx, then) as past:
        assert {row.id for row in past.rows(LogEntry, LogEntry.action_id, {action})} == set(entries)
        assert past.rows(LogEntry, LogEntry.id, entries[:900])
        assert len(past.rows(LogEntry, LogEntry.id, set(entries[:900]))) == 900


@pytest.mark.parametrize("days", [0, 1])
def test_only_a_day_that_has_passed_asks_the_journal(ctx: AppContext, days: int) -> None:
    from tracker.services.reports.reading import ReportQuery, report_input

    an_action(ctx)
    asked: list[str] = []
    event.listen(
        ctx.engine, "before_cursor_execute", lambda _c, _cursor, sql, *_more: asked.append(sql)
    )
    report_input(ctx, ReportQuery(DAY - dt.timedelta(days)))
    assert asked
    assert any("FROM change" in sql for sql in asked) == bool(days)
