"""The preview shows the document it was given last, however fast one follows another."""

from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tracker.ui.panels.pdf_preview import PdfPreview

pytestmark = pytest.mark.usefixtures("theme")


def a_document(colour: str) -> bytes:
    """One page in one colour, with enough on it to take a moment."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFillColor(colour)
    canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
    for number in range(1_500):
        canvas.circle(300, 400, 1 + number % 200, stroke=0, fill=1)
    canvas.save()
    return buffer.getvalue()


def test_nothing_of_another_report_is_seen_while_the_new_one_is_drawn(qtbot: QtBot) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(700, 900)
    preview.show()
    preview.show_pdf(a_document("red"))
    qtbot.waitUntil(preview.pages.is_rendered, timeout=20_000)
    preview.show_pdf(a_document("red"))
    assert preview.grab().toImage().pixelColor(350, 450) == QColor(Qt.GlobalColor.red)
    preview.show_pdf(a_document("blue"), 0)
    assert preview.grab().toImage().pixelColor(350, 450) == QColor(Qt.GlobalColor.white)


def test_the_latest_document_is_the_one_that_is_seen(qtbot: QtBot) -> None:
    red, blue = a_document("red"), a_document("blue")
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(700, 900)
    preview.show()
    pages = preview.pages
    for turn in range(6):
        preview.show_pdf(red)
        # Now and then the worker has begun with the older one.
        qtbot.wait(5 * turn)
        preview.show_pdf(blue)
        qtbot.waitUntil(pages.is_rendered, timeout=20_000)
        middle = preview.grab().toImage().pixelColor(350, 450)
        assert middle == QColor(Qt.GlobalColor.blue)
