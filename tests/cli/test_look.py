"""`lofte look`: what is set is printed, and reports have it."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Lofte
from tests.pictures import a_picture
from tracker.services.context import AppContext
from tracker.services.problems import ProblemFields, add_problem
from tracker.services.reports.look import municipality_looks

ALT = "Säffle kommuns vapen"


@pytest.fixture
def logotype(tmp_path: Path) -> Path:
    path = tmp_path / "vapen.png"
    path.write_bytes(a_picture((800, 400)))
    return path


def test_a_look_is_shown_set_and_taken_away(
    lofte: Lofte, ctx: AppContext, book_path: Path, logotype: Path
) -> None:
    plain = ["Säffle", "Logotyp: ingen, namnet skrivs ut", "Färg: rapporternas egen"]
    assert lofte("look", book_path).out.splitlines() == plain
    words = ("--logotype", logotype, "--alt", ALT, "--colour", "1e5c3c", "--name", "Säffle kommun")
    ran = lofte("look", book_path, *words)
    assert (ran.code, ran.error) == (0, "")
    shown = ["Säffle kommun", f"Logotyp: 24 × 12 mm, ”{ALT}”", "Färg: #1E5C3C"]
    assert ran.out.splitlines() == shown
    assert lofte("look", book_path).out.splitlines() == shown
    assert lofte("look", book_path, "--alt", "Ett vapen").out.splitlines()[1] == (
        "Logotyp: 24 × 12 mm, ”Ett vapen”"
    )
    ran = lofte("look", book_path, "--no-logotype", "--colour", "none", "--name", "Säffle")
    assert ran.out.splitlines() == plain
    assert len(municipality_looks(ctx)) == 1


def test_a_report_has_the_look(
    lofte: Lofte, ctx: AppContext, book_path: Path, logotype: Path, tmp_path: Path
) -> None:
    assert lofte("look", book_path, "--logotype", logotype, "--alt", ALT).code == 0
    pdf = tmp_path / "x.pdf"
    assert lofte("report", book_path, "status", "-o", pdf).code == 0
    assert len(PdfReader(pdf).pages[0].images) == 1


def test_what_is_worth_knowing_is_said(
    lofte: Lofte, ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    small = tmp_path / "liten.png"
    small.write_bytes(a_picture((60, 30)))
    words = ("--logotype", small, "--alt", ALT, "--colour", "#F2D400")
    assert lofte("look", book_path, *words).out.splitlines()[3:] == [
        "Färgen är för ljus för text: kontrasten mot vitt är 1,5, och text behöver 7. "
        "Bara linjen överst på sida ett får den.",
        "Logotypen är liten och blir suddig på papper. "
        "Med 237 × 119 bildpunkter skulle den bli skarp.",
    ]


def test_what_can_not_be_set(
    lofte: Lofte, ctx: AppContext, book_path: Path, logotype: Path, tmp_path: Path
) -> None:
    text = tmp_path / "text.png"
    text.write_text("hej")
    for words, code, sentence in (
        (("--logotype", logotype), 1, "Skriv med ord vad logotypen visar"),
        (("--logotype", text, "--alt", ALT), 1, "varken PNG eller JPEG"),
        (("--logotype", tmp_path, "--alt", ALT), 1, "är en mapp. Välj en fil."),
        (("--logotype", tmp_path / "ingen.png", "--alt", ALT), 1, "Det finns ingen fil"),
        (("--colour", "röd"), 1, "”röd” är ingen färg"),
        (("--name", " "), 1, "”Kommun” måste fyllas i"),
        (("--alt", ALT), 2, "Det finns ingen logotyp att beskriva"),
        (("--no-logotype", "--alt", ALT), 2, "går inte ihop med"),
        (("--municipality", "Kil"), 2, "Det finns ingen kommun ”Kil” i boken. De som finns är: Sä"),
    ):
        ran = lofte("look", book_path, *words)
        assert (ran.code, ran.out) == (code, "")
        assert sentence in ran.error
        assert ran.error.count("\n") == 1
    (look,) = municipality_looks(ctx)
    assert (look.version, look.colour, look.logotype) == (1, "", None)


def test_of_several_municipalities_one_is_named(
    lofte: Lofte, ctx: AppContext, book_path: Path
) -> None:
    add_problem(ctx, ProblemFields("Kil", "Buskörning"))
    ran = lofte("look", book_path, "--colour", "112233")
    assert (ran.code, ran.out) == (2, "")
    assert "Ange vilken med --municipality: Kil, Säffle." in ran.error
    ran = lofte("look", book_path, "--municipality", "KIL", "--colour", "112233")
    assert ran.out.splitlines()[0::2] == ["Kil", "Färg: #112233"]
    assert [look.colour for look in municipality_looks(ctx)] == ["#112233", ""]
    assert lofte("look", book_path).out.splitlines()[::3] == ["Kil", "Säffle"]
