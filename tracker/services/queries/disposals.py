"""Gallring: what is due to be deleted, what it would take with it, and what has been."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, not_, select
from sqlalchemy.orm import Session

from tracker.models.disposal import Disposal
from tracker.models.forgetting import remembered_earlier
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext
from tracker.services.queries.responses import is_coded


@dataclass(frozen=True, slots=True)
class SurveyTexts:
    """A survey whose answers hold free text. `until` is the last day that they are kept."""

    survey_id: int
    title: str
    held_on: date
    until: date | None
    texts: int
    uncoded: int
    """Texts that nobody has read for themes yet: afterwards nobody can."""
    answers: int
    """All answers; their ratings, themes, places and groups stay."""


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """A line of the log."""

    id: int
    done_on: date
    done_by: str
    survey: str
    until: date | None
    texts: int
    history: int


@dataclass(frozen=True, slots=True)
class DisposalPreview:
    """What gallring would do today, and what it has done. Nothing is changed by looking."""

    due: tuple[SurveyTexts, ...]
    """Past their date, the oldest date first."""
    coming: tuple[SurveyTexts, ...]
    """With a date to come."""
    undated: tuple[SurveyTexts, ...]
    """With free text and without a date: somebody must decide one."""
    earlier: int
    """How many answers the history still shows as they were before they were masked, edited or
    removed."""
    done: tuple[DisposalRow, ...]
    """The log, newest first."""


def disposal_preview(ctx: AppContext) -> DisposalPreview:
    """What is due on the day that the book shows."""
    today = ctx.today()
    with ctx.read() as session:
        found = _surveys(session)
        earlier = {change.row_id for change in remembered_earlier(session)}
        return DisposalPreview(
            due=tuple(row for row in found if row.until is not None and row.until < today),
            coming=tuple(row for row in found if row.until is not None and row.until >= today),
            undated=tuple(row for row in found if row.until is None),
            earlier=len(earlier),
            done=_done(session),
        )


def _surveys(session: Session) -> list[SurveyTexts]:
    texts = func.count(Response.text)
    uncoded = func.count(Response.text).filter(not_(is_coded()))
    rows = session.execute(
        select(
            Survey.id,
            Survey.title,
            Survey.held_on,
            Survey.retention_until,
            texts,
            uncoded,
            func.count(),
        )
        .join(Response, Response.survey_id == Survey.id)
        .group_by(Survey.id, Survey.title, Survey.held_on, Survey.retention_until)
        .having(texts > 0)
        .order_by(Survey.retention_until, Survey.held_on, Survey.id)
    )
    return [SurveyTexts(*row) for row in rows]


def _done(session: Session) -> tuple[DisposalRow, ...]:
    rows = session.execute(
        select(
            Disposal.id,
            Disposal.done_on,
            Disposal.done_by,
            Disposal.survey,
            Disposal.retention_until,
            Disposal.texts,
            Disposal.history,
        ).order_by(Disposal.done_on.desc(), Disposal.id.desc())
    )
    return tuple(DisposalRow(*row) for row in rows)
