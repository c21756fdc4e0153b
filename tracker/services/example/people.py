"""Who takes part, the agreement they sign, and the one post that changes hands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tracker.models.enums import Party
from tracker.models.organisation import Agreement, Person
from tracker.services.agreements import (
    AgreementFields,
    EditAgreement,
    SignatoryFields,
    add_agreement,
    edit_agreement,
)
from tracker.services.example.telling import (
    COORDINATOR,
    CULTURE,
    CULTURE_ACTING,
    HEADTEACHER,
    INFORMATION,
    LANDLORD,
    MUNICIPALITY,
    NIGHT_WALKERS,
    OFFICER,
    PARKS,
    POLICE_AREA,
    QUALITY,
    STRATEGY,
    STREETS,
    TEAM_LEADER,
    TRAFFIC,
    WELFARE,
    Event,
    Step,
    Telling,
    event,
    sitting,
)
from tracker.services.people import HandOver, PersonFields, add_person, hand_over

AGREEMENT = "överenskommelsen"

_WORKING_GROUP = (COORDINATOR, QUALITY, INFORMATION, STRATEGY)
_OWNERS_2017 = (STREETS, PARKS)
_OWNERS_2018 = (TRAFFIC, HEADTEACHER, WELFARE, CULTURE_ACTING)

_DRAFTED = AgreementFields(
    title="Samverkansöverenskommelse 2017–2018",
    municipality=MUNICIPALITY,
    police_area=POLICE_AREA,
    period_start=date(2017, 1, 1),
    period_end=date(2018, 12, 31),
    dnr=((Party.MUNICIPALITY, "KS 2016/214"),),
    signatories=(
        SignatoryFields(
            Party.MUNICIPALITY, MUNICIPALITY, "Kommunalråd, kommunstyrelsens ordförande"
        ),
        SignatoryFields(
            Party.POLICE,
            "Polisen, lokalpolisområde Arvika",
            "Polischef (lokalpolisområdeschef)",
        ),
    ),
    contact="Prata med säkerhetssamordnaren på Säffle kommun eller med kommunpolisen. Polisen når "
    "du på 114 14.",
)


def events() -> Iterator[Event]:
    """The working group of April 2016, owners as they are needed, and the agreement signed."""
    started, planned, widened = date(2016, 4, 12), date(2016, 10, 3), date(2017, 10, 16)
    yield from sitting(
        started,
        COORDINATOR,
        *(_person(role, MUNICIPALITY, Party.MUNICIPALITY, started) for role in _WORKING_GROUP),
        _person(OFFICER, "Polisen", Party.POLICE, started),
    )
    yield from sitting(
        planned,
        COORDINATOR,
        lambda t: t.keep(AGREEMENT, add_agreement(t.ctx, _DRAFTED)),
        _person(TEAM_LEADER, "Polisen", Party.POLICE, planned),
        *(_person(role, MUNICIPALITY, Party.MUNICIPALITY, planned) for role in _OWNERS_2017),
    )
    yield event(date(2016, 12, 14), COORDINATOR, _sign_agreement, hour=12)
    yield from sitting(
        widened,
        COORDINATOR,
        *(_person(role, MUNICIPALITY, Party.MUNICIPALITY, widened) for role in _OWNERS_2018),
        _person(LANDLORD, "Bostadsbolaget", Party.OTHER, widened),
        _person(NIGHT_WALKERS, "Nattvandrarföreningen", Party.OTHER, widened),
    )
    yield event(date(2018, 3, 12), COORDINATOR, _new_head_of_culture, hour=8, minute=20)


def _person(role: str, organisation: str, party: Party, since: date) -> Step:
    fields = PersonFields(role, organisation, party, active_from=since)
    return lambda t: t.keep(role, add_person(t.ctx, fields))


def _sign_agreement(t: Telling) -> None:
    signed = replace(
        _DRAFTED,
        signed_on=date(2016, 12, 14),
        revision_on=date(2018, 11, 30),
        dnr=((Party.MUNICIPALITY, "KS 2016/214"), (Party.POLICE, "A198.412/2016")),
    )
    edit_agreement(t.ctx, EditAgreement(*t.seen(Agreement, AGREEMENT), signed))


def _new_head_of_culture(t: Telling) -> None:
    successor = PersonFields(CULTURE, MUNICIPALITY, Party.MUNICIPALITY)
    person, version = t.seen(Person, CULTURE_ACTING)
    t.keep(CULTURE, hand_over(t.ctx, HandOver(person, version, date(2018, 3, 12), successor)))
