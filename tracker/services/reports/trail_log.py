"""The log behind a trail: summed in the database, for all actions at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter

from sqlalchemy import ColumnElement, case, extract, func, select
from sqlalchemy.orm import Session

from tracker.models.action import LogEntry
from tracker.models.past import Past, portions
from tracker.services.reports.trail_rows import (
    ActionLog,
    ActionRef,
    EntryRow,
    MonthRow,
    SourceCount,
)

MOST_LISTED = 12
"""Entries of an action that are listed one by one; more of them are summed by month."""

_BY_HAND = case((LogEntry.source_key.is_(None), func.trim(LogEntry.logged_by)), else_="")
_SOURCE = case((func.trim(LogEntry.source) != "", func.trim(LogEntry.source)), else_=_BY_HAND)
_Entries = tuple[ColumnElement[bool], ...]
"""Which entries are told of."""


def action_logs(past: Past, refs: Mapping[int, ActionRef], as_of: date) -> tuple[ActionLog, ...]:
    """What was logged on actions, by their ids, up to the end of `as_of`."""
    edited = refs.keys() & past.touched(LogEntry, LogEntry.action_id)
    found: dict[int, ActionLog] = {}
    for part in portions(refs.keys() - edited):
        found |= _summed(past.session, refs, part, as_of)
    entries: dict[int, list[LogEntry]] = defaultdict(list)
    for entry in past.rows(LogEntry, LogEntry.action_id, edited, on=LogEntry.done_on, until=as_of):
        entries[entry.action_id].append(entry)
    found |= {key: log_of(refs[key], rows) for key, rows in entries.items()}
    return tuple(found[key] for key in refs if key in found)


def source_of(entry: LogEntry) -> str:
    """What an entry rests on: its source, or who logged it by hand; empty when neither is known."""
    by_hand = entry.logged_by if entry.source_key is None else ""
    return entry.source.strip(" ") or by_hand.strip(" ")


def log_of(ref: ActionRef, entries: Iterable[LogEntry]) -> ActionLog:
    """The same of one action's entries, at least one, read because some have been altered."""
    rows = sorted(entries, key=attrgetter("done_on", "id"))
    sources = Counter(source_of(row) for row in rows if not row.internal)
    del sources[""]
    months: dict[tuple[int, int], list[LogEntry]] = defaultdict(list)
    for row in rows:
        months[row.done_on.year, row.done_on.month].append(row)
    return ActionLog(
        promise=ref.promise,
        action=ref.action,
        entries=len(rows),
        quantity=sum((row.quantity for row in rows), Decimal(0)),
        first_on=rows[0].done_on,
        last_on=rows[-1].done_on,
        without_source=sum(not source_of(row) for row in rows),
        sources=tuple(
            SourceCount(source, count)
            for source, count in sorted(sources.items(), key=lambda item: (-item[1], item[0]))
        ),
        months=tuple(
            MonthRow(*month, len(done), sum((row.quantity for row in done), Decimal(0)))
            for month, done in months.items()
        ),
        listed=tuple(map(_listed_row, rows)) if len(rows) <= MOST_LISTED else (),
    )


def _summed(
    session: Session, refs: Mapping[int, ActionRef], actions: Collection[int], as_of: date
) -> dict[int, ActionLog]:
    entries: _Entries = LogEntry.done_on <= as_of, LogEntry.action_id.in_(actions)
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
    return {
        key: ActionLog(
            promise=refs[key].promise,
            action=refs[key].action,
            entries=sums[key][1],
            quantity=sums[key][2],
            first_on=sums[key][3],
            last_on=sums[key][4],
            without_source=int(sums[key][5]),
            sources=tuple(sources[key]),
            months=tuple(months[key]),
            listed=tuple(listed[key]),
        )
        for key in sums
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
        found[entry.action_id].append(_listed_row(entry))
    return found


def _listed_row(entry: LogEntry) -> EntryRow:
    texts = ("", "", "") if entry.internal else (entry.place, source_of(entry), entry.note)
    return EntryRow(entry.done_on, Decimal(entry.quantity), *texts, internal=entry.internal)
