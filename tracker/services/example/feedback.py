"""What citizens were to be told, when, and when they were: återkoppling for every promise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.services.example.steps import feedback_given, feedback_planned
from tracker.services.example.telling import (
    COORDINATOR,
    INFORMATION,
    OFFICER,
    Event,
    event,
)
from tracker.services.follow_up import FeedbackFields

_LATER = 0
"""The promise's id is known only when the story comes to it."""


@dataclass(frozen=True, slots=True)
class _Planned:
    name: str
    promise: str
    entered: date
    fields: FeedbackFields


@dataclass(frozen=True, slots=True)
class _Given:
    name: str
    on: date
    by: str
    hours: str
    text: str


_PLANNED = (
    _Planned(
        "boende längs stråken",
        "L1",
        date(2016, 12, 6),
        FeedbackFields(
            _LATER, "Boende längs stråken", "Brev och kommunens webb", date(2017, 12, 15)
        ),
    ),
    _Planned(
        "medarbetare",
        "L2",
        date(2016, 12, 7),
        FeedbackFields(_LATER, "Medarbetare i kommunen och Polisen", "Intranät", date(2017, 6, 30)),
    ),
    _Planned(
        "åk 9 2017",
        "L2",
        date(2016, 12, 7),
        FeedbackFields(_LATER, "Elever i åk 9", "Klassråd", date(2017, 11, 30)),
    ),
    _Planned(
        "allmänheten 2017",
        "L2",
        date(2016, 12, 7),
        FeedbackFields(
            _LATER, "Allmänheten", "Kommunens webb och lokaltidningen", date(2017, 12, 15)
        ),
    ),
    _Planned(
        "allmänheten 2018",
        "L3",
        date(2017, 12, 13),
        FeedbackFields(
            _LATER, "Allmänheten", "Kommunens webb och lokaltidningen", date(2018, 12, 14)
        ),
    ),
    _Planned(
        "vårdnadshavare",
        "L4",
        date(2017, 12, 13),
        FeedbackFields(_LATER, "Vårdnadshavare i åk 7–9", "Skolornas veckobrev", date(2018, 6, 8)),
    ),
    _Planned(
        "åk 9 2018",
        "L4",
        date(2017, 12, 13),
        FeedbackFields(_LATER, "Elever i åk 9", "Klassråd", date(2018, 11, 30)),
    ),
    _Planned(
        "handlare",
        "L5",
        date(2017, 12, 13),
        FeedbackFields(_LATER, "Handlare i centrum", "Frukostmöte", date(2018, 5, 4)),
    ),
    _Planned(
        "boende i centrum",
        "L5",
        date(2017, 12, 13),
        FeedbackFields(
            _LATER, "Boende i centrum", "Brev och öppet möte i Medborgarhuset", date(2018, 9, 14)
        ),
    ),
)

_GIVEN = (
    _Given(
        "medarbetare",
        date(2017, 6, 28),
        INFORMATION,
        "2",
        "Halvårsläget för båda löftena, med tack till alla som har loggat.",
    ),
    _Given(
        "åk 9 2017",
        date(2017, 11, 29),
        OFFICER,
        "3",
        "Vi berättade vad som hänt sedan förra årets nior svarade, och vad som inte blev av.",
    ),
    _Given(
        "allmänheten 2017",
        date(2017, 12, 15),
        INFORMATION,
        "4,5",
        "48 fotpatrulleringar, fyra skolbesök och fyra träffar på torget. Vi vet inte om fler "
        "tycker att polisen är tillgänglig, för vi har inte frågat igen.",
    ),
    _Given(
        "boende längs stråken",
        date(2018, 1, 24),
        COORDINATOR,
        "6",
        "40 armaturer är lagade och fyra av sex stråk röjda. Två stråk tas 2018. Patrulleringen "
        "på stråken blev inte av, därför att Polisen flyttade personal till annat arbete.",
    ),
    _Given(
        "handlare",
        date(2018, 5, 3),
        COORDINATOR,
        "2,5",
        "23 handlare fick veta vilka kvällar som är bokade och vem de ska ringa.",
    ),
    _Given(
        "vårdnadshavare",
        date(2018, 6, 11),
        INFORMATION,
        "1,5",
        "Fyra möten hållna. Ämnena för höstens möten och var man hittar stöd.",
    ),
)


def events() -> Iterator[Event]:
    """Each day planned before the signing, each telling on the day it was done."""
    for position, planned in enumerate(_PLANNED):
        yield event(
            planned.entered,
            COORDINATOR,
            feedback_planned(planned.name, planned.promise, planned.fields),
            hour=15,
            minute=3 * position,
        )
    by_name = {planned.name: planned for planned in _PLANNED}
    for given in _GIVEN:
        planned = by_name[given.name]
        yield event(
            given.on,
            given.by,
            feedback_given(
                given.name,
                planned.promise,
                planned.fields,
                on=given.on,
                text=given.text,
                hours=given.hours.replace(",", "."),
            ),
            hour=14,
            minute=35,
        )
