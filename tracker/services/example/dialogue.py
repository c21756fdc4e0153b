"""The dialogue of week 17, 2016: planned in April, held in six occasions, and what came of it.

Occasions, hours and places are published facts; who answered for them and what they brought is
invented.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tracker.models.dialogue import DialogueRound
from tracker.models.survey import Survey
from tracker.services.dialogue import (
    EditRound,
    RecordOutcome,
    RoundFields,
    add_round,
    edit_round,
    record_outcome,
)
from tracker.services.example.surveys import DIALOGUE
from tracker.services.example.telling import (
    COORDINATOR,
    MUNICIPALITY,
    OFFICER,
    QUALITY,
    Event,
    Step,
    Telling,
    event,
    sitting,
)
from tracker.services.surveys import add_survey

WEEK_17 = "medborgardialogen"

_PLANNED = RoundFields(
    MUNICIPALITY,
    "Medborgardialog vecka 17, 2016",
    starts_on=date(2016, 4, 25),
    ends_on=date(2016, 4, 29),
    purpose="Vi frågar vad som gör människor trygga och otrygga i Säffle. Svaren blir grund för "
    "medborgarlöftena 2017",
)
_TABLE = "Bord och roll-up\n{n} enkäter\nPennor, skrivunderlägg\nKarta över tätorten"
_CLASS = "{n} enkäter, klassvis\nSvarslåda\nBilder om kommunpolisen"
_STAFFED: dict[str, tuple[str, str]] = {
    "Stortorget": (COORDINATOR, f"Polisbil och brandbil\n{_TABLE.format(n=150)}"),
    "45:an": (OFFICER, _TABLE.format(n=80)),
    "Forskningen": (QUALITY, "Projektor\nBlädderblock\nKartor över tätorten\nFika till 40"),
    "Tegnérskolan": (OFFICER, _CLASS.format(n=110)),
    "Höglundaskolan": (OFFICER, _CLASS.format(n=70)),
    "Systembolaget": (COORDINATOR, _TABLE.format(n=100)),
}


def events() -> Iterator[Event]:
    """The round with its occasions, and the outcome of each shortly after it was held."""
    yield event(date(2016, 4, 13), COORDINATOR, _plan_round, hour=8, minute=30)
    yield from sitting(date(2016, 4, 13), COORDINATOR, *map(_plan, _STAFFED), hour=8, minute=40)
    yield from _held(date(2016, 4, 26), COORDINATOR, "Stortorget", "45:an", hour=15)
    yield from _held(date(2016, 4, 27), QUALITY, "Forskningen", "Tegnérskolan", hour=7)
    yield from _held(date(2016, 5, 2), COORDINATOR, "Höglundaskolan", "Systembolaget")
    yield event(date(2016, 5, 18), QUALITY, _say_who_is_missing, hour=13, minute=10)


def _plan_round(t: Telling) -> None:
    t.keep(WEEK_17, add_round(t.ctx, _PLANNED))


def _plan(name: str) -> Step:
    role, material = _STAFFED[name]

    def step(t: Telling) -> None:
        planned = replace(
            DIALOGUE[name],
            asked=None,
            answered=None,
            result=None,
            limitation=None,
            round_id=t.id(WEEK_17),
            responsible_id=t.id(role),
            material=material,
        )
        t.keep(name, add_survey(t.ctx, planned))

    return step


def _held(day: date, who: str, *names: str, hour: int = 9) -> Iterator[Event]:
    return sitting(day, who, *map(_record, names), hour=hour)


def _record(name: str) -> Step:
    told = DIALOGUE[name]

    def step(t: Telling) -> None:
        survey, version = t.seen(Survey, name)
        numbers = told.asked, told.answered
        outcome = RecordOutcome(survey, version, *numbers, told.result, told.limitation)
        record_outcome(t.ctx, outcome)

    return step


def _say_who_is_missing(t: Telling) -> None:
    missing = "Få svar från äldre och från landsbygden. Skolelever är överrepresenterade."
    fields = replace(_PLANNED, limitation=missing)
    edit_round(t.ctx, EditRound(*t.seen(DialogueRound, WEEK_17), fields))
