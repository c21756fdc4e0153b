"""Reads reports back, as another program would."""

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from tracker.reports.build import build_report
from tracker.services.reports.rows import ReportInput


@lru_cache(maxsize=1)
def reader(pdf: bytes) -> PdfReader:
    """The file, parsed once and strictly: anything wrong with it raises."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page on one line, its spaces made equal."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def texts_of(data: ReportInput, lang: str = "sv") -> list[str]:
    """The report of `data`, as the text of each page."""
    return page_texts(build_report(data, lang="en" if lang == "en" else "sv"))


def elements(pdf: bytes) -> Iterator[DictionaryObject]:
    """Every structure element in reading order."""
    root: Any = reader(pdf).trailer["/Root"]
    yield from _below(root["/StructTreeRoot"]["/K"])


def _below(kid: Any) -> Iterator[DictionaryObject]:
    if isinstance(kid, IndirectObject):
        kid = kid.get_object()
    if isinstance(kid, list):
        for one in kid:
            yield from _below(one)
    elif isinstance(kid, DictionaryObject) and "/S" in kid:
        yield kid
        yield from _below(kid.get("/K", []))


def tags(pdf: bytes) -> list[str]:
    """The roles of all elements, without the slash."""
    return [str(element["/S"])[1:] for element in elements(pdf)]
