from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from tracker.bootstrap import open_book
from tracker.models.errors import BookError
from tracker.models.ids import first_id
from tracker.models.journal import Change, Operation
from tracker.services.books import book_settings
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.example import SHOWN_DAY, build_example


def test_the_book_is_sound_and_says_what_it_is(ctx: AppContext) -> None:
    assert check_book(ctx) == []
    settings = book_settings(ctx)
    assert (settings.name, settings.is_example) == ("Säffle", True)
    assert settings.shows_state_of == ctx.today() == SHOWN_DAY == date(2018, 9, 15)


def test_a_book_that_is_there_is_not_touched(tmp_path: Path) -> None:
    taken = tmp_path / "saffle.loftesbok"
    taken.write_bytes(b"mine")
    with pytest.raises(BookError) as error:
        build_example(taken)
    assert error.value.code == "book.exists"
    assert taken.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BookError) as error:
        build_example(tmp_path / "borta" / "saffle.loftesbok")
    assert error.value.code == "book.no_folder"
    assert error.value.params["book"] == str(tmp_path / "borta" / "saffle.loftesbok")


def test_a_build_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(told: int, _of: int) -> None:
        if told == 30:
            raise Stopped

    with pytest.raises(Stopped):
        build_example(tmp_path / "saffle.loftesbok", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_the_same_story_every_time(ctx: AppContext, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    again = tmp_path / "igen.loftesbok"
    build_example(again, progress=lambda told, of: steps.append((told, of)))
    assert [file.name for file in tmp_path.iterdir()] == [again.name]
    other = open_book(again, who=lambda: "Säkerhetssamordnare")
    try:
        assert journal(ctx) == journal(other)
    finally:
        other.close()
    assert steps == [(told, len(steps)) for told in range(1, len(steps) + 1)]


def journal(ctx: AppContext) -> list[tuple[object, ...]]:
    """What was done, with ids counted from the copy's first one."""
    with ctx.read() as session:
        operations = session.scalars(select(Operation).order_by(Operation.seq)).all()
        start = first_id(operations[0].copy)

        def counted(value: object) -> object:
            if isinstance(value, dict):
                # A row's key in an imported list is made from its action's id.
                return {k: counted(v) for k, v in value.items() if k != "source_key"}
            return value - start if isinstance(value, int) and value >= start else value

        # One flush may write its rows in any order, so by row within each operation.
        changes = session.scalars(
            select(Change)
            .join(Operation, Operation.id == Change.operation_id)
            .order_by(Operation.seq, Change.row_id, Change.kind)
        )
        return [(op.name, op.at, op.who) for op in operations] + [
            (c.table_name, c.kind, counted(c.row_id), counted(c.before), counted(c.after))
            for c in changes
        ]


def test_the_journal_walks_through_two_years(ctx: AppContext) -> None:
    with ctx.read() as session:
        told = list(session.execute(select(Operation.at, Operation.who).order_by(Operation.seq)))
    assert all(earlier.at < later.at for earlier, later in pairwise(told))
    assert (told[0].at.date(), told[-1].at.date()) == (date(2016, 4, 11), SHOWN_DAY)
    assert len({row.who for row in told}) >= 10
    assert len({(row.at.year, row.at.month) for row in told}) >= 25
