"""Figures, recurring questions, and measurements taken from surveys, by keyboard."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tests.ui.town import Town
from tracker import i18n
from tracker.models.enums import QuestionMeasure, SurveyMethod
from tracker.services.context import AppContext
from tracker.services.figures import EditFigure, FigureFields, edit_figure
from tracker.services.follow_up import EditIndicator, IndicatorFields, edit_indicator
from tracker.services.queries.figures import figure_rows, question_names, question_rows, waiting
from tracker.services.queries.indicators import IndicatorRow
from tracker.services.queries.plan import plan
from tracker.services.questions import QuestionFields, add_question
from tracker.services.surveys import SurveyFields, add_survey
from tracker.ui.desk import Goto
from tracker.ui.dialogs import figure_commands, promise_commands
from tracker.ui.dialogs.figure import EditFigureDialog
from tracker.ui.dialogs.figures import FiguresDialog
from tracker.ui.dialogs.indicator import EditIndicatorDialog, NewIndicatorDialog
from tracker.ui.dialogs.question import EditQuestionDialog, NewQuestionDialog
from tracker.ui.dialogs.questions import QuestionsDialog
from tracker.ui.panels.promises import PromisesPage
from tracker.ui.panels.surveys import SurveysPage
from tracker.ui.theme import Theme

Key = Qt.Key
WORDING = "Känner sig otrygga på kvällen"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.activate("en")
    yield
    i18n.activate("sv")


@pytest.fixture
def survey(town_ctx: AppContext) -> int:
    """The police's survey of September 2018, whose answers are not in the book."""
    fields = SurveyFields(
        "Säffle", "Trygghetsmätning 2018", SurveyMethod.QUESTIONNAIRE, dt.date(2018, 9, 3)
    )
    return add_survey(town_ctx, fields)


def the_indicator(ctx: AppContext, town: Town) -> IndicatorRow:
    """The town's only indicator."""
    (row,) = plan(ctx, town.promise).indicators
    return row


def follow_question(ctx: AppContext, town: Town) -> int:
    """The town's indicator follows the question from now on. Returns the question."""
    question = add_question(ctx, QuestionFields(WORDING, unit="%"))
    row = the_indicator(ctx, town)
    fields = IndicatorFields(
        town.promise, row.name, row.kind, row.direction, row.unit, row.baseline,
        dt.date(2017, 10, 2), row.target, question_id=question, baseline_answers=219,
    )  # fmt: skip
    edit_indicator(ctx, EditIndicator(row.id, row.version, fields))
    return question


def type_in(*words: str) -> None:
    """Write in the field that has the keyboard, and in those that Tab goes to from it."""
    for number, text in enumerate(words):
        if number:
            QTest.keyClick(focused(), Key.Key_Tab)
        if text:
            field = focused()
            assert isinstance(field, QLineEdit)
            # Qt's simulated keys know no å, ä and ö.
            field.insert(text)


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def at_table(dialog: FiguresDialog | QuestionsDialog) -> None:
    """The keyboard on the dialog's table, also after another dialog over it."""
    dialog.activateWindow()
    dialog.table.setFocus()
    QApplication.processEvents()


def press(dialog: QWidget, words: str) -> None:
    """The button with these words or this name."""
    buttons = dialog.findChildren(QPushButton)
    next(b for b in buttons if b.accessibleName() == words and b.isVisible()).click()


def words_in(widget: QWidget) -> str:
    """All words that are shown."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def opened(at_desk: Bench, survey: int | None) -> FiguresDialog:
    dialog = figure_commands.open_figures(at_desk.desk, at_desk.window, survey)
    dialog.activateWindow()
    at_desk.settle()
    return dialog


def test_figures_are_entered_one_after_another_by_keyboard(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    dialog = opened(at_desk, survey)
    assert focused() is dialog.entry.wording
    type_in("Vill se mer polis", "52", "", "380", "Polisen", "Bara vuxna")
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    (row,) = figure_rows(town_ctx, survey)
    assert (row.wording, row.value, row.unit, row.answers) == (
        "Vill se mer polis", Decimal(52), "%", 380,
    )  # fmt: skip
    assert (row.source, row.limitation) == ("Polisen", "Bara vuxna")
    assert "Vill se mer polis" in dialog.entry.message()
    # The next one, at once: n and source are the same.
    assert focused() is dialog.entry.wording
    type_in("Vill se färre bilar", "7,5")
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    second = figure_rows(town_ctx, survey)[1]
    assert (second.value, second.answers, second.source) == (Decimal("7.5"), 380, "Polisen")
    assert dialog.table.rows_model().rowCount() == 2
    dialog.reject()


def test_every_field_has_a_name(at_desk: Bench, survey: int) -> None:
    dialog = opened(at_desk, survey)
    fields = [
        field for field in dialog.entry.findChildren(QLineEdit) if field.isVisibleTo(dialog.entry)
    ]
    names = [field.accessibleName() for field in fields]
    assert len(names) == 6
    assert all(names)
    assert dialog.table.accessibleName() == dialog.windowTitle()
    dialog.reject()


def test_a_figure_that_is_refused_stays_as_it_was_typed(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    dialog = opened(at_desk, survey)
    type_in("Vill se mer polis", "152")
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    assert figure_rows(town_ctx) == []
    assert "152" in dialog.entry.message()
    assert (focused(), dialog.entry.wording.text()) == (dialog.entry.value, "Vill se mer polis")
    type_in("52")
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    assert len(figure_rows(town_ctx)) == 1
    dialog.reject()


def test_a_question_in_nearly_the_same_words_is_suggested(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    add_question(town_ctx, QuestionFields("Betyg på gatorna", unit="1–5"))
    dialog = opened(at_desk, survey)
    type_in("Betyget på gatorna", "")
    assert "“Betyg på gatorna”" in dialog.entry.message()
    assert dialog.entry.wording.text() == "Betyget på gatorna"
    dialog.entry.suggestion().click()
    assert dialog.entry.wording.text() == "Betyg på gatorna"
    assert (dialog.entry.unit.text(), dialog.entry.unit.isReadOnly()) == ("1–5", True)
    assert focused() is dialog.entry.value
    type_in("3,4")
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    assert question_names(town_ctx) == [("Betyg på gatorna", "1–5")]
    dialog.reject()


def test_few_answers_are_warned_of_and_marked(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    dialog = opened(at_desk, survey)
    type_in("Vill se mer polis", "52", "", "4")
    assert "not shown to the public" in dialog.entry.message()
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    index = dialog.table.rows_model().index(0, 2)
    assert "4, not public" in str(index.data(Qt.ItemDataRole.DisplayRole))
    dialog.reject()


def test_what_can_be_measured_is_offered_and_never_taken_silently(
    at_desk: Bench, town_ctx: AppContext, town: Town, survey: int
) -> None:
    follow_question(town_ctx, town)
    dialog = opened(at_desk, survey)
    type_in(WORDING, "28", "", "231")
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    assert the_indicator(town_ctx, town).measurements == ()
    assert "28\xa0% (n\xa0=\xa0231), Trygghetsmätning 2018" in words_in(dialog)
    press(dialog, "Register the measurement of Otrygga kvällstid")
    at_desk.settle()
    (made,) = the_indicator(town_ctx, town).measurements
    assert (made.value, made.answers, made.source) == (Decimal(28), 231, "Trygghetsmätning 2018")
    assert "New measurement" not in words_in(dialog)
    dialog.reject()


def test_a_figure_is_edited_and_removed_by_keyboard(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    factory.a_figure(town_ctx, survey)
    factory.a_figure(town_ctx, survey, "7", wording="Vill se färre bilar")
    dialog = opened(at_desk, survey)
    at_table(dialog)
    QTest.keyClick(dialog.table, Key.Key_F2)
    at_desk.settle()
    (form,) = dialogs(EditFigureDialog)
    assert isinstance(form, EditFigureDialog)
    form._answers.set_value(Decimal(3))
    assert "not shown to the public" in words_in(form)
    form._value.set_value(Decimal(61))
    form._answers.set_value(None)
    QTest.keyClick(form, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at_desk.settle()
    assert [(row.value, row.answers) for row in figure_rows(town_ctx)] == [
        (Decimal(61), None),
        (Decimal(7), 380),
    ]
    at_table(dialog)
    QTest.keyClick(dialog.table, Key.Key_Delete)
    at_desk.settle()
    assert [row.value for row in figure_rows(town_ctx)] == [Decimal(7)]
    dialog.reject()


def test_a_figure_that_somebody_else_changed_shows_both(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    figure = factory.a_figure(town_ctx, survey)
    dialog = opened(at_desk, survey)
    dialog.edit_asked.emit(dialog.current())
    at_desk.settle()
    (form,) = dialogs(EditFigureDialog)
    assert isinstance(form, EditFigureDialog)
    theirs = FigureFields(survey, "Vill se mer polis", Decimal(55), "%", 380)
    edit_figure(town_ctx, EditFigure(figure, 1, theirs))
    form._value.set_value(Decimal(61))
    form.submit()
    at_desk.settle()
    assert "55" in form.error_text()
    form.submit()
    at_desk.settle()
    assert [row.value for row in figure_rows(town_ctx)] == [Decimal(61)]
    dialog.reject()


def test_another_survey_is_chosen_in_the_dialog(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    other = factory.a_survey(town_ctx, "Torgsamtal")
    factory.a_figure(town_ctx, other)
    dialog = opened(at_desk, None)
    assert (dialog.survey_id(), dialog.current()) == (survey, None)
    dialog._survey.set_value(other)
    at_desk.settle()
    row = dialog.current()
    assert row is not None
    assert (dialog.survey_id(), row.survey_id) == (other, other)
    dialog.reject()


def test_a_read_only_book_shows_figures_and_takes_none(
    town_ctx: AppContext, survey: int, theme: Theme
) -> None:
    factory.a_figure(town_ctx, survey)
    with bench(replace(town_ctx, read_only=True)) as made:
        made.window.show()
        dialog = opened(made, None)
        assert not dialog.entry.isVisible()
        assert dialog.current() is not None
        buttons = [b.accessibleName() for b in dialog.findChildren(QPushButton) if b.isVisible()]
        assert "Edit…" not in buttons
        questions = figure_commands.open_questions(made.desk, made.window)
        made.settle()
        shown = [b.accessibleName() for b in questions.findChildren(QPushButton) if b.isVisible()]
        assert shown == ["Close"]
        questions.reject()
        dialog.reject()


def test_questions_with_their_history_and_followers(
    at_desk: Bench, town_ctx: AppContext, town: Town, survey: int
) -> None:
    follow_question(town_ctx, town)
    factory.a_figure(town_ctx, survey, "28", wording=WORDING, answers=231, source="Polisen")
    dialog = figure_commands.open_questions(at_desk.desk, at_desk.window)
    at_desk.settle()
    told = words_in(dialog)
    assert "28\xa0%" in told
    assert "Trygghetsmätning 2018 · Polisen" in told
    (link,) = [b for b in dialog.findChildren(QPushButton) if "Otrygga" in b.accessibleName()]
    link.click()
    at_desk.settle()
    assert at_desk.went == [Goto("promises", town.promise)]
    assert dialogs(QuestionsDialog) == []


def test_a_question_is_added_edited_and_removed(at_desk: Bench, town_ctx: AppContext) -> None:
    dialog = figure_commands.open_questions(at_desk.desk, at_desk.window)
    dialog.activateWindow()
    at_desk.settle()
    press(dialog, "New question…")
    at_desk.settle()
    (form,) = dialogs(NewQuestionDialog)
    assert isinstance(form, NewQuestionDialog)
    type_in("Trygghet på torget")
    form._measure.set_value(QuestionMeasure.MEAN_RATING)
    assert (form._unit.text(), form._unit.isEnabled(), form._theme.isEnabled()) == (
        "1–5", False, False,
    )  # fmt: skip
    form._place.setText("Torget")
    QTest.keyClick(form, Key.Key_Return)
    at_desk.settle()
    (row,) = question_rows(town_ctx)
    assert (row.wording, row.measure, row.place) == (
        "Trygghet på torget", QuestionMeasure.MEAN_RATING, "Torget",
    )  # fmt: skip
    at_table(dialog)
    QTest.keyClick(dialog.table, Key.Key_F2)
    at_desk.settle()
    (change,) = dialogs(EditQuestionDialog)
    assert isinstance(change, EditQuestionDialog)
    change._wording.setText("Trygghet vid torget")
    change.submit()
    at_desk.settle()
    assert question_names(town_ctx) == [("Trygghet vid torget", "1–5")]
    at_table(dialog)
    QTest.keyClick(dialog.table, Key.Key_Delete)
    at_desk.settle()
    assert question_names(town_ctx) == []
    dialog.reject()


def test_a_question_that_is_answered_says_why_it_stays(
    at_desk: Bench, town_ctx: AppContext, survey: int
) -> None:
    factory.a_figure(town_ctx, survey)
    dialog = figure_commands.open_questions(at_desk.desk, at_desk.window)
    at_desk.settle()
    dialog.removal_asked.emit(dialog.current())
    at_desk.settle()
    assert "1 figure answers the question" in words_in(dialog)
    assert len(question_names(town_ctx)) == 1
    dialog.reject()


def test_what_waits_is_registered_with_enter(
    at_desk: Bench, town_ctx: AppContext, town: Town, survey: int
) -> None:
    follow_question(town_ctx, town)
    factory.a_figure(town_ctx, survey, "28", wording=WORDING)
    dialog = figure_commands.open_measure_from(at_desk.desk, at_desk.window)
    dialog.activateWindow()
    at_desk.settle()
    assert len(waiting(town_ctx)) == 1
    QTest.keyClick(focused(), Key.Key_Return)
    at_desk.settle()
    assert waiting(town_ctx) == []
    assert len(the_indicator(town_ctx, town).measurements) == 1
    assert "Nothing waits to be measured" in words_in(dialog)
    dialog.reject()


def test_the_effect_tab_offers_the_measurement(
    at_desk: Bench, town_ctx: AppContext, town: Town, survey: int
) -> None:
    follow_question(town_ctx, town)
    factory.a_figure(town_ctx, survey, "28", wording=WORDING, answers=231)
    page = PromisesPage(at_desk.desk)
    at_desk.show(page)
    page.open_at(Goto("promises", town.promise))
    at_desk.settle()
    page.tabs.setCurrentIndex(2)
    at_desk.settle()
    assert "New measurement: 28\xa0% (n\xa0=\xa0231), Trygghetsmätning 2018" in words_in(page)
    press(page, "Register the measurement of Otrygga kvällstid")
    at_desk.settle()
    assert "New measurement" not in words_in(page)
    (made,) = the_indicator(town_ctx, town).measurements
    assert made.value == Decimal(28)


def test_the_start_is_filled_in_from_the_survey_before(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    before = add_survey(
        town_ctx,
        SurveyFields("Säffle", "Mätning 2017", SurveyMethod.QUESTIONNAIRE, dt.date(2017, 10, 2)),
    )
    factory.a_figure(town_ctx, before, "31", wording=WORDING, answers=219)
    promise_commands.new_indicator(at_desk.desk, at_desk.window, town.promise)
    at_desk.settle()
    (form,) = dialogs(NewIndicatorDialog)
    assert isinstance(form, NewIndicatorDialog)
    (question,) = form._questions
    form._question.set_value(question)
    fields = form.command()
    assert (fields.name, fields.unit, fields.question_id) == (WORDING, "%", question)
    assert (fields.baseline, fields.baseline_on, fields.baseline_answers) == (
        Decimal(31), dt.date(2017, 10, 2), 219,
    )  # fmt: skip
    assert fields.source == "Mätning 2017"
    form.reject()


def test_a_start_that_was_typed_is_only_offered_another(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    before = add_survey(
        town_ctx,
        SurveyFields("Säffle", "Mätning 2017", SurveyMethod.QUESTIONNAIRE, dt.date(2017, 10, 2)),
    )
    factory.a_figure(town_ctx, before, "33", wording=WORDING, answers=219)
    promise_commands.edit_indicator(
        at_desk.desk, at_desk.window, town.promise, the_indicator(town_ctx, town), signed=True
    )
    at_desk.settle()
    (form,) = dialogs(EditIndicatorDialog)
    assert isinstance(form, EditIndicatorDialog)
    (question,) = form._questions
    form._question.set_value(question)
    assert form.command().fields.baseline == Decimal(31)
    assert "33\xa0% (n\xa0=\xa0219), Mätning 2017" in form._offer.accessibleName()
    form._offer.click()
    form._why.set_reason("Mätningen före")
    assert form.command().fields.baseline == Decimal(33)
    form.submit()
    at_desk.settle()
    row = the_indicator(town_ctx, town)
    assert (row.question_id, row.baseline_answers) == (question, 219)


def test_f_on_a_survey_asks_for_its_figures(at_desk: Bench, survey: int) -> None:
    asked: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda *what: asked.append((what[0], what[1])))
    page = SurveysPage(at_desk.desk)
    at_desk.show(page)
    page.open_at(Goto("surveys", survey))
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_F)
    assert asked == [("figure.list", survey)]


def test_the_dialog_is_whole_on_a_small_screen(at_desk: Bench, survey: int) -> None:
    dialog = opened(at_desk, survey)
    dialog.resize(632, 324)
    at_desk.settle()
    rows = [field.geometry() for field in dialog.entry.findChildren(QLineEdit)
            if field.isVisible() and field.objectName()]  # fmt: skip
    assert not any(one.intersects(other) for n, one in enumerate(rows) for other in rows[n + 1 :])
    dialog.reject()
