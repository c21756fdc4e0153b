"""What citizens said as a page for the web: that it can be read by everybody, and runs nothing."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.browser import Browser, Theme, running
from tests.reports.public_inputs import AWKWARD, WORD
from tests.reports.test_dialogue import TOLD, YEARS, the_report
from tests.reports.test_markup import parsed
from tests.reports.test_public_web import squeezed, text_of
from tracker.i18n import LANGUAGES, Language, language
from tracker.reports.build import build_page
from tracker.reports.kinds.dialogue.telling import dialogue_report
from tracker.services.reports.dialogue_rows import DialogueInput, GroupRow, QuoteRow, ThemeRow

WHOLE = replace(TOLD, years=YEARS)
HOSTILE = replace(
    WHOLE,
    title=AWKWARD,
    limitation=AWKWARD,
    themes=(ThemeRow(AWKWARD, 90), ThemeRow(WORD, 30), ThemeRow("få", 3)),
    places=(GroupRow(AWKWARD, 150, (90, 30, 3), 140),),
    quotes=(QuoteRow(AWKWARD, AWKWARD),),
    figures=tuple(replace(row, question=AWKWARD, source=AWKWARD) for row in WHOLE.figures),
    occasions=tuple(
        replace(row, title=AWKWARD, place=AWKWARD, limitation=AWKWARD) for row in WHOLE.occasions
    ),
)
INPUTS = (WHOLE, HOSTILE, DialogueInput())
THEMES: tuple[Theme, ...] = ("light", "dark")


def page_of(told: DialogueInput = WHOLE, lang: Language = "en") -> str:
    return build_page(the_report(told), lang=lang).decode()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for the whole run."""
    with running() as browser:
        yield browser


@pytest.mark.skipif(sys.platform == "win32", reason="chromium is where Debian puts it")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("told", INPUTS)
def test_it_is_accessible_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, told: DialogueInput, width: int, theme: Theme
) -> None:
    path = tmp_path / "sade.html"
    path.write_text(page_of(told), "utf-8")
    browser.show(path, width, theme)
    assert browser.violations() == []
    assert browser.asked_for() == [path.as_uri()]
    assert browser.complaints() == []
    assert browser.run("return document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_the_paper_says(lang: Language) -> None:
    said = squeezed(text_of(page_of(lang=lang)))
    with language(lang):
        told = dialogue_report(the_report(WHOLE))
    sentences = [told.title, told.opening, told.chart_notes, told.round, *told.uncovered]
    sentences += [text for pair in (*told.facts, *told.quotes) for text in pair]
    for part in told.parts:
        sentences += [part.title, *part.names, part.before]
        sentences += [text for row in part.rows for cell in row for text in cell]
    for sentence in sentences:
        assert squeezed(sentence) in said


def test_the_bars_figures_stand_in_a_table() -> None:
    page = page_of()
    table = page[page.index('<table class="bars"') : page.index("</table>")]
    rows = [text_of(f"<body>{row}").replace("\xa0", " ") for row in table.split("<tr>")[1:]]
    assert rows == [
        "Theme Share Answers 2016",
        "polis 60 % 90 50 %",
        "ljus 20 % 30 30 %",
        "buss not shown 10 %",
    ]
    widths = re.findall(r'width="([\d.]+)" class="share"', table)
    assert [float(width) for width in widths] == [100.0, 33.33, 0.0]
    assert table.count('<td class="bar" aria-hidden="true">') == 3


def test_headings_and_tables_have_their_parts() -> None:
    page = page_of()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels == [1] + [2] * 7
    assert page.count("<table") == page.count('role="region"') == 5
    assert page.count("<blockquote") == 1


def test_peoples_words_say_their_language_on_a_page_in_another() -> None:
    english, swedish = page_of(), page_of(lang="sv")
    assert '<span lang="sv">polis</span>' in english
    assert swedish.count("lang=") == 1


@pytest.mark.parametrize("told", INPUTS)
def test_nothing_is_run_or_fetched(told: DialogueInput) -> None:
    page = page_of(told)
    assert {name for name, _attributes in parsed(page).tags}.isdisjoint(
        {"script", "link", "iframe", "object", "embed", "form", "input", "base", "img"}
    )
    for _name, attributes in parsed(page).tags:
        for key, value in attributes:
            assert not key.startswith("on")
            assert key not in ("style", "src")
            assert key != "href" or str(value).startswith("#")


def test_what_few_said_is_not_in_the_page() -> None:
    page = page_of()
    assert "Lilla bryggan" not in page
    assert "Kajen" not in page
    assert "75" not in text_of(page)
