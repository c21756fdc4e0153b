"""How and when people were asked, for reports that tell what the promises rest on."""

from collections.abc import Iterator
from datetime import date, timedelta
from operator import attrgetter

from tracker.models.enums import SurveyMethod
from tracker.models.organisation import Agreement
from tracker.models.past import Past
from tracker.models.survey import Survey
from tracker.services.reports.rows import DialogueRow

ASKED = (
    SurveyMethod.SQUARE_TALK,
    SurveyMethod.SCHOOL_VISIT,
    SurveyMethod.WORKSHOP,
    SurveyMethod.QUESTIONNAIRE,
    SurveyMethod.SAFETY_WALK,
)
"""The methods that ask those who live there; the others ask staff, or look at figures."""

_ONE_DIALOGUE = timedelta(days=92)
"""Occasions at most this far apart belong to the same dialogue."""


def dialogues(past: Past, agreement: Agreement, as_of: date) -> Iterator[DialogueRow]:
    """The sources from the last dialogue before the agreement began, and those after it.

    A book may go back many years; what was asked before an earlier agreement is not told again.
    """
    ours = [
        survey
        for survey in past.rows(Survey)
        if survey.municipality_id == agreement.municipality_id and survey.held_on <= as_of
    ]
    before = [
        survey.held_on
        for survey in ours
        if survey.method in ASKED and survey.held_on <= agreement.period_start
    ]
    first = max(before) - _ONE_DIALOGUE if before else agreement.period_start
    for survey in sorted(ours, key=attrgetter("held_on", "id")):
        if survey.held_on >= first:
            yield DialogueRow(survey.method, survey.held_on, survey.answered)
