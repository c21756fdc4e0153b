"""What a screen reader is told of a report: whether headings nest and tables have headers."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from pypdf.generic import DictionaryObject

from tests.reports.reading import elements, reader, tags

_STRING = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>", re.S)
_OPERATOR = re.compile(rb"(?<=\s)(?:BDC|BMC|EMC|Tj|TJ|'|\")(?=\s)")


def headings(pdf: bytes) -> list[int]:
    """The levels of all headings, in reading order."""
    return _levels(tags(pdf))


def check_structure(pdf: bytes) -> None:
    """One title, no level left out, every row and column headed, every page in the structure.

    Every picture says what it shows, and nothing is written outside the structure.
    """
    document = reader(pdf)
    found = list(elements(pdf))
    _check_headings(_levels(str(element["/S"])[1:] for element in found))
    for element in found:
        match str(element["/S"]):
            case "/TH":
                assert str(_attributes(element)["/Scope"]) in ("/Row", "/Column")
            case "/TR":
                assert "/TH" in [str(cell["/S"]) for cell in _kids(element)]
            case "/Figure":
                assert len(str(element["/Alt"])) > 10
    for number, sheet in enumerate(document.pages):
        assert int(str(sheet["/StructParents"])) == number
        assert str(sheet["/Tabs"]) == "/S"
        assert unmarked(_content(sheet)) == 0, f"text outside the structure on page {number + 1}"


def _levels(roles: Iterable[str]) -> list[int]:
    return [int(role[1]) for role in roles if role in ("H1", "H2", "H3")]


def _check_headings(levels: list[int]) -> None:
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def _attributes(element: DictionaryObject) -> Any:
    return element["/A"]


def _kids(element: DictionaryObject) -> Iterator[DictionaryObject]:
    # pypdf types what a key holds as any object.
    for kid in element["/K"]:  # type: ignore[attr-defined]
        entry = kid.get_object()
        if isinstance(entry, DictionaryObject) and "/S" in entry:
            yield entry


def _content(sheet: Any) -> bytes:
    data: bytes = sheet["/Contents"].get_data()
    return data


def unmarked(content: bytes) -> int:
    """How many strings a page shows outside every marked piece (ISO 32000-1, 14.6)."""
    depth, outside = 0, 0
    for operator in _OPERATOR.findall(_STRING.sub(b" ", b" " + content + b" ")):
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif depth == 0:
            outside += 1
    assert depth == 0
    return outside
