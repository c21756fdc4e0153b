"""The public report as a PDF: what it says, in which order, and that it conforms."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reports import public_inputs
from tests.reports.reading import page_texts, reader, tags, texts_of
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import LANGUAGES, Language
from tracker.reports.build import build_report
from tracker.reports.pdf.escape import BOX
from tracker.services.reports.rows import ReportInput


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """The example in Swedish, built once."""
    return build_report(public_inputs.example(), lang="sv")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "data", [public_inputs.example, public_inputs.empty, public_inputs.awkward, public_inputs.final]
)
def test_it_conforms(data: Callable[[], ReportInput], lang: Language) -> None:
    pdf = build_report(data(), lang=lang)
    assert [complaints(pdf, profile) for profile in PROFILES] == [[], []]
    for number, sheet in enumerate(reader(pdf).pages):
        assert int(str(sheet["/StructParents"])) == number


def test_a_promise_of_five_hundred_actions_conforms() -> None:
    pdf = build_report(public_inputs.many(), lang="sv")
    texts = page_texts(pdf)
    # The columns go on under their headings, and nothing is lost on the way.
    assert all("Vi lovade Vi gjorde Det blev inte av, därför att" in text for text in texts[:-1])
    assert "trafikkontroller 499" in " ".join(texts)
    document: Any = reader(pdf)
    assert [int(str(sheet["/StructParents"])) for sheet in document.pages] == list(
        range(len(texts))
    )


def test_page_one(pdf: bytes) -> None:
    first, *_others = page_texts(pdf)
    assert first.startswith(
        "Säffle kommun Polisen, lokalpolisområde Arvika Exempeldata · ej fastställd UTKAST "
    )
    assert "Så går det med våra löften till dig Kommunen och Polisen har gett fem löften." in first
    assert "Trafik- och levnadsmiljö" in first
    assert "Vad blev skillnaden? Klagomål: 17 till och med augusti, mot 24 samma tid 2017." in first


def test_the_margins_have_no_diary_number(pdf: bytes) -> None:
    texts = page_texts(pdf)
    for number, text in enumerate(texts, start=1):
        assert "Säffle kommun och Polisen Läget den 15 september 2018 · Exempeldata" in text
        assert f"Sida {number} av {len(texts)}" in text
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title == "Så går det med våra löften till dig, Säffle kommun"
    assert metadata.author == "Säffle kommun och Polisen"
    said = " ".join(texts) + repr(metadata)
    for word in ("KS 2018/214", "A198.412", "dnr", "Dnr", "LPO", "ANDT"):
        assert word not in said


def test_each_paragraph_says_aloud_what_it_tells(pdf: bytes, tmp_path: Path) -> None:
    """Whoever listens has no columns to see, so each text says its own."""
    headed: dict[str, list[str]] = {}
    for tag, text in spoken(pdf, tmp_path):
        if tag in ("H1", "H2"):
            headed[text] = []
        elif headed:
            headed[list(headed)[-1]].append(text)
    titles = list(headed)
    assert titles == [
        "Så går det med våra löften till dig",
        "Trafik- och levnadsmiljö",
        "Unga och alkohol, narkotika, dopning och tobak",
        "Levande stadskärna",
        "Förbättra utemiljön",
        "Ökad synlighet",
        "Vad händer nu?",
        "Säg vad du tycker",
    ]
    assert headed[titles[2]] == [
        "2018 Osäkert",
        "Varför? 14 % av eleverna i årskurs 9 har prövat narkotika. Önskemål om förebyggande "
        "arbete kom fram i medborgardialogen.",
        "Vi lovade: 10 samverkansmöten, 6 föräldramöten, 12 nykterhetskontroller och "
        "8 ungdomsinsatser.",
        "Vi gjorde: 7 av 10 samverkansmöten, 3 av 6 föräldramöten och 9 av 12 "
        "nykterhetskontroller.",
        "Det blev inte av, därför att: 8 ungdomsinsatser: Personal omfördelad.",
        "Vad blev skillnaden? Har prövat narkotika, årskurs 9: 14 %, samma som när vi började. "
        "Målet är 11 %.",
    ]
    # What nobody failed in is not heard under a heading that says somebody did.
    assert headed["Ökad synlighet"][4] == "Allt blev av."


def test_it_can_be_copied_as_it_is_seen(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    for words in (["pdftotext"], ["pdftotext", "-raw"]):
        run = subprocess.run([*words, str(file), "-"], capture_output=True, check=True)
        lines = run.stdout.decode().splitlines()
        assert (lines.count("Vi lovade:"), lines.count("Vi gjorde:")) == (5, 5)
        assert lines.count("Det blev inte av, därför att:") == 3
        assert "6 föräldramöten," in run.stdout.decode().replace("\n", " ")


def spoken(pdf: bytes, folder: Path) -> list[tuple[str, str]]:
    """Role and text of each paragraph and heading in reading order, as poppler has it."""
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    words = ["pdfinfo", "-struct-text", str(file)]
    run = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")
    found: list[tuple[str, str]] = []
    for line in run.stdout.splitlines():
        text = line.strip()
        if text.startswith('"'):
            tag, said = found.pop()
            found.append((tag, f"{said} {text[1:-1].strip()}".strip()))
        else:
            found.append((text.partition(" ")[0], ""))
    return found


def test_headings_nest_and_the_outline_has_every_promise(pdf: bytes) -> None:
    levels = [tag for tag in tags(pdf) if tag.startswith("H")]
    assert levels == ["H1"] + ["H2"] * 7
    first = reader(pdf).outline[0]
    assert not isinstance(first, list)
    assert first.title == "Så går det med våra löften till dig"


def test_a_final_report_says_its_day_and_nothing_of_a_draft() -> None:
    text = " ".join(texts_of(public_inputs.final()))
    assert "FASTSTÄLLD 2018-09-20" in text
    assert "UTKAST" not in text
    assert "Exempeldata" not in text


def test_an_empty_book_fits_a_page() -> None:
    [text] = texts_of(public_inputs.empty())
    assert "Kommunen och Polisen har inte gett något löfte ännu." in text
    assert "Vad händer nu? Vi har inte bestämt vad som händer nu." in text
    assert "Vi lovade" not in text


def test_hostile_text_is_printed_as_written() -> None:
    text = " ".join(texts_of(public_inputs.awkward()))
    assert f"<script>alert(1)</script> <b>fet</b> & \"x\" 'y' omvänt {BOX}" in text
    assert public_inputs.WORD in "".join(text.split())


def test_long_text_goes_on_over_pages() -> None:
    data = public_inputs.example()
    text = " ".join(f"mening{n}" for n in range(3000))
    late = data.promises[2]
    long = replace(
        late,
        title=text,
        expected_effect=text,
        actions=tuple(replace(action, reason=text) for action in late.actions),
    )
    pages = texts_of(replace(data, promises=(long, *data.promises[3:]), contact=text))
    said = " ".join(pages)
    # As a title, an effect, two reasons and where to turn; the heading has room for its beginning.
    for n, times in ((0, 6), (1, 6), (1500, 5), (2999, 5)):
        assert len(re.findall(rf"(?i)\bmening{n}\b", said)) == times
    assert "Vi lovade Vi gjorde" in pages[1]
    assert "Vi lovade Vi gjorde" not in pages[-1]


def test_a_report_that_just_spills_over_is_drawn_tighter() -> None:
    pages = texts_of(public_inputs.example())
    assert len(pages) == 2
    # The page's foot belongs to what happens next, unless that would leave a hole above it.
    assert "Vad händer nu?" in pages[-1]


def test_progress_rises() -> None:
    told: list[float] = []
    build_report(public_inputs.example(), lang="sv", progress=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)
