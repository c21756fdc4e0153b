"""What the trail is made from, beside what every report reads: evidence, problems, the log.

Of an entry or note that is internal only its day and quantity are here, so nothing else can leak.
Promises and actions are referred to by the numbers that they have in `ReportInput.promises`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.models.enums import CauseKind, SurveyMethod
from tracker.services.evidence_kinds import EvidenceKind


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many of a survey's answers take up a theme."""

    theme: str
    answers: int


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One source of evidence."""

    number: int
    """1, 2, 3 … in order of date: evidence refers to it."""
    title: str
    method: SurveyMethod
    held_on: date
    place: str
    audience: str
    asked: int | None
    answered: int | None
    responses: int
    """How many answers the book holds."""
    themes: tuple[ThemeCount, ...]
    """The most frequent first."""
    result: str
    limitation: str
    """Who or what it does not cover."""
    coded: int | None = None
    """How many of the answers have been coded; None in a report from before this was told."""

    @property
    def base(self) -> int:
        """The answers that a share of those who take up a theme is of."""
        return self.responses if self.coded is None else self.coded


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What a survey, a theme, a figure or an answer says about a problem."""

    survey: int | None
    """`SurveyRow.number`; None for a theme of all answers."""
    statement: str
    """Empty when it is withheld."""
    kind: EvidenceKind = EvidenceKind.SURVEY
    source: str = ""
    """The theme's name, or what a figure is the answer to."""
    answers: int | None = None
    """Those that the theme or figure rests on; None for what rests on no sample."""
    withheld: bool = False
    """Whether it quotes an answer that nobody has ticked as de-identified."""


@dataclass(frozen=True, slots=True)
class ActionRef:
    """An action, by its promise's number and its own."""

    promise: int
    action: int


@dataclass(frozen=True, slots=True)
class TrailCause:
    """A cause, numbered within its problem, and the agreement's actions that work on it."""

    number: int
    kind: CauseKind
    text: str
    actions: tuple[ActionRef, ...]
    whys: tuple[str, ...] = ()
    """Its chain of "varför?", from the first to the last."""


@dataclass(frozen=True, slots=True)
class TrailTheme:
    """A theme of the code book, and the answers that take it up."""

    name: str
    answers: int
    problems: tuple[int, ...]
    """Numbers of the problems whose evidence takes it up."""


@dataclass(frozen=True, slots=True)
class TrailProblem:
    """A problem, also one that no promise answers."""

    number: int
    title: str
    text: str
    """What happens, in whole sentences; may be empty."""
    place: str
    time: str
    focus_area: str
    affected_group: str
    priority: int | None
    priority_reason: str
    evidence: tuple[EvidenceRow, ...]
    causes: tuple[TrailCause, ...]
    promises: tuple[int, ...]
    """Numbers of the agreement's promises that answer it."""
    answered_elsewhere: bool = False
    """Whether a promise under another agreement answers it."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing done. Of an internal entry the texts are left out."""

    on: date
    quantity: Decimal
    place: str
    source: str
    note: str
    internal: bool = False


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What was done in a month."""

    year: int
    month: int
    entries: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many entries of an action come from a source; internal entries are not counted."""

    source: str
    entries: int


@dataclass(frozen=True, slots=True)
class ActionLog:
    """What was logged on an action up to the report's day; actions without entries have none."""

    promise: int
    action: int
    entries: int
    quantity: Decimal
    first_on: date
    last_on: date
    without_source: int
    sources: tuple[SourceCount, ...]
    """The most frequent first."""
    months: tuple[MonthRow, ...]
    """Those in which something was done, oldest first."""
    listed: tuple[EntryRow, ...]
    """Every entry, oldest first; empty when there are too many to read one by one."""


@dataclass(frozen=True, slots=True)
class TrailInput:
    """The chain from evidence to log, of one agreement."""

    surveys: tuple[SurveyRow, ...] = ()
    problems: tuple[TrailProblem, ...] = ()
    """By number."""
    logs: tuple[ActionLog, ...] = ()
    """By promise and action."""
    themes: tuple[TrailTheme, ...] = ()
    """Those that any answer takes up, the most frequent first."""
