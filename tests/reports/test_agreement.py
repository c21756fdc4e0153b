"""What is put before the signatories: the promises as they stand, and the lines to sign on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import page
import pytest

from tests.reports.reading import page_texts, reader, texts_of
from tests.reports.structure import check_structure
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import LANGUAGES, Language
from tracker.messages import gap
from tracker.models.completeness import Lack, Missing
from tracker.models.enums import Party, PromiseStatus, ReportState
from tracker.reports.build import build_report
from tracker.reports.pdf.escape import BOX
from tracker.services.context import AppContext
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ProblemRow, PromiseRow, ReportInput

BEFORE_SIGNING = date(2017, 12, 13)


@pytest.fixture(scope="module")
def to_sign(book: AppContext) -> ReportInput:
    """The day before L3, L4 and L5 are signed."""
    return report_input(book, ReportQuery(as_of=BEFORE_SIGNING, kind="agreement"))


@pytest.fixture(scope="module")
def pages(to_sign: ReportInput) -> list[str]:
    return texts_of(to_sign)


@pytest.fixture(scope="module")
def today(book: AppContext) -> ReportInput:
    """When all but the incomplete L6 are signed."""
    return report_input(book, ReportQuery(kind="agreement"))


# --- page one ------------------------------------------------------------------------------------


def test_page_one_says_what_is_signed_by_whom_and_for_when(pages: list[str]) -> None:
    first = pages[0]
    assert "Överenskommelse för 2017–2018 Lydelse per 13 december 2017" in first
    assert "Dnr Säffle kommun KS 2016/214 Dnr Polisen A198.412/2016" in first
    assert "Tre löften undertecknas av Säffle kommun och Polisen, LPO Arvika." in first
    ready = first[first.index("Att underteckna") : first.index("Redan undertecknade")]
    assert "L3 Trafik- och levnadsmiljö 2018 Förankrat 3 2" in ready
    assert "L4 Unga och ANDT 2018 Förankrat 4 3" in ready
    assert "L5 Levande stadskärna 2018 Förankrat 5 4" in ready
    assert "Kommunalråd, kommunstyrelsens ordförande" in first
    assert "Kan inte undertecknas än" not in first


def test_what_is_signed_already_stands_with_its_day_and_version(pages: list[str]) -> None:
    signed = pages[0][pages[0].index("Redan undertecknade") :]
    assert "L1 Förbättra utemiljön 2017 Pågår 14 december 2016 1" in signed
    assert not any("L1 Förbättra utemiljön Löfte för" in page for page in pages)


def test_page_one_says_what_the_signature_means(pages: list[str]) -> None:
    assert "Löftets text är låst från den dag det undertecknas." in pages[0]
    assert "En senare ändring av text, tidsgräns eller antal är en avvikelse." in pages[0]
    # Nobody is asked for a reason when an action is given to another owner.
    assert "Byte av ägare sparas i historiken och redovisas i nästa statusrapport." in pages[0]


def test_a_changed_version_stands_with_the_day_it_took_effect(example: ReportInput) -> None:
    text = texts_of(replace(example, kind="agreement"))[0]
    assert "L5 Levande stadskärna 2018 Pågår 14 december 2017 2 från 12 mars 2018" in text


# --- a promise -----------------------------------------------------------------------------------


def test_a_promise_stands_with_everything_that_is_signed(pages: list[str]) -> None:
    section = pages[2]
    for words in (
        "Unga och ANDT Löfte för 2018 · förankrat Förankrat Att underteckna",
        "Vi bjuder in vårdnadshavare till sex möten",
        "Förväntad effekt: Andelen i åk 9 som provat narkotika går från 14 till 11 %.",
        "– 14 % i åk 9 har provat narkotika.",
        "1 Narkotika är lätt att få tag på 2 Vårdnadshavare saknar kunskap",
        "Gemensamma 4.4 1 2 Samverkansmöten Skola, socialtjänst och polis Socialchef",
        "4.1 2 Föräldramöten Om alkohol och narkotika Rektor med kommunpolis 15 nov 2018 "
        "från 1 jan 2018 6 möten",
        "Åk 9 som provat narkotika Effektmål 14 % 11 % 30 nov 2018 Drogvaneenkät i åk 9",
        "Planerad 8 juni 2018: Skolornas veckobrev",
    ):
        assert words in section, words


def test_an_incomplete_draft_says_plainly_that_it_cannot_be_signed(today: ReportInput) -> None:
    first, *others = texts_of(today)
    assert "Inget löfte kan undertecknas så som det står i boken. Ett utkast är" in first
    assert "Kan inte undertecknas än" in first
    assert "L6 Ökad trygghet 1 oktober–31 december 2018 Orsak, åtgärd, ägare och" in first
    section = " ".join(others)
    assert (
        "Löftet saknar orsak, åtgärd, ägare och tidsgräns. Det kan inte undertecknas så." in section
    )
    assert "Ingen förväntad effekt är angiven." in section
    assert "Inget mått är satt för löftet." in section


def _endorsed(promise: PromiseRow) -> PromiseRow:
    return replace(promise, status=PromiseStatus.ENDORSED, signed_on=None, follow_up=None)


def test_a_promise_without_text_is_not_put_before_the_signatories(example: ReportInput) -> None:
    wordless = replace(_endorsed(example.promises[2]), text=" ")
    data = replace(example, kind="agreement", promises=(wordless,))
    first, *others = texts_of(data)
    assert "Kan inte undertecknas än" in first
    assert gap(Missing(Lack.TEXT)) in " ".join(others)


def test_gaps_are_named_by_the_actions_that_have_them(example: ReportInput) -> None:
    promise = _endorsed(example.promises[2])
    first, second, third = promise.actions
    bare = (replace(first, owner=None), replace(second, deadline=None), replace(third, owner=None))
    data = replace(example, kind="agreement", promises=(replace(promise, actions=bare),))
    text = " ".join(texts_of(data))
    assert (
        "Löftet saknar ägare för åtgärderna 3.1 och 3.3 och slutdatum för åtgärd 3.2. "
        "Det kan inte undertecknas så." in text
    )
    assert "Ägare saknas" in text
    unlinked = tuple(replace(action, causes=()) for action in promise.actions)
    text = " ".join(texts_of(replace(data, promises=(replace(promise, actions=unlinked),))))
    assert "Löftet saknar en åtgärd som möter en orsak. Det kan inte undertecknas så." in text


# --- signatures ----------------------------------------------------------------------------------


def test_the_signatories_sign_what_stands_on_the_pages_named(pages: list[str]) -> None:
    last = pages[-1]
    assert (
        "Vi undertecknar löftena L3, L4 och L5 så som de står på sida 2–4, med deras åtgärder, "
        "tidsgränser och mål." in last
    )
    for words in ("Namnteckning", "Namnförtydligande", "Ort", "Datum (år-mån-dag)"):
        assert last.count(words) == 2
    for number, start in ((3, 2), (4, 3), (5, 4)):
        assert f"{number}.1" in pages[start - 1]


def test_an_incomplete_draft_is_not_among_what_is_signed(example: ReportInput) -> None:
    promises = (_endorsed(example.promises[2]), example.promises[5])
    data = replace(example, kind="agreement", promises=promises)
    *_others, last = texts_of(data)
    assert "Vi undertecknar löftet L3 så som det står på sida 2, med dess åtgärder" in last
    assert "L6" not in last[last.index("Underskrifter") :]


def test_a_report_with_nothing_to_sign_has_no_lines(today: ReportInput) -> None:
    final = replace(today, state=ReportState.FINAL, settled_on=today.as_of, checksum="ab" * 32)
    for data in (today, final):
        text = " ".join(texts_of(data))
        assert text.count("Inget löfte kan undertecknas så som det står i boken.") == 2
        assert "Namnteckning" not in text


def test_when_every_promise_is_signed_it_says_that(today: ReportInput) -> None:
    signed = tuple(promise for promise in today.promises if promise.status.locked)
    done = replace(today, promises=signed)
    text = " ".join(texts_of(done))
    assert text.count("Alla löften är undertecknade.") == 2
    assert "kan undertecknas" not in text
    assert "Namnteckning" not in text
    assert "All promises are signed." in texts_of(done, "en")[0]


def test_a_final_report_says_so_and_carries_its_checksum(to_sign: ReportInput) -> None:
    final = replace(to_sign, state=ReportState.FINAL, settled_on=BEFORE_SIGNING, checksum="ab" * 32)
    for text in texts_of(final):
        assert "FASTSTÄLLD 2017-12-13" in text
        assert "UTKAST" not in text


# --- pages ---------------------------------------------------------------------------------------


def test_a_section_begins_where_all_of_it_has_room(today: ReportInput) -> None:
    first, second = texts_of(today)
    assert "Underskrifter" not in first
    assert "L6 Ökad trygghet Löfte för" in second
    assert "Underskrifter" in second


def test_short_promises_share_pages_and_their_page_numbers_hold(example: ReportInput) -> None:
    pattern = replace(example.promises[5], actions=(), text="Vi lovar att synas.")
    drafts = tuple(replace(pattern, number=n, title=f"Löfte nr {n}") for n in range(1, 41))
    pages = texts_of(replace(example, kind="agreement", promises=drafts))
    assert len(pages) < 30
    front = " ".join(pages[:3])
    for n in (1, 17, 40):
        (at,) = [i for i, text in enumerate(pages, 1) if f"L{n} Löfte nr {n} Utkast Utkast" in text]
        assert f"L{n} Löfte nr {n} Orsak, åtgärd, ägare och tidsgräns. {at}" in front


def test_an_empty_book(example: ReportInput) -> None:
    empty = ReportInput(
        kind="agreement",
        municipality="Ny kommun",
        police_area="",
        as_of=date(2018, 9, 15),
        period_from=date(2018, 5, 1),
        period_to=date(2018, 9, 15),
        diary_numbers=(),
        state=ReportState.DRAFT,
    )
    text = " ".join(texts_of(empty))
    assert "Inga löften är inlagda." in text
    assert "Det finns inget löfte att underteckna." in text
    assert "Inga undertecknare är inlagda i överenskommelsen." in text
    assert "There is no promise to sign." in " ".join(texts_of(empty, "en"))


def _awkward(example: ReportInput) -> ReportInput:
    word, note = "ord" * 100, "<b>&</b> {n} \u202e😀 " + " ".join(f"mening{n}" for n in range(4000))
    promise = _endorsed(example.promises[2])
    actions = tuple(
        replace(action, title=word, goal=note, owner=word, unit=word, support="*" * 90)
        for action in promise.actions
    )
    hard = replace(
        promise,
        title=word,
        text=note,
        expected_effect=note,
        problems=(ProblemRow(note, (note, word)), ProblemRow("")),
        actions=actions,
        indicators=tuple(replace(row, name=word, source=note) for row in promise.indicators),
    )
    return replace(example, kind="agreement", promises=(hard, *example.promises[3:]))


def test_awkward_text_is_printed_whole(example: ReportInput) -> None:
    drawn = " ".join(texts_of(_awkward(example)))
    for n in (0, 1999, 3999):
        # As signed, as an effect, as a problem and its evidence, thrice as a goal, and as sources.
        assert len([word for word in drawn.split() if word.strip("., ") == f"mening{n}"]) >= 8
    assert f"<b>&</b> {{n}} {BOX}" in drawn


def test_five_hundred_actions(example: ReportInput) -> None:
    promise = _endorsed(example.promises[2])
    pattern = promise.actions[2]
    actions = tuple(replace(pattern, number=n, title=f"Kontroll {n}") for n in range(1, 501))
    data = replace(example, kind="agreement", promises=(replace(promise, actions=actions),))
    pages = texts_of(data)
    drawn = " ".join(pages)
    assert all(f"3.{n} 2 Kontroll {n} " in drawn for n in range(1, 501))
    assert "Polisens (forts.)" in drawn
    end = next(i for i, text in enumerate(pages, 1) if "Planerad 20 oktober" in text)
    assert f"på sida 2–{end}, med dess åtgärder" in pages[-1]


# --- as a machine reads it -----------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_case_conforms(
    to_sign: ReportInput,
    today: ReportInput,
    example: ReportInput,
    profile: page.ValidationProfile,
    lang: Language,
) -> None:
    empty = replace(today, promises=(), signatories=(), diary_numbers=(), agreement=None)
    for data in (to_sign, today, empty, _awkward(example)):
        pdf = build_report(data, lang=lang)
        assert complaints(pdf, profile) == []
        for number, sheet in enumerate(reader(pdf).pages):
            assert int(str(sheet["/StructParents"])) == number


def test_headings_never_skip_a_level_and_rows_have_headers(to_sign: ReportInput) -> None:
    check_structure(build_report(to_sign, lang="sv"))


def test_english(to_sign: ReportInput) -> None:
    pages = texts_of(to_sign, "en")
    assert (
        "Three promises are signed by Säffle Municipality and the Police, LPO Arvika." in pages[0]
    )
    assert "To be signed" in pages[0]
    assert "We sign the promises L3, L4 and L5 as they stand on page 2–4" in pages[-1]


def test_the_same_data_gives_the_same_bytes(to_sign: ReportInput) -> None:
    assert build_report(to_sign, lang="sv") == build_report(to_sign, lang="sv")


def test_quantities_and_parties_without_a_target(example: ReportInput) -> None:
    promise = _endorsed(example.promises[2])
    action = replace(
        promise.actions[0], planned=None, unit="", start=None, party=Party.OTHER, goal=""
    )
    half = replace(promise.actions[1], planned=Decimal("2.5"))
    data = replace(example, kind="agreement", promises=(replace(promise, actions=(action, half)),))
    text = " ".join(texts_of(data))
    assert "Andra parter" in text
    assert "utan mål" in text
    assert "2,5 bommar" in text
    assert page_texts(build_report(data, lang="sv"))
