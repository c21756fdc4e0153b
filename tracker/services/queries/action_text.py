"""Which actions people mean by what they type."""

import re

from sqlalchemy import ColumnElement, and_, or_, select, true

from tracker.models.action import Action
from tracker.models.organisation import Person
from tracker.models.promise import Promise
from tracker.models.search import holds_word, sought_words

# No more digits than fit a database's whole number.
_LABEL = re.compile(r"(\d{1,9})\.(\d{1,9})", re.ASCII)


def fits_text(typed: str) -> ColumnElement[bool]:
    """Actions that every word typed fits, or that fits their owner; true for nothing typed."""
    return and_(true(), *(or_(fits_word(w), _is_owned(w)) for w in sought_words(typed)))


def is_called(typed: str) -> ColumnElement[bool]:
    """As `fits_text`, by what the action itself says: for whoever names one to log on."""
    return and_(true(), *map(fits_word, sought_words(typed)))


def _is_owned(word: str) -> ColumnElement[bool]:
    """By somebody whose role or name holds the word."""
    called = or_(holds_word(Person.role, word), holds_word(Person.name, word))
    return Action.owner_id.in_(select(Person.id).where(called))


def fits_word(word: str) -> ColumnElement[bool]:
    """Actions with one of `sought_words` in their title, goal or support, or as label (``5.2``)."""
    holds = Action.sought.contains(word, autoescape=True)
    label = _LABEL.fullmatch(word)
    if label is None:
        return holds
    promises = select(Promise.id).where(Promise.number == int(label[1]))
    return or_(holds, and_(Action.number == int(label[2]), Action.promise_id.in_(promises)))
