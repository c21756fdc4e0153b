import pytest

from tests.refusals import refused
from tracker.services.spreadsheet.answer_dates import parse_day
from tracker.services.spreadsheet.ratings import parse_rating


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("4", 4),
        ("4 – ganska trygg", 4),
        ("5 = mycket trygg", 5),
        ("1. Mycket otrygg", 1),
        ("4/5", 4),
        ("3 av 5", 3),
        ("Mycket trygg (5)", 5),
        ("Mycket trygg", 5),
        ("Ganska trygg", 4),
        ("Trygg", 4),
        ("Varken trygg eller otrygg", 3),
        ("Varken eller", 3),
        ("Ganska otrygg", 2),
        ("Inte särskilt trygg", 2),
        ("Inte alls trygg", 1),
        ("Mycket otrygg", 1),
        ("Jag känner mig mycket otrygg", 1),
        ("Instämmer helt", 5),
        ("Instämmer inte alls", 1),
        ("Mycket missnöjd", 1),
        ("Neither safe nor unsafe", 3),
        ("Very safe", 5),
        ("Somewhat unsafe", 2),
        ("Vet ej", 0),
        ("Ingen uppfattning", 0),
    ],
)
def test_ratings_in_digits_and_words(text: str, rating: int) -> None:
    assert parse_rating(text) == rating


@pytest.mark.parametrize("text", ["0", "6", "10", "-1", "3,5", "99999999999999999999"])
def test_numbers_that_are_no_rating(text: str) -> None:
    with refused("response.rating") as caught:
        parse_rating(text)
    assert caught.value.params["value"] == text


@pytest.mark.parametrize("text", ["tre", "ibland", "mycket mörkt", "trygg och otrygg", "²", "４"])
def test_words_that_are_no_rating(text: str) -> None:
    with refused("input.rating"):
        parse_rating(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-16",
        "2024-05-16 12:04:59",
        "2024-05-16T12:04:59Z",
        "2024/05/16 3:45:12 em CEST",
        "2024-05-16 12.04.59",
        "16/5 2024 12:04",
        "16.5.2024 14.05",
        "16 maj 2024 kl. 12:04",
        "den 16 maj 2024",
        "20240516",
    ],
)
def test_days_in_the_timestamps_of_survey_tools(text: str) -> None:
    assert parse_day(text).isoformat() == "2024-05-16"
