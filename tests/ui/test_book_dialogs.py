"""Every dialog of the window's own, opened and driven by keyboard in both languages."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from sqlalchemy import event

from tests import factory
from tests.ui.program import Program
from tests.ui.town import TODAY, Town
from tracker import i18n, settings
from tracker.labels import label
from tracker.models.enums import Party, SurveyMethod
from tracker.models.journal import ChangeSet
from tracker.services.agreements import AgreementFields, EditAgreement, edit_agreement
from tracker.services.books import book_settings, edit_book_settings
from tracker.services.context import AppContext
from tracker.services.follow_up import AnswerDecision, answer_decision
from tracker.services.people import EditPerson, PersonFields, edit_person
from tracker.services.problems import EditProblem, edit_problem
from tracker.services.queries import choices
from tracker.services.queries.evidence import (
    problem_detail,
    problem_rows,
    survey_detail,
    survey_rows,
)
from tracker.services.queries.overview import decisions
from tracker.services.surveys import EditSurvey, edit_survey
from tracker.ui.dialogs.agreement import EditAgreementDialog
from tracker.ui.dialogs.decision import AnswerDecisionDialog, AskDecisionDialog
from tracker.ui.dialogs.evidence import EvidenceDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.hand_over import HandOverDialog
from tracker.ui.dialogs.new_book import NewBookDialog
from tracker.ui.dialogs.people import (
    EditPersonDialog,
    NewPersonDialog,
    PeopleDialog,
)
from tracker.ui.dialogs.problem import EditProblemDialog, NewProblemDialog
from tracker.ui.dialogs.settings_dialog import SettingsDialog
from tracker.ui.dialogs.shortcuts import ShortcutSheet
from tracker.ui.dialogs.survey import EditSurveyDialog, NewSurveyDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.widgets.buttons import Button, IconButton, PrimaryButton

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=["sv", "en"])
def window(program: Program, town_file: Path, request: pytest.FixtureRequest) -> MainWindow:
    """A window on the small town's book, in Swedish and in English."""
    program.app.apply_settings(replace(program.app.settings, language=request.param))
    return program.open(town_file)


def ctx_of(window: MainWindow) -> AppContext:
    return window.desk.ctx


def run(program: Program, window: MainWindow, command: str, about: object = None) -> None:
    window.commands.run(command, about)
    program.settle()


def fill(program: Program, *fields: str) -> None:
    """Type into one field after another, from where the keyboard is, with Tab between."""
    for number, text in enumerate(fields):
        if number:
            program.press(Key.Key_Tab)
        if text:
            program.write(text)


def put(dialog: QWidget, name: str, text: str) -> None:
    """Put text into the field of that name."""
    field = dialog.findChild(QWidget, name)
    proxy = field.focusProxy() if field is not None else None
    field = proxy or field
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QComboBox):
        field.setEditText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        raise AssertionError(name)


def typed(dialog: QWidget, name: str) -> str:
    field = dialog.findChild(QWidget, name)
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    assert isinstance(field, QLineEdit)
    return field.text()


def no_dialog(program: Program) -> bool:
    return not program.open_ones(QDialog)


def test_a_survey_by_keyboard(program: Program, window: MainWindow) -> None:
    run(program, window, "survey.new")
    dialog = program.dialog(NewSurveyDialog)
    method = label(SurveyMethod.SQUARE_TALK)
    fill(program, "Torgsamtal <b>&", method, "15/8", "8.30", "1630", "Stortorget", "Alla")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program), dialog.error_text()
    row = survey_rows(ctx_of(window))[0]
    assert (row.title, row.method, row.held_on) == (
        "Torgsamtal <b>&",
        SurveyMethod.SQUARE_TALK,
        date(2018, 8, 15),
    )
    assert (row.starts_at, row.ends_at, row.place) == (time(8, 30), time(16, 30), "Stortorget")
    assert window.current_page == "surveys"


def test_a_survey_without_a_date_says_so_and_keeps_what_was_typed(
    program: Program, window: MainWindow
) -> None:
    run(program, window, "survey.new")
    dialog = program.dialog(NewSurveyDialog)
    program.press(Key.Key_Return, Control)
    assert dialog.error_text()
    assert program.focused().objectName() == "title"
    fill(program, "Enkät", "", "i övermorgon")
    put(dialog, "method", "")
    program.press(Key.Key_Return, Control)
    assert dialog.isVisible()
    assert typed(dialog, "title") == "Enkät"
    program.press(Key.Key_Escape)
    assert no_dialog(program)


def test_a_problem_with_its_evidence_and_cause(program: Program, window: MainWindow) -> None:
    survey = factory.a_survey(ctx_of(window))
    run(program, window, "problem.new")
    program.dialog(NewProblemDialog)
    fill(program, "Buskörning", "Mopeder kör på gångbanan", "Kanalstråket", "Kvällar")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program)
    row = next(r for r in problem_rows(ctx_of(window)) if r.title == "Buskörning")
    assert row.place == "Kanalstråket"
    assert window.current_page == "problems"
    run(program, window, "evidence.new", row.id)
    dialog = program.dialog(EvidenceDialog)
    program.press(Key.Key_Return)
    program.write("34 klagomål")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program), dialog.error_text()
    detail = problem_detail(ctx_of(window), row.id)
    assert detail is not None
    assert [(e.survey_id, e.statement) for e in detail.evidence] == [(survey, "34 klagomål")]


def test_a_problem_is_tagged_as_part_of_the_laws_plan(program: Program, window: MainWindow) -> None:
    run(program, window, "problem.new")
    dialog = program.dialog(NewProblemDialog)
    fill(program, "Buskörning", "Mopeder kör på gångbanan")
    dialog._lawful.setChecked(True)
    dialog._decided.setText("14/12 2017")
    dialog._dnr.setText("KS 2017/301")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program)
    row = next(r for r in problem_rows(ctx_of(window)) if r.title == "Buskörning")
    detail = problem_detail(ctx_of(window), row.id)
    assert detail is not None
    fields = detail.fields
    assert (fields.lawful, fields.decided_on) == (True, date(2017, 12, 14))
    assert fields.decision_dnr == "KS 2017/301"


def test_a_decision_is_asked_for_and_answered(
    program: Program, window: MainWindow, town: Town
) -> None:
    run(program, window, "decision.new")
    program.dialog(AskDecisionDialog)
    question = "Köpa in röjningen?"
    fill(program, question, "Kommunalrådet", "", "2018-10-01", "Personalen hinner inte", "")
    fill(program, "", "Köp; 85 000")
    program.press(Key.Key_Return)
    program.write("Flytta till 2019")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program)
    row = next(r for r in decisions(ctx_of(window)) if r.question == question)
    assert row.options == (("Köp", Decimal(85000)), ("Flytta till 2019", None))
    run(program, window, "decision.answer", row.id)
    dialog = program.dialog(AnswerDecisionDialog)
    fill(program, "Flytta till 2019")
    program.press(Key.Key_Return)
    assert no_dialog(program), dialog.error_text()
    answered = next(r for r in decisions(ctx_of(window), open_only=False) if r.id == row.id)
    assert (answered.answer, answered.decided_by, answered.decided_on) == (
        "Flytta till 2019",
        "Kommunalrådet",
        TODAY,
    )


def test_a_question_is_counted_and_refused_when_too_long(
    program: Program, window: MainWindow
) -> None:
    run(program, window, "decision.new")
    dialog = program.dialog(AskDecisionDialog)
    fill(program, "x" * 61, "Någon", "", "2018-10-01")
    program.press(Key.Key_Return, Control)
    assert dialog.isVisible()
    assert dialog.error_text()
    assert typed(dialog, "question") == "x" * 61
    put(dialog, "options", "Köp; mycket")
    program.press(Key.Key_Return, Control)
    assert dialog.isVisible()


def test_a_person_comes_changes_and_hands_over(program: Program, window: MainWindow) -> None:
    run(program, window, "person.list")
    people = program.dialog(PeopleDialog)
    people.new_asked.emit()
    program.settle()
    program.dialog(NewPersonDialog)
    fill(program, "Trygghetsvärd", "Säffle", "", "Kim")
    program.press(Key.Key_Return)
    assert program.open_ones(FormDialog) == []
    row = next(r for r in choices.persons(ctx_of(window)) if r.role == "Trygghetsvärd")
    assert row.party is Party.MUNICIPALITY
    people.edit_asked.emit(row)
    program.settle()
    edit = program.dialog(EditPersonDialog)
    put(edit, "name", "Robin")
    edit.submit()
    program.settle()
    row = next(r for r in choices.persons(ctx_of(window)) if r.id == row.id)
    assert row.name == "Robin"
    people.hand_over_asked.emit(row)
    program.settle()
    over = program.dialog(HandOverDialog)
    over.to.setEditText("Trygghets")
    over.submit()
    program.settle()
    assert "Trygghets" in over.error_text()
    over.to.new_asked.emit("Sam")
    program.settle()
    new = program.dialog(NewPersonDialog)
    assert new.fields().role == "Trygghetsvärd"
    new.submit()
    program.settle()
    over.submit()
    program.settle()
    assert program.open_ones(FormDialog) == []
    names = {r.name for r in choices.persons(ctx_of(window)) if r.role == "Trygghetsvärd"}
    assert names == {"Robin", "Sam"}
    program.front(people)
    program.press(Key.Key_Escape)
    assert no_dialog(program)


def test_the_agreement_gets_a_signatory_and_loses_another(
    program: Program, window: MainWindow
) -> None:
    run(program, window, "agreement.edit")
    dialog = program.dialog(EditAgreementDialog)
    words = i18n._("Remove the signatory")
    removes = [b for b in dialog.findChildren(IconButton) if b.accessibleName() == words]
    removes[1].click()
    next(b for b in dialog.findChildren(Button) if b.words() == i18n._("Add a signatory")).click()
    program.settle()
    fill(program, "", "Bostadsbolaget", "Vd", "Lo Ek")
    program.press(Key.Key_Return)
    assert no_dialog(program), dialog.error_text()
    fields = newest_agreement(ctx_of(window)).fields
    assert [(s.title, s.name) for s in fields.signatories] == [
        ("Kommunalråd", None),
        ("Vd", "Lo Ek"),
    ]


def test_the_agreement_says_where_citizens_may_turn(program: Program, window: MainWindow) -> None:
    run(program, window, "agreement.edit")
    put(program.dialog(EditAgreementDialog), "contact", " Ring växeln, 0533-68 10 00. ")
    program.press(Key.Key_Return)
    assert no_dialog(program)
    assert newest_agreement(ctx_of(window)).fields.contact == "Ring växeln, 0533-68 10 00."
    run(program, window, "edit.undo")
    program.settle()
    assert newest_agreement(ctx_of(window)).fields.contact == ""


def newest_agreement(ctx: AppContext) -> choices.AgreementDetail:
    return choices.agreement(ctx, choices.agreements(ctx)[0].id)


def test_settings_of_the_program_and_of_the_book(program: Program, window: MainWindow) -> None:
    run(program, window, "app.settings")
    dialog = program.dialog(SettingsDialog)
    assert program.focused().objectName() == "who"
    put(dialog, "who", "Säkerhetssamordnare")
    put(dialog, "risk_percent", "95")
    program.press(Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.error_text()
    put(dialog, "risk_percent", "50")
    put(dialog, "name", "Säffle stad")
    program.press(Key.Key_Return)
    assert no_dialog(program)
    assert settings.load().who == "Säkerhetssamordnare"
    found = book_settings(ctx_of(window))
    assert (found.name, found.risk_percent) == ("Säffle stad", 50)
    assert window.windowTitle() == "Löftesboken – Säffle stad"


def test_a_new_book_by_keyboard(program: Program, window: MainWindow, tmp_path: Path) -> None:
    run(program, window, "book.new")
    dialog = program.dialog(NewBookDialog)
    program.press(Key.Key_Return)
    assert dialog.error_text()
    fill(program, "Åmål", "Arvika")
    put(dialog, "who", "Säkerhetssamordnare")
    path = tmp_path / "åmål.loftesbok"
    assert typed_path(dialog) == str(path)
    program.press(Key.Key_Return)
    program.settle()
    [opened] = program.app.windows()
    assert opened.desk.ctx.book == str(path)
    assert newest_agreement(opened.desk.ctx).fields.police_area == "Arvika"
    [maker] = choices.persons(opened.desk.ctx)
    assert maker.words == "Säkerhetssamordnare · Åmål"


def typed_path(dialog: QWidget) -> str:
    holder = dialog.findChild(QWidget, "path")
    proxy = holder.focusProxy() if holder is not None else None
    assert isinstance(proxy, QLineEdit)
    return proxy.text()


def test_a_new_book_where_one_is_says_so_and_keeps_what_was_typed(
    program: Program, window: MainWindow, town_file: Path
) -> None:
    before = town_file.stat().st_size
    run(program, window, "book.new")
    dialog = program.dialog(NewBookDialog)
    fill(program, "Åmål")
    put(dialog, "path", str(town_file))
    program.press(Key.Key_Return)
    assert dialog.isVisible()
    assert town_file.name in dialog.error_text()
    assert typed(dialog, "municipality") == "Åmål"
    assert town_file.stat().st_size == before


def test_the_sheet_of_shortcuts_and_the_words_about(program: Program, window: MainWindow) -> None:
    program.press(Key.Key_F1)
    sheet = program.dialog(ShortcutSheet)
    program.front(sheet)
    program.press(Key.Key_Escape)
    assert no_dialog(program)
    run(program, window, "app.about")
    assert "EUPL-1.2" in program.said()


# -- what fails, and what somebody else did meanwhile


@contextmanager
def held_by_another(ctx: AppContext) -> Iterator[None]:
    """Another program is in the middle of writing, and does not let go."""

    @event.listens_for(ctx.engine, "checkout")
    def _hurry(connection: sqlite3.Connection, *_arguments: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")

    with closing(sqlite3.connect(ctx.book, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_failed_save_keeps_the_text(program: Program, window: MainWindow, town: Town) -> None:
    run(program, window, "problem.edit", problem_rows(ctx_of(window))[0].id)
    dialog = program.dialog(EditProblemDialog)
    put(dialog, "what", "Mopeder på gångbanan")
    with held_by_another(ctx_of(window)):
        dialog.submit()
        program.settle()
        assert dialog.isVisible()
        assert dialog.error_text()
        assert typed(dialog, "what") == "Mopeder på gångbanan"
    dialog.submit()
    program.settle()
    assert no_dialog(program)
    assert problem_rows(ctx_of(window))[0].title


Conflicting = Callable[[AppContext], tuple[str, object, type[FormDialog[Any]], str, str]]


def _survey(ctx: AppContext) -> tuple[str, object, type[FormDialog[Any]], str, str]:
    row_id = factory.a_survey(ctx)
    return "survey.edit", row_id, EditSurveyDialog, "place", "Kajen"


def _problem(ctx: AppContext) -> tuple[str, object, type[FormDialog[Any]], str, str]:
    row_id = problem_rows(ctx)[0].id
    return "problem.edit", row_id, EditProblemDialog, "place", "Kajen"


def _agreement(ctx: AppContext) -> tuple[str, object, type[FormDialog[Any]], str, str]:
    return "agreement.edit", None, EditAgreementDialog, "title", "Kajens överenskommelse"


def _book(ctx: AppContext) -> tuple[str, object, type[FormDialog[Any]], str, str]:
    return "app.settings", None, SettingsDialog, "name", "Kajen"


def _meanwhile(ctx: AppContext, command: str, about: object, text: str) -> None:
    """Somebody else writes `text` to the same field."""
    if command == "survey.edit":
        assert isinstance(about, int)
        survey = survey_detail(ctx, about)
        assert survey is not None
        fields = replace(survey.fields, place=text)
        edit_survey(ctx, EditSurvey(about, survey.row.version, fields))
    elif command == "problem.edit":
        assert isinstance(about, int)
        problem = problem_detail(ctx, about)
        assert problem is not None
        changed = replace(problem.fields, place=text)
        edit_problem(ctx, EditProblem(about, problem.row.version, changed))
    elif command == "agreement.edit":
        agreement = newest_agreement(ctx)
        words: AgreementFields = replace(agreement.fields, title=text)
        edit_agreement(ctx, EditAgreement(agreement.id, agreement.version, words))
    else:
        edit_book_settings(ctx, replace(book_settings(ctx), name=text))


@pytest.mark.parametrize("case", [_survey, _problem, _agreement, _book])
def test_a_conflict_shows_both_and_a_second_save_overwrites(
    program: Program, window: MainWindow, case: Conflicting
) -> None:
    ctx = ctx_of(window)
    command, about, kind, name, text = case(ctx)
    run(program, window, command, about)
    dialog = program.dialog(kind)
    _meanwhile(ctx, command, about, text)
    program.settle()
    put(dialog, name, "Mitt eget")
    heard: list[ChangeSet] = []
    window.desk.changed.connect(heard.append)
    dialog.submit()
    program.settle()
    assert dialog.isVisible()
    assert text in dialog.error_text()
    assert typed(dialog, name) == "Mitt eget"
    assert heard == []
    dialog.submit()
    program.settle()
    assert no_dialog(program)
    assert len(heard) == 1


def test_the_list_of_people_begins_at_the_one_asked_for(
    program: Program, window: MainWindow
) -> None:
    person = choices.persons(ctx_of(window))[-1]
    window.desk.run("person.list", person.id)
    program.settle()
    people = program.dialog(PeopleDialog)
    assert people._list.current_id() == person.id
    people.close()


def test_a_conflict_over_a_person_and_over_an_answer(
    program: Program, window: MainWindow, town: Town
) -> None:
    ctx = ctx_of(window)
    run(program, window, "person.list")
    people = program.dialog(PeopleDialog)
    row = choices.persons(ctx)[0]
    people.edit_asked.emit(row)
    program.settle()
    edit = program.dialog(EditPersonDialog)
    fields = PersonFields(row.role, row.organisation, row.party, "Den andra")
    edit_person(ctx, EditPerson(row.id, row.version, fields))
    put(edit, "name", "Jag")
    edit.submit()
    program.settle()
    assert "Den andra" in edit.error_text()
    edit.submit()
    program.settle()
    assert choices.persons(ctx)[0].name == "Jag"
    people.reject()
    run(program, window, "decision.answer", town.decision)
    answer = program.dialog(AnswerDecisionDialog)
    seen = next(r for r in decisions(ctx) if r.id == town.decision)
    answer_decision(ctx, AnswerDecision(seen.id, seen.version, "Nej", "Kommunalrådet", TODAY))
    put(answer, "answer", "Ja")
    answer.submit()
    program.settle()
    assert "Nej" in answer.error_text()


def test_a_dialog_taller_than_the_screen_scrolls_and_keeps_its_foot(
    program: Program, window: MainWindow
) -> None:
    run(program, window, "survey.new")
    dialog = program.dialog(NewSurveyDialog)
    [fields] = dialog.findChildren(QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert fields.verticalScrollBar().maximum() == 0
    extra = QWidget()
    extra.setMinimumHeight(2000)
    dialog.form.addWidget(extra)
    program.settle()
    assert dialog.screen().availableGeometry().contains(dialog.geometry())
    assert fields.verticalScrollBar().maximum() > 0
    [save] = dialog.findChildren(PrimaryButton)
    assert dialog.rect().contains(save.mapTo(dialog, save.rect().center()))


def test_the_maker_of_a_book_says_who_it_is(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    assert not program.app.settings.who_is_chosen()
    run(program, window, "book.new")
    dialog = program.dialog(NewBookDialog)
    assert typed(dialog, "who") == ""
    put(dialog, "municipality", "Åmål")
    put(dialog, "who", "Säkerhetssamordnare")
    program.press(Key.Key_Return)
    program.settle()
    assert settings.load().who == "Säkerhetssamordnare"
    assert program.app.settings.who_is_chosen()
