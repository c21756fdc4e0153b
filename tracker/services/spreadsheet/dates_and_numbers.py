"""Dates, numbers and durations as people write them in Sweden. Pure functions.

Each takes a spreadsheet's cell or typed text, and raises `Invalid` with an ``input.…`` code and
the value when it can't be read in exactly one way: a wrong date is worse than a refused row.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from tracker.models.errors import Invalid

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_FIRST_YEAR, _LAST_YEAR = 1990, 2099
# Day 0 of Excel's calendar as its dates after February 1900 count it (ECMA-376 part 1, 18.17.4.1).
_EXCEL_DAY_0 = date(1899, 12, 30)
_EXCEL_DAYS = range(
    (date(_FIRST_YEAR, 1, 1) - _EXCEL_DAY_0).days, (date(_LAST_YEAR, 12, 31) - _EXCEL_DAY_0).days
)
_LARGEST = Decimal(10) ** 12

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb febr februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TODAY = frozenset({"i dag", "idag", "today"})
_YESTERDAY = frozenset({"i går", "igår", "yesterday"})

_WEEKDAY = re.compile(
    r"^(?:den\s+)?(?:(?:mån|tis|ons|tors|tor|fre|lör|sön)(?:dag)?(?:en)?\.?,?\s+)"
)
# ASCII digits only: digits of other scripts are digits to Python, but hardly meant here.
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[t ][0-9]{1,2}[:.][0-9]{2}.*)?")
_COMPACT = re.compile(r"([0-9]{4}|[0-9]{2})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*(?:[-/., ]\s*-?\s*'?)([0-9]{4}|[0-9]{2})"
)
_WORDED = re.compile(r"([0-9]{1,2})(?::?[ae]|\.)?\s*([a-zåäö]+)\.?,?\s*[-']?\s*([0-9]{4}|[0-9]{2})")
_YEARLESS = re.compile(r"[0-9]{1,2}\s*/\s*[0-9]{1,2}|[0-9]{1,2}(?::?[ae]|\.)?\s*[a-zåäö]+\.?")
_SERIAL = re.compile(r"[0-9]{5}")


def text_of(value: Cell) -> str:
    """A cell as the text that a person sees in it."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "ja" if value else "nej"
        case float():
            return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
        case datetime():
            return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            hours, minutes = divmod(round(value.total_seconds() / 60), 60)
            return f"{hours}:{minutes:02}"
        case _:
            return str(value)


def parse_date(value: Cell, *, today: date | None = None) -> date:
    """A date: 2017-05-16, 16/5 2017, 16/5-17, 16 maj 2017, an Excel date or its serial number.

    With `today`, also "i dag" and "i går". Day always comes before month unless the year is first.
    """
    if isinstance(value, datetime):
        return _plausible(value.date(), value)
    if isinstance(value, date):
        return _plausible(value, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(value)
    text = " ".join(text_of(value).casefold().split())
    if today is not None and text in _TODAY:
        return today
    if today is not None and text in _YESTERDAY:
        return today - timedelta(days=1)
    plain = _WEEKDAY.sub("", text).removeprefix("den ")
    return _from_text(plain, value)


def _from_text(text: str, value: Cell) -> date:
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[3], match[4], value)
    if match := _DAY_FIRST.fullmatch(text):
        if match[2] == "-" and len(match[4]) == 2 and text.count("-") == 2:
            # 17-05-16 may be the Swedish short form, with the year first.
            raise Invalid("input.date_order", value=text_of(value))
        return _day(match[4], match[3], match[1], value)
    if (match := _WORDED.fullmatch(text)) and match[2] in MONTHS:
        return _day(match[3], str(MONTHS[match[2]]), match[1], value)
    if _SERIAL.fullmatch(text):
        return _from_serial(int(text))
    if match := _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3], value)
    yearless = _YEARLESS.fullmatch(text)
    raise Invalid("input.date_without_year" if yearless else "input.date", value=text_of(value))


def _day(year: str, month: str, day: str, value: Cell) -> date:
    try:
        # 9999 and the like: Python's calendar ends there, as Excel's does.
        full = int(year) + 2000 if len(year) == 2 else int(year)
        return _plausible(date(full, int(month), int(day)), value)
    except ValueError as error:
        raise Invalid("input.date", value=text_of(value)) from error


def _from_serial(number: float) -> date:
    if not math.isfinite(number) or int(number) not in _EXCEL_DAYS:
        raise Invalid("input.date", value=text_of(number))
    return _EXCEL_DAY_0 + timedelta(days=int(number))


def _plausible(day: date, value: Cell) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Invalid("input.date_year", value=text_of(value))
    return day


_RANGE = re.compile(r"(.+?)\s*(?:–|—|\btill\b|\bto\b|\bt\.?o\.?m\.?(?=\s)|\s-\s)\s*(.+)")


def parse_period(value: Cell) -> tuple[date | None, date]:
    """From and to, or only to: ``2017-01-01 – 2017-12-31``, ``senast 31/12 2017``."""
    text = text_of(value)
    if isinstance(value, str) and (match := _RANGE.fullmatch(text)):
        first, last = (_bare(part) for part in match.groups())
        return parse_date(first), parse_date(last)
    return None, parse_date(_bare(value) if isinstance(value, str) else value)


def _bare(text: str) -> str:
    return re.sub(r"(?i)^(senast|klart?|före|by|from|från)\s+", "", text.strip())


_SPACE = "[ \\t\u00a0\u2009\u202f'’]"
_SIGN = "(?P<sign>[-+−–]?)"
_NUMBER = re.compile(
    rf"{_SIGN}\s*(?P<whole>\d+|\d{{1,3}}(?:{_SPACE}\d{{3}})+)(?:[.,](?P<part>\d+))?", re.ASCII
)
# 1.234,50 and 1,234.50: the mark between thousands is not the decimals' mark.
_GROUPED = re.compile(
    rf"{_SIGN}(?P<whole>\d{{1,3}}(?P<mark>[.,])\d{{3}}(?:(?P=mark)\d{{3}})*)"
    r"(?!(?P=mark))[.,](?P<part>\d+)",
    re.ASCII,
)
_GROUPED_WHOLE = re.compile(
    rf"{_SIGN}(?P<whole>\d{{1,3}}(?P<mark>[.,])\d{{3}}(?:(?P=mark)\d{{3}})+)(?P<part>)", re.ASCII
)
_PIECES = re.compile(r"\s*(?:st|stycken|pcs)\.?$", re.IGNORECASE)


def parse_number(value: Cell) -> Decimal:
    """A number: 12, 1,5, 1 234,5, 1.234,50 or a cell's own. Kept to three decimals."""
    match value:
        case bool() | date() | time() | timedelta() | None:
            # Excel turns "1/5" and "1,5" into dates when it guesses wrong; so it is no number now.
            raise Invalid("input.number", value=text_of(value))
        case int():
            number = Decimal(value)
        case float():
            if not math.isfinite(value):
                raise Invalid("input.number", value=text_of(str(value)))
            number = Decimal(repr(value))
        case _:
            number = _from_digits(text_of(value))
    if abs(number) > _LARGEST:
        raise Invalid("input.number_large", value=text_of(value))
    rounded = number.quantize(Decimal("0.001"), ROUND_HALF_EVEN)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral() else rounded.normalize()


def _from_digits(text: str) -> Decimal:
    bare = _PIECES.sub("", text).strip()
    match = _GROUPED.fullmatch(bare) or _GROUPED_WHOLE.fullmatch(bare) or _NUMBER.fullmatch(bare)
    if match is None:
        raise Invalid("input.number", value=text)
    sign = "-" if match["sign"] in ("-", "−", "–") else ""
    whole = re.sub(r"\D", "", match["whole"])
    return Decimal(f"{sign}{whole}.{match['part'] or 0}")


def parse_whole(value: Cell) -> int:
    """A whole number."""
    number = parse_number(value)
    if number != number.to_integral():
        raise Invalid("input.whole", value=text_of(value))
    return int(number)


_LEADING_COUNT = re.compile(r"(\d{1,6})(?:\s+\D.*|\s*(?:st|p|pers)\.?)?", re.DOTALL)


def parse_people(value: Cell) -> int | None:
    """How many took part, from a number or from text such as "2 poliser"; None for names only."""
    if isinstance(value, str):
        text = text_of(value)
        match = _LEADING_COUNT.fullmatch(text)
        if match:
            return int(match[1])
        if not re.search(r"\d", text):
            return None
    return parse_whole(value)


_YES = frozenset({"ja", "j", "yes", "y", "x", "1", "sant", "true", "✓", "✔"})
_NO = frozenset({"nej", "n", "no", "0", "falskt", "false", "-", "–", ""})


def parse_yes_no(value: Cell) -> bool:
    """Ja or nej, as ticked or written."""
    text = text_of(value).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise Invalid("input.yes_no", value=text_of(value))
