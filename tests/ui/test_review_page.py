"""Granskning by keyboard: the queue, the decisions, the next one, and what is taken back."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tracker import i18n
from tracker.i18n import Language
from tracker.messages.review import short_reason, why_sentence
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, Party
from tracker.services.actions import (
    AddAction,
    AddNote,
    OverrideColour,
    add_action,
    add_note,
    override_colour,
)
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.log import LogFields, log_done
from tracker.services.promises import SignPromise, sign_promise
from tracker.services.queries.action_detail import action_detail
from tracker.services.queries.actions import action_rows
from tracker.services.queries.review import Reason, Why, review_queue, review_rows
from tracker.ui.desk import Goto, Subject
from tracker.ui.dialogs.action_changes import (
    MoveDeadlineDialog,
    NoteDialog,
    OwnerDialog,
    StatusDialog,
)
from tracker.ui.panels.review import ReviewPage
from tracker.ui.panels.review.chart import chart_of, chart_words
from tracker.ui.panels.review.chart_widget import DoneChartView, tick_step
from tracker.ui.panels.review.words import left_words

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("theme")

LATER = dt.date(2018, 9, 15)


@pytest.fixture
def queue(ctx: AppContext, clock: WalkingClock) -> list[int]:
    """Four actions of a signed promise, in the order of the queue: late, at risk, two due soon."""
    problem = factory.a_problem(ctx)
    promise = factory.a_promise(ctx, problem_ids=(problem,))
    cause, owner = factory.a_cause(ctx, problem), factory.a_person(ctx)
    made = []
    for title, deadline, planned, kind in (
        ("Röja stråk", dt.date(2018, 6, 15), Decimal(2), ActionKind.SINGLE),
        ("Ungdomsinsatser", dt.date(2018, 12, 31), Decimal(8), ActionKind.RECURRING),
        ("Översyn", dt.date(2018, 10, 10), None, ActionKind.SINGLE),
        ("Kvällsaktiviteter", dt.date(2018, 10, 12), None, ActionKind.SINGLE),
    ):
        fields = factory.action_fields(
            title,
            deadline=deadline,
            planned=planned,
            kind=kind,
            cause_ids=(cause,),
            owner_id=owner,
        )
        made.append(add_action(ctx, AddAction(promise, replace(fields, party=Party.MUNICIPALITY))))
    sign_promise(ctx, SignPromise(promise, 1, factory.DAY))
    clock.walk_to(LATER)
    for month in (2, 3, 4, 5):
        log_done(ctx, LogFields(made[1], dt.date(2018, month, 26), result="Samtal i centrum"))
    return made


@pytest.fixture
def page(place: Bench, queue: list[int]) -> ReviewPage:
    page = ReviewPage(place.desk)
    place.show(page)
    page.queue.setFocus()
    return page


def looked_at(page: ReviewPage) -> int:
    assert page.shown is not None
    return page.shown.detail.row.id


def left(page: ReviewPage) -> list[int]:
    return list(page.model.ids_between(0, page.model.rowCount() - 1))


def press(page: ReviewPage, place: Bench, key: Qt.Key) -> None:
    place.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(page.queue, key)
    place.settle()


def words_on(page: ReviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_queue_is_there_and_its_first_is_looked_at(
    page: ReviewPage, place: Bench, queue: list[int]
) -> None:
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    assert tester.model() is page.model
    assert left(page) == queue
    assert looked_at(page) == queue[0]
    assert place.inspected[-1] == Subject("action", queue[0])
    words = words_on(page)
    for part in ("4 kvar", "0 av 4 klara i dag", "92 dagar efter slutdatumet 15 juni", "1 av 4"):
        assert part in words
    assert page.model.words(1, 0).startswith("1.2 Ungdomsinsatser, Kommun, risk")


def test_j_and_k_walk(page: ReviewPage, place: Bench, queue: list[int]) -> None:
    assert not page.bar.previous.isEnabled()
    for key, expected in (
        (Key.Key_J, 1),
        (Key.Key_J, 2),
        (Key.Key_K, 1),
        (Key.Key_J, 2),
        (Key.Key_J, 3),
        (Key.Key_J, 3),
    ):
        press(page, place, key)
        assert looked_at(page) == queue[expected]
    assert not page.bar.next.isEnabled()
    QTest.keyClick(page.queue, Key.Key_Up)
    place.settle()
    assert looked_at(page) == queue[2]


def test_all_that_is_needed_is_said(page: ReviewPage, place: Bench) -> None:
    press(page, place, Key.Key_J)
    words = words_on(page)
    for part in (
        "Åtgärd 1.2 · L1 Synlig polis · mot orsak 1 Mörkt",
        "ingen insats sedan 26 maj, 112 dagar",
        "Kommunpolis",
        "31 dec 2018",
        "4 på 15 veckor",
        "Samtal i centrum",
        "Löftet är undertecknat.",
        "Otrygghet i centrum",
    ):
        assert part in words, part
    chart = page.findChild(DoneChartView)
    assert chart is not None
    assert "färre än väntat" in chart.text()


def test_a_new_deadline_is_asked_for_and_the_next_one_comes(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    press(page, place, Key.Key_F)
    (dialog,) = dialogs(MoveDeadlineDialog)
    field, reason = dialog.findChild(QLineEdit, "deadline"), dialog.findChild(QPlainTextEdit)
    assert field is not None
    assert reason is not None
    field.setText("2018-11-30")
    reason.setPlainText("Markägaren svarade sent")
    QTest.keyClick(dialog, Key.Key_Return, Control)
    place.settle()
    assert action_rows(ctx, [queue[0]])[0].deadline == dt.date(2018, 11, 30)
    assert left(page) == queue[1:]
    assert looked_at(page) == queue[1]
    assert "1 av 4 klara i dag" in words_on(page)
    assert "nytt slutdatum: 30 nov 2018" in words_on(page)


def test_the_keyboard_stays_in_the_queue_after_a_decision(
    page: ReviewPage, place: Bench, queue: list[int]
) -> None:
    press(page, place, Key.Key_J)
    press(page, place, Key.Key_J)
    page.bar.done.setFocus()
    QTest.keyClick(page.bar.done, Key.Key_G)
    place.settle()
    assert looked_at(page) == queue[3]
    assert page.queue.hasFocus()


def test_what_is_taken_back_comes_back(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    press(page, place, Key.Key_J)
    press(page, place, Key.Key_J)
    press(page, place, Key.Key_G)
    assert action_rows(ctx, [queue[2]])[0].status is ActionStatus.DONE
    assert looked_at(page) == queue[3]
    for step, looked, rest in (
        (undo, queue[2], queue),
        (redo, queue[3], [queue[0], queue[1], queue[3]]),
        (undo, queue[2], queue),
    ):
        place.desk.write(partial(step, ctx))
        place.settle()
        assert left(page) == rest
        assert looked_at(page) == looked


def test_done_with_less_than_promised_asks_how_it_ended(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    press(page, place, Key.Key_G)
    (dialog,) = dialogs(StatusDialog)
    assert isinstance(dialog, StatusDialog)
    assert "0 av 2" in "\n".join(label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClick(dialog, Key.Key_Return, Control)
    assert "Skriv skälet" in dialog.error_text()
    dialog.reject()
    assert action_rows(ctx, [queue[0]])[0].status is ActionStatus.PLANNED


def test_owner_and_note_have_their_keys(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    press(page, place, Key.Key_Adiaeresis)
    (owner,) = dialogs(OwnerDialog)
    owner.close()
    press(page, place, Key.Key_A)
    (note,) = dialogs(NoteDialog)
    text = note.findChild(QPlainTextEdit)
    assert text is not None
    # The page's letters are letters here.
    QTest.keyClicks(text, "jag fragar")
    QTest.keyClick(note, Key.Key_Return, Control)
    place.settle()
    detail = action_detail(ctx, queue[0])
    assert detail is not None
    assert detail.notes[0].text == "jag fragar"
    assert left(page) == queue[1:]


def test_when_all_is_reviewed_it_is_calm(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    for action_id in queue:
        add_note(ctx, AddNote(action_id, "sett"))
    place.settle()
    assert "Allt är granskat" in words_on(page)
    assert not page.bar.isVisible()
    press(page, place, Key.Key_G)
    assert not dialogs(StatusDialog)
    undo(ctx)
    place.settle()
    assert looked_at(page) == queue[3]
    assert page.bar.isVisible()


def test_a_change_elsewhere_shows_without_moving(
    page: ReviewPage, place: Bench, ctx: AppContext, queue: list[int]
) -> None:
    press(page, place, Key.Key_J)
    log_done(ctx, LogFields(queue[1], LATER, result="Nytt pass"))
    place.settle()
    assert looked_at(page) == queue[1] or queue[1] not in left(page)
    log_done(ctx, LogFields(queue[0], LATER, result="Röjt"))
    place.settle()
    assert left(page)[0] == queue[0]


def test_another_page_can_ask_for_one(page: ReviewPage, place: Bench, queue: list[int]) -> None:
    page.open_at(Goto("review", row_id=queue[2]))
    place.settle()
    assert looked_at(page) == queue[2]
    page._on_log()
    (there,) = place.went
    assert isinstance(there, Goto)
    assert there.page == "log"


def test_a_queue_longer_than_a_page(ctx: AppContext, place: Bench, queue: list[int]) -> None:
    problem = factory.a_problem(ctx, "Nytt")
    draft = factory.a_promise(ctx, "Många", problem_ids=(problem,))
    needed = {"cause_ids": (factory.a_cause(ctx, problem),), "owner_id": factory.a_person(ctx)}
    ids = [factory.an_action(ctx, draft, title=f"Nr {n}", **needed) for n in range(250)]
    sign_promise(ctx, SignPromise(draft, 1, LATER))
    page = ReviewPage(place.desk)
    place.show(page)
    assert page.model.rowCount() == len(ids) + 4
    page.queue.choose(page.model.rowCount() - 1)
    place.settle()
    assert looked_at(page) == page.model.id_at(page.model.rowCount() - 1)


def test_a_book_that_cannot_be_written_offers_no_decisions(
    ctx: AppContext, queue: list[int]
) -> None:
    with bench(replace(ctx, read_only=True)) as made:
        page = ReviewPage(made.desk)
        made.show(page)
        assert not page.bar.done.isVisible()
        assert page.bar.next.isVisible()
        press(page, made, Key.Key_F)
        assert not dialogs(MoveDeadlineDialog)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("width", [1248, 1087, 760])
def test_it_holds_at_every_width_in_both_languages(
    ctx: AppContext, queue: list[int], lang: Language, width: int
) -> None:
    i18n.activate(lang)
    with bench(ctx) as made:
        page = ReviewPage(made.desk)
        made.show(page)
        made.window.resize(width, 560)
        QApplication.processEvents()
        for _turn in range(4):
            press(page, made, Key.Key_J)
        assert page.view.aside is not None
        assert page.view.aside.isVisible()
        assert made.window.width() == width
        assert page.bar.next.geometry().right() <= page.bar.width()
        assert made.failures == []


def test_the_most_urgent_is_shown_before_all_are_found(
    place: Bench, ctx: AppContext, clock: WalkingClock
) -> None:
    promise, later = factory.a_signed_promise(ctx)
    june = dt.date(2018, 6, 15)
    late = [factory.an_action(ctx, promise, deadline=june) for _number in range(43)]
    clock.walk_to(LATER)
    page = ReviewPage(place.desk)
    seen: list[tuple[int, list[int], tuple[int, ...]]] = []

    def look(_foremost: object) -> None:
        # What is not known yet can't be ticked.
        page.queue.tick_all()
        seen.append((looked_at(page), left(page), page.model.ticked()))
        page.queue.toggle_tick()

    page.model.begun.connect(look)
    place.show(page)
    assert seen == [(late[0], late[:40], ())]
    assert (looked_at(page), page.model.ticked()) == (late[0], (late[0],))
    assert left(page) == [*late, later]
    assert "1 av 44" in words_on(page)
    # Whoever comes for another one is not shown the first.
    other = ReviewPage(place.desk)
    other.open_at(Goto("review", later))
    shown: list[object] = []
    other.model.begun.connect(lambda _foremost: shown.append(other.shown))
    place.show(other)
    assert shown == [None]
    assert looked_at(other) == later


def test_the_reasons_in_words(ctx: AppContext, queue: list[int]) -> None:
    rows = {row.id: (row, reasons) for row, reasons in review_rows(ctx, queue)}
    (late, why), (young, behind) = rows[queue[0]], rows[queue[1]]
    assert why == [Reason(Why.OVERDUE, 92), Reason(Why.SILENT, 257)]
    assert left_words(late, LATER) == "2, 92 dagar sen"
    assert left_words(rows[queue[2]][0], LATER) == "3 veckor"
    assert [reason.why for reason in behind] == [Why.BEHIND, Why.SILENT]
    assert short_reason(behind[0]) == "2 färre än väntat"
    assert "och ingen insats sedan 26 maj" in why_sentence(young, behind, LATER)
    assert short_reason(Reason(Why.DUE_SOON, 0)) == "förfaller i dag"
    assert short_reason(Reason(Why.NO_OWNER)) == "ingen ägare"
    row = action_rows(ctx, [queue[3]])[0]
    override_colour(ctx, OverrideColour(row.id, row.version, FollowUp.LATE, "Entreprenören sjuk"))
    ((row, reasons),) = review_rows(ctx, [queue[3]])
    assert "färgen är satt för hand: Entreprenören sjuk" in why_sentence(row, reasons, LATER)
    assert review_queue(ctx).handled == 1


def test_the_chart_in_words_and_its_grid(ctx: AppContext, queue: list[int]) -> None:
    detail = action_detail(ctx, queue[1])
    assert detail is not None
    chart = chart_of(detail, LATER)
    assert chart.short == pytest.approx((row_expected := chart.expected or 0) - 4)
    assert row_expected > 5
    words = chart_words(chart)
    assert "4 gjorda. borde vara 6. 2 färre än väntat" in words
    assert "26 maj 2018: 4" in words
    assert [tick_step(top) for top in (1, 5, 8, 24, 48, 1000)] == [1, 1, 2, 5, 10, 200]
