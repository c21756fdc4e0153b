"""A report limited to one owner's actions, or to the plan that lag (2023:196) asks for."""

from collections.abc import Collection
from dataclasses import replace
from operator import attrgetter

from sqlalchemy import select

from tracker.models.action import LogEntry
from tracker.models.enums import Party
from tracker.models.organisation import Agreement
from tracker.models.past import Past
from tracker.services.reports.grounds import known_problems, problem_row
from tracker.services.reports.owners import Owner
from tracker.services.reports.rows import (
    AnswerRow,
    DecisionRow,
    EntryRow,
    PromiseRow,
    ReportInput,
)
from tracker.services.reports.snapshot import Snapshot

LATEST_ENTRIES = 10
"""As many of an owner's log entries as a report tells of."""

_Place = tuple[int, int]
_Places = dict[int, _Place]
"""Promise number and action number, by action id."""


def owners_part(past: Past, data: ReportInput, owner: Owner, then: Snapshot) -> ReportInput:
    """What concerns one owner: their actions whatever the status, and what belongs to these.

    What the party is asked for stands in its own report, not in that of each who works there.
    """
    places: _Places = {
        action.id: (promise.number, action.number)
        for promise in then.promises
        for action in then.actions.get(promise.id, ())
        if owner.owns(action)
    }
    theirs, shared = (
        set(places.values()),
        {
            (promise.number, action.number)
            for promise in then.promises
            for action in then.actions.get(promise.id, ())
            if owner.shares(action)
        },
    )
    promises = tuple(
        _owners_promise(promise, owner, theirs, shared)
        for promise in data.promises
        if any((promise.number, action.number) in theirs | shared for action in promise.actions)
    )
    told = {promise.number for promise in promises}
    return replace(
        data,
        owner=owner.words,
        owner_party=owner.party,
        is_whole_party=owner.is_whole_party,
        promises=promises,
        decisions=tuple(d for d in data.decisions if _concerns(d, owner, theirs)),
        answers=tuple(row for row in data.answers if _concerns(row, owner, theirs)),
        feedback=tuple(row for row in data.feedback if row.promise in told),
        latest_entries=_latest_entries(past, then, places),
    )


def _latest_entries(past: Past, then: Snapshot, places: _Places) -> tuple[EntryRow, ...]:
    """What was logged last, newest first. Notes stay in the book."""
    newest = sorted(
        (then.log[action_id].last_on, action_id) for action_id in places if action_id in then.log
    )
    # Each has one entry at least, so the latest of all are among those of the latest actions.
    actions = {action_id for _day, action_id in newest[-LATEST_ENTRIES:]}
    edited = actions & past.touched(LogEntry, LogEntry.action_id)
    rows = [
        *past.session.scalars(
            select(LogEntry)
            .where(LogEntry.action_id.in_(actions - edited), LogEntry.done_on <= then.as_of)
            .order_by(LogEntry.done_on.desc(), LogEntry.id.desc())
            .limit(LATEST_ENTRIES)
        ),
        *past.rows(LogEntry, LogEntry.action_id, edited, on=LogEntry.done_on, until=then.as_of),
    ]
    rows.sort(key=attrgetter("done_on", "id"), reverse=True)
    return tuple(
        EntryRow(row.done_on, *places[row.action_id], row.quantity, row.place, row.result)
        for row in rows[:LATEST_ENTRIES]
    )


def _owners_promise(
    promise: PromiseRow, owner: Owner, theirs: Collection[_Place], shared: Collection[_Place]
) -> PromiseRow:
    """The promise with the owner's actions, the deviations from them and what they measure."""
    actions = [
        replace(action, shared=(promise.number, action.number) in shared)
        for action in promise.actions
        if (promise.number, action.number) in {*theirs, *shared}
    ]
    kept = {action.number for action in actions}
    return replace(
        promise,
        actions=tuple(actions),
        indicators=tuple(
            row for row in promise.indicators if owner.is_whole_party or owner.is_named(row.source)
        ),
        deviations=tuple(
            row for row in promise.deviations if row.action is None or row.action in kept
        ),
    )


def _concerns(decision: DecisionRow | AnswerRow, owner: Owner, theirs: Collection[_Place]) -> bool:
    """Whether it is the party's own report and decision, or one of the actions waits for it."""
    decides = owner.is_whole_party and decision.party in (owner.party, Party.JOINT)
    return decides or (decision.promise or 0, decision.action or 0) in theirs


def lawful_part(past: Past, data: ReportInput, agreement: Agreement) -> ReportInput:
    """What is tagged as the law's plan.

    An action belongs to it when it is tagged or answers a cause of a tagged problem.
    """
    promises = tuple(
        narrowed
        for promise in data.promises
        if (narrowed := _lawful(promise)).actions or narrowed.problems
    )
    told = {promise.number for promise in promises}
    answered = {problem.number for promise in promises for problem in promise.problems}
    tagged = [
        problem for problem in known_problems(past, agreement.municipality_id) if problem.lawful
    ]
    return replace(
        data,
        lawful=True,
        promises=promises,
        decisions=tuple(row for row in data.decisions if row.promise in told),
        answers=tuple(row for row in data.answers if row.promise in told),
        feedback=tuple(row for row in data.feedback if row.promise in told),
        unanswered=tuple(problem_row(row) for row in tagged if row.number not in answered),
    )


def _lawful(promise: PromiseRow) -> PromiseRow:
    tagged = {problem.number for problem in promise.problems if problem.lawful}
    theirs = {cause.number for cause in promise.causes if cause.problem in tagged}
    actions = tuple(
        action for action in promise.actions if action.lawful or theirs.intersection(action.causes)
    )
    # A tagged action keeps the cause it answers, and that one's problem, though not tagged.
    answered = theirs.union(*(action.causes for action in actions))
    causes = tuple(cause for cause in promise.causes if cause.number in answered)
    about = tagged | {cause.problem for cause in causes}
    kept = {action.number for action in actions}
    return replace(
        promise,
        problems=tuple(problem for problem in promise.problems if problem.number in about),
        causes=causes,
        actions=actions,
        deviations=tuple(
            row for row in promise.deviations if row.action is None or row.action in kept
        ),
    )
