"""An export taken anew: a correction is recognised by its number, and is no new answer."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.factory import snapshot
from tests.services.spreadsheet.lists import csv_file, told, xlsx_file
from tracker.models.survey import Response
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.masking import delete_response
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role
from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_import import ImportAnswers, import_answers

HEADINGS = "Svarsnummer;Betyg;Kommentar"
FIRST = ("101;2;Mörkt vid stationn", "102;4;Mopeder", "103;3;Mopeder")
CORRECTED = ("101;2;Mörkt vid stationen", *FIRST[1:], "104;5;Inget alls")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def take_in(ctx: AppContext, folder: Path, *rows: str, **more: object) -> ImportResult:
    headings = str(more.pop("headings", HEADINGS))
    path = csv_file(folder / "svar.csv", "\n".join([headings, *rows]))
    return import_answers(ctx, ImportAnswers(path, "Torget", **more))  # type: ignore[arg-type]


def counts(result: ImportResult) -> tuple[int, int, int]:
    """How many were new, known already and held back."""
    return result.added, result.duplicates, result.held_back


def texts(ctx: AppContext) -> list[str | None]:
    with ctx.read() as session:
        return list(session.scalars(select(Response.text).order_by(Response.id)))


def test_a_corrected_row_is_named_and_left_out(anywhere: AppContext, folder: Path) -> None:
    assert counts(take_in(anywhere, folder, *FIRST)) == (3, 0, 0)
    before = texts(anywhere)
    looked = take_in(anywhere, folder, *CORRECTED, dry_run=True)
    assert counts(looked) == (1, 2, 1)
    assert texts(anywhere) == before
    result = take_in(anywhere, folder, *CORRECTED)
    assert counts(result) == (1, 2, 1)
    assert result.problems == ()
    assert texts(anywhere) == [*before, "Inget alls"]
    assert [note.code for note in result.notes] == ["import.numbers_known", "import.number_known"]
    assert told(result)[1].startswith("svar.csv, rad 2, kolumn Svarsnummer: ")
    # Once more it is said again, and still nothing doubles.
    assert counts(take_in(anywhere, folder, *CORRECTED)) == (0, 3, 1)


def test_a_column_that_came_later_doubles_nothing(ctx: AppContext, folder: Path) -> None:
    take_in(ctx, folder, *FIRST)
    longer = [f"{row};Färdig" for row in FIRST]
    result = take_in(ctx, folder, *longer, headings=f"{HEADINGS};Status")
    assert counts(result) == (0, 0, 3)


def test_numbers_that_begin_again_come_in_when_one_says_so(
    anywhere: AppContext, folder: Path
) -> None:
    take_in(anywhere, folder, *FIRST)
    second = ("101;5;Ljust", "102;5;Bra", "105;1;Fort")
    assert counts(take_in(anywhere, folder, *second, renumbered=True)) == (3, 0, 0)
    # It is said of a file and not remembered; what came in so is known by its number too.
    assert counts(take_in(anywhere, folder, *second)) == (0, 3, 0)
    assert counts(take_in(anywhere, folder, "105;1;Fort här")) == (0, 0, 1)


def test_the_same_file_adds_nothing_whatever_is_said_of_its_numbers(
    ctx: AppContext, folder: Path
) -> None:
    take_in(ctx, folder, *FIRST)
    before = snapshot(ctx)
    for renumbered in (False, True):
        assert counts(take_in(ctx, folder, *FIRST, renumbered=renumbered)) == (0, 3, 0)
    assert snapshot(ctx) == before


def test_answers_from_before_numbers_were_known_are_known_all_the_same(
    ctx: AppContext, folder: Path
) -> None:
    take_in(ctx, folder, *FIRST)
    with ctx.write("response.edit") as tx:
        for response in tx.session.scalars(select(Response)):
            assert response.source_key is not None
            response.source_key = response.source_key.partition("/")[0]
    assert counts(take_in(ctx, folder, *FIRST)) == (0, 3, 0)


def test_a_number_is_not_kept_in_clear_nor_the_same_in_two_surveys(
    ctx: AppContext, folder: Path
) -> None:
    path = csv_file(folder / "svar.csv", f"{HEADINGS}\nABCDEF-4711;2;Mörkt")
    for survey in ("Torget", "Skolan"):
        import_answers(ctx, ImportAnswers(path, survey))
    with ctx.read() as session:
        keys = [str(key) for key in session.scalars(select(Response.source_key))]
    assert "4711" not in "".join(keys)
    assert len({key.partition("/")[2] for key in keys}) == 2


def test_an_answer_that_was_removed_does_not_come_back_corrected(
    anywhere: AppContext, folder: Path
) -> None:
    take_in(anywhere, folder, *FIRST)
    with anywhere.read() as session:
        first = session.scalars(select(Response).order_by(Response.id)).first()
    assert first is not None
    delete_response(anywhere, first.id, first.version)
    assert counts(take_in(anywhere, folder, *CORRECTED)) == (1, 2, 1)


def test_an_import_that_was_undone_is_forgotten(ctx: AppContext, folder: Path) -> None:
    take_in(ctx, folder, *FIRST)
    undo(ctx)
    assert counts(take_in(ctx, folder, *CORRECTED)) == (4, 0, 0)


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("Klass", "7;4;Mörkt\n7;3;Bra", "7;4;Mörkt\n7;2;Dåligt"),
        ("Nr", "850709-9805;4;Mörkt", "850709-9805;2;Mörkt"),
        ("Svarsnummer", ";4;Mörkt", ";2;Mörkt"),
    ],
    ids=["repeated", "somebody's own", "empty"],
)
def test_what_is_no_number_of_an_answer_tells_nothing(
    ctx: AppContext, folder: Path, heading: str, first: str, second: str
) -> None:
    headings = f"{heading};Betyg;Kommentar"
    roles = zip(headings.split(";"), (Role.KEY, Role.RATING, Role.TEXT), strict=True)
    chosen = ResponseMap(tuple(ColumnMap(*pair) for pair in roles))
    take_in(ctx, folder, first, headings=headings, map=chosen)
    assert take_in(ctx, folder, second, headings=headings, map=chosen).held_back == 0
    with ctx.read() as session:
        assert not [key for key in session.scalars(select(Response.source_key)) if "/" in str(key)]


def test_a_row_without_a_number_among_those_that_have_one(ctx: AppContext, folder: Path) -> None:
    take_in(ctx, folder, *FIRST, ";1;Utan nummer")
    assert counts(take_in(ctx, folder, *FIRST, ";1;Utan nummret")) == (1, 3, 0)


def test_a_row_on_another_sheet_is_named_with_it(ctx: AppContext, folder: Path) -> None:
    headings = HEADINGS.split(";")

    def taken_in(said: str) -> ImportResult:
        sheets: dict[str, list[list[Any]]] = {
            "Torget": [headings, [1, 4, "Mörkt"]],
            "Parken": [headings, [2, 3, said]],
        }
        return import_answers(ctx, ImportAnswers(xlsx_file(folder / "svar.xlsx", sheets), "Torget"))

    taken_in("Ljust")
    result = taken_in("Ljusare")
    assert counts(result) == (0, 1, 1)
    assert "flik Parken, rad 2" in told(result)[1]
