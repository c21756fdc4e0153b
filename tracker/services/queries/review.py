"""Granskning: what the säkerhetssamordnare should look at now, most urgent first, and why."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, Snooze
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.queries.action_text import fits_text
from tracker.services.queries.actions import ActionRow, action_rows_in
from tracker.services.queries.colour_sql import rule_in
from tracker.services.queries.fetching import fetched_ids
from tracker.services.queries.handled import REVIEW_OPERATIONS, handled_in
from tracker.services.queries.review_sql import WhySql
from tracker.services.queries.review_why import (
    Bounds,
    Reason,
    Why,
    bounds_in,
    reasons,
    waiting_in,
)
from tracker.services.queries.snoozes import snoozes_in

__all__ = [
    "REVIEW_OPERATIONS",
    "Bounds",
    "Reason",
    "ReviewQuery",
    "ReviewQueue",
    "Reviewed",
    "Why",
    "handled_rows_in",
    "reasons",
    "review_count_in",
    "review_first",
    "review_first_in",
    "review_ids_in",
    "review_queue",
    "review_reasons",
    "review_rows",
    "review_rows_in",
]


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """Which part of the queue; what is empty leaves nothing out.

    With `days` only what is due within so many days is found, and what was due before.
    `owner_ids` and `without_owner` together find either. `resting` asks for those that are left
    alone instead.
    """

    whys: frozenset[Why] = frozenset()
    owner_ids: frozenset[int] = frozenset()
    parties: frozenset[Party] = frozenset()
    promise_ids: frozenset[int] = frozenset()
    days: int | None = None
    text: str = ""
    without_owner: bool = False
    resting: bool = False


EVERYTHING = ReviewQuery()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An action that was handled today, as it is now, and the operation that handled it last.

    `rests_until` is for one that is left alone.
    """

    row: ActionRow
    operation: str
    rests_until: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """What is left to review, most urgent first, and how much was handled today.

    `latest` are some of those handled, newest first; `resting` how many are left alone, and
    `next_awake` when the first of them comes back.
    """

    ids: "array[int]"
    handled: int
    latest: tuple[Reviewed, ...]
    resting: int = 0
    next_awake: date | None = None


def review_queue(
    ctx: AppContext, query: ReviewQuery = EVERYTHING, *, latest: int = 20
) -> ReviewQueue:
    """The queue as it stands, and what has been done about it today."""
    with ctx.read() as session:
        today = ctx.today()
        handled = handled_in(session, today)
        why = WhySql(rule_in(session, today), bounds_in(session, query.days))
        resting, next_awake = _resting_count(session, why)
        return ReviewQueue(
            _found(session, why, query, handled),
            len(handled),
            _handled_rows(session, handled, list(handled)[:latest], today),
            resting,
            next_awake,
        )


def handled_rows_in(session: Session, today: date) -> tuple[Reviewed, ...]:
    """All that was handled today, newest first."""
    handled = handled_in(session, today)
    return _handled_rows(session, handled, list(handled), today)


def _handled_rows(
    session: Session, handled: dict[int, str], ids: Sequence[int], today: date
) -> tuple[Reviewed, ...]:
    rows, rests = action_rows_in(session, ids, today), snoozes_in(session, ids, today)
    return tuple(
        Reviewed(row, handled[row.id], rests[row.id].until if row.id in rests else None)
        for row in rows
    )


def review_first(ctx: AppContext, query: ReviewQuery, count: int) -> "array[int]":
    """The `count` most urgent of the queue, long before all of it is found.

    Empty when that takes all of it: they are not all late, or certain reasons are asked for.
    """
    with ctx.read() as session:
        return review_first_in(session, ctx.today(), query, count)


def review_first_in(session: Session, today: date, query: ReviewQuery, count: int) -> "array[int]":
    """As `review_first`, inside a read that does more."""
    if query.whys or query.resting:
        return array("q")
    handled = handled_in(session, today)
    why = WhySql(rule_in(session, today), bounds_in(session, query.days))
    wanted = why.foremost().where(*_asked_for(query, today), ~why.is_resting())
    ids = session.scalars(wanted.limit(count + len(handled)))
    first = array("q", (action_id for action_id in ids if action_id not in handled))[:count]
    return first if len(first) == count else array("q")


def review_ids_in(session: Session, today: date, query: ReviewQuery = EVERYTHING) -> "array[int]":
    """The queue's ids, most urgent first, without those handled today."""
    why = WhySql(rule_in(session, today), bounds_in(session, query.days))
    return _found(session, why, query, handled_in(session, today))


def review_count_in(session: Session, today: date) -> int:
    """How many actions there are to review, without those handled today."""
    handled = handled_in(session, today)
    why = WhySql(rule_in(session, today), bounds_in(session))
    ids = fetched_ids(session, why.joined().where(~why.is_resting(), why.any()))
    return len(ids) - sum(action_id in handled for action_id in ids) if handled else len(ids)


def review_rows(
    ctx: AppContext, ids: Sequence[int], *, days: int | None = None
) -> list[tuple[ActionRow, list[Reason]]]:
    """Actions of the queue with their reasons; `days` as in `ReviewQuery`."""
    with ctx.read() as session:
        return review_rows_in(session, ids, ctx.today(), days=days)


def review_rows_in(
    session: Session, ids: Sequence[int], today: date, *, days: int | None = None
) -> list[tuple[ActionRow, list[Reason]]]:
    """As `review_rows`, inside a read that does more."""
    rows = action_rows_in(session, ids, today)
    return list(zip(rows, _reasons_in(session, rows, today, days), strict=True))


def review_reasons(ctx: AppContext, row: ActionRow, *, days: int | None = None) -> list[Reason]:
    """The reasons of an action that has been read; `days` as in `ReviewQuery`."""
    with ctx.read() as session:
        return _reasons_in(session, [row], ctx.today(), days)[0]


def _reasons_in(
    session: Session, rows: Sequence[ActionRow], today: date, days: int | None
) -> list[list[Reason]]:
    bounds, waiting = bounds_in(session, days), waiting_in(session, rows, today)
    return [reasons(row, today, bounds, waiting) for row in rows]


def _found(
    session: Session, why: WhySql, query: ReviewQuery, handled: dict[int, str]
) -> "array[int]":
    return _resting(session, why, query) if query.resting else _left(session, why, query, handled)


def _left(
    session: Session, why: WhySql, query: ReviewQuery, handled: dict[int, str]
) -> "array[int]":
    wanted = [*_asked_for(query, why.today), ~why.is_resting()]
    if query.whys:
        wanted += why.one_of(query.whys)
    if not query.whys or Why.BY_HAND in query.whys:
        # A colour set by hand is told, but brings nothing into the queue that is on track.
        wanted.append(why.any())
    statement = why.joined().where(*wanted)
    ids = fetched_ids(session, statement.order_by(why.rule.order(), Action.id + 0))
    if not handled:
        return ids
    return array("q", (action_id for action_id in ids if action_id not in handled))


def _resting(session: Session, why: WhySql, query: ReviewQuery) -> "array[int]":
    statement = why.joined().join(Snooze, Snooze.action_id == Action.id)
    wanted = [*_asked_for(query, why.today), Snooze.until > why.today]
    if query.whys:
        wanted += why.one_of(query.whys)
    return fetched_ids(session, statement.where(*wanted).order_by(Snooze.until, Action.id + 0))


def _resting_count(session: Session, why: WhySql) -> tuple[int, date | None]:
    """How many rest, and when the first of them comes back."""
    resting = why.joined().where(why.is_resting()).subquery()
    count = session.scalar(select(func.count()).select_from(resting)) or 0
    if not count:
        return 0, None
    return count, session.scalar(
        select(func.min(Snooze.until)).where(
            Snooze.until > why.today, Snooze.action_id.in_(select(resting.c[0]))
        )
    )


def _asked_for(query: ReviewQuery, today: date) -> Iterator[ColumnElement[bool]]:
    if query.owner_ids or query.without_owner:
        of_them = Action.owner_id.in_(query.owner_ids)
        yield or_(of_them, Action.owner_id.is_(None)) if query.without_owner else of_them
    if query.parties:
        yield Action.party.in_(query.parties)
    if query.promise_ids:
        yield Action.promise_id.in_(query.promise_ids)
    if query.days is not None:
        yield Action.deadline <= today + timedelta(query.days)
    if query.text.strip():
        yield fits_text(query.text)
