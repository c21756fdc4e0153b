"""The day of an answer, from the timestamp that survey tools give it."""

import re
from datetime import date

from tracker.services.spreadsheet.dates_and_numbers import parse_date

_TIME = re.compile(
    r"(?<=\d)(?:,|\s|t)\s*(?:kl\.?\s*)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\b.*", re.I
)


def parse_day(text: str) -> date:
    """The day in "2017-05-16 12.04.59", "16/5 2017 12:04" and the like, or in a plain date."""
    return parse_date(_TIME.sub("", text))
