"""Text on a page for the web is inert and whole."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reports.markup import Markup, escaped, joined, tag


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said = ""
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((name, attrs))

    def handle_data(self, data: str) -> None:
        self.said += data


def parsed(page: str) -> _Text:
    parser = _Text()
    parser.feed(page)
    parser.close()
    return parser


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>fet</b> & \"x\" 'y'", "<b>fet</b> & \"x\" 'y'"),
        ("</style><script>", "</style><script>"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\u202eb\u2066c\ufeffd", "abcd"),
        ("rad\r\nrad\u2028rad", "rad  rad rad"),
        ("a\u030a", "å"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("שלום", "שלום"),
        ("a\ud800b\ufffe\ufdd0", "a□b□□"),
        ("24 kontroller", "24\xa0kontroller"),
        # Together they would be wider than a telephone.
        ("12 nykterhetskontroller", "12 nykterhetskontroller"),
    ],
)
def test_text_is_shown_as_written(written: str, shown: str) -> None:
    assert parsed(escaped(written)).said == shown


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    page = tag("p", text, title=text)
    parser = parsed(page)
    assert [name for name, _attributes in parser.tags] == ["p"]
    page.encode()
    assert escaped(parser.said) == escaped(text)


def test_elements() -> None:
    assert tag("p", "a & b", class_="x", aria_hidden="true", id="") == (
        '<p class="x" aria-hidden="true">a &amp; b</p>'
    )
    assert tag("meta", name='"><script>') == '<meta name="&quot;&gt;&lt;script&gt;">'
    assert joined("<", tag("b", "fet"), Markup("<br>")) == "&lt;<b>fet</b><br>"
