"""An action's row as the progress that bars and counts are drawn from."""

from tracker.models.enums import ActionKind
from tracker.services.queries.actions import ActionRow
from tracker.ui.widgets.progress import Progress


def progress_of(row: ActionRow) -> Progress:
    """What is done of `row` against what was promised."""
    return Progress(
        done=row.done,
        target=row.planned,
        expected=row.expected,
        follow_up=row.colour,
        deadline=row.deadline,
        overdue=row.days_late > 0,
        single=row.kind is ActionKind.SINGLE and row.planned is None,
    )
