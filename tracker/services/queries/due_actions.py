"""What falls on a day of an action: its deadline, and a recurring one's own dates."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, Occasion
from tracker.models.enums import ActionStatus, OccasionState
from tracker.models.organisation import Person
from tracker.models.promise import Promise
from tracker.services.queries.colour_sql import ENDED
from tracker.services.queries.due_rows import DueKind, DueQuery, DueRow, running, within

KINDS = frozenset({DueKind.DEADLINE, DueKind.OCCASION})

_Statement = Select[*tuple[Any, ...]]

ACTION_COLUMNS = (
    Action.id.label("action_id"),
    Action.version,
    Action.title,
    Action.number,
    Action.party,
    Action.goal,
    Action.status,
    Action.owner_id,
    Person.role,
    Promise.id.label("promise_id"),
    Promise.number.label("promise_number"),
    Promise.title.label("promise_title"),
)


def of_actions(statement: _Statement, query: DueQuery) -> _Statement:
    """`statement` over actions joined to their promises, limited to those that `query` is about."""
    statement = statement.outerjoin(Person, Person.id == Action.owner_id).where(*running(query))
    if query.owner_ids:
        statement = statement.where(Action.owner_id.in_(query.owner_ids))
    if query.parties:
        statement = statement.where(Action.party.in_(query.parties))
    if query.action_ids is not None:
        statement = statement.where(Action.id.in_(query.action_ids))
    if query.unfinished:
        statement = statement.where(Action.status.not_in(ENDED))
    return statement


def action_row(
    kind: DueKind, row: Any, row_id: int, version: int, due_on: date, **more: Any
) -> DueRow:
    """What falls on a day of an action; `row` has `ACTION_COLUMNS`."""
    return DueRow(
        kind,
        row_id,
        version,
        due_on,
        row.title,
        label=f"{row.promise_number}.{row.number}",
        promise_id=row.promise_id,
        promise=row.promise_title,
        action_id=row.action_id,
        owner_id=row.owner_id,
        owner=row.role or "",
        party=row.party,
        goal=row.goal,
        **more,
    )


def deadlines(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """The actions' deadlines."""
    statement = (
        select(*ACTION_COLUMNS, Action.deadline)
        .join(Promise, Promise.id == Action.promise_id)
        .where(*within(query, Action.deadline))
    )
    for row in session.execute(of_actions(statement, query)):
        ended = ActionStatus(row.status).ended
        yield action_row(
            DueKind.DEADLINE, row, row.action_id, row.version, row.deadline, ended=ended
        )


def occasions(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """The dates of recurring actions."""
    own = (
        Occasion.id.label("occasion_id"),
        Occasion.version.label("occasion_version"),
        Occasion.due_on,
        Occasion.state,
        Occasion.reason,
    )
    statement = (
        select(*ACTION_COLUMNS, *own)
        .select_from(Occasion)
        .join(Action, Action.id == Occasion.action_id)
        .join(Promise, Promise.id == Action.promise_id)
        .where(*within(query, Occasion.due_on))
    )
    if query.unfinished:
        statement = statement.where(Occasion.state == OccasionState.OPEN)
    for row in session.execute(of_actions(statement, query)):
        yield action_row(
            DueKind.OCCASION,
            row,
            row.occasion_id,
            row.occasion_version,
            row.due_on,
            state=row.state,
            reason=row.reason,
            ended=row.state is not OccasionState.OPEN or ActionStatus(row.status).ended,
        )


def count_in(session: Session, query: DueQuery) -> int:
    """How many deadlines `query` finds, and how many actions with open dates."""
    late = select(func.count()).select_from(Action).where(*within(query, Action.deadline))
    recurring = (
        select(func.count(Action.id.distinct()))
        .select_from(Occasion)
        .join(Action, Action.id == Occasion.action_id)
        .where(*within(query, Occasion.due_on), Occasion.state == OccasionState.OPEN)
    )
    return sum(
        session.execute(
            of_actions(statement.join(Promise, Promise.id == Action.promise_id), query)
        ).scalar_one()
        for statement in (late, recurring)
    )
