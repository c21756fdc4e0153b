"""form, and import of what comes back."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Lofte
from tests.factory import a_promise, an_action
from tests.services.spreadsheet.forms import ACTION, DATE, PLACE, day, filled_in, sheets_of
from tracker.services.context import AppContext


@pytest.fixture
def book(ctx: AppContext, book_path: Path) -> Path:
    """A book with one patrol."""
    an_action(ctx, a_promise(ctx))
    return book_path


def test_a_form_goes_out_and_comes_back(lofte: Lofte, book: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blankett.xlsx"
    ran = lofte("form", book, "-o", blank, "--party", "polis")
    assert (ran.code, ran.error) == (0, "")
    assert f"med 1 åtgärd att logga: {blank}" in ran.out
    assert "--as log" in ran.out
    row = {ACTION: "1.1 Fotpatrullering", DATE: day(3)}
    path = filled_in(blank, tmp_path / "in.xlsx", [row, {**row, DATE: day(4)}])
    assert "2 rader lades till" in lofte("import", book, path, "--as", "log").out
    path = filled_in(blank, tmp_path / "in.xlsx", [row, {**row, DATE: day(4), PLACE: "Torget"}])
    tried = lofte("import", book, path, "--as", "log", "--dry-run")
    assert "0 rader skulle läggas till, 1 skulle ändras, 1 fanns redan i boken" in tried.out
    ran = lofte("import", book, path, "--as", "log", "--json")
    assert (ran.code, ran.json()["updated"], ran.json()["duplicates"]) == (0, 1, 1)
    path = filled_in(blank, tmp_path / "in.xlsx", [{**row, PLACE: "Ån"}])
    ran = lofte("import", book, path, "--as", "log")
    assert (ran.code, "1 rättad rad utelämnad" in ran.out) == (1, True)


def test_a_form_on_paper(lofte: Lofte, example: Path, tmp_path: Path) -> None:
    book = Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))
    path = tmp_path / "form.pdf"
    assert lofte("form", book, "-o", path, "--owner", "gruppchef", "--lang", "en").code == 0
    text = PdfReader(path).pages[0].extract_text()
    assert "Log form: Gruppchef" in text
    assert "13 of 30 pass" in text
    for words in ("Left to do", "write C or M", "To be returned to", "The square"):
        assert words in text, words
    assert re.search(r"2018-09-15\s+5\.2", text), "an example shows how a day is written"
    assert "DRAFT" not in text
    assert lofte("form", book, "-o", path).code == 0
    assert "Trafikingenjör" in PdfReader(path).pages[0].extract_text()


def test_what_can_t_be_made_is_told(lofte: Lofte, book: Path, tmp_path: Path) -> None:
    refused = {
        "f.docx": "varken en arbetsbok eller en pappersblankett",
        "f.xlsx": "Det finns ingen öppen åtgärd att logga",
        "f.pdf": "bara en av dem",
    }
    for name, words in refused.items():
        ran = lofte("form", book, "-o", tmp_path / name, "--party", "annan", "--party", "kommun")
        assert (ran.code != 0, words in ran.error) == (True, True), ran
        assert not (tmp_path / name).exists()
    for name in ("f.pdf", "f.xlsx"):
        ran = lofte("--lang", "en", "form", book, "-o", tmp_path / name, "--party", "annan")
        assert (ran.code, (tmp_path / name).exists()) == (1, False)
        assert "no open action to log" in ran.error
    assert next(iter(sheets_of(_english(lofte, book, tmp_path)))) == "Log entries"


def _english(lofte: Lofte, book: Path, tmp_path: Path) -> Path:
    lofte("form", book, "-o", tmp_path / "e.xlsx", "--lang", "en")
    return tmp_path / "e.xlsx"


def test_all_dates_that_are_left_are_counted_on_paper(
    lofte: Lofte, ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    # More than are listed, and all yet to come.
    dates = tuple(dt.date(2099, 1, 1) + dt.timedelta(weeks=n) for n in range(9))
    an_action(ctx, a_promise(ctx), occasions=dates)
    path = tmp_path / "form.pdf"
    assert lofte("form", book_path, "-o", path).code == 0
    text = PdfReader(path).pages[0].extract_text()
    assert "9 planerade tillfällen kvar" in " ".join(text.split())
