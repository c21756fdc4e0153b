"""Traces of persons in answers, by the book that they stand in."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.organisation import Person
from tracker.models.personal_data import Trace, traces

Finder = Callable[[str], tuple[Trace, ...]]


def trace_finder(session: Session) -> Finder:
    """Finds in a text what looks like personal data, the names of the book's persons too."""
    people = session.scalars(select(Person.name).where(Person.name.is_not(None)))
    names = tuple(name for name in people if name and name.strip())
    return lambda text: traces(text, names)
