"""Takes answers' free text out of the journal for good: gallring may leave no history of it.

The chain of checksums covers what the journal says, so it is tied anew from the first operation
that said it. Its former end is kept in the log of what was deleted, for whoever had noted it down.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import cast

from sqlalchemy import String, Table, bindparam, func, select, update
from sqlalchemy import cast as cast_to
from sqlalchemy.orm import Session

from tracker.models.audit import first_broken_link, recorded
from tracker.models.base import Json
from tracker.models.book import Copy
from tracker.models.errors import BookError
from tracker.models.journal import (
    FIRST_HASH,
    Change,
    ChangeKind,
    Operation,
    RowChange,
    link_hash,
    operation_facts,
)
from tracker.models.past import portions
from tracker.models.survey import Response
from tracker.models.unit_of_work import Transaction

_OPERATION = cast(Table, Operation.__table__)
_CHANGE = cast(Table, Change.__table__)
_COPY = cast(Table, Copy.__table__)
_RESPONSE = cast(Table, Response.__table__)
_TEXT = "text"
_AT_ONCE = 2000
_STRIP = (
    update(_CHANGE)
    .where(
        _CHANGE.c.operation_id == bindparam("of_operation"),
        _CHANGE.c.position == bindparam("at_position"),
    )
    .values(before=bindparam("new_before"), after=bindparam("new_after"))
)
_RELINK = (
    update(_OPERATION)
    .where(_OPERATION.c.id == bindparam("of_id"))
    .values(hash=bindparam("new_hash"))
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A change in the journal whose images hold an answer's text."""

    operation_id: int
    position: int
    row_id: int
    seq: int
    operation: str
    before: Json | None
    after: Json | None
    is_current: bool = False
    """Whether what it made of the text is what the answer says now."""

    def holds_before(self) -> bool:
        """Whether the text that was there before it is in the journal."""
        return (self.before or {}).get(_TEXT) is not None


def remembered_texts(session: Session, response_ids: Collection[int]) -> list[Remembered]:
    """Every change that holds text of these answers, in the order they were made."""
    statement = (
        select(
            Change.operation_id,
            Change.position,
            Change.row_id,
            Operation.seq,
            Operation.name,
            Change.before,
            Change.after,
        )
        .join(Operation, Operation.id == Change.operation_id)
        .where(Change.table_name == Response.__tablename__)
    )
    found = (
        Remembered(*row)
        for part in portions(response_ids)
        for row in session.execute(statement.where(Change.row_id.in_(part)))
    )
    return sorted(
        (change for change in found if _TEXT in (change.before or {}) | (change.after or {})),
        key=attrgetter("row_id", "seq"),
    )


def remembered_earlier(session: Session) -> list[Remembered]:
    """The changes that hold words which no answer says any more: masked, edited or removed."""
    reworded = set(
        session.scalars(
            select(Change.row_id).where(
                Change.table_name == Response.__tablename__,
                Change.kind != ChangeKind.INSERT,
                cast_to(Change.before, String).contains(f'"{_TEXT}":'),
            )
        )
    )
    there = {
        row_id
        for part in portions(reworded)
        for row_id in session.scalars(select(Response.id).where(Response.id.in_(part)))
    }
    return [
        change
        for row_id, group in groupby(remembered_texts(session, reworded), attrgetter("row_id"))
        for change in _all_but_last(list(group), is_there=row_id in there)
    ]


def _all_but_last(changes: Sequence[Remembered], *, is_there: bool) -> Iterator[Remembered]:
    """What the last change made of the text stays if the answer does."""
    *earlier, last = changes
    yield from earlier
    if not is_there:
        yield last
    elif last.holds_before():
        yield replace(last, is_current=True)


def forget_texts(tx: Transaction, response_ids: Collection[int]) -> list[Remembered]:
    """Delete the answers' free text, in the book and in its history.

    Returns the changes in the journal that held it. The answers stay, with a note in their history
    that they were touched. Raises `BookError` as `_strip`.
    """
    changes = remembered_texts(tx.session, response_ids)
    _strip(tx, changes)
    for part in portions(response_ids):
        tx.connection.execute(
            update(_RESPONSE)
            .where(_RESPONSE.c.id.in_(part))
            .values(text=None, version=_RESPONSE.c.version + 1)
        )
        tx.changes.extend(
            RowChange(Response.__tablename__, row_id, ChangeKind.UPDATE, {}, {}) for row_id in part
        )
    tx.session.expire_all()
    return changes


def forget_earlier(tx: Transaction) -> list[Remembered]:
    """Delete `remembered_earlier` from the history, and return it. Raises `BookError` as `_strip`.

    The answers stay as they are, and what was changed can no longer be taken back.
    """
    changes = remembered_earlier(tx.session)
    _strip(tx, changes)
    return changes


def _strip(tx: Transaction, changes: Collection[Remembered]) -> None:
    """Take the text out of the images, and tie the chain anew.

    Raises `BookError("journal.broken")` when the chain was broken before, which a new one would
    hide.
    """
    if not changes:
        return
    if first_broken_link(tx.session) is not None:
        raise BookError("journal.broken")
    tx.connection.execute(
        _STRIP,
        [
            {
                "of_operation": change.operation_id,
                "at_position": change.position,
                "new_before": _without_text(change.before),
                "new_after": change.after if change.is_current else _without_text(change.after),
            }
            for change in changes
        ],
    )
    tx.last_hash = _relink(tx.session, min(change.seq for change in changes))
    tx.connection.execute(update(_COPY).values(last_hash=tx.last_hash))


def _without_text(image: Json | None) -> Json | None:
    if image is None:
        return None
    return {name: value for name, value in image.items() if name != _TEXT}


def _relink(session: Session, first: int) -> str:
    """Tie the chain anew from the operation `first` (its `seq`). Returns its end."""
    connection = session.connection()
    previous = (
        session.scalar(select(Operation.hash).where(Operation.seq == first - 1)) or FIRST_HASH
    )
    last = session.scalar(select(func.max(Operation.seq))) or 0
    for start in range(first, last + 1, _AT_ONCE):
        chosen = Operation.seq.between(start, start + _AT_ONCE - 1)
        operations = connection.execute(
            select(_OPERATION).where(chosen).order_by(_OPERATION.c.seq)
        ).all()
        changes = connection.execute(
            select(_CHANGE)
            .join(_OPERATION, _OPERATION.c.id == _CHANGE.c.operation_id)
            .where(chosen)
            .order_by(_OPERATION.c.seq, _CHANGE.c.position)
        )
        by_operation = {
            operation_id: [recorded(row) for row in rows]
            for operation_id, rows in groupby(changes, attrgetter("operation_id"))
        }
        links = []
        for operation in operations:
            facts = operation_facts(operation._mapping)
            previous = link_hash(previous, facts, by_operation.get(operation.id, ()))
            links.append({"of_id": operation.id, "new_hash": previous})
        connection.execute(_RELINK, links)
    return previous
