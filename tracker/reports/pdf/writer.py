"""The file around the pages. Loads ReportLab, so import it only to write a document."""

import calendar
from datetime import date
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase._fontdata import standardFonts
from reportlab.pdfgen.canvas import Canvas

from tracker.reports.pdf.conformance import declare_conformance
from tracker.reports.pdf.document import Properties
from tracker.reports.pdf.fonts import FACES, face, safe
from tracker.reports.pdf.packing import PackedDocument


class _EmbeddedFontsCanvas(Canvas):
    """Never selects one of PDF's standard fonts, which are not embedded; drawings ask for them."""

    def setFont(self, name: str, size: float, leading: float | None = None) -> None:
        super().setFont(FACES[0] if name in standardFonts else name, size, leading)


def new_canvas(size: tuple[float, float], properties: Properties) -> Any:
    """An empty document with pages of `size` points."""
    face(FACES[0])  # The canvas selects it at once, so it must be registered.
    rl_config.useA85 = 0  # Writing streams as text only makes files larger.
    canvas = _EmbeddedFontsCanvas(
        None,
        pagesize=size,
        pdfVersion=(1, 7),
        initialFontName=FACES[0],
        invariant=1,
        pageCompression=1,
        lang=properties.language,
    )
    PackedDocument.of(canvas._doc)._timeStamp = _noon(properties.made_on)
    canvas.setTitle(safe(properties.title))
    canvas.setAuthor(safe(properties.author))
    canvas.setSubject(safe(properties.subject))
    canvas.setCreator("Löftesboken")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    declare_conformance(canvas._doc, properties)
    return canvas


def _noon(day: date) -> Any:
    """Noon of `day` in universal time, in the form that ReportLab stamps files with."""
    stamp = TimeStamp(invariant=1)
    stamp.lt = (day.year, day.month, day.day, 12, 0, 0, day.weekday(), 0, 0)
    stamp.t = calendar.timegm(stamp.lt)
    stamp.YMDhms = stamp.lt[:6]
    return stamp


def to_bytes(canvas: Any) -> bytes:
    """Finish the document with everything that was drawn on it."""
    data: bytes = canvas.getpdfdata()
    return data
