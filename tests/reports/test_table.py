"""Tables of any length, as pages cut them and as a listener hears them."""

import page
import pytest

from tests.reports.drawing import drawn
from tests.reports.reading import page_texts, tags
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.tables import column, table

COLUMNS = (column(20, heads_row=True), column(80), column(70, 0))
NAMES = ("Nr", "Vad", "Skäl")
TITLE = Text("Tabeller", style.REPORT_TITLE, tag="H1")


def row(*texts: str) -> Row:
    return Row(tuple(Text(text, style.TABLE) for text in texts))


def pdf_of(*rows: Row) -> bytes:
    return drawn([TITLE, table(COLUMNS, NAMES, rows)])


def group(name: str) -> Row:
    again: Block = Text(f"{name} (forts.)", style.TABLE_STRONG)
    return Row((Text(name, style.TABLE_STRONG),), again=again)


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_what_pages_cut_conforms(profile: page.ValidationProfile) -> None:
    giant = row("7", "mening " * 2500, "kort")
    for rows in ([], [group("Tom")], [group("Polisens"), giant, row("8", "a", "b")]):
        assert complaints(pdf_of(*rows), profile) == []


def test_an_empty_table_has_its_header_and_nothing_else() -> None:
    pdf = pdf_of()
    assert page_texts(pdf) == ["Tabeller Nr Vad Skäl 1 av 1"]
    assert tags(pdf) == ["Document", "H1", "Table", "THead", "TR", *["TH"] * 3, "TBody"]


def test_a_row_higher_than_a_page_is_one_row_to_a_listener() -> None:
    words = " ".join(f"ord{n}" for n in range(4000))
    lines = Stack([Text(f"rad {n}", style.TABLE) for n in range(200)])
    giant = Row((Text("7", style.TABLE), Text(words, style.TABLE), lines))
    pdf = pdf_of(row("6", "före", "–"), giant, row("8", "efter", "–"))
    pages = page_texts(pdf)
    assert len(pages) > 3
    assert all(text.startswith("Nr Vad Skäl") for text in pages[1:])
    drawn_words = " ".join(pages).split()
    assert [word for word in drawn_words if word.startswith("ord")] == words.split()
    assert drawn_words.count("rad") == 200
    assert tags(pdf).count("TR") == 4
    assert tags(pdf).count("TH") == 3 + 3


def test_a_group_is_named_again_on_each_page_that_it_goes_on_to() -> None:
    rows = [row(str(n), "något", "–") for n in range(150)]
    pages = page_texts(pdf_of(group("Polisens"), *rows[:60], group("Kommunens"), *rows[60:]))
    named = [
        next((name for name in ("Polisens", "Kommunens") if f"Skäl {name} (forts.)" in text), "")
        for text in pages
    ]
    assert named == ["", "Polisens", "Kommunens", "Kommunens", "Kommunens"]


def test_a_group_that_begins_a_page_is_not_named_twice() -> None:
    # However many rows stand before it, its heading is printed once where it begins.
    for before in range(30, 50):
        rows = [row(str(n), "något", "–") for n in range(before)]
        pages = page_texts(pdf_of(*rows, group("Polisens"), row("x", "y", "z")))
        text = " ".join(pages)
        assert text.count("Polisens") == 1
        assert "forts." not in text
        assert not any(one.endswith(f"Polisens {n} av 2") for n, one in enumerate(pages, 1))
