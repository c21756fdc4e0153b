"""Hints that free text may point out a person: they must catch what is typed and not cry wolf."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from tracker.models.enums import Hint
from tracker.models.personal_data import hints

# Test numbers that Skatteverket has set aside, and nobody has.
PERSON = "189001019802"
COORDINATION = "190910799824"


@pytest.mark.parametrize(
    "text",
    [
        "Talade med 900101-9802 på torget",
        "900101+9802",
        "900101 9802",
        "(9001019802)",
        f"född {PERSON}.",
        f"{PERSON[:8]}-{PERSON[8:]}",
        COORDINATION,
        f"samordningsnummer {COORDINATION[2:8]}-{COORDINATION[8:]}",
    ],
)
def test_identity_numbers_are_seen(text: str) -> None:
    assert Hint.IDENTITY_NUMBER in hints(text)


@pytest.mark.parametrize(
    "text",
    [
        "900101-9801",  # the check digit is wrong
        "901301-9802",  # no such month
        "900132-9802",  # no such day
        "Dnr 2018-000123",
        "Ärende 123456-7890",
        "A123.456/2018",
        "Räkningen 1234567890123456",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert Hint.IDENTITY_NUMBER not in hints(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Ring 070-123 45 67", Hint.PHONE),
        ("Ring 0701234567", Hint.PHONE),
        ("tfn +46 70 123 45 67", Hint.PHONE),
        ("0533-68 10 00", Hint.PHONE),
        ("skriv till kim.ek@saffle.se", Hint.EMAIL),
        ("a+b@exempel.se", Hint.EMAIL),
        ("en Volvo ABC 123", Hint.VEHICLE),
        ("reg.nr ABC12D", Hint.VEHICLE),
    ],
)
def test_other_traces_are_seen(text: str, hint: Hint) -> None:
    assert hints(text) == {hint}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Fotpatrull på torget 2018-05-17 kl. 18.00–22.00, 3 poliser",
        "12 nykterhetskontroller, 450 fordon, 2 rattfyllerier",
        "0 anmälningar, 15 samtal, 26 % otrygga",
        "2018-01-01–2018-12-31",
        "Kostnad 180 000 kr",
        "Lag (2023:196) 4 §",
        "KS 2018/214",
        "väg 45 och E18",
        "@polisen",
        "kl. 08-16, 08:00-16:00 och 0,5 timmar",
        "0-3 år, 0–100 meter",
        "perioden 2018-01 till 2018-04, vecka 05-08",
    ],
)
def test_everyday_notes_cause_no_alarm(text: str) -> None:
    assert hints(text) == set()


def test_several_traces_are_all_named() -> None:
    text = "900101-9802, 070-123 45 67, kim@exempel.se, ABC 123"
    # Names are found with the book beside the text.
    assert hints(text) == set(Hint) - {Hint.NAME}


@given(st.dates(), st.integers(0, 999), st.sampled_from("-+ "), st.booleans())
def test_every_valid_number_is_seen(date: object, serial: int, sign: str, long: bool) -> None:
    digits = str(date).replace("-", "")
    nine = f"{digits[2:]}{serial:03}"
    last = luhn.calc_check_digit(nine)
    number = f"{digits if long else digits[2:]}{sign}{serial:03}{last}"
    assert Hint.IDENTITY_NUMBER in hints(f"Ett samtal med {number} om torget")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert hints(text) <= set(Hint)
