"""Every operation can be taken back and done again, and leaves the book as it says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker
from tests.factory import a_promise, opened, snapshot
from tests.refusals import refused
from tests.services.operations import MILESTONES, OPERATIONS
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
def test_undo_and_redo(ctx: AppContext, name: str, tmp_path: Path) -> None:
    operation = OPERATIONS[name](ctx, tmp_path)
    before = snapshot(ctx)

    operation()
    after = snapshot(ctx)
    assert after != before
    assert ctx.undo.steps().undo[-1][1] == name
    assert check_book(ctx) == []

    for _ in range(2):
        assert undo(ctx) == name
        assert snapshot(ctx) == before
        assert redo(ctx) == name
        assert snapshot(ctx) == after
    assert check_book(ctx) == []


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


@pytest.mark.parametrize("name", OPERATIONS)
def test_everything_can_be_taken_back_to_the_empty_book(
    ctx: AppContext, name: str, tmp_path: Path
) -> None:
    empty = snapshot(ctx)
    OPERATIONS[name](ctx, tmp_path)()
    while ctx.undo.steps().undo:
        undo(ctx)
    assert _but_milestones(ctx) == empty
    while ctx.undo.steps().redo:
        redo(ctx)
    assert check_book(ctx) == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_it_publishes_the_rows_that_its_history_shows(
    ctx: AppContext, name: str, tmp_path: Path
) -> None:
    operation = OPERATIONS[name](ctx, tmp_path)
    published: list[ChangeSet] = []
    ctx.bus.subscribe(published.append)
    operation()
    (changes,) = published
    assert changes.name == name
    for table, ids in changes.rows.items():
        shown = history_of(ctx, tuple(ids), limit=1000)
        latest = {row.row_id for row in shown if row.operation_id == changes.operation_id}
        assert latest == ids
        assert {row.table for row in shown} == {table}


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


def _but_milestones(ctx: AppContext) -> dict[str, list[tuple[object, ...]]]:
    """What the book holds that no milestone is to leave: a final report, or a line in a log."""
    held = snapshot(ctx)
    state = [column.name for column in Report.__table__.c if column.name != "version"].index(
        "state"
    )
    drafts = [row for row in held["report"] if row[state] is ReportState.DRAFT]
    return {**held, "report": drafts, "report_dnr": [], "disposal": []}


def test_no_operation_is_missing_here() -> None:
    names = {name for path in _sources() for name in _written(ast.parse(path.read_text("utf-8")))}
    assert names - NOT_TAKEN_BACK == OPERATIONS.keys()


def _sources() -> Iterator[Path]:
    yield from Path(tracker.__path__[0]).rglob("*.py")


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
