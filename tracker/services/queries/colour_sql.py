"""The follow-up rule of `models.progress` once more, in SQL.

Big tables sort and filter by it. A property test holds the two to the same answer.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from tracker.models.action import Action, ActionNote, ActionTally, Occasion
from tracker.models.base import MILLI
from tracker.models.book import Book
from tracker.models.enums import ActionKind, ActionStatus, FollowUp
from tracker.models.progress import Limits, urgency

ENDED = tuple(status for status in ActionStatus if status.ended)
# More days than any deadline is from 1970.
_DAYS = 10_000_000


class _DaysBetween(FunctionElement[int]):
    """Whole days from the first date to the second."""

    type = Integer()
    inherit_cache = True


@compiles(_DaysBetween, "sqlite")
def _days_sqlite(element: _DaysBetween, compiler: SQLCompiler, **kw: object) -> str:
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


@compiles(_DaysBetween)
def _days(element: _DaysBetween, compiler: SQLCompiler, **kw: object) -> str:
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(CAST({second} AS DATE) - CAST({first} AS DATE))"


def occasions_by(today: date) -> Subquery:
    """Per action: how many occasions its recurrence has, and how many are due by `today`."""
    due = func.sum(case((Occasion.due_on <= today, 1), else_=0))
    return (
        select(Occasion.action_id, func.count().label("planned"), cast(due, Integer).label("due"))
        .group_by(Occasion.action_id)
        .subquery("occasions")
    )


def limits_of(session: Session) -> Limits:
    """The book's limits for the follow-up colours."""
    row = session.execute(
        select(Book.on_track_percent, Book.risk_percent, Book.risk_days, Book.due_soon_days)
    ).one()
    return Limits(*row)


# Without slots, so that what was once built is kept; compared by identity, as expressions are.
@dataclass(frozen=True, eq=False)
class ColourSql:
    """Expressions over Action outer-joined to ActionTally and to `occasions`."""

    today: date
    limits: Limits
    occasions: Subquery

    def is_overdue(self) -> ColumnElement[bool]:
        """Unfinished and past its deadline."""
        return and_(
            Action.status.not_in(ENDED),
            Action.deadline < self.today,
            or_(Action.planned.is_(None), self._done < self._planned),
        )

    def rank(self) -> ColumnElement[int]:
        """`progress.urgency` of the action's colour: 0 late … 5 ended."""
        return self._rank

    def order(self) -> ColumnElement[int]:
        """Most urgent first, then by deadline, as one whole number: sorting by two takes longer."""
        return self._order

    @cached_property
    def _rank(self) -> ColumnElement[int]:
        return case(
            (Action.status.in_(ENDED), urgency(None)),
            *((Action.override_colour == colour, urgency(colour)) for colour in FollowUp),
            (self.is_overdue(), urgency(FollowUp.LATE)),
            (Action.planned.is_not(None), self._quantified()),
            (
                and_(Action.kind == ActionKind.SINGLE, Action.deadline.is_not(None)),
                self._single(),
            ),
            else_=urgency(FollowUp.NO_TARGET),
        )

    @cached_property
    def _order(self) -> ColumnElement[int]:
        day = _DaysBetween(literal(date(1970, 1, 1)), Action.deadline)
        return self._rank * _DAYS + func.coalesce(day, _DAYS - 1)

    @property
    def _planned(self) -> ColumnElement[int]:
        return type_coerce(Action.planned, BigInteger)

    @property
    def _done(self) -> ColumnElement[int]:
        return func.coalesce(type_coerce(ActionTally.done, BigInteger), 0)

    def _quantified(self) -> ColumnElement[int]:
        # share = top/bottom, kept apart so that everything stays in whole numbers.
        top = case(
            (self.occasions.c.planned > 0, self.occasions.c.due),
            (Action.deadline <= self.today, 1),
            (Action.start_on >= self.today, 0),
            else_=_DaysBetween(Action.start_on, literal(self.today)),
        )
        bottom = case(
            (self.occasions.c.planned > 0, self.occasions.c.planned),
            (Action.deadline <= self.today, 1),
            (Action.start_on >= self.today, 1),
            else_=_DaysBetween(Action.start_on, Action.deadline),
        )
        no_dates = and_(
            self.occasions.c.planned.is_(None),
            or_(Action.deadline.is_(None), Action.start_on.is_(None)),
        )
        expected, done = self._planned * top, self._done * bottom
        return case(
            (self._done >= self._planned, urgency(FollowUp.ON_TRACK)),
            (no_dates, urgency(FollowUp.NO_TARGET)),
            (and_(top == 0, self._done == 0), urgency(FollowUp.NOT_STARTED)),
            (top == 0, urgency(FollowUp.ON_TRACK)),
            (expected - done < MILLI * bottom, urgency(FollowUp.ON_TRACK)),
            (done * 100 >= expected * self.limits.on_track_percent, urgency(FollowUp.ON_TRACK)),
            (done * 100 >= expected * self.limits.risk_percent, urgency(FollowUp.AT_RISK)),
            else_=urgency(FollowUp.LATE),
        )

    def _single(self) -> ColumnElement[int]:
        reported = or_(ActionTally.entries > 0, exists().where(ActionNote.action_id == Action.id))
        close = _DaysBetween(literal(self.today), Action.deadline) <= self.limits.risk_days
        return case(
            (and_(close, ~func.coalesce(reported, False)), urgency(FollowUp.AT_RISK)),
            (
                and_(Action.start_on > self.today, ~func.coalesce(reported, False)),
                urgency(FollowUp.NOT_STARTED),
            ),
            else_=urgency(FollowUp.ON_TRACK),
        )


@lru_cache(maxsize=4)
def colour_rule(today: date, limits: Limits) -> ColourSql:
    """The rule as it stands on a day. Building it takes longer than asking by it, so it is kept."""
    return ColourSql(today, limits, occasions_by(today))


def rule_in(session: Session, today: date) -> ColourSql:
    """As `colour_rule`, with the book's own limits."""
    return colour_rule(today, limits_of(session))


@dataclass(frozen=True, slots=True)
class Alike:
    """How many actions of a promise share status and colour, and what their deadlines say.

    `overdue_since` is the earliest deadline that has passed, `next_due` the first of those
    `due_soon`.
    """

    status: ActionStatus
    colour: FollowUp | None
    count: int
    overdue_since: date | None
    due_soon: int
    next_due: date | None


def standings(
    session: Session, today: date, limits: Limits, *, promise_id: int | None = None
) -> dict[int, list[Alike]]:
    """How the actions of each promise stand, or of one only."""
    rule = colour_rule(today, limits)
    rank = rule.rank().label("rank")
    last = today + timedelta(limits.due_soon_days)
    soon = and_(Action.status.not_in(ENDED), Action.deadline.between(today, last))
    statement = (
        select(
            Action.promise_id,
            Action.status,
            rank,
            func.count(),
            func.min(case((rule.is_overdue(), Action.deadline))),
            func.count(case((soon, 1))),
            func.min(case((soon, Action.deadline))),
        )
        .outerjoin(ActionTally, ActionTally.action_id == Action.id)
        .outerjoin(rule.occasions, rule.occasions.c.action_id == Action.id)
        .group_by(Action.promise_id, Action.status, rank)
    )
    if promise_id is not None:
        statement = statement.where(Action.promise_id == promise_id)
    colour_of = {urgency(colour): colour for colour in FollowUp}
    found: dict[int, list[Alike]] = {}
    for owner, status, place, *figures in session.execute(statement):
        found.setdefault(owner, []).append(Alike(status, colour_of.get(place), *figures))
    return found
