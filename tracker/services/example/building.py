"""Tells the story from April 2016 to 15 September 2018 into a new book."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from tracker.models.book_file import check_folder, file_error, remove_unfinished
from tracker.models.clock import BookClock, WalkingClock
from tracker.models.engine import engine_for
from tracker.models.errors import BookError
from tracker.paths import replace_file
from tracker.services.books import NewBook, book_settings, create_book, edit_book_settings
from tracker.services.context import AppContext
from tracker.services.example import (
    codebook,
    dialogue,
    feedback,
    figures,
    log,
    meetings,
    people,
    problems,
    promises_2017,
    promises_2018,
    reporting,
    responses,
    surveys,
    year_2017,
    year_2018,
)
from tracker.services.example.telling import (
    COORDINATOR,
    MUNICIPALITY,
    POLICE_AREA,
    Event,
    Pen,
    Telling,
)

Progress = Callable[[int, int], object]

SHOWN_DAY = date(2018, 9, 15)
_BEGINNING = datetime(2016, 4, 11, 8, 0, tzinfo=UTC)
_SEED = 45


def build_example(path: Path, *, progress: Progress | None = None) -> None:
    """Make the example book at `path`, whole or not at all.

    `progress` is told (steps told, steps in all). Raises `BookError` if something is there.
    """
    check_folder(path)
    if path.exists():
        raise BookError("book.exists", book=str(path))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.example")
    try:
        _tell(unfinished, progress)
        replace_file(unfinished, path)
    except BookError as error:
        # About the file that was asked for, not the one it is until it is finished.
        named = {
            name: str(path) if value == str(unfinished) else value
            for name, value in error.params.items()
        }
        raise BookError(error.code, **named) from error
    except OSError as error:
        raise file_error(error, path) from error
    finally:
        remove_unfinished(unfinished)


def _tell(path: Path, progress: Progress | None) -> None:
    clock = WalkingClock(_BEGINNING)
    create_book(path, NewBook(MUNICIPALITY, POLICE_AREA), clock=clock, who=COORDINATOR)
    pen = Pen(COORDINATOR)
    # Just made, so there is nothing for `bootstrap.open_book` to look into.
    ctx = AppContext(str(path), engine_for(path), BookClock(clock), who=lambda: pen.holder)
    try:
        telling = Telling(ctx)
        story = sorted(_story(Random(_SEED)), key=lambda event: event.at)
        for told, event in enumerate(story, start=1):
            clock.walk_to(event.at.date(), event.at.hour, event.at.minute)
            pen.holder = event.who
            event.step(telling)
            if progress is not None:
                progress(told, len(story))
        clock.walk_to(SHOWN_DAY, 6)
        pen.holder = COORDINATOR
        edit_book_settings(
            ctx,
            replace(book_settings(ctx), name="Säffle", shows_state_of=SHOWN_DAY, is_example=True),
        )
    finally:
        ctx.close()


def _story(rng: Random) -> Iterator[Event]:
    yield from people.events()
    yield from dialogue.events()
    yield from surveys.events()
    yield from responses.events(rng)
    yield from codebook.events()
    yield from figures.events()
    yield from problems.events()
    yield from promises_2017.events()
    yield from promises_2018.events()
    yield from feedback.events()
    yield from year_2017.events()
    yield from year_2018.events()
    yield from reporting.events()
    yield from meetings.events()
    yield from log.events(rng)
