"""Every kind of report, in both languages, of four books: what holds for all of them.

The kinds are those of the registry, so that a new one is tested by being listed there. The books
are the example, one with nothing but an agreement, one of text that paper does not expect, and one
with two thousand actions under four promises.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.awkward_book import an_awkward_book
from tests.big_book import a_big_book
from tests.factory import DAY, WHO, a_book, a_clock, a_round, an_occasion, opened
from tests.meetings import a_full_meeting, a_meeting
from tests.reports.cases import CASES, Case
from tests.reports.reading import reader
from tests.reports.structure import check_structure, unmarked
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import LANGUAGES, Language
from tracker.models.errors import Invalid
from tracker.reports.build import build_report
from tracker.reports.making import make_report
from tracker.reports.pdf.watching import watching
from tracker.reports.registry import Choice, kind_of
from tracker.services.books import NewBook, create_book
from tracker.services.example import SHOWN_DAY
from tracker.services.reports.dialogue import DIALOGUE
from tracker.services.reports.rows import ReportInput

BOOKS = ("example", "empty", "awkward", "big")
# Two thousand actions break pages and tables alike in either language.
IN_A_LANGUAGE = [(b, lang) for b in BOOKS for lang in LANGUAGES if (b, lang) != ("big", "en")]
ACTIONS = (500, 500, 500, 500)
OCCASIONS = 100
POINTS = 200
_SAID = {"sv": "sv-SE", "en": "en-GB"}

every_case = pytest.mark.parametrize("case", CASES, ids=str)

Read = Callable[[str, Case], ReportInput]


@pytest.fixture(scope="session")
def read(new_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """What a case is made from in one of the books, each made the first time it is asked for."""
    folder = tmp_path_factory.mktemp("books")

    @cache
    def book(name: str) -> Path:
        path = folder / f"{name}.loftesbok"
        match name:
            case "example":
                shutil.copy(new_example, path)
                a_full_meeting(path, SHOWN_DAY - timedelta(1))
            case "empty":
                a_book(path)
                _add_a_round(path)
                _add_a_meeting(path)
            case "awkward":
                an_awkward_book(book("example"), path)
            case "big":
                a_big_book(path, ACTIONS)
                _add_a_round(path, OCCASIONS)
                a_full_meeting(path, points=POINTS)
        return path

    return cache(lambda name, case: case.read(book(name)))


@pytest.mark.parametrize(("book", "lang"), IN_A_LANGUAGE)
@every_case
def test_a_report_is_whole_accessible_and_archival(
    read: Read, case: Case, book: str, lang: Language
) -> None:
    data = read(book, case)
    with watching(texts=True) as watch:
        pdf = build_report(data, lang=lang)
    for profile in PROFILES:
        assert complaints(pdf, profile) == []
    check_structure(pdf)
    document: Any = reader(pdf)
    assert document.trailer["/Root"]["/Lang"] == _SAID[lang]
    check_fonts(document)
    assert watch.drawn
    check_text(pdf, watch.drawn)
    assert bool(watch.boxed) == (book == "awkward")


def _add_a_round(path: Path, occasions: int = 0) -> None:
    """What the kinds about a dialogue round are of, in a book that has none."""
    ctx = opened(path)
    try:
        round_id = a_round(ctx)
        for number in range(occasions):
            an_occasion(ctx, round_id, f"Torgsamtal {number}", DAY + timedelta(number // 10))
    finally:
        ctx.close()


def _add_a_meeting(path: Path) -> None:
    """A meeting to come of which nothing more is known than its day."""
    ctx = opened(path)
    try:
        a_meeting(ctx, held=False)
    finally:
        ctx.close()


def check_fonts(document: Any) -> None:
    """Every font is in the file."""
    seen = set()
    for sheet in document.pages:
        for entry in sheet["/Resources"]["/Font"].values():
            if entry["/BaseFont"] not in seen:
                seen.add(entry["/BaseFont"])
                assert "/FontFile2" in entry["/FontDescriptor"]


def check_text(pdf: bytes, drawn: list[tuple[int, str]]) -> None:
    """Every letter that was drawn on a page is read back from it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    run = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],
        input=pdf, capture_output=True, check=True,
    )  # fmt: skip
    pages = [Counter(text) for text in run.stdout.decode().split("\f")]
    wanted = [Counter[str]() for _page in pages]
    for number, text in drawn:
        wanted[number - 1].update("".join(text.split()))
    for number, (letters, found) in enumerate(zip(wanted, pages, strict=True), start=1):
        assert letters - found == Counter(), f"not read back from page {number}"


@pytest.mark.parametrize("case", [case for case in CASES if case.kind != DIALOGUE], ids=str)
def test_a_book_without_an_agreement_has_no_report(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "new.loftesbok"
    create_book(path, NewBook("Säffle", "Arvika"), clock=a_clock(), who=WHO)
    ctx = opened(path)
    try:
        with pytest.raises(Invalid) as refused:
            make_report(ctx, case.query(), "sv")
    finally:
        ctx.close()
    about_a_round = Choice.ROUND in kind_of(case.kind).choices
    assert refused.value.code == ("report.no_round" if about_a_round else "report.no_agreement")


@every_case
def test_the_same_book_on_the_same_day_gives_the_same_bytes(read: Read, case: Case) -> None:
    first, again = (build_report(read("example", case), lang="sv") for _time in range(2))
    assert first == again


def test_text_outside_the_structure_is_found() -> None:
    inside = b"/P <</MCID 0>> BDC\nBT 1 2 Td (a\\) BDC ) Tj ET\nEMC\n"
    assert unmarked(inside) == 0
    assert unmarked(inside + b"BT (b) Tj ET\n") == 1
