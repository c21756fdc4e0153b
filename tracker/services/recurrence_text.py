"""How often something comes back, as people write it: words, times a year, or the dates themselves.

Whatever can't be read in one way only is refused: a wrong series is worse than none.
"""

import re
from dataclasses import dataclass
from datetime import date

from tracker.models.errors import Invalid
from tracker.models.recurrence import (
    LAST_DAY,
    MOST_OCCASIONS,
    Daily,
    Endless,
    Limited,
    Monthly,
    MonthlyWeekday,
    Pattern,
    PeriodEnds,
    Weekly,
    Yearly,
    occasions,
    read_rule,
)
from tracker.services.spreadsheet.dates_and_numbers import MONTHS, parse_date

# "Once a week" is done by its last working day, "once a month" by its last day.
_WEEKS_END = (4,)
_LONGEST = 300
_LEAP_YEAR = 2016

_DAY_NAMES = (
    "mån må månd mon", "tis ti tisd tue tues", "ons on onsd wed", "tors to tor thu thur thurs",
    "fre fr fri", "lör lö lörd sat", "sön sö sönd sun",
)  # fmt: skip
_FULL_DAYS = (
    "måndag monday", "tisdag tuesday", "onsdag wednesday", "torsdag thursday", "fredag friday",
    "lördag saturday", "söndag sunday",
)  # fmt: skip
_WEEKDAYS = {
    name: day
    for day, (short, full) in enumerate(zip(_DAY_NAMES, _FULL_DAYS, strict=True))
    for stem in full.split()
    for name in (*short.split(), stem, stem + "s", stem + "ar", stem + "arna", stem + "en")
}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "en ett one once första förste first", "två two twice andra second",
            "tre three tredje third", "fyra four fjärde fourth", "fem five femte fifth",
            "sex six sjätte sixth", "sju seven sjunde seventh", "åtta eight åttonde eighth",
            "nio nine nionde ninth", "tio ten tionde tenth", "elva eleven elfte eleventh",
            "tolv twelve tolfte twelfth",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_UNITS = {
    word: unit
    for unit, words in {
        "day": "dag dagen dagar day days",
        "week": "vecka veckan veckor v week weeks",
        "month": "månad månaden månader mån month months",
        "quarter": "kvartal kvartalet quarter",
        "third": "tertial tertialet",
        "half": "halvår halvåret",
        "year": "år året year years",
    }.items()
    for word in words.split()
}
_PERIODS = {"quarter": 3, "third": 4, "half": 6}
_SAID_AT_ONCE: dict[str, Endless] = {
    word: pattern
    for words, pattern in (
        ("dagligen daily", Weekly(tuple(range(7)))),
        ("vardagar weekdays", Weekly(tuple(range(5)))),
        ("veckovis weekly", Weekly(_WEEKS_END)),
        ("månadsvis månatligen månatlig monthly", Monthly(LAST_DAY)),
        ("kvartalsvis quarterly", PeriodEnds(3)),
        ("tertialvis", PeriodEnds(4)),
        ("halvårsvis half-yearly", PeriodEnds(6)),
        ("årligen årsvis yearly annually", Yearly(12, 31)),
    )
    for word in words.split()
}
_TIMES_A_YEAR: dict[int, Endless] = {
    1: Yearly(12, 31),
    2: PeriodEnds(6),
    3: PeriodEnds(4),
    4: PeriodEnds(3),
    6: Monthly(LAST_DAY, 2),
    12: Monthly(LAST_DAY),
    26: Weekly(_WEEKS_END, 2),
    52: Weekly(_WEEKS_END),
}
_FILLERS = frozenset({"på", "i", "den", "de", "on", "in", "the", "of", "och", "and", "samt", "a"})
# "Varje mån" is a Monday to some and a month to others.
_EITHER = "mån"

_NUMBER = r"\d{1,3}(?::[ae]|st|nd|rd|th)?|" + "|".join(_NUMBERS)
_COUNT = r"\d{1,3}|en|ett|one|once|två|two|twice|tre|three|fyra|four|sex|six|tolv|twelve"
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_TIMES = re.compile(
    rf"(?P<count>{_COUNT})(?:\s*(?:gånger|gång|ggr|gg|times|time|st|x))?"
    rf"\s*(?:/|per\b|om\b|i\b|a\b|each\b|every\b|varje\b)\s*(?P<unit>{_UNIT})"
)
_EVERY = re.compile(
    rf"\b(?P<other>varannan|vartannat|var annan|every other)\b(?=\s+(?P<a>{_UNIT}|{_WEEKDAY})\b)"
    rf"|\b(?:var|vart|every)\s+(?P<nth>{_NUMBER})\b(?=\s+(?P<b>{_UNIT}|{_WEEKDAY})\b)"
    rf"|\b(?:i varje|varje|varenda|each|every|i|of the|per|a)\s+(?=(?P<c>{_UNIT})\b)"
    rf"|\b(?:varje|varenda|each|every)\b(?=\s)"
)
_RANGE = re.compile(rf"\b({_WEEKDAY})\s*(?:–|-|till|to)\s*({_WEEKDAY})\b")
_ASIDE = re.compile(r"\((?:sista dagen när|the last day when|\d+ \w+ (?:andra|in other))[^()]*\)")
_SO_OFTEN = re.compile(r"(.+),\s*(\d{1,9})\s*(?:gånger|gång|ggr|times|time|tillfällen)")
# "48 fotpatruller under 2017, fre och lör", "48 gånger fre och lör".
_COUNTED = re.compile(
    r"(\d{1,4})\s+(?:[^\W\d][^\d,;:]*?)(?:\s+(?:under|år|i|during|in)\s+(\d{4}))?\s*[,;:]\s*(.+)"
)
_COUNTED_DAYS = re.compile(
    rf"(\d{{1,4}})\s+(?:gånger|gång|ggr|times|time|tillfällen)()\s+((?:på |on )?(?:{_WEEKDAY})\b.*)"
)
# "2 besök, varje vecka" may be two a week.
_A_TIME = re.compile(rf"(?:/|per|i|om|a|varje|each|every)\s*(?:{_UNIT})\b.*")
_UNTIL = re.compile(r"(.+?),?\s+(?:till och med|t\.?o\.?m\.?|until|through)\s+(.+)")


def read_recurrence(
    text: str, start: date | None, end: date | None
) -> tuple[str | None, tuple[date, ...]]:
    """The rule that the words mean, and its dates from `start` to `end`; no rule for own dates.

    Dates without a year are all those between `start` and `end`. Raises `Invalid` with
    `recurrence.unreadable`, `recurrence.outside` or `recurrence.too_often`.
    """
    words = " ".join(text.casefold().split()).rstrip(".")
    if not words or len(words) > _LONGEST:
        raise _unreadable(text)
    if "freq=" in words:
        pattern: Pattern | None = read_rule(text)
    else:
        if days := _own_dates(words, start, end):
            return None, days
        pattern = _limited(words) or _counted(words, start, end)
    if pattern is None:
        raise _unreadable(text)
    if start is None or end is None:
        return pattern.rule(), ()
    return pattern.rule(), occasions(pattern, start, end)


def _unreadable(text: str) -> Invalid:
    return Invalid("recurrence.unreadable", field="recurrence", text=text)


def _own_dates(words: str, start: date | None, end: date | None) -> tuple[date, ...]:
    """The dates that `words` lists; none when it isn't a list of dates.

    Raises `Invalid("recurrence.outside")` for one without a year that is in none of the span's.
    """
    parts = [part for part in re.split(r"\s*(?:[,;]|\boch\b|\band\b|\bsamt\b)\s*", words) if part]
    found: set[date] = set()
    outside = ""
    for part in parts:
        days = _days_of(part, start, end)
        if days is None:
            return ()
        found.update(days)
        outside = outside or ("" if days else part)
    if outside:
        raise Invalid("recurrence.outside", field="recurrence", text=outside, start=start, end=end)
    return tuple(sorted(found))[:MOST_OCCASIONS]


def _days_of(part: str, start: date | None, end: date | None) -> list[date] | None:
    """The days that are meant; None when it isn't a date, or can't be told without a span."""
    try:
        return [parse_date(part)]
    except Invalid as error:
        if error.code != "input.date_without_year" or start is None or end is None:
            return None
    years = range(start.year, end.year + 1)
    days = [day for year in years if (day := _parsed(f"{part} {year}")) is not None]
    # "31/6" is a date in no year; one that only leap years have is outside the others.
    if not days and _parsed(f"{part} {_LEAP_YEAR}") is None:
        return None
    return [day for day in days if start <= day <= end]


def _parsed(text: str) -> date | None:
    try:
        return parse_date(text)
    except Invalid:
        return None


def _limited(words: str) -> Pattern | None:
    if match := _SO_OFTEN.fullmatch(words):
        pattern = _endless(match[1])
        return pattern and Limited(pattern, count=int(match[2])) if int(match[2]) else None
    if match := _UNTIL.fullmatch(words):
        pattern, until = _endless(match[1]), _parsed(match[2])
        return Limited(pattern, until=until) if pattern and until else None
    return _endless(words)


def _counted(words: str, start: date | None, end: date | None) -> Pattern | None:
    """A number of times first, whatever they are called; a year only where it is the span's."""
    match = _COUNTED_DAYS.fullmatch(words) or _COUNTED.fullmatch(words)
    if match is None or not int(match[1]) or _A_TIME.fullmatch(match[3]):
        return None
    years = {day.year for day in (start, end) if day is not None}
    if match[2] and years - {int(match[2])}:
        return None
    pattern = _endless(match[3])
    return pattern and Limited(pattern, count=int(match[1]))


def _endless(words: str) -> Endless | None:
    plain = _ASIDE.sub("", words).strip()
    plain = plain.replace("third of the year", "tertial").replace("half-year", "halvår")
    if plain in _SAID_AT_ONCE:
        return _SAID_AT_ONCE[plain]
    if match := _TIMES.fullmatch(plain):
        return _so_often(_number(match["count"]), _UNITS[match["unit"]])
    return _spelled_out(_RANGE.sub(_all_between, plain))


def _so_often(count: int, unit: str) -> Endless | None:
    if unit == "year":
        return _TIMES_A_YEAR.get(count)
    return _by_unit(unit, 1, _Rest()) if count == 1 else None


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is said besides how often: weekdays, which of them or which day, and a month."""

    weekdays: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    month: int | None = None
    is_last: bool = False


def _spelled_out(words: str) -> Endless | None:
    """A sentence such as ``varannan vecka på torsdag``; None when any word of it is not known."""
    said = list(_EVERY.finditer(words))
    if len(said) > 1:
        return None
    every, unit = 1, ""
    if said:
        (match,) = said
        every = 2 if match["other"] else _number(match["nth"]) if match["nth"] else 1
        following = match["a"] or match["b"] or match["c"] or ""
        if following == _EITHER:
            return None
        unit = _UNITS.get(following, "")
        tail = words[match.end() :].strip()
        words = f"{words[: match.start()]} {tail.removeprefix(following) if unit else tail}"
    if words.strip().startswith(("vardag", "weekday")) and not unit and every == 1:
        return Weekly(tuple(range(5)))
    rest = _rest(re.findall(r"[^\s,;&+]+", words))
    if rest is None:
        return None
    if not unit:
        unit = "week" if rest.weekdays else ""
        if rest.numbers or rest.is_last or not unit:
            return None
    return _by_unit(unit, every, rest)


def _rest(words: list[str]) -> _Rest | None:
    weekdays: set[int] = set()
    numbers: list[int] = []
    month, is_last, days = None, False, 0
    for word in words:
        if word in ("sista", "last"):
            is_last = True
        elif re.fullmatch(_NUMBER, word):
            numbers.append(_number(word))
        elif word in MONTHS and (numbers or word not in _WEEKDAYS):
            month = MONTHS[word]
        elif word in _WEEKDAYS and word not in _FILLERS:
            weekdays.add(_WEEKDAYS[word])
        elif word in ("dag", "dagen", "day"):
            days += 1
        elif word not in _FILLERS:
            return None
    # "The last day" is a day of the month; a day that nothing is said of is not.
    if days and not is_last and not numbers:
        return None
    return _Rest(tuple(sorted(weekdays)), tuple(numbers), month, is_last)


def _by_unit(unit: str, every: int, rest: _Rest) -> Endless | None:
    only_days = not rest.numbers and not rest.is_last and rest.month is None
    match unit:
        case "day" if only_days and not rest.weekdays:
            return Daily(every) if every > 1 else Weekly(tuple(range(7)))
        case "week" if only_days:
            return Weekly(rest.weekdays or _WEEKS_END, every)
        case "month" if rest.month is None:
            return _monthly(every, rest)
        case "quarter" | "third" | "half" if every == 1 and not (rest.numbers or rest.weekdays):
            return PeriodEnds(_PERIODS[unit])
        case "year" if every == 1 and not rest.weekdays and not rest.is_last:
            return _yearly(rest)
    return None


def _monthly(every: int, rest: _Rest) -> Endless | None:
    if len(rest.weekdays) > 1 or len(rest.numbers) + rest.is_last > 1:
        return None
    number = LAST_DAY if rest.is_last or not rest.numbers else rest.numbers[0]
    if rest.weekdays:
        is_said = rest.is_last or 1 <= number <= 4
        return MonthlyWeekday(number, rest.weekdays[0], every) if is_said else None
    if number > 31 or number == 0:
        return None
    # The last day when it is shorter: the 31st is always the last day.
    return Monthly(LAST_DAY if number == 31 else number, every)


def _yearly(rest: _Rest) -> Endless | None:
    if rest.month is None:
        return None if rest.numbers else Yearly(12, 31)
    if len(rest.numbers) != 1:
        return None
    try:
        day = date(2016, rest.month, rest.numbers[0])
    except ValueError:
        return None
    return Yearly(day.month, day.day)


def _all_between(match: re.Match[str]) -> str:
    first, last = _WEEKDAYS[match[1]], _WEEKDAYS[match[2]]
    days = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
    return " ".join(_FULL_DAYS[day].split()[0] for day in days)


def _number(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _NUMBERS[word]
