"""Gallring in the window: looked at, confirmed, deleted, and logged."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton
from sqlalchemy import select

from tests.ui.program import Program
from tests.ui.town import TODAY
from tracker.models.enums import SurveyMethod
from tracker.models.survey import Response
from tracker.services.check import check_book
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey
from tracker.ui.dialogs.disposal import DisposalDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.widgets.buttons import PrimaryButton

Key = Qt.Key
SECRET = "Grannen på Storgatan 4 skriker"


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    made = program.open(town_file)
    program.settle()
    return made


def a_due_survey(window: MainWindow, title: str = "Torgsamtal 2015") -> int:
    until = TODAY - dt.timedelta(days=1)
    survey = add_survey(
        window.desk.ctx,
        SurveyFields("Säffle", title, SurveyMethod.SQUARE_TALK, until, retention_until=until),
    )
    add_responses(window.desk.ctx, survey, [ResponseFields(SECRET), ResponseFields("Mörkt")])
    return survey


def opened(program: Program, window: MainWindow) -> DisposalDialog:
    window.desk.run("disposal.open")
    program.settle()
    return program.dialog(DisposalDialog)


def texts_of(window: MainWindow, survey: int) -> list[str | None]:
    with window.desk.ctx.read() as session:
        return list(session.scalars(select(Response.text).where(Response.survey_id == survey)))


def test_by_keyboard_what_is_due_is_deleted_and_logged(
    program: Program, window: MainWindow
) -> None:
    survey = a_due_survey(window)
    program.settle()
    dialog = opened(program, window)
    save = dialog.findChild(PrimaryButton)
    assert isinstance(save, QPushButton)
    assert not save.isEnabled()
    while program.focused().objectName() != "sure":
        program.press(Key.Key_Tab)
    program.press(Key.Key_Space)
    assert save.isEnabled()
    save.click()
    program.settle()

    assert not program.open_ones(DisposalDialog)
    assert texts_of(window, survey) == [None, None]
    assert check_book(window.desk.ctx) == []
    again = opened(program, window)
    log = again.findChild(QPlainTextEdit, "log")
    assert isinstance(log, QPlainTextEdit)
    assert "Torgsamtal 2015" in log.toPlainText()


def test_a_survey_can_be_left_out(program: Program, window: MainWindow) -> None:
    kept, gone = a_due_survey(window, "Behålls"), a_due_survey(window, "Gallras")
    program.settle()
    dialog = opened(program, window)
    for box in dialog.findChildren(QCheckBox):
        if box.text().startswith("Behålls"):
            box.setChecked(False)
        elif box.objectName() == "sure":
            box.setChecked(True)
    dialog.submit()
    program.settle()
    assert None not in texts_of(window, kept)
    assert texts_of(window, gone) == [None, None]


def test_answers_that_came_meanwhile_are_not_deleted_unseen(
    program: Program, window: MainWindow
) -> None:
    survey = a_due_survey(window)
    program.settle()
    dialog = opened(program, window)
    add_responses(window.desk.ctx, survey, [ResponseFields("Ett till")])
    box = dialog.findChild(QCheckBox, "sure")
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    dialog.submit()
    program.settle()
    assert dialog.isVisible()
    assert dialog.error_text()
    assert None not in texts_of(window, survey)
