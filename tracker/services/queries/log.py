"""The log as rows."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, null, or_, select

from tracker.models.action import Action, LogEntry
from tracker.models.enums import Party
from tracker.models.promise import Promise
from tracker.models.search import holds_word, sought_words
from tracker.services.context import AppContext
from tracker.services.queries.action_text import fits_word
from tracker.services.queries.fetching import fetched_ids


@dataclass(frozen=True, slots=True)
class LogRow:
    """One log entry with the action it belongs to. `minutes` is its duration."""

    id: int
    version: int
    action_id: int
    action_label: str
    action_title: str
    promise_id: int
    promise_number: int
    party: Party
    unit: str
    done_on: date
    quantity: Decimal
    minutes: int | None
    people: int | None
    place: str
    result: str
    note: str
    internal: bool
    logged_by: str
    source: str


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Filters (empty means all). Text: every word stands in the action, place, result or note."""

    text: str = ""
    action_id: int | None = None
    promise_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()
    done_from: date | None = None
    done_to: date | None = None
    ascending: bool = False


def log_ids(ctx: AppContext, query: LogQuery) -> "array[int]":
    """The ids that fit, newest first unless `ascending`."""
    day: Any = LogEntry.done_on
    if query.text:
        # Every text is looked at anyway; following the index to them takes ten times longer.
        day = func.coalesce(day, null())
    ordered = [day, LogEntry.id] if query.ascending else [day.desc(), LogEntry.id.desc()]
    with ctx.read() as session:
        return fetched_ids(
            session, select(LogEntry.id).where(*_conditions(query)).order_by(*ordered)
        )


def _conditions(query: LogQuery) -> Iterator[ColumnElement[bool]]:
    if query.action_id is not None:
        yield LogEntry.action_id == query.action_id
    if query.promise_ids:
        yield _of_actions(Action.promise_id.in_(query.promise_ids))
    if query.parties:
        yield _of_actions(Action.party.in_(query.parties))
    if query.done_from is not None:
        yield LogEntry.done_on >= query.done_from
    if query.done_to is not None:
        yield LogEntry.done_on <= query.done_to
    for word in sought_words(query.text):
        texts = (LogEntry.place, LogEntry.note, LogEntry.result)
        yield or_(
            *(holds_word(text, word) for text in texts),
            _of_actions(fits_word(word)),
        )


def _of_actions(fits: ColumnElement[bool]) -> ColumnElement[bool]:
    # Not a join: looking up every entry's action takes far longer than the few that fit.
    return LogEntry.action_id.in_(select(Action.id).where(fits))


def log_rows(ctx: AppContext, ids: Sequence[int]) -> list[LogRow]:
    """The rows of `ids`, in that order; an id that is gone is left out."""
    by_id: dict[int, LogRow] = {}
    with ctx.read() as session:
        for start in range(0, len(ids), 500):
            rows = session.execute(
                select(LogEntry, Action, Promise.number)
                .join(Action, Action.id == LogEntry.action_id)
                .join(Promise, Promise.id == Action.promise_id)
                .where(LogEntry.id.in_(ids[start : start + 500]))
            )
            for entry, action, promise_number in rows:
                by_id[entry.id] = LogRow(
                    id=entry.id,
                    version=entry.version,
                    action_id=action.id,
                    action_label=f"{promise_number}.{action.number}",
                    action_title=action.title,
                    promise_id=action.promise_id,
                    promise_number=promise_number,
                    party=action.party,
                    unit=action.unit,
                    done_on=entry.done_on,
                    quantity=entry.quantity,
                    minutes=entry.minutes,
                    people=entry.people,
                    place=entry.place,
                    result=entry.result,
                    note=entry.note,
                    internal=entry.internal,
                    logged_by=entry.logged_by,
                    source=entry.source,
                )
    return [by_id[entry_id] for entry_id in ids if entry_id in by_id]


def latest_log(ctx: AppContext, *, action_id: int | None = None, limit: int = 8) -> list[LogRow]:
    """The newest entries, of one action or of all."""
    statement = select(LogEntry.id).order_by(LogEntry.done_on.desc(), LogEntry.id.desc())
    if action_id is not None:
        statement = statement.where(LogEntry.action_id == action_id)
    with ctx.read() as session:
        ids = session.scalars(statement.limit(limit)).all()
    return log_rows(ctx, ids)


def log_series(ctx: AppContext, action_id: int) -> list[tuple[date, Decimal]]:
    """What the log adds up to after each day it has an entry: (day, running total)."""
    with ctx.read() as session:
        days = session.execute(
            select(LogEntry.done_on, func.sum(LogEntry.quantity))
            .where(LogEntry.action_id == action_id)
            .group_by(LogEntry.done_on)
            .order_by(LogEntry.done_on)
        )
        total = Decimal(0)
        series = []
        for day, quantity in days:
            total += quantity
            series.append((day, total))
        return series
