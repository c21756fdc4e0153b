"""What citizens are told of a promise, and around the promises."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.saffle import AS_OF, saffle
from tracker.i18n import LANGUAGES, language
from tracker.models.enums import (
    ActionStatus,
    DeviationKind,
    FollowUp,
    OccasionState,
    PromiseStatus,
    SurveyMethod,
)
from tracker.reports.kinds.public.promise import PublicPromise, public_promise, public_state
from tracker.reports.kinds.public.telling import public_report
from tracker.services.reports.public import made_public
from tracker.services.reports.rows import (
    ActionRow,
    DeviationRow,
    DialogueRow,
    FeedbackRow,
    IndicatorRow,
    MeasurementRow,
    MovedDeadline,
    ProblemRow,
    PromiseRow,
    ReportInput,
    SeriesRow,
    SettledRow,
)

DATA = made_public(replace(saffle(), kind="public"))
L1, L2, L3, L4, L5 = DATA.promises
SURVEY, BARRIERS, CHECKS = L3.actions
WHY_NOT = "Vi har inte skrivit varför."


def told(promise: PromiseRow, **changes: object) -> PublicPromise:
    return public_promise(replace(promise, **changes), AS_OF)  # type: ignore[arg-type]


def undone(*actions: ActionRow, **changes: object) -> list[str]:
    said = told(L3, actions=actions, deviations=(), **changes).undone
    return [text.replace("\xa0", " ") for text in said]


def third(promise: PublicPromise) -> tuple[str, ...]:
    """Everything in the third column."""
    return (*promise.undone, *promise.otherwise)


# --- the example ---------------------------------------------------------------------------------


def test_a_running_promise() -> None:
    said = told(L3)
    assert (said.title, said.when, said.state_word) == (
        "Trafik- och levnadsmiljö", "2018", "Försenat",
    )  # fmt: skip
    assert said.undone == (
        "Översyn av gång- och cykelvägar: skulle ha blivit av senast 31 maj, och sedan "
        "senast 31 augusti. Trafikingenjörens tjänst var vakant april–juli.",
        "6 bommar: 3 färre än väntat till nu (2\xa0av\xa05). Fyra platser bestäms i översynen.",
    )
    assert said.difference.replace("\xa0", " ") == (
        "Klagomål: 17 till och med augusti, mot 24 samma tid 2017. Målet är 24. "
        "Betyget skulle mätas vid översynen, som är sen. "
        "Betyg på gång- och cykelvägar: mäts i oktober."
    )


def test_an_ended_promise() -> None:
    said = told(L1, expected_effect="Fler känner sig trygga")
    assert (said.when, said.state_word) == ("2017, avslutat", "Delvis uppfyllt")
    assert [text.replace("\xa0", " ") for text in said.undone] == [
        "6 av 40 armaturer blev inte av. "
        "Stolpar saknades i lager, sex armaturer blev klara först i maj 2018."
    ]
    assert (said.aim_title, said.aim) == ("Vad ville vi uppnå?", "Fler känner sig trygga.")
    # The goal is in the effect that was expected, and is not told twice.
    assert said.difference == "Områdets betyg: från 3,1 till 3,4 av 5."
    assert told(L1).difference == "Områdets betyg: från 3,1 till 3,4 av 5. Målet var 3,5 av 5."


def test_nothing_is_hidden_and_nothing_praised() -> None:
    assert (told(L2).undone, told(L2).otherwise) == ((), ("Allt blev av.",))
    assert told(L2).difference == ("Vet vi inte. Ingen ny medborgardialog har hållits sedan 2016.")
    assert told(L4).undone == ("8 ungdomsinsatser: Personal omfördelad.",)
    # What lies ahead has not failed: it is promised, and falls due next.
    assert (told(L5).undone, told(L5).otherwise[0]) == ((), "Allt följer planen.")
    assert not any("Belysning" in text for text in told(L5).otherwise)


# --- what did not come about ---------------------------------------------------------------------


@pytest.mark.parametrize("status", [s for s in ActionStatus if s.needs_reason])
def test_what_was_not_delivered_has_its_reason(status: ActionStatus) -> None:
    ended = replace(BARRIERS, status=status, follow_up=None)
    assert (
        undone(replace(ended, reason="ingen mark"))[0] == "4 av 6 bommar blev inte av. Ingen mark."
    )
    assert undone(replace(ended, reason=""))[0] == f"4 av 6 bommar blev inte av. {WHY_NOT}"
    nothing = replace(ended, done=Decimal(0), reason=" ")
    assert undone(nothing)[0] == f"6 bommar: {WHY_NOT}"


def test_done_in_full_means_as_many_as_were_promised() -> None:
    short = replace(BARRIERS, status=ActionStatus.DONE, follow_up=None, reason="")
    assert undone(short)[0] == f"4 av 6 bommar blev inte av. {WHY_NOT}"
    kept = told(L2, actions=(replace(L2.actions[0], done=Decimal(3)),))
    assert [text.replace("\xa0", " ") for text in kept.undone] == [
        f"1 av 4 ”Träffa oss” blev inte av. {WHY_NOT}"
    ]


def test_a_single_action_in_part() -> None:
    partly = replace(SURVEY, status=ActionStatus.PARTLY_DONE, follow_up=None, reason="vakans")
    assert undone(partly)[0] == (
        "Översyn av gång- och cykelvägar: en del av det blev inte av. Vakans."
    )


def test_cancelled_occasions_are_told_with_their_reasons() -> None:
    rain = [SettledRow(date(2018, 8, d), OccasionState.CANCELLED, "regn") for d in (17, 24)]
    coming = SettledRow(date(2019, 2, 1), OccasionState.CANCELLED, "mässan är flyttad")
    sick = SettledRow(date(2018, 8, 31), OccasionState.MISSED, "sjukdom")
    walks = replace(
        BARRIERS, title="Fotpatruller", follow_up=FollowUp.ON_TRACK, unit="",
        series=SeriesRow(1, 1, 3, 0, (*rain, sick, coming)),
    )  # fmt: skip
    cancelled = [
        "Fotpatruller: inställt 17 augusti och 24 augusti. Regn.",
        "Fotpatruller: inställt 1 februari 2019. Mässan är flyttad.",
    ]
    assert undone(walks) == cancelled
    # They don't explain what else is lacking.
    late = replace(SURVEY, moved=(), reason="")
    assert len(undone(late, walks)) == 3
    assert (
        undone(walks, status=PromiseStatus.PARTLY_KEPT, outcome_reason="vakans")[-2:] == cancelled
    )
    assert "Sjukdom" not in repr(undone(walks))


def test_late_behind_moved_and_uncertain() -> None:
    late = replace(SURVEY, moved=(), reason="")
    assert undone(late)[0] == (
        f"Översyn av gång- och cykelvägar: skulle ha blivit av senast 31 augusti. {WHY_NOT}"
    )
    behind = replace(BARRIERS, reason="")
    assert undone(behind)[0] == f"6 bommar: 3 färre än väntat till nu (2 av 5). {WHY_NOT}"
    # Rounded, as many as were expected: then no figure tells why it is behind.
    near = replace(behind, expected=2.3, deadline=None)
    assert undone(near)[0] == f"6 bommar: osäkert. {WHY_NOT}"
    moved = replace(
        late,
        follow_up=FollowUp.ON_TRACK,
        days_late=0,
        deadline=date(2018, 12, 1),
        moved=(MovedDeadline(date(2017, 5, 31), "a"), MovedDeadline(date(2018, 8, 31), "vakans")),
    )
    assert undone(moved) == [
        "Översyn av gång- och cykelvägar: skulle ha blivit av senast 31 maj 2017, nu senast "
        "1 december. Vakans."
    ]
    soon = replace(late, follow_up=FollowUp.AT_RISK, days_late=0, deadline=date(2018, 9, 20))
    assert undone(soon) == [
        "Översyn av gång- och cykelvägar: ska bli av senast 20 september, men det är osäkert."
    ]
    undated = replace(soon, deadline=None)
    assert undone(undated) == [f"Översyn av gång- och cykelvägar: osäkert. {WHY_NOT}"]


def test_fewer_than_were_first_promised() -> None:
    def changed(before: str, after: str) -> list[str]:
        row = DeviationRow(
            DeviationKind.QUANTITY, "", "vakans", "", AS_OF, CHECKS.number,
            Decimal(before), Decimal(after),
        )  # fmt: skip
        return list(third(told(L3, actions=(CHECKS,), deviations=(row,), follow_up=None)))

    assert changed("40", "24") == ["24 trafikkontroller: först lovade vi 40, nu 24. Vakans."]
    assert changed("20", "24") == ["Inget är försenat."]


def test_a_changed_text() -> None:
    row = DeviationRow(DeviationKind.TEXT, "", "föreningarna anslöt sig", "", date(2018, 3, 12))
    said = told(L3, actions=(CHECKS,), deviations=(row,), follow_up=FollowUp.ON_TRACK)
    assert third(said) == (
        "Allt följer planen.",
        "Vi ändrade löftet 12 mars. Föreningarna anslöt sig.",
    )


@pytest.mark.parametrize(
    ("follow_up", "word", "sentence"),
    [
        (FollowUp.ON_TRACK, "Går enligt plan", "Allt följer planen."),
        (FollowUp.AT_RISK, "Osäkert", WHY_NOT),
        (FollowUp.LATE, "Försenat", WHY_NOT),
        (FollowUp.NOT_STARTED, "Inte påbörjat", "Vi har inte börjat ännu."),
        (FollowUp.NO_TARGET, "Pågår", "Inget är försenat."),
    ],
)
def test_a_running_promise_without_trouble(follow_up: FollowUp, word: str, sentence: str) -> None:
    said = told(L3, actions=(CHECKS,), deviations=(), follow_up=follow_up)
    assert (said.state_word, third(said)) == (word, (sentence,))


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (PromiseStatus.KEPT, "Uppfyllt"),
        (PromiseStatus.PARTLY_KEPT, "Delvis uppfyllt"),
        (PromiseStatus.NOT_KEPT, "Ej uppfyllt"),
        (PromiseStatus.DROPPED, "Utgått"),
    ],
)
def test_an_outcome_has_its_reason(status: PromiseStatus, word: str) -> None:
    assert public_state(status) == word
    kept = status is PromiseStatus.KEPT
    for reason, sentence in (("ingen ville", "Ingen ville."), ("", WHY_NOT)):
        said = told(L3, actions=(), status=status, follow_up=None, outcome_reason=reason)
        assert third(said)[0] == ("Allt blev av." if kept else sentence)
    # An action without a deadline can be unfinished when its promise ends, too.
    left = undone(replace(BARRIERS, deadline=None, reason=""), status=status, follow_up=None)
    assert left[0] == f"4 av 6 bommar blev inte av. {WHY_NOT}"


def test_a_promise_without_actions_says_what_was_signed() -> None:
    said = told(L3, actions=(), follow_up=FollowUp.NO_TARGET)
    assert said.promised[0].text == L3.text
    assert [thing.text for thing in said.done] == ["Inget ännu."]
    ended = told(L1, actions=())
    assert [thing.text for thing in ended.done] == ["Inget."]


# --- why, and what difference --------------------------------------------------------------------


def test_what_few_have_said_is_told_of_in_words() -> None:
    problem = ProblemRow("", ("26 % vill ha ljus", "", "26 % vill ha ljus"), not_public=(1,))
    assert told(L1, problems=(problem,)).why == (
        "26 % vill ha ljus. En del av det vi vet bygger på för få svar för att visas."
    )
    assert told(L1, problems=()).why == ""


def effect(indicator: IndicatorRow, **changes: object) -> str:
    said = told(L3, indicators=(indicator,), **changes).difference
    return said.replace("\xa0", " ")


def test_a_measured_difference() -> None:
    rating = L1.indicators[0]
    assert effect(rating) == "Områdets betyg: från 3,1 till 3,4 av 5. Målet är 3,5 av 5."
    same = replace(rating, measurements=(MeasurementRow(AS_OF, Decimal("3.1")),), target=None)
    assert effect(same) == "Områdets betyg: 3,1 av 5, samma som när vi började."
    assert effect(replace(same, baseline=None)) == "Områdets betyg: 3,1 av 5."
    share = replace(rating, unit="%", name="Otrygga kvällstid")
    assert effect(share) == "Otrygga kvällstid: från 3,1 % till 3,4 %. Målet är 3,5 %."
    minutes = replace(rating, unit="minuter", baseline=None, target=None)
    assert effect(minutes) == "Områdets betyg: 3,4 minuter."
    first_year = replace(L3.indicators[0], measurements=L3.indicators[0].measurements[-3:])
    assert effect(first_year) == "Klagomål: 17 till och med augusti. Målet är 24."


def test_a_difference_that_few_have_answered() -> None:
    few = replace(L1.indicators[0], measurements=(MeasurementRow(AS_OF, None, withheld=True),))
    assert effect(few) == "Områdets betyg: för få svar för att visas."


def test_a_difference_nobody_knows() -> None:
    unmeasured = replace(L1.indicators[0], measurements=())
    assert effect(unmeasured) == (
        "Vet vi inte ännu. Områdets betyg: vi har inte bestämt när det ska mätas."
    )
    soon = replace(unmeasured, next_on=date(2019, 1, 9))
    assert effect(soon) == "Vet vi inte ännu. Områdets betyg: mäts i januari 2019."
    ended = {"status": PromiseStatus.NOT_KEPT, "follow_up": None}
    assert effect(unmeasured, **ended) == "Vet vi inte. Områdets betyg: vi har inte mätt det."
    assert told(L3, indicators=()).difference == (
        "Vet vi inte ännu. Vi har inte bestämt hur det ska mätas."
    )


# --- around the promises -------------------------------------------------------------------------


def dialogue(day: str, method: SurveyMethod, answered: int | None = 20) -> DialogueRow:
    return DialogueRow(method, date.fromisoformat(day), answered)


TALKS, VISIT = SurveyMethod.SQUARE_TALK, SurveyMethod.SCHOOL_VISIT


def opening(*dialogues: DialogueRow, data: ReportInput = DATA) -> str:
    public = made_public(replace(data, dialogues=dialogues))
    return public_report(public).opening.replace("\xa0", " ")


def test_the_opening_says_how_and_when_people_were_asked() -> None:
    assert opening(
        dialogue("2016-04-25", TALKS, 92),
        dialogue("2016-04-25", TALKS, 48),
        dialogue("2016-04-26", VISIT, 96),
        dialogue("2016-05-18", SurveyMethod.STATISTICS, None),
        dialogue("2017-10-02", SurveyMethod.QUESTIONNAIRE),
        dialogue("2017-11-06", SurveyMethod.POLICE_OBSERVATION, None),
    ) == (
        "Våren 2016 frågade vi er som bor i Säffle vad som gör er otrygga: i samtal på torget "
        "och vid skolbesök. Vi fick 236 svar. Sedan dess har vi frågat igen i enkäter, senast "
        "hösten 2017. Utifrån svaren, statistik och det Polisen själv har sett har kommunen och "
        "Polisen gett fem löften. Här är läget den 15 september 2018, både det vi har gjort och "
        "det som inte blev av."
    )


def test_the_opening_counts_no_group_under_five() -> None:
    both = opening(dialogue("2016-04-25", TALKS, 92), dialogue("2016-04-26", VISIT, 4))
    assert "Vi fick minst 92 svar. Där färre än fem har svarat visar vi inget antal." in both
    only = opening(dialogue("2016-04-26", VISIT, 4))
    assert "otrygga: vid skolbesök. Där färre än fem har svarat visar vi inget antal." in only
    unknown = opening(dialogue("2016-04-26", VISIT, None))
    assert "otrygga: vid skolbesök. Utifrån svaren har" in unknown


@pytest.mark.parametrize(
    ("day", "when"),
    [
        ("2016-01-10", "I början av 2016"), ("2016-02-28", "I början av 2016"),
        ("2016-03-01", "Våren 2016"), ("2016-06-01", "Sommaren 2016"),
        ("2016-09-01", "Hösten 2016"), ("2016-12-31", "I december 2016"),
    ],
)  # fmt: skip
def test_seasons(day: str, when: str) -> None:
    assert opening(dialogue(day, TALKS)).startswith(f"{when} frågade vi er")


def test_the_opening_without_dialogue_or_promises() -> None:
    assert opening().startswith("Kommunen och Polisen har gett fem löften. Här är läget den")
    none = replace(DATA, promises=())
    assert opening(data=none) == (
        "Kommunen och Polisen har inte gett något löfte ännu. Så är läget den 15 september 2018."
    )
    staff = opening(dialogue("2016-04-25", SurveyMethod.STAFF_DIALOGUE))
    assert staff.startswith("Utifrån det våra medarbetare har berättat har kommunen och")


def test_promises_stand_with_the_worst_first_and_the_ended_last() -> None:
    assert [promise.number for promise in public_report(DATA).promises] == [3, 4, 5, 1, 2]


def test_another_reports_input_tells_no_more_than_its_own() -> None:
    assert public_report(saffle()) == public_report(DATA)


def test_what_happens_next() -> None:
    feedback = (
        FeedbackRow("Föräldrar i åk 9", "Brev", date(2018, 8, 31), promise=4),
        FeedbackRow("Allmänheten", "", date(2018, 12, 10)),
        FeedbackRow("Boende", "Torget", None),
    )
    assert public_report(replace(DATA, feedback=feedback)).next_steps == (
        "Senast 30 september: Belysning, två passager.",
        "Senast 31 oktober: 6 bommar.",
        "Senast 15 november: 6 föräldramöten.",
        "31 augusti skulle vi ha berättat mer för föräldrar i årskurs 9 (brev), men det har vi "
        "inte gjort.",
        "10 december berättar vi mer för allmänheten.",
    )
    nothing = public_report(replace(DATA, feedback=(), promises=()))
    assert nothing.next_steps == ("Vi har inte bestämt vad som händer nu.",)


def test_whom_we_tell_more_and_how() -> None:
    def told_of(audience: str, channel: str) -> str:
        row = FeedbackRow(audience, channel, date(2018, 12, 10))
        return public_report(replace(DATA, feedback=(row,))).next_steps[-1]

    assert told_of("Elever i åk 9", "Klassråd") == (
        "10 december berättar vi mer för elever i årskurs 9 (klassråd)."
    )
    assert told_of("Säffles föreningar.", "SMS") == (
        "10 december berättar vi mer för Säffles föreningar (SMS)."
    )
    assert told_of("", "Facebook") == "10 december berättar vi mer (Facebook)."
    assert told_of("", " ") == "10 december berättar vi mer."
    with language("en"):
        assert told_of("Boende", "Brev") == (
            "On 10 December we tell more to \u2068boende\u2069 (\u2068brev\u2069)."
        )


def test_where_to_turn() -> None:
    assert public_report(DATA).contact == (
        "Prata med Säffle kommun eller med Polisen. Polisen når du på 114\xa014, och på 112 när "
        "det är akut."
    )
    ours = replace(DATA, contact="ring 0533-68 10 00, kl. 8–16")
    assert public_report(ours).contact == "Ring 0533-68\xa010\xa000, klockan 8–16."


def test_the_figures_come_with_a_caution() -> None:
    assert public_report(DATA).caution == "Siffrorna visar vad som har ändrats, inte varför."
    assert public_report(replace(DATA, promises=(L5,))).caution == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_of_the_trade_is_left(lang: str) -> None:
    with language("en" if lang == "en" else "sv"):
        said = repr(public_report(DATA))
    for word in ("ANDT", "LPO", "dnr", "åk ", "Åk ", "GC-", "Gruppchef", "rektor", "gatuchef"):
        assert word not in said
