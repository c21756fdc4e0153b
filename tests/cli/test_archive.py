"""report --final, archive, handover: what is kept for good, and who has got it."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Lofte
from tests.factory import opened
from tests.files import unprivileged
from tracker.models.enums import Party
from tracker.services.people import PersonFields, add_person
from tracker.services.reports.archive import report_rows


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write in."""
    return Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))


@pytest.fixture
def archived(lofte: Lofte, own: Path) -> list[dict[str, Any]]:
    """What the example has in its archive from the beginning."""
    return list(lofte("archive", own, "--json").json())


def _ids(book: Path) -> list[int]:
    ctx = opened(book)
    try:
        return [row.id for row in report_rows(ctx)]
    finally:
        ctx.close()


def _ends(book: Path) -> str:
    """The last digit of each report's number."""
    return "".join(str(number)[-1] for number in _ids(book))


def _final(lofte: Lofte, own: Path, pdf: Path, *words: object) -> str:
    ran = lofte("report", own, "status", "-o", pdf, "--final", *words)
    assert (ran.code, ran.error) == (0, "")
    number = ran.out.removeprefix("Rapporten är fastställd, med nummer ").partition(":")[0]
    assert ran.out == f"Rapporten är fastställd, med nummer {number}: {pdf}\n"
    return number


def test_a_report_is_made_final(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    pdf, again = tmp_path / "status.pdf", tmp_path / "igen.pdf"
    number = _final(lofte, own, pdf)
    text = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "FASTSTÄLLD 2018-09-15" in text
    assert "UTKAST" not in text
    ran = lofte("archive", own, "--open", number, "-o", again)
    assert (ran.code, ran.out) == (0, f"Rapporten är uttagen ur boken: {again}\n")
    assert again.read_bytes() == pdf.read_bytes()
    assert lofte("check", own).code == 0


def test_the_archive_as_json(
    lofte: Lofte, own: Path, archived: list[dict[str, Any]], tmp_path: Path
) -> None:
    pdf = tmp_path / "status.pdf"
    dnr = ("--dnr-municipality", "KS 2018/99", "--dnr-police", "")
    first = _final(lofte, own, pdf, *dnr)
    second = _final(lofte, own, pdf, "--supersedes", first, "--lang", "en")
    to = ("--to", "Kommunalrådet", "--party", "municipality", "--date", "15/9 2018")
    ran = lofte("handover", own, first, *to, "--how", "E-post")
    assert (ran.code, ran.out) == (
        0,
        "Överlämningen är antecknad: Kommunalrådet, 15 september 2018\n",
    )
    newest, newer, *others = lofte("archive", own, "--json").json()
    assert others == archived
    assert newest["id"].endswith(second)
    assert newer["id"].endswith(first)
    first, second = newer["id"], newest["id"]
    assert (newest["id"], newest["supersedes"], newest["superseded_by"]) == (second, first, None)
    assert newest["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert (newest["language"], newest["handed_over"]) == ("en", [])
    assert newest["diary_numbers"] == {"municipality": "KS 2018/99"}
    assert (newer["id"], newer["supersedes"], newer["superseded_by"]) == (first, None, second)
    assert (newer["kind"], newer["state"], newer["language"]) == ("status", "final", "sv")
    assert (newer["as_of"], newer["owner"], newer["lawful"]) == ("2018-09-15", None, False)
    assert newer["diary_numbers"] == {"municipality": "KS 2018/99"}
    [handed] = newer["handed_over"]
    assert handed == {
        "id": handed["id"], "receiver": "Kommunalrådet", "party": "municipality",
        "date": "2018-09-15", "how": "E-post", "by": newer["made_by"],
    }  # fmt: skip


def test_the_archive_as_text(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    old = tmp_path / "gammal.pdf"
    first = _final(lofte, own, old, "--dnr-municipality", "KS 2018/99")
    second = _final(lofte, own, tmp_path / "x.pdf", "--supersedes", first)
    of_file = hashlib.sha256(old.read_bytes()).hexdigest()
    sheet = PdfReader(old).pages[-1].extract_text()
    of_data = lofte("archive", own, "--json").json()[1]["data_sha256"]
    assert "Kontrollsumma för" in sheet
    assert of_data in sheet.replace("\n", "").replace(" ", "")
    for who in ("Arkivet <b>", "Polischefen\x1b[2J"):
        lofte("handover", own, first, "--to", who)
    ran = lofte("archive", own)
    assert (ran.code, ran.error) == (0, "")
    newest, newer, *drafts = ran.out.split("\n\n")
    assert newest.startswith(
        f"{second}  Statusrapport medborgarlöften, läget 15 sep 2018\n  Fastst"
    )
    assert "Ersatt" not in newest + drafts[0]
    assert [line.strip() for line in newer.splitlines()[2:]] == [
        "Diarienummer: Kommun KS 2018/99; Polis A198.412/2016",
        f"Ersatt av {second}",
        "Överlämnad till: Arkivet <b> 15 sep 2018; Polischefen [2J 15 sep 2018",
        f"Kontrollsumma för uppgifterna: {of_data}",
        f"Kontrollsumma för filen: {of_file}",
    ]
    assert all("Utkast" in draft and "Fastställd" not in draft for draft in drafts)
    assert f"Superseded by {second}" in lofte("--lang", "en", "archive", own).out


def test_the_last_digits_of_a_number_are_enough(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    pdf, again = tmp_path / "x.pdf", tmp_path / "igen.pdf"
    short = _final(lofte, own, pdf)
    [whole] = [row for row in map(str, _ids(own)) if row.endswith(short)]
    assert 4 <= len(short) < len(whole)
    for number in (short, whole, whole[-9:]):
        assert lofte("archive", own, "--open", number, "-o", again).code == 0
        assert again.read_bytes() == pdf.read_bytes()
        again.unlink()
    while not (shared := [d for d in "0123456789" if _ends(own).count(d) > 1]):
        assert lofte("report", own, "summary", "-o", pdf).code == 0
    ran = lofte("archive", own, "--open", shared[0], "-o", again)
    assert (ran.code, ran.out) == (2, "")
    assert f"--open: ”{shared[0]}” stämmer på flera rapporter." in ran.error
    assert not again.exists()


def test_a_final_report_for_the_public_is_had_as_a_page_too(
    lofte: Lofte, own: Path, tmp_path: Path
) -> None:
    page, again, paper = (tmp_path / name for name in ("a.html", "b.html", "c.pdf"))
    assert lofte("report", own, "public", "-o", page, "--final", "--lang", "en").code == 0
    assert '<html lang="en">' in page.read_text("utf-8")
    number = lofte("archive", own, "--json").json()[0]["id"]
    for path in (again, paper):
        assert lofte("archive", own, "--open", number, "-o", path).code == 0
    assert again.read_bytes() == page.read_bytes()
    assert paper.read_bytes().startswith(b"%PDF")
    status = _final(lofte, own, tmp_path / "d.pdf")
    ran = lofte("archive", own, "--open", status, "-o", tmp_path / "e.html")
    assert (ran.code, "kan skrivas som .pdf" in ran.error) == (1, True)


def test_what_anybody_may_read_is_looked_over_before_it_is_final(
    lofte: Lofte, own: Path, tmp_path: Path
) -> None:
    ctx = opened(own)
    try:
        # A role that is a name, and stands in what a citizen reads.
        add_person(ctx, PersonFields("Levande Stadskärna", "Säffle kommun", Party.MUNICIPALITY))
    finally:
        ctx.close()
    page, before = tmp_path / "a.html", _ids(own)
    ran = lofte("report", own, "public", "-o", page, "--final")
    assert (ran.code, page.exists(), _ids(own)) == (1, False, before)
    assert "Sida 1 visar något som ser ut som ett personnamn: ”Levande" in ran.out
    assert "Rapporten är inte fastställd" in ran.error
    assert "--even-so" in ran.error
    ran = lofte("report", own, "public", "-o", page, "--final", "--even-so")
    assert (ran.code, ran.error, page.exists()) == (0, "", True)
    assert "ett personnamn" in ran.out


def test_an_empty_archive(lofte: Lofte, tmp_path: Path) -> None:
    book = tmp_path / "ny.loftesbok"
    lofte("new", book, "--municipality", "Säffle")
    assert lofte("archive", book).out == "Ingen rapport har gjorts än.\n"
    assert lofte("archive", book, "--json").json() == []


NO_SUCH_NUMBER = "Ingen rapport har numret 123456789. ”lofte archive” visar"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "archive {book} --open 123456789 -o {pdf}",
            NO_SUCH_NUMBER,
        ),
        ("archive {book} --open {draft} -o {pdf}", "är ett utkast"),
        ("archive {book} --open {draft} -o {book}", "är en bok"),
        ("archive {book} --open {draft} -o {folder}/finns inte/x.pdf", "finns inte"),
        ("archive {folder}/saknas --open {draft} -o {pdf}", "Det finns ingen bok"),
        (
            "report {book} status -o {pdf} --final --supersedes 123456789",
            NO_SUCH_NUMBER,
        ),
        ("report {book} status -o {pdf} --final --supersedes {draft}", "är ett utkast"),
        ("report {book} status -o {folder} --final", "är en mapp"),
        ("report {book} status -o {book} --final", "är en bok"),
        (
            "report {book} status -o {pdf} --final --as-of 2099-01-01",
            "i dag, 15 september 2018. 1 januari 2099",
        ),
        (
            "handover {book} 123456789 --to A",
            NO_SUCH_NUMBER,
        ),
        ("handover {book} {draft} --to A", "är ett utkast"),
    ],
)
def test_what_can_not_be_done(
    lofte: Lofte, own: Path, archived: list[dict[str, Any]], tmp_path: Path, words: str,
    sentence: str,
) -> None:  # fmt: skip
    draft = next(row["id"] for row in archived if row["state"] == "draft")
    places = {"book": own, "folder": tmp_path, "pdf": tmp_path / "x.pdf", "draft": draft}
    before = sorted(tmp_path.iterdir())
    ran = lofte(*(word.format_map(places) for word in words.replace("s inte", "s_").split()))
    assert (ran.code, ran.out) == (1, "")
    assert sentence in ran.error
    assert ran.error.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before
    assert lofte("archive", own, "--json").json() == archived


def test_hand_overs_that_can_not_be(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    number = _final(lofte, own, tmp_path / "x.pdf")
    for words, code, sentence in (
        (("--to", " "), 1, "”Mottagare” måste fyllas i"),
        (("--to", "A", "--date", "2018-09-16"), 1, "ligger framåt i tiden"),
        (("--to", "A", "--date", "2018-09-14"), 1, "fastställdes 15 september 2018"),
        (("--to", "A", "--date", "igen"), 2, "--date: ”igen” är inget datum"),
    ):
        ran = lofte("handover", own, number, *words)
        assert (ran.code, ran.out) == (code, "")
        assert sentence in ran.error


def test_a_book_that_can_only_be_read(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "x.pdf"
    number = _final(lofte, own, pdf)
    place = tmp_path / "bara läsa"
    place.mkdir()
    book = Path(shutil.copy(own, place / "bok.loftesbok"))
    with unprivileged(place):
        ran = lofte("report", book, "status", "-o", tmp_path / "y.pdf", "--final")
        assert (ran.code, "kan bara läsas" in ran.error) == (1, True)
        ran = lofte("handover", book, number, "--to", "A")
        assert (ran.code, "kan bara läsas" in ran.error) == (1, True)
        assert not (tmp_path / "y.pdf").exists()
        # Reading needs no more than that.
        assert lofte("archive", book, "--open", number, "-o", tmp_path / "z.pdf").code == 0
    assert (tmp_path / "z.pdf").read_bytes() == pdf.read_bytes()


def test_a_folder_that_can_not_be_written_is_told_before_anything_is_settled(
    lofte: Lofte, own: Path, archived: list[dict[str, Any]], tmp_path: Path
) -> None:
    folder = tmp_path / "låst"
    folder.mkdir()
    _final(lofte, Path(shutil.copy(own, tmp_path / "annan.loftesbok")), tmp_path / "x.pdf")
    with unprivileged(folder):
        ran = lofte("report", own, "status", "-o", folder / "x.pdf", "--final")
    assert (ran.code, "går inte att skriva" in ran.error) == (1, True)
    assert list(folder.iterdir()) == []
    assert lofte("archive", own, "--json").json() == archived


def test_a_file_that_fails_after_all_can_be_taken_out_of_the_book(
    lofte: Lofte, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, pdf = own.rename(tmp_path / "min bok.loftesbok"), tmp_path / "x.pdf"
    pdf.write_bytes(b"older")
    before = _ids(book)

    def is_open_elsewhere(*_paths: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("tracker.paths.replace_file", is_open_elsewhere)
        ran = lofte("report", book, "status", "-o", pdf, "--final")
    (whole,) = set(_ids(book)) - set(before)
    number = str(whole)[-4:]
    assert (ran.code, ran.out) == (1, "")
    assert f"med nummer {number}, men {pdf} gick inte att skriva" in ran.error
    assert f'lofte archive "{book}" --open {number} -o FIL.pdf' in ran.error
    assert sorted(path.name for path in tmp_path.iterdir()) == ["min bok.loftesbok", "x.pdf"]
    assert pdf.read_bytes() == b"older"
    assert lofte("archive", book, "--open", number, "-o", pdf).code == 0
    assert pdf.read_bytes().startswith(b"%PDF")


def test_what_was_tampered_with_is_not_handed_out(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    number = _final(lofte, own, tmp_path / "x.pdf")
    with closing(sqlite3.connect(own, isolation_level=None)) as connection:
        connection.execute("UPDATE report SET pdf = x'25504446' WHERE state = 'final'")
    ran = lofte("archive", own, "--open", number, "-o", tmp_path / "y.pdf")
    assert (ran.code, "inte längre som den var när den fastställdes" in ran.error) == (1, True)
    assert not (tmp_path / "y.pdf").exists()
    checked = lofte("check", own, "--json").json()
    assert "check.report_pdf" in {finding["code"] for finding in checked["findings"]}
