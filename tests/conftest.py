"""What every test needs: no display, and no contact with the user's own settings."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import factory
from tracker import i18n
from tracker.models.clock import WalkingClock
from tracker.services.context import AppContext
from tracker.services.example import build_example

# Before Qt is loaded by anything.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test is about time: a slow machine must not fail one.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh settings folder, also for the processes that a test starts."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LOFTESBOKEN_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    """Every test starts in Swedish, whatever the one before it chose."""
    i18n.activate("sv")
    yield
    i18n.activate("sv")


@pytest.fixture
def clock() -> WalkingClock:
    """Nine in the morning of `tests.factory.DAY`, until it is moved."""
    return factory.a_clock()


@pytest.fixture(scope="session")
def new_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new book with one agreement, to copy from."""
    return factory.a_book(tmp_path_factory.mktemp("new") / "book.loftesbok")


@pytest.fixture(scope="session")
def new_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book, built once for all of the tests, to copy from."""
    path = tmp_path_factory.mktemp("example") / "saffle.loftesbok"
    build_example(path)
    return path


@pytest.fixture
def book_path(tmp_path: Path, new_book: Path) -> Path:
    """A new book with one agreement, closed."""
    return Path(shutil.copy(new_book, tmp_path / "Säffle.loftesbok"))


@pytest.fixture
def ctx(book_path: Path, clock: WalkingClock) -> Iterator[AppContext]:
    """That book, open."""
    opened = factory.opened(book_path, clock)
    yield opened
    opened.close()
