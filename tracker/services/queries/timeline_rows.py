"""What the timeline is asked and what it answers: promises, actions, occasions as plain values."""

from array import array
from dataclasses import dataclass
from datetime import date

from tracker.models.enums import ActionStatus, FollowUp, OccasionState, Party, PromiseStatus
from tracker.services.queries.action_ids import ActionQuery
from tracker.services.queries.series import SeriesTally

STATES = tuple(OccasionState)


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """Which actions. What is empty leaves nothing out."""

    text: str = ""
    promise_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()
    owner_ids: frozenset[int] = frozenset()
    without_owner: bool = False
    only_late: bool = False

    def actions(self) -> ActionQuery:
        """The same as the big table asks it. Late is what shows as late there."""
        return ActionQuery(
            text=self.text,
            parties=self.parties,
            owner_ids=self.owner_ids,
            without_owner=self.without_owner,
            promise_ids=self.promise_ids,
            colours=frozenset({FollowUp.LATE}) if self.only_late else frozenset(),
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that was given up after signing, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """An action's occasions by day: ordinals of dates, and the state that each is shown in.

    As plain numbers, since a book may have hundreds of thousands.
    """

    days: "array[int]"
    states: bytes

    def __len__(self) -> int:
        return len(self.days)

    def state(self, number: int) -> OccasionState:
        """As it is shown: an open one whose day has passed is missed."""
        return STATES[self.states[number]]

    def tally(self) -> SeriesTally:
        """How many are shown in each state."""
        states = OccasionState.DONE, OccasionState.MISSED, OccasionState.CANCELLED
        done, missed, cancelled = (self.states.count(STATES.index(state)) for state in states)
        return SeriesTally(done, missed, cancelled, len(self) - done - missed - cancelled)


NO_TICKS = Ticks(array("l"), b"")


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An action. `moved` are its earlier deadlines, the first one first."""

    id: int
    version: int
    number: int
    promise_number: int
    title: str
    promise_id: int
    party: Party
    owner: str
    start: date | None
    deadline: date | None
    status: ActionStatus
    colour: FollowUp | None
    days_late: int
    done_share: float
    moved: tuple[Moved, ...] = ()
    ticks: Ticks = NO_TICKS

    @property
    def label(self) -> str:
        """How people refer to it, e.g. ``5.2``."""
        return f"{self.promise_number}.{self.number}"


@dataclass(frozen=True, slots=True)
class PromiseSpan:
    """A promise, its period, and those of its actions that were asked for."""

    id: int
    number: int
    title: str
    status: PromiseStatus
    start: date
    end: date
    colour: FollowUp | None
    actions: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Promises with their actions: running ones first, then drafts, then ended ones.

    `left_out` are the actions beyond the most that are shown.
    """

    today: date
    promises: tuple[PromiseSpan, ...] = ()
    left_out: int = 0
