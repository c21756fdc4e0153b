"""What is wrong, how we know, and why it is so (Brå: lägesbild, prioritering, orsaksanalys)."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row, enum_of, reference
from tracker.models.enums import CauseKind


class Problem(Row):
    """A prioritised problem. `lawful` tags it as part of lag (2023:196)'s åtgärdsplan."""

    __tablename__ = "problem"
    __table_args__ = (
        UniqueConstraint("municipality_id", "number"),
        CheckConstraint("priority IS NULL OR priority >= 1", name="priority"),
    )

    municipality_id: Mapped[int] = reference("municipality", index=False)
    number: Mapped[int]
    title: Mapped[str]
    what: Mapped[str]
    place: Mapped[str | None]
    time: Mapped[str | None]
    focus_area: Mapped[str | None]
    affected_group: Mapped[str | None]
    priority: Mapped[int | None]
    priority_reason: Mapped[str | None]
    lawful: Mapped[bool] = mapped_column(default=False)
    decided_on: Mapped[date | None]
    decision_dnr: Mapped[str | None]


class Evidence(Row):
    """What a problem rests on, and what exactly it says: "26 % vill ha bättre utemiljö".

    A survey as a whole, one of its answers (a quote) or figures, or a theme: in that survey, or
    without one in all answers.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("survey_id IS NOT NULL OR theme_id IS NOT NULL", name="source"),
    )

    problem_id: Mapped[int] = reference("problem")
    survey_id: Mapped[int | None] = reference("survey", nullable=True)
    response_id: Mapped[int | None] = reference("response", nullable=True)
    theme_id: Mapped[int | None] = reference("theme", nullable=True)
    figure_id: Mapped[int | None] = reference("figure", nullable=True)
    statement: Mapped[str]


class Cause(Row):
    """Orsak, numbered within its problem; actions answer it by that number."""

    __tablename__ = "cause"
    __table_args__ = (
        UniqueConstraint("problem_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    problem_id: Mapped[int] = reference("problem", index=False)
    number: Mapped[int]
    kind: Mapped[CauseKind] = mapped_column(enum_of(CauseKind))
    description: Mapped[str]


class Why(Row):
    """A link of a cause's chain: the answer to "varför?" asked of what stands before it."""

    __tablename__ = "why"
    __table_args__ = (
        UniqueConstraint("cause_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    cause_id: Mapped[int] = reference("cause", index=False)
    number: Mapped[int]
    text: Mapped[str]
