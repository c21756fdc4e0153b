"""What is typed into a field, read as the same text in a spreadsheet would be."""

import re
from datetime import date, timedelta

from tracker.models.errors import Invalid
from tracker.models.measuring import add_months
from tracker.services.spreadsheet.dates_and_numbers import parse_date

_TOMORROW = frozenset({"imorgon", "i morgon", "imorron", "i morron", "tomorrow"})
_AFTER_TOMORROW = frozenset({"i övermorgon", "iövermorgon", "övermorgon", "day after tomorrow"})
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mån måndag monday mon",
            "tis tisdag tuesday tue",
            "ons onsdag wednesday wed",
            "tor tors torsdag thursday thu",
            "fre fredag friday fri",
            "lör lördag saturday sat",
            "sön söndag sunday sun",
        )
    )
    for name in names.split()
}
_UNITS = {
    name: unit
    for unit, names in {
        "day": "d dag dagar day days",
        "week": "v vecka veckor w week weeks",
        "month": "m mån månad månader month months",
        "year": "å år y year years",
    }.items()
    for name in names.split()
}
_ONE = frozenset({"en", "ett", "one", "a"})
_FAR = re.compile(r"(?:\+ ?|om |in )([0-9]{1,3}|en|ett|one|a) ?([a-zåäö]*)")
_NEXT = re.compile(r"(?:på |nästa |nu på |on |next )?([a-zåäö]+)")
_LAST = re.compile(r"(?:i |förra |last )([a-zåäö]+)")


def typed_date(text: str, today: date, *, past: bool = False) -> date:
    """The day that `text` means; without a year the one nearest to `today`.

    With `past` a day without a year is never after `today`: what is logged has happened.
    In a list a date without a year is refused: there nobody sees what it was taken for.
    """
    told = relative_date(text, today, past=past)
    if told is not None:
        return told
    try:
        return parse_date(text, today=today)
    except Invalid as error:
        if error.code != "input.date_without_year":
            raise
    days = [
        day
        for year in (today.year - 1, today.year, today.year + 1)
        if (day := _in_year(text, year)) is not None
    ]
    if not days:
        raise Invalid("input.date", value=text)
    passed = [day for day in days if day <= today]
    return min(passed if past and passed else days, key=lambda day: abs(day - today))


def relative_date(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that ``+2v``, ``om en månad``, ``imorgon``, ``fredag`` or ``i fredags`` means.

    A weekday is the next one, or with `past` the latest. None for a date told in another way.
    """
    words = " ".join(text.casefold().split())
    if words in _TOMORROW:
        return today + timedelta(1)
    if words in _AFTER_TOMORROW:
        return today + timedelta(2)
    if match := _FAR.fullmatch(words):
        far = _later(today, 1 if match[1] in _ONE else int(match[1]), match[2] or "d")
        return None if far is None else parse_date(far)
    if match := _LAST.fullmatch(words):
        weekday = _WEEKDAYS.get(match[1].removesuffix("s") if words[:2] == "i " else match[1])
        return None if weekday is None else _weekday(today, weekday, past=True)
    match = _NEXT.fullmatch(words)
    weekday = None if match is None else _WEEKDAYS.get(match[1])
    return None if weekday is None else _weekday(today, weekday, past=past)


def _weekday(today: date, weekday: int, *, past: bool) -> date:
    """Never today itself: for that there is a word."""
    if past:
        return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def _later(today: date, count: int, unit: str) -> date | None:
    match _UNITS.get(unit):
        case "day":
            return today + timedelta(count)
        case "week":
            return today + timedelta(weeks=count)
        case "month":
            return add_months(today, count)
        case "year":
            return add_months(today, 12 * count)
        case _:
            return None


def _in_year(text: str, year: int) -> date | None:
    try:
        return parse_date(f"{text} {year}")
    except Invalid:
        return None
