"""Medborgardialog: rounds of occasions, planned, copied to the next year, and what came of them.

An occasion is a survey with a `round_id`; it is added and changed as every survey is.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import select

from tracker.models.dialogue import DialogueRound
from tracker.models.errors import Invalid
from tracker.models.organisation import Person
from tracker.models.survey import Survey
from tracker.models.unit_of_work import Transaction
from tracker.services.agreements import municipality_in
from tracker.services.context import AppContext
from tracker.services.surveys import check_numbers


@dataclass(frozen=True, slots=True)
class RoundFields:
    """What is entered about a dialogue round; `limitation` says whom it did not reach."""

    municipality: str
    title: str
    starts_on: date
    ends_on: date
    purpose: str = ""
    limitation: str = ""


def add_round(ctx: AppContext, fields: RoundFields) -> int:
    """Add a round without occasions. Returns its id."""
    with ctx.write("round.new") as tx:
        return _add_round(tx, fields)


def _add_round(tx: Transaction, fields: RoundFields) -> int:
    _check(fields)
    return tx.add(DialogueRound(**_columns(tx, fields))).id


@dataclass(frozen=True, slots=True)
class EditRound:
    """New values for a round as the user saw it at `version`."""

    round_id: int
    version: int
    fields: RoundFields


def edit_round(ctx: AppContext, cmd: EditRound) -> None:
    """Change a round; its occasions stay on their days."""
    _check(cmd.fields)
    with ctx.write("round.edit") as tx:
        row = tx.get(DialogueRound, cmd.round_id, cmd.version)
        for name, value in _columns(tx, cmd.fields).items():
            setattr(row, name, value)


def delete_round(ctx: AppContext, round_id: int, version: int) -> None:
    """Remove a round. Its occasions stay as surveys of their own, with all that was answered."""
    with ctx.write("round.delete") as tx:
        row = tx.get(DialogueRound, round_id, version)
        for survey in _occasions(tx, round_id):
            survey.round_id = None
        tx.session.flush()
        tx.delete(row)


@dataclass(frozen=True, slots=True)
class CopyOccasion:
    """The same occasion once more, on another day."""

    survey_id: int
    held_on: date


def copy_occasion(ctx: AppContext, cmd: CopyOccasion) -> int:
    """Plan an occasion like one there is, without what came of it. Returns the new one's id."""
    with ctx.write("occasion.copy") as tx:
        survey = tx.get(Survey, cmd.survey_id)
        return _add_planned(tx, survey, survey.round_id, cmd.held_on)


@dataclass(frozen=True, slots=True)
class CopyRound:
    """A round like one there is; its occasions as many days later as its first day is."""

    round_id: int
    title: str
    starts_on: date


def copy_round(ctx: AppContext, cmd: CopyRound) -> int:
    """Plan a round once more, with its occasions but without what came of them. Returns its id."""
    with ctx.write("round.copy") as tx:
        row = tx.get(DialogueRound, cmd.round_id)
        later = cmd.starts_on - row.starts_on
        copy = tx.add(
            DialogueRound(
                municipality_id=row.municipality_id,
                title=_required(cmd.title),
                starts_on=cmd.starts_on,
                ends_on=row.ends_on + later,
                purpose=row.purpose,
            )
        )
        for survey in _occasions(tx, cmd.round_id):
            _add_planned(tx, survey, copy.id, survey.held_on + later)
        return copy.id


def next_year(day: date) -> date:
    """The same weekday of the same week (ISO 8601) a year later; week 53 becomes week 52."""
    year, week, weekday = day.isocalendar()
    weeks = date(year + 1, 12, 28).isocalendar().week
    return date.fromisocalendar(year + 1, min(week, weeks), weekday)


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """What came of an occasion as the user saw it at `version`.

    How many were met, how many of them answered, in short what they said, and who was missing.
    """

    survey_id: int
    version: int
    asked: int | None = None
    answered: int | None = None
    result: str | None = None
    limitation: str | None = None


def record_outcome(ctx: AppContext, cmd: RecordOutcome) -> None:
    """Note what came of an occasion. Raises `Invalid` for one that has not been held."""
    check_numbers(cmd.asked, cmd.answered)
    with ctx.write("survey.outcome") as tx:
        survey = tx.get(Survey, cmd.survey_id, cmd.version)
        if survey.held_on > tx.today:
            raise Invalid("survey.not_held", date=survey.held_on)
        survey.asked, survey.answered = cmd.asked, cmd.answered
        survey.result, survey.limitation = cmd.result, cmd.limitation


def _occasions(tx: Transaction, round_id: int) -> Iterator[Survey]:
    wanted = select(Survey).where(Survey.round_id == round_id)
    yield from tx.session.scalars(wanted.order_by(Survey.held_on, Survey.id)).all()


def _add_planned(tx: Transaction, like: Survey, round_id: int | None, held_on: date) -> int:
    kept = like.retention_until
    copy = Survey(
        municipality_id=like.municipality_id,
        round_id=round_id,
        title=like.title,
        method=like.method,
        held_on=held_on,
        starts_at=like.starts_at,
        ends_at=like.ends_at,
        place=like.place,
        audience=like.audience,
        responsible_id=_in_office(tx, like.responsible_id, held_on),
        material=like.material,
        # As long after it was held as last time.
        retention_until=None if kept is None else kept + (held_on - like.held_on),
    )
    return tx.add(copy).id


def _in_office(tx: Transaction, person_id: int | None, day: date) -> int | None:
    """The person, or whoever has come into the post by that day."""
    while person_id is not None:
        person = tx.get(Person, person_id)
        if person.successor_id is None or person.active_to is None or day <= person.active_to:
            break
        person_id = person.successor_id
    return person_id


def _columns(tx: Transaction, fields: RoundFields) -> dict[str, object]:
    values = asdict(replace(fields, title=fields.title.strip()))
    values["municipality_id"] = municipality_in(tx, values.pop("municipality"))
    return values


def _check(fields: RoundFields) -> None:
    _required(fields.title)
    if fields.ends_on < fields.starts_on:
        raise Invalid(
            "dates.end_before_start",
            field="ends_on",
            start=fields.starts_on,
            end=fields.ends_on,
        )


def _required(title: str) -> str:
    if not title.strip():
        raise Invalid("field.required", field="title")
    return title.strip()
