"""What every test needs: no display, and no contact with the user's own settings."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker import i18n

# Before Qt is loaded by anything.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
