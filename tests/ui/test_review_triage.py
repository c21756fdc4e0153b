"""Granskning by keyboard: resting, filters, several at once, decisions, and owners who left."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from tests.ui.desks import Bench, dialogs
from tracker.messages import change_words
from tracker.models.clock import WalkingClock
from tracker.models.enums import Party
from tracker.models.organisation import Person
from tracker.services.actions import MoveDeadline, move_deadline
from tracker.services.context import AppContext
from tracker.services.follow_up import AskDecision, ask_decision
from tracker.services.history import undo
from tracker.services.people import PersonFields, add_person
from tracker.services.promises import SignPromise, sign_promise
from tracker.services.queries.actions import action_rows
from tracker.services.queries.choices import persons
from tracker.services.queries.review import EVERYTHING, ReviewQuery, Why
from tracker.services.queries.snoozes import snoozes
from tracker.services.reassigning import Reassign, owned
from tracker.services.snoozing import SnoozeActions, snooze
from tracker.ui.desk import Goto
from tracker.ui.dialogs.action_changes import MoveDeadlineDialog, NoteDialog, OwnerDialog
from tracker.ui.dialogs.reassign import ReassignDialog
from tracker.ui.dialogs.snooze import SnoozeDialog, quick_days
from tracker.ui.panels.actions.naming import NameViewDialog
from tracker.ui.panels.inspector_action import ActionSheet, read_action
from tracker.ui.panels.promises.plan_actions import PlanActions
from tracker.ui.panels.promises.plan_grid import WHEN
from tracker.ui.panels.promises.plan_table import PlanTable
from tracker.ui.panels.review import ReviewPage
from tracker.ui.panels.review.views import ReviewView, ReviewViews
from tracker.ui.widgets.buttons import Button

Key = Qt.Key
Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.usefixtures("theme")

LATER = dt.date(2018, 9, 15)
NEW = PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Ny Ek")


@pytest.fixture
def queue(ctx: AppContext, clock: WalkingClock) -> list[int]:
    """Four actions of a signed promise, the earliest deadline first."""
    problem = factory.a_problem(ctx)
    promise = factory.a_promise(ctx, problem_ids=(problem,))
    cause, owner = factory.a_cause(ctx, problem), factory.a_person(ctx)
    made = [
        factory.an_action(
            ctx,
            promise,
            title=title,
            deadline=dt.date(2018, 9, day),
            planned=None,
            cause_ids=(cause,),
            owner_id=owner,
        )
        for title, day in (("Röja", 1), ("Lysa", 20), ("Mäta", 21), ("Bygga", 22))
    ]
    sign_promise(ctx, SignPromise(promise, 1, factory.DAY))
    clock.walk_to(LATER)
    return made


@pytest.fixture
def page(place: Bench, queue: list[int]) -> ReviewPage:
    page = ReviewPage(place.desk)
    place.show(page)
    page.queue.setFocus()
    return page


@pytest.fixture
def press(page: ReviewPage, place: Bench) -> Callable[..., None]:
    def key(key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place.window.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(page.queue, key, held)
        place.settle()

    return key


def left(page: ReviewPage) -> list[int]:
    return list(page.model.ids_between(0, page.model.rowCount() - 1))


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def save(place: Bench, dialog: QWidget, words: str) -> None:
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    text.setPlainText(words)
    QTest.keyClick(dialog, Key.Key_Return, Control)
    place.settle()


def test_v_lets_it_rest_and_the_next_one_comes(
    page: ReviewPage,
    place: Bench,
    ctx: AppContext,
    queue: list[int],
    press: Callable[..., None],
) -> None:
    press(Key.Key_V)
    (dialog,) = dialogs(SnoozeDialog)
    assert isinstance(dialog, SnoozeDialog)
    QTest.keyClick(dialog, Key.Key_Return, Control)
    # Without a note it isn't let go.
    assert dialog.error_text()
    two_weeks = dialog.quick.buttons[1]
    QTest.keyClick(dialog, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    # At once: nothing may be waited for before it is saved.
    assert dialog._until.value() == LATER + dt.timedelta(14)
    assert [button.isChecked() for button in dialog.quick.buttons] == [False, True, False]
    dialog._until.set_value(LATER + dt.timedelta(3))
    assert not two_weeks.isChecked()
    two_weeks.click()
    save(place, dialog, "Väntar på offert")
    rest = snoozes(ctx, queue)[queue[0]]
    assert (rest.until, rest.note) == (LATER + dt.timedelta(14), "Väntar på offert")
    inspected = read_action(ctx, queue[0])
    assert inspected is not None
    sheet = ActionSheet(place.desk, inspected)
    assert any("Väntar på offert" in label.text() for label in sheet.findChildren(QLabel))
    sheet.deleteLater()
    assert left(page) == queue[1:]
    assert page.shown is not None
    assert page.shown.detail.row.id == queue[1]

    press(Key.Key_R)
    assert left(page) == [queue[0]]
    assert "Väntar på offert" in words_on(page)
    press(Key.Key_V)
    assert snoozes(ctx, queue) == {}
    assert left(page) == []
    held = QApplication.focusWidget()
    assert isinstance(held, Button)
    assert held.words() == "Till granskningen"
    QTest.keyClick(held, Key.Key_R)
    place.settle()
    assert left(page) == queue
    assert page.queue.hasFocus()
    undo(ctx)
    place.settle()
    assert left(page) == queue[1:]


def test_when_all_rests_it_is_said_and_the_way_there_is_under_the_keyboard(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    place.window.activateWindow()
    page.queue.setFocus()
    snooze(ctx, SnoozeActions(tuple(queue[1:]), LATER + dt.timedelta(14), "Väntar"))
    snooze(ctx, SnoozeActions((queue[0],), LATER + dt.timedelta(7), "Väntar"))
    place.settle()
    assert "4 vilar, den första till 22 sep" in words_on(page)
    held = QApplication.focusWidget()
    assert isinstance(held, Button)
    assert held.words() == "Visa det som vilar"
    rows = {"snooze": frozenset(queue)}
    assert change_words("action.snooze", rows) == "4 åtgärder vilar"
    held.click()
    place.settle()
    assert sorted(left(page)) == sorted(queue)
    assert page.queue.hasFocus()
    # Coming from another page one wants the queue.
    page.open_at(Goto("review"))
    place.settle()
    assert left(page) == []
    undo(ctx)
    place.settle()
    assert left(page) == queue[:1]
    assert page.queue.hasFocus()
    assert "vilar till 29 sep 2018" in words_on(page)


def test_a_month_is_a_month() -> None:
    days = [day for _words, day in quick_days(dt.date(2019, 1, 31))]
    assert days == [dt.date(2019, 2, 7), dt.date(2019, 2, 14), dt.date(2019, 2, 28)]


def test_several_are_changed_as_one_step(
    page: ReviewPage,
    place: Bench,
    ctx: AppContext,
    queue: list[int],
    press: Callable[..., None],
) -> None:
    press(Key.Key_X)
    press(Key.Key_Down, Control)
    press(Key.Key_Down, Shift)
    assert page.model.ticked() == tuple(queue[:3])
    spoken = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    plain = page.model.data(page.model.index(3, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert len(spoken.split(",")) == len(plain.split(",")) + 1
    press(Key.Key_X)
    assert page.model.ticked() == tuple(queue[:2])

    press(Key.Key_F)
    (dialog,) = dialogs(MoveDeadlineDialog)
    assert isinstance(dialog, MoveDeadlineDialog)
    dialog._deadline.set_value(LATER - dt.timedelta(1))
    # It has passed, which is said and accepted.
    assert dialog.error_text()
    save(place, dialog, "Markägaren")
    assert {row.deadline for row in action_rows(ctx, queue[:2])} == {LATER - dt.timedelta(1)}
    assert left(page) == queue[2:]
    assert page.model.ticked() == ()
    undo(ctx)
    place.settle()
    assert left(page) == queue

    press(Key.Key_A, Control)
    assert len(page.model.ticked()) == 4
    press(Key.Key_Escape)
    assert page.model.ticked() == ()
    press(Key.Key_A, Control)
    press(Key.Key_Adiaeresis)
    (owner,) = dialogs(OwnerDialog)
    owner.close()
    press(Key.Key_A)
    (note,) = dialogs(NoteDialog)
    save(place, note, "Tas upp på mötet")
    assert left(page) == []


def test_reasons_used_lately_are_offered(
    page: ReviewPage,
    place: Bench,
    ctx: AppContext,
    queue: list[int],
    press: Callable[..., None],
) -> None:
    version = action_rows(ctx, [queue[3]])[0].version
    move_deadline(ctx, MoveDeadline(((queue[3], version),), LATER, "Leveransen dröjer"))
    ref = ((queue[2], action_rows(ctx, [queue[2]])[0].version),)
    move_deadline(ctx, MoveDeadline(ref, LATER, "Ring Anna på 070-123 45 67"))
    place.settle()
    press(Key.Key_F)
    (dialog,) = dialogs(MoveDeadlineDialog)
    assert isinstance(dialog, MoveDeadlineDialog)
    was = action_rows(ctx, [queue[0]])[0].deadline
    assert was is not None
    assert was < LATER
    # From today, when the deadline has passed.
    QTest.keyClick(dialog, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert dialog._deadline.value() == LATER + dt.timedelta(14)
    assert "period" not in dialog.error_text()
    dialog._deadline.set_value(dt.date(2030, 1, 1))
    assert "Löftets period slutar" in dialog.error_text()
    # What has pointed out somebody once is not offered again.
    (link,) = [b for b in dialog._lately.children() if getattr(b, "words", str)()]
    assert isinstance(link, QWidget)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert dialog._reason.value() == "Leveransen dröjer"
    # All that is said fits, however many lines it takes.
    dialog._reason.set_value("Ring 070-123 45 67")
    place.settle()
    assert dialog._scroll.verticalScrollBar().maximum() == 0
    dialog.close()


def test_a_deadline_typed_over_another_in_a_draft_asks_why(place: Bench, ctx: AppContext) -> None:
    action = factory.an_action(ctx, deadline=LATER)
    first = factory.an_action(ctx, deadline=None)
    table = PlanTable(LATER)
    place.window.setCentralWidget(table)
    actions = PlanActions(place.desk, table, print)
    later = LATER + dt.timedelta(7)
    row, without = action_rows(ctx, [action, first])
    table.edited.emit(without, WHEN, later)
    place.settle()
    assert not dialogs(MoveDeadlineDialog)
    table.edited.emit(row, WHEN, later)
    place.settle()
    (dialog,) = dialogs(MoveDeadlineDialog)
    save(place, dialog, "Vakans")
    assert [row.deadline for row in action_rows(ctx, [action, first])] == [later, later]
    assert actions.parent() is table


def test_b_records_the_decision_that_is_waited_for(
    page: ReviewPage,
    place: Bench,
    ctx: AppContext,
    queue: list[int],
    press: Callable[..., None],
) -> None:
    asked: list[tuple[str, object]] = []
    place.desk.command_asked.connect(lambda *command: asked.append(command))
    press(Key.Key_B)
    assert asked == []
    question = AskDecision("Köpa in?", "Kommunalråd", Party.MUNICIPALITY, LATER, "")
    decision = ask_decision(ctx, replace(question, action_id=queue[0]))
    place.settle()
    assert "Köpa in?" in words_on(page)
    press(Key.Key_B)
    assert asked == [("decision.answer", decision)]


def test_the_queue_is_filtered_and_the_filter_kept(
    qtbot: QtBot,
    page: ReviewPage,
    place: Bench,
    ctx: AppContext,
    queue: list[int],
    press: Callable[..., None],
) -> None:
    filters = page._panel.filters
    assert not filters.isVisible()
    press(Key.Key_X)
    press(Key.Key_Slash)
    assert filters.isVisible()
    assert filters.text.hasFocus()
    with qtbot.waitSignal(page.model.loaded):
        QTest.keyClicks(filters.text, "lys")
    place.settle()
    assert left(page) == [queue[1]]
    # What a filter hides is not changed by what follows.
    assert page.model.ticked() == ()
    filters.clear_link.click()
    place.settle()
    assert left(page) == queue

    filters.whys.set_value(frozenset({Why.OVERDUE}))
    place.settle()
    assert left(page) == [queue[0]]
    filters.owners.set_value(frozenset({"nobody"}))
    place.settle()
    assert left(page) == []
    assert page._empty.isVisible()
    page._empty.clear_asked.emit()
    place.settle()
    assert left(page) == queue

    owner = factory.a_person(ctx)
    mine = ReviewQuery(frozenset({Why.DUE_SOON}), frozenset({owner}), days=6)
    ReviewViews(ctx.book).save(ReviewView("Mitt & ditt", mine))
    assert ReviewViews(ctx.book).views() == (ReviewView("Mitt & ditt", mine),)
    # An owner of one book is nobody in another.
    assert ReviewViews("/other.loftesbok").views() == ()
    menu = page.filtering.menu()
    (kept,) = [action for action in menu.actions() if "Mitt && ditt" in action.text()]
    kept.trigger()
    place.settle()
    assert left(page) == queue[1:3]

    def ticked() -> list[str]:
        return [action.text() for action in page.filtering.menu().actions() if action.isChecked()]

    ReviewViews(ctx.book).save(ReviewView("Samma", mine))
    assert [words.split("  ")[1] for words in ticked()] == ["Mitt && ditt"]
    menu = page.filtering.menu()
    assert any("Spara som vy" in action.text() for action in menu.actions())
    (renaming,) = [a.menu() for a in menu.actions() if a.text() == "Byt namn på en vy"]
    assert isinstance(renaming, QMenu)
    renaming.actions()[0].trigger()
    (dialog,) = dialogs(NameViewDialog)
    assert isinstance(dialog, NameViewDialog)
    dialog._name.setText("Vårt")
    dialog.submit()
    place.settle()
    assert [view.name for view in ReviewViews(ctx.book).views()] == ["Vårt", "Samma"]
    assert [words.split("  ")[1] for words in ticked()] == ["Vårt"]
    page.filtering.show(EVERYTHING)
    place.settle()
    assert left(page) == queue


def test_all_that_a_former_owner_has_left_goes_to_another(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    leaving = factory.a_person(ctx)
    with ctx.write("person.edit") as tx:
        tx.get(Person, leaving).active_to = LATER - dt.timedelta(1)
    asked: list[tuple[str, object]] = []
    place.desk.command_asked.connect(lambda *command: asked.append(command))
    place.settle()
    assert page.view.detail is not None
    page.view.detail.reassign.click()
    assert asked == [("person.reassign", leaving)]

    dialog = ReassignDialog(persons(ctx), owned(ctx), LATER, from_id=leaving)
    commands: list[object] = []
    dialog.submitted.connect(commands.append)
    dialog.submit()
    assert commands == []
    dialog.offer(NEW)
    dialog.submit()
    dialog.deleteLater()
    assert commands == [Reassign(leaving, NEW)]

    gruppchef = add_person(ctx, PersonFields("Gruppchef", "Polisen", Party.POLICE))
    dialog = ReassignDialog(persons(ctx), owned(ctx), LATER, from_id=leaving)
    # Whoever left the post can't be chosen.
    assert dialog.to.count() == 2
    dialog.to.set_value(gruppchef)
    assert dialog.command() == Reassign(leaving, gruppchef)
    dialog._ticks.set_values(())
    dialog.submit()
    assert dialog.error_text()
    dialog.deleteLater()
