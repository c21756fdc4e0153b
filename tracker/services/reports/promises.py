"""The promises of one agreement as they stood on a day, as a report prints them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from tracker.models.enums import ActionKind, ActionStatus, DeviationKind, OccasionState
from tracker.models.progress import colour, days_late, expected_by, promise_colour
from tracker.models.promise import Deviation
from tracker.services.reports.facts import Facts
from tracker.services.reports.rows import (
    ActionRow,
    DeviationRow,
    MovedDeadline,
    PromiseRow,
    SeriesRow,
    SettledRow,
)
from tracker.services.reports.snapshot import ActionThen, OccasionThen, PromiseThen, Snapshot

_COMING = 6
"""As many of an action's open dates as any report needs."""


def promise_rows(then: Snapshot, facts: Facts) -> tuple[PromiseRow, ...]:
    """The promises by number."""
    return tuple(_promise(promise, then, facts) for promise in then.promises)


def _promise(promise: PromiseThen, then: Snapshot, facts: Facts) -> PromiseRow:
    actions = {action.id: action for action in then.actions.get(promise.id, ())}
    deviations = facts.deviations.get(promise.id, [])
    moved: dict[int, list[MovedDeadline]] = {}
    for deviation in deviations:
        if deviation.kind is DeviationKind.DEADLINE and deviation.action_id and deviation.before:
            earlier = MovedDeadline(date.fromisoformat(deviation.before), deviation.reason)
            moved.setdefault(deviation.action_id, []).append(earlier)
    rows = tuple(
        _action(action, then, facts, tuple(moved.get(action.id, ()))) for action in actions.values()
    )
    version = facts.versions.get(promise.id)
    return PromiseRow(
        number=promise.number,
        title=version.title if version else promise.title,
        starts_on=promise.period_start,
        ends_on=promise.period_end,
        status=promise.status,
        follow_up=promise_colour(promise.status, [(row.status, row.follow_up) for row in rows]),
        previous=None,  # one state knows no other; `report_input` fills it in
        text=version.text if version else promise.text,
        signed_on=promise.signed_on,
        version=version.number if version else 1,
        changed_on=version.signed_on if version and version.number > 1 else None,
        outcome_reason=promise.outcome_reason,
        problems=tuple(facts.problems.get(promise.id, ())),
        causes=tuple(facts.causes.get(promise.id, ())),
        actions=rows,
        indicators=tuple(facts.indicators.get(promise.id, ())),
        deviations=tuple(
            _deviation(deviation, actions.get(deviation.action_id or 0)) for deviation in deviations
        ),
        expected_effect=promise.expected_effect,
    )


def _action(
    action: ActionThen, then: Snapshot, facts: Facts, moved: tuple[MovedDeadline, ...]
) -> ActionRow:
    plan, log = then.plan(action), then.log.get(action.id)
    done, planned, expected = plan.done, plan.planned, expected_by(plan, then.as_of)
    if action.kind is ActionKind.SINGLE and planned is None:
        # It is done or it isn't, whatever was logged on the way.
        done, planned = Decimal(action.status is ActionStatus.DONE), Decimal(1)
        expected = None if plan.deadline is None else float(then.as_of > plan.deadline)
    return ActionRow(
        number=action.number,
        title=action.title,
        goal=action.goal,
        party=action.party,
        owner=facts.roles.get(action.owner_id or 0),
        support=action.support or None,
        kind=action.kind,
        causes=tuple(facts.answers.get(action.id, ())),
        start=action.start_on,
        deadline=action.deadline,
        moved=moved,
        status=action.status,
        follow_up=colour(plan, then.as_of, then.limits),
        done=done,
        planned=planned,
        unit=action.unit,
        expected=expected,
        days_late=days_late(plan, then.as_of),
        reason=action.status_reason or facts.notes.get(action.id, ""),
        last_done_on=log.last_on if log else None,
        lawful=action.lawful,
        entries=plan.entries,
        coming=_coming(then.occasions.get(action.id, ())),
        recurrence=action.recurrence,
        series=_series(then.occasions.get(action.id, ())),
    )


def _coming(occasions: Sequence[OccasionThen]) -> tuple[date, ...]:
    open_days = (each.due_on for each in occasions if each.state is OccasionState.OPEN)
    return tuple(islice(open_days, _COMING))


def _series(occasions: Sequence[OccasionThen]) -> SeriesRow | None:
    if not occasions:
        return None
    count = Counter(each.state for each in occasions)
    settled = (OccasionState.MISSED, OccasionState.CANCELLED)
    return SeriesRow(
        count[OccasionState.DONE],
        count[OccasionState.MISSED],
        count[OccasionState.CANCELLED],
        count[OccasionState.OPEN],
        tuple(
            SettledRow(each.due_on, each.state, each.reason)
            for each in occasions
            if each.reason and each.state in settled
        ),
    )


def _deviation(deviation: Deviation, action: ActionThen | None) -> DeviationRow:
    row = DeviationRow(
        deviation.kind,
        action.title if action else "",
        deviation.reason,
        deviation.decided_by or "",
        deviation.decided_on,
        action.number if action else None,
    )
    match deviation.kind:
        case DeviationKind.DEADLINE:
            read: Callable[[str], date | Decimal] = date.fromisoformat
        case DeviationKind.QUANTITY:
            read = Decimal
        case DeviationKind.TEXT:
            return row
        case _:
            said = [words for words in (deviation.before, deviation.after) if words]
            return replace(row, what=" → ".join(said) or row.what)
    before, after = (
        read(value) if value else None for value in (deviation.before, deviation.after)
    )
    return replace(row, before=before, after=after)
