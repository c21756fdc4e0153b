"""gallra: what is due is deleted, told beforehand and afterwards."""

from pathlib import Path

import pytest

from tests import factory
from tests.cli.conftest import Lofte
from tracker.models.clock import SystemClock, WalkingClock
from tracker.models.enums import SurveyMethod
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

SECRET = "Grannen skriker om nätterna"


@pytest.fixture
def book(book_path: Path, clock: WalkingClock) -> Path:
    """Two texts that are due, one without a date."""
    today = SystemClock().today()
    ctx = factory.opened(book_path, clock)
    for title, until in (("Torget", today.replace(year=today.year - 1)), ("Skolan", None)):
        survey = add_survey(
            ctx,
            SurveyFields(
                "Säffle", title, SurveyMethod.SQUARE_TALK, factory.DAY, retention_until=until
            ),
        )
        texts = (SECRET, "Mörkt") if until else ("Trafiken",)
        add_responses(ctx, survey, [ResponseFields(text) for text in texts])
    ctx.close()
    return book_path


def test_a_look_deletes_nothing(lofte: Lofte, book: Path) -> None:
    ran = lofte("gallra", book, "--dry-run")
    assert (ran.code, ran.error) == (0, "")
    assert "Torget" in ran.out
    assert "Skolan" in ran.out
    assert [row["texts"] for row in lofte("gallra", book, "--dry-run", "--json").json()["due"]] == [
        2
    ]


def test_what_is_due_is_deleted_and_logged(lofte: Lofte, book: Path) -> None:
    done = lofte("gallra", book, "--json").json()
    assert done["deleted"] == {"texts": 2, "earlier_words": 0, "changes": 2}
    after = lofte("gallra", book, "--dry-run", "--json").json()
    assert (after["due"], after["deleted"]) == ([], None)
    assert [(row["survey"], row["texts"]) for row in after["log"]] == [("Torget", 2)]
    assert [row["survey"] for row in after["undated"]] == ["Skolan"]
    assert SECRET.encode() not in book.read_bytes()
    assert "Torget" in lofte("gallra", book, "--dry-run").out
    assert lofte("check", book).code == 0


def test_again_there_is_nothing_to_do(lofte: Lofte, book: Path) -> None:
    lofte("gallra", book)
    assert lofte("gallra", book, "--earlier", "--json").json()["deleted"] == {
        "texts": 0,
        "earlier_words": 0,
        "changes": 0,
    }
