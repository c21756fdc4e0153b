"""Svar: the grid, several answers at a time, and answers that are alike."""

from functools import partial

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from tests.ui.answers.answering import (
    LIGHT,
    POLICE,
    answer,
    looked_at,
    press,
    themes_of,
    words_on,
)
from tests.ui.desks import Bench, dialogs
from tracker.messages import explain
from tracker.models.errors import Invalid
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.ui.dialogs.answers import DeidentifyDialog, SimilarDialog
from tracker.ui.panels.answers import AnswersPage

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


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


def asked_first(place: Bench) -> DeidentifyDialog:
    press(place, Key.Key_Q)
    (dialog,) = dialogs(DeidentifyDialog)
    assert isinstance(dialog, DeidentifyDialog)
    return dialog


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
