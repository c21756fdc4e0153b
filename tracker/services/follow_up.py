"""Indicators and measurements, feedback to citizens, and decisions asked of the signatories."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from tracker.models.enums import Direction, IndicatorKind, Party
from tracker.models.errors import Invalid
from tracker.models.indicator import Indicator, Measurement
from tracker.models.measuring import MOST_MONTHS
from tracker.models.meeting import MeetingPoint
from tracker.models.promise import DecisionOption, DecisionRequest, Feedback, Promise
from tracker.models.question import Question
from tracker.models.unit_of_work import Transaction
from tracker.models.units import canonical_unit
from tracker.services.agenda_links import let_go_in
from tracker.services.context import AppContext
from tracker.services.goals import Why, check_direction, record_change
from tracker.services.measuring import check_day_free, check_likely

QUESTION_LENGTH = 60


@dataclass(frozen=True, slots=True)
class IndicatorFields:
    """What should change, from where to where. Values are in `unit`."""

    promise_id: int
    name: str
    kind: IndicatorKind
    direction: Direction
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    source: str = ""
    measure_by: date | None = None
    cumulative: bool = False
    question_id: int | None = None
    """The question that a later survey answers with the next measurement; gives the unit."""
    baseline_answers: int | None = None
    measure_every: int | None = None
    """Months from `measure_by` to the measurement after it, and so on; None to measure once."""


def add_indicator(ctx: AppContext, fields: IndicatorFields) -> int:
    """Add an indicator to a promise. Returns its id."""
    with ctx.write("indicator.new") as tx:
        tx.get(Promise, fields.promise_id)
        return tx.add(Indicator(**asdict(_checked(tx, fields)))).id


@dataclass(frozen=True, slots=True)
class EditIndicator:
    """New values for an indicator as the user saw it at `version`."""

    indicator_id: int
    version: int
    fields: IndicatorFields
    reason: str = ""
    """Why the goal of a signed promise is another; the change becomes a deviation."""
    decided_by: str | None = None


def edit_indicator(ctx: AppContext, cmd: EditIndicator) -> None:
    """Change an indicator; its measurements stay. A signed goal changes with a reason only."""
    with ctx.write("indicator.edit") as tx:
        indicator = tx.get(Indicator, cmd.indicator_id, cmd.version)
        fields = _checked(tx, cmd.fields)
        record_change(tx, indicator, fields, Why(cmd.reason, cmd.decided_by))
        for name, value in asdict(fields).items():
            setattr(indicator, name, value)


@dataclass(frozen=True, slots=True)
class DeleteIndicator:
    """An indicator to remove as the user saw it; with the reason where its promise is signed."""

    indicator_id: int
    version: int
    reason: str = ""
    decided_by: str | None = None


def delete_indicator(ctx: AppContext, cmd: DeleteIndicator) -> None:
    """Remove an indicator with its measurements; from a signed promise with a reason only."""
    indicator_id = cmd.indicator_id
    with ctx.write("indicator.delete") as tx:
        indicator = tx.get(Indicator, indicator_id, cmd.version)
        record_change(tx, indicator, None, Why(cmd.reason, cmd.decided_by))
        for row in tx.session.scalars(
            select(Measurement).where(Measurement.indicator_id == indicator_id)
        ).all():
            tx.delete(row)
        let_go_in(tx, MeetingPoint.indicator_id, indicator_id)
        tx.delete(indicator)


@dataclass(frozen=True, slots=True)
class Measure:
    """A value at a date, or None for "ej mätt" with the reason in `note`."""

    indicator_id: int
    measured_on: date
    value: Decimal | None
    answers: int | None = None
    source: str = ""
    note: str = ""
    even_so: bool = False
    """Whether somebody has looked twice at a value that can hardly be in the indicator's unit."""


def measure(ctx: AppContext, cmd: Measure) -> int:
    """Record a measurement. Returns its id.

    Raises `Invalid` for a value that can hardly be, unless `even_so`, and for a day that has one.
    """
    if cmd.value is None and not cmd.note.strip():
        raise Invalid("reason.required", field="note")
    with ctx.write("measurement.new") as tx:
        if cmd.measured_on > tx.today:
            raise Invalid("dates.future", field="measured_on", date=cmd.measured_on)
        indicator = tx.get(Indicator, cmd.indicator_id)
        if cmd.value is not None and not cmd.even_so:
            check_likely(cmd.value, indicator.unit)
        check_day_free(tx, indicator, cmd.measured_on)
        values = asdict(cmd)
        del values["even_so"]
        return tx.add(Measurement(**values)).id


def delete_measurement(ctx: AppContext, measurement_id: int, version: int) -> None:
    """Remove one measurement."""
    with ctx.write("measurement.delete") as tx:
        tx.delete(tx.get(Measurement, measurement_id, version))


@dataclass(frozen=True, slots=True)
class FeedbackFields:
    """Telling citizens what was done: to whom, through what, when. `hours` is the time spent."""

    promise_id: int
    audience: str
    channel: str
    planned_on: date
    done_on: date | None = None
    text: str = ""
    hours: Decimal | None = None


def plan_feedback(ctx: AppContext, fields: FeedbackFields) -> int:
    """Plan feedback to citizens. Returns its id."""
    _check_feedback(fields)
    with ctx.write("feedback.new") as tx:
        tx.get(Promise, fields.promise_id)
        return tx.add(Feedback(**asdict(fields))).id


@dataclass(frozen=True, slots=True)
class EditFeedback:
    """New values for planned or given feedback as the user saw it at `version`."""

    feedback_id: int
    version: int
    fields: FeedbackFields


def edit_feedback(ctx: AppContext, cmd: EditFeedback) -> None:
    """Change feedback; a `done_on` says that it was given."""
    _check_feedback(cmd.fields)
    with ctx.write("feedback.edit") as tx:
        feedback = tx.get(Feedback, cmd.feedback_id, cmd.version)
        if cmd.fields.done_on is not None and cmd.fields.done_on > tx.today:
            raise Invalid("dates.future", field="done_on", date=cmd.fields.done_on)
        for name, value in asdict(cmd.fields).items():
            setattr(feedback, name, value)


def delete_feedback(ctx: AppContext, feedback_id: int, version: int) -> None:
    """Remove feedback that was only planned. Raises `Invalid` once the citizens have been told."""
    with ctx.write("feedback.delete") as tx:
        feedback = tx.get(Feedback, feedback_id, version)
        if feedback.done_on is not None:
            raise Invalid("feedback.given", date=feedback.done_on)
        tx.delete(feedback)


@dataclass(frozen=True, slots=True)
class AskDecision:
    """One question of at most 60 characters to a signatory; options are (text, cost in kronor)."""

    question: str
    decider: str
    party: Party
    due_on: date
    reason: str
    promise_id: int | None = None
    action_id: int | None = None
    options: tuple[tuple[str, Decimal | None], ...] = ()


def ask_decision(ctx: AppContext, cmd: AskDecision) -> int:
    """Ask for a decision. It stands first in every report until it is answered. Returns its id."""
    if not cmd.question.strip():
        raise Invalid("field.required", field="question")
    if len(cmd.question) > QUESTION_LENGTH:
        raise Invalid("decision.too_long", field="question", limit=QUESTION_LENGTH)
    with ctx.write("decision.new") as tx:
        values = asdict(cmd)
        del values["options"]
        request = tx.add(DecisionRequest(**values))
        for position, (text, cost) in enumerate(cmd.options, start=1):
            tx.add(
                DecisionOption(
                    decision_request_id=request.id, position=position, text=text, cost=cost
                )
            )
        return request.id


@dataclass(frozen=True, slots=True)
class AnswerDecision:
    """What was decided, by whom, on which day."""

    decision_id: int
    version: int
    answer: str
    decided_by: str
    decided_on: date


def answer_decision(ctx: AppContext, cmd: AnswerDecision) -> None:
    """Close a decision request with its answer."""
    with ctx.write("decision.answer") as tx:
        answer_decision_in(tx, cmd)


def answer_decision_in(tx: Transaction, cmd: AnswerDecision) -> None:
    """As `answer_decision`, inside an operation that does more."""
    if not cmd.answer.strip():
        raise Invalid("field.required", field="answer")
    if cmd.decided_on > tx.today:
        raise Invalid("dates.future", field="decided_on", date=cmd.decided_on)
    request = tx.get(DecisionRequest, cmd.decision_id, cmd.version)
    request.answer, request.decided_by = cmd.answer.strip(), cmd.decided_by
    request.decided_on = cmd.decided_on


def withdraw_decision(ctx: AppContext, decision_id: int, version: int) -> None:
    """Take back a question with its options. Raises `Invalid` once it is answered."""
    with ctx.write("decision.withdraw") as tx:
        request = tx.get(DecisionRequest, decision_id, version)
        if request.decided_on is not None:
            raise Invalid("decision.answered", date=request.decided_on)
        for option in tx.session.scalars(
            select(DecisionOption).where(DecisionOption.decision_request_id == decision_id)
        ).all():
            tx.delete(option)
        let_go_in(tx, MeetingPoint.decision_request_id, decision_id)
        tx.delete(request)


def _checked(tx: Transaction, fields: IndicatorFields) -> IndicatorFields:
    """The indicator with its question's unit, which no other may stand in the place of."""
    if not fields.name.strip():
        raise Invalid("field.required", field="name")
    if fields.baseline_answers is not None and fields.baseline_answers < 0:
        raise Invalid("number.negative", field="baseline_answers", value=fields.baseline_answers)
    _check_every(fields)
    check_direction(fields)
    if fields.question_id is None:
        return fields
    unit = tx.get(Question, fields.question_id).unit
    if fields.unit and canonical_unit(fields.unit).casefold() != unit.casefold():
        raise Invalid("indicator.question_unit", field="unit", unit=unit)
    return replace(fields, unit=unit)


def _check_every(fields: IndicatorFields) -> None:
    if fields.measure_every is None:
        return
    if not 1 <= fields.measure_every <= MOST_MONTHS:
        raise Invalid("indicator.every", field="measure_every", most=MOST_MONTHS)
    if fields.measure_by is None:
        raise Invalid("indicator.every_from", field="measure_by")


def _check_feedback(fields: FeedbackFields) -> None:
    for name in ("audience", "channel"):
        if not getattr(fields, name).strip():
            raise Invalid("field.required", field=name)
