"""A second coder: the sample without the first's themes, the comparison, and what is settled."""

from functools import partial
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.answers.answering import (
    LIGHT,
    POLICE,
    listed,
    looked_at,
    press,
    some_answers,
    themes_of,
    ticked,
    words_on,
)
from tests.ui.desks import Bench, dialogs
from tracker.services.coding import CodeResponses, code_responses
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.queries.agreement import second_reading
from tracker.ui.desk import Goto
from tracker.ui.dialogs.coder_agreement import AgreementDialog
from tracker.ui.dialogs.second_coder import StartSecondDialog
from tracker.ui.panels.answers import AnswersPage

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def answers(ctx: AppContext, themes: dict[str, int]) -> list[int]:
    """Six, of which the first four are coded as being about light."""
    made = some_answers(ctx)[:6]
    code_responses(ctx, CodeResponses(tuple(made[:4]), add=(themes[LIGHT],)))
    return made


@pytest.fixture
def page(place: Bench, answers: list[int]) -> AnswersPage:
    made = AnswersPage(place.desk, rng=Random(4))
    place.show(made)
    made.setFocus()
    return made


def start(page: AnswersPage, place: Bench, coder: str = "Kim", size: str = "10") -> None:
    page.head.second.click()
    place.settle()
    (dialog,) = dialogs(StartSecondDialog)
    assert isinstance(dialog, StartSecondDialog)
    for name, value in (("coder", coder), ("size", size)):
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        field.setText(value)
    dialog.submit()
    place.settle()


def test_the_second_coder_sees_the_coded_answers_and_none_of_their_themes(
    page: AnswersPage, place: Bench, answers: list[int]
) -> None:
    start(page, place)
    assert listed(page) == answers[:4]
    assert ticked(page) == []
    assert not page.side.suggestions.isVisible()
    assert all(line.answers is None for line in page.side.themes.rows())
    assert "Andra kodare: Kim" in page.strip.text()
    assert not page.filters.isVisible()
    assert not page.unquotable.isVisible()
    assert LIGHT not in words_on(page.one)
    press(place, Key.Key_V)
    assert page.one.isVisible()


def test_a_smaller_sample_is_drawn(page: AnswersPage, place: Bench, answers: list[int]) -> None:
    start(page, place, size="2")
    assert len(listed(page)) == 2
    assert set(listed(page)) < set(answers[:4])


def test_a_second_reading_from_beginning_to_a_settled_difference(
    page: AnswersPage,
    place: Bench,
    ctx: AppContext,
    answers: list[int],
    themes: dict[str, int],
) -> None:
    start(page, place)
    for keys in ((Key.Key_1,), (Key.Key_1, Key.Key_2), (Key.Key_0,), (Key.Key_2, Key.Key_2)):
        for key in keys:
            press(place, key, settle=False)
        press(place, Key.Key_Space, settle=False)
    place.settle()
    light, police = themes[LIGHT], themes[POLICE]
    assert second_reading(ctx, "Kim") == {
        answers[0]: (light,),
        answers[1]: (light, police),
        answers[2]: (),
        answers[3]: (),
    }
    # What the working group stands for is as it was.
    assert all(themes_of(ctx, row_id) == [LIGHT] for row_id in answers[:4])
    page.strip.compare.click()
    place.settle()
    (dialog,) = dialogs(AgreementDialog)
    assert isinstance(dialog, AgreementDialog)
    assert "1 av 4" in words_on(dialog)
    rows = dialog.list.rows()
    assert [row.response_id for row in rows] == answers[1:4]
    model = dialog.table.rows_model()
    assert [model.words(0, column) for column in range(4)] == [LIGHT, "2", "2", "0"]
    QTest.keyClick(dialog.list, Key.Key_2)
    place.settle()
    assert themes_of(ctx, answers[1]) == [LIGHT, POLICE]
    QTest.keyClick(dialog.list, Key.Key_1)
    place.settle()
    assert themes_of(ctx, answers[2]) == [LIGHT]
    assert [row.settled for row in dialog.list.rows()] == [True, True, False]
    assert "1 skillnad" in words_on(dialog)
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert [row.settled for row in dialog.list.rows()] == [True, False, False]
    dialog.reject()
    place.settle()
    # And the page is as it was before.
    assert page.filters.isVisible()
    assert len(listed(page)) == 10


def test_a_reading_is_stopped_kept_and_compared_later(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    start(page, place)
    press(place, Key.Key_2)
    page.strip.stop.click()
    place.settle()
    assert page.filters.isVisible()
    assert ticked(page) == [LIGHT]
    # Those read already are not drawn again.
    start(page, place)
    assert listed(page) == answers[1:4]
    page.open_at(Goto("answers", answers[5]))
    place.settle()
    assert looked_at(page) == answers[5]
    assert not page.strip.isVisible()
    page.head.second.click()
    place.settle()
    (dialog,) = dialogs(StartSecondDialog)
    assert isinstance(dialog, StartSecondDialog)
    dialog.compare_asked.emit("Kim")
    place.settle()
    assert len(dialogs(AgreementDialog)) == 1


def test_nobody_reads_what_they_coded_themselves(page: AnswersPage, place: Bench) -> None:
    refused: list[str] = []
    place.desk.refused.connect(refused.append)
    start(page, place, coder=place.desk.ctx.who())
    assert not page.strip.isVisible()
    assert len(refused) == 1


def test_the_second_coder_only_codes(
    page: AnswersPage, place: Bench, ctx: AppContext, answers: list[int]
) -> None:
    start(page, place)
    steps = ctx.undo.steps()
    for key in (Key.Key_Q, Key.Key_M, Key.Key_A, Key.Key_F2):
        press(place, key)
    assert ctx.undo.steps() == steps
    for button in (page.bar.similar, page.bar.deidentified, page.bar.edit, page.head.second):
        assert not button.isVisible()
