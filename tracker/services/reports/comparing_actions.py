"""What differs in the actions of one promise between two states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.models.enums import ActionKind, ActionStatus, DeviationKind, FollowUp
from tracker.services.reports.difference import Amount, Difference, Value, What
from tracker.services.reports.recorded import Recorded, explained
from tracker.services.reports.rows import ActionRow, DeviationRow, PromiseRow

_ENDED = {
    ActionStatus.DONE: What.ACTION_DONE,
    ActionStatus.PARTLY_DONE: What.ACTION_PARTLY_DONE,
    ActionStatus.NOT_DONE: What.ACTION_NOT_DONE,
    ActionStatus.DROPPED: What.ACTION_DROPPED,
}


def action_differences(
    was: PromiseRow | None, now: PromiseRow, recorded: Recorded
) -> Iterator[Difference]:
    """Action by action. A new promise's actions are not told of as added: the promise is."""
    earlier = {action.number: action for action in was.actions} if was else {}
    for action in now.actions:
        before = earlier.pop(action.number, None)
        pair = _Pair(now, before, action, recorded)
        if before is None and was is not None:
            yield pair.differs(What.ACTION_ADDED, after=action.deadline)
        yield from pair.differences()
    for gone in earlier.values():
        yield Difference(What.ACTION_REMOVED, now.number, gone.number, gone.title)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An action at both states; `was` is None when it was not there."""

    promise: PromiseRow
    was: ActionRow | None
    now: ActionRow
    recorded: Recorded

    def differs(
        self,
        what: What,
        before: Value | None = None,
        after: Value | None = None,
        *,
        by: Sequence[DeviationRow] = (),
        reason: str = "",
    ) -> Difference:
        now = self.now
        found = Difference(
            what,
            self.promise.number,
            now.number,
            now.title,
            before,
            after,
            unit=now.unit,
            amount=Amount(now.done, now.planned, now.unit, now.expected, now.days_late),
            reason=reason,
        )
        return explained(found, by)

    def differences(self) -> Iterator[Difference]:
        yield from self._wording()
        yield from self._status()
        yield from self._lateness()
        yield from self._deadline()
        yield from self._quantity()
        yield from self._owner()
        yield from self._logged()

    def _wording(self) -> Iterator[Difference]:
        was, now = self.was, self.now
        if was is not None and was.title != now.title:
            yield self.differs(What.ACTION_RENAMED, was.title, now.title)
        if was is not None and was.goal != now.goal:
            yield self.differs(What.GOAL, was.goal, now.goal)

    def _status(self) -> Iterator[Difference]:
        was, now = self.was, self.now
        before = was.status if was else None
        if before == now.status:
            return
        if now.status.ended:
            by = self.recorded.take(DeviationKind.OUTCOME, now.number)
            found = self.differs(_ENDED[now.status], before, now.status, by=by)
            # What is written with the status is printed everywhere else, too.
            reason = now.reason if now.tells_why else ""
            yield replace(found, reason=reason or found.reason)
        elif before is not None and before.ended:
            yield self.differs(What.ACTION_REOPENED, before, now.status)

    def _lateness(self) -> Iterator[Difference]:
        """Only what is signed can be late."""
        before = self.was.follow_up if self.was else None
        after = self.now.follow_up
        if before == after or after is None or not self.promise.status.locked:
            return
        if after is FollowUp.LATE:
            yield self.differs(What.LATE, before, after, reason=self.now.reason)
        elif before is FollowUp.LATE:
            yield self.differs(What.NO_LONGER_LATE, before, after)
        elif after is FollowUp.AT_RISK:
            yield self.differs(What.AT_RISK, before, after, reason=self.now.reason)

    def _deadline(self) -> Iterator[Difference]:
        kind, was, now = DeviationKind.DEADLINE, self.was, self.now
        at = was.deadline if was else now.deadline
        for row in self.recorded.take(kind, now.number):
            yield self.differs(What.DEADLINE_MOVED, row.before, row.after, by=[row])
            at = row.after if isinstance(row.after, date) else None
        if at != now.deadline:
            yield self.differs(What.DEADLINE, at, now.deadline)

    def _quantity(self) -> Iterator[Difference]:
        kind, was, now = DeviationKind.QUANTITY, self.was, self.now
        at = was.planned if was else now.planned
        for row in self.recorded.take(kind, now.number):
            yield self.differs(What.QUANTITY, row.before, row.after, by=[row])
            at = row.after if isinstance(row.after, Decimal) else None
        if at != now.planned:
            yield self.differs(What.QUANTITY, at, now.planned)

    def _owner(self) -> Iterator[Difference]:
        was, now = self.was, self.now
        if was is not None and was.owner != now.owner:
            by = self.recorded.take(DeviationKind.OWNER, now.number)
            yield self.differs(What.OWNER, was.owner, now.owner, by=by)

    def _logged(self) -> Iterator[Difference]:
        was, now = self.was, self.now
        before = was.done if was else Decimal(0)
        entries = now.entries - (was.entries if was else 0)
        if entries or (before != now.done and not _is_yes_or_no(now)):
            found = self.differs(What.LOGGED, before, now.done)
            yield replace(found, entries=entries, on=now.last_done_on)


def _is_yes_or_no(action: ActionRow) -> bool:
    """Whether it counts as done by its status, whatever was logged on the way."""
    return action.kind is ActionKind.SINGLE and action.planned == 1 and not action.unit
