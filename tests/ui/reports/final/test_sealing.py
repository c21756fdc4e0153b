"""The e-stamp in the window: on a draft and on a final report."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tests.certificates import PASSWORD, p12, stamp, verified
from tests.refusals import refused
from tests.ui.file_dialog import answered
from tests.ui.program import Program
from tests.ui.reports.final.finals import button, done, field, finals, put
from tracker.reports.making import make_report
from tracker.reports.registry import Form
from tracker.services.reports.archive import report_rows
from tracker.services.reports.reading import ReportQuery
from tracker.ui.dialogs.report_seal import Certificate, SealDialog
from tracker.ui.dialogs.report_settle import SettleDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.sealing import stamp as stamp_on
from tracker.ui.panels.reports.work import save

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def test_a_wrong_password_is_said_beside_it_and_nothing_is_final(
    program: Program, window: MainWindow, page: ReportsPage, tmp_path: Path
) -> None:
    file = p12(tmp_path / "stampel.p12", stamp())
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    put(dialog, "certificate", str(tmp_path / "saknas.p12"))
    program.press(Key.Key_Return)
    assert "saknas.p12" in dialog.error_text()
    put(dialog, "certificate", str(file))
    put(dialog, "password", "fel")
    program.press(Key.Key_Return)
    assert "Lösenordet" in dialog.error_text()
    assert program.focused() is field(dialog, "password")
    assert finals(window) == []
    put(dialog, "password", PASSWORD)
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    [frozen] = finals(window)
    assert verified(frozen.pdf).valid
    built = page.built()
    assert built is not None
    assert built.pdf == frozen.pdf


def test_a_draft_is_sealed_when_it_is_saved(
    program: Program, window: MainWindow, page: ReportsPage, tmp_path: Path
) -> None:
    file, target = p12(tmp_path / "stampel.p12", stamp()), tmp_path / "ut.pdf"
    built = page.built()
    assert built is not None
    button(page, "E-stämpla…").click()
    program.settle()
    dialog = program.dialog(SealDialog)
    program.press(Key.Key_Return)
    assert "E-stämpla med certifikatet" in dialog.error_text()
    put(dialog, "certificate", str(file))
    put(dialog, "password", PASSWORD)
    answered(target, lambda: program.press(Key.Key_Return))
    program.settle()
    assert target.read_bytes().startswith(built.pdf)
    assert verified(target.read_bytes()).valid
    assert len(report_rows(window.desk.ctx)) == 1


def test_a_sealed_report_says_so_and_is_not_sealed_again(
    program: Program, window: MainWindow, page: ReportsPage, tmp_path: Path
) -> None:
    assert button(page, "E-stämpla…").isVisible()
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    put(dialog, "certificate", str(p12(tmp_path / "stampel.p12", stamp())))
    put(dialog, "password", PASSWORD)
    done(program, window)
    assert finals(window)[0].row.is_sealed
    assert not button(page, "E-stämpla…").isVisible()
    assert "e-stämplad" in page.strip().text()
    [line] = [line for line in page.side().archive.lines() if line.is_final]
    assert "e-stämplad" in line.facts()
    shown = page.shown()
    assert shown is not None
    assert shown.file_name().endswith(" 2018-09-15 e-stämplad")
    with refused("seal.sealed_already"):
        stamp_on(window.desk.ctx, shown, Certificate(tmp_path / "stampel.p12", PASSWORD))


def test_a_sealed_report_has_no_other_form(program: Program, window: MainWindow) -> None:
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    made = make_report(window.desk.ctx, ReportQuery(kind="public"), "sv")
    assert Document(made).forms() == (Form.PDF, Form.HTML)
    sealed = Document(replace(made, content=made.content + b"/ByteRange"))
    assert sealed.forms() == (Form.PDF,)
    with refused("report.no_form"):
        save(window.desk.ctx, sealed, Path("ut.html"))
