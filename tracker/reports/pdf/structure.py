"""The tree that tells a screen reader what each mark on paper is (ISO 32000-1, 14.7-14.8)."""

from dataclasses import dataclass, field
from typing import Literal

Tag = Literal[
    "Document", "Sect", "H1", "H2", "H3", "P", "Note", "Caption", "Figure",
    "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
]  # fmt: skip
Scope = Literal["Row", "Column"]


@dataclass(slots=True, eq=False)
class Element:
    """One structure element. `kids` are elements and marks (page index, MCID), in reading order."""

    tag: Tag
    parent: "Element | None" = None
    alt: str = ""
    """What a figure shows, for those who cannot see it."""
    scope: Scope | None = None
    """What a header cell heads."""
    columns: int = 1
    """How many columns a cell spans."""
    number: int = 0
    """The PDF object's number, once the tree is written."""
    box: tuple[float, float, float, float] | None = None
    """Where a figure is, in PDF coordinates: left, bottom, right, top."""
    kids: "list[Element | tuple[int, int]]" = field(default_factory=list)

    def adopt(self, kid: "Element") -> None:
        """Make `kid` the last child."""
        kid.parent = self
        self.kids.append(kid)
