"""The typefaces that pages are set in: measured here, drawn and embedded by ReportLab."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tracker.reports.pdf.escape import printable
from tracker.reports.pdf.watching import current_watch
from tracker.resources import resource_path

FACES = (
    "LoftesbokenSans-Regular",
    "LoftesbokenSans-SemiBold",
    "LoftesbokenSans-Bold",
    "LoftesbokenSerif-Regular",
    "LoftesbokenSerif-SemiBold",
)
MIDDLE = 0.28
"""Where a symbol beside text looks centred, in parts of the font size above the baseline: between
the middle of x (0.243) and that of a capital (0.33)."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One cut. `widths`, `ascent` and `descent` are in parts of the font size."""

    name: str
    font: Any
    """The ReportLab font, which embeds the glyphs that a document uses."""
    widths: dict[str, float]
    """Of every character that can be set."""
    ascent: float
    descent: float


@cache
def _all_faces() -> dict[str, Face]:
    # Imported here so that a program that only might print starts without ReportLab.
    from reportlab.pdfbase.pdfmetrics import getFont, registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name in FACES:
        # Codes are given out in order of use, so a document embeds no glyph that it lacks.
        registerFont(TTFont(name, str(resource_path(f"fonts/{name}.ttf")), asciiReadable=False))
    # Drawings ask the registry, which keeps the first font of a name: so do we.
    fonts = {name: getFont(name) for name in FACES}
    # What every cut draws, so that whether a text can be set never depends on where it stands.
    common = set.intersection(*(set(font.face.charToGlyph) for font in fonts.values()))
    known = sorted(code for code in common if unicodedata.category(chr(code)) not in ("Cc", "Cf"))
    return {name: _face(name, font, known) for name, font in fonts.items()}


def _face(name: str, font: Any, known: Iterable[int]) -> Face:
    inside = font.face
    widths = {chr(code): inside.charWidths[code] / 1000 for code in known}
    return Face(name, font, widths, inside.ascent / 1000, -inside.descent / 1000)


# Bytes in a literal string (ISO 32000-1, 7.3.4.2), where a carriage return would be a line feed.
_ESCAPES = {ord("("): r"\(", ord(")"): r"\)", ord("\\"): r"\\", ord("\r"): r"\r"}


_MOST_KEPT = 2048


class Alphabet:
    """The codes that a document gives the characters of one cut, in the order of their use."""

    def __init__(self, cut: Face, document: Any) -> None:
        self._font, self._document = cut.font, document
        self._codes: dict[str, str] = {}
        """Of the first 256 characters, which is nearly always all: ReportLab takes its time."""
        self._font.splitString(" ", document)
        self.name: str = self._font.getSubsetInternalName(0, document)
        """The font that holds them, as the page calls it."""
        # Tables say the same many times.
        self.shown = lru_cache(_MOST_KEPT)(self._shown)

    def _shown(self, text: str, size: float) -> str:
        """The operators that show `text` where `name` is the font, as it is again afterwards."""
        try:
            return f"({''.join(map(self._codes.__getitem__, text))}) Tj"
        except KeyError:
            return " ".join(self._learned(text, size))

    def _learned(self, text: str, size: float) -> Iterator[str]:
        place = 0
        for subset, codes in self._font.splitString(text, self._document):
            literals = [_ESCAPES.get(code, chr(code)) for code in codes]
            string = f"({''.join(literals)}) Tj"
            if subset == 0:
                self._codes.update(zip(text[place:], literals, strict=False))
                yield string
            else:
                name = self._font.getSubsetInternalName(subset, self._document)
                yield f"{name} {size:g} Tf {string} {self.name} {size:g} Tf"
            place += len(codes)


def face(name: str) -> Face:
    """The cut of that name; raises `KeyError` when the program has none."""
    return _all_faces()[name]


@cache
def _known() -> frozenset[str]:
    return frozenset(face(FACES[0]).widths)


def safe(text: str) -> str:
    """`text` made printable in every cut; see `printable`."""
    known = _known()
    if known.issuperset(text) and "  " not in text:
        return text
    watch = current_watch()
    if watch is None:
        return printable(text, known)
    return printable(text, known, lambda char: watch.boxed.setdefault(char, text))
