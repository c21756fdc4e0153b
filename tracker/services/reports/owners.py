"""Whose actions a report is about: a role, an organisation or a party, by what people type."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import attrgetter

from tracker.i18n import LANGUAGES, N_, _, language
from tracker.labels import label, party_letter
from tracker.models.enums import Party
from tracker.models.errors import Ambiguous, Invalid, NotFound
from tracker.models.organisation import Organisation, Person
from tracker.models.past import Past
from tracker.models.search import folded, sought_words
from tracker.services.context import AppContext
from tracker.services.reports.snapshot import ActionThen, Snapshot

_PARTIES = {
    Party.POLICE: N_("The Police"),
    Party.MUNICIPALITY: N_("The municipality"),
    Party.JOINT: N_("Joint actions"),
    Party.OTHER: N_("Other parties"),
}
_SHOWN = 8
_ENDING = "(?:e?n|e?t|e?ns|e?ts|s|[aeo]r|[aeo]rna)?"
_CLOSE = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """Someone who can own actions. A role is one owner, whoever has held it."""

    words: str
    """Without a person's name: ``Gatuchef, Säffle kommun``."""
    party: Party
    people: frozenset[int]
    """The ids of those who hold or have held the role, or work at the organisation."""
    is_whole_party: bool
    called: tuple[str, ...]
    """What else it is called: the role alone, those who hold it, the letter of a party."""
    at: str = ""
    """The organisation of a role."""
    roles: tuple[str, ...] = ()
    """The roles of `people`, as a text may name them."""

    def owns(self, action: ActionThen) -> bool:
        """Whether it answers for the action; a party does for all that is done in its name."""
        in_its_name = self.is_whole_party and action.party is self.party
        return in_its_name or action.owner_id in self.people

    def shares(self, action: ActionThen) -> bool:
        """Whether it takes part in what another answers for."""
        if self.owns(action):
            return False
        is_party = self.is_whole_party and self.party in (Party.POLICE, Party.MUNICIPALITY)
        return (is_party and action.party is Party.JOINT) or self.is_named(action.support)

    def is_named(self, text: str) -> bool:
        """Whether one of its roles stands in `text`, in any form: kommunpolis, kommunpolisen."""
        text = bare(text)
        return any(re.search(rf"\b{re.escape(bare(role))}{_ENDING}\b", text) for role in self.roles)


def find_owner(past: Past, then: Snapshot, text: str) -> Owner:
    """The owner called `text`: by a whole name first, then by words that its name holds.

    Case and diacritics don't matter. Of several, those who own any of the actions are meant.
    Raises `Invalid` for nothing, `NotFound`, and `Ambiguous` with the candidates.
    """
    actions = (action for rows in then.actions.values() for action in rows)
    return owner_called(past, ((action.owner_id, action.party) for action in actions), text)


def owner_called(past: Past, owned: Iterable[tuple[int | None, Party]], text: str) -> Owner:
    """As `find_owner`; `owned` are the owners and parties of the actions."""
    sought = bare(text)
    if not sought:
        raise Invalid("owner.required", field="owner")
    owners = owners_of(past)
    busy = _busy(owners, owned)
    found = _called(owners, sought)
    if not found:
        raise _unknown(text, _close(owners, sought), busy or owners)
    found = [owner for owner in found if owner in busy] or found
    if len(found) > 1:
        raise Ambiguous("owner.ambiguous", candidates=_shown(found), text=text)
    return found[0]


def owner_names(ctx: AppContext) -> list[str]:
    """Everybody whose actions a report can be about, by the names that `find_owner` knows best."""
    with ctx.read() as session:
        return list(dict.fromkeys(owner.words for owner in owners_of(Past(session))))


def bare(text: str) -> str:
    """Text as owners are compared by: no case, diacritics or spare spaces."""
    parts = unicodedata.normalize("NFKD", folded(text))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _busy(owners: Iterable[Owner], owned: Iterable[tuple[int | None, Party]]) -> list[Owner]:
    """Those who own anything."""
    found = set(owned)
    people = {owner_id for owner_id, _party in found}
    parties = {party for _owner_id, party in found}
    return [
        owner
        for owner in owners
        if owner.people & people or (owner.is_whole_party and owner.party in parties)
    ]


def _called(owners: Sequence[Owner], sought: str) -> list[Owner]:
    """The owners meant by a text, as sure as it can be."""
    words = sought_words(sought)
    ways: tuple[Callable[[Owner], bool], ...] = (
        lambda owner: sought in map(bare, (owner.words, *owner.called)),
        lambda owner: _holds(" ".join(owner.called), words),
        lambda owner: _holds(" ".join((*owner.called, owner.at)), words),
    )
    found = ([owner for owner in owners if is_meant(owner)] for is_meant in ways)
    return next(filter(None, found), [])


def _holds(text: str, words: Sequence[str]) -> bool:
    text = bare(text)
    return all(word in text for word in words)


def _close(owners: Sequence[Owner], sought: str) -> list[Owner]:
    """Those whose name is written almost so."""
    names = {bare(name): o for o in reversed(owners) for name in (o.words, *o.called)}
    return list(dict.fromkeys(names[name] for name in get_close_matches(sought, names, _CLOSE)))


def _unknown(text: str, close: Sequence[Owner], others: Sequence[Owner]) -> NotFound:
    if close:
        return NotFound("owner.misspelt", text=text, candidates=_shown(close))
    return NotFound("owner.none", text=text, candidates=_shown(others))


def _shown(owners: Sequence[Owner]) -> tuple[str, ...]:
    shown = list(dict.fromkeys(owner.words for owner in owners))
    return (*shown[:_SHOWN], *(["…"] if len(shown) > _SHOWN else []))


def owners_of(past: Past) -> list[Owner]:
    """The parties, then their organisations, then the roles there."""
    organisations = sorted(past.rows(Organisation), key=attrgetter("name"))
    staff: dict[int, list[Person]] = {organisation.id: [] for organisation in organisations}
    for person in sorted(past.rows(Person), key=attrgetter("role", "id")):
        staff[person.organisation_id].append(person)
    owners: list[Owner] = []
    for party in Party:
        ours = [organisation for organisation in organisations if organisation.party is party]
        # Two names for the same owner would make either of them ambiguous.
        is_one = len(ours) == 1 and party in (Party.POLICE, Party.MUNICIPALITY)
        people = frozenset(p.id for organisation in ours for p in staff[organisation.id])
        roles = tuple(p.role for organisation in ours for p in staff[organisation.id])
        owners.append(_party(party, people, ours[0].name if is_one else "", roles))
        if not is_one:
            owners += [_organisation(one, staff[one.id]) for one in ours]
    for organisation in organisations:
        owners += _roles(organisation, staff[organisation.id], past.altered(Person))
    return owners


def _party(party: Party, people: frozenset[int], name: str, roles: tuple[str, ...]) -> Owner:
    called = [name, party_letter(party)]
    for lang in LANGUAGES:
        with language(lang):
            called += [label(party), _(_PARTIES[party])]
    words = name or _(_PARTIES[party])
    return Owner(words, party, people, True, tuple(filter(None, called)), roles=roles)


def _organisation(organisation: Organisation, staff: Sequence[Person]) -> Owner:
    people = frozenset(person.id for person in staff)
    roles = tuple(person.role for person in staff)
    called = (organisation.name,)
    return Owner(organisation.name, organisation.party, people, False, called, roles=roles)


def _roles(
    organisation: Organisation, staff: Sequence[Person], now: Mapping[int, Person]
) -> Iterator[Owner]:
    """`now` holds those that are called something else by now; people type what they know."""
    holders: dict[str, list[Person]] = {}
    for person in staff:
        holders.setdefault(folded(person.role), []).append(person)
    for people in holders.values():
        role = people[0].role
        words = f"{role[:1].upper()}{role[1:]}"
        if not folded(role).endswith(folded(organisation.name)):
            words += f", {organisation.name}"
        known = [*people, *(now[person.id] for person in people if person.id in now)]
        names = [person.name for person in known if person.name]
        names += [person.role for person in known if person.role != role]
        yield Owner(
            words,
            organisation.party,
            frozenset(person.id for person in people),
            False,
            (role, *names),
            organisation.name,
            (role,),
        )
