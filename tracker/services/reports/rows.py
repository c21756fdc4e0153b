"""What every report is made from: frozen values, filled by one read transaction.

Nothing here is formatted, translated, escaped or derived for print: dates are dates, quantities
are `Decimal`, and text is what people wrote. Internal notes have no field, so they cannot leak.
The report derives the following itself and they are therefore not fields: what is late, next
deadlines, next steps, the opening sentence, one line per promise, and every page number.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    DeviationKind,
    Direction,
    FollowUp,
    IndicatorKind,
    OccasionState,
    Party,
    PromiseStatus,
    ReportState,
    SurveyMethod,
)
from tracker.services.reports.decision_option import DecisionOption
from tracker.services.reports.dialogue_rows import DialogueInput
from tracker.services.reports.difference import Difference
from tracker.services.reports.meeting_rows import MeetingRow
from tracker.services.reports.round_rows import RoundRow
from tracker.services.reports.trail_rows import TrailInput

PromiseState = FollowUp | PromiseStatus
"""How a promise stood at some date: a colour while it ran, otherwise its status."""


@dataclass(frozen=True, slots=True)
class DiaryNumber:
    """One organisation's diary number (dnr) for the agreement, e.g. ``KS 2018/214``."""

    party: Party
    number: str


DIARY_ORDER = (Party.MUNICIPALITY, Party.POLICE, Party.JOINT, Party.OTHER)
"""The order in which diary numbers stand."""


@dataclass(frozen=True, slots=True)
class Superseded:
    """An earlier final report that this one is in the place of."""

    settled_on: date
    diary_numbers: tuple[DiaryNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One open decision request. Answered requests are left out by the query."""

    number: int
    """Printed in a ring wherever the decision is mentioned: 1, 2, 3 … in order of `due`."""
    question: str
    """One sentence, at most 60 characters when entered through the program."""
    decides: str
    """The role that decides, as it stands in running text, e.g. ``Kommunalrådet``."""
    party: Party
    """Whose badge stands beside `decides`; JOINT when both signatories decide."""
    due: date | None
    reason: str
    """Why it must be decided; empty prints as "Skäl saknas"."""
    promise: int | None = None
    """Number of the promise concerned; None when it concerns the agreement as a whole."""
    action: int | None = None
    """`ActionRow.number` within that promise, when one action waits for the decision."""
    options: tuple[DecisionOption, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One decision request that has been answered."""

    question: str
    answer: str
    decided_by: str
    """Role or body."""
    decided_on: date
    promise: int | None = None
    action: int | None = None
    party: Party = Party.JOINT
    """As in `DecisionRow`."""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem the promise answers, and what is known about it."""

    text: str
    """What, where and when, in whole sentences."""
    evidence: tuple[str, ...] = ()
    """One fact each (from surveys, statistics, observations); a missing full stop is added."""
    number: int = 0
    """The problem's number in the book; causes refer to it."""
    title: str = ""
    """A few words."""
    lawful: bool = False
    """Whether it is tagged as part of the plan of lag (2023:196)."""
    decided_on: date | None = None
    decision_dnr: str = ""
    """When the law's plan was decided for it, and the decision's diary number, where known."""
    not_public: tuple[int, ...] = ()
    """Which of `evidence`, counted from 0, the public may not be told; see `small_groups`."""


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A numbered cause. `number` is unique within the promise: actions refer to it."""

    number: int
    text: str
    problem: int = 0
    """`ProblemRow.number` of the problem that it is a cause of."""


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline that no longer holds, and why it was moved."""

    before: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SettledRow:
    """One of a recurring action's dates that was cancelled, or was missed for a stated reason."""

    on: date
    state: OccasionState
    reason: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """What became of a recurring action's dates by the as-of date."""

    done: int
    missed: int
    """Passed with nothing logged, or settled so."""
    cancelled: int
    left: int
    settled: tuple[SettledRow, ...] = ()
    """By day."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of a promise, with the log summed up to the report's as-of date."""

    number: int
    """Unique within the promise; only decisions and deviations refer to it."""
    title: str
    goal: str
    """The operational goal (operativt mål); may be empty."""
    party: Party
    owner: str | None
    """The owner's role, never a name. None when there is no owner."""
    support: str | None
    """Another role that takes part, e.g. ``kommunpolis``."""
    kind: ActionKind
    causes: tuple[int, ...]
    """`CauseRow.number` of each cause the action works on."""
    start: date | None
    deadline: date | None
    moved: tuple[MovedDeadline, ...]
    """Earlier deadlines, oldest first."""
    status: ActionStatus
    follow_up: FollowUp | None
    """The derived colour; None when the action has ended."""
    done: Decimal
    """Sum of logged quantities, in `unit`."""
    planned: Decimal | None
    """What was promised, in `unit`. 1 for a single action, None when it is "utan mål"."""
    unit: str
    """Plural noun, e.g. ``trafikkontroller``; empty for a single action."""
    expected: float | None
    """Expected by the as-of date, in `unit` and unrounded; None without a target or a deadline."""
    days_late: int = 0
    """Days past the deadline while unfinished; 0 when it is not past."""
    reason: str = ""
    """Why it is late or ended as not, or only partly, delivered; empty prints "Skäl saknas"."""
    last_done_on: date | None = None
    lawful: bool = False
    """Whether it is tagged, itself, as part of the plan of lag (2023:196)."""
    entries: int = 0
    """How many times something was logged."""
    shared: bool = False
    """In a report on one owner: whether they take part in it only, and another answers for it."""
    recurrence: str | None = None
    """How often it comes back, as an RRULE."""
    series: SeriesRow | None = None
    """None for an action without dates of its own."""
    coming: tuple[date, ...] = ()
    """The first of a recurring action's dates that lie ahead and are open."""

    @property
    def tells_why(self) -> bool:
        """Whether how it ended is explained: not as promised, or carried out with less done."""
        less = self.planned is not None and self.done < self.planned
        carried_out = self.status is ActionStatus.DONE
        return self.status.needs_reason or (carried_out and less and bool(self.reason))


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One measurement. `value` is None when it should have been made and was not ("ej mätt")."""

    on: date
    value: Decimal | None
    answers: int | None = None
    """How many answered; None when it does not rest on answers, or nobody has noted it."""
    source: str = ""
    note: str = ""
    """What is said about it, e.g. why there is no value."""
    withheld: bool = False
    """Whether there is a value that may not be told, since too few answered."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator with every measurement up to the as-of date, oldest first."""

    name: str
    unit: str
    """E.g. ``%``, ``antal per år``, ``1–5``; may be empty."""
    kind: IndicatorKind
    direction: Direction
    baseline: Decimal | None
    target: Decimal | None
    measurements: tuple[MeasurementRow, ...]
    source: str = ""
    cumulative: bool = False
    """Whether values are running totals that start over on 1 January; draws them from zero."""
    not_measured_reason: str = ""
    """Why the latest value is missing; printed beside "ej mätt"."""
    next_on: date | None = None
    """When it is to be measured next; before the as-of date when that has not been done."""
    baseline_on: date | None = None
    measure_by: date | None = None
    """When it is, or was, to be measured."""
    baseline_answers: int | None = None
    """How many answered when `baseline` was measured; None as in `MeasurementRow`."""
    measure_every: int | None = None
    """Months from one time to measure to the next; None when it is measured once."""


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """One recorded deviation: what changed after signing. The report adds what is late itself."""

    kind: DeviationKind
    what: str
    """What changed: an action, or how in people's own words; empty for the promise's text."""
    reason: str
    decided_by: str
    """Role or body; may be empty."""
    decided_on: date | None
    action: int | None = None
    """`ActionRow.number` it concerns; the action is then not listed a second time."""
    before: date | Decimal | None = None
    """The deadline or quantity that was signed, where one was."""
    after: date | Decimal | None = None
    """What it became."""


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """Feedback (återkoppling) to citizens or staff, planned or done."""

    audience: str
    channel: str
    planned_on: date | None
    done_on: date | None = None
    promise: int | None = None
    """Number of the promise it concerns; None for the agreement as a whole."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing done (insats), as it was logged."""

    on: date
    promise: int
    action: int
    """`PromiseRow.number`, and `ActionRow.number` within it."""
    quantity: Decimal
    place: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise. Drafts and endorsed promises are printed on page one only."""

    number: int
    """Printed as ``L3``."""
    title: str
    starts_on: date | None
    ends_on: date | None
    """First and last day of the period; whole years print as ``2018`` or ``2017–2018``."""
    status: PromiseStatus
    follow_up: FollowUp | None
    """The derived colour of a signed or running promise; None for drafts and ended ones."""
    previous: PromiseState | None
    """How it stood at `ReportInput.previous_on`; None when it did not exist then."""
    text: str
    """The public text as signed (of `version`); a draft's text otherwise."""
    signed_on: date | None
    version: int
    """1 when unchanged since signing."""
    changed_on: date | None
    """When the current version took effect, if `version` is above 1."""
    outcome_reason: str = ""
    """Why it ended as it did; always given for what was not kept in full."""
    problems: tuple[ProblemRow, ...] = ()
    causes: tuple[CauseRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    """In plan order; the report groups them by party."""
    indicators: tuple[IndicatorRow, ...] = ()
    deviations: tuple[DeviationRow, ...] = ()
    expected_effect: str = ""
    """What the promise is to lead to (förväntad effekt), in whole sentences."""


@dataclass(frozen=True, slots=True)
class DialogueRow:
    """One occasion or source that the promises rest on: how, when and by how many it was told."""

    method: SurveyMethod
    held_on: date
    answered: int | None = None
    withheld: bool = False
    """Whether so few answered that the number may not be told."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The agreement (samverkansöverenskommelse) that the promises stand under."""

    title: str
    period_start: date
    period_end: date


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """Someone who signs. Without a name the line is left to fill in by hand."""

    name: str | None
    title: str
    """E.g. ``Kommunalråd, kommunstyrelsens ordförande``."""
    organisation: str
    party: Party
    role: str = ""
    """Short form for "Till" and "Överlämnad", e.g. ``kommunalråd``; falls back to `title`."""


@dataclass(frozen=True, slots=True)
class Logotype:
    """A municipality's logotype: a picture without transparency, and what it shows in words."""

    data: bytes
    """PNG in RGB or greyscale, small enough to print as it is."""
    alt: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a municipality gives its reports of its own; without it they use the house style."""

    logotype: Logotype | None = None
    colour: str = ""
    """``#14406B``; empty for the house's own."""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything a report prints. Every kind reads the same input and leaves out what it may."""

    kind: str
    """A name in `tracker.reports.registry`, e.g. ``status``."""
    municipality: str
    """As the book names it: ``Säffle`` or ``Säffle kommun``."""
    police_area: str
    """As the book names it: ``Arvika`` or ``LPO Arvika``; may be empty."""
    as_of: date
    period_from: date
    period_to: date
    """First and last day the report covers."""
    diary_numbers: tuple[DiaryNumber, ...]
    state: ReportState
    settled_on: date | None = None
    """The day the report was made final (fastställd); None for a draft."""
    supersedes: Superseded | None = None
    checksum: str | None = None
    """Lower-case hex SHA-256 of the frozen data; None until the report is final."""
    owner: str = ""
    """Whose actions the report is limited to, e.g. ``Gatuchef, Säffle kommun`` or ``Polisen``;
    empty for everybody's. Never a person's name."""
    owner_party: Party | None = None
    """The party of `owner`."""
    is_whole_party: bool = False
    """Whether `owner` is that party itself, and not one role or organisation in it."""
    lawful: bool = False
    """Whether it is limited to the plan of lag (2023:196)."""
    due_soon_days: int = 30
    """How many days ahead the book counts as soon."""
    look: Look = Look()
    example: bool = False
    """Whether the book holds invented example data, which every page then says."""
    agreement_id: int = 0
    """The agreement in the book, to tell reports on different ones apart."""
    previous_on: date | None = None
    """As-of date of the previous report, or the day it is to be compared with; None when this is
    the first."""
    previous_reported: bool = True
    """Whether a report was made as of `previous_on`; else somebody has only asked for that day."""
    changes: tuple[Difference, ...] = ()
    """What differs from the state of `previous_on`."""
    decisions: tuple[DecisionRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    """The questions that have been answered, in order of their answers."""
    promises: tuple[PromiseRow, ...] = ()
    """By number; the report sorts them by urgency."""
    feedback: tuple[FeedbackRow, ...] = ()
    latest_entries: tuple[EntryRow, ...] = ()
    """What `owner` has logged last, newest first; empty in a report on everybody."""
    unanswered: tuple[ProblemRow, ...] = ()
    """With `lawful`: problems tagged as part of the law's plan that no promise answers."""
    signatories: tuple[SignatoryRow, ...] = ()
    dialogues: tuple[DialogueRow, ...] = ()
    """From the last time people were asked before the agreement began, by date."""
    contact: str = ""
    """Where citizens may turn, in whole sentences; empty for the report's own words."""
    agreement: AgreementRow | None = None
    """None in data that were frozen before it was kept."""
    trail: TrailInput | None = None
    """Evidence, problems and log; only for the kind that tells the trail."""
    round: RoundRow | None = None
    """The dialogue round that it is about; only for the kinds about one."""
    dialogue: DialogueInput | None = None
    """What citizens said; only for the kind that tells it."""
    meeting: MeetingRow | None = None
    """The meeting that it is about; only for the kind about one."""

    @property
    def about(self) -> str:
        """What the dialogue round or meeting that it is about is called; empty for neither."""
        if self.round is not None:
            return self.round.title
        if self.meeting is not None:
            return self.meeting.title
        return "" if self.dialogue is None else self.dialogue.title
