"""Indicators and their measurements: the effect, kept apart from what was done."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Quantity, Row, enum_of, reference
from tracker.models.enums import Direction, IndicatorKind


class Indicator(Row):
    """What should change, from which baseline to which target."""

    __tablename__ = "indicator"
    __table_args__ = (CheckConstraint("measure_every >= 1", name="measure_every"),)

    promise_id: Mapped[int] = reference("promise")
    name: Mapped[str]
    kind: Mapped[IndicatorKind] = mapped_column(enum_of(IndicatorKind))
    unit: Mapped[str] = mapped_column(default="")
    baseline: Mapped[Decimal | None] = mapped_column(Quantity)
    baseline_on: Mapped[date | None]
    baseline_answers: Mapped[int | None]
    target: Mapped[Decimal | None] = mapped_column(Quantity)
    direction: Mapped[Direction] = mapped_column(enum_of(Direction))
    source: Mapped[str] = mapped_column(default="")
    measure_by: Mapped[date | None]
    measure_every: Mapped[int | None]
    """Months from one measurement's due date to the next; None when it is measured once."""
    cumulative: Mapped[bool] = mapped_column(default=False)
    """Whether values are running totals that start over on 1 January."""
    question_id: Mapped[int | None] = reference("question", nullable=True)
    """The question whose next answer is its next measurement."""


class Measurement(Row):
    """A value at a date. No value means "ej mätt", which is a legal answer with a reason."""

    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("indicator_id", "measured_on"),
        CheckConstraint("value IS NOT NULL OR note <> ''", name="unmeasured_has_note"),
        CheckConstraint("answers IS NULL OR answers >= 0", name="answers"),
    )

    indicator_id: Mapped[int] = reference("indicator", index=False)
    measured_on: Mapped[date]
    value: Mapped[Decimal | None] = mapped_column(Quantity)
    answers: Mapped[int | None]
    survey_id: Mapped[int | None] = reference("survey", nullable=True)
    """The survey that it was taken from."""
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
