"""Dates as people type them: ``2018-09-15``, ``15/9``, ``15 sep``, ``i går`` or ``yesterday``."""

import re
from datetime import date, timedelta

from tracker.models.errors import Invalid

_RELATIVE = {
    "idag": 0,
    "i dag": 0,
    "today": 0,
    "igår": -1,
    "i går": -1,
    "yesterday": -1,
    "i förrgår": -2,
    "imorgon": 1,
    "i morgon": 1,
    "tomorrow": 1,
}
_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("mars", "march"),
    ("april",),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augusti", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
_SHORTEST_MONTH = 3
_ISO = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_SLASH = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[ /.](\d{4}|\d{2}))?\.?")
_NAMED = re.compile(r"(\d{1,2})\.? ?([^\W\d]+)\.?(?: (\d{4}))?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def typed_date(text: str, today: date) -> date:
    """The day that `text` means. Without a year it is the one nearest to `today`.

    Raises `Invalid` ("input.date") for what isn't a day, and "input.date_year" for a year that
    can't be meant.
    """
    said = " ".join(text.casefold().split())
    if said in _RELATIVE:
        return today + timedelta(_RELATIVE[said])
    parts = _parts(said)
    if parts is None:
        raise Invalid("input.date", value=text)
    year, month, day = parts
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Invalid("input.date_year", value=text)
    years = (year,) if year is not None else (today.year, today.year - 1, today.year + 1)
    days = [found for each in years if (found := _day(each, month, day)) is not None]
    if not days:
        raise Invalid("input.date", value=text)
    return min(days, key=lambda found: abs(found - today))


def _parts(said: str) -> tuple[int | None, int, int] | None:
    """Year (None when left out), month and day, not yet checked against the calendar."""
    if match := _ISO.fullmatch(said):
        year, month, day = (int(part) for part in match.groups() if part is not None)
        return year, month, day
    if match := _SLASH.fullmatch(said):
        return _year(match[3]), int(match[2]), int(match[1])
    if match := _NAMED.fullmatch(said):
        named = _month(match[2])
        return None if named is None else (_year(match[3]), named, int(match[1]))
    return None


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


def _month(word: str) -> int | None:
    if len(word) < _SHORTEST_MONTH:
        return None
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(word) for name in names):
            return number
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
