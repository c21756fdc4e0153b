"""Somebody changes posts: all that they own goes to another, in one operation."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from tracker.models.action import Action
from tracker.models.errors import Invalid
from tracker.models.organisation import Person
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.people import PersonFields, add_person_in, check_in_post, person_words
from tracker.services.queries.colour_sql import ENDED


@dataclass(frozen=True, slots=True)
class Reassign:
    """From whom and to whom, an id or somebody new. An empty `promise_ids` means all promises."""

    from_id: int
    to: int | PersonFields
    promise_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Owned:
    """How many unfinished actions somebody owns under a promise."""

    promise_id: int
    promise: str
    count: int


def reassign(ctx: AppContext, cmd: Reassign) -> int:
    """Give somebody's unfinished actions to another. Returns how many; history stays as it was.

    Raises `Invalid` when there are none, or the new owner's post is over.
    """
    with ctx.write("action.reassign") as tx:
        before = person_words(tx.get(Person, cmd.from_id))
        if cmd.to == cmd.from_id:
            raise Invalid("reassign.same", field="to_id", owner=before)
        actions = tx.session.scalars(
            select(Action).where(*_owned(cmd.from_id, cmd.promise_ids))
        ).all()
        if not actions:
            raise Invalid("reassign.nothing", field="from_id", owner=before)
        owner_id = cmd.to if isinstance(cmd.to, int) else add_person_in(tx, cmd.to)
        check_in_post(tx, owner_id)
        for action in actions:
            action.owner_id = owner_id
        return len(actions)


def owned_by(ctx: AppContext, person_id: int) -> list[Owned]:
    """What a person has left to do, promise by promise."""
    statement = select(Action.promise_id, func.count()).where(*_owned(person_id))
    counted = statement.group_by(Action.promise_id).subquery()
    with ctx.read() as session:
        rows = session.execute(
            select(Promise.id, Promise.number, Promise.title, counted.c[1])
            .join(counted, counted.c.promise_id == Promise.id)
            .order_by(Promise.number, Promise.id)
        )
        return [Owned(row[0], f"L{row[1]} {row[2]}", row[3]) for row in rows]


def _owned(person_id: int, promise_ids: Collection[int] = ()) -> list[ColumnElement[bool]]:
    mine = [Action.owner_id == person_id, Action.status.not_in(ENDED)]
    return [*mine, Action.promise_id.in_(promise_ids)] if promise_ids else mine
