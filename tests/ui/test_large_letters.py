"""Letters of twice the size on a screen of 1280 × 720: nothing is cut off or scrolls sideways."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget

from tests import factory
from tests.services.operations_meetings import started
from tests.ui.desks import Bench, dialogs
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionKind
from tracker.services.context import AppContext
from tracker.services.due_calendar import calendar_rows
from tracker.services.promises import SignPromise, sign_promise
from tracker.services.queries.due_owners import Whose, known_whose
from tracker.services.queries.meeting_held import look_at_meeting
from tracker.ui import fonts
from tracker.ui.dialogs import action_commands
from tracker.ui.dialogs.due_calendar import CalendarDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.log_dialog import open_log_dialog
from tracker.ui.meeting.window import MeetingWindow
from tracker.ui.panels.review import ReviewPage

pytestmark = pytest.mark.usefixtures("theme")
WIDTH, HEIGHT = 1280, 720
# Beside Granskning stands the sidebar, which is wider then.
PAGE_WIDTH = 1017


@pytest.fixture(autouse=True)
def _large(theme: object, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = qapp.font()
    monkeypatch.setattr(fonts, "_POINT", 2 * fonts._POINT)
    fonts._prototype.cache_clear()
    qapp.setFont(fonts.body())
    yield
    monkeypatch.undo()
    fonts._prototype.cache_clear()
    qapp.setFont(before)


@pytest.fixture
def action(ctx: AppContext, clock: WalkingClock) -> int:
    problem = factory.a_problem(ctx)
    promise = factory.a_promise(ctx, problem_ids=(problem,))
    made = factory.an_action(
        ctx,
        promise,
        title="Kvällsaktiviteter i centrum",
        kind=ActionKind.RECURRING,
        planned=Decimal(4),
        occasions=tuple(date(2018, month, 15) for month in (1, 2, 8, 10)),
        cause_ids=(factory.a_cause(ctx, problem),),
        owner_id=factory.a_person(ctx),
    )
    sign_promise(ctx, SignPromise(promise, 1, factory.DAY))
    clock.walk_to(date(2018, 9, 15))
    return made


def sideways(window: QWidget) -> list[QWidget]:
    areas = window.findChildren(QAbstractScrollArea)
    return [a for a in areas if a.isVisible() and a.horizontalScrollBar().maximum()]


def cut(window: QWidget) -> list[str]:
    """Words that have less room than they need."""
    return [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.minimumSizeHint().width() > label.width()
    ]


def test_dialogs_are_as_wide_as_their_fields_need(
    place: Bench, ctx: AppContext, action: int
) -> None:
    place.window.show()
    open_log_dialog(place.desk, place.window, action)
    action_commands.edit_action(place.desk, place.window, action)
    calendar = CalendarDialog(known_whose(ctx), Whose("Allas"), ctx.today(), place.window)
    calendar.asked.connect(lambda query: calendar.show_rows(calendar_rows(ctx, query)))
    calendar.start()
    calendar.open()
    place.settle()
    found = dialogs(FormDialog)
    assert len(found) == 3
    for dialog in found:
        assert isinstance(dialog, FormDialog)
        needed = dialog._scroll.least_width()
        room = dialog.screen().availableGeometry().width()
        assert needed < WIDTH, dialog.windowTitle()
        # The screen of the tests is narrower than what is held to here.
        assert dialog.width() >= min(needed, room - 8), dialog.windowTitle()


def test_granskning_stands_in_its_width(place: Bench, action: int) -> None:
    page = ReviewPage(place.desk)
    place.show(page)
    place.window.resize(PAGE_WIDTH, HEIGHT - 120)
    place.settle()
    assert page.shown is not None
    assert page.shown.detail.row.id == action
    page.queue.toggle_tick()
    place.settle()
    assert place.window.width() == PAGE_WIDTH
    assert sideways(page) == []
    assert cut(page) == []


def test_so_does_the_meeting(place: Bench, ctx: AppContext) -> None:
    held = look_at_meeting(ctx, started(ctx, "Kvällsaktiviteter i centrum", "Fika"))
    assert held is not None
    window = MeetingWindow(place.desk, held, place.window)
    window.resize(WIDTH, HEIGHT)
    window.show()
    place.settle()
    assert window.width() == WIDTH
    assert sideways(window) == []
    # Its number, its tick and the margins take the rest.
    word = QFontMetricsF(fonts.choice_title()).horizontalAdvance("Kvällsaktiviteter")
    assert word < window.points.rail.viewport().width() - 84
