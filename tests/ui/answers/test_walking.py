"""Svar: which answers are listed, and going through them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.answers.answering import (
    LIGHT,
    answer,
    listed,
    looked_at,
    press,
    some_answers,
)
from tests.ui.desks import Bench
from tracker.services.coding import CodeResponses, code_responses
from tracker.services.context import AppContext
from tracker.services.queries.responses import ResponseFilter, ResponseState
from tracker.ui.desk import Goto
from tracker.ui.panels.answers import AnswersPage
from tracker.ui.widgets.notes import EmptyState

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


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


def test_no_hits_offer_to_clear(page: AnswersPage, place: Bench, answers: list[int]) -> None:
    page.open_at(Goto("answers", query=ResponseFilter(text="finns inte")))
    place.settle()
    shown = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    assert len(shown) == 1
    shown[0].acted.emit()
    place.settle()
    assert listed(page) == answers


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
