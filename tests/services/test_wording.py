"""Swedish words by their stems, and keywords that find their forms and compounds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.services.wording import Keywords, plain, stem, telling


@pytest.mark.parametrize(
    "forms",
    [
        "lampa lampan lampor lamporna",
        "polis polisen poliser poliserna polisens",
        "mörk mörkt mörka mörkare",
        "bil bilen bilar bilarna",
        "buss bussen bussar bussarna",
        "torg torget torgen",
        "plats platsen platser platserna",
        "trygghet tryggheten",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(plain(form)) for form in forms.split()}) == 1


def test_different_words_keep_apart() -> None:
    words = "natt nät park parkering bil bild trygg trygghet skola skotare"
    assert len({stem(plain(word)) for word in words.split()}) == 10


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("lampa", "LAMPORNA är sönder"),
        ("lampa", "Trasiga gatlampor"),
        ("polis", "Polisbilar åker förbi"),
        ("bil", "Bilarna kör fort"),
        ("mörk", "Det är så mörkt här!"),
        ("park", "i stadsparken"),
        ("synlig polis", "mer synliga poliser, tack"),
        ("våld", "vald på torget"),
        ("åk 9", "elever i åk 9"),
        ("café", "ett cafe"),
    ],
)
def test_a_keyword_finds_its_forms_and_compounds(keyword: str, text: str) -> None:
    assert Keywords([keyword]).first_in(text) == keyword
    assert Keywords([keyword]).first_in(unicodedata.normalize("NFD", text)) == keyword


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("park", "Parkeringen är full"),
        ("bil", "en billig bild"),
        ("synlig polis", "polis som är synlig"),
        ("buss", "busig unge"),
        ("polis", "en metropol i sikte"),
        ("trafik", "oprofetrafikalisk"),
        ("", "Mörkt"),
        (".*", "Mörkt"),
    ],
)
def test_but_not_what_only_looks_like_it(keyword: str, text: str) -> None:
    assert Keywords([keyword]).first_in(text) is None


def test_the_first_keyword_of_several() -> None:
    assert Keywords(["buske", "lampa"]).first_in("Lampor bland buskarna") == "buske"


def test_what_a_text_is_about_has_its_words_as_written() -> None:
    assert telling("Det är MÖRKT vid Lamporna, och lampan är 3 år") == {
        "mork": "MÖRKT",
        "lamp": "Lamporna",
    }


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_words_can_be_compared(keyword: str, text: str) -> None:
    assert Keywords([keyword]).first_in(text) in (None, keyword)
    assert all(
        root and word in unicodedata.normalize("NFC", text) for root, word in telling(text).items()
    )
