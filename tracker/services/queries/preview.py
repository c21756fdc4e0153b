"""What an action would look like with one more entry in its log. Nothing is read or written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.models.progress import Limits, Plan, colour, days_late
from tracker.services.queries.actions import ActionRow

# Fine enough for any plan's days, coarse enough to undo the rounding of a float.
_FINEST_SHARE = 100_000


def with_entry(row: ActionRow, added: Decimal, today: date, limits: Limits) -> ActionRow:
    """`row` as it will be once `added` more is logged; negative when an entry is made smaller."""
    share = _share_due(row)
    plan = Plan(
        kind=row.kind,
        status=row.status,
        start=row.start,
        deadline=row.deadline,
        planned=row.planned,
        done=max(row.done + added, Decimal(0)),
        entries=row.entries + 1,
        # A share of the plan is what a recurrence's dates come to as well.
        occasions=0 if share is None else share.denominator,
        occasions_due=0 if share is None else share.numerator,
        override=row.colour if row.override_reason else None,
    )
    return replace(
        row,
        done=plan.done,
        entries=plan.entries,
        colour=colour(plan, today, limits),
        days_late=days_late(plan, today),
    )


def _share_due(row: ActionRow) -> Fraction | None:
    if row.planned is None or row.expected is None:
        return None
    share = Fraction(row.expected) / Fraction(row.planned)
    return min(max(share.limit_denominator(_FINEST_SHARE), Fraction(0)), Fraction(1))
