"""The report's own words, in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.saffle import AS_OF, saffle
from tracker.i18n import Language, language
from tracker.models.enums import ActionStatus, FollowUp, PromiseStatus
from tracker.reports import openings, sentences, style
from tracker.reports.briefs import brief, by_urgency, facts_within, late_or_undone
from tracker.services.reports.rows import IndicatorRow, PromiseRow

L3 = saffle().promises[2]


def _running(*colours: FollowUp) -> list[PromiseRow]:
    return [replace(L3, number=n, follow_up=colour) for n, colour in enumerate(colours, 1)]


ON, RISK, LATE = FollowUp.ON_TRACK, FollowUp.AT_RISK, FollowUp.LATE


@pytest.mark.parametrize(
    ("colours", "swedish", "english"),
    [
        ((ON,), "Årets enda löfte är i fas.", "This year’s only promise is on track."),
        ((LATE,), "Årets enda löfte är sent.", "This year’s only promise is late."),
        ((LATE, LATE), "Båda årets löften är sena.", "Both of this year’s promises are late."),
        (
            (ON, ON, ON),
            "Alla årets tre löften är i fas.",
            "All of this year’s three promises are on track.",
        ),
        (
            (ON, ON, RISK, LATE, LATE),
            "Två av årets fem löften är i fas, ett riskerar att inte hållas och två är sena.",
            "Two of this year’s five promises are on track, one is at risk of not being kept "
            "and two are late.",
        ),
        (
            (FollowUp.NOT_STARTED, FollowUp.NO_TARGET),
            "Ett av årets två löften har inte börjat och ett saknar mål.",
            "One of this year’s two promises has not started and one has no target.",
        ),
    ],
)
def test_promises_stand(colours: tuple[FollowUp, ...], swedish: str, english: str) -> None:
    promises = _running(*colours)
    for lang, said in (("sv", swedish), ("en", english)):
        with language("en" if lang == "en" else "sv"):
            assert openings.promises_stand(promises, AS_OF) == said


def test_promises_of_another_year_are_running_ones() -> None:
    later = date(2020, 1, 1)
    with language("sv"):
        assert openings.promises_stand(_running(ON), later) == "Det enda pågående löftet är i fas."
        assert openings.promises_stand(_running(ON, ON), later).startswith("Båda de pågående")
        assert openings.promises_stand(_running(ON, LATE, LATE), later) == (
            "Ett av tre pågående löften är i fas och två är sena."
        )
        assert openings.promises_stand(_running(*[ON] * 13), later) == (
            "Alla 13 pågående löften är i fas."
        )
        assert openings.promises_stand(_running(ON, FollowUp.NOT_STARTED), later) == (
            "Ett av två undertecknade löften är i fas och ett har inte börjat."
        )
        assert openings.promises_stand([], later) == "Inga löften är inlagda."
        ended = [replace(L3, status=PromiseStatus.KEPT, follow_up=None)]
        assert openings.promises_stand(ended, later) == "Inget löfte pågår."


@pytest.mark.parametrize(
    ("role", "inside"),
    [
        ("Kommunpolis och säkerhetssamordnare", "kommunpolis och säkerhetssamordnare"),
        ("Handeln i centrum", "handeln i centrum"),
        ("Säffle kommun", "Säffle kommun"),
        ("Polisen", "Polisen"),
        ("Trafikverket", "Trafikverket"),
        ("Trygga Säffle", "Trygga Säffle"),
        ("HR-chef", "HR-chef"),
        ("", ""),
    ],
)
def test_roles_inside_a_sentence(role: str, inside: str) -> None:
    assert sentences.as_role(role) == inside


def test_decisions_needed() -> None:
    decisions = saffle().decisions
    with language("sv"):
        assert openings.decisions_needed(decisions[:1], AS_OF) == (
            "Ett beslut behövs, senast 1 oktober."
        )
        assert openings.decisions_note(decisions[:1], AS_OF) == "1 beslut, senast 1 oktober"
        undated = [replace(decision, due=None) for decision in decisions]
        assert openings.decisions_needed(undated[:1], AS_OF) == "Ett beslut behövs."
        assert openings.decisions_note(undated, AS_OF) == "3 beslut"
        assert openings.decisions_note([], AS_OF) == ""
        next_year = [replace(decisions[0], due=date(2019, 1, 15))]
        assert openings.decisions_needed(next_year, AS_OF).endswith("senast 15 januari 2019.")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Säffle", "Säffle kommun"),
        ("Säffle kommun", "Säffle kommun"),
        ("Karlstad", "Karlstads kommun"),
        ("Grums", "Grums kommun"),
        ("Umeå", "Umeå kommun"),
        ("Åmål", "Åmåls kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Orust", "Orust kommun"),
        ("Falun", "Falu kommun"),
        ("Göteborgs stad", "Göteborgs stad"),
        ("Region Gotland", "Region Gotland"),
        ("", ""),
    ],
)
def test_municipality_name(name: str, full: str) -> None:
    with language("sv"):
        assert sentences.municipality_name(name) == full


def test_the_municipality_that_signs_is_called_as_in_the_masthead() -> None:
    with language("sv"):
        assert sentences.organisation_name("Åmål", "Säffle", "Åmål") == "Åmåls kommun"
        assert sentences.organisation_name("Trygga Åmål", "Säffle", "Åmål") == "Trygga Åmål"
        assert sentences.organisation_name("", "Säffle", "") == ""


@pytest.mark.parametrize("name", ["Arvika", "LPO Arvika", "Lokalpolisområde Arvika"])
def test_police_name(name: str) -> None:
    with language("sv"):
        assert sentences.police_name(name) == "Polisen, lokalpolisområde Arvika"
        assert sentences.police_name(name, short=True) == "Polisen, LPO Arvika"
        assert sentences.police_name("") == "Polisen"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (date(2017, 1, 1), date(2018, 12, 31), "2017–2018"),
        (date(2018, 5, 1), date(2018, 9, 15), "1 maj–15 september 2018"),
        (date(2018, 11, 16), date(2018, 11, 20), "16–20 november 2018"),
        (date(2017, 11, 16), date(2018, 11, 20), "16 november 2017–20 november 2018"),
        (date(2017, 5, 1), date(2018, 4, 30), "1 maj 2017–30 april 2018"),
        (date(2018, 5, 1), date(2018, 5, 1), "1 maj 2018"),
        (None, date(2018, 5, 1), "1 maj 2018"),
        (None, None, ""),
    ],
)
def test_period(start: date | None, end: date | None, said: str) -> None:
    with language("sv"):
        assert sentences.period(start, end) == said


@pytest.mark.parametrize(
    ("done", "planned", "unit", "expected", "swedish"),
    [
        (2, 6, "bommar", 5.1, "2 av 6 bommar, väntat 5."),
        (2, 6, "bommar", 4.5, "2 av 6 bommar, väntat 5."),
        (26, 24, "trafikkontroller", 17.0, "26 av 24 trafikkontroller."),
        (12, None, "timmar", None, "12 timmar, utan mål."),
        (1200, 2400, "m", None, "1 200 av 2 400 m."),
        (0, 1, "", 0.0, "24 trafikkontroller: 0 av 1, väntat 0."),
    ],
)
def test_amount_sentence(
    done: int, planned: int | None, unit: str, expected: float | None, swedish: str
) -> None:
    action = replace(
        L3.actions[2], done=Decimal(done), planned=None if planned is None else Decimal(planned),
        unit=unit, expected=expected,
    )  # fmt: skip
    with language("sv"):
        assert sentences.amount_sentence(action).replace("\xa0", " ") == swedish


def test_numbers_in_words_know_their_gender() -> None:
    with language("sv"):
        assert sentences.number_word(1, neuter=True) == "ett"
        assert sentences.number_word(1, neuter=False) == "en"
        assert sentences.number_word(12, neuter=False) == "tolv"
        assert sentences.number_word(13, neuter=False) == "13"


def test_full_stop_and_reason() -> None:
    with language("sv"):
        assert [sentences.full_stop(text) for text in ("a", "a.", "a?", " ", "a …")] == [
            "a.", "a.", "a?", "", "a …",
        ]  # fmt: skip
        assert sentences.reason("  ") == "Skäl saknas."
        assert sentences.reason("Säffle saknade personal") == "Skäl: Säffle saknade personal."


def test_an_indicator_without_values() -> None:
    indicator: IndicatorRow = replace(L3.indicators[1], measurements=(), target=None)
    with language("sv"):
        assert sentences.effect_sentence(indicator) == "Betyg på gång- och cykelvägar: ej mätt."
        assert sentences.measured(None, "%") == "–"
        assert sentences.measured(Decimal("12.50"), "%") == "12,5\xa0%"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_brief_counts_when_there_is_much_trouble(lang: Language) -> None:
    promise = replace(L3, actions=L3.actions[:1] * 4)
    with language(lang):
        first = next(iter(brief(promise, AS_OF)))
    assert first == {"sv": "Fyra åtgärder är sena.", "en": "Four actions are late."}[lang]


def test_the_worst_comes_first() -> None:
    running, ended, unsigned = by_urgency(saffle().promises)
    assert [p.number for p in running] == [3, 4, 5]
    assert [p.number for p in ended] == [1, 2]
    assert [p.number for p in unsigned] == [6]


def _ended_badly() -> PromiseRow:
    promise = saffle().promises[0]
    trip, lamps, clearing, patrols = promise.actions
    undone = replace(patrols, status=ActionStatus.NOT_DONE, done=Decimal(0), reason="personalbrist")
    return replace(promise, actions=(trip, lamps, clearing, undone))


def test_the_brief_of_an_ended_promise_names_what_was_not_done_first() -> None:
    with language("sv"):
        first, second, third, *_rest = brief(_ended_badly(), AS_OF)
    assert first == "20 fotpatrulleringar: ej genomförd."
    assert second == "En är delvis genomförd."
    assert third == "Två är genomförda."


def test_of_hundreds_of_facts_only_the_first_are_tried() -> None:
    facts = iter(["Kort.", *["Mycket längre än vad som har rum på en rad här."] * 500, "Sist."])
    assert facts_within(facts, 100, style.TABLE, 1) == "Kort."
    assert sum(1 for _fact in facts) > 400


def test_what_an_ended_promise_left_undone_is_told_after_what_is_late_now() -> None:
    promises = (_ended_badly(), *saffle().promises[1:])
    told = [(c.promise.number, c.action.number) for c in late_or_undone(promises)]
    assert told == [(3, 1), (4, 4), (1, 4), (1, 2)]


def test_what_is_not_due_yet_has_a_next_date() -> None:
    indicator = replace(L3.indicators[1], next_on=date(2018, 11, 15))
    with language("sv"):
        assert sentences.next_measured(indicator, AS_OF) == "Mäts nästa gång 15 november."
        assert sentences.next_measured(indicator, date(2018, 11, 16)) == ""


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Polisen, lokalpolisområde Arvika", "The Police, local police area Arvika"),
        ("Polisen, LPO Arvika", "The Police, local police area Arvika"),
        ("Polisen", "The Police"),
        ("Polisen, region Väst", "Polisen, region Väst"),
        ("Säffle kommun", "Säffle Municipality"),
        ("Grums kommun", "Grums kommun"),
        ("Bostadsbolaget", "Bostadsbolaget"),
    ],
)
def test_a_signatory_signs_for_an_organisation_in_the_reports_language(
    name: str, english: str
) -> None:
    with language("en"):
        assert sentences.organisation_name(name, "Arvika") == english
    with language("sv"):
        swedish = sentences.organisation_name(name, "Arvika")
    assert swedish == name.replace("LPO", "lokalpolisområde")
