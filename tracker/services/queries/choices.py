"""What dialogs offer to choose from."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import func, or_, select

from tracker.models.action import Action, LogEntry
from tracker.models.enums import DeviationKind, Party
from tracker.models.errors import NotFound
from tracker.models.organisation import (
    Agreement,
    AgreementDnr,
    Municipality,
    Organisation,
    Person,
    PoliceArea,
    Signatory,
)
from tracker.models.personal_data import hints
from tracker.models.problem import Cause, Problem
from tracker.models.promise import Deviation, Promise, PromiseProblem
from tracker.models.search import alphabetical
from tracker.models.survey import Theme
from tracker.services.agreements import AgreementFields, SignatoryFields
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A holder of a role."""

    id: int
    version: int
    role: str
    name: str | None
    organisation: str
    party: Party
    email: str | None
    active_from: date | None
    active_to: date | None

    @property
    def words(self) -> str:
        """How a person is named wherever one is chosen: the role first, then who, then where."""
        who = f"{self.role}, {self.name}" if self.name else self.role
        return f"{who} · {self.organisation}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: its id, and the words that stand for it."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class CauseChoice:
    """A cause as an action can be hung on it."""

    id: int
    problem_number: int
    problem_title: str
    number: int
    description: str


def themes(ctx: AppContext) -> list[Choice]:
    """The code book, by name."""
    with ctx.read() as session:
        rows = [Choice(theme.id, theme.name) for theme in session.scalars(select(Theme))]
    return sorted(rows, key=lambda row: alphabetical(row.text))


def persons(ctx: AppContext, *, active_on: date | None = None) -> list[PersonRow]:
    """People by role; with `active_on` only those whose post includes that day."""
    statement = (
        select(Person, Organisation)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .order_by(Person.id)
    )
    if active_on is not None:
        statement = statement.where(
            or_(Person.active_from.is_(None), Person.active_from <= active_on),
            or_(Person.active_to.is_(None), Person.active_to >= active_on),
        )
    with ctx.read() as session:
        rows = [
            PersonRow(
                p.id,
                p.version,
                p.role,
                p.name,
                o.name,
                o.party,
                p.email,
                p.active_from,
                p.active_to,
            )
            for p, o in session.execute(statement)
        ]
    return sorted(rows, key=lambda row: alphabetical(row.role))


def organisations(ctx: AppContext) -> list[tuple[str, Party]]:
    """The organisations' names and parties."""
    with ctx.read() as session:
        rows = session.execute(select(Organisation.name, Organisation.party)).all()
    return sorted(((row[0], row[1]) for row in rows), key=lambda row: alphabetical(row[0]))


def municipalities(ctx: AppContext) -> list[str]:
    """The municipalities' names, the book's first one first."""
    with ctx.read() as session:
        return list(session.scalars(select(Municipality.name).order_by(Municipality.id)))


def agreements(ctx: AppContext) -> list[Choice]:
    """The agreements, newest period first."""
    with ctx.read() as session:
        rows = session.execute(
            select(Agreement.id, Agreement.title).order_by(Agreement.period_start.desc())
        )
        return [Choice(*row) for row in rows]


def agreement_starts(ctx: AppContext) -> dict[int, date]:
    """By agreement the first day of its period."""
    with ctx.read() as session:
        rows = session.execute(select(Agreement.id, Agreement.period_start))
        return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class AgreementDetail:
    """An agreement as it can be edited."""

    id: int
    version: int
    fields: AgreementFields


def agreement(ctx: AppContext, agreement_id: int) -> AgreementDetail:
    """An agreement with its diary numbers and signatories. Raises `NotFound` when it is gone."""
    with ctx.read() as session:
        row = session.get(Agreement, agreement_id)
        if row is None:
            raise NotFound("row.missing", table=Agreement.__tablename__, id=agreement_id)
        return AgreementDetail(
            row.id,
            row.version,
            AgreementFields(
                title=row.title,
                municipality=session.get_one(Municipality, row.municipality_id).name,
                police_area=session.get_one(PoliceArea, row.police_area_id).name,
                period_start=row.period_start,
                period_end=row.period_end,
                signed_on=row.signed_on,
                revision_on=row.revision_on,
                dnr=tuple(
                    session.execute(
                        select(AgreementDnr.party, AgreementDnr.dnr)
                        .where(AgreementDnr.agreement_id == agreement_id)
                        .order_by(AgreementDnr.party)
                    )
                ),
                signatories=tuple(
                    SignatoryFields(s.party, s.organisation, s.title, s.name)
                    for s in session.scalars(
                        select(Signatory)
                        .where(Signatory.agreement_id == agreement_id)
                        .order_by(Signatory.position)
                    )
                ),
                contact=row.contact,
            ),
        )


def problems(ctx: AppContext) -> list[Choice]:
    """Problems a promise can answer."""
    with ctx.read() as session:
        rows = session.execute(
            select(Problem.id, Problem.number, Problem.title).order_by(Problem.number)
        )
        return [Choice(row.id, f"{row.number} {row.title}") for row in rows]


def promises(ctx: AppContext) -> list[Choice]:
    """Promises by number, as ``L5 Levande stadskärna``."""
    with ctx.read() as session:
        rows = session.execute(
            select(Promise.id, Promise.number, Promise.title).order_by(Promise.number)
        )
        return [Choice(row.id, f"L{row.number} {row.title}") for row in rows]


def causes_for(ctx: AppContext, promise_id: int) -> list[CauseChoice]:
    """The causes of the problems that a promise answers."""
    with ctx.read() as session:
        rows = session.execute(
            select(Cause.id, Problem.number, Problem.title, Cause.number, Cause.description)
            .join(Problem, Problem.id == Cause.problem_id)
            .join(PromiseProblem, PromiseProblem.problem_id == Problem.id)
            .where(PromiseProblem.promise_id == promise_id)
            .order_by(Problem.number, Cause.number)
        )
        return [CauseChoice(*row) for row in rows]


def reasons_used(ctx: AppContext, limit: int = 4) -> list[str]:
    """Why deadlines were moved lately, each reason once, the latest first.

    None that looks as if it pointed out a person: what slipped in once is not offered again.
    """
    with ctx.read() as session:
        latest = session.scalars(
            select(Deviation.reason)
            .where(Deviation.kind == DeviationKind.DEADLINE)
            .order_by(Deviation.decided_on.desc(), Deviation.id.desc())
            .limit(100)
        )
        once = dict.fromkeys(latest)
        return list(islice((reason for reason in once if not hints(reason)), limit))


def units(ctx: AppContext) -> list[str]:
    """Units used so far, to suggest again."""
    with ctx.read() as session:
        found = session.scalars(select(Action.unit).where(Action.unit != "").distinct())
        return sorted(found, key=alphabetical)


def places(ctx: AppContext, *, typed: str = "", action_id: int | None = None) -> list[str]:
    """Places from the latest log entries that hold `typed`, the most used first, at most eight."""
    recent = (
        select(LogEntry.place)
        .where(LogEntry.place != "")
        .order_by(LogEntry.done_on.desc())
        .limit(2000)
    )
    if action_id is not None:
        recent = recent.where(LogEntry.action_id == action_id)
    place = recent.subquery().c.place
    with ctx.read() as session:
        rows = session.execute(
            select(place, func.count()).group_by(place).order_by(func.count().desc(), place)
        )
        wanted = typed.casefold()
        return [name for name, _count in rows if wanted in name.casefold()][:8]


def years(ctx: AppContext) -> list[int]:
    """The years that promises are about, newest first."""
    with ctx.read() as session:
        spans = session.execute(select(Promise.period_start, Promise.period_end).distinct())
        return sorted(
            {year for start, end in spans for year in range(start.year, end.year + 1)},
            reverse=True,
        )
