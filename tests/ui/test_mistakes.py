"""What was entered by mistake is taken away where it is seen, at once, and comes back by Ctrl+Z."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests import factory
from tests.ui.desks import bench
from tests.ui.program import Program
from tests.ui.town import Town
from tracker.i18n import _
from tracker.services.context import AppContext
from tracker.services.follow_up import AnswerDecision, answer_decision
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.evidence import problem_detail, problem_rows, survey_rows
from tracker.services.queries.overview import decisions
from tracker.ui.dialogs.decision import AnswerDecisionDialog
from tracker.ui.dialogs.problem import EditProblemDialog
from tracker.ui.dialogs.survey import EditSurveyDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.page import PageView
from tracker.ui.panels.analysis import AnalysisPane
from tracker.ui.panels.inspector import Inspector
from tracker.ui.panels.overview import OverviewPage
from tracker.ui.panels.problems import ProblemsPage
from tracker.ui.panels.surveys import SurveysPage
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button, IconButton

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Made:
    """Problems and surveys, of which the first of each are in use."""

    answered: int
    problem: int
    other: int
    used: int
    survey: int


@pytest.fixture(params=["sv", "en"])
def window(program: Program, town_file: Path, request: pytest.FixtureRequest) -> MainWindow:
    """A window on the small town's book, in Swedish and in English."""
    program.app.apply_settings(replace(program.app.settings, language=request.param))
    return program.open(town_file)


@pytest.fixture
def made(program: Program, window: MainWindow, town: Town) -> Made:
    """Two problems of one cause each and two surveys, one of which both rest on."""
    ctx = window.desk.ctx
    problem, other = factory.a_problem(ctx, "Buskörning"), factory.a_problem(ctx, "Skadegörelse")
    used, survey = factory.a_survey(ctx, "Torgsamtal"), factory.a_survey(ctx, "Skolbesök")
    for each in (problem, other):
        factory.a_cause(ctx, each)
        add_evidence(ctx, AddEvidence(each, used, "26 % undviker torget"))
    (answered,) = (row.id for row in problem_rows(ctx) if row.promises)
    program.settle()
    return Made(answered, problem, other, used, survey)


def show(program: Program, window: MainWindow, page: str, row_id: int) -> QAbstractItemView:
    """Go to a row of a page. Returns the list, which has the keyboard."""
    window.commands.run(f"go.{page}")
    window.desk.go(page, row_id)  # type: ignore[arg-type]
    program.settle()
    view = program.focused()
    assert isinstance(view, QAbstractItemView)
    return view


def choices(view: QAbstractItemView) -> dict[str, QAction]:
    """What the menu over a list offers."""
    return {action.text(): action for action in view.actions() if not action.isSeparator()}


def problems(ctx: AppContext) -> list[int]:
    return [row.id for row in problem_rows(ctx)]


def test_a_problem(program: Program, window: MainWindow, made: Made) -> None:
    ctx = window.desk.ctx
    show(program, window, "problems", made.problem)
    program.press(Key.Key_Delete)
    assert problems(ctx) == [made.answered, made.other]
    assert window.status_message() == _("Problem removed")
    subject = window.desk.subject
    assert subject is not None
    assert subject.row_id == made.other, "the keyboard is on the next one"
    program.press(Key.Key_Z, Control)
    assert problems(ctx) == [made.answered, made.problem, made.other]
    detail = problem_detail(ctx, made.problem)
    assert detail is not None
    assert (len(detail.causes), len(detail.evidence)) == (1, 1)


def test_the_last_problem_of_the_list(program: Program, window: MainWindow, made: Made) -> None:
    show(program, window, "problems", made.other)
    program.press(Key.Key_Delete)
    subject = window.desk.subject
    assert subject is not None
    assert subject.row_id == made.problem


def test_a_problem_that_a_promise_answers_stays(
    program: Program, window: MainWindow, made: Made
) -> None:
    show(program, window, "problems", made.answered)
    program.press(Key.Key_Delete)
    assert program.said().startswith("1 ")
    assert made.answered in problems(window.desk.ctx)


def test_the_menu_over_a_problem(program: Program, window: MainWindow, made: Made) -> None:
    view = show(program, window, "problems", made.problem)
    offered = choices(view)
    assert list(offered) == [_("Edit…"), _("Add evidence…"), _("Add a cause…"), _("Remove")]
    offered[_("Edit…")].trigger()
    program.settle()
    program.dialog(EditProblemDialog).reject()
    offered[_("Remove")].trigger()
    program.settle()
    assert made.problem not in problems(window.desk.ctx)


def test_a_survey(program: Program, window: MainWindow, made: Made) -> None:
    ctx = window.desk.ctx
    view = show(program, window, "surveys", made.survey)
    choices(view)[_("Edit…")].trigger()
    program.settle()
    program.dialog(EditSurveyDialog).reject()
    program.front(window)
    view.setFocus()
    program.press(Key.Key_Delete)
    assert [row.id for row in survey_rows(ctx)] == [made.used]
    program.press(Key.Key_Delete)
    assert program.said()
    assert [row.id for row in survey_rows(ctx)] == [made.used]


def press_in(kind_of_part: type[QWidget], program: Program, window: MainWindow, name: str) -> None:
    """Press what is read out as `name` in a part of the window, by keyboard."""
    part = window.findChild(kind_of_part)
    assert part is not None
    found = [
        button
        for kind in (IconButton, Button)
        for button in part.findChildren(kind)
        if name in (button.accessibleName(), button.text()) and button.isVisible()
    ]
    assert len(found) == 1, name
    found[0].setFocus(Qt.FocusReason.TabFocusReason)
    program.press(Key.Key_Space)


def test_evidence_in_the_inspector_and_causes_in_the_analysis(
    program: Program, window: MainWindow, made: Made
) -> None:
    ctx = window.desk.ctx
    show(program, window, "problems", made.problem)
    press_in(Inspector, program, window, _("Unlink “{what}”").format(what="Torgsamtal"))
    press_in(AnalysisPane, program, window, _("Remove “{what}”").format(what="Mörkt"))
    detail = problem_detail(ctx, made.problem)
    assert detail is not None
    assert (detail.causes, detail.evidence) == ((), ())
    assert window.status_message() == _("Cause removed")
    press_in(Inspector, program, window, _("Remove"))
    assert made.problem not in problems(ctx)
    assert [row.title for row in survey_rows(ctx)].count("Torgsamtal") == 1


def test_a_cause_that_an_action_answers_stays(
    program: Program, window: MainWindow, made: Made
) -> None:
    show(program, window, "problems", made.answered)
    press_in(AnalysisPane, program, window, _("Remove “{what}”").format(what="Mörkt"))
    assert program.said().startswith("3 ")


def test_a_decision_request_on_the_overview(
    program: Program, window: MainWindow, town: Town
) -> None:
    window.commands.run("go.overview")
    program.settle()
    page = window.page("overview")
    assert isinstance(page, OverviewPage)
    page.decisions.setFocus(Qt.FocusReason.TabFocusReason)
    program.press(Key.Key_Delete)
    assert decisions(window.desk.ctx) == []
    assert window.status_message() == _("Decision request withdrawn")
    program.press(Key.Key_Z, Control)
    assert [row.id for row in decisions(window.desk.ctx)] == [town.decision]


def withdraw(program: Program, dialog: AnswerDecisionDialog) -> None:
    """Press the dialog's own button, which Tab reaches."""
    for _turn in range(20):
        focused = program.focused()
        if isinstance(focused, Button) and focused.text() == _("Withdraw the question"):
            break
        program.press(Key.Key_Tab)
    program.press(Key.Key_Space)
    assert dialog is not None


def test_a_decision_request_in_its_dialog(program: Program, window: MainWindow, town: Town) -> None:
    window.commands.run("decision.answer", town.decision)
    program.settle()
    withdraw(program, program.dialog(AnswerDecisionDialog))
    assert program.open_ones(AnswerDecisionDialog) == []
    assert decisions(window.desk.ctx, open_only=False) == []


def test_one_that_was_answered_meanwhile_is_not_withdrawn(
    program: Program, window: MainWindow, town: Town
) -> None:
    ctx = window.desk.ctx
    window.commands.run("decision.answer", town.decision)
    program.settle()
    dialog = program.dialog(AnswerDecisionDialog)
    answer_decision(ctx, AnswerDecision(town.decision, 1, "Ja", "Rådet", ctx.today()))
    program.settle()
    withdraw(program, dialog)
    assert dialog.isVisible()
    assert dialog.error_text()
    (row,) = decisions(ctx, open_only=False)
    assert row.answer == "Ja"
    dialog.reject()
    QApplication.processEvents()


@pytest.mark.parametrize("page_class", [ProblemsPage, SurveysPage, OverviewPage])
def test_a_book_that_is_only_read_offers_none_of_it(
    town_ctx: AppContext, theme: Theme, page_class: type[PageView]
) -> None:
    with bench(replace(town_ctx, read_only=True)) as reading:
        page = page_class(reading.desk)
        reading.show(page)
        views = page.findChildren(QAbstractItemView)
        reading_only = {_("Programme"), _("Calendar file…")}
        offered = {action.text() for view in views for action in view.actions()}
        assert offered <= reading_only
        assert reading.failures == []
