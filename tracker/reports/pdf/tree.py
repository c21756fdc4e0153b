"""The structure tree as PDF objects (ISO 32000-1, 14.7). Loads ReportLab."""

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfdoc

from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.structure import Element


class TreeObject(pdfdoc.PDFObject):
    """An object of the tree; its text is asked for when all object numbers are known."""

    __RefOnly__ = 1

    def __init__(self, writer: "_TreeWriter", element: Element | None = None) -> None:
        self._writer = writer
        self._element = element

    def format(self, document: Any) -> bytes:
        """The dictionary, without the object's number."""
        writer, element = self._writer, self._element
        return writer.root() if element is None else writer.element(element)


class _ParentTree(TreeObject):
    def format(self, document: Any) -> bytes:
        return self._writer.parents()


def add_structure(document: Any, pen: Pen) -> None:
    """Hang the pen's tree in the document's catalogue. Call it when all pages are drawn."""
    _TreeWriter(document, pen).add()


class _TreeWriter:
    def __init__(self, document: Any, pen: Pen) -> None:
        self._document = document
        self._pen = pen
        self._numbers: dict[int, int] = {}
        self._pages: list[int] = []

    def add(self) -> None:
        document, pen = self._document, self._pen
        numbers = document.idToObjectNumberAndVersion
        self._pages = [numbers[page.__InternalName__][0] for page in document.Pages.pages]
        for key, page in enumerate(document.Pages.pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = key, pdfdoc.PDFName("S")
        root = TreeObject(self)
        self._root = self._number(root)
        self._parent_tree = self._number(_ParentTree(self))
        for element in _in_reading_order(pen.root):
            self._numbers[id(element)] = self._number(TreeObject(self, element))
        catalog = document.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def _number(self, thing: TreeObject) -> int:
        self._document.Reference(thing)
        number: int = self._document.objectcounter
        return number

    def root(self) -> bytes:
        return b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (
            self._numbers[id(self._pen.root)],
            self._parent_tree,
            len(self._pages),
        )

    def parents(self) -> bytes:
        """For each page, the element of each of its marks."""
        rows = []
        for key, marks in enumerate(self._pen.marks):
            kids = b" ".join(b"%d 0 R" % self._numbers[id(element)] for element in marks)
            rows.append(b"%d [%s]" % (key, kids))
        return b"<</Nums[" + b"\n".join(rows) + b"]>>"

    def element(self, element: Element) -> bytes:
        parent = self._root if element.parent is None else self._numbers[id(element.parent)]
        parts = [b"<</Type/StructElem/S/%s/P %d 0 R" % (element.tag.encode(), parent)]
        page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        if page is not None:
            parts.append(b"/Pg %d 0 R" % self._pages[page])
        if element.kids:
            parts.append(b"/K[" + b" ".join(self._kids(element, page)) + b"]")
        if element.alt:
            parts.append(b"/Alt " + _string(element.alt))
        attributes = _attributes(element)
        if attributes:
            parts.append(b"/A" + attributes)
        return b"".join(parts) + b">>"

    def _kids(self, element: Element, page: int | None) -> Iterator[bytes]:
        for kid in element.kids:
            if isinstance(kid, Element):
                yield b"%d 0 R" % self._numbers[id(kid)]
            elif kid[0] == page:
                yield b"%d" % kid[1]
            else:
                yield b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[kid[0]], kid[1])


def _in_reading_order(root: Element) -> Iterator[Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def _attributes(element: Element) -> bytes:
    if element.box is not None:
        return b"<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>" % element.box
    scope = f"/Scope/{element.scope}".encode() if element.scope else b""
    span = b"/ColSpan %d" % element.columns if element.columns > 1 else b""
    return b"<</O/Table" + scope + span + b">>" if scope or span else b""


def _string(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
