"""Dates that were taken out of their series: somebody's calendar may still hold them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, Occasion
from tracker.models.enums import OccasionState
from tracker.models.journal import Change, ChangeKind, Operation
from tracker.models.promise import Promise
from tracker.services.queries.due_actions import ACTION_COLUMNS, action_row, of_actions
from tracker.services.queries.due_rows import DueKind, DueQuery, DueRow, is_within


def removed_occasions(session: Session, query: DueQuery) -> list[DueRow]:
    """The dates that the query would have found, had they not been removed, by day.

    Only those of actions that are still there, and at one version more than they had.
    """
    if query.kinds and DueKind.OCCASION not in query.kinds:
        return []
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
        return []
    statement = select(*ACTION_COLUMNS).join(Promise, Promise.id == Action.promise_id)
    actions = {row.action_id: row for row in session.execute(of_actions(statement, query))}
    found: dict[int, DueRow] = {}
    for row_id, before in gone:
        action = actions.get(before["action_id"]) if before else None
        if action is None or before is None:
            continue
        day = date.fromisoformat(before["due_on"])
        if is_within(query, day):
            found[row_id] = action_row(
                DueKind.OCCASION,
                action,
                row_id,
                before["version"] + 1,
                day,
                state=OccasionState.OPEN,
                ended=True,
            )
    return sorted(found.values(), key=lambda row: (row.due_on, row.id))
