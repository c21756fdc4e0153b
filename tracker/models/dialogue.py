"""Medborgardialog: a round of occasions at which citizens are asked what makes them unsafe."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row, reference


class DialogueRound(Row):
    """Dialogomgång: surveys planned and held together, such as the six of week 17, 2016."""

    __tablename__ = "dialogue_round"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="days"),)

    municipality_id: Mapped[int] = reference("municipality")
    title: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(default="")
    limitation: Mapped[str] = mapped_column(default="")
    """Whom the whole round did not reach: "inga svar från äldre"."""
