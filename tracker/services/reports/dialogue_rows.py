"""What citizens said, as reports tell of it: counts, means, quotes and figures, never a person.

Counts are None where they may not be told; see `services.reports.dialogue_public`.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from tracker.models.enums import SurveyMethod


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One occasion or source: how, when and where people were asked, and whom it missed."""

    title: str
    method: SurveyMethod
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    audience: str = ""
    asked: int | None = None
    answered: int | None = None
    limitation: str = ""
    withheld: bool = False
    """Whether so few answered that the numbers may not be told."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme, and how many of the coded answers take it up."""

    name: str
    answers: int | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The answers of a place or a group; a name that is empty is for those without one."""

    name: str
    answers: int | None
    """That are coded."""
    themes: tuple[int | None, ...]
    """Those that take up each of `DialogueInput.themes`, in their order."""
    rated: int | None = None
    mean: Decimal | None = None
    """Of `rated` ratings from 1 to 5."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A theme in the two years that are compared."""

    name: str
    now: int | None
    then: int | None


@dataclass(frozen=True, slots=True)
class YearsRow:
    """The years compared, the coded answers in each, and whether people were asked alike."""

    now: int
    then: int
    now_of: int
    then_of: int
    same_methods: bool
    changes: tuple[ChangeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """What somebody wrote, and a theme that it takes up."""

    theme: str
    text: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """An aggregate whose answers are not in the book. `answers` is n; None without a sample."""

    question: str
    unit: str
    value: Decimal | None
    answers: int | None
    source: str = ""
    limitation: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class DialogueInput:
    """A dialogue round, or what was asked in a year."""

    title: str = ""
    """The round's; empty for a year."""
    limitation: str = ""
    """Whom the whole round did not reach."""
    occasions: tuple[HeldRow, ...] = ()
    answers: int | None = 0
    """In the book."""
    coded: int | None = 0
    """That somebody has read for themes; what shares are of."""
    rated: int | None = 0
    mean: Decimal | None = None
    themes: tuple[ThemeRow, ...] = ()
    """The most common first; those that may not be told last, by name."""
    places: tuple[GroupRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    years: YearsRow | None = None
    """None where there is no earlier year to compare with, or too few answers."""
    too_few_compared: bool = False
    """There is an earlier year, but one of the two has too few answers."""
    quotes: tuple[QuoteRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
