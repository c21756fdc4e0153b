"""From the first key to the printed page: a patrol in the example, a whole plan in a new book."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.factory import opened
from tests.ui.program import Program
from tracker.models.enums import PromiseStatus
from tracker.services.check import check_book
from tracker.services.example.raw_answers import write_raw_answers
from tracker.services.queries.action_ids import ActionQuery, action_ids
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.evidence import problem_rows
from tracker.services.queries.overview import overview
from tracker.services.queries.promises import promise_rows
from tracker.services.queries.responses import ResponseFilter, response_counts
from tracker.services.queries.trail import book_trail
from tracker.services.queries.trail_following import Following
from tracker.services.queries.trail_rows import NodeKind
from tracker.ui.dialogs.action import NewActionDialog
from tracker.ui.dialogs.agreement import EditAgreementDialog
from tracker.ui.dialogs.answers_import import AnswersImportDialog
from tracker.ui.dialogs.cause import NewCauseDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.log_form import LogDialog
from tracker.ui.dialogs.people import NewPersonDialog, PeopleDialog
from tracker.ui.dialogs.problem import NewProblemDialog, ProblemFromThemeDialog
from tracker.ui.dialogs.promise import NewPromiseDialog
from tracker.ui.dialogs.promise_status import SignDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.promises.plan_table import PlanTable
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.widgets.buttons import Button

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def printed(program: Program, window: MainWindow, qtbot: QtBot) -> str:
    """Ctrl+8, wait for the report, and read its text."""
    program.front(window)
    program.press(Key.Key_8, Control)
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(page.is_drawn, timeout=20_000)
    built = page.built()
    assert built is not None
    return "\n".join(p.extract_text() for p in PdfReader(BytesIO(built.pdf)).pages)


def shown(window: MainWindow) -> str:
    return window.current_page


def every_action(window: MainWindow, text: str = "") -> list[ActionRow]:
    ctx = window.desk.ctx
    return action_rows(ctx, action_ids(ctx, ActionQuery(text=text)))


def patrols(window: MainWindow) -> ActionRow:
    return every_action(window, "fotpatrullering, pass")[0]


def test_a_patrol_is_logged_seen_in_the_overview_and_printed(
    program: Program, example: Path, qtbot: QtBot
) -> None:
    window = program.open(example)
    before = patrols(window).done
    assert f"{before} av 30" in printed(program, window, qtbot)
    program.press(Key.Key_1, Control)
    program.press(Key.Key_L, Control)
    program.dialog(LogDialog)
    program.write("fotpat")
    program.press(Key.Key_Return)
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    assert window.status_message() == "Insatsen loggad"
    facts = overview(window.desk.ctx)
    assert patrols(window).done == before + 1
    assert facts.latest[0].action_title == patrols(window).title
    assert f"{before + 1} av 30" in printed(program, window, qtbot)
    program.press(Key.Key_Z, Control)
    assert f"{before} av 30" in printed(program, window, qtbot)


def command(program: Program, window: MainWindow, words: str) -> None:
    """Ctrl+K, a few letters, Enter."""
    program.front(window)
    program.press(Key.Key_K, Control)
    program.write(words)
    program.press(Key.Key_Return)


def fill(program: Program, *fields: str) -> None:
    """Type into one field after another with Tab between."""
    for number, text in enumerate(fields):
        if number:
            program.press(Key.Key_Tab)
        if text:
            program.write(text)


def press_button(program: Program, window: MainWindow, words: str) -> None:
    """Space on the button that says so."""
    program.front(window)
    found = [b for b in window.findChildren(Button) if b.words() == words and b.isVisible()]
    found[0].setFocus()
    program.press(Key.Key_Space)


def tab_to(program: Program, window: MainWindow, kind: type[QWidget]) -> None:
    """Tab until the keyboard is in a widget of a kind."""
    program.front(window)
    for _stop in range(40):
        if isinstance(program.focused(), kind):
            return
        program.press(Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {kind.__name__}")


def choose(program: Program, words: str) -> None:
    """Go down the open menu to `words`, and Enter."""
    [menu] = program.open_ones(QMenu)
    while menu.activeAction() is None or menu.activeAction().text() != words:
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    program.settle()


def saved(program: Program) -> None:
    program.press(Key.Key_Return, Control)
    left = program.open_ones(FormDialog)
    assert left == [], left[0].error_text()


def agreed_and_manned(program: Program, window: MainWindow) -> None:
    """The agreement as it is proposed, and somebody to own actions."""
    command(program, window, "överenskommelse")
    program.dialog(EditAgreementDialog)
    saved(program)
    command(program, window, "personer och")
    people = program.dialog(PeopleDialog)
    people.new_asked.emit()
    program.settle()
    program.dialog(NewPersonDialog)
    fill(program, "Gruppchef", "Polisen")
    saved(program)
    program.front(people)
    program.press(Key.Key_Escape)


def test_a_new_book_from_nothing_to_a_printed_report(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    program.front(program.app.welcome())
    program.press(Key.Key_Return)
    fill(program, "Åmål", "Arvika")
    program.press(Key.Key_Return)
    [window] = program.app.windows()
    assert window.desk.ctx.book == str(tmp_path / "åmål.loftesbok")

    agreed_and_manned(program, window)

    command(program, window, "nytt problem")
    program.dialog(NewProblemDialog)
    fill(program, "Otryggt i centrum", "Många undviker torget på kvällen")
    saved(program)
    assert shown(window) == "problems"

    press_button(program, window, "Lägg till orsak…")
    program.dialog(NewCauseDialog)
    fill(program, "Torget är mörkt")
    saved(program)

    command(program, window, "nytt löfte")
    program.dialog(NewPromiseDialog)
    fill(program, "Synlig polis", "Polisen går 30 fotpatruller på torget under 2018.", "", "", "")
    program.press(Key.Key_Tab)
    program.press(Key.Key_Space)
    saved(program)
    assert shown(window) == "promises"
    [promise] = promise_rows(window.desk.ctx)
    assert promise.status is PromiseStatus.DRAFT

    tab_to(program, window, PlanTable)
    program.press(Key.Key_Home)
    program.press(Key.Key_Return)
    program.dialog(NewActionDialog)
    fill(program, "Fotpatrullering", "", "gruppchef", "", "Minst en timme", "", "", "30", "pass")
    fill(program, "", "", "2018-12-31")
    saved(program)
    assert [row.title for row in every_action(window)] == ["Fotpatrullering"]

    press_button(program, window, "Ändra status")
    choose(program, "Underteckna…")
    program.dialog(SignDialog)
    saved(program)
    [promise] = promise_rows(window.desk.ctx)
    assert promise.status is PromiseStatus.SIGNED

    program.front(window)
    program.press(Key.Key_L, Control)
    program.dialog(LogDialog)
    program.write("fotpat")
    program.press(Key.Key_Return)
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)

    text = printed(program, window, qtbot)
    assert "Synlig polis" in text
    assert "1 av 30" in text
    assert check_book(window.desk.ctx) == []


def test_from_raw_answers_to_a_signed_promise_with_its_trail(
    program: Program, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    answers = tmp_path / "svar.csv"
    source = opened(example)
    write_raw_answers(source, answers)
    source.close()
    program.front(program.app.welcome())
    program.press(Key.Key_Return)
    fill(program, "Åmål", "Arvika")
    program.press(Key.Key_Return)
    [window] = program.app.windows()
    ctx = window.desk.ctx

    command(program, window, "hämta in svar")
    program.dialog(AnswersImportDialog)
    program.write(str(answers))
    program.press(Key.Key_Return)
    program.press(Key.Key_Return)
    program.settle()
    assert response_counts(ctx, ResponseFilter()).total == 400
    program.dialog(AnswersImportDialog).code.click()
    program.settle()
    assert shown(window) == "answers"

    press_button(program, window, "Börja med vanliga teman")
    for _answer in range(6):
        program.press(Key.Key_1)
        program.press(Key.Key_Return)
    counts = response_counts(ctx, ResponseFilter())
    assert (counts.total, counts.coded) == (400, 6)

    program.press(Key.Key_0, Control)
    program.press(Key.Key_P)
    program.dialog(ProblemFromThemeDialog)
    saved(program)
    assert shown(window) == "problems"
    [problem] = problem_rows(ctx)
    assert problem.evidence == 1
    press_button(program, window, "Lägg till orsak…")
    program.dialog(NewCauseDialog)
    fill(program, "Trasiga lampor blir stående")
    saved(program)

    agreed_and_manned(program, window)

    window.commands.run("promise.new", problem.id)
    program.settle()
    program.dialog(NewPromiseDialog)
    fill(program, "Ljusare stråk", "Kommunen lagar varje trasig lampa inom en vecka.")
    saved(program)
    tab_to(program, window, PlanTable)
    program.press(Key.Key_Home)
    program.press(Key.Key_Return)
    program.dialog(NewActionDialog)
    fill(program, "Gå genom stråket", "", "gruppchef", "", "Varje vecka", "", "", "40", "pass")
    fill(program, "", "", f"{window.desk.today().year}-12-31")
    saved(program)
    press_button(program, window, "Ändra status")
    choose(program, "Underteckna…")
    program.dialog(SignDialog)
    saved(program)
    [promise] = promise_rows(ctx)
    assert promise.status is PromiseStatus.SIGNED

    # One answer leads to the action, and the action back to the answer's theme.
    trail = book_trail(ctx)
    kinds = {key[0]: key for key in (node.key for node in trail.nodes)}
    connected = {key[0] for key in Following(trail).connected(kinds[NodeKind.ACTION])}
    assert {NodeKind.THEME, NodeKind.PROBLEM, NodeKind.CAUSE, NodeKind.PROMISE} <= connected
    assert check_book(ctx) == []
