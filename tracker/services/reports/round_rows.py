"""A dialogue round as reports tell of it: its occasions, where people met and with what."""

from dataclasses import dataclass
from datetime import date, time

from tracker.models.enums import SurveyMethod


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """One occasion of a round, planned or held. Hours are local time."""

    title: str
    method: SurveyMethod
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    audience: str = ""
    responsible: str = ""
    """A role, never a name."""
    material: str = ""
    """What to bring, as it was written: one thing to a line, or commas between."""
    asked: int | None = None
    answered: int | None = None
    limitation: str = ""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A dialogue round with its occasions in the order of the week."""

    id: int
    """In the book, to tell reports on different rounds apart."""
    title: str
    starts_on: date
    ends_on: date
    purpose: str = ""
    limitation: str = ""
    occasions: tuple[OccasionRow, ...] = ()
