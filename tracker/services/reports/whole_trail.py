"""The trail of everything in the book today: agreement by agreement, and what has none yet."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.enums import ReportState
from tracker.models.organisation import Agreement, Municipality
from tracker.models.past import Past
from tracker.services.context import AppContext
from tracker.services.reports.facts import facts
from tracker.services.reports.gaps import Gap, gaps
from tracker.services.reports.promises import promise_rows
from tracker.services.reports.reading import feedback_rows
from tracker.services.reports.rows import ReportInput
from tracker.services.reports.snapshot import Snapshot, snapshot
from tracker.services.reports.trail import TRAIL, Scope, trail_input


@dataclass(frozen=True, slots=True)
class ScopedGaps:
    """The breaks in one agreement's chain, and the promises and actions that they number."""

    scope: Scope
    then: Snapshot
    found: tuple[Gap, ...]


def whole_trail(ctx: AppContext, session: Session) -> list[ScopedGaps]:
    """By agreement as the report has it, then for every municipality that has none."""
    past, today = Past(session), ctx.today()
    scopes = [
        Scope(*row)
        for row in session.execute(
            select(Agreement.municipality_id, Agreement.id).order_by(Agreement.period_start)
        )
    ]
    known = {scope.municipality_id for scope in scopes}
    names = dict(session.execute(select(Municipality.id, Municipality.name)).all())
    scopes += [Scope(each) for each in names if each not in known]
    found = []
    for scope in scopes:
        # No agreement has the id 0, so what it holds is nothing.
        then = snapshot(past, scope.id or 0, today)
        data = ReportInput(
            kind=TRAIL,
            municipality=names[scope.municipality_id],
            police_area="",
            as_of=today,
            period_from=today,
            period_to=today,
            diary_numbers=(),
            state=ReportState.DRAFT,
            promises=promise_rows(then, facts(past, then)),
            feedback=tuple(feedback_rows(past, then)),
            trail=trail_input(past, scope, then),
        )
        found.append(ScopedGaps(scope, then, gaps(data)))
    return found
