"""The file around the pages. Loads ReportLab, so import it only to write a document."""

import calendar
from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color as ReportLabColor
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase._fontdata import standardFonts
from reportlab.pdfgen.canvas import Canvas

from tracker.reports.pdf.conformance import declare_conformance
from tracker.reports.pdf.document import Properties
from tracker.reports.pdf.fonts import FACES, face, safe
from tracker.reports.pdf.packing import PackedDocument
from tracker.reports.pdf.text import Color


class _HouseCanvas(Canvas):
    """What drawings are drawn on: with the house's fonts, in the document's colours."""

    inks: Mapping[Color, Color]
    """The document's own colours, by those of the house that they replace."""

    def setFont(self, name: str, size: float, leading: float | None = None) -> None:
        # PDF's standard fonts, which drawings ask for, are not embedded.
        super().setFont(FACES[0] if name in standardFonts else name, size, leading)

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        super().setFillColor(self._ink(aColor), alpha)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:
        super().setStrokeColor(self._ink(aColor), alpha)

    def _ink(self, color: Any) -> Any:
        if not self.inks or not isinstance(color, ReportLabColor):
            return color
        own = self.inks.get((color.red, color.green, color.blue))
        return color if own is None else ReportLabColor(*own)


def new_canvas(
    size: tuple[float, float], properties: Properties, inks: Mapping[Color, Color]
) -> Any:
    """An empty document with pages of `size` points; `inks` as in `draw_document`."""
    face(FACES[0])  # The canvas selects it at once, so it must be registered.
    rl_config.useA85 = 0  # Writing streams as text only makes files larger.
    canvas = _HouseCanvas(
        None,
        pagesize=size,
        pdfVersion=(1, 7),
        initialFontName=FACES[0],
        invariant=1,
        pageCompression=1,
        lang=properties.language,
    )
    canvas.inks = inks
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


# ReportLab reads the glyphs of a font through one pointer, which threads would move for each other.
_EMBEDDING = Lock()


def to_bytes(canvas: Any) -> bytes:
    """Finish the document with everything that was drawn on it."""
    with _EMBEDDING:
        data: bytes = canvas.getpdfdata()
    return data
