"""One difference between two states of an agreement: a frozen row, as reports keep it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus

Value = str | int | Decimal | date | FollowUp | PromiseStatus | ActionStatus
"""What something was, or became."""


class What(StrEnum):
    """What differs. Each says what `before` and `after` are, where there are any."""

    DIARY_NUMBER = "diary_number"
    """A diary number of `party`: text."""
    PROMISE_ADDED = "promise_added"
    """A promise that is not signed. `after`: how many actions it has."""
    PROMISE_SIGNED = "promise_signed"
    """New or a draft before. `after`: how many actions it has; `on`: the day."""
    PROMISE_REMOVED = "promise_removed"
    PROMISE_TEXT = "promise_text"
    """The public text or title, as text. `on`: the day it took effect, when it was signed."""
    PROMISE_STATE = "promise_state"
    """How it stands: colours while it runs, otherwise statuses."""
    PROMISE_ENDED = "promise_ended"
    """How it stood, and its outcome."""
    ACTION_ADDED = "action_added"
    ACTION_REMOVED = "action_removed"
    """A draft's action; what was signed can only end."""
    ACTION_RENAMED = "action_renamed"
    """Titles."""
    GOAL = "goal"
    """Operational goals."""
    ACTION_DONE = "action_done"
    ACTION_PARTLY_DONE = "action_partly_done"
    ACTION_NOT_DONE = "action_not_done"
    ACTION_DROPPED = "action_dropped"
    ACTION_REOPENED = "action_reopened"
    """Of these five: statuses."""
    LATE = "late"
    AT_RISK = "at_risk"
    NO_LONGER_LATE = "no_longer_late"
    """Of these three: colours. An action that has ended is told of by its status alone."""
    DEADLINE_MOVED = "deadline_moved"
    """Moved after signing, with a recorded reason: dates. One for each time."""
    DEADLINE = "deadline"
    """Changed without a record, as in a draft: dates."""
    QUANTITY = "quantity"
    """What was promised, in `unit`, with the recorded reason after signing."""
    OWNER = "owner"
    """Roles."""
    LOGGED = "logged"
    """How much was done, and `entries` more in the log; `on`: the last time."""
    DEVIATION = "deviation"
    """Recorded in people's own words: `after`."""
    MEASURED = "measured"
    """The newest value of the indicator `subject`, None for "ej mätt"; of `entries` new ones."""
    DECISION_ASKED = "decision_asked"
    """`subject` is the question, `decided_by` who is asked, `after` when it is due."""
    DECISION_ANSWERED = "decision_answered"
    """`subject` is the question, `after` the answer."""
    DECISION_WITHDRAWN = "decision_withdrawn"
    FEEDBACK_GIVEN = "feedback_given"
    """`subject` is the audience, `after` the channel."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How far an action has come at the later state, as in `ActionRow`."""

    done: Decimal
    planned: Decimal | None
    unit: str
    expected: float | None = None
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between an earlier and a later state."""

    what: What
    promise: int | None = None
    """`PromiseRow.number`; None when it concerns the agreement as a whole."""
    action: int | None = None
    """`ActionRow.number` within that promise."""
    subject: str = ""
    """What it is about, as it is called now: a title, an indicator, a question, an audience."""
    before: Value | None = None
    after: Value | None = None
    unit: str = ""
    amount: Amount | None = None
    """Given for what concerns how far an action has come."""
    reason: str = ""
    """Why; what needs a reason and has none prints "Skäl saknas"."""
    decided_by: str = ""
    on: date | None = None
    """The day it happened or was decided, where it has one."""
    entries: int = 0
    party: Party | None = None
