"""Where the fields of a dialog stand: a note under one of them moves no other, none off screen."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keeping import kept
from tracker.i18n import _
from tracker.models.enums import SurveyMethod
from tracker.services.queries.choices import Choice
from tracker.services.queries.rounds import SurveyChoices
from tracker.ui.dialogs.answers_import import AnswersImportDialog
from tracker.ui.dialogs.dialogue import NewRoundDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.problem import NewProblemDialog
from tracker.ui.dialogs.promise import NewPromiseDialog
from tracker.ui.dialogs.survey import NewSurveyDialog
from tracker.ui.widgets.text import RunText

pytestmark = pytest.mark.usefixtures("theme")
TODAY = date(2018, 9, 15)


def tops(dialog: FormDialog[Any], *names: str) -> list[int]:
    QApplication.processEvents()
    fields = [dialog.findChild(QLineEdit, name) for name in names]
    return [field.mapTo(dialog, field.rect().topLeft()).y() for field in fields if field]


def test_a_note_under_one_field_of_a_row_moves_none_of_them() -> None:
    dialog = kept(NewRoundDialog(["Säffle"], TODAY))
    dialog.show()
    before = tops(dialog, "starts_on", "ends_on")
    assert len(before) == 2
    dialog.note_beside("ends_on", "Det här är en lång anmärkning som tar flera rader. " * 3)
    assert tops(dialog, "starts_on", "ends_on") == before


def test_nor_does_one_under_a_field_beside_a_column_of_others() -> None:
    offered = SurveyChoices(("Säffle",), (), (), ())
    dialog = kept(NewSurveyDialog(offered, TODAY))
    dialog._method.set_value(SurveyMethod.SQUARE_TALK)
    dialog.show()
    names = ("place", "audience")
    before = tops(dialog, *names)
    assert len(before) == 2
    dialog.note_beside("material", "En anmärkning. " * 20)
    assert tops(dialog, *names) == before


def test_an_empty_field_is_named_as_it_is_labelled() -> None:
    dialog = kept(NewSurveyDialog(SurveyChoices(("Säffle",), (), (), ()), TODAY))
    dialog.show()
    dialog.submit()
    assert dialog.error_text() == f"”{_('What')}” måste fyllas i. Ingenting har sparats."


def test_what_may_be_left_empty_says_so() -> None:
    problem = kept(NewProblemDialog(["Säffle"], TODAY))
    promise = kept(NewPromiseDialog([Choice(1, "2018")], [], TODAY))
    assert captions(problem)[:2] == [
        "Problemet i några ord",
        "Vad som händer, i hela meningar  valfritt",
    ]
    assert captions(promise)[:2] == [
        "Titel",
        f"Löftet, som medborgarna läser det  {_('needed for the signing')}",
    ]


def captions(dialog: FormDialog[Any]) -> list[str]:
    """The labels over the fields, with what stands beside them."""
    return [text.text() for text in dialog.findChildren(RunText) if text.buddy() is not None]


def test_a_dialog_that_grows_stays_on_the_screen(qtbot: QtBot) -> None:
    dialog = kept(AnswersImportDialog(["Torgsamtal"]))
    dialog.show()
    QApplication.processEvents()
    screen = dialog.screen().availableGeometry()
    dialog.move(dialog.x(), screen.bottom() - dialog.height() - 40)
    QApplication.processEvents()
    low = dialog.y()
    more = QWidget()
    more.setMinimumHeight(360)
    dialog.form.addWidget(more)
    qtbot.waitUntil(lambda: dialog.height() > 360)
    assert dialog.y() < low
    assert screen.contains(dialog.geometry())
