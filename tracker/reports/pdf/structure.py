"""The parts of the tree that tells a screen reader what each mark on paper is."""

from dataclasses import dataclass, field
from typing import Literal

Tag = Literal[
    "Document", "Sect", "H1", "H2", "H3", "P", "Note", "Caption", "Figure",
    "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
]  # fmt: skip
Scope = Literal["Row", "Column"]


@dataclass(slots=True, eq=False)
class Element:
    """One structure element while its pages are drawn (ISO 32000-1, 14.7.2)."""

    tag: Tag
    number: int
    """The PDF object's."""
    parent: int
    """The number of the element that it is part of, or of the tree."""
    attributes: str = ""
    """What else its dictionary holds, as PDF."""
    page: int | None = None
    """The index of the first page with a mark of its own."""
    kids: list[str | tuple[int, int]] = field(default_factory=list)
    """Elements, and marks on `page`, as PDF; a mark on a later page is (page index, MCID)."""
