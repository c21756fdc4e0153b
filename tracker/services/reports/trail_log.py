"""The log behind a trail: summed in the database, for all actions at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, case, extract, func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry
from tracker.models.promise import Promise
from tracker.services.reports.trail_rows import (
    ActionLog,
    ActionRef,
    EntryRow,
    MonthRow,
    SourceCount,
)

MOST_LISTED = 12
"""Entries of an action that are listed one by one; more of them are summed by month."""

_SOURCE = func.trim(LogEntry.source)
_Entries = tuple[ColumnElement[bool], ...]
"""Which entries are told of."""


def action_logs(session: Session, promises: Sequence[int], as_of: date) -> tuple[ActionLog, ...]:
    """What was logged on the actions of `promises` up to the end of `as_of`."""
    actions = _actions(session, promises)
    entries: _Entries = (
        LogEntry.done_on <= as_of,
        LogEntry.action_id.in_(select(Action.id).where(Action.promise_id.in_(promises))),
    )
    sums = {
        row[0]: row
        for row in session.execute(
            select(
                LogEntry.action_id,
                func.count(),
                func.sum(LogEntry.quantity),
                func.min(LogEntry.done_on),
                func.max(LogEntry.done_on),
                func.sum(case((_SOURCE == "", 1), else_=0)),
            )
            .where(*entries)
            .group_by(LogEntry.action_id)
        )
    }
    sources, months = _sources(session, entries), _months(session, entries)
    listed = _listed(session, entries)
    return tuple(
        ActionLog(
            promise=ref.promise,
            action=ref.action,
            entries=sums[key][1],
            quantity=sums[key][2],
            first_on=sums[key][3],
            last_on=sums[key][4],
            without_source=int(sums[key][5]),
            sources=tuple(sources[key]),
            months=tuple(months[key]),
            listed=tuple(listed[key]),
        )
        for key, ref in actions.items()
        if key in sums
    )


def _actions(session: Session, promises: Sequence[int]) -> dict[int, ActionRef]:
    """By action id, in the order of the plan."""
    return {
        key: ActionRef(promise, action)
        for key, promise, action in session.execute(
            select(Action.id, Promise.number, Action.number)
            .join(Promise, Promise.id == Action.promise_id)
            .where(Promise.id.in_(promises))
            .order_by(Promise.number, Action.number)
        )
    }


def _sources(session: Session, entries: _Entries) -> dict[int, list[SourceCount]]:
    found: dict[int, list[SourceCount]] = defaultdict(list)
    for key, source, count in session.execute(
        select(LogEntry.action_id, _SOURCE, func.count())
        .where(*entries, LogEntry.internal.is_(False), _SOURCE != "")
        .group_by(LogEntry.action_id, _SOURCE)
        .order_by(func.count().desc(), _SOURCE)
    ):
        found[key].append(SourceCount(source, count))
    return found


def _months(session: Session, entries: _Entries) -> dict[int, list[MonthRow]]:
    year, month = extract("year", LogEntry.done_on), extract("month", LogEntry.done_on)
    found: dict[int, list[MonthRow]] = defaultdict(list)
    for key, in_year, in_month, count, quantity in session.execute(
        select(LogEntry.action_id, year, month, func.count(), func.sum(LogEntry.quantity))
        .where(*entries)
        .group_by(LogEntry.action_id, year, month)
        .order_by(LogEntry.action_id, year, month)
    ):
        found[key].append(MonthRow(int(in_year), int(in_month), count, quantity))
    return found


def _listed(session: Session, entries: _Entries) -> dict[int, list[EntryRow]]:
    """The entries of actions that have few; of internal ones no more than day and quantity."""
    few = (
        select(LogEntry.action_id)
        .where(*entries)
        .group_by(LogEntry.action_id)
        .having(func.count() <= MOST_LISTED)
    )
    found: dict[int, list[EntryRow]] = defaultdict(list)
    for entry in session.scalars(
        select(LogEntry)
        .where(*entries, LogEntry.action_id.in_(few))
        .order_by(LogEntry.done_on, LogEntry.id)
    ):
        texts = ("", "", "") if entry.internal else (entry.place, entry.source, entry.note)
        row = EntryRow(entry.done_on, Decimal(entry.quantity), *texts, internal=entry.internal)
        found[entry.action_id].append(row)
    return found
