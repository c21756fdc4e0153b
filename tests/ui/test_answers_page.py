"""Svar: coding by keyboard alone, one answer at a time and several in the grid."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget

from tests.factory import opened
from tests.ui.answering import (
    LIGHT,
    POLICE,
    TEXTS,
    TRAFFIC,
    all_ids,
    answer,
    listed,
    looked_at,
    press,
    some_answers,
    some_themes,
    themes_of,
    ticked,
    words_on,
)
from tests.ui.desks import Bench, bench, dialogs
from tracker.messages import explain
from tracker.models.errors import Invalid, NotFound
from tracker.services.coding import CodeResponses, code_responses
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.masking import delete_response, set_deidentified
from tracker.services.queries.responses import ResponseFilter, ResponseState
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.actions import PAGE_KEYS
from tracker.ui.desk import Goto
from tracker.ui.dialogs.answers import DeidentifyDialog, EditAnswerDialog, SimilarDialog
from tracker.ui.panels.answers import AnswersPage, asking
from tracker.ui.widgets.notes import EmptyState

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def themes(ctx: AppContext) -> dict[str, int]:
    return some_themes(ctx)


@pytest.fixture
def answers(ctx: AppContext, themes: dict[str, int]) -> list[int]:
    return some_answers(ctx)


@pytest.fixture
def place(ctx: AppContext) -> Iterator[Bench]:
    with bench(ctx) as made:
        yield made
        assert made.failures == []


@pytest.fixture
def page(place: Bench, answers: list[int]) -> AnswersPage:
    made = AnswersPage(place.desk)
    place.show(made)
    made.setFocus()
    return made


@pytest.fixture
def grid(page: AnswersPage, place: Bench) -> AnswersPage:
    press(place, Key.Key_V)
    return page


def choose(page: AnswersPage, *numbers: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    page.grid.clearSelection()
    for number in numbers:
        index = page.model.index(number, 0)
        page.grid.selectionModel().select(index, flag.Select | flag.Rows)


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


def test_an_answer_is_removed_and_brought_back(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    press(place, Key.Key_1)
    press(place, Key.Key_Delete)
    assert answers[0] not in listed(page)
    assert looked_at(page) in answers[1:]
    undo(ctx)
    place.settle()
    assert answers[0] in listed(page)
    assert themes_of(ctx, answers[0]) == [LIGHT]


def test_arrows_and_letters_walk_and_the_ends_hold(
    page: AnswersPage, place: Bench, answers: list[int]
) -> None:
    for key, expected in (
        (Key.Key_K, 0),
        (Key.Key_J, 1),
        (Key.Key_Down, 2),
        (Key.Key_Right, 3),
        (Key.Key_Left, 2),
        (Key.Key_Up, 1),
        (Key.Key_K, 0),
    ):
        press(place, key)
        assert looked_at(page) == answers[expected]
    assert not page.one.previous.isEnabled()
    assert page.one.following.isEnabled()


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


def test_answers_coded_stay_listed_until_filtered_again(
    page: AnswersPage, place: Bench, answers: list[int]
) -> None:
    page.filters.choose_state(ResponseState.UNCODED)
    place.settle()
    press(place, Key.Key_1)
    press(place, Key.Key_Space)
    assert listed(page) == answers
    assert looked_at(page) == answers[1]
    assert page.filters.again_link.isVisible()
    press(place, Key.Key_F5)
    assert listed(page) == answers[1:]
    assert looked_at(page) == answers[1]
    assert not page.filters.again_link.isVisible()


def test_an_answer_that_comes_in_meanwhile_stands_last(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    press(place, Key.Key_J)
    (new,) = some_answers(ctx, ("Nytt svar",))
    place.settle()
    assert listed(page) == [*answers, new]
    assert looked_at(page) == answers[1]


def test_text_is_filtered_from_the_keyboard(
    page: AnswersPage, place: Bench, answers: list[int]
) -> None:
    press(place, Key.Key_Slash)
    assert page.filters.text.hasFocus()
    QTest.keyClicks(page.filters.text, "skolan j1")
    page.filters.text.setText("skolan mörkt")
    QTest.keyClick(page.filters.text, Key.Key_Return)
    place.settle()
    assert listed(page) == [answers[0], answers[6]]
    assert page.one.words.hasFocus()
    assert looked_at(page) == answers[0]


def test_every_filter_says_what_it_is_set_to(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int], themes: dict[str, int]
) -> None:
    code_responses(ctx, CodeResponses((answers[3],), add=(themes[LIGHT],)))
    wanted = ResponseFilter(
        survey_id=answer(ctx, answers[3]).survey_id,
        theme_id=themes[LIGHT],
        place="Torget",
        group="Vuxna",
        state=ResponseState.CODED,
        year=2018,
    )
    page.open_at(Goto("answers", query=wanted))
    place.settle()
    assert page.filters.filter() == wanted
    assert listed(page) == [answers[3]]
    chips = (
        page.filters.survey,
        page.filters.theme,
        page.filters.place,
        page.filters.group,
        page.filters.state,
        page.filters.year,
    )
    said = [chip.accessibleName() for chip in chips]
    for name, value in zip(
        said, ("Torgsamtal", LIGHT, "Torget", "Vuxna", "kodade", "2018"), strict=True
    ):
        assert value in name
    page.filters.clear()
    place.settle()
    assert listed(page) == answers
    page.open_at(Goto("answers", query=ResponseFilter(place="")))
    place.settle()
    assert listed(page) == answers[::2]


def test_the_work_goes_on_at_the_first_answer_that_is_not_coded(
    place: Bench, ctx: AppContext, answers: list[int], themes: dict[str, int]
) -> None:
    code_responses(ctx, CodeResponses(tuple(answers[:4]), add=(themes[LIGHT],)))
    page = AnswersPage(place.desk)
    place.show(page)
    assert looked_at(page) == answers[4]
    # It stays where somebody looks, and an answer that is asked for comes before it.
    code_responses(ctx, CodeResponses((answers[4],), add=(themes[LIGHT],)))
    place.settle()
    assert looked_at(page) == answers[4]
    page.open_at(Goto("answers", answers[1]))
    place.settle()
    assert looked_at(page) == answers[1]


def test_that_all_is_coded_is_said_here_and_not_on_the_next_page(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int], themes: dict[str, int]
) -> None:
    code_responses(ctx, CodeResponses(tuple(answers), add=(themes[LIGHT],)))
    place.settle()
    said: list[str] = []
    place.desk.said.connect(said.append)
    press(place, Key.Key_Return)
    assert len(said) == 1
    page.hide()
    assert said[1:] == [""]
    page.show()
    page.hide()
    assert said[1:] == [""]


def test_an_answer_without_words_is_nothing_to_de_identify(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    before = page.unquotable.text()
    add_responses(ctx, answer(ctx, answers[0]).survey_id, [ResponseFields(rating=3)] * 3)
    place.settle()
    assert page.model.rowCount() == len(answers) + 3
    assert page.unquotable.text() == before
    page.unquotable.link.click()
    place.settle()
    assert listed(page) == answers


def test_no_hits_offer_to_clear(page: AnswersPage, place: Bench, answers: list[int]) -> None:
    page.open_at(Goto("answers", query=ResponseFilter(text="finns inte")))
    place.settle()
    shown = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    assert len(shown) == 1
    shown[0].acted.emit()
    place.settle()
    assert listed(page) == answers


def test_similar_answers_are_coded_as_one_change(
    page: AnswersPage,
    place: Bench,
    ctx: AppContext,
    answers: list[int],
    themes: dict[str, int],
) -> None:
    press(place, Key.Key_A)
    assert dialogs(SimilarDialog) == []
    press(place, Key.Key_1)
    press(place, Key.Key_A)
    (dialog,) = dialogs(SimilarDialog)
    assert isinstance(dialog, SimilarDialog)
    table = dialog._ticks.table
    assert table.rows_model().id_at(0) == answers[6]
    for box in dialog._themes.findChildren(QCheckBox):
        box.setFocus()
        QTest.keyClick(box, Key.Key_Return)
        assert dialog.error_text() == explain(Invalid("similar.none"))
        box.setChecked(False)
    QTest.keyClick(table, Key.Key_Return)
    assert dialog.error_text() == explain(Invalid("similar.no_theme"))
    dialog._themes.set_values([themes[LIGHT]])
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Key.Key_Return)
    assert dialog.error_text() == explain(Invalid("similar.none"))
    assert dialog.isVisible()
    QTest.keyClick(table, Key.Key_Home)
    QTest.keyClick(table, Key.Key_Space)
    QTest.keyClick(dialog, Key.Key_Return)
    place.settle()
    assert themes_of(ctx, answers[6]) == [LIGHT]
    assert dialogs(SimilarDialog) == []
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert themes_of(ctx, answers[6]) == []
    assert themes_of(ctx, answers[0]) == [LIGHT]


def test_what_points_out_a_person_is_named_and_masked_by_one_key(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    page.open_at(Goto("answers", answers[4]))
    place.settle()
    shown = page.one.words.toPlainText()
    assert "070-123 45 67" in shown
    assert "telefonnummer" in shown
    assert "070-123 45 67 →" in page.one.note.text()
    assert "ABC 12D →" in page.one.note.text()
    press(place, Key.Key_3)
    press(place, Key.Key_M)
    text = answer(ctx, answers[4]).text
    assert "070" not in text
    assert "ABC" not in text
    assert page.one.words.toPlainText() == text
    assert not page.one.note.isVisible()
    assert themes_of(ctx, answers[4]) == [TRAFFIC]
    press(place, Key.Key_M)
    assert answer(ctx, answers[4]).text == text


def test_quotable_is_ticked_and_the_banner_counts(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    assert "10 svar" in page.unquotable.text()
    press(place, Key.Key_Q)
    assert answer(ctx, answers[0]).deidentified
    assert page.bar.deidentified.isChecked()
    assert "9 svar" in page.unquotable.text()
    page.unquotable.link.click()
    place.settle()
    assert listed(page) == answers[1:]
    assert not page.unquotable.link.isVisible()
    page.filters.clear()
    place.settle()
    page.open_at(Goto("answers", answers[0]))
    place.settle()
    press(place, Key.Key_Q)
    assert not answer(ctx, answers[0]).deidentified
    set_deidentified(ctx, answers, True)
    place.settle()
    assert not page.unquotable.isVisible()


def test_coming_for_a_filter_begins_at_its_first_answer(
    page: AnswersPage, place: Bench, answers: list[int]
) -> None:
    page.open_at(Goto("answers", answers[7]))
    place.settle()
    assert looked_at(page) == answers[7]
    page.open_at(Goto("answers", query=ResponseFilter(place="Torget")))
    place.settle()
    assert looked_at(page) == answers[1]
    assert page.grid.current_id() == answers[1]


def test_an_answer_is_corrected(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    press(place, Key.Key_F2)
    (dialog,) = dialogs(EditAnswerDialog)
    assert isinstance(dialog, EditAnswerDialog)
    field = dialog.findChild(QLineEdit, "place")
    assert field is not None
    field.setText("Skolan")
    dialog._text.set_value("Det är mörkt & kallt <b>vid</b> skolan")
    dialog.submit()
    place.settle()
    row = answer(ctx, answers[0])
    assert row.place == "Skolan"
    assert page.one.words.toPlainText() == row.text == "Det är mörkt & kallt <b>vid</b> skolan"


def test_an_answer_changed_in_two_windows_shows_both_texts_and_the_second_save_ends(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    press(place, Key.Key_F2)
    (dialog,) = dialogs(EditAnswerDialog)
    assert isinstance(dialog, EditAnswerDialog)
    dialog._text.set_value("Mine")
    with closing(opened(ctx.book)) as elsewhere, bench(elsewhere) as other:
        there = AnswersPage(other.desk)
        other.show(there)
        asking.edit(other.desk, there, answer(elsewhere, answers[0]))
        other.settle()
        (theirs,) = (each for each in dialogs(EditAnswerDialog) if each is not dialog)
        assert isinstance(theirs, EditAnswerDialog)
        theirs._text.set_value("Theirs")
        theirs.submit()
        other.settle()
        assert theirs not in dialogs(EditAnswerDialog)
    place.settle()
    dialog.submit()
    place.settle()
    assert dialog.isVisible()
    assert "Theirs" in dialog.error_text()
    assert dialog._text.value() == "Mine"
    dialog.submit()
    place.settle()
    assert dialogs(EditAnswerDialog) == []
    assert answer(ctx, answers[0]).text == "Mine"


def test_the_grid_codes_several_rows_as_one_change(
    grid: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    assert grid.grid.isVisible()
    assert not grid.one.isVisible()
    choose(grid, 0, 3, 6)
    press(place, Key.Key_1)
    assert [themes_of(ctx, answers[n]) for n in (0, 3, 6, 1)] == [[LIGHT]] * 3 + [[]]
    assert grid.grid.selected_ids() == [answers[0], answers[3], answers[6]]
    choose(grid, 0, 1)
    place.settle()
    states = {line.name: line.ticked for line in grid.side.themes.rows()}
    assert states[LIGHT] is Qt.CheckState.PartiallyChecked
    press(place, Key.Key_1)
    assert themes_of(ctx, answers[1]) == [LIGHT]
    press(place, Key.Key_1)
    assert themes_of(ctx, answers[0]) == themes_of(ctx, answers[1]) == []
    for _step in range(3):
        place.desk.write(partial(undo, ctx))
        place.settle()
    assert all(themes_of(ctx, row_id) == [] for row_id in answers)
    choose(grid, 2, 5)
    press(place, Key.Key_0)
    assert answer(ctx, answers[5]).coded_by is not None


def test_the_grid_by_keyboard(
    grid: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    assert grid.grid.hasFocus()
    press(place, Key.Key_Down)
    press(place, Key.Key_2)
    assert themes_of(ctx, answers[1]) == [POLICE]
    press(place, Key.Key_Space)
    assert grid.grid.selected_ids() == [answers[1]]
    press(place, Key.Key_Escape)
    assert grid.grid.selected_ids() == []
    press(place, Key.Key_J)
    press(place, Key.Key_Return)
    assert grid.one.isVisible()
    assert looked_at(grid) == answers[2]
    assert grid.one.words.hasFocus()


def asked_first(place: Bench) -> DeidentifyDialog:
    press(place, Key.Key_Q)
    (dialog,) = dialogs(DeidentifyDialog)
    assert isinstance(dialog, DeidentifyDialog)
    return dialog


def test_an_answer_with_a_warning_is_asked_about_before_it_can_be_quoted(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    page.open_at(Goto("answers", answers[4]))
    place.settle()
    dialog = asked_first(place)
    assert "070-123 45 67" in words_on(dialog)
    QTest.keyClick(dialog, Key.Key_Escape)
    place.settle()
    assert not answer(ctx, answers[4]).deidentified
    QTest.keyClick(asked_first(place), Key.Key_M)
    place.settle()
    masked = answer(ctx, answers[4])
    assert masked.deidentified
    assert masked.hints == ()
    assert page.one.words.toPlainText() == masked.text
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert "070" in answer(ctx, answers[4]).text
    assert not answer(ctx, answers[4]).deidentified
    QTest.keyClick(asked_first(place), Key.Key_Return)
    place.settle()
    assert answer(ctx, answers[4]).deidentified
    assert "070" in answer(ctx, answers[4]).text


def test_several_are_ticked_as_quotable_but_not_those_with_a_warning(
    grid: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    choose(grid, 3, 4, 5)
    dialog = asked_first(place)
    assert "1 av de 3" in words_on(dialog)
    dialog.others.click()
    place.settle()
    assert [answer(ctx, answers[n]).deidentified for n in (3, 4, 5)] == [True, False, True]
    QTest.keyClick(asked_first(place), Key.Key_M)
    place.settle()
    assert answer(ctx, answers[4]).deidentified
    assert "070" not in answer(ctx, answers[4]).text
    press(place, Key.Key_Q)
    assert dialogs(DeidentifyDialog) == []
    assert not any(answer(ctx, answers[n]).deidentified for n in (3, 4, 5))


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


def test_a_long_answer_is_paged_and_the_next_begins_at_its_top(
    page: AnswersPage, place: Bench, ctx: AppContext
) -> None:
    long, short = some_answers(ctx, ("Mörkt 😀 \u202eabc\n" * 700, "Kort"))
    page.open_at(Goto("answers", long))
    place.settle()
    bar = page.one._reading.verticalScrollBar()
    assert bar.maximum() > 0
    press(place, Key.Key_PageDown)
    assert bar.value() > 0
    press(place, Key.Key_J)
    assert looked_at(page) == short
    press(place, Key.Key_K)
    assert bar.value() == 0
    assert len(all_ids(ctx)) == 12
