"""The words for the domain's closed vocabularies, translated when asked for."""

from enum import StrEnum

from tracker.i18n import N_, _
from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    AgendaKind,
    CauseKind,
    DeviationKind,
    Direction,
    FollowUp,
    Hint,
    IndicatorKind,
    MeetingState,
    OccasionState,
    Party,
    PointState,
    PromiseStatus,
    QuestionMeasure,
    ReportState,
    SurveyMethod,
)
from tracker.models.kappa import Strength

_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Party.POLICE, N_("Police")),
    (Party.MUNICIPALITY, N_("Municipality")),
    (Party.JOINT, N_("Joint")),
    (Party.OTHER, N_("Other party")),
    (SurveyMethod.SQUARE_TALK, N_("Talks in the square")),
    (SurveyMethod.SCHOOL_VISIT, N_("School visit")),
    (SurveyMethod.WORKSHOP, N_("Workshop")),
    (SurveyMethod.QUESTIONNAIRE, N_("Questionnaire")),
    (SurveyMethod.STAFF_DIALOGUE, N_("Staff dialogue")),
    (SurveyMethod.SAFETY_WALK, N_("Safety walk")),
    (SurveyMethod.STATISTICS, N_("Statistics")),
    (SurveyMethod.POLICE_OBSERVATION, N_("Police observation")),
    (QuestionMeasure.FIGURE, N_("A figure that is entered")),
    (QuestionMeasure.MEAN_RATING, N_("The mean of the ratings")),
    (QuestionMeasure.THEME_SHARE, N_("The share that takes up a theme")),
    (CauseKind.OFFENDER, N_("Offender")),
    (CauseKind.VICTIM, N_("Victim")),
    (CauseKind.PLACE, N_("Object or place")),
    (PromiseStatus.DRAFT, N_("Draft")),
    (PromiseStatus.ENDORSED, N_("Endorsed")),
    (PromiseStatus.SIGNED, N_("Signed")),
    (PromiseStatus.RUNNING, N_("Running")),
    (PromiseStatus.KEPT, N_("Kept")),
    (PromiseStatus.PARTLY_KEPT, N_("Partly kept")),
    (PromiseStatus.NOT_KEPT, N_("Not kept")),
    (PromiseStatus.DROPPED, N_("Dropped")),
    (ActionStatus.PLANNED, N_("Planned")),
    (ActionStatus.ONGOING, N_("Ongoing")),
    (ActionStatus.DONE, N_("Carried out")),
    (ActionStatus.PARTLY_DONE, N_("Partly carried out")),
    (ActionStatus.NOT_DONE, N_("Not carried out")),
    (ActionStatus.DROPPED, N_("Dropped")),
    (ActionKind.SINGLE, N_("One-off")),
    (ActionKind.RECURRING, N_("Recurring")),
    (ActionKind.ORDINARY, N_("Ordinary work")),
    (OccasionState.OPEN, N_("Left to do")),
    (OccasionState.DONE, N_("Completed")),
    (OccasionState.MISSED, N_("Missed")),
    (OccasionState.CANCELLED, N_("Cancelled")),
    (FollowUp.ON_TRACK, N_("on track")),
    (FollowUp.AT_RISK, N_("at risk")),
    (FollowUp.LATE, N_("late")),
    (FollowUp.NOT_STARTED, N_("not started")),
    (FollowUp.NO_TARGET, N_("no target")),
    (IndicatorKind.EFFECT, N_("Effect goal")),
    (IndicatorKind.PROCESS, N_("Process goal")),
    (IndicatorKind.OUTPUT, N_("Output goal")),
    (Direction.UP, N_("Should rise")),
    (Direction.DOWN, N_("Should fall")),
    (DeviationKind.TEXT, N_("Changed text")),
    (DeviationKind.DEADLINE, N_("Moved deadline")),
    (DeviationKind.OWNER, N_("New owner")),
    (DeviationKind.QUANTITY, N_("Changed quantity")),
    (DeviationKind.OUTCOME, N_("Not delivered")),
    (DeviationKind.OTHER, N_("Other change")),
    (ReportState.DRAFT, N_("Draft")),
    (ReportState.FINAL, N_("Final")),
    (Hint.IDENTITY_NUMBER, N_("a personal identity number")),
    (Hint.PHONE, N_("a phone number")),
    (Hint.EMAIL, N_("an e-mail address")),
    (Hint.VEHICLE, N_("a vehicle registration")),
    (Strength.POOR, N_("no agreement beyond chance")),
    (Strength.SLIGHT, N_("slight agreement")),
    (Strength.FAIR, N_("fair agreement")),
    (Strength.MODERATE, N_("moderate agreement")),
    (Strength.SUBSTANTIAL, N_("substantial agreement")),
    (Strength.ALMOST_PERFECT, N_("almost perfect agreement")),
    (Hint.NAME, N_("a person's name")),
    (MeetingState.PLANNED, N_("Planned meeting")),
    (MeetingState.ONGOING, N_("Going on")),
    (MeetingState.CLOSED, N_("Held")),
    (AgendaKind.OPEN_POINT, N_("From the last meeting")),
    (AgendaKind.LATE, N_("Late actions")),
    (AgendaKind.AT_RISK, N_("Actions at risk")),
    (AgendaKind.DECISION, N_("Decisions needed")),
    (AgendaKind.MEASUREMENT, N_("Measurements to take")),
    (AgendaKind.ANSWERS, N_("New answers")),
    (AgendaKind.NEXT_PERIOD, N_("Until the next meeting")),
    (AgendaKind.OTHER, N_("Own points")),
    (PointState.WAITING, N_("Not taken up")),
    (PointState.DONE, N_("Done with")),
    (PointState.OPEN, N_("Open to next time")),
)

_MASKS: dict[Hint | None, str] = {
    Hint.IDENTITY_NUMBER: N_("[personal identity number]"),
    Hint.PHONE: N_("[phone number]"),
    Hint.EMAIL: N_("[e-mail address]"),
    Hint.VEHICLE: N_("[vehicle registration]"),
    Hint.NAME: N_("[name]"),
    None: N_("[masked]"),
}

# Members of different vocabularies may share a value ("other"), so the type is part of the key.
_WORD_OF = {(type(value), value): word for value, word in _WORDS}

_PARTY_LETTERS: dict[Party, str] = {
    Party.POLICE: "P",
    Party.MUNICIPALITY: "K",
    Party.JOINT: "G",
    Party.OTHER: "A",
}


def label(value: StrEnum) -> str:
    """The word for `value` in the current language, e.g. ``Delvis uppfyllt``."""
    return _(_WORD_OF[type(value), value])


def mask(hint: Hint | None) -> str:
    """What is written where a trace of a person stood; None for one of no kind we know."""
    return _(_MASKS[hint])


def party_letter(party: Party) -> str:
    """The badge letter: P, K, G or A, the same in every language."""
    return _PARTY_LETTERS[party]
