"""What the changes since the last report come to: counts, and what was done, slipped or moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models.enums import FollowUp
from tracker.models.progress import urgency
from tracker.services.reports.difference import Difference, What
from tracker.services.reports.rows import PromiseRow

_UNDELIVERED = (What.ACTION_NOT_DONE, What.ACTION_DROPPED, What.ACTION_PARTLY_DONE)
_SLIPPED = (What.LATE, *_UNDELIVERED, What.AT_RISK)
"""The worst first."""


@dataclass(frozen=True, slots=True)
class SinceLast:
    """How many of each."""

    entries: int
    """Log entries."""
    done: int
    undelivered: int
    """Actions that ended as not, or only partly, carried out."""
    late: int
    moved: int
    """Deadlines that were moved after signing."""
    worse: int
    """Promises whose state is worse than it was."""


def since_last(changes: Sequence[Difference]) -> SinceLast:
    """The counts that are told in figures."""

    def count(*whats: What) -> int:
        return sum(row.what in whats for row in changes)

    return SinceLast(
        entries=sum(row.entries for row in changes if row.what is What.LOGGED),
        done=count(What.ACTION_DONE),
        undelivered=count(*_UNDELIVERED),
        late=count(What.LATE),
        moved=count(What.DEADLINE_MOVED),
        worse=sum(_is_worse(row) for row in changes),
    )


def _is_worse(row: Difference) -> bool:
    before, after = row.before, row.after
    return (
        row.what is What.PROMISE_STATE
        and isinstance(before, FollowUp)
        and isinstance(after, FollowUp)
        and after in (FollowUp.LATE, FollowUp.AT_RISK)
        and urgency(after) < urgency(before)
    )


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in one action: its log, and whether it was finished."""

    promise: int
    action: int
    title: str
    logged: Difference | None
    is_finished: bool


def done(changes: Sequence[Difference]) -> list[Done]:
    """The actions in which something was done, in their own order."""
    logged = {_key(row): row for row in changes if row.what is What.LOGGED and row.entries > 0}
    finished = {_key(row): row for row in changes if row.what is What.ACTION_DONE}
    return [
        Done(*key, row.subject, logged.get(key), key in finished)
        for key, row in sorted({**logged, **finished}.items())
    ]


def most_done(rows: Sequence[Done], most: int) -> list[Done]:
    """What to tell where there is no room for all: what was finished, and most often done."""
    chosen = sorted(rows, key=_weight, reverse=True)[:most]
    return [row for row in rows if row in chosen]


def _weight(row: Done) -> tuple[bool, int]:
    return row.is_finished, row.logged.entries if row.logged else 0


def _key(row: Difference) -> tuple[int, int]:
    return row.promise or 0, row.action or 0


def slipped(changes: Sequence[Difference]) -> list[Difference]:
    """Actions that have become late or uncertain, or ended undelivered, the worst first."""
    found = [row for row in changes if row.what in _SLIPPED]
    return sorted(found, key=_worst_first)


def _worst_first(row: Difference) -> tuple[int, int, int, int]:
    late = row.amount.days_late if row.amount else 0
    return _SLIPPED.index(row.what), -late, row.promise or 0, row.action or 0


def moved(changes: Sequence[Difference]) -> list[Difference]:
    """The deadlines that were moved after signing."""
    return [row for row in changes if row.what is What.DEADLINE_MOVED]


def new_owners(changes: Sequence[Difference], promises: Sequence[PromiseRow]) -> list[Difference]:
    """The signed promises' actions that were given to another role, or lost their owner."""
    signed = {promise.number for promise in promises if promise.status.locked}
    return [row for row in changes if row.what is What.OWNER and row.promise in signed]
