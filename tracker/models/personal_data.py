"""Hints that free text may identify a person. They warn and never block (GDPR art. 5.1 c)."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.models.enums import Hint
from tracker.models.name_list import NameList

_IDENTITY = re.compile(r"(?<!\d)(?:\d{2})?(\d{6})[-+ ]?(\d{4})(?!\d)")
_PHONE = re.compile(r"(?<![\d-])(?:\+46|0)[ -]?\d{1,3}(?:[ -]?\d{2,3}){2,4}(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
_VEHICLE = re.compile(r"\b[A-HJ-PR-UW-Z]{3} ?\d{2}[0-9A-HJ-PR-UW-Z]\b")
_DIGITS_IN_A_ROW = re.compile(r"\d(?:[ +-]{0,2}\d){5}")
# A samordningsnummer adds 60 to the day (Skatteverket, SKV 707).
_COORDINATION_DAY_OFFSET = 60


class Trace(NamedTuple):
    """What looks like personal data, and where: characters `start` up to `end`."""

    hint: Hint
    start: int
    end: int


def hints(text: str) -> set[Hint]:
    """What in `text` looks like personal data; empty when nothing does."""
    return {hint for hint, _words in looks_personal(text)}


def looks_personal(text: str, names: Iterable[str] = ()) -> Iterator[tuple[Hint, str]]:
    """What looks like personal data, each with the part of `text` that does.

    `names` are those of people who may be meant; a single word counts only as it is written.
    """
    for hint, start, end in _written(text, names):
        yield hint, text[start:end]


def traces(
    text: str, names: Iterable[str] = (), listed: NameList | None = None
) -> tuple[Trace, ...]:
    """What looks like personal data in reading order, where no trace overlaps another.

    As `looks_personal`, and with a list also what looks like the name of anybody.
    """
    found = list(_written(text, names))
    if listed is not None:
        found += [Trace(Hint.NAME, *span) for span in listed.spans(text)]
    kept: list[Trace] = []
    for trace in sorted(found, key=lambda trace: (trace.start, -trace.end)):
        if not kept or trace.start >= kept[-1].end:
            kept.append(trace)
        elif trace.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=trace.end)
    return tuple(kept)


def _written(text: str, names: Iterable[str]) -> Iterator[Trace]:
    # Most texts are passed over by one look: many answers are looked through at a time.
    if _DIGITS_IN_A_ROW.search(text):
        for match in _IDENTITY.finditer(text):
            if _is_identity_number(*match.groups()):
                yield Trace(Hint.IDENTITY_NUMBER, *match.span())
        for match in _PHONE.finditer(text):
            yield Trace(Hint.PHONE, *match.span())
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Trace(Hint.EMAIL, *match.span())
    for match in _VEHICLE.finditer(text):
        yield Trace(Hint.VEHICLE, *match.span())
    letters = text.casefold()
    for words in map(str.split, names):
        if words and words[0].casefold() in letters:
            written = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?=s?(?!\w))"
            for match in re.finditer(written, text, re.IGNORECASE if len(words) > 1 else 0):
                yield Trace(Hint.NAME, *match.span())


def _is_identity_number(birth: str, last: str) -> bool:
    """Whether six digits and four are a personnummer, or a samordningsnummer."""
    from stdnum import luhn
    from stdnum.exceptions import InvalidComponent
    from stdnum.se import personnummer

    day = int(birth[4:])
    born = day - _COORDINATION_DAY_OFFSET if day > _COORDINATION_DAY_OFFSET else day
    if born < 1:
        return False
    # A year of the 2000s has every day that one of the 1900s has.
    twelve = f"20{birth[:4]}{born:02}-{last}"
    if not luhn.is_valid(birth + last):
        return False
    try:
        personnummer.get_birth_date(twelve)
    except InvalidComponent:
        return False
    return True
