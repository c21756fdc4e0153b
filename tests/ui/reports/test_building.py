"""The preview is built in the background: newer choices, cancelling, and what may leave."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desks import Bench
from tests.ui.reports.drafts import button, field, link, retyped
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.panels.reports.options import DEBOUNCE_MS
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.editors import Picker

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")
SENDING = ("Spara…", "Skriv ut…", "Mejla…", "E-stämpla…", "Fastställ…")


def can_be_sent(page: ReportsPage) -> bool:
    found = {button(page, words).isEnabled() for words in SENDING}
    assert len(found) == 1
    return found.pop()


def cancelled(page: ReportsPage, qtbot: QtBot, kind: str) -> None:
    """Choose a kind, and press Esc while it is made."""
    options = page.side().options
    with qtbot.waitSignal(options.changed):
        options.kinds.choose(kind)
    QTest.keyClick(page, Key.Key_Escape)
    assert page.words().endswith("den senaste som blev klar.")
    assert not can_be_sent(page)


def test_a_newer_choice_stops_the_older_build_and_the_place_stays(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    bar = page.preview().pages.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    for day in (10, 11, 12):
        field(page, "as_of").set_value(date(2018, 9, day))
        page.side().options.changed.emit()
    qtbot.waitUntil(page.is_drawn)
    at_desk.settle()
    built = page.built()
    assert built is not None
    assert built.data.as_of == date(2018, 9, 12)
    assert abs(bar.value() - place) < page.preview().pages.viewport().height() / 10


def test_cancelling_keeps_the_report_that_was_shown(at_desk: Bench, page: ReportsPage) -> None:
    before = page.built()
    page.refresh()
    button(page, "Avbryt").click()
    at_desk.settle()
    assert page.built() is before
    assert not button(page, "Avbryt").isVisible()
    assert not at_desk.failures


def test_only_the_report_that_was_chosen_can_leave(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    assert can_be_sent(page)
    button(page, "Spara…").setFocus()
    as_of = field(page, "as_of")
    as_of.setText("2018-09-1")
    assert not can_be_sent(page)
    as_of.setText("2018-09-15")
    assert not can_be_sent(page)
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)
    assert button(page, "Spara…").hasFocus()
    as_of.setText("2018-09-10")
    qtbot.waitUntil(lambda: not page.side().options.is_waiting())
    assert not can_be_sent(page)
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)


def test_nothing_leaves_while_a_field_is_wrong(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    page.refresh()
    # A day that is none while an older report is still being made.
    retyped(at_desk, page, qtbot, "as_of", "2018-13-30")
    assert page.error_beside("as_of")
    assert not can_be_sent(page)
    retyped(at_desk, page, qtbot, "as_of", "2018-09-10")
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)
    page.side().options.kinds.choose("owner")
    owner = page.findChild(Picker, "owner")
    assert isinstance(owner, Picker)
    owner.setEditText("Gruppchef, Polisen")
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)
    owner.setEditText("Kalle Anka")
    qtbot.waitUntil(page.is_drawn)
    assert page.error_beside("owner")
    assert not can_be_sent(page)


@pytest.mark.parametrize("way", ["mouse", "keyboard", "button"])
def test_what_was_cancelled_is_made_after_all(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot, way: str
) -> None:
    cancelled(page, qtbot, "plan")
    # What comes of itself does not begin it again.
    page.side().options.set_owners(["Polischef", "Kommunalrådet"])
    qtbot.wait(2 * DEBOUNCE_MS)
    at_desk.settle()
    built = page.built()
    assert built is not None
    assert built.data.kind == "status"
    kinds = page.findChild(PaintedList, "kinds")
    assert isinstance(kinds, PaintedList)
    if way == "mouse":
        at = kinds.visualRect(kinds.currentIndex()).center()
        QTest.mouseClick(kinds.viewport(), Qt.MouseButton.LeftButton, pos=at)
    elif way == "keyboard":
        kinds.setFocus()
        QTest.keyClick(kinds, Key.Key_Return)
    else:
        link(page, "Gör den igen").click()
    qtbot.waitUntil(page.is_drawn)
    built = page.built()
    assert built is not None
    assert built.data.kind == "plan"
    assert can_be_sent(page)
    assert not [
        b for b in page.findChildren(LinkButton) if b.words() == "Gör den igen" and b.isVisible()
    ]


def test_a_first_report_that_was_cancelled_is_made_after_all(at_desk: Bench, qtbot: QtBot) -> None:
    page = ReportsPage(at_desk.desk)
    at_desk.window.setCentralWidget(page)
    at_desk.window.show()
    QApplication.processEvents()
    button(page, "Avbryt").click()
    at_desk.settle()
    message = page.preview().message()
    assert message is not None
    message.acted.emit()
    qtbot.waitUntil(page.is_drawn)
    assert page.built() is not None
