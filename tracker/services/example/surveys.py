"""The evidence: the dialogue of week 17, 2016, and what was known before the promises for 2018.

Occasions, hours and places of 2016, and its three overall figures, are published facts; every
other figure is invented.
"""

from collections.abc import Iterator
from datetime import date, time

from tracker.models.enums import SurveyMethod
from tracker.services.example.telling import (
    COORDINATOR,
    MUNICIPALITY,
    OFFICER,
    QUALITY,
    Event,
    Step,
    event,
    sitting,
)
from tracker.services.surveys import SurveyFields, add_survey

DIALOGUE: dict[str, SurveyFields] = {
    "Stortorget": SurveyFields(
        MUNICIPALITY,
        "Torgsamtal på Stortorget",
        SurveyMethod.SQUARE_TALK,
        held_on=date(2016, 4, 25),
        starts_at=time(12),
        ends_at=time(16),
        place="Stortorget",
        audience="Allmänheten",
        asked=118,
        answered=92,
        result="Många stannade och pratade länge. Polisbil och brandbil på plats drog folk. "
        "Vanligaste önskemålet var att polisen ska synas mer.",
        limitation="Dagtid en måndag. Få svar från äldre och från dem som arbetar på annan ort.",
        retention_until=date(2018, 12, 31),
    ),
    "45:an": SurveyFields(
        MUNICIPALITY,
        "Torgsamtal vid 45:ans köpcentrum",
        SurveyMethod.SQUARE_TALK,
        held_on=date(2016, 4, 25),
        starts_at=time(17),
        ends_at=time(19),
        place="45:ans köpcentrum",
        audience="Allmänheten",
        asked=67,
        answered=48,
        result="Kvällshandlare och barnfamiljer. Trafiken kring infarten togs upp oftare än "
        "i centrum.",
        limitation="Två timmar en kväll. De flesta kom med bil, få gående.",
        retention_until=date(2018, 12, 31),
    ),
    "Forskningen": SurveyFields(
        MUNICIPALITY,
        "Workshop med kommunens medarbetare",
        SurveyMethod.WORKSHOP,
        held_on=date(2016, 4, 26),
        starts_at=time(9),
        ends_at=time(15),
        place="Forskningen",
        audience="Medarbetare i Säffle kommun",
        asked=40,
        answered=34,
        result="Två pass, klockan 9–11 och 13–15. Medarbetarna pekade ut mörka stråk, otydligt "
        "ansvar för röjning och oro för de yngsta i centrum kvällstid.",
        limitation="Medarbetare ser platserna i tjänsten, mest på dagen.",
        retention_until=date(2018, 12, 31),
    ),
    "Tegnérskolan": SurveyFields(
        MUNICIPALITY,
        "Skolbesök i åk 9, Tegnérskolan",
        SurveyMethod.SCHOOL_VISIT,
        held_on=date(2016, 4, 26),
        starts_at=time(8),
        ends_at=time(12),
        place="Tegnérskolan",
        audience="Samtliga elever i åk 9",
        asked=104,
        answered=96,
        result="Eleverna är trygga i skolan men undviker några platser kvällstid. De vill ha "
        "något att göra i centrum och veta vem polisen är.",
        limitation="Besvarades klassvis. Frånvarande elever fick ingen enkät i efterhand.",
        retention_until=date(2018, 12, 31),
    ),
    "Höglundaskolan": SurveyFields(
        MUNICIPALITY,
        "Skolbesök i åk 9, Höglundaskolan",
        SurveyMethod.SCHOOL_VISIT,
        held_on=date(2016, 4, 29),
        starts_at=time(8),
        ends_at=time(10),
        place="Höglundaskolan",
        audience="Samtliga elever i åk 9",
        asked=66,
        answered=61,
        result="Samma bild som på Tegnérskolan. Fler nämner mopeder på gång- och cykelvägarna.",
        limitation="Besvarades klassvis under knapp tid.",
        retention_until=date(2018, 12, 31),
    ),
    "Systembolaget": SurveyFields(
        MUNICIPALITY,
        "Torgsamtal utanför Systembolaget",
        SurveyMethod.SQUARE_TALK,
        held_on=date(2016, 4, 29),
        starts_at=time(13),
        ends_at=time(16),
        place="Utanför Systembolaget",
        audience="Allmänheten",
        asked=90,
        answered=69,
        result="Fredagseftermiddag med många samtal. Fler nämnde fyllebråk och droger än på "
        "Stortorget.",
        limitation="Platsen påverkar vem som svarar och vad man tänker på.",
        retention_until=date(2018, 12, 31),
    ),
}
"""The six occasions of week 17, 2016, by their places, as they turned out."""

_LATER: dict[str, SurveyFields] = {
    "sammanställningen": SurveyFields(
        MUNICIPALITY,
        "Sammanställd medborgardialog, vecka 17",
        SurveyMethod.STATISTICS,
        held_on=date(2016, 5, 18),
        audience="Alla sex dialogtillfällen",
        result="Upplevd trygghet 3,8 av 5 i medelvärde. 60 % vill ha mer tillgänglig och synlig "
        "polis. 26 % vill ha bättre utemiljö. Även önskemål om liv i centrum och om "
        "förebyggande arbete mot droger bland unga.",
        limitation="Inget slumpurval. Skolelever är överrepresenterade och få svar kom från äldre.",
    ),
    "vandringen": SurveyFields(
        MUNICIPALITY,
        "Trygghetsvandring, Kanalstråket",
        SurveyMethod.SAFETY_WALK,
        held_on=date(2017, 5, 17),
        starts_at=time(18),
        ends_at=time(20),
        place="Kanalstråket",
        audience="Boende längs stråket",
        answered=34,
        result="17 punkter i protokollet, de flesta om ljus och sikt.",
        limitation="Ljus vårkväll, mörkret fick beskrivas ur minnet.",
    ),
    "återvandringen": SurveyFields(
        MUNICIPALITY,
        "Uppföljande trygghetsvandring, Kanalstråket",
        SurveyMethod.SAFETY_WALK,
        held_on=date(2017, 10, 18),
        starts_at=time(18),
        ends_at=time(19, 30),
        place="Kanalstråket",
        audience="Boende längs stråket",
        answered=31,
        result="Trygghetsbetyget för Kanalstråket blev 3,4 av 5, mot 3,1 i dialogen 2016.",
        limitation="31 svar. Många av deltagarna var med även i maj.",
    ),
    "trygghetsmätningen": SurveyFields(
        MUNICIPALITY,
        "Polisens trygghetsmätning 2017",
        SurveyMethod.QUESTIONNAIRE,
        held_on=date(2017, 10, 2),
        audience="Slumpurval, 16–85 år",
        asked=400,
        answered=219,
        result="31 % känner sig otrygga i centrum kvällstid. Gång- och cykelvägar får betyget "
        "3,3 av 5.",
        limitation="Svarsfrekvens 55 %. Lägst bland personer under 25 år.",
    ),
    "drogvaneenkäten": SurveyFields(
        MUNICIPALITY,
        "Drogvaneenkät i åk 9, hösten 2017",
        SurveyMethod.QUESTIONNAIRE,
        held_on=date(2017, 10, 25),
        place="Tegnérskolan och Höglundaskolan",
        audience="Elever i åk 9",
        asked=168,
        answered=152,
        result="14 % har någon gång provat narkotika. Hälften av dem säger att det är lätt att "
        "få tag på i centrum.",
        limitation="Självrapporterat. 16 elever var frånvarande.",
    ),
    "iakttagelserna": SurveyFields(
        MUNICIPALITY,
        "Polisens iakttagelser av bilburen störning",
        SurveyMethod.POLICE_OBSERVATION,
        held_on=date(2017, 11, 6),
        place="Centrum, 45:ans köpcentrum och gång- och cykelvägarna mellan dem",
        audience="Yttre personal, hösten 2017",
        result="Bilar och mopeder genar på gång- och cykelvägar, mest fredags- och "
        "lördagskvällar. Återkommande störning på parkeringarna.",
        limitation="Iakttagelser under tjänstgöring. Säger inget om de tider då ingen patrull "
        "varit där.",
    ),
    "klagomålen": SurveyFields(
        MUNICIPALITY,
        "Klagomål på trafik i felanmälan 2017",
        SurveyMethod.STATISTICS,
        held_on=date(2017, 12, 8),
        audience="Alla som felanmält till kommunen",
        answered=34,
        result="34 klagomål på fordon på gång- och cykelvägar, de flesta mellan april och "
        "september.",
        limitation="Samma händelse kan vara anmäld flera gånger. Alla klagar inte.",
    ),
    "medborgarenkäten": SurveyFields(
        MUNICIPALITY,
        "Kommunens medborgarenkät 2018",
        SurveyMethod.QUESTIONNAIRE,
        held_on=date(2018, 5, 21),
        audience="Slumpurval, 18–84 år",
        asked=800,
        answered=380,
        result="52 % vill ha mer tillgänglig och synlig polis.",
        limitation="Svarsfrekvens 48 %. Svaren finns hos enkätföretaget, så att bara siffrorna "
        "går att läsa här.",
    ),
    "trygghetsmätningen 2018": SurveyFields(
        MUNICIPALITY,
        "Polisens trygghetsmätning 2018",
        SurveyMethod.QUESTIONNAIRE,
        held_on=date(2018, 9, 3),
        audience="Slumpurval, 16–85 år",
        asked=400,
        answered=231,
        result="28 % känner sig otrygga i centrum kvällstid. Gång- och cykelvägar får betyget "
        "3,4 av 5.",
        limitation="Svarsfrekvens 58 %. Lägst bland personer under 25 år.",
    ),
}


def events() -> Iterator[Event]:
    """Each survey but the dialogue's, entered shortly after it was held by who answered for it."""
    yield from _entered(date(2016, 5, 18), QUALITY, "sammanställningen", hour=13)
    yield from _entered(date(2017, 5, 18), COORDINATOR, "vandringen")
    yield from _entered(date(2017, 10, 19), COORDINATOR, "återvandringen", hour=8)
    yield from _entered(date(2017, 11, 6), OFFICER, "trygghetsmätningen", "iakttagelserna")
    yield event(date(2017, 11, 7), QUALITY, _add("drogvaneenkäten"), hour=10)
    yield event(date(2017, 12, 8), COORDINATOR, _add("klagomålen"), hour=8, minute=40)
    yield event(date(2018, 6, 11), QUALITY, _add("medborgarenkäten"), hour=9, minute=30)
    yield event(date(2018, 9, 14), OFFICER, _add("trygghetsmätningen 2018"), hour=10)


def _entered(day: date, who: str, *names: str, hour: int = 9) -> Iterator[Event]:
    return sitting(day, who, *(_add(name) for name in names), hour=hour)


def _add(name: str) -> Step:
    fields = _LATER[name]
    return lambda t: t.keep(name, add_survey(t.ctx, fields))
