"""A draft is saved as a file or a page for the web, mailed, and found in the archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.files import unprivileged
from tests.ui.desks import Bench
from tests.ui.reports.drafts import button, field, link
from tests.ui.town import TODAY
from tracker import settings
from tracker.models.errors import BookError, Invalid, TrackerError
from tracker.services.reports.archive import RecordReport, checksum, record_report, report_rows
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.notes import EmptyState

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


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


def refused(at_desk: Bench) -> TrackerError:
    [error] = at_desk.failures
    assert isinstance(error, BookError)
    return error


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
