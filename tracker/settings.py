"""The user's choices: a frozen value in a small versioned file. Nothing here belongs to a book."""

import getpass
import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from tracker.i18n import LANGUAGES, Language
from tracker.paths import atomic_write, settings_dir

Theme = Literal["system", "light", "dark"]

VERSION = 1
MOST_RECENT = 8

_log = logging.getLogger(__name__)


def _login() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        # No such user in the password file, as in some containers.
        return ""


@dataclass(frozen=True, slots=True)
class RecentBook:
    """A book that was opened here. `path` is a file's path or a server's address."""

    path: str
    name: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program remembers between runs, except window geometry.

    `who` is the name or role written into the journal; it starts as the login name.
    """

    language: Language = "sv"
    theme: Theme = "system"
    who: str = field(default_factory=_login)
    recent: tuple[RecentBook, ...] = ()
    backup_folder: str = ""
    report_folder: str = ""
    report_kind: str = ""
    """The kind of report chosen last; empty before the first."""
    mine: str = ""
    """The owner to be reminded about, as books know it; empty for everybody."""
    tray: bool = True
    """Whether there is an icon in the notification area while the program runs."""
    notify: bool = True
    """Whether that icon tells what falls due."""
    stay: bool = False
    """Whether the program goes on there when its last window is closed."""

    def who_is_chosen(self) -> bool:
        """Whether `who` is more than the login name that it starts as."""
        return self.who not in ("", _login())

    def with_opened(self, book: RecentBook) -> "Settings":
        """These settings with `book` first among the recent ones."""
        others = (known for known in self.recent if known.path != book.path)
        return replace(self, recent=(book, *others)[:MOST_RECENT])

    def without_book(self, path: str) -> "Settings":
        """These settings with the book at `path` forgotten."""
        return replace(self, recent=tuple(b for b in self.recent if b.path != path))


def settings_file() -> Path:
    """The file that holds the settings. It may not exist yet."""
    return settings_dir() / "settings.json"


def load() -> Settings:
    """The saved settings, or the defaults where there are none or they can't be understood.

    A file that can't be understood is kept beside as ``settings.json.bak``.
    """
    file = settings_file()
    try:
        return _parsed(json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return Settings()
    except OSError:
        _log.warning("settings can't be read", exc_info=True)
        return Settings()
    except (ValueError, KeyError, TypeError):
        _log.warning("settings not understood, starting over", exc_info=True)
        _set_aside(file)
        return Settings()


def save(settings: Settings) -> None:
    """Save for the next run. A failure is logged, not raised: no work depends on it."""
    content = {"version": VERSION, **asdict(settings)}
    text = json.dumps(content, ensure_ascii=False, indent=2, default=datetime.isoformat)
    try:
        settings_dir().mkdir(parents=True, exist_ok=True)
        atomic_write(settings_file(), text.encode())
    except OSError:
        _log.warning("settings can't be saved", exc_info=True)


def update(change: Callable[[Settings], Settings]) -> Settings:
    """Apply `change` to what is saved now, so that two running programs keep each other's."""
    settings = change(load())
    save(settings)
    return settings


def _parsed(content: Mapping[str, Any]) -> Settings:
    if content["version"] != VERSION:
        raise ValueError(f"version {content['version']}")
    return Settings(
        language=_one_of(LANGUAGES, content["language"]),
        theme=_one_of(get_args(Theme), content["theme"]),
        who=_text(content["who"]),
        recent=tuple(
            RecentBook(
                _text(book["path"]),
                _text(book["name"]),
                datetime.fromisoformat(book["opened_at"]),
            )
            for book in content["recent"]
        ),
        backup_folder=_text(content["backup_folder"]),
        report_folder=_text(content["report_folder"]),
        # Younger than the others: a file without them is whole.
        report_kind=_text(content.get("report_kind", "")),
        mine=_text(content.get("mine", "")),
        tray=_truth(content.get("tray", True)),
        notify=_truth(content.get("notify", True)),
        stay=_truth(content.get("stay", False)),
    )


def _one_of(allowed: tuple[Any, ...], value: object) -> Any:
    if value not in allowed:
        raise ValueError(f"not one of {allowed}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value


def _set_aside(file: Path) -> None:
    try:
        os.replace(file, file.with_name(f"{file.name}.bak"))
    except OSError:
        _log.warning("settings can't be set aside", exc_info=True)
