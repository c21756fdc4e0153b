"""Figures in words: "60 % vill se mer polis (n = 412)"."""

import re
from decimal import Decimal
from typing import Protocol

from tracker.i18n import _, format_number
from tracker.models.units import PERCENT, scale_of

_SHARE_OF = re.compile(r"(?:den )?andel(?:en)? (?:som |av dem som )?", re.IGNORECASE)
_ONLY_A_COUNT = re.compile(r"antal\b.*", re.IGNORECASE)


class Figure(Protocol):
    """A value with what it answers."""

    @property
    def wording(self) -> str:
        """The question."""

    @property
    def unit(self) -> str:
        """What it is in."""

    @property
    def value(self) -> Decimal:
        """How much."""

    @property
    def answers(self) -> int | None:
        """n, where there is one."""


def figure_text(figure: Figure) -> str:
    """A figure as a statement, to begin from: ``60 % vill se mer polis (n = 412)``."""
    return figure_words(figure.wording, figure.value, figure.unit, figure.answers)


def figure_words(wording: str, value: Decimal, unit: str, answers: int | None) -> str:
    """As `figure_text`, of its parts. Statistics rest on no sample, and have no n."""
    wording = wording.strip()
    # "Anmälda brott: 1 204 anmälda brott" says it twice.
    number = value_words(value, "" if unit.casefold() == wording.casefold() else unit)
    if unit == PERCENT and not wording.endswith("?"):
        text = f"{number} {_uncapitalised(_SHARE_OF.sub('', wording, count=1))}"
    else:
        text = f"{wording} {number}" if wording.endswith("?") else f"{wording}: {number}"
    return text if answers is None else f"{text} ({answers_words(answers)})"


def value_words(value: Decimal | None, unit: str) -> str:
    """``52 %``, ``3,4 av 5``, ``34``, ``1 204 anmälda brott``; a dash without a value."""
    if value is None:
        return "–"
    number, scale = format_number(value), scale_of(unit)
    if unit == PERCENT:
        return f"{number}\xa0%"
    if scale is not None:
        return _("{value} of {most}").format(value=number, most=scale[1])
    return number if not unit or _ONLY_A_COUNT.fullmatch(unit) else f"{number} {unit}"


def sampled_words(value: Decimal | None, answers: int | None, unit: str) -> str:
    """A value with the number of answers it rests on: ``52 % (n = 380)``."""
    words = value_words(value, unit)
    return words if answers is None else f"{words} ({answers_words(answers)})"


def found_words(value: Decimal | None, answers: int | None, unit: str, title: str) -> str:
    """What a survey answered: ``52 % (n = 380), Trygghetsmätning 2018``."""
    return f"{sampled_words(value, answers, unit)}, {title}"


def answers_words(answers: int) -> str:
    """``n = 412``."""
    return _("n\xa0=\xa0{count}").format(count=format_number(answers))


def _uncapitalised(text: str) -> str:
    """A first word in capitals, ``BRÅ``, stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
