"""The structure tree as PDF objects (ISO 32000-1, 14.7). Loads ReportLab."""

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfdoc

from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.structure import Element


class StructureTree:
    """The elements of a finished pen, to be numbered after all other objects and written last.

    A long table has tens of thousands of elements, so they are no ReportLab objects: only the
    tree's root is, to which the catalogue refers.
    """

    def __init__(self, document: Any, pen: Pen) -> None:
        self._pen = pen
        pages = document.Pages.pages
        numbers = document.idToObjectNumberAndVersion
        self._pages = [numbers[page.__InternalName__][0] for page in pages]
        for key, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = key, pdfdoc.PDFName("S")
        self.root = pdfdoc.PDFObject()
        """Stands for the tree's root, which is written with the tree."""
        document.Reference(self.root, "StructTreeRoot")
        self._root: int = document.objectcounter
        document.Catalog.StructTreeRoot = self.root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        self._elements = list(_in_reading_order(pen.root))

    def objects(self, first: int) -> Iterator[tuple[int, bytes]]:
        """Number and text of every object of the tree; new ones are numbered from `first`."""
        for number, element in enumerate(self._elements, first + 1):
            element.number = number
        yield self._root, self._root_text(first)
        yield first, self._parents()
        for element in self._elements:
            yield element.number, self._text(element)

    def _root_text(self, parents: int) -> bytes:
        return b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (
            self._pen.root.number,
            parents,
            len(self._pages),
        )

    def _parents(self) -> bytes:
        """For each page, the element of each of its marks."""
        rows = (
            b"%d [%s]" % (key, b" ".join([b"%d 0 R" % element.number for element in marks]))
            for key, marks in enumerate(self._pen.marks)
        )
        return b"<</Nums[" + b"\n".join(rows) + b"]>>"

    def _text(self, element: Element) -> bytes:
        parent = self._root if element.parent is None else element.parent.number
        text = b"<</Type/StructElem/S/%s/P %d 0 R" % (element.tag.encode(), parent)
        if element.kids:
            page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
            if page is not None:
                text += b"/Pg %d 0 R" % self._pages[page]
            text += b"/K[%s]" % b" ".join(self._kids(element, page))
        if element.alt:
            text += b"/Alt " + _string(element.alt)
        return text + _attributes(element) + b">>"

    def _kids(self, element: Element, page: int | None) -> Iterator[bytes]:
        for kid in element.kids:
            if isinstance(kid, Element):
                yield b"%d 0 R" % kid.number
            elif kid[0] == page:
                yield b"%d" % kid[1]
            else:
                yield b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[kid[0]], kid[1])


def _in_reading_order(root: Element) -> Iterator[Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


def _attributes(element: Element) -> bytes:
    if element.box is not None:
        return b"/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>" % element.box
    if element.scope is None and element.columns == 1:
        return b""
    scope = f"/Scope/{element.scope}".encode() if element.scope else b""
    span = b"/ColSpan %d" % element.columns if element.columns > 1 else b""
    return b"/A<</O/Table" + scope + span + b">>"


def _string(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
