"""What falls on which day: for calendars, reminders and the month on the screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from tracker.services.context import AppContext
from tracker.services.queries import due_actions, due_others
from tracker.services.queries.due_rows import DueKind, DueQuery, DueRow

__all__ = ["DueKind", "DueQuery", "DueRow", "due_rows", "due_rows_in"]

_OF_ACTIONS = frozenset({DueKind.OCCASION, DueKind.DEADLINE, DueKind.POINT})
_OF_PEOPLE = _OF_ACTIONS | {DueKind.MEETING}


def due_rows(ctx: AppContext, query: DueQuery) -> list[DueRow]:
    """What falls due, by day; on one day in the order of `DueKind`, then by number."""
    with ctx.read() as session:
        return due_rows_in(session, replace(query, today=query.today or ctx.today()))


def due_rows_in(session: Session, query: DueQuery) -> list[DueRow]:
    """As `due_rows`, inside a read that does more.

    Without `today` it is told by the day of the latest measurement whether another one waits.
    """
    order = {kind: place for place, kind in enumerate(DueKind)}
    found = [row for kind in _asked(query) for row in _READERS[kind](session, query)]
    found.sort(key=lambda row: (row.due_on, order[row.kind], _numbers(row.label), row.id))
    return found


def _numbers(label: str) -> list[int]:
    """5.2 comes before 5.10."""
    return [int(number) for number in label.removeprefix("L").split(".") if number]


def _asked(query: DueQuery) -> Iterator[DueKind]:
    for kind in DueKind:
        if query.kinds and kind not in query.kinds:
            continue
        if query.owner_ids and kind not in _OF_PEOPLE:
            continue
        if query.action_ids is not None and kind not in _OF_ACTIONS:
            continue
        yield kind


_READERS: dict[DueKind, Callable[[Session, DueQuery], Iterator[DueRow]]] = {
    DueKind.OCCASION: due_actions.occasions,
    DueKind.DEADLINE: due_actions.deadlines,
    DueKind.DECISION: due_others.decisions,
    DueKind.MEASUREMENT: due_others.measurements,
    DueKind.FEEDBACK: due_others.feedback,
    DueKind.POINT: due_others.points,
    DueKind.MEETING: due_others.meetings,
}
