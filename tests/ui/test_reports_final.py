"""Final reports in the window: making them, the archive, handing over, the e-stamp."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from tests.certificates import PASSWORD, p12, stamp, verified
from tests.files import unprivileged
from tests.refusals import refused
from tests.ui.file_dialog import answered
from tests.ui.program import Program
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.models.clock import WalkingClock
from tracker.models.enums import Direction, IndicatorKind, Party, ReportState
from tracker.models.errors import Invalid
from tracker.reports.making import make_report, settle
from tracker.reports.registry import Form
from tracker.services.context import AppContext
from tracker.services.follow_up import IndicatorFields, add_indicator
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done
from tracker.services.queries.plan import plan
from tracker.services.reports.archive import FrozenReport, frozen_report, report_rows
from tracker.services.reports.frozen import finalised
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.settling import SettleReport, settle_report
from tracker.ui.dialogs.report_compare import CompareDialog
from tracker.ui.dialogs.report_hand_over import HandOverReportDialog
from tracker.ui.dialogs.report_seal import Certificate, SealDialog
from tracker.ui.dialogs.report_settle import SettleDialog
from tracker.ui.dialogs.report_signed import SignedDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.sealing import stamp as stamp_on
from tracker.ui.panels.reports.work import save
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton
from tracker.ui.widgets.editors import Picker

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    made = program.open(town_file)
    made.show_page("reports").setFocus()
    program.settle()
    return made


@pytest.fixture
def page(window: MainWindow) -> ReportsPage:
    found = window.page("reports")
    assert isinstance(found, ReportsPage)
    return found


def settled(program: Program, window: MainWindow) -> FrozenReport:
    """Make what is shown final, by keyboard, and fetch it."""
    program.press(Key.Key_F, Control | Shift)
    done(program, window)
    return finals(window)[0]


def done(program: Program, window: MainWindow) -> None:
    """Enter closes the dialog; the keyboard is in the window again."""
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    program.front(window)


def finals(window: MainWindow) -> list[FrozenReport]:
    """The final reports of the book, the newest first."""
    ctx = window.desk.ctx
    rows = [row for row in report_rows(ctx) if row.state is ReportState.FINAL]
    rows.sort(key=lambda row: row.id, reverse=True)
    return [frozen_report(ctx, row.id) for row in rows]


def field(dialog: QWidget, name: str) -> QWidget:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def typed(dialog: QWidget, name: str) -> str:
    found = field(dialog, name)
    return found.currentText() if isinstance(found, QComboBox) else str(found.property("text"))


def button(of: QWidget, words: str) -> Button:
    return next(b for b in of.findChildren(Button) if b.words() == words)


def text_of(pdf: bytes) -> str:
    return "\n".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages)


def test_a_report_is_made_final_by_keyboard(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    assert typed(dialog, "dnr_municipality") == "KS 2018/14"
    program.write("KS 2018/99")
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    [frozen] = finals(window)
    assert [(number.party, number.number) for number in frozen.row.dnr] == [
        (Party.MUNICIPALITY, "KS 2018/99"),
        (Party.POLICE, "A123"),
    ]
    assert frozen.data.settled_on == TODAY
    assert "UTKAST" not in text_of(frozen.pdf)
    built = page.built()
    assert built is not None
    assert built.pdf == frozen.pdf
    assert window.status_message() == "Rapporten fastställd"
    assert page.words().endswith("Spara, skriv ut eller mejla den härifrån.")
    assert "Fastställd 15 september 2018" in page.strip().text()
    assert "KS 2018/99" in page.strip().text()
    [line] = page.side().archive.lines()
    assert line.heading == "Fastställda"
    assert line.facts()[1:] == ["KS 2018/99, A123"]


def test_a_final_report_is_saved_as_it_is_and_not_noted_again(
    program: Program, window: MainWindow, page: ReportsPage, tmp_path: Path
) -> None:
    frozen = settled(program, window)
    target = tmp_path / "ut.pdf"
    answered(target, lambda: program.press(Key.Key_S, Control))
    program.settle()
    assert target.read_bytes() == frozen.pdf
    assert str(target) in page.words()
    assert len(report_rows(window.desk.ctx)) == 1


def test_undoing_after_a_draft_was_saved_speaks_of_the_note(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    target = tmp_path / "ut.pdf"
    answered(target, lambda: program.press(Key.Key_S, Control))
    program.settle()
    assert window.status_message().endswith(str(target))
    window.desk.write(lambda: undo(window.desk.ctx))
    program.settle()
    assert window.status_message() == "Ångrat: Sparad rapport antecknad"
    assert target.exists()


def test_escape_leads_back_to_the_draft_as_the_book_has_it_now(
    program: Program, window: MainWindow, page: ReportsPage, town: Town
) -> None:
    frozen = settled(program, window)
    window.desk.write(lambda: log_done(window.desk.ctx, LogFields(town.patrols, TODAY)))
    program.settle()
    built = page.built()
    assert built is not None
    assert built.pdf == frozen.pdf
    program.press(Key.Key_Escape)
    assert not page.strip().isVisible()
    built = page.built()
    assert built is not None
    assert built.data.state is ReportState.DRAFT
    assert "18 av 30" in text_of(built.pdf)


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


def test_a_correction_supersedes_the_report_of_the_same_day(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    first = settled(program, window)
    program.press(Key.Key_Escape)
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    assert (
        typed(dialog, "supersedes_id")
        == "Läget per 15 september 2018, fastställd 15 sep 2018, på svenska"
    )
    program.press(Key.Key_Return)
    newer, older = finals(window)
    assert older.row.id == first.row.id
    assert (newer.row.supersedes_id, older.row.superseded_by) == (older.row.id, newer.row.id)
    facts = {line.row.id: line.facts() for line in page.side().archive.lines()}
    assert "Ersatt av läget per 15 september 2018" in facts[older.row.id]
    page.side().archive.opened.emit(older.row)
    program.settle()
    assert "Ersatt av en nyare." in page.strip().text()
    show = next(b for b in page.findChildren(LinkButton) if b.words() == "Visa den som gäller")
    show.click()
    program.settle()
    assert page.built() is not None
    assert page.side().archive.lines()
    assert "Ersatt" not in page.strip().text()


def test_a_correction_is_filed_where_the_first_one_is(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    program.press(Key.Key_F, Control | Shift)
    program.dialog(SettleDialog)
    program.write("KS 2018/99")
    done(program, window)
    program.press(Key.Key_Escape)
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    assert typed(dialog, "dnr_municipality") == "KS 2018/99"
    put(dialog, "dnr_police", "A 7")
    picker = field(dialog, "supersedes_id")
    assert isinstance(picker, Picker)
    picker.set_value(None)
    # Beside the first one it has the agreement's; what was typed stays.
    assert typed(dialog, "dnr_municipality") == "KS 2018/14"
    assert typed(dialog, "dnr_police") == "A 7"
    program.press(Key.Key_Escape)


def test_cancelling_makes_nothing_final(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    dialog.submit()
    dialog.reject()
    program.settle()
    assert finals(window) == []
    assert not page.strip().isVisible()
    assert window.status_message() == "Avbrutet. Ingen rapport är fastställd."


def test_enter_on_cancel_cancels_and_that_is_said(program: Program, window: MainWindow) -> None:
    program.press(Key.Key_F, Control | Shift)
    button(program.dialog(SettleDialog), "Avbryt").setFocus(Qt.FocusReason.TabFocusReason)
    program.press(Key.Key_Return)
    assert not program.open_ones(QDialog)
    assert finals(window) == []
    assert window.status_message() == "Avbrutet. Ingen rapport är fastställd."


def test_what_is_made_final_is_what_the_dialog_says(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    built = page.built()
    assert built is not None
    program.press(Key.Key_F, Control | Shift)
    window.desk.ctx.clock.shown_day = date(2018, 10, 1)
    window.session.look_at_the_day()
    program.settle()
    again = page.built()
    assert again is not None
    assert again.data.as_of == date(2018, 10, 1)
    done(program, window)
    [frozen] = finals(window)
    days = (built.data.as_of, built.data.period_from, built.data.period_to)
    assert (frozen.data.as_of, frozen.data.period_from, frozen.data.period_to) == days
    assert frozen.data.previous_on == built.data.previous_on


def test_a_report_that_was_not_chosen_is_not_made_final(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    as_of = field(page, "as_of")
    assert isinstance(as_of, QLineEdit)
    as_of.setText("2018-09-10")
    QTest.keyClick(page, Key.Key_F, Control | Shift)
    assert not program.open_ones(QDialog)


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


def put(dialog: QWidget, name: str, text: str) -> None:
    found = field(dialog, name)
    found = found.focusProxy() or found
    assert isinstance(found, QLineEdit)
    found.setText(text)


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
    assert "Certifikat" in dialog.error_text()
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


def test_a_report_in_another_language_is_not_thought_to_be_corrected(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    settle(window.desk.ctx, ReportQuery(), "en")
    program.settle()
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    assert typed(dialog, "supersedes_id") == ""


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


def test_a_sealed_report_has_no_other_form(program: Program, window: MainWindow) -> None:
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    made = make_report(window.desk.ctx, ReportQuery(kind="public"), "sv")
    assert Document(made).forms() == (Form.PDF, Form.HTML)
    sealed = Document(replace(made, content=made.content + b"/ByteRange"))
    assert sealed.forms() == (Form.PDF,)
    with refused("report.no_form"):
        save(window.desk.ctx, sealed, Path("ut.html"))


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


def choose(states: QWidget, report_id: int) -> None:
    """As somebody does who looks for the report in the list."""
    assert isinstance(states, QComboBox)
    assert not states.isEditable()
    states.setCurrentIndex(states.findData(report_id))


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


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (
            "sv",
            [
                "Fastställ rapporten",
                "E-stämpla rapporten",
                "Överlämna rapporten",
                "Vad har ändrats",
                "Överenskommelsen är undertecknad",
                "Rapporternas utseende",
            ],
        ),
        (
            "en",
            [
                "Make the report final",
                "E-stamp the report",
                "Hand over the report",
                "What has changed",
                "The agreement has been signed",
                "How the reports look",
            ],
        ),
    ],
)
def test_every_dialog_opens_in_both_languages_and_escape_closes_it(
    program: Program, town_file: Path, language: i18n.Language, titles: list[str]
) -> None:
    program.app.apply_settings(replace(program.app.settings, language=language))
    window = program.open(town_file)
    page = window.show_page("reports")
    assert isinstance(page, ReportsPage)
    complete(window.desk.ctx)
    program.settle()
    head = page.head()
    seen: list[str] = []

    def look_at(asked: Callable[[], object]) -> None:
        asked()
        program.settle()
        dialog = program.dialog(QDialog)
        dialog.grab()
        seen.append(dialog.windowTitle())
        program.press(Key.Key_Escape)
        assert not program.open_ones(QDialog)
        program.front(window)

    look_at(head.settle.click)
    look_at(head.seal.click)
    report = settle(window.desk.ctx, ReportQuery(kind="agreement"), language).report_id
    program.settle()
    row = next(row for row in report_rows(window.desk.ctx) if row.id == report)
    page.side().archive.opened.emit(row)
    program.settle()
    for asked in (head.hand_over.click, head.compare.click, head.sign.click):
        look_at(asked)
    look_at(lambda: window.commands.run("report.look"))
    assert seen == titles
