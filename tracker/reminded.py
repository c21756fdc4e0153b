"""What a user has been told today, so that a program that is started again does not repeat it."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.paths import atomic_write, settings_dir

SUMMARY = "summary"
"""Stands for the summary of the week among what was told."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told on a day about the book at `book`: names that the teller chose."""

    book: str
    day: date
    names: frozenset[str] = frozenset()


def told(book: str, day: date) -> Told:
    """What was told that day; nothing where it isn't known or can't be understood."""
    names = _read().get(book, {}).get(day.isoformat(), [])
    return Told(book, day, frozenset(name for name in names if isinstance(name, str)))


def remember(known: Told, names: Iterable[str]) -> None:
    """Add `names` to what was told that day, and forget other days.

    A failure is logged, not raised: at worst something is told twice.
    """
    day = known.day.isoformat()
    # As it is now: another program may have told of another book.
    books = {book: {day: days[day]} for book, days in _read().items() if day in days}
    books[known.book] = {day: sorted({*known.names, *names})}
    try:
        settings_dir().mkdir(parents=True, exist_ok=True)
        atomic_write(_file(), json.dumps(books, ensure_ascii=False, indent=2).encode())
    except OSError:
        _log.warning("what was told can't be saved", exc_info=True)


def _file() -> Path:
    return settings_dir() / "reminded.json"


def _read() -> dict[str, dict[str, Any]]:
    try:
        content = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {
        book: {day: names for day, names in days.items() if isinstance(names, list)}
        for book, days in content.items()
        if isinstance(days, dict)
    }
