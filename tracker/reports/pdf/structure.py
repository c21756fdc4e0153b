"""The parts of the tree that tells a screen reader what each mark on paper is."""

from typing import Literal

Tag = Literal[
    "Document", "Sect", "H1", "H2", "H3", "P", "Note", "Caption", "Figure",
    "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
]  # fmt: skip
Scope = Literal["Row", "Column"]


class Element:
    """One structure element while its pages are drawn (ISO 32000-1, 14.7.2)."""

    __slots__ = ("attributes", "kids", "number", "page", "parent", "tag")

    def __init__(self, tag: Tag, number: int, parent: int, attributes: str = "") -> None:
        """`number` is the PDF object's, `parent` that of the element that it is part of."""
        self.tag, self.number, self.parent = tag, number, parent
        self.attributes = attributes
        """What else its dictionary holds, as PDF."""
        self.page: int | None = None
        """The index of the first page with a mark of its own."""
        self.kids: list[str | tuple[int, int]] = []
        """Elements, and marks on `page`, as PDF; a mark on a later page is (page index, MCID)."""
