"""The chart on the clipboard, for a letter or a slide: as a picture, and as words."""

from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from tracker.i18n import _
from tracker.reports.ranking import RankingSpec, as_pdf
from tracker.ui.desk import Desk

_PIXELS_PER_POINT = 300 / 72
"""As sharp as print."""


def copy_chart(desk: Desk, spec: RankingSpec, owner: QObject) -> None:
    """Draw the chart in the background, then put it on the clipboard with its description."""

    def put(pdf: bytes) -> None:
        data = QMimeData()
        data.setImageData(_picture(pdf))
        data.setText(spec.alt)
        QGuiApplication.clipboard().setMimeData(data)
        desk.said.emit(_("The chart is copied, with its description as text"))

    desk.read(partial(as_pdf, spec), put, owner=owner, key=("copy", id(owner)))


def _picture(pdf: bytes) -> QImage:
    """The page on white, whatever the theme."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    points = document.pagePointSize(0)
    size = QSize(
        round(points.width() * _PIXELS_PER_POINT), round(points.height() * _PIXELS_PER_POINT)
    )
    page = document.render(0, size)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawImage(0, 0, page)
    painter.end()
    document.close()
    return image
