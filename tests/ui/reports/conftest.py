"""The page of reports, at rest on the small town's book."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Bench
from tracker.ui.panels.reports import ReportsPage


@pytest.fixture
def page(at_desk: Bench, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(at_desk.desk)
    at_desk.show(made)
    qtbot.waitUntil(made.is_drawn)
    return made
