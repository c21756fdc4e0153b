"""Draws on pages. Everything drawn is either part of the structure or an artifact."""

from collections.abc import Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from tracker.reports.pdf import shapes
from tracker.reports.pdf.fonts import Alphabet
from tracker.reports.pdf.picture import Picture
from tracker.reports.pdf.shapes import Point
from tracker.reports.pdf.structure import Element, Scope, Tag
from tracker.reports.pdf.text import Color, Line, TextStyle, operands
from tracker.reports.pdf.tree import StructureTree, cell_attributes, figure_attributes
from tracker.reports.pdf.watching import current_watch


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


class _Leaving(AbstractContextManager[None]):
    """Ends what a pen began last. One serves all, since a table has so many."""

    __slots__ = ("_pen",)

    def __init__(self, pen: "Pen") -> None:
        self._pen = pen

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_error: object) -> None:
        pen = self._pen
        pen._current, pen._forced = pen._around.pop()


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
        self._tree: StructureTree = canvas._doc.tree
        self._current: Element | None = None
        self._forced: Element | _Artifact | None = None
        self._open: Element | _Artifact | None = None
        self._around: list[tuple[Element | None, Element | _Artifact | None]] = []
        self._leaving = _Leaving(self)
        watch = current_watch()
        self._drawn = None if watch is None else watch.drawn
        self._alphabets: dict[str, Alphabet] = {}
        self._alphabet: Alphabet
        self._style: TextStyle | None = None
        self._font: tuple[str, float] | None = None
        self._fill: Color | None = None
        self._stroke: tuple[Color, float] | None = None

    # Structure

    def element(
        self,
        tag: Tag,
        *,
        key: Hashable = None,
        scope: Scope | None = None,
        columns: int = 1,
    ) -> AbstractContextManager[None]:
        """What is drawn inside belongs to a new `tag`, or to the one begun with the same `key`.

        Inside an artifact or a figure it changes nothing. All three are for `with` statements.
        """
        self._around.append((self._current, self._forced))
        if self._forced is None:
            attributes = cell_attributes(scope, columns)
            parent = self._current or self._tree.root
            self._current = self._tree.element(tag, parent, attributes, key)
        return self._leaving

    def artifact(self, *, pagination: bool = False) -> AbstractContextManager[None]:
        """What is drawn inside is for the eye only: repeated headers, page numbers, badges."""
        self._around.append((self._current, self._forced))
        self._forced = _PAGINATION if pagination else _DECORATION
        return self._leaving

    def figure(
        self, alt: str, x: float, y: float, width: float, height: float
    ) -> AbstractContextManager[None]:
        """What is drawn inside is one picture, described by `alt`."""
        self._around.append((self._current, self._forced))
        bottom = self._height - y - height
        attributes = figure_attributes(alt, (x, bottom, x + width, bottom + height))
        parent = self._current or self._tree.root
        self._forced = self._tree.element("Figure", parent, attributes)
        return self._leaving

    def _mark(self, target: Element | _Artifact) -> None:
        """Let what follows belong to `target`, which is not what is open."""
        if self._open is not None:
            self._code.append("EMC")
        if isinstance(target, Element):
            self._code.append(f"/{target.tag} <</MCID {self._tree.mark(target)}>> BDC")
        else:
            self._code.append(target.opening)
        self._open = target

    def _mark_text(self, text: object) -> None:
        target = self._forced or self._current
        if target is None:
            raise LookupError(f"text outside the structure: {text!r}")
        if target is not self._open:
            self._mark(target)

    def _mark_shape(self) -> None:
        target = self._forced or _DECORATION
        if target is not self._open:
            self._mark(target)

    # Text

    def lines(
        self, x: float, y: float, lines: Sequence[Line], width: float, *, right: bool = False
    ) -> None:
        """Set `lines` with the first one's top at `y`, in a column `width` wide."""
        self._mark_text(lines)
        if self._drawn is not None:
            self._drawn.append((self._page, " ".join([line.plain() for line in lines])))
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
        if self._drawn is not None:
            self._drawn.append((self._page, text))
        self._text(x, self._height - baseline, text, style)

    def unseen(self, x: float, baseline: float, text: str, style: TextStyle) -> None:
        """Set text, already safe, that is only heard: what the eye takes from the layout.

        It is there for whoever copies the text, too (rendering mode 3, ISO 32000-1, 9.3.6).
        """
        self._mark_text(text)
        self._code.append("3 Tr")
        self._text(x, self._height - baseline, text, style)
        self._code.append("0 Tr")

    def upright(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Set `text` reading upwards, its middle at the point."""
        self._mark_text(text)
        half = style.width(text) / 2
        self._code.append(f"q 0 1 -1 0 {x:.2f} {self._height - y:.2f} cm")
        self._text(-half, -style.size * 0.24, text, style)
        self._code.append("Q")
        self._forget_state()

    def _text(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """One text object. `x` and `y` are PDF's own coordinates."""
        if style is not self._style:
            self._use(style)
        shown = self._alphabet.shown(text, style.size)
        if style.tracking:
            shown = f"{style.tracking:.2f} Tc {shown} 0 Tc"
        self._code.append(f"BT {x:.2f} {y:.2f} Td {shown} ET")

    def _use(self, style: TextStyle) -> None:
        """Let text that follows be in `style`."""
        self._style = style
        if style.color != self._fill:
            self._fill = style.color
            self._code.append(f"{self._operands(style.color)} rg")
        found = self._alphabets.get(style.face_name)
        if found is None:
            found = Alphabet(style.face, self._canvas._doc)
            self._alphabets[style.face_name] = found
        font = found.name, style.size
        if font != self._font:
            self._font, self._alphabet = font, found
            self._code.append(f"{found.name} {style.size:g} Tf")

    def _operands(self, color: Color) -> str:
        """The document's own colour for one of the house's."""
        return operands(self._inks.get(color, color))

    # Shapes

    def rule(self, x: float, y: float, width: float, weight: float, color: Color) -> None:
        """A horizontal line, its middle at `y`."""
        up = self._height - y
        self._paint(f"{x:.2f} {up:.2f} m {x + width:.2f} {up:.2f} l", None, color, weight)

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
        self._paint(shapes.rounded(side, radius), fill, None, 0, self._moved(x, y + side))

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
        setting = self._moved(x, y)
        if dash is not None:
            setting += f" [{dash[0]:.2f} {dash[1]:.2f}] 0 d"
        self._paint(shapes.circle(radius), fill, stroke, weight, setting)

    def left_half_disc(self, x: float, y: float, radius: float, fill: Color) -> None:
        """The left half of a filled circle around the point."""
        self._paint(shapes.left_half_disc(radius), fill, None, 0, self._moved(x, y))

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

    def _moved(self, x: float, y: float) -> str:
        """Lets the point be the origin."""
        return f"1 0 0 1 {x:.2f} {self._height - y:.2f} cm"

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
        code = self._code
        if fill is not None and fill != self._fill:
            code.append(f"{self._operands(fill)} rg")
            # Text has the same colour, so its style has to be set again.
            self._fill, self._style = fill, None
        if stroke is not None and (stroke, weight) != self._stroke:
            code.append(f"{self._operands(stroke)} RG {weight:.2f} w")
            self._stroke = stroke, weight
        paint = "f" if stroke is None else "S" if fill is None else "B"
        code.append(f"q {setting} {outline} {paint} Q" if setting else f"{outline} {paint}")

    def _forget_state(self) -> None:
        """Colours, weight and font are not known to be what was asked for last."""
        self._style = self._font = self._fill = self._stroke = None

    # Pages

    @property
    def _page(self) -> int:
        number: int = self._canvas._pageNumber
        return number

    def bookmark(self, title: str, level: int, y: float) -> None:
        """Let the reader's outline lead to `y`. `level` counts from 0 and never skips one."""
        key = f"{self._page}-{y:.0f}-{title}"
        self._canvas.bookmarkHorizontal(key, 0, self._height - y)
        self._canvas.addOutlineEntry(title, key, level)

    def end_page(self) -> None:
        """Finish the page and turn to the next."""
        if self._open is not None:
            self._code.append("EMC")
            self._open = None
        self._canvas.showPage()
        self._code = self._canvas._code
        self._forget_state()
