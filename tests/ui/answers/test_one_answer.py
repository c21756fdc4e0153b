"""Svar: what an answer says, masked, quoted, corrected and removed."""

from contextlib import closing
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.factory import opened
from tests.ui.answers.answering import (
    LIGHT,
    TRAFFIC,
    all_ids,
    answer,
    listed,
    looked_at,
    press,
    some_answers,
    themes_of,
    words_on,
)
from tests.ui.desks import Bench, bench, dialogs
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.masking import set_deidentified
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.desk import Goto
from tracker.ui.dialogs.answers import DeidentifyDialog, EditAnswerDialog
from tracker.ui.panels.answers import AnswersPage, asking
from tracker.ui.widgets.marks import Tag

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


def asked_first(place: Bench) -> DeidentifyDialog:
    press(place, Key.Key_Q)
    (dialog,) = dialogs(DeidentifyDialog)
    assert isinstance(dialog, DeidentifyDialog)
    return dialog


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


@pytest.mark.parametrize("width", [360, 480, 900])
def test_what_is_said_of_an_answer_is_never_cut_off(
    place: Bench, page: AnswersPage, width: int
) -> None:
    page.one.setFixedWidth(width)
    place.settle()
    tags = [tag for tag in page.one.findChildren(Tag) if tag.isVisible()]
    assert len(tags) == 2
    assert all(tag.width() >= tag.sizeHint().width() for tag in tags)
