"""Draws on pages. Everything drawn is either part of the structure or an artifact."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from tracker.reports.pdf import shapes
from tracker.reports.pdf.picture import Picture
from tracker.reports.pdf.shapes import Point
from tracker.reports.pdf.structure import Element, Scope, Tag
from tracker.reports.pdf.text import Color, Line, TextStyle


class Drawing(Protocol):
    """A `reportlab.graphics` drawing."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Artifact:
    """Marks that carry no meaning of their own."""

    opening: str


_DECORATION = _Artifact("/Artifact BMC")
_PAGINATION = _Artifact("/Artifact <</Type/Pagination>> BDC")


# Bytes in a literal string (ISO 32000-1, 7.3.4.2); all but plain ASCII as octal.
_LITERAL = [
    f"\\{chr(code)}" if chr(code) in "()\\" else chr(code) if 32 <= code < 127 else f"\\{code:03o}"
    for code in range(256)
].__getitem__


class Pen:
    """Draws in points from the page's upper left corner.

    Text needs an element or `artifact` around it and raises `LookupError` otherwise, so nothing
    that a sighted reader is told can be missing for others. Shapes are artifacts unless they are
    drawn inside `figure`.
    """

    def __init__(
        self, canvas: Any, height: float, inks: Mapping[Color, Color] = MappingProxyType({})
    ) -> None:
        """`inks` as in `draw_document`."""
        self._inks = inks
        self._canvas = canvas
        self._code: list[str] = canvas._code
        self._height = height
        self.root = Element("Document")
        self.marks: list[list[Element]] = []
        """For each finished page, the element of each MCID."""
        self._page_marks: list[Element] = []
        self._current: Element | None = None
        self._forced: Element | _Artifact | None = None
        self._open: Element | _Artifact | None = None
        self._continued: dict[Hashable, Element] = {}
        self._encodings: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._fill: Color | None = None
        self._stroke: tuple[Color, float] | None = None

    # Structure

    @contextmanager
    def element(
        self,
        tag: Tag,
        *,
        key: Hashable = None,
        scope: Scope | None = None,
        columns: int = 1,
    ) -> Iterator[None]:
        """What is drawn inside belongs to a new `tag`, or to the one begun with the same `key`.

        Inside an artifact or a figure it changes nothing.
        """
        if self._forced is not None:
            yield
            return
        found = self._continued.get(key) if key is not None else None
        if found is None:
            found = Element(tag, scope=scope, columns=columns)
            (self._current or self.root).adopt(found)
            if key is not None:
                self._continued[key] = found
        before, self._current = self._current, found
        try:
            yield
        finally:
            self._current = before

    @contextmanager
    def artifact(self, *, pagination: bool = False) -> Iterator[None]:
        """What is drawn inside is for the eye only: repeated headers, page numbers, badges."""
        before, self._forced = self._forced, _PAGINATION if pagination else _DECORATION
        try:
            yield
        finally:
            self._forced = before

    @contextmanager
    def figure(self, alt: str, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """What is drawn inside is one picture, described by `alt`."""
        bottom = self._height - y - height
        figure = Element("Figure", alt=alt, box=(x, bottom, x + width, bottom + height))
        (self._current or self.root).adopt(figure)
        before, self._forced = self._forced, figure
        try:
            yield
        finally:
            self._forced = before

    def _mark(self, target: Element | _Artifact) -> None:
        """Let what follows belong to `target`."""
        if self._open is target:
            return
        self._unmark()
        if isinstance(target, Element):
            mcid = len(self._page_marks)
            self._page_marks.append(target)
            target.kids.append((len(self.marks), mcid))
            self._code.append(f"/{target.tag} <</MCID {mcid}>> BDC")
        else:
            self._code.append(target.opening)
        self._open = target

    def _unmark(self) -> None:
        if self._open is not None:
            self._code.append("EMC")
            self._open = None

    def _mark_text(self, text: object) -> None:
        target = self._forced or self._current
        if target is None:
            raise LookupError(f"text outside the structure: {text!r}")
        self._mark(target)

    def _mark_shape(self) -> None:
        self._mark(self._forced or _DECORATION)

    # Text

    def lines(
        self, x: float, y: float, lines: Sequence[Line], width: float, *, right: bool = False
    ) -> None:
        """Set `lines` with the first one's top at `y`, in a column `width` wide."""
        self._mark_text(lines)
        for line in lines:
            left = x + width - line.width if right else x
            baseline = self._height - y - line.rise
            for piece in line.pieces:
                text = piece.text
                # A line's end is a word's end only if a space says so (ISO 32000-1, 14.8.2.5).
                if piece is line.pieces[-1]:
                    text += " "
                self._text(left + piece.x, baseline, text, piece.style)
            y += line.height

    def word(self, x: float, baseline: float, text: str, style: TextStyle) -> None:
        """Set one short text, already safe, on `baseline`."""
        self._mark_text(text)
        self._text(x, self._height - baseline, text, style)

    def upright(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Set `text` reading upwards, its middle at the point."""
        self._mark_text(text)
        half = style.width(text) / 2
        self._code.append(f"q 0 1 -1 0 {x:.2f} {self._height - y:.2f} cm")
        self._text(-half, -style.size * 0.24, text, style)
        self._code.append("Q")

    def _text(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """One text object. `x` and `y` are PDF's own coordinates."""
        code = self._code
        ink = self._ink(style.color) if self._inks else style.color
        red, green, blue = ink
        code.append(f"BT {red:.3f} {green:.3f} {blue:.3f} rg 1 0 0 1 {x:.2f} {y:.2f} Tm")
        if style.tracking:
            code.append(f"{style.tracking:.2f} Tc")
        for name, literal in self._encoded(text, style):
            code.append(f"{name} {style.size:g} Tf ({literal}) Tj")
        code.append("0 Tc ET" if style.tracking else "ET")
        # A colour set inside a text object stays set after it.
        self._fill = ink

    def _ink(self, color: Color) -> Color:
        """The document's own colour for one of the house's."""
        return self._inks.get(color, color)

    def _encoded(self, text: str, style: TextStyle) -> list[tuple[str, str]]:
        """`text` as (font, string) in the document's own codes; tables say the same many times."""
        key = style.face_name, text
        found = self._encodings.get(key)
        if found is None:
            font, document = style.face.font, self._canvas._doc
            found = self._encodings[key] = [
                (font.getSubsetInternalName(subset, document), "".join(map(_LITERAL, codes)))
                for subset, codes in font.splitString(text, document)
            ]
        return found

    # Shapes

    def rule(self, x: float, y: float, width: float, weight: float, color: Color) -> None:
        """A horizontal line, its middle at `y`."""
        self.path([(x, y), (x + width, y)], weight, color)

    def path(
        self, points: Sequence[Point], weight: float, color: Color, *, round_ends: bool = False
    ) -> None:
        """An open line through `points`."""
        outline = shapes.polyline(self._up(points))
        self._paint(outline, None, color, weight, "1 J 1 j" if round_ends else "")

    def polygon(
        self,
        points: Sequence[Point],
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        weight: float = 0,
    ) -> None:
        """A closed shape."""
        self._paint(f"{shapes.polyline(self._up(points))} h", fill, stroke, weight)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        weight: float = 0,
    ) -> None:
        """A rectangle with its upper left corner at the point; the outline is centred on it."""
        bottom = self._height - y - height
        self._paint(f"{x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re", fill, stroke, weight)

    def rounded(self, x: float, y: float, side: float, radius: float, fill: Color) -> None:
        """A filled square with rounded corners."""
        outline = shapes.rounded(x, self._height - y - side, side, side, radius)
        self._paint(outline, fill, None, 0)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        weight: float = 0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A circle around the point."""
        setting = f"[{dash[0]:.2f} {dash[1]:.2f}] 0 d" if dash else ""
        self._paint(shapes.circle(x, self._height - y, radius), fill, stroke, weight, setting)

    def left_half_disc(self, x: float, y: float, radius: float, fill: Color) -> None:
        """The left half of a filled circle around the point."""
        self._paint(shapes.left_half_disc(x, self._height - y, radius), fill, None, 0)

    def drawing(self, drawing: Drawing, x: float, y: float) -> None:
        """A `reportlab.graphics` drawing with its upper left corner at the point."""
        from reportlab.graphics import renderPDF

        self._mark_shape()
        renderPDF.draw(drawing, self._canvas, x, self._height - y - drawing.height)

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """A picture in that box. However often it is drawn, the file holds it once."""
        from tracker.reports.pdf.images import add_image

        self._mark_shape()
        name = add_image(self._canvas, picture)
        bottom = self._height - y - height
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {bottom:.2f} cm /{name} Do Q")

    def _up(self, points: Sequence[Point]) -> list[Point]:
        return [(x, self._height - y) for x, y in points]

    def _paint(
        self,
        outline: str,
        fill: Color | None,
        stroke: Color | None,
        weight: float,
        setting: str = "",
    ) -> None:
        """Fill and stroke `outline`; `setting` holds for it alone."""
        self._mark_shape()
        if self._inks:
            fill = None if fill is None else self._ink(fill)
            stroke = None if stroke is None else self._ink(stroke)
        code = self._code
        if fill is not None and fill != self._fill:
            code.append(f"{fill[0]:.3f} {fill[1]:.3f} {fill[2]:.3f} rg")
            self._fill = fill
        if stroke is not None and (stroke, weight) != self._stroke:
            red, green, blue = stroke
            code.append(f"{red:.3f} {green:.3f} {blue:.3f} RG {weight:.2f} w")
            self._stroke = stroke, weight
        paint = "f" if stroke is None else "S" if fill is None else "B"
        code.append(f"q {setting} {outline} {paint} Q" if setting else f"{outline} {paint}")

    # Pages

    def bookmark(self, title: str, level: int, y: float) -> None:
        """Let the reader's outline lead to `y`. `level` counts from 0 and never skips one."""
        key = f"h{len(self.marks)}-{self._canvas._pageNumber}-{y:.0f}-{title}"
        self._canvas.bookmarkHorizontal(key, 0, self._height - y)
        self._canvas.addOutlineEntry(title, key, level)

    def end_page(self) -> None:
        """Finish the page and turn to the next."""
        self._unmark()
        self._canvas.showPage()
        self._code = self._canvas._code
        self.marks.append(self._page_marks)
        self._page_marks = []
        self._fill = self._stroke = None
