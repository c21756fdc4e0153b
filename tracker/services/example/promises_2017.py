"""The two promises for 2017 as they were signed in December 2016."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.models.enums import ActionKind, Direction, IndicatorKind, Party
from tracker.services.actions import ActionFields
from tracker.services.example.figures import CANAL, MORE_POLICE
from tracker.services.example.plan import (
    PlannedAction,
    PlannedIndicator,
    PlannedPromise,
    drafted,
    signed_and_started,
)
from tracker.services.example.telling import (
    COORDINATOR,
    INFORMATION,
    OFFICER,
    PARKS,
    STREETS,
    TEAM_LEADER,
    Event,
)
from tracker.services.promises import PromiseFields

_FIRST, _LAST = date(2017, 1, 1), date(2017, 12, 31)
_DIALOGUE = date(2016, 5, 18)

L1 = PlannedPromise(
    "L1",
    "P1",
    PromiseFields(
        "Förbättra utemiljön",
        "Under 2017 gör vi gångstråken i Säffle ljusare och lättare att överblicka. Vi går en "
        "trygghetsvandring tillsammans med er som bor här, lagar 40 armaturer, röjer sex stråk "
        "och patrullerar till fots där ni har sagt att det behövs.",
        _FIRST,
        _LAST,
        expected_effect="Fler känner sig trygga på gångstråken. Betyget för Kanalstråket går "
        "från 3,1 till 3,5.",
    ),
    actions=(
        PlannedAction(
            "1.1",
            COORDINATOR,
            (1, 2, 3),
            ActionFields(
                "Trygghetsvandring med boende",
                Party.JOINT,
                support="Kommunpolis",
                goal="Protokoll med ansvarig per punkt",
                start_on=date(2017, 4, 1),
                deadline=date(2017, 5, 31),
            ),
        ),
        PlannedAction(
            "1.2",
            STREETS,
            (1,),
            ActionFields(
                "Laga 40 armaturer",
                Party.MUNICIPALITY,
                goal="Längs sex gångstråk",
                start_on=date(2017, 2, 1),
                deadline=date(2017, 9, 30),
                planned=Decimal(40),
                unit="armaturer",
            ),
        ),
        PlannedAction(
            "1.3",
            PARKS,
            (2, 3),
            ActionFields(
                "Röjning av skymmande buskage",
                Party.MUNICIPALITY,
                goal="Fri sikt i hela stråket",
                start_on=date(2017, 4, 1),
                deadline=date(2017, 6, 15),
                planned=Decimal(6),
                unit="stråk",
            ),
        ),
        PlannedAction(
            "1.4",
            TEAM_LEADER,
            (2,),
            ActionFields(
                "Fotpatrullering, utpekade stråk",
                Party.POLICE,
                goal="Stråk utpekade i dialogen",
                start_on=date(2017, 6, 1),
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(20),
                unit="patrulleringar",
            ),
        ),
    ),
    indicators=(
        PlannedIndicator(
            "punkterna",
            "Åtgärdade punkter i protokollet",
            IndicatorKind.PROCESS,
            Direction.UP,
            "%",
            "0",
            date(2017, 1, 1),
            "80",
            "Protokollet från trygghetsvandringen, 17 punkter",
            date(2017, 12, 15),
        ),
        PlannedIndicator(
            "betyget",
            "Trygghetsbetyg för Kanalstråket",
            IndicatorKind.EFFECT,
            Direction.UP,
            "1–5",
            "3.1",
            _DIALOGUE,
            "3.5",
            "Medborgardialogen 2016 och trygghetsvandringarna",
            date(2017, 10, 31),
            question=CANAL,
            baseline_answers=30,
        ),
    ),
)

L2 = PlannedPromise(
    "L2",
    "P2",
    PromiseFields(
        "Ökad synlighet",
        "Under 2017 ska det bli lättare att möta polisen i Säffle. Vi patrullerar till fots i "
        "centrum och vid 45:an 48 gånger, minst en timme varje gång, träffar alla elever i åk 9 "
        "och berättar varje månad var och när du kan prata med oss. Fyra gånger under året står "
        "kommunen och polisen tillsammans på Stortorget.",
        _FIRST,
        _LAST,
        expected_effect="Fler vet när och var de kan möta polisen. Andelen som vill ha mer "
        "tillgänglig polis går från 60 till 50 %.",
    ),
    actions=(
        PlannedAction(
            "2.1",
            TEAM_LEADER,
            (1,),
            ActionFields(
                "Fotpatrullering, centrum och 45:an",
                Party.POLICE,
                goal="Minst en timme per gång",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(48),
                unit="patrulleringar",
            ),
        ),
        PlannedAction(
            "2.2",
            OFFICER,
            (2,),
            ActionFields(
                "Skolbesök i åk 9",
                Party.POLICE,
                goal="Alla elever i åk 9",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(4),
                unit="besök",
            ),
        ),
        PlannedAction(
            "2.3",
            INFORMATION,
            (2,),
            ActionFields(
                "Notiser om var polisen finns",
                Party.MUNICIPALITY,
                support="Kommunpolis",
                goal="En i månaden, på webben",
                start_on=_FIRST,
                deadline=_LAST,
                kind=ActionKind.RECURRING,
                planned=Decimal(12),
                unit="notiser",
                recurrence="FREQ=MONTHLY;BYMONTHDAY=-1",
                occasions=tuple(
                    date(2017, month, monthrange(2017, month)[1]) for month in range(1, 13)
                ),
            ),
        ),
        PlannedAction(
            "2.4",
            INFORMATION,
            (1, 2),
            ActionFields(
                "”Träffa oss” på Stortorget",
                Party.JOINT,
                support="Kommunpolis och säkerhetssamordnare",
                goal="Kommun och polis tillsammans",
                start_on=_FIRST,
                deadline=date(2017, 11, 30),
                kind=ActionKind.RECURRING,
                planned=Decimal(4),
                unit="träffar",
                occasions=(
                    date(2017, 3, 31),
                    date(2017, 5, 31),
                    date(2017, 9, 30),
                    date(2017, 11, 30),
                ),
            ),
        ),
    ),
    indicators=(
        PlannedIndicator(
            "tillgängligheten",
            "Vill ha mer tillgänglig polis",
            IndicatorKind.EFFECT,
            Direction.DOWN,
            "%",
            "60",
            _DIALOGUE,
            "50",
            "Medborgardialog",
            date(2017, 12, 31),
            question=MORE_POLICE,
            baseline_answers=400,
        ),
        PlannedIndicator(
            "patrullerna",
            "Fotpatrulleringar",
            IndicatorKind.OUTPUT,
            Direction.UP,
            "antal",
            "0",
            _FIRST,
            "48",
            "Loggade insatser",
            _LAST,
            cumulative=True,
        ),
        PlannedIndicator(
            "skolbesöken",
            "Skolbesök i åk 9",
            IndicatorKind.OUTPUT,
            Direction.UP,
            "antal",
            "0",
            _FIRST,
            "4",
            "Loggade insatser",
            _LAST,
            cumulative=True,
        ),
    ),
)


def events() -> Iterator[Event]:
    """Drafted in October 2016, endorsed in November, signed on 14 December, started at new year."""
    yield from drafted(L1, date(2016, 10, 10))
    yield from drafted(L2, date(2016, 10, 11))
    for promise in (L1, L2):
        yield from signed_and_started(
            promise.name,
            endorsed=date(2016, 11, 22),
            signed=date(2016, 12, 14),
            start=date(2017, 1, 2),
        )
