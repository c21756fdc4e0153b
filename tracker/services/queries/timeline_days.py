"""What falls on which day, of the same actions that the timeline shows."""

from datetime import date

from tracker.services.context import AppContext
from tracker.services.queries.action_ids import ids_by_label
from tracker.services.queries.due import DueQuery, DueRow, due_rows_in
from tracker.services.queries.timeline_rows import TimelineQuery


def timeline_days(ctx: AppContext, query: TimelineQuery, first: date, last: date) -> list[DueRow]:
    """Everything from `first` to `last`, done or not.

    What has no action of its own is of no party or owner: it is there when nothing but promises is
    asked for, and is theirs.
    """
    with ctx.read() as session:
        rows = due_rows_in(
            session, DueQuery(first=first, last=last, unfinished=False, running=False)
        )
        if query == TimelineQuery():
            return rows
        actions = ids_by_label(session, query.actions(), ctx.today())
        shown = frozenset(session.scalars(actions))
    by_promise = query == TimelineQuery(promise_ids=query.promise_ids)
    return [
        row
        for row in rows
        if row.action_id in shown
        or (by_promise and row.action_id is None and row.promise_id in query.promise_ids)
    ]
