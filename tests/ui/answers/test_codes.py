"""Svar and its code book: an empty one to begin, suggestions taken, and what is said in words."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from tests.ui.answers.answering import (
    LIGHT,
    all_ids,
    answer,
    looked_at,
    press,
    some_answers,
    themes_of,
    words_on,
)
from tests.ui.desks import Bench, dialogs
from tracker.i18n import _
from tracker.services.coding import CodeResponses, code_responses
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.queries.codebook import theme_rows
from tracker.services.queries.responses import ResponseFilter
from tracker.services.themes import ThemeFields
from tracker.ui.dialogs.codebook_forms import NewThemeDialog
from tracker.ui.panels.answers import AnswersPage
from tracker.ui.panels.answers.head import Way
from tracker.ui.widgets.buttons import Button

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def said(place: Bench) -> list[str]:
    heard: list[str] = []
    place.desk.said.connect(heard.append)
    place.desk.refused.connect(heard.append)
    return heard


@pytest.fixture
def bare(place: Bench, ctx: AppContext) -> AnswersPage:
    """Answers, and no theme to give them."""
    some_answers(ctx)
    made = AnswersPage(place.desk)
    place.show(made)
    made.setFocus()
    return made


def test_an_empty_code_book_says_so_and_offers_to_begin(bare: AnswersPage, place: Bench) -> None:
    assert bare.side.none.isVisible()
    assert not bare.side.themes.isVisible()
    assert not bare.side.suggestions.isVisible()
    assert _("No themes yet") in words_on(bare)
    bare.side.none.new.setFocus()
    press(place, Key.Key_Return)
    assert len(dialogs(NewThemeDialog)) == 1


def test_the_common_themes_are_one_change(bare: AnswersPage, place: Bench, ctx: AppContext) -> None:
    bare.side.none.start.setFocus()
    press(place, Key.Key_Return)
    assert not bare.side.none.isVisible()
    assert len(bare.side.themes.rows()) == 9
    place.desk.write(partial(undo, ctx))
    place.settle()
    assert bare.side.none.isVisible()


def test_the_keyboard_comes_to_the_answer_when_there_are_themes(
    bare: AnswersPage, place: Bench, ctx: AppContext
) -> None:
    first = looked_at(bare)
    bare.side.none.start.setFocus()
    press(place, Key.Key_Space)
    assert bare.hasFocus()
    press(place, Key.Key_1)
    assert len(themes_of(ctx, first)) == 1


def test_the_keyboard_comes_to_the_answer_after_the_first_theme(
    bare: AnswersPage, place: Bench, ctx: AppContext
) -> None:
    first = looked_at(bare)
    bare.side.none.new.setFocus()
    press(place, Key.Key_Space)
    (dialog,) = dialogs(NewThemeDialog)
    assert isinstance(dialog, NewThemeDialog)
    dialog.submitted.emit(ThemeFields("belysning", "", ""))
    place.settle()
    press(place, Key.Key_1)
    assert bare.hasFocus()
    assert themes_of(ctx, first) == ["belysning"]


@pytest.mark.parametrize("way", ["one", "grid"])
def test_the_keyboard_comes_to_the_answers_when_filters_are_cleared(
    page: AnswersPage, place: Bench, way: Way
) -> None:
    page.head.way.set_value(way)
    page.filters.show_filter(ResponseFilter(text="finns inte"))
    page.look_anew()
    place.settle()
    (clear,) = (b for b in page.empty.findChildren(Button) if b.isVisible())
    clear.setFocus()
    press(place, Key.Key_Space)
    assert page.hasFocus()


@pytest.mark.usefixtures("bare")
def test_a_number_without_a_theme_says_so(place: Bench, said: list[str]) -> None:
    press(place, Key.Key_1)
    assert said == [_("The code book has no themes yet. Begin at the right.")]


@pytest.mark.usefixtures("page")
def test_a_number_beyond_the_last_theme_says_so(place: Bench, said: list[str]) -> None:
    press(place, Key.Key_9)
    assert said == [_("No theme of the code book has the key {key}").format(key=9)]


def test_similar_without_themes_or_likeness_is_refused(
    page: AnswersPage, place: Bench, ctx: AppContext
) -> None:
    refused: list[str] = []
    place.desk.refused.connect(refused.append)
    press(place, Key.Key_A)
    code_responses(ctx, CodeResponses(tuple(all_ids(ctx)), add=(theme_rows(ctx)[0].id,)))
    place.settle()
    press(place, Key.Key_A)
    assert refused == [
        _("Give this answer its themes first; then those like it can get them too"),
        _("No answer that isn't coded says much the same"),
    ]


def test_all_suggestions_are_taken_with_one_key(
    page: AnswersPage, place: Bench, ctx: AppContext, said: list[str]
) -> None:
    first = all_ids(ctx)[0]
    assert page.side.takeable()
    press(place, Key.Key_S)
    assert themes_of(ctx, first) == [LIGHT]
    assert page.side.takeable() == ()
    assert not page.side.take_all.isEnabled()
    press(place, Key.Key_S)
    assert said == [_("Nothing more is suggested for this answer")]
    undo(ctx)
    place.settle()
    assert answer(ctx, first).coded_by is None


def test_done_with_an_answer_that_nobody_coded_is_told_of(
    page: AnswersPage, place: Bench, ctx: AppContext, said: list[str]
) -> None:
    first, second = all_ids(ctx)[:2]
    press(place, Key.Key_Return)
    assert looked_at(page) == second
    assert answer(ctx, first).coded_by is None
    assert said == [_("Left without a theme, and not coded. Press 0 if none fits.")]
    press(place, Key.Key_0)
    press(place, Key.Key_Return)
    assert len(said) == 1
