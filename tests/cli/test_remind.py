"""`lofte remind`, and what falls due as a calendar file."""

from pathlib import Path
from typing import Any

import icalendar

from tests.cli.conftest import Lofte
from tracker.services.context import AppContext


def test_what_is_late_and_falls_due_is_said(lofte: Lofte, example: Path) -> None:
    ran = lofte("--lang", "en", "remind", example)
    assert (ran.code, ran.error) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "What falls due – Säffle, 15 September 2018"
    assert lines.index("PARKCHEF") < lines.index("TRAFIKINGENJÖR") < lines.index("FOR EVERYBODY")
    assert "- Deadline: 5.5 Röja två återstående stråk, 92 days late (15 Jun)" in lines
    told = lofte("remind", example, "--owner", "parkchef", "--days", "3", "--json").json()
    assert (told["days"], told["coming"]) == (3, [])
    assert [(row["kind"], row["number"], row["days_late"]) for row in told["late"]] == [
        ("deadline", "5.5", 92)
    ]


def test_nothing_to_remind_of_writes_nothing(
    lofte: Lofte, ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "brev"
    ran = lofte("--lang", "en", "remind", book_path, "--eml", folder)
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.startswith("Nothing is late")
    assert not folder.exists()
    assert lofte("remind", book_path, "--days", "-1").code == 2
    assert lofte("remind", book_path, "--owner", "nobody at all").code == 1


def test_letters_are_written_and_those_without_address_named(
    lofte: Lofte, example: Path, tmp_path: Path
) -> None:
    ran = lofte("--lang", "en", "remind", example, "--eml", tmp_path / "brev")
    assert ran.code == 0
    assert "Parkchef has no e-mail address" in ran.out
    taken = tmp_path / "fil"
    taken.write_bytes(b"")
    ran = lofte("remind", example, "--eml", taken)
    assert (ran.code, taken.read_bytes()) == (1, b"")
    assert str(taken) in ran.error


def test_what_falls_due_becomes_a_calendar(lofte: Lofte, example: Path, tmp_path: Path) -> None:
    path = tmp_path / "due.ics"

    def events(*words: object) -> list[Any]:
        ran = lofte("export", example, path, *words)
        assert (ran.code, ran.error) == (0, "")
        return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))

    everything = events()
    (own,) = events("--owner", "parkchef", "--alarm", "2")
    assert str(own["UID"]) in {str(event["UID"]) for event in everything}
    police = events("--party", "P", "--from", "2018-01-01", "--to", "31/12 2018")
    assert 0 < len(police) < len(everything)
    assert all(event["DTSTART"].dt.year == 2018 for event in police)
    for words in (
        ("--from", "2018-02-01", "--to", "2018-01-01"),
        ("--alarm", "x"),
        ("--party", "x"),
    ):
        assert lofte("export", example, tmp_path / "no.ics", *words).code == 2, words
    assert not (tmp_path / "no.ics").exists()
