"""What a screen reader is told of a report: whether headings nest and tables have headers."""

from itertools import pairwise
from typing import Any

from tests.reports.reading import elements, reader, tags


def headings(pdf: bytes) -> list[int]:
    """The levels of all headings, in reading order."""
    return [int(tag[1]) for tag in tags(pdf) if tag in ("H1", "H2", "H3")]


def check_structure(pdf: bytes) -> None:
    """One title, no level left out, every row and column headed, every page in the structure."""
    levels = headings(pdf)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    for element in elements(pdf):
        if str(element["/S"]) == "/TH":
            attributes: Any = element["/A"]
            assert str(attributes["/Scope"]) in ("/Row", "/Column")
    kinds = "".join({"TR": "r", "TH": "h", "TD": "d"}.get(tag, ".") for tag in tags(pdf))
    assert all("h" in row.split(".")[0] for row in kinds.split("r")[1:])
    for number, sheet in enumerate(reader(pdf).pages):
        assert int(str(sheet["/StructParents"])) == number
