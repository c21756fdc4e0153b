"""The program's language: translated text, dates and numbers. Needs no Qt.

Source strings are English; Swedish is the default language. The process has one language, chosen
by the composition root with `activate`; `language` overrides it for one piece of work, such as
an English report made while the window speaks Swedish.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from tracker.resources import resource_path

Language = Literal["sv", "en"]
DateStyle = Literal["short", "day", "long", "long_day", "weekday", "iso"]

LANGUAGES: tuple[Language, ...] = ("sv", "en")
DOMAIN = "loftesboken"

# Explicit patterns: CLDR's own put the month first in English and years where we want none.
_DATE_PATTERNS: dict[DateStyle, str] = {
    "short": "d MMM y",
    "day": "d MMM",
    "long": "d MMMM y",
    "long_day": "d MMMM",
    "weekday": "EEEE",
}

_default: Language = "sv"
_override: ContextVar[Language | None] = ContextVar("language", default=None)


def activate(lang: Language) -> None:
    """Make `lang` the language of the process. Called by the composition roots only."""
    global _default
    _default = lang


@contextmanager
def language(lang: Language) -> Iterator[None]:
    """Use `lang` inside the block, in this thread only; other threads keep their language."""
    token = _override.set(lang)
    try:
        yield
    finally:
        _override.reset(token)


def current_language() -> Language:
    """The language that `_` and the formats speak right now."""
    return _override.get() or _default


@cache
def _catalogue(lang: Language) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, str(resource_path("i18n")), languages=[lang])


def _(msg: str) -> str:
    """The text in the current language. Never called at import time; see `N_`."""
    # gettext answers the empty string with the catalogue's header.
    return _catalogue(current_language()).gettext(msg) if msg else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form that fits `n`; the caller fills the placeholders in."""
    return _catalogue(current_language()).ngettext(one, many, n)


def pgettext(context: str, msg: str) -> str:
    """The text where one English word needs several translations, told apart by `context`."""
    return _catalogue(current_language()).pgettext(context, msg)


def N_(msg: str) -> str:
    """Mark module-level text for extraction; translate it with `_` where it is shown."""
    return msg


# Babel is imported by the first date or number, not by this module: measured 13-20 ms for the
# import and 8 ms for a locale's data. That is cheap enough to prefer CLDR's data to month tables
# and separators of our own, and 2 µs a call once cached.


@lru_cache(maxsize=4096)
def _formatted_date(day: date, style: DateStyle, lang: Language) -> str:
    from babel.dates import format_date as babel_format_date

    # CLDR abbreviates with a full stop ("31 dec."), which Swedish authorities do not write.
    return babel_format_date(day, _DATE_PATTERNS[style], locale=lang).replace(".", "")


def format_date(day: date, style: DateStyle = "short") -> str:
    """A date as people read it.

    ``short`` 31 dec 2018, ``day`` 31 dec, ``long`` 1 oktober 2018, ``long_day`` 1 oktober,
    ``weekday`` lördag, ``iso`` 2018-12-31.
    """
    # A datetime is a date too, but would not be equal to the same day in the cache.
    plain = day.date() if isinstance(day, datetime) else day
    return (
        plain.isoformat() if style == "iso" else _formatted_date(plain, style, current_language())
    )


def format_days(first: date, last: date, style: DateStyle = "long") -> str:
    """From one day to another, nothing said twice: 16–20 november 2018, 30 april–2 maj 2018.

    `style` is ``long`` or ``short``; one day alone is only itself.
    """
    if first == last:
        return format_date(last, style)
    if first.year != last.year:
        begins = format_date(first, style)
    elif first.month != last.month:
        begins = format_date(first, "long_day" if style == "long" else "day")
    else:
        begins = str(first.day)
    return f"{begins}–{format_date(last, style)}"


@lru_cache(maxsize=1024)
def _patterned(day: date, pattern: str, lang: Language) -> str:
    from babel.dates import format_date as babel_format_date

    return babel_format_date(day, pattern, locale=lang).replace(".", "")


def weekday(day: date, *, short: bool = False) -> str:
    """The day's name: ``lördag``, in short ``lör``."""
    return _patterned(day, "ccc" if short else "cccc", current_language())


def month(day: date, *, year: bool = True) -> str:
    """The month a day is in: ``september 2018``, without `year` ``september``."""
    return _patterned(day, "LLLL y" if year else "LLLL", current_language())


def format_time(moment: time | datetime) -> str:
    """Hours and minutes on a 24-hour clock, ``14:02``, the same in both languages."""
    return moment.strftime("%H:%M")


@lru_cache(maxsize=4096)
def _formatted_number(value: Decimal | int | float, lang: Language, decimals: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, f"#,##0.{'#' * decimals}", locale=lang)


def format_number(value: Decimal | int | float, decimals: int = 3) -> str:
    """A number with the language's separators: ``1 234,5`` in Swedish, ``1,234.5`` in English.

    At most `decimals` decimals, rounded half to even, and no trailing zeros. The Swedish
    thousands separator is a no-break space.
    """
    return _formatted_number(value, current_language(), decimals)
