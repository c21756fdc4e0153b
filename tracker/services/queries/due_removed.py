"""What no longer falls due: dates taken out of their series, removed actions, ended promises.

Somebody's calendar may still hold it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, Occasion
from tracker.models.enums import OccasionState, Party, PromiseStatus
from tracker.models.journal import Change, ChangeKind, Operation
from tracker.models.organisation import Person
from tracker.models.promise import Promise
from tracker.services.queries import due_actions
from tracker.services.queries.due_actions import ACTION_COLUMNS, action_row, of_actions
from tracker.services.queries.due_rows import DueKind, DueQuery, DueRow, is_within, running

_TOLD_FOR = timedelta(365)
"""For how long after an action or its promise is gone a calendar is told of it."""


def called_off(session: Session, query: DueQuery) -> list[DueRow]:
    """What the query would have found, had it not been removed or its promise ended, by day.

    Each at a later version than it had. `query.today` says what was removed long ago.
    """
    gone = _removed_actions(session, query)
    found = [
        *_removed_occasions(session, query, gone),
        *_removed_deadlines(query, gone),
        *_of_ended_promises(session, query),
    ]
    return sorted(found, key=lambda row: (row.due_on, row.id))


@dataclass(frozen=True, slots=True)
class _Gone:
    """A removed action, with the `ACTION_COLUMNS` it had."""

    action_id: int
    version: int
    title: str
    number: int
    party: Party
    goal: str
    owner_id: int | None
    role: str | None
    promise_id: int
    promise_number: int
    promise_title: str
    deadline: date | None


def _removed_actions(session: Session, query: DueQuery) -> dict[int, _Gone]:
    statement = (
        select(Change.row_id, Change.before)
        .join(Operation, Operation.id == Change.operation_id)
        .outerjoin(Action, Action.id == Change.row_id)
        .where(
            Change.table_name == Action.__tablename__,
            Change.kind == ChangeKind.DELETE,
            Action.id.is_(None),
        )
        .order_by(Operation.seq)
    )
    if query.today is not None:
        statement = statement.where(Operation.at >= _since(query.today))
    removed = {row_id: before for row_id, before in session.execute(statement) if before}
    if not removed:
        return {}
    promises = {p.id: p for p in session.scalars(select(Promise).where(*running(query)))}
    roles: dict[int, str] = dict(iter(session.execute(select(Person.id, Person.role))))
    found = {}
    for row_id, before in removed.items():
        promise = promises.get(before["promise_id"])
        if promise is not None:
            gone = _gone(row_id, before, promise, roles)
            if _is_asked(gone, query):
                found[row_id] = gone
    return found


def _gone(row_id: int, before: Any, promise: Promise, roles: dict[int, str]) -> _Gone:
    # The journal leaves out what has no value.
    deadline, owner = before.get("deadline"), before.get("owner_id")
    return _Gone(
        row_id,
        before["version"],
        before["title"],
        before["number"],
        Party(before["party"]),
        before.get("goal", ""),
        owner,
        roles.get(owner),
        promise.id,
        promise.number,
        promise.title,
        None if deadline is None else date.fromisoformat(deadline),
    )


def _is_asked(gone: _Gone, query: DueQuery) -> bool:
    """As `of_actions`, of one that the database no longer has."""
    return (
        (not query.owner_ids or gone.owner_id in query.owner_ids)
        and (not query.parties or gone.party in query.parties)
        and (query.action_ids is None or gone.action_id in query.action_ids)
    )


def _removed_deadlines(query: DueQuery, gone: dict[int, _Gone]) -> Iterator[DueRow]:
    if query.kinds and DueKind.DEADLINE not in query.kinds:
        return
    for each in gone.values():
        if each.deadline is not None and is_within(query, each.deadline):
            yield _off(DueKind.DEADLINE, each, each.action_id, each.version + 1, each.deadline)


def _removed_occasions(
    session: Session, query: DueQuery, removed: dict[int, _Gone]
) -> Iterator[DueRow]:
    if query.kinds and DueKind.OCCASION not in query.kinds:
        return
    gone = session.execute(
        select(Change.row_id, Change.before)
        .join(Operation, Operation.id == Change.operation_id)
        .outerjoin(Occasion, Occasion.id == Change.row_id)
        .where(
            Change.table_name == Occasion.__tablename__,
            Change.kind == ChangeKind.DELETE,
            Occasion.id.is_(None),
        )
        # One that was put back and removed once more counts as it was last.
        .order_by(Operation.seq)
    ).all()
    if not gone:
        return
    statement = select(*ACTION_COLUMNS).join(Promise, Promise.id == Action.promise_id)
    actions: dict[int, Any] = {
        row.action_id: row for row in session.execute(of_actions(statement, query))
    }
    found: dict[int, DueRow] = {}
    for row_id, before in gone:
        if before is None:
            continue
        action = actions.get(before["action_id"]) or removed.get(before["action_id"])
        day = date.fromisoformat(before["due_on"])
        if action is None or not is_within(query, day):
            continue
        # The event counted its action's versions too, which are no more when the action is.
        lost = action.version if isinstance(action, _Gone) else 0
        found[row_id] = _off(DueKind.OCCASION, action, row_id, before["version"] + 1 + lost, day)
    yield from found.values()


def _off(kind: DueKind, action: Any, row_id: int, version: int, day: date) -> DueRow:
    return action_row(kind, action, row_id, version, day, state=OccasionState.OPEN, ended=True)


def _of_ended_promises(session: Session, query: DueQuery) -> Iterator[DueRow]:
    """The days that were left of actions when their promises ended, of late."""
    ended = _lately_ended(session, query.today) if query.running else frozenset()
    if not ended:
        return
    everything = replace(query, running=False)
    for kind, read in (
        (DueKind.OCCASION, due_actions.occasions),
        (DueKind.DEADLINE, due_actions.deadlines),
    ):
        if query.kinds and kind not in query.kinds:
            continue
        for row in read(session, everything):
            if row.promise_id in ended:
                yield row if row.ended else replace(row, state=OccasionState.OPEN, ended=True)


def _lately_ended(session: Session, today: date | None) -> frozenset[int]:
    states = [status for status in PromiseStatus if status.ended]
    statement = (
        select(Change.row_id, Change.after)
        .join(Operation, Operation.id == Change.operation_id)
        .join(Promise, Promise.id == Change.row_id)
        .where(
            Change.table_name == Promise.__tablename__,
            Change.kind == ChangeKind.UPDATE,
            Promise.status.in_(states),
        )
    )
    if today is not None:
        statement = statement.where(Operation.at >= _since(today))
    changes = session.execute(statement)
    return frozenset(row_id for row_id, after in changes if (after or {}).get("status") in states)


def _since(today: date) -> datetime:
    return datetime.combine(today - _TOLD_FOR, time.min).astimezone()
