"""The page of reports in a window on the small town's book."""

from pathlib import Path

import pytest

from tests.ui.program import Program
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    made = program.open(town_file)
    made.show_page("reports").setFocus()
    program.settle()
    return made


@pytest.fixture
def page(window: MainWindow) -> ReportsPage:
    found = window.page("reports")
    assert isinstance(found, ReportsPage)
    return found
