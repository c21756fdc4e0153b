"""What is typed into a field, read as the same text in a spreadsheet would be."""

from datetime import date

from tracker.models.errors import Invalid
from tracker.services.spreadsheet.dates_and_numbers import parse_date


def typed_date(text: str, today: date, *, past: bool = False) -> date:
    """The day that `text` means; without a year the one nearest to `today`.

    With `past` a day without a year is never after `today`: what is logged has happened.
    In a list a date without a year is refused: there nobody sees what it was taken for.
    """
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


def _in_year(text: str, year: int) -> date | None:
    try:
        return parse_date(f"{text} {year}")
    except Invalid:
        return None
