"""The book that a command is about, and values read from the command line."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from tracker import settings
from tracker.cli.framework import WrongUsage
from tracker.i18n import _
from tracker.messages import explain
from tracker.models.book_file import SUFFIX
from tracker.models.errors import TrackerError
from tracker.services.context import AppContext

T = TypeVar("T")


def who() -> str:
    """Whose name the journal gets."""
    return settings.load().who


def book_path(text: str) -> str:
    """The book's path or address; ``saffle`` means ``saffle.loftesbok``."""
    path = Path(text.strip() and text)
    if not path.name:
        raise WrongUsage(_("{name} is missing.").format(name=_("BOOK")))
    if "://" in text or path.suffix or os.path.isfile(path):
        return text
    return str(path.with_name(path.name + SUFFIX))


@contextmanager
def opened(book: str) -> Iterator[AppContext]:
    """The book, open until the end of the block."""
    # SQLAlchemy is most of the command's start-up, so usage errors are told before it is loaded.
    from tracker.bootstrap import open_book

    ctx = open_book(book_path(book), who=who)
    try:
        yield ctx
    finally:
        ctx.close()


def value(option: str, parse: Callable[[str], T], text: str | None) -> T | None:
    """An option's value, None where it was not given. Raises `WrongUsage` naming the option."""
    if text is None:
        return None
    try:
        return parse(text)
    except TrackerError as error:
        raise WrongUsage(
            _("{option}: {problem}").format(option=option, problem=explain(error))
        ) from error


def day(option: str, text: str | None, today: date, *, past: bool = False) -> date | None:
    """A date option, in every form that an imported list may use, or "idag", "+2v", "fredag"."""
    from tracker.services.spreadsheet.dates_and_numbers import parse_date
    from tracker.services.typed import relative_date

    # As in a list a date without a year is refused: nobody sees what it was taken for.
    return value(
        option,
        lambda given: relative_date(given, today, past=past) or parse_date(given, today=today),
        text,
    )


def count(option: str, text: str) -> int:
    """A whole number that is not negative."""
    from tracker.services.spreadsheet.dates_and_numbers import parse_whole

    number = value(option, parse_whole, text) or 0
    if number < 0:
        raise WrongUsage(_("{option} can't be less than zero.").format(option=option))
    return number
