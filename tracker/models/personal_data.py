"""Hints that free text may identify a person. They warn and never block (GDPR art. 5.1 c)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from stdnum import luhn

from tracker.models.enums import Hint

_IDENTITY = re.compile(r"(?<!\d)(?:\d{2})?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?!\d)")
_PHONE = re.compile(r"(?<![\d-])(?:\+46|0)[ -]?\d{1,3}(?:[ -]?\d{2,3}){2,4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_VEHICLE = re.compile(r"\b[A-HJ-PR-UW-Z]{3} ?\d{2}[0-9A-HJ-PR-UW-Z]\b")
# A samordningsnummer adds 60 to the day (Skatteverket, SKV 707).
_COORDINATION_DAY_OFFSET = 60


def hints(text: str) -> set[Hint]:
    """What in `text` looks like personal data; empty when nothing does."""
    return {hint for hint, _words in looks_personal(text)}


def looks_personal(text: str, names: Iterable[str] = ()) -> Iterator[tuple[Hint, str]]:
    """What looks like personal data, each with the part of `text` that does.

    `names` are those of people who may be meant; a single word counts only as it is written.
    """
    for match in _IDENTITY.finditer(text):
        if _is_identity_number(match):
            yield Hint.IDENTITY_NUMBER, match[0]
    for hint, pattern in ((Hint.PHONE, _PHONE), (Hint.EMAIL, _EMAIL), (Hint.VEHICLE, _VEHICLE)):
        for match in pattern.finditer(text):
            yield hint, match[0]
    for name in names:
        words = [re.escape(word) for word in name.split()]
        written = r"(?<!\w)" + r"\s+".join(words) + r"(?=s?(?!\w))"
        for match in re.finditer(written, text, re.IGNORECASE if len(words) > 1 else 0):
            yield Hint.NAME, match[0]


def _is_identity_number(match: re.Match[str]) -> bool:
    year, month, day, last = match.groups()
    number = int(day)
    if number > _COORDINATION_DAY_OFFSET:
        number -= _COORDINATION_DAY_OFFSET
    try:
        date(2000, int(month), number)
    except ValueError:
        return False
    return bool(luhn.is_valid(year + month + day + last))
