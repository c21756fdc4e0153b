"""Medborgarlöften: the promise, its signed versions, what deviated, and what citizens are told."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Quantity, Row, enum_of, reference
from tracker.models.enums import DeviationKind, Party, PromiseStatus


class Promise(Row):
    """A promise to the citizens. Its text is locked once it is signed."""

    __tablename__ = "promise"
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        CheckConstraint("period_end >= period_start", name="period"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint(
            "status IN ('draft', 'endorsed') OR signed_on IS NOT NULL", name="signed_has_date"
        ),
        CheckConstraint(
            "status NOT IN ('partly_kept', 'not_kept', 'dropped') OR outcome_reason <> ''",
            name="outcome_has_reason",
        ),
    )

    agreement_id: Mapped[int] = reference("agreement", index=False)
    number: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    expected_effect: Mapped[str] = mapped_column(default="")
    status: Mapped[PromiseStatus] = mapped_column(
        enum_of(PromiseStatus), default=PromiseStatus.DRAFT
    )
    signed_on: Mapped[date | None]
    outcome_reason: Mapped[str] = mapped_column(default="")


class PromiseProblem(Row):
    """A promise answers a problem."""

    __tablename__ = "promise_problem"
    __table_args__ = (UniqueConstraint("promise_id", "problem_id"),)

    promise_id: Mapped[int] = reference("promise", index=False)
    problem_id: Mapped[int] = reference("problem")


class PromiseVersion(Row):
    """The text exactly as it was signed; version 1 is the first signing."""

    __tablename__ = "promise_version"
    __table_args__ = (UniqueConstraint("promise_id", "number"),)

    promise_id: Mapped[int] = reference("promise", index=False)
    number: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    signed_on: Mapped[date]
    report_id: Mapped[int | None] = reference("report", nullable=True)
    """The final agreement report that was signed, with problems, causes, actions and goals."""


class Deviation(Row):
    """Avvikelse: what changed after signing, and why (Brå requires this to be recorded)."""

    __tablename__ = "deviation"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    promise_id: Mapped[int] = reference("promise")
    action_id: Mapped[int | None] = reference("action", nullable=True)
    kind: Mapped[DeviationKind] = mapped_column(enum_of(DeviationKind))
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[str | None]
    decided_on: Mapped[date]


class DecisionRequest(Row):
    """Beslutsbehov: one question to a signatory, open until it has an answer."""

    __tablename__ = "decision_request"
    __table_args__ = (
        CheckConstraint("length(question) BETWEEN 1 AND 60", name="question"),
        CheckConstraint("(answer IS NULL) = (decided_on IS NULL)", name="answer"),
        Index("ix_decision_request_open", "decided_on", "due_on"),
    )

    question: Mapped[str]
    decider: Mapped[str]
    party: Mapped[Party] = mapped_column(enum_of(Party))
    due_on: Mapped[date]
    reason: Mapped[str]
    promise_id: Mapped[int | None] = reference("promise", nullable=True)
    action_id: Mapped[int | None] = reference("action", nullable=True)
    answer: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_on: Mapped[date | None]


class DecisionOption(Row):
    """One of the choices put to the signatory, with its cost where it has one."""

    __tablename__ = "decision_option"
    __table_args__ = (UniqueConstraint("decision_request_id", "position"),)

    decision_request_id: Mapped[int] = reference("decision_request", index=False)
    position: Mapped[int]
    text: Mapped[str]
    cost: Mapped[Decimal | None] = mapped_column(Quantity)


class Feedback(Row):
    """Återkoppling: citizens are told what was done and what was not; work with a deadline."""

    __tablename__ = "feedback"
    __table_args__ = (CheckConstraint("hours IS NULL OR hours >= 0", name="hours"),)

    promise_id: Mapped[int] = reference("promise")
    audience: Mapped[str]
    channel: Mapped[str]
    planned_on: Mapped[date]
    done_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(default="")
    hours: Mapped[Decimal | None] = mapped_column(Quantity)
