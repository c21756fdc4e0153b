"""Whom a list means by an action's owner, and who has to be added to the book for it."""

import re
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.models.enums import Party
from tracker.models.organisation import Organisation, Person
from tracker.models.search import folded
from tracker.models.unit_of_work import Transaction
from tracker.services.people import PersonFields, add_person_in
from tracker.services.spreadsheet.tables import RowReader

# "kommunpolis + trafikingenjör", "gatuchef och parkchef": the plan's "Vem" often names several.
_SEVERAL = re.compile(r"\s*[;/\n]\s*|\s+[+&]\s+|\s+(?:och|and)\s+")
_ROLE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner a row names: a person of the book, or one to be added; neither when unknown."""

    person_id: int | None = None
    new: PersonFields | None = None
    support: str = ""


NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    party: Party


@dataclass(slots=True)
class Owners:
    """Finds owners by role, then by name.

    A role that the book lacks is added when its organisation is certain: the list names it, or the
    action is one party's and that party has one organisation. Otherwise the action stays without an
    owner and the row says so: a completeness warning is better than an invented employer.
    """

    _people: dict[str, list[_Known]]
    _organisations: dict[str, tuple[str, Party]]
    _added: dict[str, PersonFields] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, session: Session, today: date) -> "Owners":
        """Those who hold a post today, and every organisation."""
        people: dict[str, list[_Known]] = {}
        active = or_(Person.active_to.is_(None), Person.active_to >= today)
        for person, party in session.execute(
            select(Person, Organisation.party)
            .join(Organisation, Organisation.id == Person.organisation_id)
            .where(active)
            .order_by(Person.id)
        ):
            for name in (person.role, person.name, f"{person.role} {person.name or ''}"):
                if name:
                    people.setdefault(folded(name), []).append(_Known(person.id, party))
        organisations = {
            folded(name): (name, party)
            for name, party in session.execute(select(Organisation.name, Organisation.party))
        }
        return cls(people, organisations)

    def find(self, row: RowReader, party: Party | None) -> Owner:
        """The owner that the row names. Notes in `row` what the user should know."""
        text = row.text("owner")
        if not text:
            return NOBODY
        parts = _roles(text)
        if self._known(text, party) is None and len(parts) > 1:
            support = ", ".join(parts[1:])
            row.note("import.several_owners", "owner", owner=parts[0], support=support)
            return self._one(row, parts[0], party, support)
        return self._one(row, text, party, "")

    def _one(self, row: RowReader, text: str, party: Party | None, support: str) -> Owner:
        known = self._known(text, party)
        if known is not None:
            return Owner(known.id, support=support)
        employer = self._employer(row.text("organisation"), party) or self._employer_so_far(text)
        if employer is None:
            row.note("import.owner_unknown", "owner", owner=text)
            return Owner(support=support)
        name, employer_party = employer
        key = f"{folded(text)}\x1f{folded(name)}"
        if key not in self._added:
            self._added[key] = PersonFields(
                text, name, employer_party, row.text("owner_name") or None
            )
            row.note("import.owner_added", "owner", owner=text, organisation=name)
        return Owner(new=self._added[key], support=support)

    def _known(self, text: str, party: Party | None) -> _Known | None:
        found = self._people.get(folded(text), [])
        same_party = [person for person in found if person.party is party]
        return next(iter(same_party or found), None)

    def _employer(self, named: str, party: Party | None) -> tuple[str, Party] | None:
        if named:
            known = self._organisations.get(folded(named))
            return known or ((named, party) if party not in (None, Party.JOINT) else None)
        if party in (Party.POLICE, Party.MUNICIPALITY):
            of_party = [org for org in self._organisations.values() if org[1] is party]
            return of_party[0] if len(of_party) == 1 else None
        return None

    def _employer_so_far(self, role: str) -> tuple[str, Party] | None:
        """Where this list has placed the role already, if in one organisation only."""
        added = [new for new in self._added.values() if folded(new.role) == folded(role)]
        return (added[0].organisation, added[0].party) if len(added) == 1 else None

    def organisation_party(self, name: str) -> Party | None:
        """The party of an organisation called `name`; None when the book has none."""
        known = self._organisations.get(folded(name))
        return None if known is None else known[1]

    def party_of(self, owner: str) -> Party | None:
        """The party of the person called `owner`; None when the book has no such person."""
        known = self._known(owner, None)
        return None if known is None else known.party

    def person_id(self, tx: Transaction, owner: Owner) -> int | None:
        """The owner's id, who is added to the book when they are new."""
        if owner.new is None:
            return owner.person_id
        key = f"{folded(owner.new.role)}\x1f{folded(owner.new.organisation)}"
        if key not in self._ids:
            self._ids[key] = add_person_in(tx, owner.new)
        return self._ids[key]


def _roles(text: str) -> list[str]:
    """The roles that a text names; the text itself unless every part of it reads as a role."""
    parts = [part for part in _SEVERAL.split(text.strip()) if part]
    return parts if all(_ROLE.fullmatch(part) for part in parts) else [text]
