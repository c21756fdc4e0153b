"""What became of the promises for 2017: what was done, what was not, and who decided so."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.models.enums import ActionStatus, Party, PromiseStatus
from tracker.services.example.steps import answered, asked, ended, measured, note, status
from tracker.services.example.telling import (
    COORDINATOR,
    INFORMATION,
    OFFICER,
    PARKS,
    QUALITY,
    STREETS,
    TEAM_LEADER,
    Event,
    event,
    sitting,
)
from tracker.services.follow_up import AskDecision


def events() -> Iterator[Event]:
    """The year in order of subject: statuses, decisions, measurements, outcomes."""
    yield from _outdoors()
    yield from _patrols_that_were_not()
    yield from _visibility()
    yield from _measurements()
    yield from sitting(
        date(2018, 1, 18),
        COORDINATOR,
        ended(
            "L1",
            PromiseStatus.PARTLY_KEPT,
            "40 armaturer är lagade och trygghetsvandringen är gjord. Fyra av sex stråk är röjda, "
            "och fotpatrulleringen på utpekade stråk blev inte av. Betyget för Kanalstråket blev "
            "3,4. Målet var 3,5.",
        ),
        ended("L2", PromiseStatus.KEPT),
        hour=13,
    )


def _outdoors() -> Iterator[Event]:
    yield event(date(2017, 5, 31), COORDINATOR, status(["1.1"], ActionStatus.DONE), hour=14)
    yield event(
        date(2017, 6, 19),
        PARKS,
        note(
            "1.3",
            "Fyra stråk är röjda. Två ligger på mark där ägaren inte är klarlagd, och där får vi "
            "inte såga utan avtal.",
            internal=False,
        ),
    )
    yield event(
        date(2017, 8, 21),
        COORDINATOR,
        note("1.3", "Lantmäteriets karta beställd för de två stråken.", internal=True),
        hour=12,
    )
    yield event(date(2017, 9, 29), STREETS, status(["1.2"], ActionStatus.DONE), hour=14)
    yield event(
        date(2017, 10, 16),
        COORDINATOR,
        asked(
            "röjningen 2017",
            AskDecision(
                "För över de två oröjda stråken till 2018?",
                "Kommunalrådet",
                Party.MUNICIPALITY,
                date(2017, 11, 30),
                "Marken har oklar ägare, och avtal om röjning blir inte klart i år.",
                options=(
                    ("För över till 2018", None),
                    ("Köp in utredning av ägandet i år", Decimal(60_000)),
                    ("Låt två stråk utgå", None),
                ),
            ),
            promise="L1",
            action="1.3",
        ),
        hour=15,
    )
    yield from sitting(
        date(2017, 11, 28),
        COORDINATOR,
        answered(
            "röjningen 2017",
            "Förs över till 2018. Gatukontoret klarlägger ägandet under vintern.",
            "Kommunalrådet",
            date(2017, 11, 28),
        ),
        status(
            ["1.3"],
            ActionStatus.PARTLY_DONE,
            "Två av sex stråk ligger på mark med oklar ägare. De förs över till 2018.",
        ),
        hour=13,
    )


def _patrols_that_were_not() -> Iterator[Event]:
    yield event(
        date(2017, 9, 11),
        TEAM_LEADER,
        note(
            "1.4",
            "Ingen patrull på stråken i sommar. Personalen räcker till centrum, inte till båda.",
            internal=True,
        ),
        hour=6,
    )
    yield event(
        date(2017, 10, 2),
        COORDINATOR,
        asked(
            "stråkpatrullerna",
            AskDecision(
                "Avsluta fotpatrulleringen på utpekade stråk?",
                "Polischefen",
                Party.POLICE,
                date(2017, 10, 20),
                "Ingen av 20 patrulleringar är gjord, och personalen är omfördelad året ut.",
                options=(("Avsluta och redovisa skälet", None), ("Minska till sex", None)),
            ),
            promise="L1",
            action="1.4",
        ),
        hour=13,
    )
    yield from sitting(
        date(2017, 10, 20),
        TEAM_LEADER,
        answered(
            "stråkpatrullerna",
            "Avslutas. Patrullerna i centrum och vid 45:an går före.",
            "Polischefen",
            date(2017, 10, 20),
        ),
        status(
            ["1.4"],
            ActionStatus.NOT_DONE,
            "Personal omfördelad till utredningar. Patrullerna i centrum gick före.",
        ),
        hour=11,
    )


def _visibility() -> Iterator[Event]:
    yield event(date(2017, 12, 1), INFORMATION, status(["2.4"], ActionStatus.DONE), hour=8)
    yield event(date(2017, 11, 16), OFFICER, status(["2.2"], ActionStatus.DONE), hour=8)
    yield event(
        date(2017, 12, 18), TEAM_LEADER, status(["2.1"], ActionStatus.DONE), hour=7, minute=30
    )
    yield event(date(2017, 12, 19), INFORMATION, status(["2.3"], ActionStatus.DONE), hour=10)


def _measurements() -> Iterator[Event]:
    yield from sitting(
        date(2017, 5, 3),
        QUALITY,
        measured("patrullerna", date(2017, 4, 30), "15"),
        measured("skolbesöken", date(2017, 4, 30), "2"),
    )
    yield from sitting(
        date(2017, 9, 4),
        QUALITY,
        measured("patrullerna", date(2017, 8, 31), "30"),
        measured("skolbesöken", date(2017, 8, 31), "2"),
    )
    yield event(date(2017, 10, 2), QUALITY, measured("punkterna", date(2017, 9, 30), "53"), hour=8)
    yield event(date(2017, 12, 18), QUALITY, measured("punkterna", date(2017, 12, 15), "76"))
    yield from sitting(
        date(2018, 1, 10),
        QUALITY,
        measured("patrullerna", date(2017, 12, 31), "48"),
        measured("skolbesöken", date(2017, 12, 31), "4"),
        measured(
            "tillgängligheten",
            date(2017, 12, 31),
            None,
            note="Ingen ny medborgardialog hölls 2017, så frågan har inte ställts igen.",
        ),
    )
