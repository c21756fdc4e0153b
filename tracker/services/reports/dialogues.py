"""How and when people were asked, for reports that tell what the promises rest on."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.enums import SurveyMethod
from tracker.models.organisation import Agreement
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


def dialogues(session: Session, agreement: Agreement, as_of: date) -> Iterator[DialogueRow]:
    """The sources from the last dialogue before the agreement began, and those after it.

    A book may go back many years; what was asked before an earlier agreement is not told again.
    """
    ours = Survey.municipality_id == agreement.municipality_id
    last = session.scalar(
        select(func.max(Survey.held_on)).where(
            ours, Survey.method.in_(ASKED), Survey.held_on <= min(agreement.period_start, as_of)
        )
    )
    first = agreement.period_start if last is None else last - _ONE_DIALOGUE
    for survey in session.scalars(
        select(Survey)
        .where(ours, Survey.held_on >= first, Survey.held_on <= as_of)
        .order_by(Survey.held_on, Survey.id)
    ):
        yield DialogueRow(survey.method, survey.held_on, survey.answered)
