"""The deviations recorded between two states, each to explain one difference."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from tracker.models.enums import DeviationKind
from tracker.services.reports.difference import Difference
from tracker.services.reports.rows import DeviationRow

T = TypeVar("T")

_IN_WORDS = (DeviationKind.OWNER, DeviationKind.OUTCOME, DeviationKind.OTHER)


def added(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable] = lambda row: row
) -> list[T]:
    """What `after` has more of than `before`, in its order."""
    known = Counter(map(key, before))
    found = []
    for row in after:
        if known[key(row)] > 0:
            known[key(row)] -= 1
        else:
            found.append(row)
    return found


class Recorded:
    """A promise's new deviations. What has been taken is not given again."""

    def __init__(self, before: Sequence[DeviationRow], after: Sequence[DeviationRow]) -> None:
        self._left = added(before, after, _facts)

    def take(self, kind: DeviationKind, action: int | None = None) -> list[DeviationRow]:
        """Those of a kind that concern an action, or the promise itself, oldest first."""
        found = [row for row in self._left if (row.kind, row.action) == (kind, action)]
        self._left = [row for row in self._left if row not in found]
        return found

    def in_words(self) -> list[DeviationRow]:
        """Those not taken that say themselves what happened."""
        return [row for row in self._left if row.kind in _IN_WORDS and row.what]


def _facts(row: DeviationRow) -> Hashable:
    """All but the title of its action, which may have changed since."""
    return row if row.action is None else replace(row, what="")


def explained(found: Difference, by: Sequence[DeviationRow]) -> Difference:
    """A difference with the reason and decision of the last record, if there is any."""
    if not by:
        return found
    record = by[-1]
    return replace(found, reason=record.reason, decided_by=record.decided_by, on=record.decided_on)
