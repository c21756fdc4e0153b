"""What became of the promises for 2018 until the middle of September."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tracker.models.enums import ActionStatus, FollowUp, Party
from tracker.services.example.promise_l5 import RAINED_OFF
from tracker.services.example.steps import (
    answered,
    asked,
    cancelled,
    measured,
    moved,
    note,
    overridden,
    owner,
    status,
)
from tracker.services.example.telling import (
    COORDINATOR,
    CULTURE,
    PARKS,
    QUALITY,
    TEAM_LEADER,
    TRAFFIC,
    Event,
    event,
    sitting,
)
from tracker.services.follow_up import AskDecision

# Complaints since new year, at the end of every month.
_COMPLAINTS = (
    (2017, (1, 3, 5, 9, 13, 17, 20, 24, 28, 31, 33, 34)),
    (2018, (1, 2, 4, 7, 11, 15, 18, 21)),
)


def events() -> Iterator[Event]:
    """The year in order of subject, ending with the three questions that wait for an answer."""
    yield from _traffic()
    yield from _new_owner()
    yield from _town_centre()
    yield from _measurements()
    yield from _open_decisions()


def _traffic() -> Iterator[Event]:
    yield event(
        date(2018, 5, 8),
        COORDINATOR,
        asked(
            "översynen",
            AskDecision(
                "Ge översynen en ny slutdag efter vakansen?",
                "Kommunalrådet",
                Party.MUNICIPALITY,
                date(2018, 5, 24),
                "Tjänsten som trafikingenjör är vakant till och med juli.",
                options=(
                    ("Flytta till 28 september", None),
                    ("Köp in konsult", Decimal(85_000)),
                ),
            ),
            promise="L3",
            action="3.1",
        ),
    )
    yield from sitting(
        date(2018, 5, 24),
        COORDINATOR,
        answered(
            "översynen",
            "Flyttas till 28 september. Ingen konsult köps in.",
            "Kommunalrådet",
            date(2018, 5, 24),
        ),
        moved(
            "3.1",
            date(2018, 9, 28),
            "Tjänsten som trafikingenjör är vakant april–juli. Besiktningen fortsätter i augusti.",
            "Styrgruppen",
        ),
        hour=13,
        minute=20,
    )
    yield event(
        date(2018, 7, 2),
        COORDINATOR,
        overridden(
            "3.1", FollowUp.AT_RISK, "Tio sträckor återstår och ingen är tillsatt förrän i augusti."
        ),
        hour=8,
    )
    yield event(date(2018, 8, 13), TRAFFIC, overridden("3.1", None), hour=6)
    yield event(
        date(2018, 9, 5),
        TRAFFIC,
        note(
            "3.1",
            "Elva av 14 sträckor är besiktade. Resten tas vecka 37 och rapporten skrivs vecka 38.",
            internal=False,
        ),
        hour=13,
    )
    yield event(
        date(2018, 9, 11),
        COORDINATOR,
        note(
            "3.3",
            "Den sjätte bommen väntar på översynen, som visar var den gör mest nytta.",
            internal=False,
        ),
        hour=14,
    )


def _new_owner() -> Iterator[Event]:
    yield from sitting(
        date(2018, 6, 4),
        COORDINATOR,
        owner(["4.2", "5.2"], TEAM_LEADER),
        note("4.2", "Ägare ändrad från kommunpolis.", internal=False),
        note("5.2", "Ägare ändrad från kommunpolis.", internal=False),
        hour=8,
        minute=15,
    )
    yield from sitting(
        date(2018, 9, 3),
        TEAM_LEADER,
        note(
            "4.2",
            "Personal omfördelad under sommaren. Två insatser kan läggas i oktober, resten är "
            "osäkert.",
            internal=True,
        ),
        note(
            "5.2",
            "Patrullerna var utlånade i juli. Sex extra pass är inlagda i oktober och november.",
            internal=False,
        ),
        hour=7,
    )
    yield event(
        date(2018, 9, 4),
        COORDINATOR,
        note(
            "4.2",
            "Personal omfördelad under sommaren. Hur det blir med fyra insatser är polischefens "
            "beslut.",
            internal=False,
        ),
        hour=8,
        minute=40,
    )


def _town_centre() -> Iterator[Event]:
    yield event(date(2018, 4, 9), PARKS, status(["5.5"], ActionStatus.ONGOING), hour=7)
    yield event(
        date(2018, 6, 18),
        PARKS,
        note(
            "5.5",
            "Ägandet är klarlagt, men markägaren har inte svarat på två brev.",
            internal=True,
        ),
    )
    yield event(date(2018, 8, 20), CULTURE, cancelled("5.1", RAINED_OFF, "Regnade bort"), hour=8)
    yield event(
        date(2018, 8, 30),
        PARKS,
        note(
            "5.5",
            "Markägaren sa ja först i augusti. Egen personal är upptagen till november.",
            internal=False,
        ),
        hour=11,
    )
    yield event(
        date(2018, 9, 10),
        CULTURE,
        note(
            "5.1",
            "Augustikvällen regnade bort. Tre kvällar är bokade: 12 oktober, 2 och 23 november.",
            internal=False,
        ),
        hour=12,
    )


def _measurements() -> Iterator[Event]:
    for year, totals in _COMPLAINTS:
        for month, total in enumerate(totals, start=1):
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
            entered = max(last + timedelta(3), date(2018, 1, 15))
            step = measured("klagomål per år", last, str(total))
            yield event(entered, QUALITY, step, hour=9, minute=2 * month)
    for day, parents in (
        (date(2018, 3, 31), "27"),
        (date(2018, 5, 31), "31"),
        (date(2018, 9, 12), "34"),
    ):
        yield event(day + timedelta(1), QUALITY, measured("vårdnadshavarna", day, parents), hour=10)
    for day, checks, shifts in ((date(2018, 4, 30), "4", "9"), (date(2018, 8, 31), "8", "15")):
        yield from sitting(
            day + timedelta(3),
            QUALITY,
            measured("nykterhetskontrollerna", day, checks),
            measured("passen", day, shifts),
            hour=13,
        )


def _open_decisions() -> Iterator[Event]:
    yield event(
        date(2018, 9, 10),
        COORDINATOR,
        asked(
            "röjningen",
            AskDecision(
                "Köp in röjningen av två stråk, eller flytta den?",
                "Kommunalrådet",
                Party.MUNICIPALITY,
                date(2018, 10, 1),
                "Skulle vara klar 15 juni. Egen personal hinner inte före november.",
                options=(
                    ("Köp in, klart 31 oktober", Decimal(45_000)),
                    ("Flytta till 30 april 2019", None),
                    ("Låt röjningen utgå", None),
                ),
            ),
            promise="L5",
            action="5.5",
        ),
        hour=14,
    )
    yield event(
        date(2018, 9, 4),
        COORDINATOR,
        asked(
            "ungdomsinsatserna",
            AskDecision(
                "Ersätt, flytta eller stryk fyra ungdomsinsatser?",
                "Polischefen",
                Party.POLICE,
                date(2018, 10, 15),
                "Ingen insats sedan 26 maj. Personal omfördelad, två av fyra kan läggas i oktober.",
                options=(
                    ("Ersätt med fältarnas kvällar", Decimal(24_000)),
                    ("Flytta två till 2019", None),
                    ("Stryk två", None),
                ),
            ),
            promise="L4",
            action="4.2",
        ),
        hour=9,
    )
    yield event(
        date(2018, 8, 27),
        COORDINATOR,
        asked(
            "dialogen",
            AskDecision(
                "Håll en ny medborgardialog i höst?",
                "Båda",
                Party.JOINT,
                date(2018, 10, 31),
                "Förra dialogen hölls 2016. Utan en ny kan effekten av L2 inte mätas.",
                options=(
                    ("Ja, torgsamtal och enkät i november", Decimal(40_000)),
                    ("Nej, använd Polisens trygghetsmätning", None),
                ),
            ),
            promise="L2",
        ),
        hour=13,
    )
