"""What surveys say in figures, and the questions that are asked again.

The three figures of the dialogue in 2016 are published; all others are invented.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from tracker.models.enums import QuestionMeasure
from tracker.models.survey import Theme
from tracker.models.units import PERCENT, RATING
from tracker.services.example.telling import (
    COORDINATOR,
    OFFICER,
    QUALITY,
    Event,
    Step,
    Telling,
    event,
    sitting,
)
from tracker.services.figures import FigureFields, add_figure
from tracker.services.measuring import MeasureFrom, measure_from
from tracker.services.questions import QuestionFields, add_question

MORE_POLICE = "Vill ha mer tillgänglig och synlig polis"
OUTDOORS = "Tar upp utemiljön"
SAFETY = "Upplevd trygghet"
CANAL = "Trygghetsbetyg för Kanalstråket"
UNSAFE = "Känner sig otrygga i centrum kvällstid"
PATHS = "Betyg på gång- och cykelvägar"
NARCOTICS = "Åk 9 som någon gång har provat narkotika"
COMPLAINTS = "Klagomål på fordon på gång- och cykelvägar"

_POLICE = "Polismyndigheten, enkät till ett slumpurval"
_SELECTION = "Inget slumpurval. Skolelever är överrepresenterade."


def events() -> Iterator[Event]:
    """Each figure, entered with its survey or as soon as the promise needed it."""
    mean = QuestionMeasure.MEAN_RATING
    yield from sitting(
        date(2016, 5, 18),
        QUALITY,
        _asked(QuestionFields(MORE_POLICE, unit=PERCENT)),
        _asked(QuestionFields(SAFETY, mean)),
        _asked(QuestionFields(CANAL, mean, place="Kanalstråket")),
        _outdoors,
        _told("sammanställningen", MORE_POLICE, "60", 400, limitation=_SELECTION),
        _told("sammanställningen", SAFETY, "3.8", 390, limitation=_SELECTION),
        _told("sammanställningen", CANAL, "3.1", 30, limitation=_SELECTION),
        _told("sammanställningen", OUTDOORS, "26", 400, limitation=_SELECTION),
        hour=14,
    )
    yield event(
        date(2017, 10, 19),
        COORDINATOR,
        _told("återvandringen", CANAL, "3.4", 31, "Deltagarnas lappar"),
        hour=9,
    )
    yield event(date(2017, 10, 20), QUALITY, _measured("betyget", "återvandringen"))
    yield from sitting(
        date(2017, 11, 6),
        OFFICER,
        _asked(QuestionFields(UNSAFE, unit=PERCENT)),
        _asked(QuestionFields(PATHS, unit=RATING)),
        _told("trygghetsmätningen", UNSAFE, "31", 219, _POLICE),
        _told("trygghetsmätningen", PATHS, "3.3", 219, _POLICE),
        hour=10,
    )
    yield from sitting(
        date(2017, 11, 7),
        QUALITY,
        _asked(QuestionFields(NARCOTICS, unit=PERCENT)),
        _told("drogvaneenkäten", NARCOTICS, "14", 152, "Drogvaneenkät i åk 9"),
        hour=11,
    )
    complaints = _told("klagomålen", COMPLAINTS, "34", None, "Kommunens felanmälan", unit="antal")
    yield event(date(2017, 12, 8), COORDINATOR, complaints, hour=9)
    # Nobody has registered these yet as measurements: the window offers to.
    told = _told("medborgarenkäten", MORE_POLICE, "52", 380)
    yield event(date(2018, 6, 11), QUALITY, told, hour=10)
    yield from sitting(
        date(2018, 9, 14),
        OFFICER,
        _told("trygghetsmätningen 2018", UNSAFE, "28", 231, _POLICE),
        _told("trygghetsmätningen 2018", PATHS, "3.4", 231, _POLICE),
        hour=11,
    )


def _asked(fields: QuestionFields) -> Step:
    return lambda t: t.keep(fields.wording, add_question(t.ctx, fields))


def _outdoors(t: Telling) -> None:
    with t.ctx.read() as session:
        theme = session.scalars(select(Theme.id).where(Theme.name == "utemiljö")).one()
    share = QuestionFields(OUTDOORS, QuestionMeasure.THEME_SHARE, theme_id=theme)
    t.keep(OUTDOORS, add_question(t.ctx, share))


def _told(
    survey: str,
    wording: str,
    value: str,
    answers: int | None,
    source: str = "",
    *,
    unit: str = "",
    limitation: str = "",
) -> Step:
    return lambda t: add_figure(
        t.ctx,
        FigureFields(t.id(survey), wording, Decimal(value), unit, answers, source, limitation),
    )


def _measured(indicator: str, survey: str) -> Step:
    return lambda t: measure_from(t.ctx, MeasureFrom(t.id(indicator), survey_id=t.id(survey)))
