"""A report is made final in the window, corrected, and its dialogs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from tests import factory
from tests.ui.file_dialog import answered
from tests.ui.program import Program
from tests.ui.reports.drafts import text_of
from tests.ui.reports.final.finals import button, done, field, finals, put, settled, typed
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.models.enums import Direction, IndicatorKind, Party, ReportState
from tracker.reports.making import settle
from tracker.services.context import AppContext
from tracker.services.follow_up import IndicatorFields, add_indicator
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done
from tracker.services.reports.archive import report_rows
from tracker.services.reports.reading import ReportQuery
from tracker.ui.dialogs.report_settle import SettleDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.editors import Picker

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


def test_a_report_in_another_language_is_not_thought_to_be_corrected(
    program: Program, window: MainWindow, page: ReportsPage
) -> None:
    settle(window.desk.ctx, ReportQuery(), "en")
    program.settle()
    program.press(Key.Key_F, Control | Shift)
    dialog = program.dialog(SettleDialog)
    assert typed(dialog, "supersedes_id") == ""


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
