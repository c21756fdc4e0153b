"""The promises of one agreement as they stood on a day, for reports."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.i18n import _, format_date, format_number
from tracker.models.action import Action, ActionCause, ActionNote, LogEntry, Occasion
from tracker.models.base import Row
from tracker.models.enums import ActionKind, ActionStatus, DeviationKind, PromiseStatus
from tracker.models.indicator import Indicator, Measurement
from tracker.models.journal import earlier_values
from tracker.models.organisation import Person
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.progress import Plan, colour, days_late, expected_by, promise_colour
from tracker.models.promise import Deviation, Promise, PromiseProblem, PromiseVersion
from tracker.services.queries.actions import limits_of
from tracker.services.status_rows import (
    ActionRow,
    CauseRow,
    DeviationRow,
    IndicatorRow,
    MeasurementRow,
    MovedDeadline,
    ProblemRow,
    PromiseRow,
    PromiseState,
)

M = TypeVar("M", bound=Row)
Groups = Mapping[int, list[Any]]


class PromiseReader:
    """Reads everything once, with the values that rows had at the end of `as_of`."""

    def __init__(self, session: Session, agreement_id: int, as_of: date) -> None:
        self.agreement_id = agreement_id
        self._session = session
        self._as_of = as_of
        self._instant = datetime.combine(as_of, time.max).astimezone(UTC)
        self._limits = limits_of(session)
        self._promises = self._rows(
            Promise,
            select(Promise).where(Promise.agreement_id == agreement_id).order_by(Promise.number),
        )
        ours = select(Promise.id).where(Promise.agreement_id == agreement_id)
        actions = self._rows(
            Action, select(Action).where(Action.promise_id.in_(ours)).order_by(Action.number)
        )
        for promise in self._promises:
            # Entered afterwards but signed later than the day asked for: then it was no promise yet.
            if promise.signed_on is not None and promise.signed_on > as_of:
                promise.status, promise.signed_on = PromiseStatus.DRAFT, None
        self._actions = _grouped(actions, "promise_id")
        self._roles: dict[int, str] = dict(session.execute(select(Person.id, Person.role)).all())
        our_actions = select(Action.id).where(Action.promise_id.in_(ours))
        self._log = {
            row.action_id: row
            for row in session.execute(
                select(
                    LogEntry.action_id,
                    func.sum(LogEntry.quantity).label("done"),
                    func.count().label("entries"),
                    func.max(LogEntry.done_on).label("last_on"),
                )
                .where(LogEntry.done_on <= as_of, LogEntry.action_id.in_(our_actions))
                .group_by(LogEntry.action_id)
            )
        }
        self._noted = set(
            session.scalars(
                select(ActionNote.action_id).where(ActionNote.written_on <= as_of).distinct()
            )
        )
        self._occasions = _dates(session.execute(select(Occasion.action_id, Occasion.due_on)).all())
        self._deviations: Groups = _grouped(
            session.scalars(
                select(Deviation)
                .where(Deviation.decided_on <= as_of)
                .order_by(Deviation.decided_on, Deviation.id)
            ).all(),
            "promise_id",
        )

    def promises(self, before: "PromiseReader | None") -> tuple[PromiseRow, ...]:
        """The promises by number; `before` gives how each stood at the previous report."""
        known = {} if before is None else before._states()
        return tuple(self._promise(promise, known.get(promise.id)) for promise in self._promises)

    def _states(self) -> dict[int, PromiseState]:
        states: dict[int, PromiseState] = {}
        for promise in self._promises:
            rows = [self._action(promise, action, {}) for action in self._actions[promise.id]]
            found = promise_colour(promise.status, [(row.status, row.follow_up) for row in rows])
            states[promise.id] = found if found is not None else promise.status
        return states

    def _rows(self, model: type[M], statement: Select[M]) -> list[Any]:
        """The rows as frozen stand-ins, with the values they had at the instant asked for."""
        table: Any = model.__table__
        earlier = earlier_values(self._session, table, self._instant)
        return [
            SimpleNamespace(
                **{
                    column.key: earlier.get(row.id, {}).get(column.key, getattr(row, column.key))
                    for column in table.columns
                }
            )
            for row in self._session.scalars(statement)
        ]

    def _promise(self, promise: Any, previous: PromiseState | None) -> PromiseRow:
        causes, numbers = self._causes(promise.id)
        answers = self._answers(promise.id, numbers)
        actions = tuple(
            self._action(promise, action, answers) for action in self._actions[promise.id]
        )
        version = self._session.scalars(
            select(PromiseVersion)
            .where(PromiseVersion.promise_id == promise.id, PromiseVersion.signed_on <= self._as_of)
            .order_by(PromiseVersion.number.desc())
            .limit(1)
        ).first()
        return PromiseRow(
            number=promise.number,
            title=version.title if version else promise.title,
            starts_on=promise.period_start,
            ends_on=promise.period_end,
            status=promise.status,
            follow_up=promise_colour(
                promise.status, [(action.status, action.follow_up) for action in actions]
            ),
            previous=previous,
            text=version.text if version else promise.text,
            signed_on=promise.signed_on,
            version=version.number if version else 1,
            changed_on=version.signed_on if version and version.number > 1 else None,
            problems=self._problems(promise.id),
            causes=causes,
            actions=actions,
            indicators=self._indicators(promise.id),
            deviations=tuple(
                _deviation(deviation, self._actions[promise.id])
                for deviation in self._deviations[promise.id]
            ),
        )

    def _action(
        self, promise: Any, action: Any, answers: Mapping[int, tuple[int, ...]]
    ) -> ActionRow:
        log = self._log.get(action.id)
        occasions = self._occasions.get(action.id, [])
        plan = Plan(
            kind=action.kind,
            status=action.status,
            start=action.start_on,
            deadline=action.deadline,
            planned=action.planned,
            done=log.done if log else Decimal(0),
            entries=log.entries if log else 0,
            noted=action.id in self._noted,
            occasions=len(occasions),
            occasions_due=sum(day <= self._as_of for day in occasions),
            override=action.override_colour,
        )
        single = action.kind is ActionKind.SINGLE and action.planned is None
        done = plan.done
        if single:
            done = Decimal(1) if action.status is ActionStatus.DONE else Decimal(0)
        return ActionRow(
            number=action.number,
            title=action.title,
            goal=action.goal,
            party=action.party,
            owner=self._roles.get(action.owner_id),
            support=action.support or None,
            kind=action.kind,
            causes=answers.get(action.id, ()),
            start=action.start_on,
            deadline=action.deadline,
            moved=self._moved(promise.id, action.id),
            status=action.status,
            follow_up=colour(plan, self._as_of, self._limits),
            done=done,
            planned=Decimal(1) if single else action.planned,
            unit=action.unit,
            expected=self._expected(plan, single=single),
            days_late=days_late(plan, self._as_of),
            reason=action.status_reason or self._public_note(action.id),
            last_done_on=log.last_on if log else None,
        )

    def _expected(self, plan: Plan, *, single: bool) -> float | None:
        if single:
            return None if plan.deadline is None else float(self._as_of > plan.deadline)
        return expected_by(plan, self._as_of)

    def _public_note(self, action_id: int) -> str:
        """The latest public note: what the owner says of an action that is late."""
        return (
            self._session.scalars(
                select(ActionNote.text)
                .where(
                    ActionNote.action_id == action_id,
                    ActionNote.internal.is_(False),
                    ActionNote.written_on <= self._as_of,
                )
                .order_by(ActionNote.written_on.desc(), ActionNote.id.desc())
                .limit(1)
            ).first()
            or ""
        )

    def _moved(self, promise_id: int, action_id: int) -> tuple[MovedDeadline, ...]:
        return tuple(
            MovedDeadline(date.fromisoformat(deviation.before), deviation.reason)
            for deviation in self._deviations[promise_id]
            if deviation.action_id == action_id
            and deviation.kind is DeviationKind.DEADLINE
            and deviation.before
        )

    def _problems(self, promise_id: int) -> tuple[ProblemRow, ...]:
        rows = self._session.scalars(
            select(Problem)
            .join(PromiseProblem, PromiseProblem.problem_id == Problem.id)
            .where(PromiseProblem.promise_id == promise_id)
            .order_by(Problem.number)
        ).all()
        return tuple(
            ProblemRow(
                problem.what or problem.title,
                tuple(
                    self._session.scalars(
                        select(Evidence.statement)
                        .where(Evidence.problem_id == problem.id)
                        .order_by(Evidence.id)
                    )
                ),
            )
            for problem in rows
        )

    def _causes(self, promise_id: int) -> tuple[tuple[CauseRow, ...], dict[int, int]]:
        """Causes numbered through the promise, since several problems may each have a cause 1."""
        rows = self._session.scalars(
            select(Cause)
            .join(Problem, Problem.id == Cause.problem_id)
            .join(PromiseProblem, PromiseProblem.problem_id == Problem.id)
            .where(PromiseProblem.promise_id == promise_id)
            .order_by(Problem.number, Cause.number)
        ).all()
        numbers = {cause.id: number for number, cause in enumerate(rows, start=1)}
        return tuple(CauseRow(numbers[cause.id], cause.description) for cause in rows), numbers

    def _answers(self, promise_id: int, numbers: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
        found: dict[int, list[int]] = defaultdict(list)
        for action_id, cause_id in self._session.execute(
            select(ActionCause.action_id, ActionCause.cause_id)
            .join(Action, Action.id == ActionCause.action_id)
            .where(Action.promise_id == promise_id)
        ):
            if cause_id in numbers:
                found[action_id].append(numbers[cause_id])
        return {action_id: tuple(sorted(causes)) for action_id, causes in found.items()}

    def _indicators(self, promise_id: int) -> tuple[IndicatorRow, ...]:
        return tuple(
            self._indicator(indicator)
            for indicator in self._session.scalars(
                select(Indicator).where(Indicator.promise_id == promise_id).order_by(Indicator.id)
            )
        )

    def _indicator(self, indicator: Indicator) -> IndicatorRow:
        measured = self._session.scalars(
            select(Measurement)
            .where(Measurement.indicator_id == indicator.id, Measurement.measured_on <= self._as_of)
            .order_by(Measurement.measured_on)
        ).all()
        latest = measured[-1] if measured else None
        upcoming = indicator.measure_by
        return IndicatorRow(
            name=indicator.name,
            unit=indicator.unit,
            kind=indicator.kind,
            direction=indicator.direction,
            baseline=indicator.baseline,
            target=indicator.target,
            measurements=tuple(MeasurementRow(m.measured_on, m.value) for m in measured),
            source=indicator.source,
            cumulative=indicator.cumulative,
            not_measured_reason=latest.note if latest and latest.value is None else "",
            next_on=upcoming if upcoming and upcoming > self._as_of else None,
        )


def _deviation(deviation: Deviation, actions: list[Any]) -> DeviationRow:
    action = next((a for a in actions if a.id == deviation.action_id), None)
    subject = action.title if action else ""
    before, after = _shown(deviation.before), _shown(deviation.after)
    match deviation.kind:
        case DeviationKind.DEADLINE | DeviationKind.QUANTITY:
            what = _("{subject}: {before} became {after}").format(
                subject=subject, before=before or _("none"), after=after or _("none")
            )
        case DeviationKind.TEXT:
            what = _("The promise's text")
        case _:
            what = after or subject
    return DeviationRow(
        deviation.kind,
        what,
        deviation.reason,
        deviation.decided_by or "",
        deviation.decided_on,
        action.number if action else None,
    )


def _shown(value: str) -> str:
    """A deviation's stored value as people read it: dates and numbers in their language."""
    try:
        return format_date(date.fromisoformat(value), "long_day")
    except ValueError:
        return format_number(Decimal(value)) if value.replace(".", "", 1).isdigit() else value


def _grouped(rows: Any, key: str) -> Groups:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _dates(pairs: Any) -> dict[int, list[date]]:
    dates: dict[int, list[date]] = defaultdict(list)
    for action_id, day in pairs:
        dates[action_id].append(day)
    return dates
