"""The structure tree as PDF objects (ISO 32000-1, 14.7), written page by page."""

from collections.abc import Callable, Hashable
from functools import cache

from tracker.reports.pdf.structure import Element, Scope, Tag

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in PDF's own coordinates."""


class StructureTree:
    """A long table has tens of thousands of elements: each is let go of when its page is done.

    Only those that may go on over pages, begun with a key, are kept to the end.
    """

    def __init__(self, new_number: Callable[[], int], write: Callable[[int, str], object]) -> None:
        """`new_number` gives the next object's number; `write` takes a number and its object."""
        self._new_number, self._write = new_number, write
        self.number = new_number()
        """The number of the tree itself, for the catalogue."""
        self.root = Element("Document", new_number(), self.number)
        self._kept: dict[Hashable, Element] = {}
        self._of_page: list[Element] = []
        self._marks: list[str] = []
        self._marks_of_pages: list[str] = []
        self._pages: list[int] = []

    def element(
        self, tag: Tag, parent: Element, attributes: str = "", key: Hashable = None
    ) -> Element:
        """A new last child of `parent`, or the one begun with the same `key`."""
        if key is None:
            made = Element(tag, self._new_number(), parent.number, attributes)
            self._of_page.append(made)
        elif key in self._kept:
            return self._kept[key]
        else:
            made = self._kept[key] = Element(tag, self._new_number(), parent.number, attributes)
        parent.kids.append(f"{made.number} 0 R")
        return made

    def mark(self, element: Element) -> int:
        """The identifier (MCID) of the next piece of this page, which belongs to `element`."""
        mcid, page = len(self._marks), len(self._pages)
        self._marks.append(f"{element.number} 0 R")
        if element.page is None:
            element.page = page
        element.kids.append(str(mcid) if element.page == page else (page, mcid))
        return mcid

    def end_page(self, number: int) -> None:
        """Write what the page had; `number` is its own."""
        self._pages.append(number)
        self._marks_of_pages.append(" ".join(self._marks))
        for element in self._of_page:
            self._write(element.number, self._text(element))
        self._marks, self._of_page = [], []

    def finish(self) -> None:
        """Write the rest, after the last page."""
        for element in (*self._kept.values(), self.root):
            self._write(element.number, self._text(element))
        parents = self._new_number()
        rows = (f"{key} [{marks}]" for key, marks in enumerate(self._marks_of_pages))
        self._write(parents, f"<</Nums[{' '.join(rows)}]>>")
        self._write(
            self.number,
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R"
            f"/ParentTree {parents} 0 R/ParentTreeNextKey {len(self._pages)}>>",
        )

    def _text(self, element: Element) -> str:
        page = "" if element.page is None else f"/Pg {self._pages[element.page]} 0 R"
        kids = ""
        if element.kids:
            texts = [kid if isinstance(kid, str) else self._later(*kid) for kid in element.kids]
            kids = f"/K[{' '.join(texts)}]"
        return (
            f"<</Type/StructElem/S/{element.tag}/P {element.parent} 0 R"
            f"{page}{kids}{element.attributes}>>"
        )

    def _later(self, page: int, mcid: int) -> str:
        return f"<</Type/MCR/Pg {self._pages[page]} 0 R/MCID {mcid}>>"


@cache
def cell_attributes(scope: Scope | None, columns: int) -> str:
    """What a table cell heads and how many columns it spans (ISO 32000-1, 14.8.5.7)."""
    if scope is None and columns == 1:
        return ""
    heads = f"/Scope/{scope}" if scope else ""
    span = f"/ColSpan {columns}" if columns > 1 else ""
    return f"/A<</O/Table{heads}{span}>>"


def figure_attributes(alt: str, box: Box) -> str:
    """What a picture says to those who cannot see it, and where it is."""
    words = alt.encode("utf-16-be").hex().upper()
    left, bottom, right, top = box
    return (
        f"/Alt <FEFF{words}>"
        f"/A<</O/Layout/Placement/Block/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"
    )
