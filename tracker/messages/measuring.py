"""When an indicator is to be measured, in words; late is said, never coloured."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tracker.i18n import _, format_date, ngettext


def due_words(due: date | None, every: int | None, today: date) -> str:
    """``mäts nästa gång senast 31 dec 2018, därefter var 12:e månad``; empty without a day."""
    if due is None:
        return ""
    text = _("measured next by {date}")
    if due < today:
        text = _("should have been measured by {date}")
    words = text.format(date=format_date(due))
    return words if every is None else f"{words}, {every_words(every)}"


def every_words(months: int) -> str:
    """``därefter varje månad``, ``därefter var 12:e månad``."""
    text = ngettext("then every month", "then every {count} months", months)
    return text.format(count=months)


def trend_words(values: Sequence[tuple[date, Decimal]]) -> str:
    """How the newest value stands to the one before it; empty with fewer than two."""
    if len(values) < 2:
        return ""
    (then, before), (_on, now) = values[-2:]
    if now > before:
        text = _("It has risen since {date}")
    elif now < before:
        text = _("It has fallen since {date}")
    else:
        text = _("It is the same as on {date}")
    return text.format(date=format_date(then))
