"""Books and what stands in them, made through the services, for tests and benchmarks."""

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path

from sqlalchemy import Select, select

from tracker.bootstrap import open_book
from tracker.models.base import Row
from tracker.models.clock import Clock, WalkingClock
from tracker.models.enums import CauseKind, Party, SurveyMethod
from tracker.models.organisation import Agreement, Person
from tracker.models.schema import METADATA
from tracker.services.actions import ActionFields, AddAction, add_action
from tracker.services.agreements import AgreementFields, SignatoryFields
from tracker.services.books import NewBook, create_book
from tracker.services.context import AppContext
from tracker.services.dialogue import RoundFields, add_round
from tracker.services.figures import FigureFields, add_figure
from tracker.services.people import PersonFields, add_person
from tracker.services.problems import AddCause, ProblemFields, add_cause, add_problem
from tracker.services.promises import (
    AddPromise,
    PromiseFields,
    SignPromise,
    add_promise,
    sign_promise,
)
from tracker.services.surveys import SurveyFields, add_survey

Snapshot = dict[str, list[tuple[object, ...]]]

DAY = dt.date(2018, 3, 1)
YEAR = (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
WHO = "Kommunpolis"

AGREEMENT = AgreementFields(
    title="Samverkansöverenskommelse 2018",
    municipality="Säffle",
    police_area="Arvika",
    period_start=YEAR[0],
    period_end=YEAR[1],
    signed_on=dt.date(2018, 1, 15),
    dnr=((Party.POLICE, "A123"), (Party.MUNICIPALITY, "KS 2018/14")),
    signatories=(
        SignatoryFields(Party.MUNICIPALITY, "Säffle kommun", "Kommunalråd"),
        SignatoryFields(Party.POLICE, "Polisen", "Lokalpolisområdeschef"),
    ),
)


def a_clock(day: dt.date = DAY) -> WalkingClock:
    """A clock that stands at nine on `day` until it is moved."""
    return WalkingClock(dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC))


def a_book(path: Path, clock: Clock | None = None) -> Path:
    """A new book with one agreement."""
    new = NewBook("Säffle", "Arvika", AGREEMENT)
    create_book(path, new, clock=clock or a_clock(), who=WHO)
    return path


def opened(path: Path | str, clock: Clock | None = None, who: str = WHO) -> AppContext:
    """The book, open; whoever asks closes it."""
    return open_book(path, who=lambda: who, clock=clock or a_clock())


def agreement_id(ctx: AppContext) -> int:
    """The book's first agreement."""
    with ctx.read() as session:
        return session.scalars(select(Agreement.id).order_by(Agreement.id)).first() or 0


def a_person(ctx: AppContext, role: str = "Kommunpolis") -> int:
    """A person at the police, or the one there already with that role."""
    with ctx.read() as session:
        found = session.scalars(select(Person.id).where(Person.role == role)).first()
    return found or add_person(ctx, PersonFields(role, "Polisen", Party.POLICE, "Kim Ek"))


def a_survey(ctx: AppContext, title: str = "Torgsamtal") -> int:
    """Evidence."""
    return add_survey(
        ctx, SurveyFields("Säffle", title, SurveyMethod.SQUARE_TALK, DAY, asked=40, answered=31)
    )


def a_round(ctx: AppContext, title: str = "Medborgardialog vecka 9, 2018") -> int:
    """A dialogue round around `DAY`, without occasions."""
    week = DAY - dt.timedelta(3), DAY + dt.timedelta(1)
    return add_round(ctx, RoundFields("Säffle", title, *week, "Höra vad som gör folk otrygga"))


def an_occasion(
    ctx: AppContext,
    round_id: int,
    title: str = "Torgsamtal på Stortorget",
    held_on: dt.date = DAY,
    **values: object,
) -> int:
    """An occasion of a round, planned by the square's clock, with whatever is asked to differ."""
    base: dict[str, object] = {
        "starts_at": dt.time(12),
        "ends_at": dt.time(16),
        "place": "Stortorget",
        "audience": "Allmänheten",
        "responsible_id": a_person(ctx),
        "material": "Roll-up\nEnkäter",
        "round_id": round_id,
    }
    fields = {**base, **values}
    return add_survey(
        ctx,
        # Fields by name, as whoever asks writes them: mypy can't follow their types.
        # A test names the fields it cares about, of any kind.
        SurveyFields("Säffle", title, SurveyMethod.SQUARE_TALK, held_on, **fields),  # type: ignore[arg-type]
    )


def a_figure(
    ctx: AppContext,
    survey_id: int,
    value: str = "52",
    *,
    wording: str = "Vill se mer polis",
    answers: int | None = 380,
    source: str = "",
) -> int:
    """What the survey answers a question with, in per cent."""
    fields = FigureFields(survey_id, wording, Decimal(value), "%", answers, source)
    return add_figure(ctx, fields)


def a_problem(ctx: AppContext, title: str = "Otrygghet i centrum") -> int:
    """A problem."""
    return add_problem(ctx, ProblemFields("Säffle", title, "Många undviker torget på kvällen"))


def a_cause(ctx: AppContext, problem_id: int | None = None) -> int:
    """A cause of the problem, or of a new one."""
    return add_cause(ctx, AddCause(problem_id or a_problem(ctx), CauseKind.PLACE, "Mörkt"))


def a_promise(
    ctx: AppContext, title: str = "Synlig polis", problem_ids: tuple[int, ...] = ()
) -> int:
    """A draft."""
    fields = PromiseFields(title, "Vi lovar att synas på torget varje vecka.", *YEAR)
    return add_promise(ctx, AddPromise(agreement_id(ctx), fields, problem_ids))


def a_later_promise(ctx: AppContext, problem_ids: tuple[int, ...] = ()) -> int:
    """A draft for the year after `YEAR`."""
    next_year = dt.date(2019, 1, 1), dt.date(2019, 12, 31)
    fields = PromiseFields("Synlig polis 2019", "Vi lovar att synas oftare.", *next_year)
    return add_promise(ctx, AddPromise(agreement_id(ctx), fields, problem_ids))


def action_fields(title: str = "Fotpatrullering", **values: object) -> ActionFields:
    """A planned quantity over the year, with whatever is asked to differ."""
    base: dict[str, object] = {
        "planned": Decimal(30),
        "unit": "pass",
        "start_on": YEAR[0],
        "deadline": YEAR[1],
    }
    # A test names the fields it cares about, of any kind.
    return ActionFields(title, Party.POLICE, **{**base, **values})  # type: ignore[arg-type]


def an_action(ctx: AppContext, promise_id: int | None = None, **values: object) -> int:
    """An action under the promise, or under a new draft."""
    # As `action_fields` takes them.
    return add_action(ctx, AddAction(promise_id or a_promise(ctx), action_fields(**values)))  # type: ignore[arg-type]


def a_signed_promise(ctx: AppContext) -> tuple[int, int]:
    """A promise that is signed, and its one action."""
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    action = an_action(ctx, promise, cause_ids=(a_cause(ctx, problem),), owner_id=a_person(ctx))
    sign_promise(ctx, SignPromise(promise, 1, DAY))
    return promise, action


def version_of(ctx: AppContext, model: type[Row], row_id: int) -> int:
    """The version that a user would see now."""
    with ctx.read() as session:
        return session.get_one(model, row_id).version


def snapshot(ctx: AppContext) -> Snapshot:
    """What the book holds, table by table, leaving out journal, counters and versions."""
    with ctx.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(rows)]
            for name, rows in _all_rows().items()
        }


@cache
def _all_rows() -> dict[str, Select[*tuple[object, ...]]]:
    return {
        table.name: select(*(column for column in table.c if column.name != "version")).order_by(
            *table.primary_key
        )
        for table in METADATA.sorted_tables
        if table.name not in {"operation", "change", "copy"}
    }
