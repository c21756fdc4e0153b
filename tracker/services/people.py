"""Organisations and people: who owns what, and hand-over to a successor."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from tracker.models.action import Action
from tracker.models.enums import ActionStatus, Party
from tracker.models.errors import Invalid
from tracker.models.organisation import Organisation, Person
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext

# Stricter than RFC 5321 allows, so that nothing in it can be taken for another header or address.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def is_address(text: str) -> bool:
    """Whether a letter can be sent to it."""
    return _ADDRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What is entered about a person. The role is what everybody else sees first."""

    role: str
    organisation: str
    party: Party
    name: str | None = None
    email: str | None = None
    active_from: date | None = None
    active_to: date | None = None


def add_person(ctx: AppContext, fields: PersonFields) -> int:
    """Add a person, and the organisation if it is new. Returns the person's id."""
    with ctx.write("person.new") as tx:
        return add_person_in(tx, fields)


def add_person_in(tx: Transaction, fields: PersonFields) -> int:
    """As `add_person`, inside an operation that does more."""
    _check(fields)
    return tx.add(
        Person(
            role=fields.role.strip(),
            name=fields.name,
            email=fields.email,
            organisation_id=organisation_in(tx, fields.organisation, fields.party),
            active_from=fields.active_from,
            active_to=fields.active_to,
        )
    ).id


@dataclass(frozen=True, slots=True)
class EditPerson:
    """New values for a person as the user saw it at `version`."""

    person_id: int
    version: int
    fields: PersonFields


def edit_person(ctx: AppContext, cmd: EditPerson) -> None:
    """Change a person. Raises `Conflict` when somebody else did so first."""
    _check(cmd.fields)
    with ctx.write("person.edit") as tx:
        person = tx.get(Person, cmd.person_id, cmd.version)
        person.role = cmd.fields.role.strip()
        person.name, person.email = cmd.fields.name, cmd.fields.email
        person.organisation_id = organisation_in(tx, cmd.fields.organisation, cmd.fields.party)
        person.active_from, person.active_to = cmd.fields.active_from, cmd.fields.active_to


@dataclass(frozen=True, slots=True)
class HandOver:
    """A post changes hands on a day: open actions move, history stays with the predecessor.

    The successor is the id of somebody in the book, or somebody new.
    """

    person_id: int
    version: int
    on: date
    successor: int | PersonFields


def hand_over(ctx: AppContext, cmd: HandOver) -> int:
    """Give the person's unfinished actions to a successor from `on`. Returns the successor's id."""
    with ctx.write("person.hand_over") as tx:
        person = tx.get(Person, cmd.person_id, cmd.version)
        if person.active_from is not None and cmd.on <= person.active_from:
            raise Invalid("person.hand_over_before_start", field="on", start=person.active_from)
        successor = _successor(tx, cmd)
        person.active_to = cmd.on - timedelta(days=1)
        person.successor_id = successor
        for action in tx.session.scalars(
            select(Action).where(
                Action.owner_id == person.id,
                Action.status.in_((ActionStatus.PLANNED, ActionStatus.ONGOING)),
            )
        ):
            action.owner_id = successor
        return successor


def _successor(tx: Transaction, cmd: HandOver) -> int:
    if isinstance(cmd.successor, int):
        if cmd.successor == cmd.person_id:
            owner = person_words(tx.get(Person, cmd.person_id))
            raise Invalid("reassign.same", field="to_id", owner=owner)
        check_in_post(tx, cmd.successor)
        taker = tx.get(Person, cmd.successor)
        if taker.successor_id is not None:
            # Whoever was to take over from them does not: nobody succeeds in a circle.
            taker.active_to = taker.successor_id = None
        return cmd.successor
    added = add_person_in(tx, cmd.successor)
    tx.get(Person, added).active_from = cmd.on
    return added


def check_in_post(tx: Transaction, person_id: int) -> None:
    """Raise `Invalid` for a person whose post has ended, naming the successor if there is one."""
    person = tx.get(Person, person_id)
    if person.active_to is None or person.active_to >= tx.today:
        return
    who = {"owner": person_words(person), "date": person.active_to}
    if person.successor_id is None:
        raise Invalid("owner.ended", field="owner_id", **who)
    successor = person_words(tx.get(Person, person.successor_id))
    raise Invalid("owner.succeeded", field="owner_id", successor=successor, **who)


def person_words(person: Person) -> str:
    """The role, and the name where there is one."""
    return f"{person.role}, {person.name}" if person.name else person.role


def organisation_in(tx: Transaction, name: str, party: Party) -> int:
    """The id of the organisation called `name`, added if it is new."""
    name = name.strip()
    found = tx.session.scalars(select(Organisation).where(Organisation.name == name)).one_or_none()
    return (found or tx.add(Organisation(name=name, party=party))).id


def _check(fields: PersonFields) -> None:
    if not fields.role.strip():
        raise Invalid("field.required", field="role")
    if not fields.organisation.strip():
        raise Invalid("field.required", field="organisation")
    if fields.active_from and fields.active_to and fields.active_to < fields.active_from:
        raise Invalid(
            "dates.end_before_start",
            field="active_to",
            start=fields.active_from,
            end=fields.active_to,
        )
