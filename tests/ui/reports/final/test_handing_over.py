"""A final report is handed over, and its agreement signed."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests import factory
from tests.ui.program import Program
from tests.ui.reports.final.finals import button, done, field, finals, put, settled, typed
from tests.ui.town import TODAY, Town
from tracker.models.enums import Direction, IndicatorKind, Party
from tracker.reports.making import settle
from tracker.services.context import AppContext
from tracker.services.follow_up import IndicatorFields, add_indicator
from tracker.services.history import undo
from tracker.services.queries.plan import plan
from tracker.services.reports.archive import report_rows
from tracker.services.reports.reading import ReportQuery
from tracker.ui.dialogs.report_hand_over import HandOverReportDialog
from tracker.ui.dialogs.report_signed import SignedDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.widgets.buttons import Button, IconButton

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def complete(ctx: AppContext) -> int:
    """A draft with all that signing asks for."""
    problem = factory.a_problem(ctx, "Otrygga gångvägar")
    promise = factory.a_promise(ctx, "Ljusare gångvägar", (problem,))
    cause, owner = factory.a_cause(ctx, problem), factory.a_person(ctx, "Gatuchef")
    factory.an_action(ctx, promise, cause_ids=(cause,), owner_id=owner)
    goal = IndicatorFields(
        promise, "Trygga", IndicatorKind.EFFECT, Direction.UP, "%", target=Decimal(60)
    )
    add_indicator(ctx, goal)
    return promise


def test_enter_on_a_suggested_receiver_takes_it_and_notes_nothing(
    program: Program, window: MainWindow
) -> None:
    settled(program, window)
    program.press(Key.Key_O, Control | Shift)
    dialog = program.dialog(HandOverReportDialog)
    put(dialog, "receiver", "Någon annan")
    button(dialog, "Registrator (Polis)").setFocus(Qt.FocusReason.TabFocusReason)
    program.press(Key.Key_Return)
    assert program.open_ones(HandOverReportDialog)
    assert typed(dialog, "receiver") == "Registrator"
    assert finals(window)[0].row.hand_overs == ()


def test_a_hand_over_is_noted_shown_and_taken_back(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    settled(program, window)
    program.press(Key.Key_O, Control | Shift)
    dialog = program.dialog(HandOverReportDialog)
    assert program.focused() is field(dialog, "receiver")
    program.press(Key.Key_Return)
    assert dialog.error_text()
    button(dialog, "Registrator (Polis)").click()
    QTest.keyClicks(field(dialog, "how"), "Med e-post")
    done(program, window)
    [handed] = finals(window)[0].row.hand_overs
    assert (handed.receiver, handed.party, handed.handed_on) == ("Registrator", Party.POLICE, TODAY)
    assert "Överlämnad till Registrator 15 sep 2018" in page.strip().text()
    [line] = page.side().archive.lines()
    assert line.facts()[-1] == "Överlämnad till Registrator"
    program.press(Key.Key_O, Control | Shift)
    dialog = program.dialog(HandOverReportDialog)
    assert program.focused() is field(dialog, "receiver")
    assert not [b for b in dialog.findChildren(Button) if b.words() == "Registrator (Polis)"]
    next(iter(dialog.findChildren(IconButton))).click()
    program.settle()
    assert finals(window)[0].row.hand_overs == ()
    dialog.reject()
    program.settle()
    assert "Inte överlämnad" in page.strip().text()
    window.desk.write(lambda: undo(window.desk.ctx))
    program.settle()
    assert "Överlämnad till Registrator" in page.strip().text()


def test_a_hand_over_before_the_report_was_made_is_refused(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    settled(program, window)
    program.press(Key.Key_O, Control | Shift)
    dialog = program.dialog(HandOverReportDialog)
    program.write("Polischef")
    put(dialog, "handed_on", "2018-09-01")
    program.press(Key.Key_Return)
    assert "15 september 2018" in dialog.error_text()
    assert finals(window)[0].row.hand_overs == ()


def test_a_signed_agreement_locks_its_promises(
    program: Program, window: MainWindow, page: ReportsPage, town: Town
) -> None:
    ctx = window.desk.ctx
    promise = complete(ctx)
    report = settle(ctx, ReportQuery(kind="agreement"), "sv").report_id
    program.settle()
    row = next(row for row in report_rows(ctx) if row.id == report)
    page.side().archive.opened.emit(row)
    program.settle()
    program.press(Key.Key_U, Control)
    dialog = program.dialog(SignedDialog)
    put(dialog, "signed_on", "2018-09-01")
    program.press(Key.Key_Return)
    assert "15 september 2018" in dialog.error_text()
    put(dialog, "signed_on", "2018-09-15")
    done(program, window)
    assert plan(ctx, promise).row.status.locked
    assert window.status_message() == "Rapportens löften undertecknade"
    assert "undertecknad 15 sep 2018" in page.strip().text()
    [line] = [line for line in page.side().archive.lines() if line.row.id == report]
    assert "undertecknad 15 sep 2018" in line.facts()
    assert not button(page, "Undertecknat…").isVisible()
    program.press(Key.Key_U, Control)
    assert not program.open_ones(QDialog)
