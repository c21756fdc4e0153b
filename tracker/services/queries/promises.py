"""Promises as rows: the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.enums import FollowUp, PromiseStatus
from tracker.models.progress import promise_colour, urgency
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.promises import missing_in
from tracker.services.queries.actions import limits_of
from tracker.services.queries.colour_sql import Alike, standings


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise in the list. `colour` is None for a draft and for an ended promise."""

    id: int
    version: int
    number: int
    title: str
    status: PromiseStatus
    period_start: date
    period_end: date
    signed_on: date | None
    colour: FollowUp | None
    actions: int
    gaps: int


def promise_rows(ctx: AppContext) -> list[PromiseRow]:
    """All promises: running ones first, then drafts, then ended ones; newest and worst first."""
    with ctx.read() as session:
        return promise_rows_in(session, standings(session, ctx.today(), limits_of(session)))


def promise_rows_in(session: Session, actions: Mapping[int, Sequence[Alike]]) -> list[PromiseRow]:
    """As `promise_rows`, of promises whose actions stand like this."""
    rows = [
        promise_row(session, promise, actions.get(promise.id, ()))
        for promise in session.scalars(select(Promise))
    ]
    return sorted(rows, key=_list_order)


def promise_row(session: Session, promise: Promise, actions: Sequence[Alike]) -> PromiseRow:
    """The row of one promise."""
    gaps = [] if promise.status.locked else missing_in(session, promise.id)
    return PromiseRow(
        promise.id,
        promise.version,
        promise.number,
        promise.title,
        promise.status,
        promise.period_start,
        promise.period_end,
        promise.signed_on,
        promise_colour(promise.status, [(alike.status, alike.colour) for alike in actions]),
        sum(alike.count for alike in actions),
        len([gap for gap in gaps if gap.blocks_signing]),
    )


_GROUPS = {
    PromiseStatus.RUNNING: 0,
    PromiseStatus.SIGNED: 0,
    PromiseStatus.ENDORSED: 1,
    PromiseStatus.DRAFT: 1,
}


def _list_order(row: PromiseRow) -> tuple[int, int, int, int]:
    return (
        _GROUPS.get(row.status, 2),
        -row.period_end.year,
        urgency(row.colour),
        -row.number,
    )
