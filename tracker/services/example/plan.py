"""How a promise is written down: its draft, plan and indicators, and the steps to a signature."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.models.enums import Direction, IndicatorKind
from tracker.models.promise import Promise
from tracker.services.actions import ActionFields, AddAction, add_action
from tracker.services.example.people import AGREEMENT
from tracker.services.example.telling import (
    COORDINATOR,
    Event,
    Step,
    Telling,
    event,
    sitting,
)
from tracker.services.follow_up import IndicatorFields, add_indicator
from tracker.services.promises import (
    AddPromise,
    PromiseFields,
    SignPromise,
    add_promise,
    endorse_promise,
    sign_promise,
    start_promise,
)


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action as it was planned: whose, and against which of the problem's causes."""

    name: str
    owner: str
    causes: tuple[int, ...]
    fields: ActionFields
    carried_from: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """An indicator as it was planned. Values are in `unit`."""

    name: str
    title: str
    kind: IndicatorKind
    direction: Direction
    unit: str
    baseline: str
    baseline_on: date
    target: str
    source: str
    measure_by: date
    cumulative: bool = False
    question: str | None = None
    baseline_answers: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedPromise:
    """A promise with everything that stood in its plan when it was signed."""

    name: str
    problem: str | None
    fields: PromiseFields
    actions: tuple[PlannedAction, ...]
    indicators: tuple[PlannedIndicator, ...]


def drafted(promise: PlannedPromise, day: date, *, hour: int = 10) -> Iterator[Event]:
    """The draft with its plan and indicators, written in one sitting by the coordinator."""

    def text(t: Telling) -> None:
        problems = t.ids(promise.problem) if promise.problem else ()
        number = int(promise.name[1])
        cmd = AddPromise(t.id(AGREEMENT), promise.fields, problems, number)
        t.keep(promise.name, add_promise(t.ctx, cmd))

    return sitting(
        day,
        COORDINATOR,
        text,
        *(_action(promise, action) for action in promise.actions),
        *(_indicator(promise, indicator) for indicator in promise.indicators),
        hour=hour,
    )


def signed_and_started(name: str, endorsed: date, signed: date, start: date) -> Iterator[Event]:
    """Förankrat, Undertecknat and Pågår, on their days."""

    def endorse(t: Telling) -> None:
        endorse_promise(t.ctx, *t.seen(Promise, name))

    def sign(t: Telling) -> None:
        sign_promise(t.ctx, SignPromise(*t.seen(Promise, name), signed_on=signed))

    def run(t: Telling) -> None:
        start_promise(t.ctx, *t.seen(Promise, name))

    minute = 5 * int(name[1])
    yield event(endorsed, COORDINATOR, endorse, hour=14, minute=minute)
    yield event(signed, COORDINATOR, sign, hour=13, minute=minute)
    yield event(start, COORDINATOR, run, hour=8, minute=minute)


def _action(promise: PlannedPromise, action: PlannedAction) -> Step:
    def step(t: Telling) -> None:
        fields = replace(
            action.fields,
            owner_id=t.id(action.owner),
            cause_ids=t.ids(*(f"{promise.problem} orsak {number}" for number in action.causes)),
            carried_from_id=t.id(action.carried_from) if action.carried_from else None,
        )
        t.keep(action.name, add_action(t.ctx, AddAction(t.id(promise.name), fields)))

    return step


def _indicator(promise: PlannedPromise, indicator: PlannedIndicator) -> Step:
    def step(t: Telling) -> None:
        fields = IndicatorFields(
            t.id(promise.name),
            indicator.title,
            indicator.kind,
            indicator.direction,
            unit=indicator.unit,
            baseline=Decimal(indicator.baseline),
            baseline_on=indicator.baseline_on,
            target=Decimal(indicator.target),
            source=indicator.source,
            measure_by=indicator.measure_by,
            cumulative=indicator.cumulative,
            question_id=t.id(indicator.question) if indicator.question else None,
            baseline_answers=indicator.baseline_answers,
        )
        t.keep(indicator.name, add_indicator(t.ctx, fields))

    return step
