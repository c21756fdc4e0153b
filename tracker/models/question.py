"""Questions that are asked again, and the figures that surveys answer them with."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Quantity, Row, enum_of, reference
from tracker.models.enums import QuestionMeasure


class Question(Row):
    """What is asked or counted each time, so that two surveys can be compared.

    A `FIGURE` is entered as a `Figure`. The others are worked out from a survey's own answers: the
    mean of the ratings 1 to 5, or the share (percent) of answers that take up `theme_id`; `place`
    narrows them to the answers that speak of it.
    """

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint("measure <> 'theme_share' OR theme_id IS NOT NULL", name="theme"),
    )

    wording: Mapped[str] = mapped_column(unique=True)
    measure: Mapped[QuestionMeasure] = mapped_column(enum_of(QuestionMeasure))
    unit: Mapped[str] = mapped_column(default="")
    theme_id: Mapped[int | None] = reference("theme", nullable=True)
    place: Mapped[str | None]


class Figure(Row):
    """An aggregate whose answers are not in the book: "60 % vill se mer polis, n = 412".

    `answers` is n; None for statistics, which rest on no sample.
    """

    __tablename__ = "figure"
    __table_args__ = (
        UniqueConstraint("survey_id", "question_id"),
        CheckConstraint("answers IS NULL OR answers >= 0", name="answers"),
    )

    survey_id: Mapped[int] = reference("survey", index=False)
    question_id: Mapped[int] = reference("question")
    value: Mapped[Decimal] = mapped_column(Quantity)
    answers: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")
    limitation: Mapped[str] = mapped_column(default="")
