"""Pictures as PDF objects (ISO 32000-1, 8.9.5). Loads ReportLab."""

from typing import Any

from reportlab.pdfbase import pdfdoc

from tracker.reports.pdf.picture import Picture

_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


def add_image(canvas: Any, picture: Picture) -> str:
    """Let the page use `picture`, which the document gets unless it has it; returns its name."""
    document, key = canvas._doc, picture.name
    name: str = document.getXObjectName(key)
    if not document.hasForm(key):
        document.Reference(_image(picture), name)
    if key not in canvas._formsinuse:
        canvas._formsinuse.append(key)
    return name


def _image(picture: Picture) -> Any:
    parameters = {
        "Predictor": 15,
        "Colors": picture.channels,
        "BitsPerComponent": 8,
        "Columns": picture.width,
    }
    entries = {
        "Type": pdfdoc.PDFName("XObject"),
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": pdfdoc.PDFName(_SPACES[picture.channels]),
        "BitsPerComponent": 8,
        "Filter": pdfdoc.PDFName("FlateDecode"),
        "DecodeParms": pdfdoc.PDFDictionary(parameters),
    }
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), picture.rows)
