"""Traces of persons in answers, by the book that they stand in and by common names."""

from collections.abc import Callable, Iterator
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.name_list import NameList
from tracker.models.organisation import Person
from tracker.models.personal_data import Trace, traces
from tracker.resources import resource_path

Finder = Callable[[str], tuple[Trace, ...]]
_ORDINARY_WORD = "~"


def trace_finder(session: Session) -> Finder:
    """Finds in a text what looks like personal data, names among it."""
    people = session.scalars(select(Person.name).where(Person.name.is_not(None)))
    names = tuple(name for name in people if name and name.strip())
    listed = name_list()
    return lambda text: traces(text, names, listed)


def looks_like_a_name(text: str) -> bool:
    """Whether words are rather somebody's name than a role."""
    return any(True for _span in name_list().spans(text))


@cache
def name_list() -> NameList:
    """The list of common names that ships with the program."""
    given, family = dict(_listed("given")), dict(_listed("family"))
    words = {name for name, is_word in (*given.items(), *family.items()) if is_word}
    return NameList(frozenset(given), frozenset(family), frozenset(words))


def _listed(kind: str) -> Iterator[tuple[str, bool]]:
    for line in resource_path(f"names/{kind}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.removeprefix(_ORDINARY_WORD).casefold(), line.startswith(_ORDINARY_WORD)
