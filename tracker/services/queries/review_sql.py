"""The reasons of `review_why` once more, in SQL. A test holds the two to the same answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from tracker.models.action import Action, ActionTally, Occasion, Snooze
from tracker.models.enums import ActionKind, FollowUp, OccasionState, PromiseStatus
from tracker.models.organisation import Person
from tracker.models.progress import urgency
from tracker.models.promise import DecisionRequest, Promise
from tracker.services.queries.colour_sql import ENDED, ColourSql
from tracker.services.queries.review_why import Bounds, Why

_RISK = urgency(FollowUp.AT_RISK)


@dataclass(frozen=True, slots=True)
class WhySql:
    """Conditions over what `joined` joins."""

    rule: ColourSql
    bounds: Bounds

    @property
    def today(self) -> date:
        """The day it is asked on."""
        return self.rule.today

    def joined(self) -> Select[int]:
        """The ids of unfinished actions of promises in force, whatever their reasons."""
        return _unfinished().outerjoin(
            self.rule.occasions, self.rule.occasions.c.action_id == Action.id
        )

    def foremost(self) -> Select[int]:
        """Of those of `joined`, the late ones past their deadline, as `rule.order` has them.

        Nothing comes before them. That they are late follows without their occasions, and the
        index over deadlines has them in order: the first hundred take a millisecond.
        """
        by_hand = Action.override_colour == FollowUp.LATE
        by_rule = and_(Action.override_colour.is_(None), self._unmet())
        return (
            _unfinished()
            .where(Action.deadline < self.today, or_(by_hand, by_rule))
            .order_by(Action.deadline, Action.id)
        )

    def is_resting(self) -> ColumnElement[bool]:
        """Whether it is left alone today."""
        return Action.id.in_(select(Snooze.action_id).where(Snooze.until > self.today))

    def any(self) -> ColumnElement[bool]:
        """Whether there is any reason at all."""
        # The colour last: it takes longest, and most that need review need it anyway.
        return or_(
            Action.deadline <= self.today + timedelta(self.bounds.soon),
            Action.owner_id.is_(None),
            self._owner_ended(),
            self._asked(),
            self._silent(),
            self._missed(),
            self.rule.rank() <= _RISK,
        )

    def one_of(self, whys: frozenset[Why]) -> Iterator[ColumnElement[bool]]:
        """What narrows the queue to these reasons."""
        conditions: dict[Why, Callable[[], ColumnElement[bool]]] = {
            Why.OVERDUE: self.rule.is_overdue,
            Why.BEHIND: self._behind,
            Why.DECISION: self._asked,
            Why.MISSED: self._missed,
            Why.SILENT: self._silent,
            Why.DUE_SOON: self._soon,
            Why.NO_OWNER: lambda: Action.owner_id.is_(None),
            Why.OWNER_ENDED: self._owner_ended,
            Why.REACHED: lambda: and_(Action.deadline < self.today, ~self._unmet()),
            Why.BY_HAND: lambda: Action.override_colour.is_not(None),
        }
        yield or_(*(conditions[why]() for why in Why if why in whys))

    def _unmet(self) -> ColumnElement[bool]:
        return self.rule.is_unmet()

    def _behind(self) -> ColumnElement[bool]:
        return and_(
            Action.planned.is_not(None),
            Action.override_colour.is_(None),
            ~func.coalesce(self.rule.is_overdue(), False),
            self.rule.rank() <= _RISK,
        )

    def _soon(self) -> ColumnElement[bool]:
        by_rule = and_(
            Action.planned.is_(None),
            Action.override_colour.is_(None),
            self.rule.rank() == _RISK,
        )
        last = self.today + timedelta(self.bounds.soon)
        return and_(Action.deadline >= self.today, or_(Action.deadline <= last, by_rule))

    def _silent(self) -> ColumnElement[bool]:
        since = self.today - timedelta(self.bounds.silent)
        return and_(
            or_(Action.planned.is_not(None), Action.kind != ActionKind.SINGLE),
            self._unmet(),
            or_(ActionTally.last_on.is_not(None), Action.start_on.is_not(None)),
            or_(ActionTally.last_on.is_(None), ActionTally.last_on <= since),
            or_(Action.start_on.is_(None), Action.start_on <= since),
        )

    def _owner_ended(self) -> ColumnElement[bool]:
        return Action.owner_id.in_(select(Person.id).where(Person.active_to < self.today))

    def _asked(self) -> ColumnElement[bool]:
        request = DecisionRequest
        waiting = request.decided_on.is_(None)
        of_action = select(request.action_id).where(waiting, request.action_id.is_not(None))
        of_promise = select(request.promise_id).where(
            waiting, request.action_id.is_(None), request.promise_id.is_not(None)
        )
        return or_(Action.id.in_(of_action), Action.promise_id.in_(of_promise))

    def _missed(self) -> ColumnElement[bool]:
        missed = select(Occasion.action_id).where(
            Occasion.state == OccasionState.OPEN, Occasion.due_on < self.today
        )
        return Action.id.in_(missed)


def _unfinished() -> Select[int]:
    return (
        select(Action.id)
        .join(Promise, Promise.id == Action.promise_id)
        .outerjoin(ActionTally, ActionTally.action_id == Action.id)
        .where(
            Promise.status.in_((PromiseStatus.SIGNED, PromiseStatus.RUNNING)),
            Action.status.not_in(ENDED),
        )
    )
