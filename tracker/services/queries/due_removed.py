"""Dates that were taken out of their series: somebody's calendar may still hold them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import Action, Occasion
from tracker.models.enums import OccasionState
from tracker.models.journal import Change, ChangeKind
from tracker.models.promise import Promise
from tracker.services.queries.due import (
    ACTION_COLUMNS,
    DueKind,
    DueQuery,
    DueRow,
    action_row,
    of_actions,
)


def removed_occasions(session: Session, query: DueQuery) -> list[DueRow]:
    """The dates that the query would have found, had they not been removed, by day.

    Only those of actions that are still there, and at one version more than they had.
    """
    if query.kinds and DueKind.OCCASION not in query.kinds:
        return []
    gone = session.execute(
        select(Change.row_id, Change.before)
        .outerjoin(Occasion, Occasion.id == Change.row_id)
        .where(
            Change.table_name == Occasion.__tablename__,
            Change.kind == ChangeKind.DELETE,
            Occasion.id.is_(None),
        )
    ).all()
    if not gone:
        return []
    statement = select(*ACTION_COLUMNS).join(Promise, Promise.id == Action.promise_id)
    actions = {row.action_id: row for row in session.execute(of_actions(statement, query))}
    found = {}
    for row_id, before in gone:
        action = actions.get((before or {}).get("action_id"))
        if action is None:
            continue
        day = date.fromisoformat(before["due_on"])
        if (query.first is None or day >= query.first) and (
            query.last is None or day <= query.last
        ):
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
