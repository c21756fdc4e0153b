"""A believable report input: the example Säffle on 15 September 2018. Figures are invented."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.reports.saffle_changes import changes
from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    DeviationKind,
    Direction,
    FollowUp,
    IndicatorKind,
    Party,
    PromiseStatus,
    ReportState,
)
from tracker.services.reports.decision_option import DecisionOption
from tracker.services.reports.rows import (
    ActionRow,
    CauseRow,
    DecisionRow,
    DeviationRow,
    DiaryNumber,
    FeedbackRow,
    IndicatorRow,
    MeasurementRow,
    MovedDeadline,
    ProblemRow,
    PromiseRow,
    ReportInput,
    SignatoryRow,
)

AS_OF = date(2018, 9, 15)
PREVIOUS = date(2018, 4, 30)


def counted(
    number: int,
    title: str,
    party: Party,
    owner: str,
    amount: tuple[int, int, str],
    *,
    causes: tuple[int, ...],
    goal: str = "",
    due: date = date(2018, 12, 31),
    expected: float | None = None,
    colour: FollowUp | None = FollowUp.ON_TRACK,
    status: ActionStatus = ActionStatus.ONGOING,
    reason: str = "",
    support: str | None = None,
) -> ActionRow:
    """A counted action of a whole year."""
    done, planned, unit = amount
    return ActionRow(
        number=number,
        title=title,
        goal=goal,
        party=party,
        owner=owner,
        support=support,
        kind=ActionKind.RECURRING,
        causes=causes,
        start=date(due.year, 1, 1),
        deadline=due,
        moved=(),
        status=status,
        follow_up=colour if not status.ended else None,
        done=Decimal(done),
        planned=Decimal(planned),
        unit=unit,
        expected=expected if not status.ended else None,
        reason=reason,
        last_done_on=date(2018, 9, 14),
    )


def single(
    number: int,
    title: str,
    party: Party,
    owner: str,
    due: date,
    *,
    causes: tuple[int, ...],
    goal: str = "",
    done: bool = False,
    colour: FollowUp | None = FollowUp.ON_TRACK,
    days_late: int = 0,
    reason: str = "",
    support: str | None = None,
    moved: tuple[MovedDeadline, ...] = (),
) -> ActionRow:
    """An action that is done or not."""
    return ActionRow(
        number=number,
        title=title,
        goal=goal,
        party=party,
        owner=owner,
        support=support,
        kind=ActionKind.SINGLE,
        causes=causes,
        start=date(due.year, 1, 15),
        deadline=due,
        moved=moved,
        status=ActionStatus.DONE if done else ActionStatus.ONGOING,
        follow_up=None if done else colour,
        done=Decimal(1 if done else 0),
        planned=Decimal(1),
        unit="",
        expected=None if done else float(due < AS_OF),
        days_late=days_late,
        reason=reason,
    )


def monthly(year: int, sums: tuple[int, ...]) -> tuple[MeasurementRow, ...]:
    """Running totals at each month's end."""
    ends = [date(year + month // 12, month % 12 + 1, 1) - timedelta(1) for month in range(1, 13)]
    return tuple(MeasurementRow(on, Decimal(n)) for on, n in zip(ends, sums, strict=False))


def indicator(
    name: str,
    unit: str,
    baseline: str,
    target: str,
    *values: tuple[date, str | None],
    kind: IndicatorKind = IndicatorKind.EFFECT,
    direction: Direction = Direction.UP,
    source: str = "",
    why_not: str = "",
    next_on: date | None = None,
) -> IndicatorRow:
    """An indicator with its measurements."""
    rows = tuple(MeasurementRow(on, None if v is None else Decimal(v)) for on, v in values)
    return IndicatorRow(
        name=name,
        unit=unit,
        kind=kind,
        direction=direction,
        baseline=Decimal(baseline),
        target=Decimal(target),
        measurements=rows,
        source=source,
        not_measured_reason=why_not,
        next_on=next_on,
    )


def _l1() -> PromiseRow:
    return PromiseRow(
        number=1,
        title="Förbättra utemiljön",
        starts_on=date(2017, 1, 1),
        ends_on=date(2017, 12, 31),
        status=PromiseStatus.PARTLY_KEPT,
        follow_up=None,
        previous=PromiseStatus.RUNNING,
        text="Under 2017 gör vi utemiljön tryggare. Vi går en trygghetsvandring tillsammans med er "
        "som bor här, lagar 40 armaturer, röjer sex stråk och fotpatrullerar 20 gånger.",
        signed_on=date(2016, 12, 15),
        version=1,
        changed_on=None,
        problems=(
            ProblemRow(
                "Mörka och igenvuxna stråk gör att boende undviker platser på kvällen",
                (
                    "26 % av de svarande i medborgardialogen 2016 ville ha bättre utemiljö",
                    "Ett område fick betyget 3,1 av 5, mot 3,8 i hela kommunen.",
                ),
            ),
        ),
        causes=(
            CauseRow(1, "Släckt belysning"),
            CauseRow(2, "Skymmande buskage"),
            CauseRow(3, "Oklart vem som äger marken"),
        ),
        actions=(
            single(1, "Trygghetsvandring med boende", Party.JOINT, "säkerhetssamordnare",
                   date(2017, 5, 31), causes=(3,), goal="Protokoll med åtgärdspunkter", done=True),
            counted(2, "40 armaturer", Party.MUNICIPALITY, "gatuchef", (34, 40, "armaturer"),
                    causes=(1,), goal="Lagade eller utbytta", due=date(2017, 9, 30),
                    status=ActionStatus.PARTLY_DONE,
                    reason="stolpar saknades i lager, sex armaturer blev klara först i maj 2018"),
            counted(3, "Röjning, 6 stråk", Party.MUNICIPALITY, "parkchef", (6, 6, "stråk"),
                    causes=(2,), due=date(2017, 6, 15), status=ActionStatus.DONE),
            counted(4, "20 fotpatrulleringar", Party.POLICE, "gruppchef, Polisen",
                    (20, 20, "fotpatrulleringar"), causes=(1, 2), due=date(2017, 12, 31),
                    status=ActionStatus.DONE),
        ),
        indicators=(
            indicator("Områdets betyg", "1–5", "3.1", "3.5", (date(2017, 11, 20), "3.4"),
                      source="trygghetsenkät, kommunen"),
            indicator("Åtgärdade protokollspunkter", "%", "0", "80", (date(2017, 12, 20), "83"),
                      kind=IndicatorKind.PROCESS, source="kommunens protokoll"),
        ),
    )  # fmt: skip


def _l2() -> PromiseRow:
    return PromiseRow(
        number=2,
        title="Ökad synlighet",
        starts_on=date(2017, 1, 1),
        ends_on=date(2017, 12, 31),
        status=PromiseStatus.KEPT,
        follow_up=None,
        previous=PromiseStatus.KEPT,
        text="Under 2017 ska du möta polisen oftare. Vi fotpatrullerar minst 48 gånger i centrum "
        "och vid 45:an, besöker alla klasser i årskurs 9 och berättar varje månad var vi finns.",
        signed_on=date(2016, 12, 15),
        version=1,
        changed_on=None,
        problems=(
            ProblemRow("Polisen syns för lite i centrum och i skolan",
                       ("60 % av de svarande ville ha en mer tillgänglig och synlig polis",)),
        ),
        causes=(
            CauseRow(1, "Patrullerna är bundna till annat"),
            CauseRow(2, "Tiderna är okända för allmänheten"),
        ),
        actions=(
            counted(1, "4 ”Träffa oss”", Party.JOINT, "kommunpolis", (4, 4, "träffar"),
                    causes=(2,), due=date(2017, 11, 30), status=ActionStatus.DONE),
            counted(2, "12 notiser", Party.MUNICIPALITY, "kommuninformatör", (12, 12, "notiser"),
                    causes=(2,), due=date(2017, 12, 31), status=ActionStatus.DONE),
            counted(3, "48 fotpatrulleringar", Party.POLICE, "kommunpolis",
                    (52, 48, "fotpatrulleringar"), causes=(1,), goal="Minst en timme per gång",
                    due=date(2017, 12, 31), status=ActionStatus.DONE),
            counted(4, "4 skolbesök, årskurs 9", Party.POLICE, "kommunpolis", (4, 4, "skolbesök"),
                    causes=(2,), due=date(2017, 12, 31), status=ActionStatus.DONE),
        ),
        indicators=(
            indicator("Vill ha mer tillgänglig polis", "%", "60", "50", (date(2018, 4, 30), None),
                      direction=Direction.DOWN, source="medborgardialog",
                      why_not="ingen ny medborgardialog har hållits sedan 2016"),
            indicator("Fotpatrulleringar", "antal", "0", "48", (date(2017, 12, 31), "52"),
                      kind=IndicatorKind.OUTPUT, source="insatsloggen"),
        ),
    )  # fmt: skip


def _l3() -> PromiseRow:
    complaints = replace(
        indicator("Klagomål", "antal per år", "34", "24", direction=Direction.DOWN,
                  source="kommunens felanmälan"),
        measurements=(
            *monthly(2017, (1, 2, 4, 7, 12, 17, 20, 24, 28, 31, 33, 34)),
            *monthly(2018, (1, 2, 4, 7, 10, 13, 15, 17)),
        ),
        cumulative=True,
    )  # fmt: skip
    return PromiseRow(
        number=3,
        title="Trafik- och levnadsmiljö",
        starts_on=date(2018, 1, 1),
        ends_on=date(2018, 12, 31),
        status=PromiseStatus.RUNNING,
        follow_up=FollowUp.LATE,
        previous=FollowUp.AT_RISK,
        text="Under 2018 gör Säffle kommun och Polisen det tryggare att gå och cykla. Vi ser "
        "tillsammans över gång- och cykelvägarna, genomför minst 24 trafikkontroller och sätter "
        "upp sex bommar där bilar och mopeder genar.",
        signed_on=date(2017, 12, 14),
        version=1,
        changed_on=None,
        problems=(
            ProblemRow(
                "Bilar och mopeder kör på gång- och cykelvägar, främst fredags- och "
                "lördagskvällar.",
                (
                    "Kommunen fick 34 klagomål 2017, och gång- och cykelvägarna fick betyget "
                    "3,3 av 5",
                    "Polisens egna iakttagelser hösten 2017 visar samma bild",
                    "Ingen ny medborgardialog hölls inför löftet",
                ),
            ),
        ),
        causes=(
            CauseRow(1, "Det går att gena på gång- och cykelbanan"),
            CauseRow(2, "Risken att bli upptäckt är låg"),
        ),
        actions=(
            single(1, "Översyn av gång- och cykelvägar", Party.JOINT, "trafikingenjör",
                   date(2018, 8, 31), causes=(1,), goal="Rapport med åtgärdslista",
                   colour=FollowUp.LATE, days_late=15, support="kommunpolis",
                   reason="trafikingenjörens tjänst var vakant april–juli",
                   moved=(MovedDeadline(date(2018, 5, 31), "vakant tjänst"),)),
            counted(2, "6 bommar", Party.MUNICIPALITY, "gatuchef", (2, 6, "bommar"), causes=(1,),
                    goal="Sex uppsatta, besiktade", due=date(2018, 10, 31), expected=5.1,
                    colour=FollowUp.AT_RISK, reason="fyra platser bestäms i översynen"),
            counted(3, "24 trafikkontroller", Party.POLICE, "gruppchef, Polisen",
                    (26, 24, "trafikkontroller"), causes=(2,), goal="Minst en timme per kontroll",
                    expected=17.0),
        ),
        indicators=(
            complaints,
            indicator("Betyg på gång- och cykelvägar", "1–5", "3.3", "3.6",
                      (date(2018, 8, 31), None), source="trygghetsvandring",
                      why_not="betyget skulle mätas vid översynen, som är sen",
                      next_on=date(2018, 10, 9)),
        ),
        deviations=(
            DeviationRow(DeviationKind.DEADLINE, "Översynen, 31 maj blev 31 augusti",
                         "samma vakans", "Styrgruppen", date(2018, 5, 24), action=1),
        ),
    )  # fmt: skip


def _l4() -> PromiseRow:
    return PromiseRow(
        number=4,
        title="Unga och ANDT",
        starts_on=date(2018, 1, 1),
        ends_on=date(2018, 12, 31),
        status=PromiseStatus.RUNNING,
        follow_up=FollowUp.AT_RISK,
        previous=FollowUp.ON_TRACK,
        text="Under 2018 gör vi det svårare för unga att få tag i alkohol och narkotika. Vi håller "
        "sex föräldramöten, gör tolv nykterhetskontroller och åtta insatser där unga samlas, och "
        "möts tio gånger för att samverka.",
        signed_on=date(2017, 12, 14),
        version=1,
        changed_on=None,
        problems=(
            ProblemRow("Unga kommer lätt över alkohol och narkotika i centrum på helgerna",
                       ("14 % av eleverna i årskurs 9 har prövat narkotika",
                        "Önskemål om förebyggande arbete kom fram i medborgardialogen")),
        ),
        causes=(CauseRow(1, "Lättillgängligt"), CauseRow(2, "Föräldrar saknar kunskap")),
        actions=(
            counted(1, "10 samverkansmöten", Party.JOINT, "socialchef", (7, 10, "möten"),
                    causes=(1, 2), expected=7.1),
            counted(2, "6 föräldramöten", Party.MUNICIPALITY, "rektor", (3, 6, "möten"),
                    causes=(2,), due=date(2018, 11, 15), expected=3.3),
            counted(3, "12 nykterhetskontroller", Party.POLICE, "gruppchef, Polisen",
                    (9, 12, "nykterhetskontroller"), causes=(1,), expected=8.5),
            counted(4, "8 ungdomsinsatser", Party.POLICE, "gruppchef, Polisen",
                    (0, 8, "ungdomsinsatser"), causes=(1,), status=ActionStatus.NOT_DONE,
                    reason="personal omfördelad"),
        ),
        indicators=(
            indicator("Har prövat narkotika, årskurs 9", "%", "14", "11",
                      (date(2014, 11, 15), "17"), (date(2015, 11, 15), "16"),
                      (date(2016, 11, 15), "15"), (date(2017, 11, 15), "14"),
                      direction=Direction.DOWN, source="CAN:s skolundersökning",
                      next_on=date(2018, 11, 15)),
            indicator("Föräldrar som deltar", "%", "22", "40", (date(2018, 5, 31), "31"),
                      kind=IndicatorKind.PROCESS, source="skolornas listor"),
        ),
        deviations=(
            DeviationRow(DeviationKind.OUTCOME, "De åtta ungdomsinsatserna blir inte av 2018",
                         "personal omfördelad", "Polischefen", date(2018, 8, 20), action=4),
        ),
    )  # fmt: skip


def _l5() -> PromiseRow:
    return PromiseRow(
        number=5,
        title="Levande stadskärna",
        starts_on=date(2018, 1, 1),
        ends_on=date(2018, 12, 31),
        status=PromiseStatus.RUNNING,
        follow_up=FollowUp.ON_TRACK,
        previous=FollowUp.ON_TRACK,
        text="Under 2018 ska fler vilja vara i centrum på kvällen. Vi ordnar åtta "
        "kvällsaktiviteter, lyser upp två mörka passager, polisen är på plats 30 fredags- och "
        "lördagskvällar, och föreningarna nattvandrar 20 gånger.",
        signed_on=date(2017, 12, 14),
        version=2,
        changed_on=date(2018, 3, 12),
        problems=(
            ProblemRow("Centrum är folktomt efter klockan 18",
                       ("31 % känner sig otrygga i centrum på kvällen",
                        "Önskemål om liv i centrum kom fram i medborgardialogen")),
        ),
        causes=(CauseRow(1, "Folktomt efter 18"), CauseRow(2, "Två mörka passager")),
        actions=(
            counted(1, "8 kvällsaktiviteter", Party.MUNICIPALITY, "kulturchef",
                    (6, 8, "kvällsaktiviteter"), causes=(1,), due=date(2018, 11, 30),
                    expected=6.2),
            counted(2, "30 pass fredag och lördag", Party.POLICE, "gruppchef, Polisen",
                    (23, 30, "pass"), causes=(1,), expected=21.2),
            single(3, "Belysning, två passager", Party.OTHER, "bostadsbolaget",
                   date(2018, 9, 30), causes=(2,), goal="Ljus i båda passagerna"),
            counted(4, "20 nattvandringar", Party.OTHER, "föreningarna", (15, 20, "nattvandringar"),
                    causes=(1,), expected=14.2),
        ),
        indicators=(
            indicator("Otrygga i centrum på kvällen", "%", "31", "25", direction=Direction.DOWN,
                      source="trygghetsenkät", why_not="enkäten görs i november",
                      next_on=date(2018, 11, 12)),
        ),
        deviations=(
            DeviationRow(DeviationKind.TEXT, "Nattvandringar lades till i löftet",
                         "föreningarna anslöt sig", "Styrgruppen", date(2018, 3, 12)),
        ),
    )  # fmt: skip


def _l6() -> PromiseRow:
    return PromiseRow(
        number=6,
        title="Vi ska verka för ökad trygghet",
        starts_on=None,
        ends_on=None,
        status=PromiseStatus.DRAFT,
        follow_up=None,
        previous=PromiseStatus.DRAFT,
        text="Vi ska verka för ökad trygghet.",
        signed_on=None,
        version=1,
        changed_on=None,
    )


def _decisions() -> tuple[DecisionRow, ...]:
    return (
        DecisionRow(
            1, "Köp in översynen av gång- och cykelvägar, eller flytta den?", "Kommunalrådet",
            Party.MUNICIPALITY, date(2018, 10, 1),
            "Översynen är 15 dagar sen, och fyra av sex bommar väntar på den", 3, 1,
            (DecisionOption("Köp in konsult", Decimal(85000)),
             DecisionOption("Flytta tidsgränsen till …")),
        ),
        DecisionRow(
            2, "Ersätt, flytta eller stryk de åtta ungdomsinsatserna?", "Polischefen",
            Party.POLICE, date(2018, 10, 15),
            "Ingen blir av i år. Personalen omfördelades i augusti", 4, 4,
            (DecisionOption("Ersätt"), DecisionOption("Flytta till 2019"),
             DecisionOption("Stryk")),
        ),
        DecisionRow(
            3, "Håll en ny medborgardialog i höst?", "Båda", Party.JOINT, date(2018, 10, 31),
            "Förra dialogen hölls 2016. Utan en ny kan effekten av L2 inte mätas", 2, None,
            (DecisionOption("Ja, klar senast …"), DecisionOption("Nej")),
        ),
    )  # fmt: skip


def saffle() -> ReportInput:
    """The whole input."""
    return ReportInput(
        kind="status",
        municipality="Säffle",
        police_area="Arvika",
        as_of=AS_OF,
        period_from=date(2018, 5, 1),
        period_to=AS_OF,
        diary_numbers=(
            DiaryNumber(Party.MUNICIPALITY, "KS 2018/214"),
            DiaryNumber(Party.POLICE, "A198.412/2018"),
        ),
        state=ReportState.DRAFT,
        example=True,
        previous_on=PREVIOUS,
        changes=changes(),
        decisions=_decisions(),
        promises=(_l1(), _l2(), _l3(), _l4(), _l5(), _l6()),
        feedback=(
            FeedbackRow("Boende", "Träffa oss på Stortorget", date(2018, 10, 20), promise=3),
            FeedbackRow("Boende", "Kommunens webbplats", date(2018, 5, 15), date(2018, 5, 17), 3),
            FeedbackRow("Föräldrar i årskurs 9", "Brev", date(2018, 8, 31), promise=4),
            FeedbackRow("Allmänheten", "Lokaltidningen", date(2018, 12, 10)),
        ),
        signatories=(
            SignatoryRow(None, "Kommunalråd, kommunstyrelsens ordförande", "Säffle kommun",
                         Party.MUNICIPALITY, "kommunalråd"),
            SignatoryRow(None, "Polischef (lokalpolisområdeschef)",
                         "Polisen, lokalpolisområde Arvika", Party.POLICE, "polischef"),
        ),
    )  # fmt: skip
