"""Dialogue rounds as rows."""

from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from tracker.models.dialogue import DialogueRound
from tracker.models.enums import SurveyMethod
from tracker.models.errors import Ambiguous, NotFound
from tracker.models.organisation import Municipality, Person
from tracker.models.search import folded
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext
from tracker.services.dialogue import RoundFields
from tracker.services.occasions import Booked
from tracker.services.queries.choices import PersonRow, municipalities, persons
from tracker.services.queries.evidence import booked


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A dialogue round in a list.

    `asked` and `answered` sum up what its occasions have noted, None while none has; `responses`
    are answers in the book.
    """

    id: int
    version: int
    title: str
    starts_on: date
    ends_on: date
    occasions: int
    asked: int | None
    answered: int | None
    responses: int


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """An occasion of a round; `responses` are answers in the book."""

    id: int
    title: str
    method: SurveyMethod
    held_on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    audience: str
    responsible: str
    material: str
    asked: int | None
    answered: int | None
    responses: int
    limitation: str


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """A round with its occasions in the order of the week."""

    row: RoundRow
    fields: RoundFields
    occasions: tuple[OccasionRow, ...]

    def missing(self) -> list[tuple[str, str]]:
        """Whom it did not reach: of the whole round first, then (occasion, limitation)."""
        whole = [(self.row.title, self.fields.limitation)] if self.fields.limitation else []
        return whole + [(row.title, row.limitation) for row in self.occasions if row.limitation]


@dataclass(frozen=True, slots=True)
class SurveyChoices:
    """What the dialog about a survey offers to choose from, and looks at for its notes."""

    municipalities: tuple[str, ...]
    rounds: tuple[RoundRow, ...]
    people: tuple[PersonRow, ...]
    booked: tuple[Booked, ...]


class _Occasion(Protocol):
    @property
    def held_on(self) -> date: ...
    @property
    def starts_at(self) -> time | None: ...
    @property
    def title(self) -> str: ...
    @property
    def id(self) -> int: ...


def in_order(occasion: _Occasion) -> tuple[date, bool, time, int]:
    """What occasions are sorted by: day and hour, those for the whole day last."""
    start = occasion.starts_at
    return occasion.held_on, start is None, start or time.min, occasion.id


def round_rows(ctx: AppContext) -> list[RoundRow]:
    """All rounds, newest first."""
    with ctx.read() as session:
        return _round_rows(session, true())


def _round_rows(session: Session, wanted: ColumnElement[bool]) -> list[RoundRow]:
    responses = (
        select(func.count())
        .select_from(Response)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Survey.round_id == DialogueRound.id)
        .scalar_subquery()
    )
    found = session.execute(
        select(
            DialogueRound.id,
            DialogueRound.version,
            DialogueRound.title,
            DialogueRound.starts_on,
            DialogueRound.ends_on,
            func.count(Survey.id),
            func.sum(Survey.asked),
            func.sum(Survey.answered),
            responses,
        )
        .outerjoin(Survey, Survey.round_id == DialogueRound.id)
        .where(wanted)
        .group_by(DialogueRound.id)
        .order_by(DialogueRound.starts_on.desc(), DialogueRound.id.desc())
    )
    return [RoundRow(*row) for row in found]


def round_detail(ctx: AppContext, round_id: int) -> RoundDetail | None:
    """One round with its occasions; None when it is gone."""
    with ctx.read() as session:
        rows = _round_rows(session, DialogueRound.id == round_id)
        if not rows:
            return None
        found = session.get_one(DialogueRound, round_id)
        fields = RoundFields(
            session.get_one(Municipality, found.municipality_id).name,
            found.title,
            found.starts_on,
            found.ends_on,
            found.purpose,
            found.limitation,
        )
        return RoundDetail(rows[0], fields, tuple(_occasions(session, round_id)))


def _occasions(session: Session, round_id: int) -> list[OccasionRow]:
    responses = select(func.count()).where(Response.survey_id == Survey.id).scalar_subquery()
    found = session.execute(
        select(Survey, Person.role, responses)
        .outerjoin(Person, Person.id == Survey.responsible_id)
        .where(Survey.round_id == round_id)
    )
    rows = [
        OccasionRow(
            survey.id,
            survey.title,
            survey.method,
            survey.held_on,
            survey.starts_at,
            survey.ends_at,
            survey.place or "",
            survey.audience or "",
            role or "",
            survey.material or "",
            survey.asked,
            survey.answered,
            count,
            survey.limitation or "",
        )
        for survey, role, count in found
    ]
    return sorted(rows, key=in_order)


def survey_choices(ctx: AppContext) -> SurveyChoices:
    """What there is to choose from for a survey."""
    names = tuple(municipalities(ctx))
    with ctx.read() as session:
        rounds = tuple(_round_rows(session, true()))
        return SurveyChoices(names, rounds, tuple(persons(ctx)), tuple(booked(session, true())))


def find_round(ctx: AppContext, text: str) -> RoundRow:
    """The round called `text`: its whole title, or words of its title and first day.

    Raises `NotFound`, or `Ambiguous` with the candidates.
    """
    rows = round_rows(ctx)
    words = folded(text).split()
    found = [row for row in rows if folded(row.title) == folded(text)]
    if not found:
        called = [(row, folded(_name(row))) for row in rows]
        found = [row for row, name in called if words and all(word in name for word in words)]
    if not found:
        raise NotFound("round.none", text=text)
    if len(found) > 1:
        names = tuple(_name(row) for row in found)
        raise Ambiguous("round.ambiguous", candidates=names, text=text)
    return found[0]


def _name(row: RoundRow) -> str:
    """Tells rounds of the same title apart."""
    return f"{row.title} {row.starts_on.isoformat()}"
