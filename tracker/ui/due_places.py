"""Where in the book something that falls due is seen to."""

from tracker.services.queries.due import DueKind, DueRow
from tracker.ui.desk import Desk


def show_due(desk: Desk, row: DueRow) -> None:
    """Go to what falls due; a decision is asked for its answer."""
    if row.kind is DueKind.DECISION:
        desk.run("decision.answer", row.id)
    elif row.kind in (DueKind.MEETING, DueKind.POINT):
        desk.go("meetings", row.id if row.kind is DueKind.MEETING else None)
    elif row.action_id is not None:
        desk.go("actions", row.action_id)
    else:
        desk.go("promises", row.promise_id)
