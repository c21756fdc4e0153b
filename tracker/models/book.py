"""The book's own settings, and the copy of it that this file is."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Row


class Book(Row):
    """One row: the book's name and the limits of its follow-up colours."""

    __tablename__ = "book"
    __table_args__ = (
        CheckConstraint("risk_percent > 0 AND risk_percent <= on_track_percent", name="limits"),
        CheckConstraint("on_track_percent <= 100", name="on_track_percent"),
        CheckConstraint("risk_days >= 0 AND due_soon_days >= 0", name="days"),
        CheckConstraint("silent_days >= 1", name="silent_days"),
    )

    name: Mapped[str]
    shows_state_of: Mapped[date | None]
    is_example: Mapped[bool] = mapped_column(default=False)
    on_track_percent: Mapped[int] = mapped_column(default=90)
    risk_percent: Mapped[int] = mapped_column(default=60)
    risk_days: Mapped[int] = mapped_column(default=14)
    due_soon_days: Mapped[int] = mapped_column(default=30)
    silent_days: Mapped[int] = mapped_column(default=90, server_default="90")
    """Without a log entry for so long, a running action comes up in Granskning."""


class Copy(Base):
    """One row: which copy of the book this is, its id counter, and its journal's last link."""

    __tablename__ = "copy"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_id: Mapped[int] = mapped_column(BigInteger, default=1)
    last_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    last_hash: Mapped[str] = mapped_column(default="")
