"""The page of reports: its preview, kinds, choices and keys."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from tests.meetings import a_meeting
from tests.ui.desks import Bench
from tests.ui.program import Program
from tests.ui.reports.drafts import button, field, retyped, text_of
from tests.ui.town import TODAY, Town
from tracker import i18n, settings
from tracker.models.enums import Party
from tracker.reports.registry import KINDS, Choice, ReportKind
from tracker.services.books import NewBook, create_book
from tracker.services.follow_up import AskDecision, ask_decision
from tracker.services.log import LogFields, log_done
from tracker.ui.dialogs.agreement import NewAgreementDialog
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.editors import Picker

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_preview_is_the_report(at_desk: Bench, qtbot: QtBot, language: i18n.Language) -> None:
    i18n.activate(language)
    page = ReportsPage(at_desk.desk)
    at_desk.show(page)
    qtbot.waitUntil(page.is_drawn)
    built = page.built()
    assert built is not None
    assert built.language == language
    assert built.data.as_of == TODAY
    assert "Levande stadskärna" in text_of(built.pdf)
    assert page.page_count() == len(PdfReader(BytesIO(built.pdf)).pages)
    assert field(page, "period_to").placeholderText() == "2018-09-15"
    assert not [b for b in page.findChildren(LinkButton) if b.isVisible()]
    image = page.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).isValid()
    assert not at_desk.failures


def test_what_is_logged_is_in_the_report_at_once(
    at_desk: Bench, page: ReportsPage, town: Town, qtbot: QtBot
) -> None:
    built = page.built()
    assert built is not None
    assert "17 av 30" in text_of(built.pdf)
    at_desk.desk.write(
        lambda: log_done(at_desk.desk.ctx, LogFields(town.patrols, TODAY, place="Torget"))
    )
    at_desk.settle()
    qtbot.waitUntil(page.is_drawn)
    again = page.built()
    assert again is not None
    assert "18 av 30" in text_of(again.pdf)


def test_characters_that_can_not_be_printed_are_told_of(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    assert not page.head().warnings()
    question = "Ska lyktan \U0001fa94 vara tänd?"
    asked = AskDecision(question, "Polischef", Party.POLICE, date(2018, 10, 1), "")
    at_desk.desk.write(lambda: ask_decision(at_desk.desk.ctx, asked))
    at_desk.settle()
    qtbot.waitUntil(page.is_drawn)
    assert "U+1FA94" in page.head().warnings()
    assert page.built() is not None


def test_a_date_that_is_none_is_said_beside_it_and_the_report_stays(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    before = page.built()
    retyped(at_desk, page, qtbot, "period_from", "2018-13-45")
    assert page.built() is before
    assert page.error_beside("period_from")
    retyped(at_desk, page, qtbot, "period_from", "2018-12-01")
    assert page.error_beside("period_to")
    retyped(at_desk, page, qtbot, "period_from", "2018-06-01")
    assert not page.error_beside("period_to")
    after = page.built()
    assert after is not None
    assert after.data.period_from == date(2018, 6, 1)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_chosen_by_keyboard_and_asks_for_what_it_needs(
    at_desk: Bench, page: ReportsPage, kind: ReportKind, qtbot: QtBot
) -> None:
    if Choice.ROUND in kind.choices:
        factory.a_round(at_desk.desk.ctx)
        at_desk.settle()
    if Choice.MEETING in kind.choices:
        a_meeting(at_desk.desk.ctx)
        at_desk.settle()
    kinds = page.findChild(PaintedList, "kinds")
    assert isinstance(kinds, PaintedList)
    kinds.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(KINDS.index(kind)):
        QTest.keyClick(kinds, Key.Key_Down)
    qtbot.waitUntil(page.is_drawn)
    if Choice.OWNER in kind.choices:
        assert page.error_beside("owner")
        owner = page.findChild(Picker, "owner")
        assert isinstance(owner, Picker)
        QTest.keyClicks(owner, "Gruppchef, Polisen")
        qtbot.waitUntil(page.is_drawn)
        assert not page.error_beside("owner")
    built = page.built()
    assert built is not None
    assert built.data.kind == kind.name
    assert page.words().startswith(kind.heading(built.data))
    for name, choice in (
        ("period_from", Choice.PERIOD),
        ("period_to", Choice.PERIOD),
        ("owner", Choice.OWNER),
        ("lawful", Choice.LAWFUL),
        ("round", Choice.ROUND),
        ("meeting", Choice.MEETING),
    ):
        asked = page.findChild(QWidget, name)
        assert isinstance(asked, QWidget)
        assert asked.isVisible() is (choice in kind.choices), name
    assert settings.load().report_kind == kind.name
    again = ReportsPage(at_desk.desk)
    assert again.side().options.kinds.value() is kind
    assert not at_desk.failures


def test_a_new_status_report_is_one_whatever_was_chosen_last(
    program: Program, town_file: Path, qtbot: QtBot
) -> None:
    settings.update(lambda known: replace(known, report_kind="plan"))
    window = program.open(town_file)
    page = window.show_page("reports")
    assert isinstance(page, ReportsPage)
    program.settle()
    built = page.built()
    assert built is not None
    assert built.data.kind == "plan"
    page.side().show_archive()
    window.show_page("overview")
    window.desk.go("reports", query="status")
    qtbot.waitUntil(page.is_drawn)
    program.settle()
    built = page.built()
    assert built is not None
    assert built.data.kind == "status"
    assert page.side().options.isVisible()


def test_keys_scroll_the_preview_and_it_fits_the_width(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    view = page.preview().pages
    view.setFocus()
    QTest.keyClick(view, Key.Key_End)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    count = page.page_count()
    assert view.accessibleDescription().endswith(f"av {count}")
    QTest.keyClick(view, Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(view, Key.Key_PageDown)
    assert bar.value() > 0
    at_desk.window.resize(1000, 700)
    at_desk.settle()
    qtbot.waitUntil(view.is_rendered)
    assert all(rect.right() < view.viewport().width() for rect in view.page_rects())


def test_a_book_without_an_agreement_leads_to_it(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Åmål"), clock=program.app.clock, who="Säkerhetssamordnare")
    window = program.open(path)
    page = window.show_page("reports")
    assert isinstance(page, ReportsPage)
    program.settle()
    message = page.preview().message()
    assert message is not None
    assert not button(page, "Skriv ut…").isEnabled()
    message.acted.emit()
    program.settle()
    program.dialog(NewAgreementDialog).submit()
    program.settle()
    qtbot.waitUntil(page.is_drawn)
    assert page.built() is not None
    assert page.preview().message() is None


def test_the_report_follows_the_day_unless_one_was_chosen(
    program: Program, example: Path, qtbot: QtBot
) -> None:
    window = program.open(example)
    page = window.show_page("reports")
    assert isinstance(page, ReportsPage)
    program.settle()
    assert field(page, "as_of").text() == "2018-09-15"
    window.desk.ctx.clock.shown_day = date(2018, 10, 1)
    window.session.look_at_the_day()
    program.settle()
    assert field(page, "as_of").text() == "2018-10-01"
    field(page, "as_of").setText("2018-08-01")
    window.desk.ctx.clock.shown_day = date(2018, 10, 2)
    window.session.look_at_the_day()
    program.settle()
    assert field(page, "as_of").text() == "2018-08-01"
