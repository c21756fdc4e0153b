"""Help, languages, and everything that goes wrong before a book is opened."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Lofte, process
from tracker import settings
from tracker.cli import running
from tracker.reports.registry import KINDS

KIND_NAMES = ", ".join(kind.name for kind in KINDS)
COMMANDS = [
    "demo",
    "new",
    "show",
    "timeline",
    "remind",
    "log",
    "form",
    "occasion",
    "carry",
    "review",
    "snooze",
    "deadline",
    "owner",
    "status",
    "note",
    "decide",
    "meeting",
    "import",
    "themes",
    "figure",
    "figures",
    "measure",
    "trail",
    "gallra",
    "report",
    "archive",
    "compare",
    "handover",
    "sign",
    "look",
    "export",
    "check",
    "backup",
    "restore",
    "generate",
    "shots",
]


def test_help_lists_every_command(lofte: Lofte) -> None:
    ran = lofte("--help")
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.startswith("Användning: lofte [--lang sv|en] KOMMANDO")
    listed = re.findall(r"(?m)^  ([a-z]+) {2,}\S", ran.out)
    assert [name for name in listed if name != "lang"] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(lofte: Lofte, command: str) -> None:
    swedish, english = lofte(command, "--help"), lofte("--lang", "en", command, "--help")
    assert (swedish.code, english.code) == (0, 0)
    assert swedish.out.startswith(f"Användning: lofte {command}")
    assert english.out.startswith(f"Usage: lofte {command}")
    assert "Visa den här hjälpen." in swedish.out
    assert not re.search(r"(?<!--)\b(the|what|where|how)\b", swedish.out, re.IGNORECASE)
    explained = re.findall(r"(?m)^  (?:-\S+, )?(--[a-z-]+|[A-ZÅÄÖ]\S*)", english.out)
    assert len(explained) >= 2


def test_the_language_is_asked_for_or_chosen_before(
    lofte: Lofte, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Commands:" in lofte("--lang=en", "--help").out
    assert "Kommandon:" in lofte("--help").out
    settings.save(settings.Settings(language="en"))
    assert "Commands:" in lofte("--help").out
    monkeypatch.setenv(running.LANGUAGE_VARIABLE, "sv")
    assert "Kommandon:" in lofte("--help").out
    monkeypatch.setenv(running.LANGUAGE_VARIABLE, "klingon")
    ran = lofte("--help")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no language “klingon”. Choose sv, en." in ran.error
    assert "Kommandon:" in lofte("--lang", "sv", "--help").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Ange vad som ska göras."),
        ("logg", "Det finns inget kommando ”logg”."),
        ("show", "BOK saknas. Se ”lofte show --help”."),
        ("new bok", "--municipality saknas."),
        ("show bok --alla", "Det finns inget val --alla."),
        ("show bok extra ord", "För många ord: extra ord."),
        ("new bok --municipality", "--municipality behöver ett värde."),
        ("check bok --json=ja", "--json tar inget värde."),
        ("--lang xx show", "Språket ”xx” finns inte. Välj sv, en."),
        ("--lang", "Språket ”” finns inte."),
        ("import bok x.csv --as allt", "--as är ett av: actions, log, responses."),
        ("report bok verksamhet -o x.pdf", f"Rapporterna som finns är: {KIND_NAMES}."),
        ("report bok plan -o x.pdf --owner K", "--owner går inte att välja för rapporten plan"),
        ("report bok plan -o x.pdf --from 2018-01-01", "--from går inte att välja för"),
        ("report bok owner -o x.pdf --owner K --to 2018-01-01", "--to går inte att välja för"),
        ("report bok status -o x.pdf --lawful", "--lawful går inte att välja för rapporten status"),
        ("report bok owner -o x.pdf", "--owner: Ange vems åtgärder rapporten gäller"),
        (
            "report bok status -o x.html",
            "Rapporten ”status” kan skrivas som .pdf, inte som x.html. Inget har skrivits.",
        ),
        (
            "report bok public -o x.docx",
            "Rapporten ”public” kan skrivas som .pdf och .html, inte som x.docx.",
        ),
        ("report bok status -o x.pdf --lang de", "--lang är ett av: sv, en."),
        ("report bok status -o x.pdf --dnr-police A", "--dnr-police används med --final."),
        ("report bok status -o x.pdf --supersedes 7", "--supersedes används med --final."),
        ("report bok status -o x.pdf --even-so", "--even-so används med --final."),
        ("report bok public -o x.html --sign a.p12", "--sign stämplar bara en PDF:"),
        ("archive bok --open 7", "--open och -o används tillsammans."),
        ("archive bok -o x.pdf", "--open och -o används tillsammans."),
        ("archive bok --open sju -o x.pdf", "--open: ”sju” är inget nummer ur arkivet."),
        (f"archive bok --open {2**63} -o x.pdf", f"--open: ”{2**63}” är inget nummer"),
        ("sign bok 7", "--date saknas."),
        ("status bok --action 5.2 --status trist", "--status:"),
        ("status bok --action 5.2 --status utgått", "--reason: Skriv skälet"),
        ("decide bok --question röja --by Ida", "--answer saknas."),
        ("sign bok sju --date 2018-03-02", "ID: ”sju” är inget nummer ur arkivet."),
        ("handover bok", "ID saknas."),
        ("handover bok 7", "--to saknas."),
        ("handover bok ² --to A", "ID: ”²” är inget nummer ur arkivet."),
        ("handover bok 7 --to A --party alla", "--party är ett av: police, municipality,"),
        ("generate bok --actions många", "--actions: ”många” är inget tal."),
        ("generate bok --actions -5", "--actions kan inte vara mindre än noll."),
    ],
)
def test_wrong_usage_is_told_in_one_line(lofte: Lofte, words: str, sentence: str) -> None:
    ran = lofte(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.error.startswith(f"lofte: {sentence}")
    assert ran.error.count("\n") == 1


def test_wrong_usage_in_english(lofte: Lofte) -> None:
    ran = lofte("--lang", "en", "show")
    assert (ran.code, ran.error) == (2, "lofte: BOOK is missing. See “lofte show --help”.\n")


def test_as_a_process_of_its_own() -> None:
    ran = process("show", "finns inte.loftesbok")
    assert (ran.code, ran.out) == (1, "")
    assert ran.error == (
        "lofte: Det finns ingen bok som heter finns inte.loftesbok. "
        "Kontrollera namnet och mappen.\n"
    )
    assert process("show").code == 2
    assert process("--help").code == 0


def test_the_unexpected_is_one_line_and_a_log(
    lofte: Lofte, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_words: object, **_more: object) -> None:
        raise ZeroDivisionError("hemligt innehåll")

    monkeypatch.setattr("tracker.cli.show.show", broken)
    ran = lofte("show", "bok.loftesbok")
    assert ran.code == 1
    assert ran.error == "lofte: Något gick fel som inte borde kunna hända. Boken är som den var.\n"
    assert running.run_command(["show", "bok.loftesbok"], "/logg/fil.log") == 1


def test_an_interrupted_command_says_so(lofte: Lofte, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_words: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.show.show", interrupted)
    ran = lofte("show", "bok.loftesbok")
    assert (ran.code, ran.error) == (1, "lofte: Avbrutet. Inget ofärdigt har sparats.\n")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from tracker.cli import run; run(['--help']);"
        "print([m for m in ('sqlalchemy', 'PySide6', 'reportlab', 'rich', 'babel', 'pydantic')"
        " if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    assert out.splitlines()[-1] == "[]"


def test_the_kinds_of_report_are_listed(lofte: Lofte) -> None:
    told = " ".join(lofte("--lang", "en", "report", "--help").out.split())
    for kind in KINDS:
        assert kind.name in told
    assert "public and dialogue also as .html" in told


@pytest.mark.parametrize("name", ["bok.txt", "bok", "bok.xls"])
def test_a_book_is_exported_to_a_workbook_or_a_calendar(
    lofte: Lofte, example: Path, tmp_path: Path, name: str
) -> None:
    ran = lofte("--lang", "en", "export", example, tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert "end the name in .xlsx or .ics" in ran.error
    assert not (tmp_path / name).exists()
