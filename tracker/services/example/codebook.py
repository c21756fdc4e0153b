"""The code book as the working group wrote it once the paper slips were in: when to use a theme."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from tracker.models.survey import Theme
from tracker.services.example.telling import QUALITY, Event, Step, Telling, sitting
from tracker.services.themes import EditTheme, ThemeFields, edit_theme

_THEMES = (
    ThemeFields(
        "synlig polis",
        "Svar som vill se eller möta polisen oftare, i bil eller till fots",
        "polis, poliser, patrullera, fotpatrull, synas, närvaro",
    ),
    ThemeFields(
        "utemiljö",
        "Svar om hur platsen ser ut och sköts, också tillsammans med belysning eller skötsel",
        "park, grönområde, buskar, gångtunnel, bänk",
    ),
    ThemeFields(
        "belysning",
        "Svar om mörker, och om lampor som saknas eller är trasiga",
        "belysning, lampa, lampor, lyktstolpe, mörkt, mörker",
    ),
    ThemeFields(
        "liv i centrum",
        "Svar om folktomma gator, öppettider och vad som händer på torg och i butiker",
        "centrum, öppet, folktomt, butiker, uteservering",
    ),
    ThemeFields(
        "droger",
        "Svar om narkotika, langning och fylla på allmän plats",
        "droger, knark, narkotika, langning, fylla, berusade",
    ),
    ThemeFields(
        "skötsel",
        "Svar om skräp, klotter, skadegörelse och buskage som skymmer sikten",
        "skräp, klotter, skadegörelse, buskage, städa",
    ),
    ThemeFields(
        "trafik",
        "Svar om hastigheter, mopeder och vägar som är svåra att korsa",
        "trafik, hastighet, mopeder, kör fort, övergångsställe, cykelväg",
    ),
    ThemeFields(
        "unga",
        "Svar om vad unga gör, behöver eller möter på kvällar och helger",
        "ungdomar, unga, fritidsgård, skolan, nattvandrare",
    ),
    ThemeFields(
        "trygghet",
        "Svar som säger att det är tryggt eller otryggt utan att säga varför",
        "trygg, tryggt, otrygg, otryggt",
    ),
)


def events() -> Iterator[Event]:
    """The descriptions, two days after the last slips were typed in."""
    yield from sitting(date(2016, 5, 6), QUALITY, *map(_described, _THEMES), hour=9)


def _described(fields: ThemeFields) -> Step:
    def step(t: Telling) -> None:
        with t.ctx.read() as session:
            theme = session.scalars(select(Theme).where(Theme.name == fields.name)).one()
            seen = theme.id, theme.version
        edit_theme(t.ctx, EditTheme(*seen, fields))

    return step
