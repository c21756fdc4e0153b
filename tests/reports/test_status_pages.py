"""What stands on the pages of the example's report."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.reports.reading import page_texts, tags, texts_of
from tracker.models.enums import ActionStatus, ReportState
from tracker.services.reports.rows import ReportInput


@pytest.fixture(scope="module")
def pages(example_pdf: bytes) -> list[str]:
    return page_texts(example_pdf)


def test_page_one_is_one_page_and_every_promise_has_its_own(pages: list[str]) -> None:
    assert len(pages) == 8
    heads = ["Trafik- och levnadsmiljö", "Unga och ANDT", "Levande stadskärna"]
    heads += ["Förbättra utemiljön", "Ökad synlighet"]
    for head, page in zip(heads, pages[2:7], strict=True):
        assert f"{head} Löfte för 201" in page
    assert "Underskrifter" in pages[7]


def test_the_opening_counts_decisions_and_promises(pages: list[str]) -> None:
    assert (
        "Tre beslut behövs, det första senast 1 oktober. Ett av årets tre löften är i fas, "
        "ett riskerar att inte hållas och ett är sent." in pages[0]
    )


def test_decisions_stand_with_date_role_reason_and_page(pages: list[str]) -> None:
    assert "Kräver beslut 3 beslut, det första senast 1 oktober" in pages[0]
    assert "1 senast 1 oktober" in pages[0]
    assert "Köp in översynen av gång- och cykelvägar, eller flytta den?" in pages[0]
    assert "fyra av sex bommar väntar på den. (L3, sida 3)" in pages[0]
    assert "(L2, sida 7)" in pages[0]


def test_every_promise_has_state_line_what_it_was_and_page(pages: list[str]) -> None:
    assert (
        "L3 Trafik- och levnadsmiljö 2018 Sen Översyn av gång- och cykelvägar: 15 dagar sen. "
        "2 av 6 bommar, väntat 5. Risk 3" in pages[0]
    )
    assert "L2 Ökad synlighet 2017, avslutat Uppfyllt Effekt: ej mätt." in pages[0]
    assert "Saknar orsak, åtgärd, ägare och tidsgräns. Kan inte undertecknas så." in pages[0]


def test_what_is_late_gives_its_reason(pages: list[str]) -> None:
    assert (
        "15 dagar sen Översyn av gång- och cykelvägar L3, trafikingenjör. Tidsgräns 31 augusti. "
        "Skäl: trafikingenjörens tjänst var vakant april–juli." in pages[0]
    )
    assert (
        "Ej genomförd 8 ungdomsinsatser L4, gruppchef, Polisen. Beslut 20 augusti. "
        "Skäl: personal omfördelad." in pages[0]
    )


def test_deadlines_leave_out_what_is_already_reached(pages: list[str]) -> None:
    assert "30 sep Belysning, två passager · bostadsbolaget L5" in pages[0]
    assert "31 okt 6 bommar, 2 av 6 · gatuchef L3" in pages[0]
    assert "24 trafikkontroller, 26 av 24" not in pages[0]


def test_since_the_last_report(pages: list[str]) -> None:
    assert (
        "Sedan förra rapporten 30 april 2018, sida 2 53 insatser gjorda 2 åtgärder klara"
        in pages[0]
    )
    assert "1 åtgärd försenad 1 tidsgräns flyttad 2 löften i sämre läge" in pages[0]


def test_a_promise_shows_what_was_signed_why_and_what_was_done(pages: list[str]) -> None:
    page = pages[2]
    assert "Löftestexten som den undertecknades 14 december 2017. Oförändrad sedan dess." in page
    # A full stop is added to a fact that has none, and only then.
    assert "lördagskvällar. Kommunen fick 34 klagomål 2017" in page
    assert "visar samma bild. Ingen ny" in page
    for group in ("Gemensamma", "Kommunens", "Polisens"):
        assert group in page
    assert "31 aug tidigare 31 maj 0 av 1 väntat 1 Sen" in page
    assert "31 dec 26 av 24 väntat 17 I fas" in page


def test_done_and_effect_are_apart(pages: list[str]) -> None:
    page = pages[2]
    done, effect = page.index("Gjort Vad vi lovade"), page.index("Effekt Vad som har förändrats")
    assert done < page.index("26 av 24") < effect
    assert "Klagomål: 17 till och med augusti, färre än 24 samma tid 2017" in page[effect:]
    assert "Betyg på gång- och cykelvägar: ej mätt. Skäl: betyget skulle mätas" in page[effect:]
    assert "inte att åtgärderna är orsaken" in page[effect:]
    # What counts the doing stands with what was done.
    kept = pages[6]
    assert kept.index("Fotpatrulleringar, antal") < kept.index("Effekt Vad som")


def test_deviations_are_derived_and_recorded_but_told_once(pages: list[str]) -> None:
    assert "15 dagar sen Översyn av gång- och cykelvägar Trafikingenjörens tjänst" in pages[2]
    assert "väntar på beslut 1" in pages[2]
    assert "Översynen, 31 maj blev 31 augusti Samma vakans styrgruppen" in pages[2].replace(
        "Styrgruppen", "styrgruppen"
    )
    assert "Färre än väntat 6 bommar: 2 av 6, väntat 5 Fyra platser bestäms" in pages[2]
    assert "Ej genomförd Ingen åtgärd i löftet är avslutad som ej genomförd" in pages[2]
    assert "De åtta ungdomsinsatserna blir inte av 2018" in pages[3]
    assert pages[3].count("Personal omfördelad") == 1


def test_feedback_and_next_steps(pages: list[str]) -> None:
    assert "Planerad 20 oktober: Träffa oss på Stortorget, boende." in pages[2]
    assert "Genomförd 17 maj: Kommunens webbplats, boende." in pages[2]
    assert "Planerad 31 augusti, 15 dagar sen: Brev" in pages[3]
    assert "Ingen återkoppling till dem som bor här är planerad eller genomförd." in pages[4]
    assert re.search(r"1 oktober Beslut 1: Köp in .* 9 oktober Mätning: Betyg", pages[2])


def test_the_signature_page_takes_answers_and_signatures(pages: list[str]) -> None:
    page = pages[7]
    assert "medborgarlöftena i Säffle kommun, läget per 15 september 2018" in page
    assert "Köp in konsult, 85 000 kr" in page
    for words in ("Namnteckning", "Namnförtydligande", "Ort", "Datum (år-mån-dag)"):
        assert page.count(words) == 2
    assert "Kontrollsumma för uppgifterna sätts när rapporten fastställs" in page


def test_every_page_has_number_diary_and_as_of_date(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert "Dnr KS 2018/214 (kommunen) · A198.412/2018 (Polisen)" in page
        assert "Läget per 2018-09-15 · Exempeldata" in page
        assert f"Sida {number} av {len(pages)}" in page


def test_a_draft_says_so_on_every_page_until_it_is_final(
    pages: list[str], example: ReportInput
) -> None:
    assert all("UTKAST – EJ FASTSTÄLLD" in page for page in pages)
    final = replace(
        example, state=ReportState.FINAL, settled_on=date(2018, 9, 20), checksum="ab" * 32
    )
    for page in texts_of(final):
        assert "FASTSTÄLLD 2018-09-20" in page
        assert "UTKAST" not in page
    assert "Fastställd 20 september 2018" in texts_of(final)[-1]


def test_english(example: ReportInput) -> None:
    pages = texts_of(example, "en")
    assert (
        "Three decisions are needed, the first by 1 October. One of this year’s three promises "
        "is on track, one is at risk of not being kept and one is late." in pages[0]
    )
    assert "Page 1 of 8" in pages[0]
    assert "Needs a decision" in pages[0]
    assert "Säffle Municipality" in pages[0]
    # Words that the program says are all English; what people wrote stays as it is.
    swedish = (
        "Läge",
        "Löfte för",
        "väntat",
        "Skäl",
        "Sida",
        "Gjort",
        "Effekt",
        "ej mätt",
        "beslut",
    )
    ours = re.compile(rf"\b({'|'.join(swedish)})\b")
    assert not ours.findall(" ".join(pages))


def test_headings_never_skip_a_level(example_pdf: bytes) -> None:
    levels = [int(tag[1]) for tag in tags(example_pdf) if tag in ("H1", "H2", "H3")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_page_one_tells_of_what_an_ended_promise_left_undone(example: ReportInput) -> None:
    first, *others = example.promises
    reason = "personalen flyttades"
    undone = tuple(
        replace(action, status=ActionStatus.NOT_DONE, done=Decimal(0), reason=reason)
        for action in first.actions
    )
    page_one, *rest = texts_of(replace(example, promises=(replace(first, actions=undone), *others)))
    assert "Ej genomförd Trygghetsvandring med boende L1, säkerhetssamordnare." in page_one
    assert re.search(r"och [234] till, sida 6", page_one)
    assert len(rest) == 7
