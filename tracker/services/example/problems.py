"""What the dialogue was boiled down to: problems, what they rest on, and their causes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from tracker.models.enums import CauseKind
from tracker.models.survey import Theme
from tracker.services.example.telling import (
    COORDINATOR,
    MUNICIPALITY,
    OFFICER,
    Event,
    Step,
    Telling,
    event,
    sitting,
)
from tracker.services.problems import (
    AddCause,
    AddEvidence,
    ProblemFields,
    add_cause,
    add_evidence,
    add_problem,
)


@dataclass(frozen=True, slots=True)
class _Analysis:
    fields: ProblemFields
    evidence: tuple[tuple[str, str], ...]
    """Survey and what it says."""
    causes: tuple[tuple[CauseKind, str, *tuple[str, ...]], ...]
    """Kind and words, and after them the answers to "varför?"."""
    themes: tuple[tuple[str, str], ...]
    """Of the answers, and what each says."""


_PROBLEMS: dict[str, _Analysis] = {
    "P1": _Analysis(
        ProblemFields(
            MUNICIPALITY,
            "Mörka och skymda stråk",
            what="Flera gångstråk upplevs som mörka och svåra att överblicka. Många väljer "
            "omvägar eller låter bli att gå ut när det är mörkt.",
            place="Kanalstråket och fem andra gångstråk nära centrum",
            time="Efter mörkrets inbrott, mest september till mars",
            focus_area="Trygg utemiljö",
            affected_group="Gående, särskilt kvinnor och äldre",
            priority=2,
            priority_reason="Näst vanligaste önskemålet i dialogen, och kommunen råder själv "
            "över de flesta åtgärderna.",
        ),
        (
            ("sammanställningen", "26 % av de svarande vill ha bättre utemiljö"),
            ("sammanställningen", "Kanalstråket fick betyget 3,1 av 5, mot 3,8 för hela orten"),
            ("Forskningen", "Medarbetarna vet inte vem som ska röja två av stråken"),
        ),
        (
            (
                CauseKind.PLACE,
                "Släckt eller svag belysning",
                "Trasiga armaturer blir stående i veckor",
                "Ingen ronderar stråken, och få vet var fel anmäls",
            ),
            (CauseKind.PLACE, "Skymmande buskage"),
            (CauseKind.PLACE, "Oklart vem som äger och sköter marken"),
        ),
        (
            ("utemiljö", "26 % (104 av 400 svar) tar upp utemiljön"),
            ("belysning", "17 % (68 av 400 svar) tar upp belysningen"),
            ("skötsel", "9 % (36 av 400 svar) tar upp skötseln av grönytor och stråk"),
        ),
    ),
    "P2": _Analysis(
        ProblemFields(
            MUNICIPALITY,
            "Polisen syns för sällan",
            what="Invånarna tycker att polisen är svår att möta och sällan syns till fots. Få vet "
            "när och var det går att träffa en polis.",
            place="Centrum och 45:ans köpcentrum",
            time="Hela året, mest eftermiddag och kväll",
            focus_area="Synlig och tillgänglig polis",
            affected_group="Alla som rör sig i centrum, elever i åk 9",
            priority=1,
            priority_reason="Det vanligaste önskemålet i dialogen.",
        ),
        (
            ("sammanställningen", "60 % vill ha mer tillgänglig och synlig polis"),
            ("Tegnérskolan", "De flesta i åk 9 vet inte vem kommunpolisen är"),
        ),
        (
            (
                CauseKind.PLACE,
                "Patrullerna är bundna till annat",
                "Utryckningar går före",
                "Fotpatrull är inget eget pass i planeringen",
            ),
            (
                CauseKind.VICTIM,
                "Tiderna är okända för allmänheten",
                "Passen planeras vecka för vecka och berättas inte om",
            ),
        ),
        (("synlig polis", "60 % (240 av 400 svar) tar upp synlig polis"),),
    ),
    "P3": _Analysis(
        ProblemFields(
            MUNICIPALITY,
            "Bilar och mopeder på gång- och cykelvägar",
            what="Bilar och mopeder kör på gång- och cykelvägar och stör på parkeringarna. "
            "Gående och cyklister känner sig trängda.",
            place="Gång- och cykelvägarna mellan centrum, 45:an och skolorna",
            time="Främst fredags- och lördagskvällar, april till oktober",
            focus_area="Trafik- och levnadsmiljö",
            affected_group="Gående och cyklister, skolbarn",
            priority=1,
            priority_reason="Polisens egna iakttagelser och kommunens felanmälan visar samma sak.",
        ),
        (
            ("klagomålen", "Kommunen fick 34 klagomål 2017"),
            ("trygghetsmätningen", "Gång- och cykelvägarna får betyget 3,3 av 5"),
            ("iakttagelserna", "Genvägar och störning är vanligast fredag och lördag kväll"),
        ),
        (
            (CauseKind.PLACE, "Det går att gena på gång- och cykelvägen"),
            (CauseKind.OFFENDER, "Risken att bli upptäckt är låg"),
        ),
        (("trafik", "9 % (36 av 400 svar) tar upp trafiken"),),
    ),
    "P4": _Analysis(
        ProblemFields(
            MUNICIPALITY,
            "Unga och narkotika",
            what="Fler unga än i jämförbara kommuner har provat narkotika, och många säger att "
            "det är lätt att få tag på.",
            place="Centrum, Resecentrum och skolornas närområde",
            time="Helger och lov",
            focus_area="Unga och ANDT",
            affected_group="Unga 13–18 år och deras vårdnadshavare",
            priority=2,
            priority_reason="Önskemål i dialogen, och enkäten i åk 9 visar att behovet finns.",
        ),
        (
            ("drogvaneenkäten", "14 % i åk 9 har provat narkotika"),
            (
                "sammanställningen",
                "I dialogen önskade många förebyggande arbete mot droger bland unga",
            ),
        ),
        (
            (CauseKind.PLACE, "Narkotika är lätt att få tag på"),
            (CauseKind.VICTIM, "Vårdnadshavare saknar kunskap"),
        ),
        (
            ("droger", "12 % (46 av 400 svar) tar upp droger"),
            ("unga", "6 % (24 av 400 svar) tar upp unga"),
        ),
    ),
    "P5": _Analysis(
        ProblemFields(
            MUNICIPALITY,
            "Folktomt och otryggt centrum kvällstid",
            what="Efter klockan 18 är det få människor i centrum. Två passager är mörka, och "
            "många väljer bort centrum på kvällen.",
            place="Stortorget med omgivande gator och passagerna mot Kanalstråket",
            time="Fredags- och lördagskvällar, särskilt vinterhalvåret",
            focus_area="Levande stadskärna",
            affected_group="Boende i centrum, unga och kvällsarbetande",
            priority=3,
            priority_reason="Önskemål i dialogen, och var tredje känner sig otrygg.",
        ),
        (
            ("trygghetsmätningen", "31 % känner sig otrygga i centrum kvällstid"),
            ("sammanställningen", "I dialogen önskade många mer liv i centrum"),
        ),
        (
            (CauseKind.PLACE, "Folktomt efter kl. 18"),
            (CauseKind.PLACE, "Mörka passager"),
        ),
        (("liv i centrum", "13 % (50 av 400 svar) tar upp livet i centrum"),),
    ),
}


def events() -> Iterator[Event]:
    """Problems as they were raised, in their order, and the day each was analysed."""
    for name, raised, analysed, who in (
        ("P1", date(2016, 9, 20), date(2016, 9, 20), COORDINATOR),
        ("P2", date(2016, 9, 20), date(2016, 9, 27), OFFICER),
        ("P3", date(2017, 11, 8), date(2017, 12, 8), OFFICER),
        ("P4", date(2017, 11, 8), date(2017, 11, 13), COORDINATOR),
        ("P5", date(2017, 11, 8), date(2017, 11, 20), COORDINATOR),
    ):
        yield from _told(name, _PROBLEMS[name], raised, analysed, who)


def _told(
    name: str, analysis: _Analysis, raised: date, analysed: date, who: str
) -> Iterator[Event]:
    def problem(t: Telling) -> None:
        t.keep(name, add_problem(t.ctx, analysis.fields))

    yield event(raised, COORDINATOR, problem, hour=8, minute=int(name[1]) * 6)
    yield from sitting(
        analysed,
        who,
        *(_evidence(name, survey, statement) for survey, statement in analysis.evidence),
        *(_theme(name, theme, statement) for theme, statement in analysis.themes),
        *(
            _cause(name, number, AddCause(0, kind, description, tuple(whys)))
            for number, (kind, description, *whys) in enumerate(analysis.causes, start=1)
        ),
        hour=13,
        minute=10,
    )


def _evidence(problem: str, survey: str, statement: str) -> Step:
    return lambda t: add_evidence(t.ctx, AddEvidence(t.id(problem), t.id(survey), statement))


def _theme(problem: str, theme: str, statement: str) -> Step:
    def link(t: Telling) -> None:
        with t.ctx.read() as session:
            theme_id = session.scalars(select(Theme.id).where(Theme.name == theme)).one()
        command = AddEvidence(t.id(problem), None, statement, theme_id=theme_id)
        add_evidence(t.ctx, command)

    return link


def _cause(problem: str, number: int, cause: AddCause) -> Step:
    return lambda t: t.keep(
        f"{problem} orsak {number}",
        add_cause(t.ctx, replace(cause, problem_id=t.id(problem))),
    )
