"""Whom the book names, so that a report for the public can be searched for them."""

from sqlalchemy import select

from tracker.models.organisation import Municipality, Person, PoliceArea, Signatory
from tracker.services.context import AppContext

_BETWEEN_NAMES = frozenset({"af", "av", "de", "von"})
_MOST_NAMES = 4


def people_named(ctx: AppContext) -> tuple[str, ...]:
    """The names of everybody in the book, with the roles that are names themselves, in order."""
    with ctx.read() as session:
        names = {name.strip() for name in session.scalars(select(Person.name)) if name}
        names |= {name.strip() for name in session.scalars(select(Signatory.name)) if name}
        roles = session.scalars(select(Person.role)).all()
        places = [*session.scalars(select(Municipality.name))]
        places += session.scalars(select(PoliceArea.name))
    known = frozenset(" ".join(places).casefold().split())
    names |= {role.strip() for role in roles if _is_name(role, known)}
    return tuple(sorted(names - {""}))


def _is_name(role: str, places: frozenset[str]) -> bool:
    """Whether it looks as ``Anna Andersson`` does; ``Kommunpolis Säffle`` has a place in it."""
    words = role.split()
    names = [word for word in words if word not in _BETWEEN_NAMES]
    return 2 <= len(names) <= len(words) <= _MOST_NAMES and all(
        word.istitle() and word.replace("-", "").isalpha() and word.casefold() not in places
        for word in names
    )
