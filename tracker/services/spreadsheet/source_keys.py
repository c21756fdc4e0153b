"""A key for every row that came from a file, so that the same file twice adds nothing."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry
from tracker.models.survey import Response

_AT_ONCE = 500


class KeyMaker:
    """Makes keys from what rows say. Equal rows of one import get different keys, in order."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, belongs_to: object, contents: Sequence[str]) -> str:
        """The key of a row about `belongs_to` (an action's, promise's or survey's id or name)."""
        digest = hashlib.sha256("\x1f".join([str(belongs_to), *contents]).encode()).hexdigest()
        self._seen[digest] += 1
        return f"{digest}-{self._seen[digest]}"


def known_keys(
    session: Session, model: type[Action] | type[LogEntry] | type[Response], keys: Sequence[str]
) -> set[str]:
    """Those of `keys` that rows in the book already have."""
    known: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        known.update(
            key
            for key in session.scalars(select(model.source_key).where(model.source_key.in_(part)))
            if key is not None
        )
    return known
