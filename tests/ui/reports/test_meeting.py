"""A report about one meeting: the one that was asked for, or is chosen among its likes."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.factory import DAY
from tests.meetings import a_meeting
from tests.ui.desks import Bench
from tracker.ui.desk import Goto
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.panels.reports.one_of import OneOf
from tracker.ui.panels.reports.options import Covered, MeetingReport


@pytest.mark.usefixtures("theme")
def test_the_meeting_that_was_asked_for(place: Bench, qtbot: QtBot) -> None:
    earlier, _ = a_meeting(place.desk.ctx, held_on=DAY - timedelta(28))
    latest, _ = a_meeting(place.desk.ctx)
    page = ReportsPage(place.desk)
    place.show(page)
    page.open_at(Goto("reports", query=MeetingReport(earlier)))
    qtbot.waitUntil(page.is_drawn)
    place.settle()
    live = page.built()
    assert live is not None
    assert live.data.meeting is not None
    assert (live.data.kind, live.data.meeting.id) == ("minutes", earlier)

    # What the archive knows of an earlier report is the day of its meeting.
    which = page.findChild(OneOf, "meeting")
    assert isinstance(which, OneOf)
    assert which.currentText() == "Arbetsgruppen, 2018-02-01"
    options = page.side().options
    options.cover(Covered("minutes", DAY, DAY, DAY))
    assert which.value() == latest
    options.cover(Covered("minutes", DAY, DAY, DAY + timedelta(1)))
    assert which.value() is None
