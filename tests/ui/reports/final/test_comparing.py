"""What has changed since a final report, and between two."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from tests.ui.program import Program
from tests.ui.reports.final.finals import button, field, finals, settled, typed
from tests.ui.town import TODAY, Town
from tracker.models.enums import Party
from tracker.reports.making import settle
from tracker.services.log import LogFields, log_done
from tracker.services.reports.reading import ReportQuery
from tracker.ui.dialogs.report_compare import CompareDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def choose(states: QWidget, report_id: int) -> None:
    """As somebody does who looks for the report in the list."""
    assert isinstance(states, QComboBox)
    assert not states.isEditable()
    states.setCurrentIndex(states.findData(report_id))


def test_what_has_changed_since_a_final_report(
    program: Program, window: MainWindow, page: ReportsPage, town: Town
) -> None:
    settled(program, window)
    window.desk.write(lambda: log_done(window.desk.ctx, LogFields(town.patrols, TODAY)))
    program.settle()
    program.press(Key.Key_J, Control)
    dialog = program.dialog(CompareDialog)
    assert typed(dialog, "before").startswith(
        "Läget per 15 sep 2018, Statusrapport medborgarlöften, fastställd 15 sep 2018 "
    )
    assert typed(dialog, "after") == "Boken som den är nu"
    assert "L1 Levande stadskärna" in dialog.text()
    assert "Fotpatrullering, pass fre/lör kväll: 1 till, nu 18\xa0av\xa030 pass" in dialog.text()
    button(dialog, "Kopiera som text").click()
    assert QApplication.clipboard().text() == dialog.text()
    program.press(Key.Key_Escape)
    assert not program.open_ones(QDialog)


def test_two_final_reports_are_compared_the_earlier_first(
    program: Program, window: MainWindow, page: ReportsPage, town: Town
) -> None:
    ctx = window.desk.ctx
    for day in (date(2018, 5, 1), date(2018, 6, 1)):
        settle(ctx, ReportQuery(as_of=day), "sv")
    program.settle()
    newer, older = finals(window)
    page.side().archive.opened.emit(older.row)
    program.settle()
    program.press(Key.Key_J, Control)
    dialog = program.dialog(CompareDialog)
    after = field(dialog, "after")
    choose(after, newer.row.id)
    program.settle()
    forth = dialog.text()
    assert "från 1 maj 2018 till 1 juni 2018" in forth
    before = field(dialog, "before")
    choose(before, newer.row.id)
    choose(after, older.row.id)
    program.settle()
    assert dialog.text() == forth
    choose(before, older.row.id)
    program.settle()
    assert dialog.text().startswith("0 ändringar")
    assert not button(dialog, "Kopiera som text").isEnabled()


def test_two_final_reports_of_one_day_are_told_apart(
    program: Program, window: MainWindow, page: ReportsPage, town: Town
) -> None:
    ctx = window.desk.ctx
    settle(ctx, ReportQuery(), "sv")
    log_done(ctx, LogFields(town.patrols, TODAY))
    settle(ctx, ReportQuery(), "sv", ((Party.POLICE, "A2"),))
    program.settle()
    newer, older = finals(window)
    page.side().archive.opened.emit(newer.row)
    program.settle()
    program.press(Key.Key_J, Control)
    dialog = program.dialog(CompareDialog)
    before = field(dialog, "before")
    assert isinstance(before, QComboBox)
    assert before.itemText(before.findData(newer.row.id)).endswith(", på svenska, KS 2018/14, A2")
    after = field(dialog, "after")
    choose(after, newer.row.id)
    program.settle()
    assert dialog.text().startswith("0 ändringar")
    choose(before, older.row.id)
    program.settle()
    forth = dialog.text()
    assert "Diarienummer, Polis: A123 blev A2." in forth
    assert "Fotpatrullering, pass fre/lör kväll: 1 till" in forth
    choose(after, older.row.id)
    choose(before, newer.row.id)
    program.settle()
    assert dialog.text() == forth
