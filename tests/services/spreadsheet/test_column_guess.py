"""What the columns of files from survey tools are guessed to be."""

import pytest

from tests.services.spreadsheet import exports
from tracker.messages import explain
from tracker.messages.sentences import SENTENCES
from tracker.services.spreadsheet.column_guess import guess_columns
from tracker.services.spreadsheet.response_map import Role


def roles(table: exports.Table) -> dict[str, str]:
    headings, rows = table
    guess = guess_columns(headings, exports.texts(rows))
    guess.map.check()
    return {column.heading: column.role.value for column in guess.map.columns}


def remarks(table: exports.Table) -> dict[str, str]:
    headings, rows = table
    guess = guess_columns(headings, exports.texts(rows))
    found = zip(headings, guess.remarks, strict=True)
    return {heading: remark.code for heading, remark in found if remark is not None}


def one(heading: str, *cells: str) -> tuple[Role, str]:
    """What a column beside a plain text is guessed to be, and why it is left out."""
    rows = [(cell, f"Jag tycker att {number} är mycket") for number, cell in enumerate(cells)]
    guess = guess_columns((heading, "Vad tycker du om det?"), rows)
    remark = guess.remarks[0]
    return guess.map.columns[0].role, remark.code if remark else ""


def test_microsoft_forms() -> None:
    table = exports.microsoft_forms()
    assert list(roles(table).values()) == [
        "key",
        "ignored",
        "date",
        "ignored",
        "ignored",
        "rating",
        "themes",
        "text",
        "text",
        "place",
        "group",
        "ignored",
    ]
    assert remarks(table) == {
        "E-post": "guess.personal",
        "Namn": "guess.personal",
        "Kön": "guess.one_group",
    }


def test_what_the_words_of_a_scale_were_taken_to_be_is_shown() -> None:
    headings, rows = exports.microsoft_forms()
    words = guess_columns(headings, exports.texts(rows)).map.rating_words
    assert words == (("Vet ej", 0), *zip(exports.SCALE, range(1, 6), strict=True))


def test_google_forms() -> None:
    headings, rows = exports.google_forms()
    guess = guess_columns(headings, exports.texts(rows))
    assert [column.role.value for column in guess.map.columns] == [
        "date",
        "ignored",
        "rating",
        "themes",
        "text",
        "place",
        "group",
    ]
    assert guess.map.columns[3].split == ","


def test_a_column_for_each_choice() -> None:
    headings, rows = exports.a_column_per_choice()
    guess = guess_columns(headings, exports.texts(rows))
    assert [column.role.value for column in guess.map.columns] == [
        "key",
        "date",
        *["themes"] * 5,
        "rating",
        "ignored",
        "ignored",
        "text",
    ]
    assert [column.theme for column in guess.map.columns[2:7]] == list(exports.CHOICES)
    assert remarks((headings, rows)) == {
        "Har du utsatts för brott?": "guess.choice",
        "Telefonnummer": "guess.personal",
    }


@pytest.mark.parametrize("heading", ["Namn", "Ditt namn", "E-post", "Mobil", "IP-adress", "Name"])
def test_what_asks_who_somebody_is_is_left_out(heading: str) -> None:
    assert one(heading, "Kim Ek", "Alex Berg", "Robin Å") == (Role.IGNORED, "guess.personal")


@pytest.mark.parametrize("cells", [("a@b.se", "c@d.se"), ("0701234567", "070-765 43 21")])
def test_addresses_and_numbers_are_seen_whatever_the_heading(cells: tuple[str, ...]) -> None:
    assert one("Vill du bli kontaktad?", *cells) == (Role.IGNORED, "guess.personal")


def test_a_long_answer_with_a_phone_number_in_it_is_still_a_text() -> None:
    cells = ("Ring kommunen på 0533-68 10 00 om lamporna vid torget", "Mer ljus vid bussen tack")
    assert one("Vad ska vi göra?", *cells)[0] is Role.TEXT


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Hur trygg är du?", ("1", "5", "3", "2"), (Role.RATING, "")),
        ("Hur många gånger i veckan?", ("1", "5", "3", "2"), (Role.IGNORED, "")),
        ("Betyg 1–10", ("7", "10", "3", "9", "6"), (Role.IGNORED, "guess.scale")),
        ("Hur trygg är du (1-5)", ("3", "7", "0", "-1", "3,5", "fyra", "4"), (Role.RATING, "")),
        ("Trygghet, 1 – 5", ("7", "8", "0", "fyra"), (Role.RATING, "")),
        ("Läget? (1 = dåligt, 5 = bra)", ("7", "0", "-1", "6"), (Role.RATING, "")),
        ("Hur trygg är du?", ("0", "-1", "3,5", "fyra"), (Role.RATING, "")),
        ("På en skala, hur är det?", ("0", "-1", "2", "fyra"), (Role.RATING, "")),
        ("Hur trygg är du?", ("7", "0", "-1", "fyra"), (Role.IGNORED, "guess.scale")),
        (
            "Hur trygg är du?",
            ("Ibland", "Sällan", "Ibland", "Sällan"),
            (Role.IGNORED, "guess.choice"),
        ),
        ("Vad är viktigt? Välj 1-5", ("Ljus", "Polis", "Ljus", "Polis"), (Role.THEMES, "")),
        ("Svarade", ("16 maj 2024", "17 maj 2024", "2/6 2024"), (Role.DATE, "")),
        (
            "End Date",
            ("05/21/2024", "05/22/2024", "05/03/2024"),
            (Role.IGNORED, "guess.month_first"),
        ),
        ("Tema", ("ljus, polis", "polis", "ljus"), (Role.THEMES, "")),
        ("Trygg, eller?", ("Ja, men", "Nej, men", "Kanske, kanske inte"), (Role.TEXT, "")),
        ("Avidentifierad", ("Ja", "Nej", "Ja"), (Role.DEIDENTIFIED, "")),
        ("Bor i området Höglunda?", ("", "", ""), (Role.IGNORED, "")),
    ],
)
def test_headings_and_contents_decide_together(
    heading: str, cells: tuple[str, ...], expected: tuple[Role, str]
) -> None:
    assert one(heading, *cells) == expected


def test_a_list_made_for_us_is_read_as_before_and_the_rest_of_it_left_alone() -> None:
    headings = ("Svar", "Betyg", "Tema", "Vad vill du se mer av på torget?")
    guess = guess_columns(headings, [("a b c", "4", "x/y", "mer ljus på torget")])
    assert [column.role.value for column in guess.map.columns] == [
        "text",
        "rating",
        "themes",
        "ignored",
    ]
    assert guess.map.columns[2].split == ",;/"


def test_200_columns_of_anything() -> None:
    headings = [f"Fråga {number}: vad tycker du?" for number in range(200)]
    guess = guess_columns(headings, [tuple(f"svar {n} här" for n in range(200))] * 3)
    assert len(guess.map.columns) == len(guess.remarks) == 200


def test_every_remark_has_its_sentence() -> None:
    tables = (exports.microsoft_forms(), exports.google_forms(), exports.a_column_per_choice())
    for headings, rows in tables:
        for remark in guess_columns(headings, exports.texts(rows)).remarks:
            assert remark is None or explain(remark)
    assert {f"guess.one_{role}" for role in ("date", "group", "place", "rating", "key")} <= set(
        SENTENCES
    )
