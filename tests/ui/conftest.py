"""What every test of the window needs: no display, the theme in place."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from tracker.ui.theme import Theme


@pytest.fixture(scope="session")
def _theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def theme(_theme: Theme) -> Iterator[Theme]:
    """The application's theme, light at the start of every test."""
    _theme.set_mode("light")
    yield _theme
    _theme.set_mode("light")
