"""What shows whether a promise has effect: indicators and their measurements, as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.enums import Direction, IndicatorKind
from tracker.models.errors import NotFound
from tracker.models.indicator import Indicator, Measurement
from tracker.models.measuring import next_measurement_due
from tracker.services.context import AppContext
from tracker.services.queries.answered import Answered
from tracker.services.queries.figures import waiting_in


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with its measurements, oldest first; a value of None is "ej mätt"."""

    id: int
    version: int
    name: str
    kind: IndicatorKind
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    direction: Direction
    source: str
    measure_by: date | None
    cumulative: bool
    measurements: tuple["MeasurementRow", ...]
    question_id: int | None = None
    baseline_answers: int | None = None
    waiting: tuple[Answered, ...] = ()
    """Answers to its question that are later than its last measurement, oldest first."""
    measure_every: int | None = None
    """Months from one time to the next; None when it is measured once."""

    def next_due(self, today: date) -> date | None:
        """The earliest day that waits for a measurement; see `next_measurement_due`."""
        latest = self.measurements[-1].measured_on if self.measurements else None
        return next_measurement_due(self.measure_by, self.measure_every, latest, today)


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One measurement."""

    id: int
    version: int
    measured_on: date
    value: Decimal | None
    answers: int | None
    source: str
    note: str


def indicators_in(session: Session, promise_id: int) -> tuple[IndicatorRow, ...]:
    """A promise's indicators with their measurements."""
    return indicators_of(session, [promise_id]).get(promise_id, ())


def indicator_of(ctx: AppContext, indicator_id: int) -> IndicatorRow:
    """One indicator with its measurements. Raises `NotFound` when it is gone."""
    with ctx.read() as session:
        found = session.get(Indicator, indicator_id)
        if found is None:
            raise NotFound("row.missing", table=Indicator.__tablename__, id=indicator_id)
        rows = indicators_in(session, found.promise_id)
    return next(row for row in rows if row.id == indicator_id)


def indicators_to_measure(
    session: Session, promise_id: int, today: date
) -> tuple[IndicatorRow, ...]:
    """As `indicators_in`, with the measurements that wait to be taken from surveys."""
    found = session.scalars(select(Indicator).where(Indicator.promise_id == promise_id)).all()
    waiting = waiting_in(session, found, today)
    return tuple(
        replace(row, waiting=waiting.get(row.id, ())) for row in indicators_in(session, promise_id)
    )


def indicators_of(
    session: Session, promise_ids: Sequence[int]
) -> dict[int, tuple[IndicatorRow, ...]]:
    """As `indicators_in`, of several promises at once."""
    measured: dict[int, list[MeasurementRow]] = {}
    for m in session.scalars(
        select(Measurement)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .where(Indicator.promise_id.in_(promise_ids))
        .order_by(Measurement.measured_on, Measurement.id)
    ):
        measured.setdefault(m.indicator_id, []).append(
            MeasurementRow(m.id, m.version, m.measured_on, m.value, m.answers, m.source, m.note)
        )
    found: dict[int, list[IndicatorRow]] = {}
    for i in session.scalars(
        select(Indicator).where(Indicator.promise_id.in_(promise_ids)).order_by(Indicator.id)
    ):
        found.setdefault(i.promise_id, []).append(_row(i, measured.get(i.id, ())))
    return {promise_id: tuple(rows) for promise_id, rows in found.items()}


def _row(indicator: Indicator, measurements: Iterable[MeasurementRow]) -> IndicatorRow:
    return IndicatorRow(
        indicator.id,
        indicator.version,
        indicator.name,
        indicator.kind,
        indicator.unit,
        indicator.baseline,
        indicator.baseline_on,
        indicator.target,
        indicator.direction,
        indicator.source,
        indicator.measure_by,
        indicator.cumulative,
        tuple(measurements),
        indicator.question_id,
        indicator.baseline_answers,
        measure_every=indicator.measure_every,
    )
