"""What the maker of a report should know of it, though it was made."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape

from tracker.reports.pdf.watching import Watch, watching
from tracker.reports.registry import ReportKind
from tracker.services.check import Finding

_MOST_NAMED = 5
_AROUND = 24
"""How much of a text is told on either side of a character."""
_UNSEEN = re.compile(r"<(style|script|svg)\b.*?</\1>", re.S)
_TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Warnings:
    """Fills while a report is made inside `warned`; read it afterwards."""

    _watch: Watch
    _names: tuple[str, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        """Everything, what concerns the whole report first; the same report gives the same."""
        boxed = [_boxed(self._watch.boxed)] if self._watch.boxed else []
        return (*boxed, *_personal(self._watch.drawn or (), self._names))


@contextmanager
def warned(kind: ReportKind, names: tuple[str, ...] = ()) -> Iterator[Warnings]:
    """Watch over the report that is made inside the block, in this thread.

    `names` are those of people whom a report for the public should not name.
    """
    with watching(texts=kind.is_public) as watch:
        yield Warnings(watch, names)


def looked_over(page: bytes, names: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What concerns a report made as one page of HTML, whose reader has fonts of their own."""
    text = _UNSEEN.sub("", page.decode())
    parts = ((1, unescape(part)) for part in _TAG.split(text))
    return tuple(_personal(parts, names))


def _boxed(boxed: dict[str, str]) -> Finding:
    """Which characters no font has, and where the first of them stands."""
    named = [_named(char) for char in list(boxed)[:_MOST_NAMED]]
    more = " …" if len(boxed) > _MOST_NAMED else ""
    char, text = next(iter(boxed.items()))
    params = {
        "count": len(boxed),
        "characters": ", ".join(named) + more,
        "text": _around(char, " ".join(text.split())),
    }
    return Finding("report.no_glyph", params)


def _named(char: str) -> str:
    """The character and its code; the code alone where there is nothing to see on its own."""
    code = f"U+{ord(char):04X}"
    return code if unicodedata.category(char)[0] in "MC" else f"{char} {code}"


def _around(char: str, text: str) -> str:
    place = max(text.find(char), 0)
    start, end = max(0, place - _AROUND), place + len(char) + _AROUND
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    return f"{head}{text[start:end]}{tail}"


def _personal(drawn: Iterable[tuple[int, str]], names: tuple[str, ...]) -> Iterator[Finding]:
    """What looks like personal data in a report that anybody reads, once a page."""
    # Imported here, since only a public report needs it and it takes its time to load.
    from tracker.models.personal_data import looks_personal

    told = set()
    for page, text in drawn:
        for what, words in looks_personal(text, names):
            if (page, words) not in told:
                told.add((page, words))
                params = {"page": page, "what": what, "text": words}
                yield Finding("report.looks_personal", params)
