"""Durations and times of day as people write them: 1,5, 1:30, 8.30, from and to.

Pure functions.
"""

import re
from datetime import datetime, time, timedelta
from decimal import Decimal

from tracker.models.errors import Invalid
from tracker.services.spreadsheet.dates_and_numbers import Cell, parse_number, text_of

_MOST_MINUTES = 24 * 60 * 366
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_FROM_TO = re.compile(rf"(?:kl\.?\s*)?{_CLOCK}\s*(?:-|–|—|till|to)\s*(?:kl\.?\s*)?{_CLOCK}")
_TIME_OF_DAY = re.compile(r"(?:(?:kl\.?|klockan)\s*)?(\d{1,2})(?:[:.]?(\d{2}))?", re.ASCII)
_COLON = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?")
_WORDED_DURATION = re.compile(
    r"(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?:h|t|tim|timme|timmar|hours?|hrs?)\.?)?"
    r"(?:\s*(?:och|and)?\s*(?P<m>\d+)\s*(?:m|min|minut|minuter|minutes?|mins?)\.?)?"
)


def parse_hours(value: Cell, *, clock_possible: bool = False) -> int:
    """A duration in minutes, from hours: 1,5, 1:30, "1 h 30 min", "18:00–19:30", an Excel time.

    `clock_possible` for a column called "Tid", where 18:00 alone may be a time of day.
    """
    if isinstance(value, (time, datetime)) or (
        isinstance(value, str) and _COLON.fullmatch(value.strip())
    ):
        if clock_possible:
            raise Invalid("input.clock", value=text_of(value))
        return _whole_minutes(_colon_minutes(value), value)
    if isinstance(value, timedelta):
        return _whole_minutes(Decimal(value.total_seconds()) / 60, value)
    if isinstance(value, str):
        text = " ".join(value.casefold().split())
        if (match := _FROM_TO.fullmatch(text)) and (":" in text or "." in text or "kl" in text):
            return _between(match, value)
        match = _WORDED_DURATION.fullmatch(text)
        if match and (match["h"] or match["m"]):
            hours = parse_number(match["h"]) if match["h"] else Decimal(0)
            return _whole_minutes(hours * 60 + int(match["m"] or 0), value)
    try:
        return _whole_minutes(parse_number(value) * 60, value)
    except Invalid as error:
        raise Invalid("input.duration", value=text_of(value)) from error


def parse_minutes(value: Cell) -> int:
    """A duration in minutes, from a column of minutes: 90, "90 min", or as `parse_hours` reads."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return _whole_minutes(parse_number(value), value)
    if isinstance(value, str) and re.fullmatch(r"[-−]?\d+([.,]\d+)?", value.strip()):
        return _whole_minutes(parse_number(value), value)
    return parse_hours(value)


def parse_clock(text: str) -> time:
    """A time of day: 8.30, 08:30, 0830, "kl. 8.30" or the hour alone."""
    match = _TIME_OF_DAY.fullmatch(text.strip().casefold())
    try:
        if match:
            return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        # A 25th hour or a 60th minute is no time either.
        pass
    raise Invalid("input.time", value=text)


def _colon_minutes(value: Cell) -> Decimal:
    if isinstance(value, (time, datetime)):
        return Decimal(value.hour * 60 + value.minute)
    match = _COLON.fullmatch(str(value).strip())
    return Decimal(int(match[1]) * 60 + int(match[2])) if match else Decimal(0)


def _between(match: re.Match[str], value: Cell) -> int:
    first_hour, first_minute, last_hour, last_minute = (int(part or 0) for part in match.groups())
    if max(first_hour, last_hour) > 24 or max(first_minute, last_minute) > 59:
        raise Invalid("input.duration", value=text_of(value))
    # 21–01 goes past midnight.
    span = (last_hour * 60 + last_minute - first_hour * 60 - first_minute) % (24 * 60)
    if span == 0:
        raise Invalid("input.duration", value=text_of(value))
    return span


def _whole_minutes(minutes: Decimal, value: Cell) -> int:
    if minutes > _MOST_MINUTES:
        raise Invalid("input.number_large", value=text_of(value))
    return int(minutes.to_integral_value())
