"""show, log, report, export, import, demo: the work itself."""

import hashlib
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import ROOT, Lofte, process
from tests.factory import a_promise, an_action, opened, version_of
from tests.files import unprivileged
from tests.services.spreadsheet.lists import csv_file
from tracker.models.action import Action
from tracker.models.enums import ActionStatus
from tracker.services.actions import SetStatus, set_status
from tracker.services.context import AppContext
from tracker.services.queries.log import latest_log
from tracker.services.reports.archive import checksum, report_rows

LOG = "Åtgärd;Datum;Antal\nFotpatrullering;2018-02-03;1,5\nOkänd;2018-02-03;1\n"


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write in."""
    return Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))


@pytest.fixture
def book(ctx: AppContext, book_path: Path) -> Path:
    """A book with two patrols, one of them for the centre."""
    promise = a_promise(ctx)
    an_action(ctx, promise, title="Fotpatrullering")
    an_action(ctx, promise, title="Fotpatrullering <b>centrum</b>")
    an_action(ctx, promise, title="Skolbesök", planned=None)
    return book_path


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_show(lofte: Lofte, example: Path) -> None:
    ran = lofte("show", example)
    assert (ran.code, ran.error) == (0, "")
    assert "Säffle · läget 15 sep 2018 · Exempeldata" in ran.out
    assert "L5 Levande stadskärna  ■ sen" in ran.out
    assert "L3 Trafik- och levnadsmiljö  ● i fas" in ran.out
    assert "1 åtgärd är sen  ■ sen" in ran.out
    (late,) = [line for line in ran.out.splitlines() if "92 dagar" in line]
    assert late.startswith("5.5   Röja två återstående stråk")
    for word in ("▲ risk", "17 av 30", "Ej genomförd", "Delvis uppfyllt", "Utkast"):
        assert word in ran.out


def test_show_in_english(lofte: Lofte, example: Path) -> None:
    ran = lofte("--lang", "en", "show", example)
    assert "L5 Levande stadskärna  ■ late" in ran.out
    assert "1 action is late" in ran.out


def test_show_as_json(lofte: Lofte, example: Path) -> None:
    shown = lofte("show", example, "--json").json()
    assert (shown["name"], shown["as_of"], shown["example"]) == ("Säffle", "2018-09-15", True)
    promises = {promise["number"]: promise for promise in shown["promises"]}
    assert sorted(promises) == [1, 2, 3, 4, 5, 6]
    assert (promises[5]["status"], promises[5]["follow_up"]) == ("running", "late")
    assert promises[6]["actions"] == []
    late = [a for p in shown["promises"] for a in p["actions"] if a["days_late"]]
    assert [action["id"] for action in late] == shown["late"]
    assert (late[0]["number"], late[0]["days_late"]) == ("5.5", 92)
    assert isinstance(late[0]["id"], str)


def test_whoever_reads_may_have_seen_enough(example: Path) -> None:
    shell = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "show", str(example), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert shell.stdout is not None
    assert shell.stderr is not None
    with shell.stdout, shell.stderr:
        shell.stdout.close()
        assert shell.stderr.read() == b""
    assert shell.wait() == 1


def test_show_an_empty_book(lofte: Lofte, book_path: Path) -> None:
    ran = lofte("show", book_path)
    assert (ran.code, "Det finns inga löften i boken än." in ran.out) == (0, True)


def test_show_keeps_to_the_first_actions_unless_asked(
    lofte: Lofte, ctx: AppContext, book_path: Path
) -> None:
    promise = a_promise(ctx)
    for number in range(43):
        an_action(ctx, promise, title=f"Åtgärd {number}")
    assert "… och 3 åtgärder till (--all visar alla)." in lofte("show", book_path).out
    assert "Åtgärd 42" in lofte("show", book_path, "--all").out


def test_the_terminal_is_not_steered_by_text(
    lofte: Lofte, ctx: AppContext, book_path: Path
) -> None:
    title = "\x1b[2J\u202eomvänt\r\n[bold]x[/bold] :smile: {0}"
    an_action(ctx, a_promise(ctx, "\x1b]0;titel\x07"), title=title)
    out = lofte("show", book_path).out
    assert not set(out) & set("\x1b\x07\r\u202e")
    assert "[bold]x[/bold] :smile: {0}" in out


def test_log(lofte: Lofte, book: Path, ctx: AppContext) -> None:
    ran = lofte(
        *("log", book, "--action", "centrum", "--date", "16/2 2018", "--quantity", "2,5"),
        *("--hours", "1:30", "--place", "Torget", "--note", "=1+1 <b>", "--people", "2"),
    )
    assert (ran.code, ran.error) == (0, "")
    assert ran.out == (
        "Loggat: 1.2 Fotpatrullering <b>centrum</b>, 16 feb 2018, antal 2,5. "
        "Gjort hittills: 2,5 av 30.\n"
    )
    (entry,) = latest_log(ctx)
    assert (entry.minutes, entry.people, entry.place) == (90, 2, "Torget")
    assert (entry.note, entry.source) == ("=1+1 <b>", "lofte")


def test_log_as_json(lofte: Lofte, book: Path) -> None:
    words = ("log", book, "--action", "Fotpatrullering", "--date", "2018-02-16", "--json")
    logged = lofte(*words).json()
    assert (logged["action"]["number"], logged["date"]) == ("1.1", "2018-02-16")
    assert (logged["quantity"], logged["done"], logged["planned"]) == (1, 1, 30)
    assert isinstance(logged["id"], str)


def test_log_says_what_is_odd(lofte: Lofte, book: Path, ctx: AppContext) -> None:
    action = an_action(ctx, title="Sommarpatrull", start_on=date(2018, 2, 10))
    words = ("log", book, "--action", "Sommarpatrull", "--date", "2018-02-09")
    ran = lofte(*words)
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.splitlines()[1:] == ["Före åtgärdens start, 10 feb 2018."]
    ref = (action, version_of(ctx, Action, action))
    set_status(ctx, SetStatus((ref,), ActionStatus.DROPPED, "struken"))
    assert lofte(*words, "--json").json()["remarks"] == [
        "Före åtgärdens start, 10 feb 2018.",
        "Åtgärden är avslutad: utgått.",
    ]


def test_log_without_a_target(lofte: Lofte, book: Path) -> None:
    ran = lofte("log", book, "--action", "skol", "--date", "2018-02-16")
    assert "Gjort hittills: 1.\n" in ran.out


@pytest.mark.parametrize(
    ("more", "code", "sentence"),
    [
        ({"--action": "patrull"}, 1, "1.1 Fotpatrullering (Polis, Synlig polis); 1.2"),
        ({"--action": "simning"}, 1, "Ingen åtgärd passar in på ”simning”."),
        ({"--action": "9.9"}, 1, "Ingen åtgärd passar in på ”9.9”."),
        ({"--date": "31/2 2018"}, 2, "--date: ”31/2 2018” är inget datum."),
        ({"--date": "16/2"}, 2, "--date: ”16/2” saknar årtal."),
        ({"--date": "2099-01-01"}, 1, "ligger framåt i tiden"),
        ({"--quantity": "-3"}, 1, "”Antal” kan inte vara mindre än noll"),
        ({"--quantity": "många"}, 2, "--quantity: ”många” är inget tal."),
        ({"--hours": "länge"}, 2, "--hours: ”länge” är ingen tidslängd."),
        ({"--hours": "-1"}, 2, "--hours kan inte vara mindre än noll"),
        ({"--people": "1,5"}, 2, "--people: ”1,5” är inget heltal."),
    ],
)
def test_log_that_can_not_be(
    lofte: Lofte, book: Path, ctx: AppContext, more: dict[str, str], code: int, sentence: str
) -> None:
    words = {"--action": "1.1", "--date": "2018-02-16", **more}
    ran = lofte("log", book, *(part for pair in words.items() for part in pair))
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.error
    assert ran.error.count("\n") == 1
    assert latest_log(ctx) == []


def test_report(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "läge.pdf"
    ran = lofte("report", own, "status", "-o", pdf)
    assert (ran.code, ran.error) == (0, "")
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "15 september 2018" in text
    ctx = opened(own)
    assert report_rows(ctx)[0].as_of.isoformat() == "2018-09-15"
    ctx.close()


def test_a_report_tells_of_what_its_fonts_lack(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    ctx = opened(own)
    a_promise(ctx, "Synlig polis 🚓")
    ctx.close()
    ran = lofte("report", own, "status", "-o", tmp_path / "x.pdf")
    assert ran.code == 0
    made, told = ran.out.splitlines()
    assert made.startswith("Rapporten är gjord: ")
    assert told.startswith("1 tecken finns inte i rapportens typsnitt")
    assert "U+1F693" in told


def test_report_of_another_day_and_language(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "status.pdf"
    period = ("--from", "1/5 2018", "--to", "2018-08-31")
    words = ("--as-of", "31 augusti 2018", "--lang", "en", *period)
    assert lofte("report", own, "status", "-o", pdf, *words).code == 0
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "31 August 2018" in text


def test_reports_of_one_owner_and_of_the_laws_plan(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "r.pdf"
    for words, sentence in (
        (("owner", "--owner", "gatu"), "Åtgärder: Gatuchef, Säffle kommun"),
        (("plan", "--lawful"), "Åtgärdsplan enligt lag (2023:196)"),
        (("deadlines",), "Tidsgränser medborgarlöften"),
    ):
        ran = lofte("report", own, *words, "-o", pdf)
        assert (ran.code, ran.error) == (0, "")
        assert sentence in PdfReader(pdf).pages[0].extract_text()
    ctx = opened(own)
    assert {row.kind for row in report_rows(ctx)} >= {"owner", "plan", "deadlines"}
    ctx.close()
    pdf.unlink()
    for owner, sentence in (
        ("chef", "”chef” stämmer på flera ägare: "),
        ("gatuschef", "Närmast kommer: Gatuchef, Säffle kommun"),
    ):
        ran = lofte("report", own, "owner", "--owner", owner, "-o", pdf)
        assert (ran.code, ran.out) == (1, "")
        assert sentence in ran.error
    assert not pdf.exists()


def test_the_public_report_on_paper_and_for_the_web(
    lofte: Lofte, own: Path, tmp_path: Path
) -> None:
    for name, begins in (("löften.PDF", b"%PDF"), ("löften.html", b"<!DOCTYPE html>")):
        file = tmp_path / name
        ran = lofte("report", own, "public", "-o", file)
        assert (ran.code, ran.out) == (0, f"Rapporten är gjord: {file}\n")
        assert file.read_bytes().startswith(begins)
    page = (tmp_path / "löften.html").read_bytes()
    assert '<html lang="sv">' in page.decode()
    assert lofte("report", own, "public", "-o", tmp_path / "en.html", "--lang", "en").code == 0
    assert '<html lang="en">' in (tmp_path / "en.html").read_text("utf-8")
    ctx = opened(own)
    recorded = [row for row in report_rows(ctx) if row.kind == "public"]
    assert checksum(page) in {row.sha256 for row in recorded}
    assert len(recorded) == 3
    ctx.close()


def test_a_report_in_a_form_it_has_not_leaves_everything_as_it_was(
    lofte: Lofte, own: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "status.html"
    kept.write_text("kvar")
    for kind, name in (("status", "status.html"), ("public", "x"), ("public", "x.docx")):
        ran = lofte("report", own, kind, "-o", tmp_path / name)
        assert (ran.code, ran.out) == (2, "")
        assert f"Rapporten ”{kind}” kan skrivas som" in ran.error
        assert f"inte som {name}." in ran.error
    assert kept.read_text() == "kvar"
    assert not (tmp_path / "x").exists()


def test_reports_that_can_not_be(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "x.pdf"
    for words, code, sentence in (
        (("-o", pdf, "--as-of", "igen"), 2, "--as-of: ”igen” är inget datum"),
        (("-o", pdf, "--as-of", "2099-01-01"), 1, "ligger framåt i tiden"),
        (("-o", pdf, "--from", "2018-09-01", "--to", "2018-08-01"), 1, "före starten"),
        (("-o", tmp_path / "finns inte" / "x.pdf"), 1, "finns inte"),
    ):
        ran = lofte("report", own, "status", *words)
        assert (ran.code, ran.out) == (code, "")
        assert sentence in ran.error
    assert not pdf.exists()


def test_a_report_where_nothing_may_be_written(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    # Everything is loaded by now; whoever may not write may not read the program either.
    assert lofte("report", own, "status", "-o", tmp_path / "x.pdf").code == 0
    folder = tmp_path / "låst"
    folder.mkdir()
    with unprivileged(folder):
        ran = lofte("report", own, "status", "-o", folder / "x.pdf")
    assert (ran.code, "går inte att skriva" in ran.error) == (1, True)
    assert list(folder.iterdir()) == []


def test_a_book_without_agreement_has_nothing_to_report(lofte: Lofte, tmp_path: Path) -> None:
    book = tmp_path / "ny.loftesbok"
    lofte("new", book, "--municipality", "Säffle")
    ran = lofte("report", book, "status", "-o", tmp_path / "x.pdf")
    assert (ran.code, "ingen överenskommelse i boken än" in ran.error) == (1, True)


def test_export(lofte: Lofte, example: Path, tmp_path: Path) -> None:
    target = tmp_path / "bok.xlsx"
    ran = lofte("export", example, target)
    assert (ran.code, ran.out) == (0, f"Boken är exporterad: {target}\n")
    assert target.read_bytes().startswith(b"PK")


def test_import(lofte: Lofte, book: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "logg.csv", LOG)
    ran = lofte("import", book, path, "--as", "log")
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.splitlines() == [
        "logg.csv, rad 3, kolumn Åtgärd: Ingen åtgärd passar in på ”Okänd”. "
        "Kontrollera stavningen.",
        "logg.csv: 1 rad lades till, 1 fel i rader som lämnades utanför.",
    ]
    again = lofte("import", book, path, "--as", "log")
    assert again.out.splitlines()[-1] == (
        "logg.csv: 0 rader lades till, 1 fanns redan i boken, 1 fel i rader som lämnades utanför."
    )


def test_import_as_json(lofte: Lofte, book: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "logg.csv", LOG)
    said = lofte("import", book, path, "--as", "log", "--dry-run", "--json").json()
    assert (said["added"], said["duplicates"], said["dry_run"]) == (1, 0, True)
    (problem,) = said["problems"]
    assert (problem["code"], problem["row"], problem["column"]) == ("action.none", 3, "Åtgärd")


def test_a_dry_run_leaves_every_byte(lofte: Lofte, own: Path, tmp_path: Path) -> None:
    text = "Åtgärd;Datum\nTrafikkontroller;2018-09-01\n"
    before = sha(own)
    path = csv_file(tmp_path / "x.csv", text)
    ran = lofte("import", own, path, "--as", "log", "--dry-run")
    assert "1 rad skulle läggas till" in ran.out
    assert sha(own) == before
    assert lofte("import", own, path, "--as", "log").code == 0
    assert sha(own) != before


def test_an_import_that_gives_nothing_has_failed(lofte: Lofte, book: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "logg.csv", "Åtgärd;Datum\nOkänd;2018-02-03\n")
    assert lofte("import", book, path, "--as", "log").code == 1
    ran = lofte("import", book, tmp_path / "ingen.csv", "--as", "log")
    assert (ran.code, ran.out, ran.error.count("\n")) == (1, "", 1)


def test_import_answers_to_a_named_survey(lofte: Lofte, book: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Svar\nhej\n")
    ran = lofte("import", book, path, "--as", "responses", "--survey", "Enkät 2018")
    assert "Underlaget ”Enkät 2018” lades till" in ran.out


def test_demo_makes_book_and_report_and_says_that_there_is_no_display(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ran = process("demo", "--dir", folder)
    book, report = folder / "saffle.loftesbok", folder / "saffle-status.pdf"
    answers = folder / "saffle-svar.csv"
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.splitlines() == [
        str(book),
        str(report),
        str(answers),
        "Det finns ingen skärm här, så fönstret öppnas inte.",
    ]
    assert report.read_bytes().startswith(b"%PDF")
    heading, *rows = answers.read_text("utf-8-sig").splitlines()
    assert heading.startswith("Tidstämpel;Var träffade du oss?;")
    assert len(rows) == 400
    process("log", book, "--action", "5.2", "--date", "2018-09-15", "--note", "min egen")
    again = process("demo", "--dir", folder, "--no-window")
    assert again.out.splitlines() == [
        f"Boken fanns redan och är kvar: {book}",
        str(report),
        str(answers),
    ]
    ctx = opened(book)
    assert latest_log(ctx)[0].note == "min egen"
    ctx.close()


def test_demo_where_it_can_not_be(lofte: Lofte, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    ran = lofte("demo", "--dir", tmp_path / "fil" / "demo", "--no-window")
    assert (ran.code, ran.out, ran.error.count("\n")) == (1, "", 1)
