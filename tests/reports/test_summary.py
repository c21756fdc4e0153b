"""The summary: one page whatever there is, and the most urgent on it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import page
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.reading import page_texts, tags, texts_of
from tests.reports.saffle import saffle
from tests.reports.test_pdf_standards import PROFILES, complaints
from tests.reports.test_status_edges import inputs
from tracker.i18n import Language
from tracker.models.enums import FollowUp, Party, ReportState
from tracker.reports.build import build_report
from tracker.services.reports.rows import ActionRow, DecisionRow, PromiseRow, ReportInput


@pytest.fixture
def data() -> ReportInput:
    return replace(saffle(), kind="summary")


def the_page(data: ReportInput, lang: str = "sv") -> str:
    [text] = texts_of(data, lang)
    return text


def standing(data: ReportInput, **colours: FollowUp) -> ReportInput:
    """The running promises in other colours: ``L3=FollowUp.LATE``."""
    promises = tuple(
        replace(row, follow_up=colours[f"L{row.number}"]) if f"L{row.number}" in colours else row
        for row in data.promises
    )
    return replace(data, promises=promises)


def test_the_headline_says_the_state_and_what_must_be_decided(data: ReportInput) -> None:
    assert (
        "Medborgarlöften · sammanfattning till kommunalråd och polischef · "
        "läget per 15 september 2018 "
        "Ett av årets tre löften är i fas. Tre beslut behövs i oktober. Kräver beslut"
        in the_page(data)
    )


@pytest.mark.parametrize(
    ("colours", "words"),
    [
        ("LLL", "Alla årets tre löften är sena."),
        ("GGG", "Alla årets tre löften är i fas."),
        ("LRL", "Inget av årets tre löften är i fas."),
        ("GRG", "Två av årets tre löften är i fas."),
    ],
)
def test_how_the_promises_stand(data: ReportInput, colours: str, words: str) -> None:
    known = {"L": FollowUp.LATE, "R": FollowUp.AT_RISK, "G": FollowUp.ON_TRACK}
    named = {f"L{n}": known[letter] for n, letter in zip((3, 4, 5), colours, strict=True)}
    assert words in the_page(standing(data, **named))


def due(data: ReportInput, *days: date | None) -> ReportInput:
    decisions = tuple(
        replace(data.decisions[0], number=n, due=day) for n, day in enumerate(days, start=1)
    )
    return replace(data, decisions=decisions)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "Inget beslut behövs. Kräver beslut Inget beslut behövs till nästa rapport."),
        ((None,), "Ett beslut behövs. Kräver"),
        ((date(2018, 9, 14), date(2018, 10, 1)), "Två beslut behövs nu. Kräver"),
        ((date(2018, 9, 15),), "Ett beslut behövs i september. Kräver"),
        ((date(2019, 1, 15), date(2019, 1, 31)), "Två beslut behövs i januari 2019. Kräver"),
        ((date(2018, 10, 1), date(2018, 11, 1)), "Två beslut behövs från 1 oktober. Kräver"),
    ],
)
def test_when_decisions_are_needed(
    data: ReportInput, days: tuple[date | None, ...], words: str
) -> None:
    assert words in the_page(due(data, *days))


def test_decisions_stand_as_in_the_status_report_but_without_its_pages(data: ReportInput) -> None:
    text = the_page(data)
    assert "1 senast 1 oktober Kommunalrådet" in text.replace("K Kommunalrådet", "Kommunalrådet")
    assert "Köp in översynen av gång- och cykelvägar, eller flytta den?" in text
    assert "fyra av sex bommar väntar på den. (L3)" in text
    assert "sida 2" not in text


def test_what_is_not_on_track_gives_its_reason(data: ReportInput) -> None:
    text = the_page(data)
    left = text[text.index("Inte i fas") : text.index(" I fas ")]
    assert (
        "L3 Trafik- och levnadsmiljö: sen Översyn av gång- och cykelvägar: 15 dagar sen. "
        "Skäl: trafikingenjörens tjänst var vakant april–juli." in left
    )
    assert "L4 Unga och ANDT: risk 8 ungdomsinsatser: ej genomförd. Skäl: personal omfördelad." in (
        left
    )
    assert "L1 Förbättra utemiljön: delvis uppfyllt" in left


def test_what_is_on_track_stands_beside_also_inside_a_promise_that_is_not(
    data: ReportInput,
) -> None:
    text = the_page(data)
    right = text[text.index(" I fas ") :]
    assert right.index("L5 Levande stadskärna: i fas") < right.index("I L3: 24 trafikkontroller")
    assert right.index("I L3: 24 trafikkontroller 26 av 24 trafikkontroller.") < right.index(
        "L2 Ökad synlighet: uppfyllt Effekt: ej mätt."
    )


def test_a_draft_and_the_figures_since_last_stand_at_the_foot(data: ReportInput) -> None:
    text = the_page(data)
    assert (
        "L6 är inte undertecknat och räknas inte in ovan. "
        "Saknar orsak, åtgärd, ägare och tidsgräns." in text
    )
    assert (
        "Sedan 30 april 53 insatser gjorda 2 åtgärder klara 1 försenad 2 ej levererade "
        "1 tidsgräns flyttad" in text
    )
    assert "Sedan 30 april" not in the_page(replace(data, previous_on=None))


def test_english(data: ReportInput) -> None:
    text = the_page(data, "en")
    assert (
        "One of this year’s three promises is on track. Three decisions are needed in October. "
        "Needs a decision" in text
    )
    assert "Not on track L3 Trafik- och levnadsmiljö: late" in text
    assert "L6 is not signed and is not counted above." in text
    assert "Since 30 April 53 activities done" in text


def test_an_empty_book(data: ReportInput) -> None:
    empty = ReportInput(
        kind="summary",
        municipality="Ny kommun",
        police_area="",
        as_of=date(2018, 9, 15),
        period_from=date(2018, 5, 1),
        period_to=date(2018, 9, 15),
        diary_numbers=(),
        state=ReportState.DRAFT,
    )
    text = the_page(empty)
    assert "Medborgarlöften · sammanfattning · läget per" in text
    assert "Inga löften är inlagda. Inget beslut behövs." in text
    assert "Inget löfte är undertecknat." in text
    assert "No promise has been entered." in the_page(empty, "en")


def test_all_on_track_and_nothing_on_track(data: ReportInput) -> None:
    running = replace(data, promises=data.promises[4:5])
    assert "Inte i fas Inget löfte är sent eller i risk." in the_page(running)
    late = standing(running, L5=FollowUp.LATE)
    assert "I fas Inget löfte är i fas." in the_page(late)


def test_what_has_not_started_or_has_no_target_is_in_neither_column(data: ReportInput) -> None:
    waiting = standing(data, L3=FollowUp.NOT_STARTED, L4=FollowUp.NO_TARGET)
    promises = tuple(
        replace(row, starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31))
        if row.number == 3
        else row
        for row in waiting.promises
    )
    text = the_page(replace(waiting, promises=promises))
    assert "Ett av tre undertecknade löften är i fas. Tre beslut" in text
    columns = text[text.index(" I fas ") : text.index("Ej börjat: ")]
    assert "L3 Trafik" not in columns
    assert "L4 Unga" not in columns
    # The page says it, with the promise's own name.
    assert "Ej börjat: L3 Trafik- och levnadsmiljö. Utan mål: L4 Unga och ANDT. L6 är" in (
        text.replace("\xa0", " ")
    )


def test_when_nothing_has_started(data: ReportInput) -> None:
    rows = [replace(row, starts_on=date(2019, 1, 1)) for row in data.promises[2:5]]
    rows = [replace(row, follow_up=FollowUp.NOT_STARTED) for row in rows]
    text = the_page(replace(data, promises=tuple(rows)))
    assert "Inget av tre undertecknade löften har börjat." in text
    assert "Inget löfte är undertecknat" not in text
    one = the_page(replace(data, promises=tuple(rows[:1])), "en")
    assert "The only signed promise has not started." in one


def crowded(data: ReportInput, promises: int, decisions: int, *, words: int = 1) -> ReportInput:
    """More of everything, with texts `words` times as long."""

    def action(row: ActionRow) -> ActionRow:
        return replace(row, title=" ".join([row.title] * words), reason="skäl " * 20 * words)

    def promise(n: int) -> PromiseRow:
        row = data.promises[n % 6]
        title = " ".join([row.title] * words)
        return replace(row, number=n, title=title, actions=tuple(map(action, row.actions)))

    def decision(n: int) -> DecisionRow:
        row = data.decisions[n % 3]
        return replace(
            row,
            number=n,
            question=" ".join([row.question] * words),
            decides=" ".join([row.decides] * words),
            reason=" ".join([row.reason] * words),
        )

    return replace(
        data,
        promises=tuple(map(promise, range(1, promises + 1))),
        decisions=tuple(map(decision, range(1, decisions + 1))),
    )


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("words", [1, 30])
def test_many_promises_and_decisions_are_one_page(
    data: ReportInput, words: int, lang: Language
) -> None:
    text = the_page(crowded(data, 60, 25, words=words), lang)
    more = "se statusrapporten" if lang == "sv" else "see the status report"
    assert text.count(more) == 3
    assert ("Sida 1 av 1" if lang == "sv" else "Page 1 of 1") in text


def test_the_most_urgent_come_first(data: ReportInput) -> None:
    text = the_page(crowded(data, 60, 25))
    told = text[text.index("Inte i fas") : text.index(" I fas ")]
    # Ten of the sixty are late and ten at risk.
    assert ": sen" in told
    assert ": risk" not in told
    assert "och 27 till, se statusrapporten" in told


def test_a_long_title_is_cut_before_its_state(data: ReportInput) -> None:
    title = "Trygghet i hela kommunen med alla dess tätorter, byar och stråk däremellan " * 3
    row = replace(data.promises[2], title=title.strip())
    text = the_page(replace(data, promises=(row,)))
    assert "…: sen" in text
    word = replace(data.promises[2], title="Å" * 300)
    assert "…: sen" in the_page(replace(data, promises=(word,)))


def test_headings_never_skip_a_level(data: ReportInput) -> None:
    found = tags(build_report(data, lang="sv"))
    levels = [int(tag[1]) for tag in found if tag in ("H1", "H2", "H3")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_it_conforms(data: ReportInput, profile: page.ValidationProfile) -> None:
    empty = replace(data, promises=(), decisions=(), signatories=(), diary_numbers=())
    for one in (data, empty, crowded(data, 60, 25, words=30)):
        assert complaints(build_report(one, lang="sv"), profile) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(inputs, st.sampled_from(("sv", "en")))
def test_any_input_is_one_page(data: ReportInput, lang: str) -> None:
    assert len(texts_of(replace(data, kind="summary"), lang)) == 1


def test_many_signatories_leave_room(data: ReportInput) -> None:
    one = replace(data.signatories[0], role="Ordförande i samverkansrådet", party=Party.OTHER)
    pdf = build_report(replace(data, signatories=(one,) * 40), lang="sv")
    assert len(page_texts(pdf)) == 1


def test_quantities_stay_as_they_are(data: ReportInput) -> None:
    """Over-delivery is a number too: nothing is rounded or praised."""
    action = replace(data.promises[4].actions[0], done=Decimal("8.25"))
    row = replace(data.promises[4], actions=(action,))
    assert "8,25 av 8 kvällsaktiviteter." in the_page(replace(data, promises=(row,)))
