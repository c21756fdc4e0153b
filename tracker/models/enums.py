"""The closed vocabularies of the domain. The database stores the values; labels has the words."""

from enum import StrEnum


class Party(StrEnum):
    """Who stands behind an action (Brå: Gemensamma, Kommunens, Polisens, andra parter)."""

    POLICE = "police"
    MUNICIPALITY = "municipality"
    JOINT = "joint"
    OTHER = "other"


class SurveyMethod(StrEnum):
    """How a piece of evidence was gathered."""

    SQUARE_TALK = "square_talk"
    SCHOOL_VISIT = "school_visit"
    WORKSHOP = "workshop"
    QUESTIONNAIRE = "questionnaire"
    STAFF_DIALOGUE = "staff_dialogue"
    SAFETY_WALK = "safety_walk"
    STATISTICS = "statistics"
    POLICE_OBSERVATION = "police_observation"


class QuestionMeasure(StrEnum):
    """How a survey answers a question that is asked again."""

    FIGURE = "figure"
    MEAN_RATING = "mean_rating"
    THEME_SHARE = "theme_share"


class CauseKind(StrEnum):
    """The three sides of a problem (Brå, orsaksanalys)."""

    OFFENDER = "offender"
    VICTIM = "victim"
    PLACE = "place"


class PromiseStatus(StrEnum):
    """A promise's life. From SIGNED on its text is locked."""

    DRAFT = "draft"
    ENDORSED = "endorsed"
    SIGNED = "signed"
    RUNNING = "running"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    NOT_KEPT = "not_kept"
    DROPPED = "dropped"

    @property
    def locked(self) -> bool:
        """Whether the text may change only as a new version with a deviation."""
        return self not in (PromiseStatus.DRAFT, PromiseStatus.ENDORSED)

    @property
    def ended(self) -> bool:
        """Whether an outcome has been stated."""
        return self in PROMISE_OUTCOMES


PROMISE_OUTCOMES = frozenset(
    {
        PromiseStatus.KEPT,
        PromiseStatus.PARTLY_KEPT,
        PromiseStatus.NOT_KEPT,
        PromiseStatus.DROPPED,
    }
)


class ActionStatus(StrEnum):
    """An action's life. Lateness is derived from dates and never stored."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    NOT_DONE = "not_done"
    DROPPED = "dropped"

    @property
    def ended(self) -> bool:
        """Whether nothing more is expected of the action."""
        return self not in (ActionStatus.PLANNED, ActionStatus.ONGOING)

    @property
    def needs_reason(self) -> bool:
        """Whether the status may only be set together with a reason, which reports print."""
        return self in (ActionStatus.PARTLY_DONE, ActionStatus.NOT_DONE, ActionStatus.DROPPED)


class ActionKind(StrEnum):
    """Punktinsats, återkommande or ordinarie verksamhet."""

    SINGLE = "single"
    RECURRING = "recurring"
    ORDINARY = "ordinary"


class OccasionState(StrEnum):
    """What became of one of a recurring action's dates.

    An open one whose day has passed is shown as missed; MISSED is one that somebody has settled so.
    """

    OPEN = "open"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class FollowUp(StrEnum):
    """The derived colour of something that runs: grön, gul, röd, and two that are grå."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    NOT_STARTED = "not_started"
    NO_TARGET = "no_target"


class IndicatorKind(StrEnum):
    """Effektmål, processmål, produktionsmål (Brå)."""

    EFFECT = "effect"
    PROCESS = "process"
    OUTPUT = "output"


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"


class DeviationKind(StrEnum):
    """What changed after a promise was signed."""

    TEXT = "text"
    DEADLINE = "deadline"
    OWNER = "owner"
    QUANTITY = "quantity"
    OUTCOME = "outcome"
    OTHER = "other"


class ReportState(StrEnum):
    """A report is a draft until it is fastställd, and cannot change after that."""

    DRAFT = "draft"
    FINAL = "final"


class Hint(StrEnum):
    """What a text looks like that may point out a person."""

    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    EMAIL = "email"
    VEHICLE = "vehicle"
    NAME = "name"


class MeetingState(StrEnum):
    """A meeting of the working group, from its agenda to its minutes."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    CLOSED = "closed"


class AgendaKind(StrEnum):
    """Why a point stands on the agenda."""

    OPEN_POINT = "open_point"
    LATE = "late"
    AT_RISK = "at_risk"
    DECISION = "decision"
    MEASUREMENT = "measurement"
    ANSWERS = "answers"
    NEXT_PERIOD = "next_period"
    OTHER = "other"


class PointState(StrEnum):
    """How far a point of the agenda has come. What is OPEN at the end begins the next meeting."""

    WAITING = "waiting"
    DONE = "done"
    OPEN = "open"
