"""Everything the promise page shows, read in one go."""

from dataclasses import dataclass

from tracker.services.context import AppContext
from tracker.services.queries.choices import PersonRow, persons
from tracker.services.queries.plan import PlanView, plan
from tracker.services.queries.promises import PromiseRow, promise_rows


@dataclass(frozen=True, slots=True)
class PageRows:
    """The list, the plan of one promise, and who can own its actions."""

    rows: list[PromiseRow]
    view: PlanView | None
    persons: list[PersonRow]


def read_page(ctx: AppContext, promise_id: int | None) -> PageRows:
    """The list and the plan of `promise_id`, or of the first promise when that isn't there."""
    rows = promise_rows(ctx)
    ids = [row.id for row in rows]
    wanted = promise_id if promise_id in ids else next(iter(ids), None)
    view = plan(ctx, wanted) if wanted is not None else None
    return PageRows(rows, view, persons(ctx, active_on=ctx.today()))
