"""Reports are named by the last digits of their numbers: nobody types nineteen."""

from collections.abc import Iterable

from tracker.cli.framework import WrongUsage
from tracker.i18n import _
from tracker.models.errors import NotFound
from tracker.services.context import AppContext

_ID_DIGITS, _ID_BITS = 19, 63
_FEWEST = 4
_LONGEST_DATE = len("20180915")


def digits(name: str, text: str) -> str:
    """What was typed for the option or argument `name`; `WrongUsage` when it is no number."""
    number = text.strip()
    is_number = number.isascii() and number.isdigit() and len(number) <= _ID_DIGITS
    if not is_number or int(number).bit_length() > _ID_BITS:
        raise WrongUsage(
            _("{option}: “{value}” is no number from the archive.").format(option=name, value=text)
        )
    return number


def is_report(ctx: AppContext, text: str) -> bool:
    """Whether a report's number ends so, or the text is too long to be a day."""
    typed = text.strip()
    is_number = typed.isascii() and typed.isdigit()
    return is_number and (len(typed) > _LONGEST_DATE or bool(_ending_in(ctx, typed)))


def report_id(ctx: AppContext, name: str, text: str) -> int:
    """The report whose number ends so; `NotFound` when none does, `WrongUsage` when several do."""
    typed = digits(name, text)
    fitting = _ending_in(ctx, typed)
    if len(fitting) > 1:
        raise WrongUsage(
            _(
                "{option}: “{value}” fits several reports. Write more of the number; "
                "“lofte archive” shows it."
            ).format(option=name, value=text)
        )
    if not fitting:
        raise NotFound("report.no_number", id=typed)
    return fitting[0]


def _ending_in(ctx: AppContext, typed: str) -> list[int]:
    from tracker.services.reports.archive import report_rows

    return [row.id for row in report_rows(ctx) if str(row.id).endswith(typed)]


def short_number(ctx: AppContext, number: int) -> str:
    """As `lofte archive` shows it."""
    from tracker.services.reports.archive import report_rows

    return short_numbers(row.id for row in report_rows(ctx))[number]


def short_numbers(ids: Iterable[int]) -> dict[int, str]:
    """Each number's last digits, as few as tell it from the others, but not too few to look for."""
    whole = {number: str(number) for number in ids}
    for length in range(_FEWEST, _ID_DIGITS):
        short = {number: text[-length:] for number, text in whole.items()}
        if len(set(short.values())) == len(whole):
            return short
    return whole
