"""The three promises for 2018 as they were signed in December 2017, and the draft of a fourth."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.models.enums import ActionKind, Direction, IndicatorKind, Party
from tracker.services.actions import ActionFields
from tracker.services.example.figures import NARCOTICS, PATHS
from tracker.services.example.plan import (
    PlannedAction,
    PlannedIndicator,
    PlannedPromise,
    drafted,
    signed_and_started,
)
from tracker.services.example.promise_l5 import L5
from tracker.services.example.telling import (
    HEADTEACHER,
    OFFICER,
    STREETS,
    TEAM_LEADER,
    TRAFFIC,
    WELFARE,
    Event,
)
from tracker.services.promises import PromiseFields

_FIRST, _LAST = date(2018, 1, 1), date(2018, 12, 31)
# Tuesdays in the months when schools are open.
_MEETINGS = tuple(
    date(2018, month, day)
    for month, day in (
        (1, 23), (2, 20), (3, 20), (4, 17), (5, 15), (6, 12), (9, 11), (10, 16), (11, 13), (12, 11)
    )
)  # fmt: skip

L3 = PlannedPromise(
    "L3",
    "P3",
    PromiseFields(
        "Trafik- och levnadsmiljö",
        "Under 2018 gör Säffle kommun och Polisen det tryggare att gå och cykla. Vi ser "
        "tillsammans över gång- och cykelvägarna, genomför minst 24 trafikkontroller och sätter "
        "upp sex bommar där bilar och mopeder genar.",
        _FIRST,
        _LAST,
        expected_effect="Färre fordon på gång- och cykelvägarna. Klagomålen går från 34 till "
        "24 om året.",
    ),
    actions=(
        PlannedAction(
            "3.1",
            TRAFFIC,
            (1,),
            ActionFields(
                "Översyn av GC-banor",
                Party.JOINT,
                support="Kommunpolis",
                goal="Rapport med åtgärdslista",
                start_on=date(2018, 2, 1),
                deadline=date(2018, 5, 31),
            ),
        ),
        PlannedAction(
            "3.2",
            TEAM_LEADER,
            (2,),
            ActionFields(
                "Trafikkontroller",
                Party.POLICE,
                goal="Minst en timme per kontroll",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(24),
                unit="kontroller",
            ),
        ),
        PlannedAction(
            "3.3",
            STREETS,
            (1,),
            ActionFields(
                "Bommar på GC-bana",
                Party.MUNICIPALITY,
                goal="Uppsatta och besiktade",
                start_on=date(2018, 4, 1),
                deadline=date(2018, 10, 31),
                planned=Decimal(6),
                unit="bommar",
            ),
        ),
    ),
    indicators=(
        PlannedIndicator(
            "klagomål per år",
            "Klagomål på trafik",
            IndicatorKind.EFFECT,
            Direction.DOWN,
            "antal per år",
            "34",
            date(2017, 12, 8),
            "24",
            "Kommunens felanmälan, summerat från årets början",
            _LAST,
            cumulative=True,
        ),
        PlannedIndicator(
            "gc-betyget",
            "Betyg på gång- och cykelvägar",
            IndicatorKind.EFFECT,
            Direction.UP,
            "1–5",
            "3.3",
            date(2017, 10, 2),
            "3.6",
            "Polisens trygghetsmätning",
            date(2018, 11, 15),
            question=PATHS,
            baseline_answers=219,
        ),
    ),
)

L4 = PlannedPromise(
    "L4",
    "P4",
    PromiseFields(
        "Unga och ANDT",
        "Under 2018 ska färre unga i Säffle prova narkotika. Vi bjuder in vårdnadshavare till "
        "sex möten, gör tolv nykterhetskontroller och möter unga där de är vid åtta tillfällen. "
        "Skola, socialtjänst och polis träffas varje månad utom i juli och december.",
        _FIRST,
        _LAST,
        expected_effect="Andelen i åk 9 som provat narkotika går från 14 till 11 %.",
    ),
    actions=(
        PlannedAction(
            "4.1",
            HEADTEACHER,
            (2,),
            ActionFields(
                "Föräldramöten",
                Party.MUNICIPALITY,
                support="Kommunpolis",
                goal="Om alkohol och narkotika",
                start_on=_FIRST,
                deadline=date(2018, 11, 15),
                kind=ActionKind.RECURRING,
                planned=Decimal(6),
                unit="möten",
            ),
        ),
        PlannedAction(
            "4.2",
            OFFICER,
            (1,),
            ActionFields(
                "Ungdomsinsatser",
                Party.POLICE,
                support="Socialtjänstens fältare",
                goal="Där unga samlas",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(8),
                unit="insatser",
            ),
        ),
        PlannedAction(
            "4.3",
            TEAM_LEADER,
            (1,),
            ActionFields(
                "Nykterhetskontroller",
                Party.POLICE,
                goal="Minst sex av dem på helg",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(12),
                unit="kontroller",
            ),
        ),
        PlannedAction(
            "4.4",
            WELFARE,
            (1, 2),
            ActionFields(
                "Samverkansmöten",
                Party.JOINT,
                support="Rektor och kommunpolis",
                goal="Skola, socialtjänst och polis",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(10),
                unit="möten",
                occasions=_MEETINGS,
            ),
        ),
    ),
    indicators=(
        PlannedIndicator(
            "åk 9",
            "Åk 9 som provat narkotika",
            IndicatorKind.EFFECT,
            Direction.DOWN,
            "%",
            "14",
            date(2017, 10, 25),
            "11",
            "Drogvaneenkät i åk 9",
            date(2018, 11, 30),
            question=NARCOTICS,
            baseline_answers=152,
        ),
        PlannedIndicator(
            "vårdnadshavarna",
            "Vårdnadshavare som kommer på möte",
            IndicatorKind.PROCESS,
            Direction.UP,
            "%",
            "22",
            date(2017, 11, 13),
            "40",
            "Närvarolistor, antal familjer av samtliga inbjudna",
            date(2018, 11, 15),
        ),
        PlannedIndicator(
            "nykterhetskontrollerna",
            "Nykterhetskontroller",
            IndicatorKind.OUTPUT,
            Direction.UP,
            "antal",
            "0",
            _FIRST,
            "12",
            "Loggade insatser",
            _LAST,
            cumulative=True,
        ),
    ),
)

_L6 = PlannedPromise(
    "L6",
    None,
    PromiseFields(
        "Ökad trygghet",
        "Vi ska verka för ökad trygghet.",
        date(2018, 10, 1),
        _LAST,
    ),
    actions=(),
    indicators=(),
)


def events() -> Iterator[Event]:
    """Drafted in late autumn 2017, signed on 14 December; L6 is a first line of August 2018."""
    yield from drafted(L3, date(2017, 12, 11))
    yield from drafted(L4, date(2017, 11, 27))
    yield from drafted(L5, date(2017, 12, 4))
    for promise in (L3, L4, L5):
        yield from signed_and_started(
            promise.name,
            endorsed=date(2017, 12, 12),
            signed=date(2017, 12, 14),
            start=date(2018, 1, 2),
        )
    yield from drafted(_L6, date(2018, 8, 27), hour=14)
