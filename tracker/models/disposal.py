"""Gallring: the log of free texts that were deleted when their retention date had passed."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row


class Disposal(Row):
    """What was deleted of a survey, when and by whom. The answers' counts stay."""

    __tablename__ = "disposal"
    __table_args__ = (CheckConstraint("texts >= 0 AND history >= 0", name="counts"),)

    survey: Mapped[str]
    """Its title: the log outlives what it tells of."""
    done_on: Mapped[date]
    done_by: Mapped[str]
    retention_until: Mapped[date | None]
    """The date that was due; None where only masked words were taken out of the history."""
    texts: Mapped[int] = mapped_column(default=0)
    """How many answers lost their free text."""
    history: Mapped[int] = mapped_column(default=0)
    """How many of the journal's changes held such text."""
    chain_before: Mapped[str] = mapped_column(default="")
    """The journal's last checksum as it was, for whoever had noted it down."""
