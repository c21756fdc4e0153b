"""A meeting of the working group as its agenda and its minutes tell of it."""

from dataclasses import dataclass
from datetime import date, time

from tracker.models.enums import AgendaKind, MeetingState, PointState
from tracker.services.queries.changed_values import ChangedValue
from tracker.services.reports.decision_option import DecisionOption


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """Somebody who was called: role, name and organisation as they were then."""

    name: str
    present: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What a decision did to one thing; as `queries.meeting_changes.PointChange`."""

    operation: str
    subject: str
    lines: tuple[ChangedValue, ...]
    reason: str = ""
    deviates: bool = False
    """Whether it departs from what was signed, so that the next status report says so."""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of the agenda, with what was said and what came of it."""

    number: int
    """Counted from 1 in the order of the agenda."""
    kind: AgendaKind
    title: str
    why: str = ""
    about: str = ""
    """The action or promise that it concerns, as ``5.2 Fotpatrullering``."""
    state: PointState = PointState.WAITING
    note: str = ""
    decision: str = ""
    responsible: str = ""
    """A role, never a name."""
    due_on: date | None = None
    changes: tuple[ChangeRow, ...] = ()
    options: tuple[DecisionOption, ...] = ()
    """What can be answered, where the point is a question to a signatory."""
    answer: str = ""
    """What was answered at this point: elsewhere it is no decision of the meeting."""
    answered_by: str = ""

    @property
    def label(self) -> str:
        """How the minutes of an authority number it, so that no action's number reads as its."""
        return f"§\xa0{self.number}"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with its points in order. Hours are local time."""

    id: int
    """In the book, to tell reports on different meetings apart."""
    title: str
    held_on: date
    state: MeetingState
    starts_at: time | None = None
    """When it began; of one to come, when it is to begin."""
    ended_at: time | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    next_on: date | None = None
    note: str = ""
    called: tuple[AttendeeRow, ...] = ()
    points: tuple[PointRow, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether it has begun, so that there are minutes to write."""
        return self.state is not MeetingState.PLANNED

    @property
    def goes_on(self) -> bool:
        """Whether the minutes are not all written yet, nor anything left for another time."""
        return self.state is MeetingState.ONGOING
