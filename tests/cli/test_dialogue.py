"""A dialogue round by its title: its programme, and its calendar file."""

import shutil
from pathlib import Path

import icalendar
from pypdf import PdfReader

from tests.cli.conftest import Lofte
from tests.factory import a_round, an_occasion
from tracker.services.context import AppContext


def titles(path: Path) -> list[str]:
    """What the events of a calendar file are called."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]


def test_the_calendar_file_of_the_example(lofte: Lofte, example: Path, tmp_path: Path) -> None:
    path = tmp_path / "vecka.ics"
    ran = lofte("export", example, path, "--round", "vecka 17")
    assert (ran.code, ran.error) == (0, "")
    assert str(path) in ran.out
    assert len(titles(path)) == 6


def test_the_latest_round_when_none_is_named(
    lofte: Lofte, ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "vecka.ICS"
    ran = lofte("export", book_path, path, "--round", "")
    assert ran.code != 0
    assert ran.error
    assert not path.exists()
    for title in ("Den första", "Den andra"):
        an_occasion(ctx, a_round(ctx, title), title)
    assert lofte("export", book_path, path, "--round", "").code == 0
    assert titles(path) == ["Den andra"]


def test_a_round_that_is_not_known_or_not_the_only_one(
    lofte: Lofte, ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    a_round(ctx), a_round(ctx)
    for text in ("vecka 9", "vecka 10"):
        for command in (
            ("export", book_path, tmp_path / "w.ics", "--round", text),
            ("report", book_path, "programme", "-o", tmp_path / "w.pdf", "--round", text),
        ):
            ran = lofte(*command)
            assert ran.code != 0, command
            assert text in ran.error
    assert list(tmp_path.glob("w.*")) == []


def test_options_go_with_what_they_are_for(lofte: Lofte, example: Path, tmp_path: Path) -> None:
    for command in (
        ("export", example, tmp_path / "w.xlsx", "--round", "vecka 17"),
        ("export", example, tmp_path / "w.xlsx", "--owner", "kommunpolis"),
        ("export", example, tmp_path / "w.ics", "--internal"),
        ("export", example, tmp_path / "w.ics", "--round", "vecka 17", "--alarm", "1"),
        ("report", example, "status", "-o", tmp_path / "w.pdf", "--round", "vecka 17"),
        ("report", example, "programme", "-o", tmp_path / "w.pdf", "--lawful"),
    ):
        ran = lofte(*command)
        assert ran.code == 2, command
        assert ran.error
    assert list(tmp_path.glob("w.*")) == []


def test_the_programme(lofte: Lofte, example: Path, tmp_path: Path) -> None:
    path = tmp_path / "w.pdf"
    own = shutil.copy(example, tmp_path / "saffle.loftesbok")
    ran = lofte("report", own, "programme", "-o", path, "--round", "dialog 17", "--lang", "en")
    assert (ran.code, ran.error) == (0, "")
    (sheet,) = PdfReader(path).pages
    assert "Medborgardialog vecka 17, 2016" in sheet.extract_text()
