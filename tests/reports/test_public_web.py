"""The public report as a page for the web: its words, its structure, and how it behaves."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from tests.reports import public_inputs
from tests.reports.browser import Browser, Theme, running
from tests.reports.test_markup import parsed
from tracker.i18n import LANGUAGES, Language, language
from tracker.reports.build import build_page
from tracker.reports.kinds.public.amounts import in_order
from tracker.reports.kinds.public.telling import public_report
from tracker.reports.plain_words import BEGIN, END
from tracker.services.reports.rows import Logotype, Look, ReportInput

INPUTS = (
    public_inputs.example,
    public_inputs.coloured,
    public_inputs.empty,
    public_inputs.awkward,
)
WIDTHS = (320, 1280)
THEMES: tuple[Theme, ...] = ("light", "dark")


def page_of(data: ReportInput, lang: Language = "sv") -> str:
    return build_page(data, lang=lang).decode()


def text_of(page: str) -> str:
    """What the body says, on one line."""
    body = page.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for the whole run."""
    with running() as browser:
        yield browser


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[ReportInput, Language], Path]:
    """Writes a page to a file."""

    def write(data: ReportInput, lang: Language) -> Path:
        path = tmp_path / "löften.html"
        path.write_bytes(build_page(data, lang=lang))
        return path

    return write


# --- in a browser --------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="chromium is where Debian puts it")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("data", INPUTS)
def test_it_is_accessible_and_asks_for_nothing(
    browser: Browser,
    shown: Callable[[ReportInput, Language], Path],
    data: Callable[[], ReportInput],
    lang: Language,
    width: int,
    theme: Theme,
) -> None:
    page = shown(data(), lang)
    browser.show(page, width, theme)
    assert browser.violations() == []
    assert browser.asked_for() == [page.as_uri()]
    assert browser.complaints() == []
    # Nothing is wider than the window, which is what a page zoomed to 400 % has.
    assert browser.run("return document.documentElement.scrollWidth") == width
    assert browser.run("return document.fonts.check('16px \"Loftesboken Sans\"')")


def test_a_fault_would_be_found(browser: Browser, tmp_path: Path) -> None:
    good = page_of(public_inputs.example())
    wrong = good.replace("</main>", '<p><img src="https://example.org/x.png"></p></main>')
    page = tmp_path / "fel.html"
    page.write_text(wrong, "utf-8")
    browser.show(page, 320, "light")
    assert [rule for rule, _where in browser.violations()] == ["image-alt"]
    # The page's own policy: what is in it asks for nothing even when it is told to.
    assert "Content Security Policy" in browser.complaints()[0]


def test_it_follows_the_readers_theme(
    browser: Browser, shown: Callable[[ReportInput, Language], Path]
) -> None:
    page = shown(public_inputs.example(), "sv")
    backgrounds = []
    for theme in THEMES:
        browser.show(page, 1280, theme)
        backgrounds.append(browser.run("return getComputedStyle(document.body).backgroundColor"))
    assert backgrounds == ["rgb(255, 255, 255)", "rgb(17, 24, 31)"]


def test_the_keyboard_skips_to_the_content(
    browser: Browser, shown: Callable[[ReportInput, Language], Path]
) -> None:
    browser.show(shown(public_inputs.example(), "sv"), 1280, "light")
    where = browser.run(
        "const link = document.querySelector('a'); link.focus(); link.click();"
        "return [link.textContent, document.activeElement.localName]"
    )
    assert where == ["Hoppa till innehållet", "main"]


# --- its words and structure ---------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_the_paper_says(lang: Language) -> None:
    data = public_inputs.example()
    said = text_of(page_of(data, lang))
    with language(lang):
        told = public_report(data)
    sentences = [told.title, told.opening, told.caution, told.contact, *told.next_steps]
    for promise in told.promises:
        sentences += [
            promise.title, promise.when, promise.state_word, promise.why, promise.difference,
            *in_order(promise.promised), *in_order(promise.done), *promise.undone,
            *promise.otherwise,
        ]  # fmt: skip
    for sentence in sentences:
        # In English, people's own words are elements of their own.
        plain = sentence.replace(BEGIN, " ").replace(END, " ")
        assert squeezed(plain) in squeezed(said)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_one_heading_for_each_thing() -> None:
    page = page_of(public_inputs.example())
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels == [1, *([2, 3, 3, 3, 3] * 5), 2, 2]
    for element, number in (("header", 1), ("main", 1), ("footer", 1), ("nav", 1), ("article", 5)):
        assert len(re.findall(f"<{element}[ >]", page)) == number
    # The word is the state; its shape is for the eye.
    assert page.count("<svg") == page.count('aria-hidden="true"') == 10


def test_each_promise_can_be_led_to() -> None:
    page = page_of(public_inputs.example())
    targets = re.findall(r'href="#(lofte-\d+)"', page)
    assert targets == ["lofte-3", "lofte-4", "lofte-5", "lofte-1", "lofte-2"]
    assert re.findall(r'<h2 id="([^"]+)"', page) == targets


@pytest.mark.parametrize("data", INPUTS)
def test_nothing_is_run_or_fetched(data: Callable[[], ReportInput]) -> None:
    parser = parsed(page_of(data()))
    assert {name for name, _attributes in parser.tags}.isdisjoint(
        {"script", "link", "iframe", "object", "embed", "form", "input", "base", "img"}
    )
    for _name, attributes in parser.tags:
        for key, value in attributes:
            assert not key.startswith("on")
            assert key != "style"
            if key in ("href", "src"):
                assert value is not None
                assert value.startswith("#")


def test_it_says_what_language_it_and_peoples_words_are_in() -> None:
    swedish, english = (page_of(public_inputs.example(), lang) for lang in LANGUAGES)
    assert '<html lang="sv">' in swedish
    assert swedish.count("lang=") == 1
    assert '<html lang="en">' in english
    assert "<h1>How our promises to you are going</h1>" in english
    assert '<span lang="sv">Trafik- och levnadsmiljö</span>' in english
    assert '24 <span lang="sv">trafikkontroller</span>' in english.replace("\xa0", " ")
    # The marks for it are no part of the page.
    assert not {BEGIN, END} & set(swedish + english)


def test_a_draft_says_so_and_a_final_one_its_day() -> None:
    draft, final = page_of(public_inputs.example()), page_of(public_inputs.final())
    assert "<strong>UTKAST</strong>" in draft
    assert "ej fastställd" in draft
    assert "<title>Så går det med våra löften till dig, Säffle kommun · UTKAST</title>" in draft
    assert '<meta name="robots" content="noindex">' in draft
    assert "<strong>FASTSTÄLLD 2018-09-20</strong>" in final
    assert "UTKAST" not in text_of(final)
    assert "noindex" not in final


def test_a_municipality_has_its_logotype_and_colour() -> None:
    data = replace(
        public_inputs.example(), look=Look(Logotype(b"\x89PNG", 'Säffle "vapen"'), "#7A1F3D")
    )
    page = page_of(data)
    assert 'alt="Säffle &quot;vapen&quot;"' in page
    assert 'src="data:image/png;base64,iVBORw=="' in page
    assert "--masthead: #7A1F3D;" in page
    # As on paper, headings and links have it where it can be read; by night it would be too dark.
    assert page.count("--accent: #7A1F3D;") == 1
    pale = page_of(replace(data, look=Look(None, "#C8D400")))
    assert "--masthead: #C8D400;" in pale
    assert "--accent: #C8D400;" not in pale
    wrong = page_of(replace(data, look=Look(None, "red}body{display:none")))
    assert "display:none" not in wrong


def test_hostile_text_is_shown_as_written() -> None:
    page = page_of(public_inputs.awkward())
    assert "<script" not in page
    said = squeezed(text_of(page))
    assert squeezed("<script>alert(1)</script> <b>fet</b> & \"x\" 'y' omvänt 😀") in said
    assert public_inputs.WORD in said


def test_the_same_data_gives_the_same_page() -> None:
    data = public_inputs.example()
    assert build_page(data, lang="sv") == build_page(public_inputs.example(), lang="sv")
    assert len(build_page(data, lang="sv")) < 150_000
