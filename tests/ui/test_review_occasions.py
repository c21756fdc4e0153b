"""Granskning of a recurring action: its occasions are settled where it is reviewed."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests import factory
from tests.ui.desks import Bench, dialogs
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionKind, OccasionState
from tracker.services.context import AppContext
from tracker.services.promises import SignPromise, sign_promise
from tracker.services.queries.series import occasions_of
from tracker.ui.dialogs.action_changes import NoteDialog
from tracker.ui.dialogs.occasion import SettleDialog
from tracker.ui.panels.occasions import OccasionsPanel
from tracker.ui.panels.review import ReviewPage

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def queue(ctx: AppContext, clock: WalkingClock) -> tuple[int, int]:
    """A series of which three passed, and another action; both of a signed promise."""
    problem = factory.a_problem(ctx)
    promise = factory.a_promise(ctx, problem_ids=(problem,))
    cause, owner = factory.a_cause(ctx, problem), factory.a_person(ctx)
    days = tuple(date(2018, month, 15) for month in (1, 2, 8, 10))
    made = [
        factory.an_action(
            ctx,
            promise,
            kind=kind,
            planned=planned,
            occasions=occasions,
            deadline=date(2018, month, 25),
            cause_ids=(cause,),
            owner_id=owner,
        )
        for kind, planned, occasions, month in (
            (ActionKind.RECURRING, Decimal(4), days, 10),
            (ActionKind.SINGLE, None, (), 9),
        )
    ]
    sign_promise(ctx, SignPromise(promise, 1, factory.DAY))
    clock.walk_to(date(2018, 9, 15))
    return made[0], made[1]


def panel(page: ReviewPage) -> OccasionsPanel:
    [found] = (p for p in page.findChildren(OccasionsPanel) if p.isVisible())
    return found


def press(place: Bench, *keys: Qt.Key) -> None:
    assert QTest.qWaitForWindowActive(place.window)
    for key in keys:
        QTest.keyClick(place.window.focusWidget(), key)
        place.settle()


def test_an_occasion_is_settled_in_the_queue_and_the_page_keeps_its_letters(
    place: Bench, ctx: AppContext, queue: tuple[int, int]
) -> None:
    series, other = queue
    page = ReviewPage(place.desk)
    place.show(page)
    page.queue.setFocus()
    assert page.shown is not None
    assert page.shown.detail.row.id == series
    press(place, Key.Key_T)
    assert panel(page).list.hasFocus()
    press(place, Key.Key_Up, Key.Key_M)
    # Made anew, the keyboard is on the same occasion.
    assert panel(page).list.hasFocus()
    current = panel(page).list.current()
    assert current is not None
    assert (current.due_on, current.state) == (date(2018, 8, 15), OccasionState.MISSED)
    press(place, Key.Key_Odiaeresis, Key.Key_I)
    [dialog] = dialogs(SettleDialog)
    assert isinstance(dialog, SettleDialog)
    dialog._reason.set_value("Regn")
    dialog.submit()
    place.settle()
    place.window.activateWindow()
    assert place.window.focusWidget() is panel(page).list
    states = [row.state for row in occasions_of(ctx, series)]
    assert states == [OccasionState.OPEN] * 2 + [OccasionState.CANCELLED, OccasionState.OPEN]

    press(place, Key.Key_A)
    [note] = dialogs(NoteDialog)
    assert isinstance(note, NoteDialog)
    note.reject()
    place.window.activateWindow()
    press(place, Key.Key_T)
    assert page.queue.hasFocus()
    press(place, Key.Key_T, Key.Key_J)
    assert page.shown.detail.row.id == other
    assert page.queue.hasFocus()
    # There is none to go to.
    press(place, Key.Key_T)
    assert page.queue.hasFocus()
