"""Text that people wrote reaches paper whole and inert."""

import re
import unicodedata
from dataclasses import replace

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.reading import page_texts, reader, texts_of
from tracker.reports import style
from tracker.reports.build import build_report
from tracker.reports.pdf.escape import BOX, printable
from tracker.reports.pdf.fonts import FACES, face, safe
from tracker.reports.pdf.text import ELLIPSIS, Run, wrap
from tracker.services.reports.rows import ProblemRow, ReportInput

KNOWN = frozenset("abcdefghijklmnopqrstuvwxyzåäö<>/&=+10 ÅÄÖ\xa0-.,!")


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("<b>fet</b> & =1+1", "<b>fet</b> & =1+1"),
        ("a\u202eb\u200fc\u2066d\u2069", "abcd"),
        ("a\x00b\x07c\x1b", "abc"),
        ("a\u00adb\ufeffc", "abc"),
        ("rad\r\nrad\u2028rad\vrad", "rad\nrad\nrad\nrad"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\t b    c", "a b c"),
        ("a\u2009b\u3000c", "a b c"),
        ("1\u202f000 a\u2011b", "1\xa0000 a-b"),
        ("a\u030a", "å"),
        ("hej 😀!", f"hej {BOX}!"),
        ("👨\u200d👩\u200d👧 och 👍\U0001f3fd", f"{BOX} och {BOX}"),
        ("\ud800", BOX),
        ("שלום", BOX * 4),
    ],
)
def test_printable(written: str, drawn: str) -> None:
    assert printable(written, KNOWN) == drawn


@given(st.text())
def test_printable_leaves_only_what_can_be_drawn_and_is_stable(text: str) -> None:
    drawn = printable(text, KNOWN | {BOX})
    assert set(drawn) <= KNOWN | {BOX, "\n"}
    assert printable(drawn, KNOWN | {BOX}) == drawn


@given(st.text())
def test_safe_text_has_a_glyph_in_every_cut(text: str) -> None:
    drawn = set(safe(text)) - {"\n"}
    assert all(drawn <= set(face(name).widths) for name in FACES)
    assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in drawn)


def test_names_from_near_and_far_are_drawn_as_written() -> None:
    names = "Åsa Öqvist, Máret Ánne Sárá-Ŋuorri, Đặng Nguyễn, Łukasz Żółć, Олена, Γιώργος, Şahin, €"
    assert safe(names) == names


words = st.text(alphabet="abc åäö-/1 2\n<&😀" + "x" * 3, max_size=400)


@given(words, st.floats(20, 400))
def test_lines_keep_every_letter_and_fit(text: str, width: float) -> None:
    lines = wrap((Run(text, style.TABLE),), width)
    drawn = ["".join(piece.text for piece in line.pieces) for line in lines]
    assert "".join("".join(drawn).split()) == "".join(safe(text).split())
    assert all(line.width <= width + 1e-6 for line in lines)


@hypothesis.example("1 111", "11", 21.0, 2)
@given(words, words, st.floats(20, 400), st.integers(1, 4))
def test_cut_lines_end_in_an_ellipsis(first: str, second: str, width: float, most: int) -> None:
    runs = (Run(first, style.TABLE), Run(second, style.QUESTION))
    whole, cut = wrap(runs, width), wrap(runs, width, most)
    assert len(cut) == min(len(whole), most)
    if len(whole) > most:
        assert cut[-1].pieces[-1].text.endswith(ELLIPSIS)
    assert all(line.width <= width + 1e-6 for line in cut)


def test_a_number_stays_with_the_word_it_counts() -> None:
    width = style.BODY.width("det var ungefär 34")
    first, second = wrap((Run("det var ungefär 34 klagomål", style.BODY),), width + 1)
    assert first.pieces[0].text == "det var ungefär"
    assert second.pieces[0].text == "34 klagomål"


def test_a_long_word_is_broken_by_force_and_long_text_flows_on(example: ReportInput) -> None:
    word = "ord" * 100
    text = " ".join(f"mening{n}" for n in range(1200))
    promise = replace(
        example.promises[2],
        title=word,
        text=text,
        problems=(ProblemRow(text),),
        actions=tuple(
            replace(action, title=word, goal=text, reason=text, owner=word)
            for action in example.promises[2].actions
        ),
    )
    drawn = " ".join(texts_of(replace(example, promises=(promise,))))
    for n in (0, 1, 599, 1198, 1199):
        # As signed, as a problem, as the goals of three actions and as two reasons.
        assert len(re.findall(rf"(?i)\bmening{n}\b", drawn)) >= 7
    assert word in "".join(drawn.split())


def test_markup_and_signs_are_printed_as_written(example: ReportInput) -> None:
    text = "<b>Fet</b> & <font size=90>stor</font> =1+1 {namn} %s \\(x\\) ]]>"
    promise = replace(example.promises[2], title=text, text=text)
    data = replace(example, promises=(promise,), municipality="R&D <i>stad</i> kommun")
    pdf = build_report(data, lang="sv")
    pages = page_texts(pdf)
    assert text in pages[2]
    assert "R&D <i>stad</i> kommun" in pages[0]
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title == "Statusrapport medborgarlöften, R&D <i>stad</i> kommun"


def test_what_cannot_be_drawn_becomes_a_box(example: ReportInput) -> None:
    promise = replace(example.promises[2], text="Gräsmattan 🌳 vid \u202eskolan\u202c")
    pages = texts_of(replace(example, promises=(promise,)))
    assert f"Gräsmattan {BOX} vid skolan" in pages[2]
