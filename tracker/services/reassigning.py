"""Somebody changes posts: all that they own goes to another, in one operation."""

from dataclasses import dataclass

from sqlalchemy import func, select

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
        mine = select(Action).where(Action.owner_id == cmd.from_id, Action.status.not_in(ENDED))
        if cmd.promise_ids:
            mine = mine.where(Action.promise_id.in_(cmd.promise_ids))
        actions = tx.session.scalars(mine).all()
        if not actions:
            raise Invalid("reassign.nothing", field="from_id", owner=before)
        owner_id = cmd.to if isinstance(cmd.to, int) else add_person_in(tx, cmd.to)
        check_in_post(tx, owner_id)
        for action in actions:
            action.owner_id = owner_id
        return len(actions)


def owned(ctx: AppContext) -> dict[int, list[Owned]]:
    """What each person has left to do, promise by promise; by the person's id."""
    counted = (
        select(Action.owner_id, Action.promise_id, func.count().label("actions"))
        .where(Action.owner_id.is_not(None), Action.status.not_in(ENDED))
        .group_by(Action.owner_id, Action.promise_id)
        .subquery()
    )
    found: dict[int, list[Owned]] = {}
    with ctx.read() as session:
        for owner_id, promise_id, number, title, count in session.execute(
            select(counted.c.owner_id, Promise.id, Promise.number, Promise.title, counted.c.actions)
            .join(counted, counted.c.promise_id == Promise.id)
            .order_by(Promise.number, Promise.id)
        ):
            found.setdefault(owner_id, []).append(Owned(promise_id, f"L{number} {title}", count))
    return found
