"""Abbreviations in full, and people's words marked in another language's sentence."""

import pytest

from tracker.i18n import language
from tracker.reports.plain_words import BEGIN, END, spelled_out, theirs


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Unga och ANDT", "Unga och alkohol, narkotika, dopning och tobak"),
        ("ANDTS-arbete", "Arbete kring alkohol, narkotika, dopning, tobak och spel"),
        ("Översyn av GC-banor", "Översyn av gång- och cykelbanor"),
        ("Åk 9 och åk. 7–9", "Årskurs 9 och årskurs 7–9"),
        ("Öppet till kl. 21, kl 22", "Öppet till klockan 21, klockan 22"),
        ("Fotpatrullering, pass fre/lör kväll", "Fotpatrullering, pass fredag/lördag kväll"),
        ("LPO Arvika och LPO-chefen", "Lokalpolisområde Arvika och lokalpolisområdeschefen"),
        ("Brås handbok", "Brottsförebyggande rådets handbok"),
        ("ca 15 st. lampor", "cirka 15 stycken lampor"),
        ("T.ex. lampor, m.m.", "Till exempel lampor, med mera."),
        ("Bilar m.m. Sedan mopeder", "Bilar med mera. Sedan mopeder"),
        ("bilar m.fl. på torget", "bilar med flera på torget"),
        ("p.g.a. vakans fr.o.m. maj", "på grund av vakans från och med maj"),
        # Words that only look like them.
        ("Bråk på torget, kläder, staden", "Bråk på torget, kläder, staden"),
        ("  luft omkring  ", "luft omkring"),
        ("", ""),
    ],
)
def test_abbreviations_are_spelled_out(written: str, read: str) -> None:
    assert spelled_out(written) == read
    assert spelled_out(read) == read


def test_peoples_words_are_marked_in_another_languages_sentence() -> None:
    assert theirs("Översyn") == "Översyn"
    with language("en"):
        assert theirs("Översyn") == f"{BEGIN}Översyn{END}"
        assert theirs("") == ""
    # Marks that people wrote themselves would open what nothing closes.
    assert spelled_out(f"Över{BEGIN}syn{END}") == "Översyn"
