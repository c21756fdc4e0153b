"""The promise for 2018 about a town centre with people in it, the one with most parties."""

from datetime import date
from decimal import Decimal

from tracker.models.enums import ActionKind, Direction, IndicatorKind, Party
from tracker.services.actions import ActionFields
from tracker.services.example.figures import UNSAFE
from tracker.services.example.plan import PlannedAction, PlannedIndicator, PlannedPromise
from tracker.services.example.telling import (
    CULTURE_ACTING,
    LANDLORD,
    NIGHT_WALKERS,
    OFFICER,
    PARKS,
)
from tracker.services.promises import PromiseFields

_FIRST, _LAST = date(2018, 1, 1), date(2018, 12, 31)
RAINED_OFF = date(2018, 8, 17)
_EVENINGS = (
    date(2018, 2, 16),
    date(2018, 3, 23),
    date(2018, 5, 18),
    date(2018, 6, 15),
    RAINED_OFF,
    date(2018, 9, 7),
    date(2018, 10, 12),
    date(2018, 11, 2),
)

L5 = PlannedPromise(
    "L5",
    "P5",
    PromiseFields(
        "Levande stadskärna",
        "Vi ska bidra till en levande stadskärna. På fredags- och lördagskvällar ska du möta "
        "fler människor och fler poliser i centrum, och två mörka passager ska bli ljusare.",
        _FIRST,
        _LAST,
        expected_effect="Andelen som känner sig otrygga i centrum kvällstid går från 31 till 25 %.",
    ),
    actions=(
        PlannedAction(
            "5.1",
            CULTURE_ACTING,
            (1,),
            ActionFields(
                "Kvällsaktiviteter i centrum",
                Party.MUNICIPALITY,
                support="Handeln i centrum",
                goal="Öppet till kl. 21",
                start_on=_FIRST,
                deadline=date(2018, 11, 30),
                kind=ActionKind.RECURRING,
                planned=Decimal(8),
                unit="kvällar",
                occasions=_EVENINGS,
            ),
        ),
        PlannedAction(
            "5.2",
            OFFICER,
            (1,),
            ActionFields(
                "Fotpatrullering, pass fre/lör kväll",
                Party.POLICE,
                goal="Minst 1,5 timmar",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(30),
                unit="pass",
                recurrence="FREQ=WEEKLY;BYDAY=FR,SA",
            ),
        ),
        PlannedAction(
            "5.3",
            NIGHT_WALKERS,
            (1,),
            ActionFields(
                "Nattvandringar med föreningar",
                Party.OTHER,
                goal="Minst sex vuxna",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(20),
                unit="vandringar",
            ),
        ),
        PlannedAction(
            "5.4",
            LANDLORD,
            (2,),
            ActionFields(
                "Belysning i två passager",
                Party.OTHER,
                support="Gatuchef",
                goal="Båda belysta före höstmörkret",
                start_on=date(2018, 3, 1),
                deadline=date(2018, 9, 30),
            ),
        ),
        PlannedAction(
            "5.5",
            PARKS,
            (2,),
            ActionFields(
                "Röja två återstående stråk",
                Party.MUNICIPALITY,
                goal="Fri sikt i hela stråket",
                start_on=date(2018, 4, 1),
                deadline=date(2018, 6, 15),
                planned=Decimal(2),
                unit="stråk",
            ),
            carried_from="1.3",
        ),
    ),
    indicators=(
        PlannedIndicator(
            "kvällstryggheten",
            "Otrygga kvällstid",
            IndicatorKind.EFFECT,
            Direction.DOWN,
            "%",
            "31",
            date(2017, 10, 2),
            "25",
            "Polisens trygghetsmätning",
            date(2018, 11, 15),
            question=UNSAFE,
            baseline_answers=219,
        ),
        PlannedIndicator(
            "passen",
            "Pass fredag och lördag kväll",
            IndicatorKind.OUTPUT,
            Direction.UP,
            "antal",
            "0",
            _FIRST,
            "30",
            "Loggade insatser",
            _LAST,
            cumulative=True,
        ),
    ),
)
