"""Rapporter: the preview, what goes wrong, saving, printing, and the day it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from tests.files import unprivileged
from tests.ui.desks import Bench
from tests.ui.program import Program
from tests.ui.town import TODAY, Town
from tracker import i18n, settings
from tracker.models.enums import Party
from tracker.models.errors import BookError, Invalid, TrackerError
from tracker.reports.registry import KINDS, Choice, ReportKind
from tracker.services.books import NewBook, create_book
from tracker.services.follow_up import AskDecision, ask_decision
from tracker.services.log import LogFields, log_done
from tracker.services.reports.archive import RecordReport, checksum, record_report, report_rows
from tracker.ui.dialogs.agreement import NewAgreementDialog
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.panels.reports.options import DEBOUNCE_MS, ReportOptions
from tracker.ui.printing import printer_for
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.notes import EmptyState

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def page(at_desk: Bench, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(at_desk.desk)
    at_desk.show(made)
    qtbot.waitUntil(made.is_drawn)
    return made


def text_of(pdf: bytes) -> str:
    return "\n".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages)


def field(page: ReportsPage, name: str) -> DateField:
    found = page.findChild(DateField, name)
    assert isinstance(found, DateField)
    return found


def button(page: ReportsPage, words: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.words() == words)


def retyped(at_desk: Bench, page: ReportsPage, qtbot: QtBot, name: str, text: str) -> None:
    """Type another date, and wait until the page has answered."""
    editor = field(page, name)
    editor.setFocus()
    editor.selectAll()
    options = page.findChild(ReportOptions)
    assert isinstance(options, ReportOptions)
    with qtbot.waitSignal(options.changed):
        QTest.keyClicks(editor, text)
    at_desk.settle()


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


def test_saving_writes_the_file_and_a_line_in_the_book(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    built, target = page.built(), tmp_path / "ut" / "rapport.pdf"
    assert built is not None
    target.parent.mkdir()
    said: list[str] = []
    at_desk.desk.said.connect(said.append)
    page.save_to(target)
    at_desk.settle()
    assert str(target) in said[-1]
    assert target.read_bytes() == built.pdf
    assert [row.as_of for row in report_rows(at_desk.desk.ctx)] == [TODAY]
    assert settings.load().report_folder == str(target.parent)
    assert [f.name for f in target.parent.iterdir()] == ["rapport.pdf"]
    with desktop() as opened:
        for words in ("Öppna", "Visa i mapp"):
            link(page, words).click()
    assert opened.paths == [str(target), str(target.parent)]


class _Opened(QObject):
    """Stands where the desktop opens files and letters."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @property
    def paths(self) -> list[str]:
        return [url.toLocalFile() for url in self.urls]

    @Slot(QUrl)
    def see(self, url: QUrl) -> None:
        self.urls.append(url)


@contextmanager
def desktop() -> Iterator[_Opened]:
    """What would have been opened by the desktop inside the block."""
    opened = _Opened()
    schemes = ("file", "mailto")
    for scheme in schemes:
        # The stubs ask for bytes, which Qt for Python refuses.
        QDesktopServices.setUrlHandler(scheme, opened, "see")  # type: ignore[arg-type]
    try:
        yield opened
    finally:
        for scheme in schemes:
            QDesktopServices.unsetUrlHandler(scheme)


def test_a_report_to_citizens_is_saved_as_a_page_for_the_web_too(
    at_desk: Bench, page: ReportsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.side().options.kinds.choose("public")
    qtbot.waitUntil(page.is_drawn)
    button(page, "Spara…").click()
    [dialog] = page.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["PDF (*.pdf)", "Webbsida (*.html)"]
    dialog.filterSelected.emit("Webbsida (*.html)")
    [chosen] = dialog.selectedFiles()
    assert Path(chosen).name.endswith(" Säffle 2018-09-15.html")
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    target = tmp_path / "löften.html"
    name.setText(str(target))
    QTest.keyClick(name, Key.Key_Return)
    at_desk.settle()
    content = target.read_bytes()
    assert content.startswith(b"<!DOCTYPE html>")
    assert [row.sha256 for row in report_rows(at_desk.desk.ctx)] == [checksum(content)]
    assert str(target) in page.words()


def test_a_report_that_is_no_web_page_is_not_saved_as_one(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    kept = tmp_path / "status.html"
    kept.write_text("kvar")
    page.save_to(kept)
    at_desk.settle()
    [error] = at_desk.failures
    assert isinstance(error, Invalid)
    assert error.code == "report.no_form"
    assert kept.read_text() == "kvar"
    assert report_rows(at_desk.desk.ctx) == []


def test_a_letter_names_the_report_and_the_file_to_attach(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    built, target = page.built(), tmp_path / "till å ä ö & 50 %" / "rapport.pdf"
    assert built is not None
    target.parent.mkdir()
    with desktop() as opened:
        page.mail_from(target)
        at_desk.settle()
    assert target.read_bytes() == built.pdf
    assert [row.as_of for row in report_rows(at_desk.desk.ctx)] == [TODAY]
    folder, letter = opened.urls
    assert folder.toLocalFile() == str(target.parent)
    address = bytes(letter.toEncoded().data()).decode("ascii")
    scheme, query = address.split("?")
    assert scheme == "mailto:"
    fields = dict(part.split("=") for part in query.split("&"))
    assert "%C3%A4" in fields["body"]
    assert not set("+ å") & set(query)
    assert unquote(fields["subject"]) == (
        "Statusrapport medborgarlöften, Säffle kommun, läget per 15 september 2018"
    )
    body = unquote(fields["body"])
    assert f"[Bifoga filen {target} och ta bort den här raden.]" in body
    assert "Det är ett utkast" in body
    assert body.count("\n") == body.count("\r\n") > 3
    assert str(target) in page.words()
    assert settings.load().report_folder == str(target.parent)


def test_a_letter_is_not_written_when_the_file_could_not_be(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    with desktop() as opened:
        page.mail_from(tmp_path / "saknas" / "rapport.pdf")
        at_desk.settle()
    assert refused(at_desk).code == "file.no_folder"
    assert opened.urls == []


def link(page: ReportsPage, words: str) -> LinkButton:
    return next(b for b in page.findChildren(LinkButton) if b.words() == words and b.isVisible())


def test_what_was_reported_leads_to_its_days(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    built = page.built()
    assert built is not None
    day, start, end = date(2018, 5, 2), date(2018, 2, 1), date(2018, 5, 2)
    record_report(at_desk.desk.ctx, RecordReport("status", "sv", day, start, end, "0" * 64))
    page.refresh()
    at_desk.settle()
    page.side().show_archive()
    [line] = page.side().archive.lines()
    assert (line.heading, line.day) == ("Sparade utkast", "Läget per 2 maj 2018")
    archive = page.findChild(PaintedList, "archive")
    assert isinstance(archive, PaintedList)
    archive.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(archive, Key.Key_Return)
    qtbot.waitUntil(lambda: (made := page.built()) is not None and made.data.as_of == day)
    made = page.built()
    assert made is not None
    assert (made.data.period_from, made.data.period_to) == (start, end)
    assert field(page, "as_of").isVisible()


def test_a_saved_draft_about_one_owner_leads_to_that_owner(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    owner = "Gruppchef, Polisen"
    record_report(
        at_desk.desk.ctx,
        RecordReport("owner", "sv", TODAY, TODAY, TODAY, "0" * 64, owner=owner),
    )
    page.refresh()
    at_desk.settle()
    [line] = page.side().archive.lines()
    assert line.day == f"Läget per 15 september 2018 · {owner}"
    page.side().archive.opened.emit(line.row)
    at_desk.settle()
    qtbot.waitUntil(page.is_drawn)
    made = page.built()
    assert made is not None
    assert (made.data.kind, made.data.owner) == ("owner", owner)


def test_an_empty_archive_says_what_belongs_there(at_desk: Bench, page: ReportsPage) -> None:
    page.side().show_archive()
    [empty] = [w for w in page.findChildren(EmptyState) if w.isVisible()]
    assert empty.accessibleName() == "Inget rapporterat än"


def refused(at_desk: Bench) -> TrackerError:
    [error] = at_desk.failures
    assert isinstance(error, BookError)
    return error


def test_a_folder_that_cannot_be_written_keeps_the_older_report(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    target = folder / "rapport.pdf"
    target.write_bytes(b"an older report")
    with unprivileged(folder):
        page.save_to(target)
        at_desk.settle()
    assert refused(at_desk).code == "file.not_writable"
    assert target.read_bytes() == b"an older report"
    assert [f.name for f in folder.iterdir()] == ["rapport.pdf"]
    assert report_rows(at_desk.desk.ctx) == []


def test_a_folder_in_the_place_of_the_file_and_a_missing_folder(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.pdf"
    target.mkdir()
    page.save_to(target)
    at_desk.settle()
    assert refused(at_desk).code == "file.is_folder"
    assert target.is_dir()
    at_desk.failures.clear()
    page.save_to(tmp_path / "saknas" / "rapport.pdf")
    at_desk.settle()
    assert refused(at_desk).code == "file.no_folder"
    assert list(tmp_path.glob("*.tmp")) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_chosen_by_keyboard_and_asks_for_what_it_needs(
    at_desk: Bench, page: ReportsPage, kind: ReportKind, qtbot: QtBot
) -> None:
    if Choice.ROUND in kind.choices:
        factory.a_round(at_desk.desk.ctx)
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


def test_a_newer_choice_stops_the_older_build_and_the_place_stays(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    bar = page.preview().pages.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    for day in (10, 11, 12):
        field(page, "as_of").set_value(date(2018, 9, day))
        page.side().options.changed.emit()
    qtbot.waitUntil(page.is_drawn)
    at_desk.settle()
    built = page.built()
    assert built is not None
    assert built.data.as_of == date(2018, 9, 12)
    assert abs(bar.value() - place) < page.preview().pages.viewport().height() / 10


def test_cancelling_keeps_the_report_that_was_shown(at_desk: Bench, page: ReportsPage) -> None:
    before = page.built()
    page.refresh()
    button(page, "Avbryt").click()
    at_desk.settle()
    assert page.built() is before
    assert not button(page, "Avbryt").isVisible()
    assert not at_desk.failures


SENDING = ("Spara…", "Skriv ut…", "Mejla…", "E-stämpla…", "Fastställ…")


def can_be_sent(page: ReportsPage) -> bool:
    found = {button(page, words).isEnabled() for words in SENDING}
    assert len(found) == 1
    return found.pop()


def test_only_the_report_that_was_chosen_can_leave(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    assert can_be_sent(page)
    button(page, "Spara…").setFocus()
    as_of = field(page, "as_of")
    as_of.setText("2018-09-1")
    assert not can_be_sent(page)
    as_of.setText("2018-09-15")
    assert not can_be_sent(page)
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)
    assert button(page, "Spara…").hasFocus()
    as_of.setText("2018-09-10")
    qtbot.waitUntil(lambda: not page.side().options.is_waiting())
    assert not can_be_sent(page)
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)


def test_nothing_leaves_while_a_field_is_wrong(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot
) -> None:
    page.refresh()
    # A day that is none while an older report is still being made.
    retyped(at_desk, page, qtbot, "as_of", "2018-13-30")
    assert page.error_beside("as_of")
    assert not can_be_sent(page)
    retyped(at_desk, page, qtbot, "as_of", "2018-09-10")
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)
    page.side().options.kinds.choose("owner")
    owner = page.findChild(Picker, "owner")
    assert isinstance(owner, Picker)
    owner.setEditText("Gruppchef, Polisen")
    qtbot.waitUntil(page.is_drawn)
    assert can_be_sent(page)
    owner.setEditText("Kalle Anka")
    qtbot.waitUntil(page.is_drawn)
    assert page.error_beside("owner")
    assert not can_be_sent(page)


def cancelled(page: ReportsPage, qtbot: QtBot, kind: str) -> None:
    """Choose a kind, and press Esc while it is made."""
    options = page.side().options
    with qtbot.waitSignal(options.changed):
        options.kinds.choose(kind)
    QTest.keyClick(page, Key.Key_Escape)
    assert page.words().endswith("den senaste som blev klar.")
    assert not can_be_sent(page)


@pytest.mark.parametrize("way", ["mouse", "keyboard", "button"])
def test_what_was_cancelled_is_made_after_all(
    at_desk: Bench, page: ReportsPage, qtbot: QtBot, way: str
) -> None:
    cancelled(page, qtbot, "plan")
    # What comes of itself does not begin it again.
    page.side().options.set_owners(["Polischef", "Kommunalrådet"])
    qtbot.wait(2 * DEBOUNCE_MS)
    at_desk.settle()
    built = page.built()
    assert built is not None
    assert built.data.kind == "status"
    kinds = page.findChild(PaintedList, "kinds")
    assert isinstance(kinds, PaintedList)
    if way == "mouse":
        at = kinds.visualRect(kinds.currentIndex()).center()
        QTest.mouseClick(kinds.viewport(), Qt.MouseButton.LeftButton, pos=at)
    elif way == "keyboard":
        kinds.setFocus()
        QTest.keyClick(kinds, Key.Key_Return)
    else:
        link(page, "Gör den igen").click()
    qtbot.waitUntil(page.is_drawn)
    built = page.built()
    assert built is not None
    assert built.data.kind == "plan"
    assert can_be_sent(page)
    assert not [
        b for b in page.findChildren(LinkButton) if b.words() == "Gör den igen" and b.isVisible()
    ]


def test_a_first_report_that_was_cancelled_is_made_after_all(at_desk: Bench, qtbot: QtBot) -> None:
    page = ReportsPage(at_desk.desk)
    at_desk.window.setCentralWidget(page)
    at_desk.window.show()
    QApplication.processEvents()
    button(page, "Avbryt").click()
    at_desk.settle()
    message = page.preview().message()
    assert message is not None
    message.acted.emit()
    qtbot.waitUntil(page.is_drawn)
    assert page.built() is not None


def to_file(pdf: bytes, path: Path) -> QPrinter:
    """A printer that prints on paper made of PDF."""
    printer = printer_for(pdf)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [(round(p.mediabox.width), round(p.mediabox.height)) for p in pages]


def test_the_printed_page_is_the_reports_page(
    at_desk: Bench, page: ReportsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    built, paper = page.built(), tmp_path / "utskrift.pdf"
    assert built is not None
    page.print_on(to_file(built.pdf, paper))
    at_desk.settle()
    assert sizes(paper.read_bytes()) == sizes(built.pdf)
    assert [row.as_of for row in report_rows(at_desk.desk.ctx)] == [TODAY]


def test_the_print_dialog_prints_into_a_file(
    at_desk: Bench, page: ReportsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    built, paper = page.built(), tmp_path / "utskrift.pdf"
    assert built is not None
    button(page, "Skriv ut…").click()
    [dialog] = page.findChildren(QPrintDialog)
    qtbot.waitUntil(dialog.isVisible)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    # As its own button does, with both of its signals.
    dialog.done(QDialog.DialogCode.Accepted)
    at_desk.settle()
    assert not at_desk.failures
    assert sizes(paper.read_bytes()) == sizes(built.pdf)
    assert len(report_rows(at_desk.desk.ctx)) == 1


def test_only_the_pages_that_were_chosen_are_printed(
    at_desk: Bench, page: ReportsPage, tmp_path: Path
) -> None:
    built, paper = page.built(), tmp_path / "utskrift.pdf"
    assert built is not None
    printer = to_file(built.pdf, paper)
    printer.setFromTo(2, 2)
    page.print_on(printer)
    at_desk.settle()
    assert len(sizes(paper.read_bytes())) == 1


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
