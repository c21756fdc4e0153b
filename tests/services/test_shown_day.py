"""The day the book shows follows what the book says, whoever changed it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import factory
from tracker.models.clock import WalkingClock
from tracker.models.errors import Conflict
from tracker.services.books import book_settings, edit_book_settings
from tracker.services.context import AppContext
from tracker.services.history import Watch, redo, undo

SHOWN = date(2018, 9, 15)


def show(ctx: AppContext, day: date | None) -> None:
    edit_book_settings(ctx, replace(book_settings(ctx), shows_state_of=day))


def test_it_follows_a_change_its_undo_and_its_redo(ctx: AppContext) -> None:
    seen: list[date] = []
    ctx.bus.subscribe(lambda _changes: seen.append(ctx.today()))
    show(ctx, SHOWN)
    assert ctx.today() == SHOWN
    undo(ctx)
    assert ctx.today() == factory.DAY
    redo(ctx)
    assert ctx.today() == SHOWN
    # Whoever listens finds the new day already there.
    assert seen == [SHOWN, factory.DAY, SHOWN]


def test_it_follows_another_program(ctx: AppContext, book_path: Path, clock: WalkingClock) -> None:
    watch = Watch(ctx)
    other = factory.opened(book_path, clock)
    show(other, SHOWN)
    other.close()
    assert ctx.today() == factory.DAY
    assert [changes.name for changes in watch.news()] == ["book.settings"]
    assert ctx.today() == SHOWN
    watch.close()


def test_a_refused_change_leaves_the_day(ctx: AppContext) -> None:
    stale = book_settings(ctx)
    show(ctx, SHOWN)
    with pytest.raises(Conflict):
        edit_book_settings(ctx, replace(stale, shows_state_of=None))
    assert ctx.today() == SHOWN
