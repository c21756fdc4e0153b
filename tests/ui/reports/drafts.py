"""What a test looks for on the page of reports, and what it types there."""

from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Bench
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.panels.reports.options import ReportOptions
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.editors import DateField

Key = Qt.Key
SENDING = ("Spara…", "Skriv ut…", "Mejla…", "E-stämpla…", "Fastställ…")


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


def link(page: ReportsPage, words: str) -> LinkButton:
    return next(b for b in page.findChildren(LinkButton) if b.words() == words and b.isVisible())
