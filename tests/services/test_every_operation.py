"""Every operation can be taken back and done again, and leaves the book as it says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker
from tests.factory import Snapshot, a_promise, opened, snapshot
from tests.refusals import refused
from tests.services.operations import MILESTONES, OPERATIONS, Operation
from tracker.models.clock import WalkingClock
from tracker.models.enums import ReportState
from tracker.models.journal import ChangeSet, changes_of
from tracker.models.report import Report
from tracker.models.taking_back import take_back
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import history_of, redo, undo

# A new book has nothing to go back to, and made-up data comes in several operations.
NOT_TAKEN_BACK = {"book.new", "book.generate"}
STEPS = sorted(OPERATIONS.keys() - MILESTONES.keys())


@pytest.mark.parametrize("name", STEPS)
def test_undo_and_redo_as_its_history_shows_back_to_the_empty_book(
    ctx: AppContext, name: str, tmp_path: Path
) -> None:
    empty = snapshot(ctx)
    operation = OPERATIONS[name](ctx, tmp_path)
    before = snapshot(ctx)

    changes = _published(ctx, operation)
    after = snapshot(ctx)
    assert after != before
    assert ctx.undo.steps().undo[-1][1] == name
    _check_history(ctx, name, changes)
    assert check_book(ctx) == []

    for _ in range(2):
        assert undo(ctx) == name
        assert snapshot(ctx) == before
        assert redo(ctx) == name
        assert snapshot(ctx) == after
    _check_all_taken_back(ctx, empty)


@pytest.mark.parametrize("name", sorted(MILESTONES))
def test_a_milestone_is_no_step_and_nothing_takes_it_back(
    anywhere: AppContext, name: str, tmp_path: Path
) -> None:
    a_promise(anywhere)
    operation = OPERATIONS[name](anywhere, tmp_path)
    steps, before = anywhere.undo.steps(), snapshot(anywhere)
    published: list[ChangeSet] = []
    anywhere.bus.subscribe(published.append)

    operation()
    after = snapshot(anywhere)
    assert after != before
    assert anywhere.undo.steps() == steps
    (changes,) = published
    assert (changes.name, changes.is_own) == (name, True)
    with anywhere.read() as session:
        done = changes_of(session, changes.operation_id)
    with refused(MILESTONES[name]), anywhere.write(name, undo_of=changes.operation_id) as tx:
        take_back(tx, done)
    assert snapshot(anywhere) == after
    assert check_book(anywhere) == []

    # What came before it is still a step.
    assert undo(anywhere) == steps.undo[-1][1]
    assert redo(anywhere) == steps.undo[-1][1]
    assert snapshot(anywhere) == after


@pytest.mark.parametrize("name", sorted(MILESTONES))
def test_what_came_before_a_milestone_can_be_taken_back_to_the_empty_book(
    ctx: AppContext, name: str, tmp_path: Path
) -> None:
    empty = snapshot(ctx)
    operation = OPERATIONS[name](ctx, tmp_path)
    _check_history(ctx, name, _published(ctx, operation))
    _check_all_taken_back(ctx, empty)


def _published(ctx: AppContext, operation: Operation) -> ChangeSet:
    """What it tells of, which is one set of changes."""
    published: list[ChangeSet] = []
    stop = ctx.bus.subscribe(published.append)
    operation()
    stop()
    (changes,) = published
    return changes


def _check_history(ctx: AppContext, name: str, changes: ChangeSet) -> None:
    """The rows that were told of are those that their history shows."""
    assert changes.name == name
    for table, ids in changes.rows.items():
        shown = history_of(ctx, tuple(ids), limit=1000)
        latest = {row.row_id for row in shown if row.operation_id == changes.operation_id}
        assert latest == ids
        assert {row.table for row in shown} == {table}


def _check_all_taken_back(ctx: AppContext, empty: Snapshot) -> None:
    while ctx.undo.steps().undo:
        undo(ctx)
    assert _but_milestones(ctx) == empty
    while ctx.undo.steps().redo:
        redo(ctx)
    assert check_book(ctx) == []


def test_they_all_work_on_a_server_too(
    server_url: str, clock: WalkingClock, tmp_path: Path
) -> None:
    shared = opened(server_url, clock)
    empty = snapshot(shared)
    for name, prepare in OPERATIONS.items():
        operation = prepare(shared, tmp_path)
        before = snapshot(shared)
        operation()
        after = snapshot(shared)
        if name not in MILESTONES:
            assert undo(shared) == name
            assert snapshot(shared) == before, name
            assert redo(shared) == name
            assert snapshot(shared) == after, name
        while shared.undo.steps().undo:
            undo(shared)
        assert _but_milestones(shared) == empty, name
    assert check_book(shared) == []
    shared.close()


def _but_milestones(ctx: AppContext) -> Snapshot:
    """What the book holds that no milestone is to leave: a final report, or a line in a log."""
    held = snapshot(ctx)
    state = [column.name for column in Report.__table__.c if column.name != "version"].index(
        "state"
    )
    drafts = [row for row in held["report"] if row[state] is ReportState.DRAFT]
    return {**held, "report": drafts, "report_dnr": [], "disposal": []}


def test_no_operation_is_missing_here() -> None:
    names = {name for text in _sources() for name in _written(ast.parse(text))}
    assert names - NOT_TAKEN_BACK == OPERATIONS.keys()


def _sources() -> Iterator[str]:
    """The text of every module that writes."""
    texts = (path.read_text("utf-8") for path in Path(tracker.__path__[0]).rglob("*.py"))
    return (text for text in texts if ".write(" in text)


def _written(module: ast.Module) -> Iterator[str]:
    """The names given to `write` on a context or unit of work, also through a table of them."""
    tables = {
        node.targets[0].id: node.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(module):
        if not (
            isinstance(node, ast.withitem)
            and isinstance(node.context_expr, ast.Call)
            and isinstance(node.context_expr.func, ast.Attribute)
            and node.context_expr.func.attr == "write"
        ):
            continue
        match node.context_expr.args[0]:
            case ast.Constant(value=str(name)):
                yield name
            case ast.Subscript(value=ast.Name(id=table)):
                given = tables[table]
                assert isinstance(given, ast.Dict)
                for value in given.values:
                    assert isinstance(value, ast.Constant)
                    yield str(value.value)
            case ast.Name():
                # Undo and redo carry the name of what they take back.
                assert any(keyword.arg == "undo_of" for keyword in node.context_expr.keywords)
            case other:
                raise AssertionError(f"can't tell the operation's name: {ast.unparse(other)}")
