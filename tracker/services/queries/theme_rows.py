"""Themes by how many answers take them up, as rows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.models.rounding import whole_percent

Key = str | int | None
"""A place or group, empty where none is noted; a survey's id; a year; None for no division."""


FEWEST_COMPARED = 20
"""With fewer coded answers in a year one person is more than five percentage points, so no change
between years is told of it."""


class By(StrEnum):
    """What answers are divided by."""

    NONE = "none"
    PLACE = "place"
    GROUP = "group"
    SURVEY = "survey"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ThemeQuery:
    """Which answers are counted, and what they are divided by; all of them by default.

    A municipality, and the last day of their surveys, hold for the year before as well.
    """

    by: By = By.NONE
    round_id: int | None = None
    survey_id: int | None = None
    year: int | None = None
    municipality_id: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """`answers` of `of`; not `told` to the public when so few could be recognised."""

    answers: int
    of: int
    told: bool = True

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.answers / self.of if self.of else 0.0

    @property
    def is_seen(self) -> bool:
        """Whether there is something to list; that a withheld part is none is not told either."""
        return self.answers > 0 or not self.told


@dataclass(frozen=True, slots=True)
class Before:
    """A theme in the latest year and in the last one before it that has enough coded answers."""

    now: Part
    then: Part

    @property
    def told(self) -> bool:
        """Whether both may be told."""
        return self.now.told and self.then.told

    @property
    def points(self) -> int:
        """The change in whole per cent units of the shares as they are printed."""
        return whole_percent(self.now.answers, self.now.of) - whole_percent(
            self.then.answers, self.then.of
        )


@dataclass(frozen=True, slots=True)
class ThemeBar:
    """A theme; `cells` are its parts in the groups, in their order."""

    theme_id: int
    name: str
    part: Part
    cells: tuple[Part, ...] = ()
    before: Before | None = None
    problems: tuple[tuple[int, int, str], ...] = ()
    """The problems that take it up: id, number, title."""


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The answers of one place, group, survey or year; a place or group may have no name."""

    key: Key
    name: str
    answers: int
    """That are coded."""
    told: bool = True


@dataclass(frozen=True, slots=True)
class YearsCompared:
    """The two years of `Before`, and whether people were asked in the same ways."""

    now: int
    then: int
    same_methods: bool


@dataclass(frozen=True, slots=True)
class TooFewCompared:
    """Two years that are not compared, and the coded answers in each."""

    now: int
    then: int
    now_of: int
    then_of: int


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """Themes by answers, the most common first; those too few to be told by name, last."""

    query: ThemeQuery
    bars: tuple[ThemeBar, ...]
    groups: tuple[ThemeGroup, ...]
    answers: int
    """All that the query fits."""
    coded: int
    surveys: int
    """That have answers among these."""
    years: YearsCompared | None
    too_few: TooFewCompared | None = None
    """Why `years` is None although there is an earlier year."""
