"""compare: what differs between two final reports or two days, in sentences and as JSON."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write in."""
    return Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))


def _final(lofte: Lofte, own: Path, day: str) -> str:
    """The number of a final report with the state of `day`."""
    words = ("--as-of", day, "--final")
    assert lofte("report", own, "status", "-o", own.with_suffix(".pdf"), *words).code == 0
    rows = lofte("archive", own, "--json").json()
    return str(next(row["id"] for row in rows if row["state"] == "final" and row["as_of"] == day))


def test_two_days_in_sentences_under_their_promises(lofte: Lofte, own: Path) -> None:
    ran = lofte("compare", own, "2018-04-30", "2018-09-15")
    assert (ran.code, ran.error) == (0, "")
    lines = ran.out.replace("\xa0", " ").splitlines()
    assert lines[0] == "30 april 2018 till 15 september 2018"
    assert lines[lines.index("L3 Trafik- och levnadsmiljö") + 1].endswith(
        "Översyn av GC-banor: tidsgränsen flyttades från 31 maj till 28 september. "
        "Skäl: Tjänsten som trafikingenjör är vakant april–juli. "
        "Besiktningen fortsätter i augusti. Beslut 24 maj, Styrgruppen."
    )
    assert "  Trafikkontroller: 13 till, nu 26 av 24 kontroller." in lines
    assert "  Ungdomsinsatser: ägare är Gruppchef, förut Kommunpolis." in lines
    assert [line for line in lines if line.startswith("L")] == [
        "L2 Ökad synlighet",
        "L3 Trafik- och levnadsmiljö",
        "L4 Unga och ANDT",
        "L5 Levande stadskärna",
        "L6 Ökad trygghet",
    ]


def test_two_final_reports(lofte: Lofte, own: Path) -> None:
    old, new = _final(lofte, own, "2018-04-30"), _final(lofte, own, "2018-09-15")
    reports, days = lofte("compare", own, old, new), lofte("compare", own, "2018-04-30", "idag")
    assert (reports.code, reports.out) == (0, days.out)
    mixed = lofte("compare", own, old, "2018-09-15")
    assert mixed.out == days.out
    # What is written in the book after that changes nothing in what is final.
    lofte("log", own, "--action", "5.2", "--date", "2018-09-14", "--quantity", "3")
    assert lofte("compare", own, old, new).out == reports.out
    assert lofte("compare", own, old, "2018-09-15").out != reports.out


def test_as_json(lofte: Lofte, own: Path) -> None:
    ran = lofte("--lang", "en", "compare", own, "2018-04-30", "2018-09-15", "--json").json()
    assert (ran["old"]["as_of"], ran["new"]["as_of"]) == ("2018-04-30", "2018-09-15")
    [moved] = [row for row in ran["differences"] if row["what"] == "deadline_moved"]
    assert (moved["promise"], moved["action"]) == (3, 1)
    assert (moved["before"], moved["after"], moved["on"]) == (
        "2018-05-31", "2018-09-28", "2018-05-24",
    )  # fmt: skip
    assert moved["sentence"].startswith(
        "Översyn av GC-banor: the deadline was moved from 31 May to 28 September. Reason: "
    )
    [late] = [row for row in ran["differences"] if row["what"] == "late"]
    assert (late["before"], late["after"], late["days_late"]) == ("on_track", "late", 92)
    checks = [row for row in ran["differences"] if row["subject"] == "Trafikkontroller"]
    assert [(row["before"], row["after"], row["planned"]) for row in checks] == [(13, 26, 24)]
    assert sum(row["log_entries"] for row in ran["differences"] if row["what"] == "logged") == 56


def test_nothing_has_changed(lofte: Lofte, own: Path) -> None:
    ran = lofte("compare", own, "2018-09-15", "2018-09-15")
    assert ran.out.splitlines()[1:] == ["Inget har ändrats."]
    assert lofte("compare", own, "2018-09-15", "2018-09-15", "--json").json()["differences"] == []


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("2018-09-15", "2018-04-30"), 2, "2018-09-15 är senare än 2018-04-30"),
        (("igår kväll", "idag"), 2, "ÄLDRE: "),
        (("2018-04-30", "12345678901"), 1, "Ingen rapport har numret 12345678901"),
        (("2018-04-30", "99999999999999999999"), 2, "NYARE: "),
        (("2018-04-30",), 2, "NYARE saknas"),
        (("2018-04-30", "2019-01-01"), 1, "2019"),
    ],
)
def test_what_can_not_be_compared(
    lofte: Lofte, own: Path, words: tuple[str, ...], code: int, part: str
) -> None:
    ran = lofte("compare", own, *words)
    assert (ran.code, ran.out) == (code, "")
    assert part in ran.error
    assert ran.error.count("\n") == 1


def test_a_draft_is_no_final_report(lofte: Lofte, own: Path) -> None:
    draft = lofte("archive", own, "--json").json()[0]["id"]
    ran = lofte("compare", own, draft, "idag")
    assert ran.code == 1
    assert "utkast" in ran.error
