"""Whose actions a report can be limited to."""

from tracker.labels import label
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.queries.choices import persons


def owner_choices(ctx: AppContext) -> list[tuple[str, str]]:
    """The parties, then the roles in the book: what is asked for, and its words."""
    roles = dict.fromkeys(person.role for person in persons(ctx))
    return [(words, words) for words in (*(label(party) for party in Party), *roles)]
