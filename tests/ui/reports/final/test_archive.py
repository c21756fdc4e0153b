"""The archive of final reports beside the draft."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests import factory
from tests.files import unprivileged
from tests.ui.program import Program
from tests.ui.reports.final.finals import button, done, finals, settled
from tests.ui.town import TODAY
from tracker.models.clock import WalkingClock
from tracker.models.enums import ReportState
from tracker.models.errors import Invalid
from tracker.reports.making import settle
from tracker.services.reports.frozen import finalised
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.settling import SettleReport, settle_report
from tracker.ui.dialogs.report_compare import CompareDialog
from tracker.ui.dialogs.report_hand_over import HandOverReportDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.buttons import Button

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def test_enter_in_the_archive_opens_a_final_report(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    frozen = settled(program, window)
    program.press(Key.Key_Escape)
    page.side().show_archive()
    archive = page.findChild(PaintedList, "archive")
    assert isinstance(archive, PaintedList)
    archive.setFocus(Qt.FocusReason.TabFocusReason)
    program.press(Key.Key_Return)
    built = page.built()
    assert built is not None
    assert built.pdf == frozen.pdf
    assert page.strip().isVisible()


def test_what_is_done_with_a_report_is_found_among_the_commands(
    program: Program, town_file: Path
) -> None:
    window = program.open(town_file)
    window.show_page("overview").setFocus()
    program.settle()
    program.press(Key.Key_K, Control)
    program.write("fastställ")
    program.press(Key.Key_Return)
    done(program, window)
    assert len(finals(window)) == 1
    window.desk.run("report.compare")
    program.settle()
    program.dialog(CompareDialog).reject()
    window.desk.run("report.settle")
    assert "arkivet" in window.status_message()


def test_tab_leaves_the_archive_when_nothing_can_be_done_with_the_report(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    settled(program, window)
    program.press(Key.Key_Escape)
    page.preview().show_message("Välj ägare.")
    page.head().show_document(None)
    assert not page.head().save.isEnabled()
    page.side().show_archive()
    program.settle()
    archive = page.side().findChild(PaintedList, "archive")
    assert isinstance(archive, PaintedList)
    for key in (Key.Key_Tab, Key.Key_Backtab):
        archive.setFocus(Qt.FocusReason.TabFocusReason)
        program.settle()
        assert program.focused() is archive
        program.press(key)
        assert program.focused() is not archive


def test_a_book_that_cannot_be_written_shows_its_archive_and_offers_no_more(
    program: Program, town_file: Path, clock: WalkingClock
) -> None:
    ctx = factory.opened(town_file, clock)
    settle(ctx, ReportQuery(), "sv")
    ctx.close()
    with unprivileged(town_file.parent):
        window = program.open(town_file)
        assert window.desk.read_only
        page = window.show_page("reports")
        assert isinstance(page, ReportsPage)
        program.settle()
        [line] = page.side().archive.lines()
        page.side().archive.opened.emit(line.row)
        program.settle()
        assert page.strip().isVisible()
        shown = {b.words() for b in page.findChildren(Button) if b.isVisible()}
        assert "Spara…" in shown
        assert not {"Fastställ…", "Undertecknat…", "Rapporternas utseende…"} & shown
        button(page, "Överlämna…").click()
        program.settle()
        dialog = program.dialog(HandOverReportDialog)
        assert not dialog.findChild(QLineEdit, "receiver")
        dialog.reject()
        window.close()
        program.settle()


def test_a_final_report_of_a_kind_from_a_later_version_is_shown_all_the_same(
    program: Program, window: MainWindow, page: ReportsPage, tmp_path: Path
) -> None:
    ctx = window.desk.ctx
    built = page.built()
    assert built is not None
    data = finalised(report_input(ctx, ReportQuery(kind="later")), on=TODAY, diary_numbers=())
    settle_report(ctx, SettleReport(data, "sv", built.pdf))
    program.settle()
    [line] = page.side().archive.lines()
    page.side().archive.opened.emit(line.row)
    program.settle()
    assert page.words().startswith("later")
    page.save_to(tmp_path / "ut.pdf")
    program.settle()
    assert (tmp_path / "ut.pdf").read_bytes() == built.pdf


def test_a_damaged_final_report_is_not_shown(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    frozen = settled(program, window)
    program.press(Key.Key_Escape)
    with closing(sqlite3.connect(window.desk.ctx.book)) as book:
        book.execute("UPDATE report SET pdf = ?", (b"%PDF-1.7 something else",))
        book.commit()
    page.side().archive.opened.emit(frozen.row)
    program.settle()
    assert "lofte check" in program.said()
    assert not page.strip().isVisible()


def test_another_day_leaves_the_final_report_in_view(
    program: Program, window: MainWindow, page: ReportsPage, qtbot: QtBot
) -> None:
    frozen = settled(program, window)
    window.desk.ctx.clock.shown_day = date(2018, 10, 1)
    window.session.look_at_the_day()
    qtbot.waitUntil(lambda: not page.side().options.is_waiting())
    program.settle()
    built = page.built()
    assert built is not None
    assert built.pdf == frozen.pdf
    program.press(Key.Key_Escape)
    built = page.built()
    assert built is not None
    assert built.data.as_of == date(2018, 10, 1)


def test_what_goes_wrong_with_the_draft_leaves_the_final_report_in_view(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    frozen = settled(program, window)
    page.refused(Invalid("owner.required", field="owner"))
    built = page.built()
    assert built is not None
    assert built.pdf == frozen.pdf
    assert page.preview().message() is None
    program.press(Key.Key_Escape)
    built = page.built()
    assert built is not None
    assert built.data.state is ReportState.DRAFT
