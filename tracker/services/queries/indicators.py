"""What shows whether a promise has effect: indicators and their measurements, as rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.enums import Direction, IndicatorKind
from tracker.models.indicator import Indicator, Measurement


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


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One measurement."""

    id: int
    measured_on: date
    value: Decimal | None
    answers: int | None
    source: str
    note: str


def indicators_in(session: Session, promise_id: int) -> tuple[IndicatorRow, ...]:
    """A promise's indicators with their measurements."""
    measured: dict[int, list[MeasurementRow]] = {}
    for m in session.scalars(
        select(Measurement)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .where(Indicator.promise_id == promise_id)
        .order_by(Measurement.measured_on)
    ):
        measured.setdefault(m.indicator_id, []).append(
            MeasurementRow(m.id, m.measured_on, m.value, m.answers, m.source, m.note)
        )
    return tuple(
        IndicatorRow(
            i.id,
            i.version,
            i.name,
            i.kind,
            i.unit,
            i.baseline,
            i.baseline_on,
            i.target,
            i.direction,
            i.source,
            i.measure_by,
            i.cumulative,
            tuple(measured.get(i.id, ())),
        )
        for i in session.scalars(
            select(Indicator).where(Indicator.promise_id == promise_id).order_by(Indicator.id)
        )
    )
