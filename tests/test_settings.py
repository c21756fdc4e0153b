import getpass
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker.settings import MOST_RECENT, RecentBook, Settings, load, save, settings_file, update

WHEN = datetime(2018, 9, 15, 14, 2, tzinfo=UTC)
SAFFLE = RecentBook("/böcker/säffle.loftesbok", "Säffle", WHEN)
FULL = Settings(
    language="en",
    theme="dark",
    who="Säkerhetssamordnaren",
    recent=(SAFFLE,),
    backup_folder="/säkerhetskopior",
    report_folder="/rapporter",
    mine="Kommunpolis",
    tray=False,
    notify=False,
    stay=True,
)


def test_the_first_start_has_defaults_and_leaves_no_file() -> None:
    settings = load()
    assert (settings.language, settings.theme, settings.recent) == ("sv", "system", ())
    assert settings.who == getpass.getuser()
    assert not settings_file().exists()


def test_what_is_saved_is_loaded() -> None:
    save(FULL)
    assert load() == FULL


def test_a_change_starts_from_what_another_program_saved() -> None:
    save(FULL)
    update(lambda settings: replace(settings, theme="light"))
    assert load() == replace(FULL, theme="light")


def test_the_latest_book_comes_first_and_only_once() -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        book = RecentBook(f"/{number}", str(number), WHEN + timedelta(days=number))
        settings = settings.with_opened(book)
    assert [book.name for book in settings.recent] == ["10", "9", "8", "7", "6", "5", "4", "3"]
    again = settings.with_opened(replace(settings.recent[-1], opened_at=WHEN))
    assert [book.name for book in again.recent] == ["3", "10", "9", "8", "7", "6", "5", "4"]
    assert again.without_book("/3").recent[0].name == "10"


def _written(**changes: Any) -> bytes:
    save(FULL)
    content = json.loads(settings_file().read_bytes())
    return json.dumps(content | changes).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"language": "de"},
        {"theme": ["dark"]},
        {"who": 7},
        {"stay": "yes"},
        {"recent": [{"path": "/x"}]},
        {"recent": [{"path": "/x", "name": "x", "opened_at": "yesterday"}]},
        {"recent": 5},
    ],
)
def test_a_file_that_is_not_understood_is_kept_aside(changes: dict[str, Any]) -> None:
    content = _written(**changes)
    settings_file().write_bytes(content)
    assert load() == Settings()
    assert settings_file().with_name("settings.json.bak").read_bytes() == content
    assert not settings_file().exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"'])
def test_a_damaged_file_is_kept_aside(content: bytes) -> None:
    settings_file().parent.mkdir()
    settings_file().write_bytes(content)
    assert load() == Settings()
    assert settings_file().with_name("settings.json.bak").read_bytes() == content


def test_a_folder_that_cannot_be_written_costs_the_settings_only(home: Path) -> None:
    (home / "settings").write_text("a file where the folder should be", encoding="utf-8")
    save(FULL)
    assert load() == Settings()


@pytest.mark.skipif(sys.platform == "win32", reason="the user comes from the environment there")
def test_a_user_without_a_name_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert Settings().who == ""
