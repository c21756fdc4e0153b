"""What rows of a list are known by, so that the same file twice adds nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry

T = TypeVar("T")

_AT_ONCE = 500


class KeyMaker:
    """Makes keys from what rows say. Equal rows of one import get different keys, in order."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, belongs_to: object, contents: Sequence[str]) -> str:
        """The key of a row about `belongs_to` (an action's or promise's id)."""
        digest = hashlib.sha256("\x1f".join([str(belongs_to), *contents]).encode()).hexdigest()
        self._seen[digest] += 1
        return f"{digest}-{self._seen[digest]}"


@dataclass(frozen=True, slots=True)
class Known:
    """The keys and ids of a list's rows that the book has already."""

    _keys: set[str]
    _ids: set[int]

    def __contains__(self, identity: tuple[str, int | None]) -> bool:
        key, row_id = identity
        return key in self._keys or row_id in self._ids


def known_in_book(
    session: Session,
    model: type[Action] | type[LogEntry],
    identities: Sequence[tuple[str, int | None]],
) -> Known:
    """Which rows, by key and by the id in an exported list, are in the book."""
    keys = [key for key, _id in identities]
    ids = [row_id for _key, row_id in identities if row_id is not None]
    return Known(
        {
            key
            for part in _parts(keys)
            for key in session.scalars(select(model.source_key).where(model.source_key.in_(part)))
            if key is not None
        },
        {
            row_id
            for part in _parts(ids)
            for row_id in session.scalars(select(model.id).where(model.id.in_(part)))
        },
    )


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Slices that stay under the database's limit of parameters."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
