from pathlib import Path

from sqlalchemy import func, select

from tests.factory import DAY, a_book, opened, snapshot
from tracker.models.action import Action, LogEntry
from tracker.models.enums import FollowUp
from tracker.models.journal import Operation
from tracker.models.survey import Response
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.generate import Amounts, generate_data
from tracker.services.generate.filling import ACTIONS_PER_PROMISE
from tracker.services.queries.action_ids import ActionQuery, action_ids
from tracker.services.queries.actions import action_rows


def counts(ctx: AppContext) -> list[int]:
    with ctx.read() as session:
        return [
            session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Action, LogEntry, Response)
        ]


def without_ids(ctx: AppContext) -> dict[str, list[object]]:
    """Every text, number and date of the book; ids differ between copies."""
    return {
        table: [tuple(v for v in row if not (isinstance(v, int) and v > 2**32)) for row in rows]
        for table, rows in snapshot(ctx).items()
    }


def test_as_much_as_was_asked_for(ctx: AppContext) -> None:
    generate_data(ctx, Amounts(actions=450, log_entries=3001, responses=701))
    assert counts(ctx) == [450, 3001, 701]
    assert check_book(ctx) == []
    with ctx.read() as session:
        per_promise = session.scalars(select(func.count(Action.id)).group_by(Action.promise_id))
        assert sorted(per_promise) == [50, ACTIONS_PER_PROMISE, ACTIONS_PER_PROMISE]
        latest = session.scalar(select(func.max(LogEntry.done_on)))
    assert latest is not None
    assert latest <= DAY


def test_what_comes_back_has_dates_that_its_log_does(ctx: AppContext) -> None:
    generate_data(ctx, Amounts(actions=450, log_entries=3001, responses=0))
    rows = action_rows(ctx, action_ids(ctx, ActionQuery()))
    series = [row.series for row in rows if row.series is not None]
    assert 0 < len(series) <= 3
    assert all(tally.done for tally in series)


def test_it_shows_every_colour(ctx: AppContext) -> None:
    generate_data(ctx, Amounts(actions=400, log_entries=4000, responses=0))
    rows = action_rows(ctx, action_ids(ctx, ActionQuery()))
    assert {row.colour for row in rows} >= {
        None,
        FollowUp.ON_TRACK,
        FollowUp.AT_RISK,
        FollowUp.LATE,
    }


def test_the_same_seed_gives_the_same_data(tmp_path: Path) -> None:
    books = [opened(a_book(tmp_path / f"{n}.loftesbok")) for n in range(3)]
    for ctx, seed in zip(books, (7, 7, 8), strict=True):
        generate_data(ctx, Amounts(actions=50, log_entries=300, responses=40, seed=seed))
    first, second, third = map(without_ids, books)
    assert first == second
    assert first != third
    for ctx in books:
        ctx.close()


def test_more_can_be_added(ctx: AppContext) -> None:
    generate_data(ctx, Amounts(actions=10, log_entries=0, responses=5))
    generate_data(ctx, Amounts(actions=0, log_entries=25, responses=0))
    generate_data(ctx, Amounts(actions=10, log_entries=10, responses=5))
    assert counts(ctx) == [20, 35, 10]
    assert check_book(ctx) == []


def test_something_to_log_on_is_made(ctx: AppContext) -> None:
    made = generate_data(ctx, Amounts(actions=0, log_entries=5, responses=0))
    assert made == Amounts(actions=1, log_entries=5, responses=0)
    assert counts(ctx) == [1, 5, 0]


def test_everything_is_in_the_journal(ctx: AppContext) -> None:
    generate_data(ctx, Amounts(actions=5, log_entries=5, responses=5))
    with ctx.read() as session:
        names = session.scalars(select(Operation.name).order_by(Operation.seq)).all()
    assert set(names[1:]) == {"book.generate"}
