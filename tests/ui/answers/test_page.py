"""Svar: coding by keyboard alone, and the page around it."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.answers.answering import (
    LIGHT,
    POLICE,
    TEXTS,
    TRAFFIC,
    answer,
    looked_at,
    press,
    some_answers,
    themes_of,
    ticked,
    words_on,
)
from tests.ui.desks import Bench, bench
from tracker.models.errors import NotFound
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.masking import delete_response
from tracker.ui.actions import PAGE_KEYS
from tracker.ui.desk import Goto
from tracker.ui.panels.answers import AnswersPage
from tracker.ui.widgets.notes import EmptyState

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


def test_the_first_answer_is_there_with_all_that_belongs_to_it(page: AnswersPage) -> None:
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    assert tester.model() is page.model
    assert page.one.words.toPlainText() == TEXTS[0]
    words = words_on(page)
    for part in ("1 av 10", "Torgsamtal", "Vuxna", "0 av 10 kodade"):
        assert part in words, part
    assert [line.name for line in page.side.themes.rows()] == [LIGHT, POLICE, TRAFFIC]
    assert [line.key for line in page.side.themes.rows()] == ["1", "2", "3"]
    assert page.one.words.hasFocus()


def test_ten_answers_are_coded_by_keyboard_alone(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    keys = (
        (Key.Key_1,),
        (Key.Key_2,),
        (Key.Key_3,),
        (Key.Key_1,),
        (Key.Key_3, Key.Key_2),
        (Key.Key_0,),
        (Key.Key_1,),
        (Key.Key_2,),
        (Key.Key_3,),
        (Key.Key_1, Key.Key_2, Key.Key_2),
    )
    for number, codes in enumerate(keys):
        assert looked_at(page) == answers[number]
        for key in codes:
            # As fast as fingers are: nothing waits for the disk.
            press(place, key, settle=False)
        press(place, Key.Key_Return if number % 2 else Key.Key_Space, settle=False)
    place.settle()
    coded = [themes_of(ctx, row_id) for row_id in answers]
    assert coded == [
        [LIGHT],
        [POLICE],
        [TRAFFIC],
        [LIGHT],
        [POLICE, TRAFFIC],
        [],
        [LIGHT],
        [POLICE],
        [TRAFFIC],
        [LIGHT],
    ]
    assert all(answer(ctx, row_id).coded_by for row_id in answers)
    assert "10 av 10 kodade" in words_on(page)
    # Nothing waits any longer, so it stays where it is.
    assert looked_at(page) == answers[-1]


def test_a_tick_shows_before_it_is_saved_and_stays_after(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    press(place, Key.Key_2, settle=False)
    assert ticked(page) == [POLICE]
    place.settle()
    assert ticked(page) == [POLICE]
    assert not page.model.is_writing()
    assert themes_of(ctx, answers[0]) == [POLICE]
    press(place, Key.Key_2)
    assert ticked(page) == []
    assert answer(ctx, answers[0]).coded_by is not None


def test_a_tick_is_taken_back(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    press(place, Key.Key_1)
    press(place, Key.Key_3)
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert ticked(page) == [LIGHT]
    assert themes_of(ctx, answers[0]) == [LIGHT]
    assert looked_at(page) == answers[0]


def test_what_could_not_be_saved_shows_as_before(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    row = answer(ctx, answers[0])
    # Committed behind the page's back, as another program does it.
    place.session.bridge.changed.disconnect(place.desk.changed)
    delete_response(ctx, row.id, row.version)
    place.settle()
    press(place, Key.Key_1)
    assert isinstance(place.failures.pop(), NotFound)
    assert ticked(page) == []
    assert not page.model.is_writing()


def test_nothing_fits_takes_the_themes_away(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    press(place, Key.Key_1)
    press(place, Key.Key_0)
    assert themes_of(ctx, answers[0]) == []
    assert answer(ctx, answers[0]).coded_by is not None
    assert "Inget tema passade" in words_on(page)


def test_suggestions_stand_first_with_their_reason(page: AnswersPage, place: Bench) -> None:
    (first, *_rest) = page.side.suggestions.rows()
    assert first.name == LIGHT
    assert "mörkt" in first.why
    assert first.key == "1"
    press(place, Key.Key_J)
    assert page.side.suggestions.rows()[0].name == POLICE


def test_a_suggestion_learnt_from_what_was_coded_here(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    lone = some_answers(ctx, ("Gräset vid ån", "Högt gräs vid ån"))
    place.settle()
    page.open_at(Goto("answers", lone[1]))
    place.settle()
    assert page.side.suggestions.rows() == ()
    press(place, Key.Key_K)
    press(place, Key.Key_3)
    page.open_at(Goto("answers", answers[0]))
    place.settle()
    page.open_at(Goto("answers", lone[1]))
    place.settle()
    assert [line.name for line in page.side.suggestions.rows()] == [TRAFFIC]
    assert "Gräset" in page.side.suggestions.rows()[0].why


def test_the_mouse_ticks_a_theme(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    view = page.side.themes
    spot = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    place.settle()
    assert themes_of(ctx, answers[0]) == [POLICE]


def test_the_list_of_themes_by_keyboard(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    page.side.themes.setFocus(Qt.FocusReason.TabFocusReason)
    press(place, Key.Key_Down)
    press(place, Key.Key_Space)
    assert themes_of(ctx, answers[0]) == [POLICE]
    assert looked_at(page) == answers[0]
    assert page.side.themes.hasFocus()


def test_a_book_without_answers_says_how_they_come(ctx: AppContext) -> None:
    with bench(ctx) as empty:
        page = AnswersPage(empty.desk)
        empty.show(page)
        (shown,) = [one for one in page.findChildren(EmptyState) if one.isVisible()]
        asked: list[str] = []
        empty.desk.command_asked.connect(lambda command, _about: asked.append(command))
        for button in shown.findChildren(QAbstractButton):
            button.click()
        assert asked
        assert set(asked) <= {"survey.import", "survey.kiosk", "survey.new"}


def test_a_book_that_can_only_be_read_offers_no_coding(ctx: AppContext, answers: list[int]) -> None:
    with bench(replace(ctx, read_only=True)) as reading:
        page = AnswersPage(reading.desk)
        reading.show(page)
        page.setFocus()
        for key in (Key.Key_1, Key.Key_0, Key.Key_Q, Key.Key_M, Key.Key_A, Key.Key_F2):
            press(reading, key)
        assert reading.failures == []
        assert all(not answer(ctx, row_id).is_coded for row_id in answers)
        bar = page.bar
        for button in (bar.none, bar.similar, bar.deidentified, bar.edit, page.head.second):
            assert not button.isVisible()
        press(reading, Key.Key_J)
        assert looked_at(page) == answers[1]


def test_everything_on_the_page_has_a_name(page: AnswersPage, place: Bench) -> None:
    for way in ("one", "grid"):
        page.head.way.set_value(way)
        place.settle()
        for widget in page.findChildren(QWidget):
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if widget.isVisible() and takes_tab and widget.focusProxy() is None:
                assert widget.accessibleName(), widget
    assert page.side.themes.rows()[0].spoken() == "belysning, inte ikryssat, tangent 1, 0 svar"


def test_every_key_is_on_the_sheet(page: AnswersPage) -> None:
    told = {note.keys for note in PAGE_KEYS if note.page == "answers"}
    real = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
    assert {"J", "K", "0", "A", "M", "Q", "F2", "/", "F5", "V"} <= told & real
    assert {str(n) for n in range(1, 10)} <= real


@pytest.mark.parametrize("size", [(1088, 600), (900, 540), (700, 480)])
def test_nothing_overlaps_where_it_is_narrow(
    page: AnswersPage, place: Bench, answers: list[int], size: tuple[int, int]
) -> None:
    page.open_at(Goto("answers", answers[4]))
    place.window.resize(*size)
    place.settle()
    buttons = [b for b in page.bar.findChildren(QAbstractButton) if b.isVisible()]
    assert page.bar.done in buttons
    for button in buttons:
        assert page.bar.rect().contains(button.geometry())
        assert not any(
            button.geometry().intersects(other.geometry())
            for other in buttons
            if other is not button
        )
    assert page.side.width() < page.width() / 2
    assert page.one.words.height() >= page.one.words.document().size().height()
